package trial

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// Said lists diagnostics, a line each: place, level and message.
func Said(found []diag.Diagnostic) []string {
	var all []string
	for _, d := range found {
		all = append(all, d.Span.String()+": "+d.Level.String()+": "+d.Message)
	}
	return all
}

// Begins holds that as much is said as there are beginnings, and that each line begins so.
func Begins(t testing.TB, beginnings []string, found []diag.Diagnostic) {
	t.Helper()
	said := Said(found)
	if len(said) != len(beginnings) {
		t.Fatalf("%d are said, want %d: %q", len(said), len(beginnings), said)
	}
	for i, line := range said {
		if !strings.HasPrefix(line, beginnings[i]) {
			t.Errorf("%s, want %s", line, beginnings[i])
		}
	}
}

// Told is all that the user is told of an import, in lines: the diagnostics with what mends them, what is not
// shown, what is asked of arrows, and what is reached from outside.
func Told(k *model.Sketch, found []diag.Diagnostic) string {
	var b strings.Builder
	for i, line := range Said(found) {
		fmt.Fprintln(&b, line)
		if found[i].Mend != "" {
			fmt.Fprintf(&b, "  mend: %s\n", found[i].Mend)
		}
	}
	for _, sentence := range k.Unshown {
		fmt.Fprintln(&b, sentence)
	}
	for _, a := range k.Arrows {
		if a.Question != "" {
			fmt.Fprintf(&b, "%s: %s\n", a.Name(), a.Question)
		}
	}
	for _, c := range k.Components {
		if c.Open {
			fmt.Fprintf(&b, "%s is reached from outside\n", c.Name)
		}
	}
	return b.String()
}
