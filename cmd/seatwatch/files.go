package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"seatwatch/precedents"
)

// named are the files that a command names, apart by what is in them.
type named struct {
	// dataset files are in the dataset's formats, undl files in the bulk layout
	// of the Digital Library.
	dataset, undl []string
	// rules are rule files and their cases, where they are told apart.
	rules []string
}

// datasetEndings are the endings of the dataset's files; in a folder others are
// passed over.
var datasetEndings = []string{".yaml", ".yml", ".csv", ".md"}

// find lists the files that the paths name, each once, folders with all that is
// in them.
func find(paths []string) (named, error) {
	var files []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return named{}, unreadable(path, err)
		}
		if !info.IsDir() {
			files = append(files, path)
			continue
		}
		inside, err := filesIn(path)
		if err != nil {
			return named{}, err
		}
		if len(inside) == 0 {
			return named{}, fmt.Errorf("%s has no file of the dataset in it; name a folder with .yaml and .csv files", path)
		}
		files = append(files, inside...)
	}
	var all named
	seen := map[string]bool{}
	for _, file := range files {
		if clean := filepath.Clean(file); seen[clean] {
			continue
		}
		seen[filepath.Clean(file)] = true
		undl, err := isUNDL(file)
		switch {
		case err != nil:
			return named{}, unreadable(file, err)
		case undl:
			all.undl = append(all.undl, file)
		default:
			all.dataset = append(all.dataset, file)
		}
	}
	return all, nil
}

// findWithRules is find, with the rule files told apart from the dataset's.
func findWithRules(paths []string) (named, error) {
	all, err := find(paths)
	if err != nil {
		return named{}, err
	}
	dataset := all.dataset
	all.dataset = nil
	for _, file := range dataset {
		ruled, err := isRules(file)
		switch {
		case err != nil:
			return named{}, unreadable(file, err)
		case ruled:
			all.rules = append(all.rules, file)
		default:
			all.dataset = append(all.dataset, file)
		}
	}
	return all, nil
}

// filesIn lists the dataset's files in a folder. What is hidden is passed over.
func filesIn(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return unreadable(path, err)
		case path != folder && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.IsDir() && slices.Contains(datasetEndings, filepath.Ext(path)):
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

// isUNDL looks at the first line of a CSV file.
func isUNDL(path string) (bool, error) {
	header, err := headerOf(path)
	return precedents.IsUNDL(header), err
}

// holdsMembers reports whether the table of Members is among the files, as it is
// in a whole record.
func holdsMembers(files []string) (bool, error) {
	for _, file := range files {
		header, err := headerOf(file)
		if err != nil {
			return false, unreadable(file, err)
		}
		if slices.Contains(header, "iso3") && slices.Contains(header, "admitted") {
			return true, nil
		}
	}
	return false, nil
}

// headerOf gives the columns that the first line of a CSV file names; none for
// any other file. A header that cannot be read is for the reader of the dataset
// to refuse.
func headerOf(path string) ([]string, error) {
	if filepath.Ext(path) != ".csv" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	line, _, _ := bufio.NewReaderSize(file, 1<<16).ReadLine()
	header, _ := csv.NewReader(strings.NewReader(string(line))).Read()
	return header, file.Close()
}

// read reads files of the dataset into a library, checked against base.
func read(files []string, base *precedents.Library, progress *progress) (*precedents.Library, error) {
	reader := precedents.NewReader(base)
	for i, name := range files {
		progress.say("reading file %d of %d", i+1, len(files))
		file, err := os.Open(name)
		if err != nil {
			return nil, unreadable(name, err)
		}
		if err := errors.Join(reader.File(name, file), file.Close()); err != nil {
			return nil, unreadable(name, err)
		}
	}
	return reader.Finish()
}

// unreadable says in a sentence why a file cannot be read.
func unreadable(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no file or folder %s; name one that is there", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s may not be read; give this program the right to read it", path)
	}
	return fmt.Errorf("%s cannot be read; look whether it is an ordinary file on a disk that works", path)
}
