package detection

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
)

// The page equals testdata/modes.md. UPDATE=1 rewrites it.
func TestPage(t *testing.T) {
	file := filepath.Join("testdata", "modes.md")
	got := Page()
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the page differs from %s (UPDATE=1 rewrites it):\n%s", file, diff)
	}
}

func TestPageIsWhole(t *testing.T) {
	got := Page()
	for _, m := range model.Modes() {
		if !strings.Contains(got, "- **"+m.String()+"**: the arrow ") {
			t.Errorf("mode %s is not explained", m)
		}
	}
	for _, s := range model.Signals() {
		if !strings.Contains(got, "- `"+s.String()+"`: ") {
			t.Errorf("signal %s is not explained", s)
		}
	}
	for _, s := range Sheets() {
		if strings.Count(got, "\n## "+s.Name+"\n") != 1 {
			t.Errorf("sheet %q is not there once", s.Name)
		}
	}
	for i, line := range strings.Split(got, "\n") {
		if n := utf8.RuneCountInString(line); n > width {
			t.Errorf("line %d is %d characters wide: %s", i+1, n, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("line %d ends in a space", i+1)
		}
	}
}
