package yamlfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

// each runs a test on every file that the pattern stands for.
func each(t *testing.T, pattern string, test func(t *testing.T, file, text string)) {
	t.Helper()
	files, _ := filepath.Glob(pattern)
	if len(files) == 0 {
		t.Fatalf("no file is %s", pattern)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			test(t, file, string(text))
		})
	}
}

// TestBadDrawings compares what is said about broken drawings.
func TestBadDrawings(t *testing.T) {
	each(t, "testdata/err/*.yaml", func(t *testing.T, file, text string) {
		_, found := read(filepath.Base(file), text)
		if diag.Worst(found) != diag.Error {
			t.Error("let pass")
		}
		for _, d := range found {
			if n := len([]rune(d.Message)); n > 100 {
				t.Errorf("%d characters: %s", n, d.Message)
			}
		}
		golden(t, strings.TrimSuffix(file, ".yaml")+".out", lines(found))
	})
}
