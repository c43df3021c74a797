package mermaid_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/mermaid"
)

// Whatever stands in a file, reading ends, names can be drawn, each arrow has its ends and a reason, and
// every fault has a place.
func FuzzRead(f *testing.F) {
	names, err := filepath.Glob(filepath.Join("testdata", "*.*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		sketch, said := mermaid.Read([]importer.File{{Name: "x.mmd", Text: text}})
		there := map[string]bool{}
		for _, c := range sketch.Components {
			if there[c.Name] || strings.TrimSpace(c.Name) == "" || strings.ContainsFunc(c.Name+c.Label, unicode.IsControl) {
				t.Errorf("component %q with label %q", c.Name, c.Label)
			}
			there[c.Name] = true
		}
		for _, c := range sketch.Components {
			for _, place := range c.In {
				if !there[place] {
					t.Errorf("%q is in %q, which is not there", c.Name, place)
				}
			}
		}
		arrows := map[string]bool{}
		for _, a := range sketch.Arrows {
			if !there[a.From] || !there[a.To] || len(a.Evidence) == 0 || arrows[a.Name()] {
				t.Errorf("arrow %q", a.Name())
			}
			arrows[a.Name()] = true
		}
		for _, d := range said {
			if d.Span.IsZero() || int(d.Span.End.Offset) > len(text) || d.Level == diag.Error && d.Mend == "" {
				t.Errorf("%v: %s", d.Span, d.Message)
			}
		}
	})
}
