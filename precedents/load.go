package precedents

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"seatwatch/credentials"
)

//go:embed dataset
var embedded embed.FS

// EmbeddedFiles gives the files of the built-in library.
func EmbeddedFiles() fs.FS {
	files, err := fs.Sub(embedded, "dataset")
	if err != nil {
		// The folder is there or the program would not have been built.
		panic(err)
	}
	return files
}

// Embedded reads and checks the built-in library. It has no faults in a program
// whose tests pass.
func Embedded() (*Library, error) { return Read(EmbeddedFiles()) }

// EmbeddedHash gives Embedded's Hash in a fraction of the time: the disputes
// take most of it to read, and their files are their records already, since a
// test keeps the embedded dataset canonical.
func EmbeddedHash() (string, error) {
	reader := NewReader(nil)
	reader.alone = true
	var records []Record
	files := EmbeddedFiles()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		switch {
		case err != nil:
			return err
		case isYAML(name):
			key := DisputeKey
			if isMinutes(text) {
				key = MeetingKey
			}
			records = append(records, Record{key(strings.TrimSuffix(path.Base(name), disputeExt)), string(text)})
			return nil
		}
		return reader.File(name, bytes.NewReader(text))
	})
	if err != nil {
		return "", err
	}
	frame, err := reader.Finish()
	if err != nil {
		return "", err
	}
	return HashRecords(slices.AppendSeq(records, frame.Records())), nil
}

// Read reads a whole dataset folder: every .yaml, .csv and .md file in it and
// below it. An error is Faults, or that of the file system.
func Read(files fs.FS) (*Library, error) {
	reader := NewReader(nil)
	var disputes []disputeText
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains(extensions, path.Ext(name)) {
			return err
		}
		file, err := files.Open(name)
		if err != nil {
			return err
		}
		if !isYAML(name) {
			return errors.Join(reader.File(name, file), file.Close())
		}
		text, err := reader.text(name, file)
		switch {
		case text == nil:
		case isMinutes(text):
			reader.minutesText(name, text)
		default:
			disputes = append(disputes, disputeText{name, text})
		}
		return errors.Join(err, file.Close())
	})
	if err != nil {
		return nil, err
	}
	reader.disputesAtOnce(disputes)
	return reader.Finish()
}

func isYAML(name string) bool { return path.Ext(name) == disputeExt || path.Ext(name) == ".yml" }

type disputeText struct {
	name string
	text []byte
}

// disputesAtOnce reads disputes on all processors: the syntax of a whole library
// takes most of the time to load it.
func (r *Reader) disputesAtOnce(texts []disputeText) {
	files, faults := make([]*disputeFile, len(texts)), make([]Faults, len(texts))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(texts); i = int(next.Add(1)) - 1 {
				files[i], faults[i] = readDispute(texts[i].name, texts[i].text)
			}
		})
	}
	workers.Wait()
	for i := range texts {
		r.addDispute(texts[i].name, files[i], faults[i])
	}
}

const tableExt = ".csv"

var extensions = []string{disputeExt, ".yml", tableExt, ".md"}

// The most that is read of one file. A dispute takes some 6 KB, the ballots of
// every recorded vote of the Assembly some 25 MB.
const (
	textLimit  = 1 << 20
	tableLimit = 64 << 20
)

// Reader takes the files of a dataset one by one, collects every fault, and
// gives what came in at the end. It is for one goroutine and one use.
type Reader struct {
	base   *Library
	alone  bool
	faults Faults

	disputes   []*disputeFile
	members    []placed[credentials.Member]
	names      []placed[memberName]
	sessions   []placed[credentials.AssemblySession]
	committees []*placedCommittee
	reports    []placed[credentials.Report]
	rollCalls  []*placedRollCall
	votes      []vote
	minutes    []*minutesFile
	law        Law
	codebook   string
	// came tells which of the tables came in.
	came map[*table]bool
	// broken tells of which tables a row could not be read, and lost which
	// disputes; that they lack something is no further fault.
	broken map[*table]bool
	lost   map[string]bool
	// words are the codes and ids read so far.
	words map[string]string
}

