package alertmanager_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
)

// What is read of the files in testdata, in a form to read beside them. UPDATE=1 writes it anew.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := dump(alertmanager.Read(filepath.Base(file), text))
		if strings.Contains(got, "secret") {
			t.Errorf("%s: a secret is shown", file)
		}
		golden := strings.TrimSuffix(file, ".yaml") + ".out"
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

func dump(e model.Evidence, ds []diag.Diagnostic) string {
	b := &strings.Builder{}
	for _, r := range e.Routings {
		fmt.Fprintf(b, "%s routing\n", place(r.Span))
		dumpRoute(b, r.Root, 1)
		for _, i := range r.Inhibitions {
			fmt.Fprintf(b, "%s inhibition: %v silences %v, equal %v\n", place(i.Span), i.Source, i.Target, i.Equal)
		}
		for _, r := range r.Receivers {
			fmt.Fprintf(b, "%s receiver %q\n", place(r.Span), r.Name)
			for _, c := range r.Contacts {
				fmt.Fprintf(b, "%s   %s by %s to %q\n", place(c.Span), c.Class, c.Via, c.Target)
			}
		}
	}
	for _, u := range e.Files[0].Unread {
		fmt.Fprintf(b, "%s unread: %s\n", place(u.Span), u.Why)
	}
	for _, d := range ds {
		fmt.Fprintf(b, "%s %s: %s\n", place(d.Span), d.Level, d.Message)
	}
	return b.String()
}

func place(s diag.Span) string { return fmt.Sprintf("%d:%d", s.Start.Line, s.Start.Col) }

func dumpRoute(b *strings.Builder, r *model.Route, depth int) {
	name := "nobody"
	if r.Receiver != nil {
		name = r.Receiver.Name
	}
	fmt.Fprintf(b, "%s %s%v -> %s", place(r.Span), strings.Repeat("  ", depth), r.Matchers, name)
	for _, m := range r.Matchers {
		if m.Unread {
			fmt.Fprintf(b, ", %s unread", m.Name)
		}
	}
	fmt.Fprintf(b, ", by %q, %s %s %s", r.GroupBy, r.GroupWait, r.GroupInterval, r.RepeatInterval)
	if r.Continue {
		b.WriteString(", continues")
	}
	for _, i := range r.Muted {
		fmt.Fprintf(b, ", muted %s %v", i.Name, i.Ranges)
	}
	for _, i := range r.Active {
		fmt.Fprintf(b, ", active %s %v", i.Name, i.Ranges)
	}
	b.WriteString("\n")
	for _, child := range r.Routes {
		dumpRoute(b, child, depth+1)
	}
}
