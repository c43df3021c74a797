package trial

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// Goldens reads each file of testdata by itself, and compares what comes of it, as Listed shows it, with the
// golden beside it, which ends in .out. A file that does not look like the format fails the test.
func (f Format) Goldens(t *testing.T) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("testdata", "*.*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	for _, path := range names {
		name, text := filepath.Base(path), read(t, path)
		if filepath.Ext(name) == ".out" {
			continue
		}
		if !f.Looks(text) {
			t.Errorf("%s does not look like what it is", name)
		}
		Golden(t, name+".out", Listed(f.Read([]importer.File{{Name: name, Text: text}})))
	}
}

// Listed is a sketch and what was said about it, a line each.
func Listed(k *model.Sketch, said []diag.Diagnostic) string {
	var text strings.Builder
	fmt.Fprintf(&text, "system: %s\n", k.System)
	for _, c := range k.Components {
		fmt.Fprintf(&text, "%s: %s", c.Name, c.Kind)
		if c.Label != "" {
			fmt.Fprintf(&text, " %q", c.Label)
		}
		if len(c.In) > 0 {
			fmt.Fprintf(&text, " in %s", strings.Join(c.In, ", "))
		}
		if len(c.Aliases) > 0 {
			fmt.Fprintf(&text, " also %s", strings.Join(c.Aliases, ", "))
		}
		text.WriteByte('\n')
	}
	for _, a := range k.Arrows {
		fmt.Fprintf(&text, "%s: %s", a.Name(), a.Kind)
		if a.Label != "" {
			fmt.Fprintf(&text, " %q", a.Label)
		}
		if a.Via != "" {
			fmt.Fprintf(&text, " via %s", a.Via)
		}
		for _, e := range a.Evidence {
			fmt.Fprintf(&text, " | %s", e)
		}
		if a.Question != "" {
			fmt.Fprintf(&text, " | %s", a.Question)
		}
		text.WriteByte('\n')
	}
	for i, line := range Said(said) {
		text.WriteString(line)
		if said[i].Mend != "" {
			fmt.Fprintf(&text, " (%s)", said[i].Mend)
		}
		text.WriteByte('\n')
	}
	return text.String()
}