// placed is a value with the places of its fields.
type placed[T any] struct {
	value T
	row   *row
}

// NewReader makes a Reader. What it reads is checked against itself and against
// base, what stands already; base may be nil.
func NewReader(base *Library) *Reader {
	if base == nil {
		base = NewLibrary(NewFrame(nil, nil, nil, nil, Law{}, ""), nil, nil)
	}
	return &Reader{base: base, came: map[*table]bool{}, broken: map[*table]bool{}, lost: map[string]bool{}, words: map[string]string{}}
}

// File reads one file. Its name stands in the places of faults and tells YAML,
// CSV and text apart by its ending; a CSV file is known by its header. A file
// that is none of the dataset's is a fault like any other. An error is one of
// reading only.
func (r *Reader) File(name string, content io.Reader) error {
	if path.Ext(name) == tableExt {
		return r.table(name, content)
	}
	text, err := r.text(name, content)
	switch {
	case text == nil:
	case isYAML(name) && isMinutes(text):
		r.minutesText(name, text)
	case isYAML(name):
		r.dispute(name, text)
	default:
		r.prose(name, string(text))
	}
	return err
}

// text gives the text of a file; nil if it is too large or no text, which is a
// fault.
func (r *Reader) text(name string, content io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(content, textLimit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", name, err)
	case len(text) > textLimit:
		r.tooLarge(name, textLimit)
		r.lostDispute(name)
		return nil, nil
	case !r.utf8(name, text):
		r.lostDispute(name)
		return nil, nil
	}
	return bytes.TrimPrefix(text, []byte(byteOrderMark)), nil
}

func (r *Reader) tooLarge(name string, limit int) {
	r.faults.add(Place{File: name}, "divide it, or look whether it is the right file", "the file is larger than %d MiB, and nothing of it was taken", limit>>20)
}

const utf8Mend = "save the file as UTF-8"

func (r *Reader) utf8(name string, text []byte) bool {
	valid := bytes.ToValidUTF8(text, nil)
	if len(valid) == len(text) {
		return true
	}
	bad := 0
	for bad < len(valid) && valid[bad] == text[bad] {
		bad++
	}
	line := 1 + bytes.Count(text[:bad], []byte("\n"))
	col := len([]rune(string(text[bytes.LastIndexByte(text[:bad], '\n')+1:bad]))) + 1
	r.faults.add(Place{File: name, Line: line, Col: col}, utf8Mend, "the file is not UTF-8 text")
	return false
}

// prose reads a file that is neither YAML nor a table.
func (r *Reader) prose(name, text string) {
	switch path.Base(name) {
	case lawFile:
		r.law = parseLaw(text)
	case codebookFile:
		r.codebook = text
	default:
		r.faults.add(Place{File: name}, "the dataset has disputes in .yaml, tables in .csv, "+lawFile+" and "+codebookFile, "the file is none of the dataset’s")
	}
}

// record reads what Record holds.
func (r *Reader) record(record Record) {
	switch {
	case record.Key == LawKey:
		r.law = parseLaw(record.Content)
	case record.Key == CodebookKey:
		r.codebook = record.Content
	case strings.HasPrefix(record.Key, disputePrefix):
		r.dispute(record.Key, []byte(record.Content))
	case strings.HasPrefix(record.Key, meetingPrefix):
		r.minutesText(record.Key, []byte(record.Content))
	default:
		// A string ends, and does not fail.
		_ = r.rows(record.Key, newCSV(strings.NewReader(record.Content)), false)
	}
}

// Finish gives a library of only what came in, checked against itself and what
// stood already. With any fault there is no library and the error is Faults.
func (r *Reader) Finish() (*Library, error) {
	library := r.assemble()
	if !r.alone {
		r.check(library)
	}
	if err := r.faults.err(); err != nil {
		return nil, err
	}
	return library, nil
}
