package openslo

import (
	"os"
	"path/filepath"
	"testing"
)

// FuzzRead looks for text that makes the reader panic, hang, lose the file or point outside of it.
func FuzzRead(f *testing.F) {
	seeds, err := filepath.Glob(filepath.Join("..", "..", "slofile", "testdata", "openslo", "*.yaml"))
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
		e, found := Read("fuzz.yaml", text)
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
