// Package trial is what the tests of all importers share: files of public projects and lists of their arrows,
// goldens, drawings read back, and what has to hold whatever stands in a file. Only tests import it.
package trial

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/reimport"
)

// A Format is what the package of one format offers, and what its tests call a file.
type Format struct {
	Name  string // of a file whose text is made up
	Looks func(text []byte) bool
	Read  func([]importer.File) (*model.Sketch, []diag.Diagnostic)

	// Also fails the test where something does not hold of this format that does not hold of all. It may be nil.
	Also func(t testing.TB, k *model.Sketch, found []diag.Diagnostic)
}

// Text reads one file with a text that is made up.
func (f Format) Text(text string) (*model.Sketch, []diag.Diagnostic) {
	return f.Read([]importer.File{{Name: f.Name, Text: []byte(text)}})
}

// Shown reads files of testdata as one import, and shows what comes of it as goldens keep it: the drawing, and
// below it what is told, as comments. A drawing that is refused fails the test.
func (f Format) Shown(t testing.TB, names ...string) string {
	t.Helper()
	var files []importer.File
	for _, name := range names {
		files = append(files, importer.File{Name: name, Text: read(t, filepath.Join("testdata", name))})
	}
	sketch, found := f.Read(files)
	shown := reimport.Draw(sketch, names[0], "Shop")
	if told := Told(sketch, found); told != "" {
		shown += "\n# Told:\n"
		for line := range strings.Lines(told) {
			shown += "# " + line
		}
	}
	Parse(t, shown)
	return shown
}

// Fuzz holds Sound for whatever grows from the files of the format in testdata and from the seeds.
func (f Format) Fuzz(fuzz *testing.F, seeds ...string) {
	fuzz.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "*.*"))
	if err != nil {
		fuzz.Fatal(err)
	}
	for _, name := range names {
		if text := read(fuzz, name); f.Looks(text) {
			fuzz.Add(text)
		}
	}
	for _, seed := range seeds {
		fuzz.Add([]byte(seed))
	}
	fuzz.Fuzz(func(t *testing.T, text []byte) { f.Sound(t, text) })
}

// read is the text of a file that has to be there.
func read(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
