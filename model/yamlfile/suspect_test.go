package yamlfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

// TestForeignFiles reads files of other tools as drawings. Each is refused with one sentence.
func TestForeignFiles(t *testing.T) {
	const real = "../../../shared/real"
	if _, err := os.Stat(real); err != nil {
		t.Skip("the files of other tools are not here")
	}
	err := filepath.WalkDir(real, func(path string, d fs.DirEntry, err error) error {
		ours := strings.Contains(path, "golden")
		if err != nil || d.IsDir() || ours || !slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(path)) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		_, found := Merge([]*File{Parse("x.yaml", text, Options{})})
		if len(found) != 1 || found[0].Level != diag.Error {
			t.Errorf("%s: %v", path, found)
		}
		if len(text) < 20_000 { // checking a place is linear in the text before it
			for _, d := range found {
				checkDiagnostic(t, d, string(text))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestGoodFilesAreNotSuspect wants nothing in good files to be suspect, so that only the mistake is
// blamed when there is one, and every place in them to be right.
func TestGoodFilesAreNotSuspect(t *testing.T) {
	files, _ := filepath.Glob("testdata/ok/*.yaml")
	// Files of all kinds of tools are harder than ours, where they are at hand.
	_ = filepath.WalkDir("../../../shared/real", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".yml")) {
			files = append(files, path)
		}
		return nil
	})
	checked := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		src := newSource("x.yaml", strings.TrimRight(string(text), "\n")+"\n")
		s := scan(src)
		if _, failure := decode(src.text); failure != "" || len(s.refused) > 0 {
			continue
		}
		checked++
		for _, d := range s.suspects {
			t.Errorf("%s:%d:%d: %s", file, d.Span.Start.Line, d.Span.Start.Col, d.Message)
		}
		roots, _ := Tree(file, []byte(src.text))
		if len(src.text) < 20_000 { // checking a place is linear in the text before it
			for _, n := range roots {
				checkNode(t, n, src.text)
			}
		}
	}
	t.Logf("%d of %d files", checked, len(files))
}
