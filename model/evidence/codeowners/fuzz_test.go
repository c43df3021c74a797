package codeowners_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/codeowners"
)

func FuzzRead(f *testing.F) {
	names, _ := filepath.Glob("testdata/*")
	for _, name := range names {
		written, err := os.ReadFile(name)
		if err != nil {
			continue // the folder of what was found before
		}
		f.Add(written, "services/checkout")
	}
	f.Fuzz(func(t *testing.T, written []byte, entry string) {
		for _, name := range [...]string{"CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS"} {
			e, found := codeowners.Read(name, written)
			if len(e.Files) != 1 {
				t.Errorf("%d files", len(e.Files))
			}
			for _, d := range found {
				if d.Span.IsZero() || d.Level == diag.Error || !d.Reading() || int(d.Span.End.Offset) > len(written) {
					t.Errorf("%+v", d)
				}
			}
			for _, c := range e.Codeowners {
				for _, s := range c.Sections {
					for _, r := range s.Rules {
						if r.Span.IsZero() || int(r.Span.End.Offset) > len(written) {
							t.Errorf("%+v", r)
						}
					}
				}
				// Among the files that any could be is the one that is there.
				exact, any := c.OwnersOf(entry, []string{entry}), c.OwnersOf(entry, nil)
				if len(exact.Parts) > 0 && len(any.Parts) == 0 {
					t.Errorf("%q: %+v and %+v", entry, exact, any)
				}
			}
		}
	})
}
