package precedents_test

import (
	"bytes"
	"flag"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"seatwatch/precedents"
)

var update = flag.Bool("update", false, "rewrite the dataset in its canonical form")

// folder is a dataset folder in memory.
type folder map[string][]byte

type memoryFile struct {
	bytes.Buffer
	name string
	into folder
}

func (f *memoryFile) Close() error {
	f.into[f.name] = f.Bytes()
	return nil
}

func (f folder) create(name string) (io.WriteCloser, error) {
	return &memoryFile{name: name, into: f}, nil
}

func (f folder) fs() fs.FS {
	files := fstest.MapFS{}
	for name, content := range f {
		files[name] = &fstest.MapFile{Data: content}
	}
	return files
}

func sure[T any](values []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, value := range values {
			if !yield(value, nil) {
				return
			}
		}
	}
}

func write(t *testing.T, l *precedents.Library) folder {
	t.Helper()
	written := folder{}
	if err := precedents.Write(written.create, l.Frame, sure(l.Disputes), sure(l.Minutes), sure(l.RollCalls)); err != nil {
		t.Fatal(err)
	}
	return written
}

var readEmbedded = sync.OnceValues(precedents.Embedded)

// embedded gives the built-in library, which is read once for all tests.
func embedded(tb testing.TB) *precedents.Library {
	tb.Helper()
	library, err := readEmbedded()
	if err != nil {
		tb.Fatal(err)
	}
	return library
}

// The embedded dataset is byte for byte what Write makes of it, so that an
// export of the untouched record changes no file.
func TestDatasetIsCanonical(t *testing.T) {
	written := write(t, embedded(t))
	if *update {
		for name, content := range written {
			if err := os.WriteFile(filepath.Join("dataset", name), content, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	var names []string
	err := fs.WalkDir(precedents.EmbeddedFiles(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		names = append(names, name)
		content, err := fs.ReadFile(precedents.EmbeddedFiles(), name)
		if err == nil && !*update && !bytes.Equal(content, written[name]) {
			t.Errorf("%s is not what Write makes of it; run go test -update\n%s", name, cmp.Diff(string(content), string(written[name])))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(names, slices.Sorted(maps.Keys(written))); diff != "" && !*update {
		t.Errorf("files embedded, and files written:\n%s", diff)
	}
}
