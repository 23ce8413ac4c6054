package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"seatwatch/db"
	"seatwatch/precedents"
)

// exportVerb writes the record into a folder.
type exportVerb struct {
	Dir string `arg:"" name:"dir" help:"The folder: a new one, an empty one, or an earlier export."`
	dataFlag
	jsonFlag
}

// exportMark is the file that tells an export from any other folder. It holds
// the hash of all the files of the record, so that an export that somebody has worked on
// since is not written over.
const exportMark = ".seatwatch-export"

// Run writes the record beside the folder and then puts it in its place, so that
// nothing is ever half written.
func (v *exportVerb) Run(ctx context.Context, p *program) (err error) {
	folder, err := exportFolder(v.Dir)
	if err != nil {
		return err
	}
	store, err := p.openAsItIs(ctx, v.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	progress := p.progress()
	files, err := export(ctx, store, folder, progress)
	progress.end()
	if err != nil {
		return err
	}
	hash, err := store.DataHash(ctx)
	if err != nil {
		return err
	}
	if v.JSON {
		return p.json(map[string]any{"folder": v.Dir, "files": files, "hash": hash})
	}
	fmt.Fprintf(p.stdout, "The record is in %s, in %s.\n", v.Dir, precedents.Counted(files, "file"))
	return nil
}

// exportFolder gives the place of the folder, or says why it may not be written.
func exportFolder(dir string) (string, error) {
	folder, err := filepath.Abs(dir)
	if err != nil {
		return "", unwritable(dir, err)
	}
	if target, err := filepath.EvalSymlinks(folder); err == nil {
		folder = target
	}
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return folder, nil
	case err != nil:
		return "", fmt.Errorf("%s is not a folder that can be read; name a new folder", dir)
	case len(entries) == 0:
		return folder, nil
	}
	mark, err := os.ReadFile(filepath.Join(folder, exportMark))
	if err != nil {
		return "", fmt.Errorf("%s is not empty and not an earlier export; name a new folder or an empty one", dir)
	}
	hash, err := folderHash(folder)
	switch {
	case err != nil:
		return "", unreadable(dir, err)
	case hash != string(mark):
		return "", fmt.Errorf("the files in %s have been changed since they were exported; bring them in with \"seatwatch import\", or name a new folder", dir)
	}
	return folder, nil
}

// folderHash is the hash of all files of the record in an export, by their names.
func folderHash(folder string) (string, error) {
	sum := sha256.New()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path == filepath.Join(folder, exportMark) || path == filepath.Join(folder, manifestName) {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n", filepath.ToSlash(name), len(content))
		_, err = sum.Write(content)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)) + "\n", err
}

// export writes the record and gives the number of files.
func export(ctx context.Context, store *db.Store, folder string, progress *progress) (files int, err error) {
	parent := filepath.Dir(folder)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return 0, unwritable(parent, err)
	}
	beside, err := os.MkdirTemp(parent, ".seatwatch-export-")
	if err != nil {
		return 0, unwritable(parent, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(beside)) }()
	written := filepath.Join(beside, "new")
	err = store.Export(ctx, func(name string) (io.WriteCloser, error) {
		files++
		progress.say("writing file %d", files)
		return createIn(written, name)
	})
	if err != nil {
		if _, ok := errors.AsType[*fs.PathError](err); ok {
			return 0, unwritable(folder, err)
		}
		return 0, err
	}
	if err := writeManifest(ctx, store, written); err != nil {
		return 0, unwritable(folder, err)
	}
	hash, err := folderHash(written)
	if err == nil {
		err = os.WriteFile(filepath.Join(written, exportMark), []byte(hash), 0o644)
	}
	if err != nil {
		return 0, unwritable(folder, err)
	}
	return files, replace(folder, written, filepath.Join(beside, "old"))
}

// replace puts one folder in the place of another, which is moved aside. If it
// cannot, the other stays where it was.
func replace(folder, by, aside string) error {
	err := os.Rename(folder, aside)
	stood := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unwritable(folder, err)
	}
	if err := os.Rename(by, folder); err != nil {
		if stood {
			err = errors.Join(err, os.Rename(aside, folder))
		}
		return unwritable(folder, err)
	}
	return nil
}

// createIn makes a file and the folders it lies in, all of them inside folder.
func createIn(folder, name string) (io.WriteCloser, error) {
	if !filepath.IsLocal(name) {
		return nil, fmt.Errorf("%s does not lie in the folder", name)
	}
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &buffered{bufio.NewWriter(file), file}, nil
}

// buffered is a file that is written in large pieces, and on the disk once it is
// closed.
type buffered struct {
	*bufio.Writer
	file *os.File
}

// Close writes what is left.
func (b *buffered) Close() error {
	return errors.Join(b.Flush(), b.file.Sync(), b.file.Close())
}

func unwritable(path string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%s may not be written; give this program the right to write there, or name another folder", path)
	}
	return fmt.Errorf("%s cannot be written; look whether the disk has room, or name another folder", path)
}
