package yamlfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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
