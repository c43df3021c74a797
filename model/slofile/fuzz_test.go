package slofile_test

import (
	"os"
	"path/filepath"
	"testing"
)

func FuzzOpenSLO(f *testing.F) { fuzz(f, "openslo") }
func FuzzPyrra(f *testing.F)   { fuzz(f, "pyrra") }
func FuzzSloth(f *testing.F)   { fuzz(f, "sloth") }

// fuzz looks for text that makes a reader panic, hang, lose the file or point outside of it.
func fuzz(f *testing.F, format string) {
	seeds, err := filepath.Glob(filepath.Join("testdata", format, "*.yaml"))
	if err != nil || len(seeds) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, seed := range seeds {
		text, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		e, found := readers[format]("fuzz.yaml", text)
		if len(e.Files) != 1 {
			t.Fatalf("%d files", len(e.Files))
		}
		for _, d := range found {
			if d.Span.IsZero() || int(d.Span.End.Offset) > len(text) {
				t.Errorf("%s at %v of %d bytes", d.Message, d.Span, len(text))
			}
		}
		for _, r := range e.Rules {
			if r.Name == "" || r.Span.IsZero() || r.Kind == 0 {
				t.Errorf("an alert %q at %v", r.Name, r.Span)
			}
		}
	})
}
