package mermaid_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/mermaid"
)

// Each file of testdata is read by itself, and what comes of it stands beside it. UPDATE=1 writes that anew.
func TestGolden(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "*.[dgm]*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	for _, name := range names {
		if filepath.Ext(name) == ".out" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !mermaid.Looks(text) {
			t.Errorf("%s does not look like what it is", name)
		}
		got := shown(mermaid.Read([]importer.File{{Name: filepath.Base(name), Text: text}}))
		golden := name + ".out"
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", golden, diff)
		}
	}
}

// shown is a sketch and what was said about it, to be read by people.
func shown(k *model.Sketch, said []diag.Diagnostic) string {
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
	for _, d := range said {
		fmt.Fprintf(&text, "%s: %s: %s", d.Span, d.Level, d.Message)
		if d.Mend != "" {
			fmt.Fprintf(&text, " (%s)", d.Mend)
		}
		text.WriteByte('\n')
	}
	return text.String()
}
