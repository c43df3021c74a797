package slofile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/openslo"
	"github.com/linewalk/linewalk/model/evidence/pyrra"
	"github.com/linewalk/linewalk/model/evidence/sloth"
	"github.com/linewalk/linewalk/model/slofile"
)

type reader func(name string, text []byte) (model.Evidence, []diag.Diagnostic)

var readers = map[string]reader{"openslo": openslo.Read, "pyrra": pyrra.Read, "sloth": sloth.Read}

// TestGolden compares what each format makes of its files with a text of the same name.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no test data", err)
	}
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			evidence, found := readers[filepath.Base(filepath.Dir(file))](filepath.Base(file), text)
			got := told(evidence, found)
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
				t.Errorf("want (-), got (+):\n%s", diff)
			}
		})
	}
}

// told is all that was read, as text.
func told(e model.Evidence, found []diag.Diagnostic) string {
	var b strings.Builder
	for _, o := range e.Objectives {
		fmt.Fprintf(&b, "%s: objective %s", place(o.Span), o.Name)
		if o.Service != "" {
			fmt.Fprintf(&b, " of %s", o.Service)
		}
		fmt.Fprintf(&b, ": %.6g over %s, reads %s\n", o.Target, slofile.Spell(o.Window), strings.Join(o.Metrics, ", "))
		for _, r := range o.Alerts {
			tellRule(&b, r)
		}
	}
	if len(e.Metrics) > 0 {
		b.WriteString("records")
		for _, m := range e.Metrics {
			b.WriteString(" " + m.Name)
		}
		b.WriteString("\n")
	}
	for _, r := range e.Routings {
		for _, receiver := range r.Receivers {
			fmt.Fprintf(&b, "%s: receiver %s\n", place(receiver.Span), receiver.Name)
			for _, c := range receiver.Contacts {
				fmt.Fprintf(&b, "  %s: %s by %q %s\n", place(c.Span), c.Class, c.Via, c.Target)
			}
		}
	}
	for _, u := range e.Files[0].Unread {
		fmt.Fprintf(&b, "%s: unread: %s %q\n", place(u.Span), u.Why, u.Mentions)
	}
	for _, d := range found {
		fmt.Fprintf(&b, "%s: %s: %s\n", place(d.Span), d.Level, d.Message)
	}
	return b.String()
}

func tellRule(b *strings.Builder, r *model.AlertRule) {
	fmt.Fprintf(b, "  %s: alert %s", place(r.Span), r.Name)
	for _, l := range r.Labels {
		fmt.Fprintf(b, " %s=%q", l.Name, l.Value)
		if !l.Known {
			b.WriteString("?")
		}
	}
	for _, d := range []string{
		"for " + slofile.Spell(r.For), "every " + slofile.Spell(r.Every.Value), "waits " + slofile.Spell(r.Waits),
		"tells " + r.Receiver, "runbook " + r.Runbook, "off: " + r.Off,
	} {
		if !strings.HasSuffix(d, " ") && !strings.HasSuffix(d, " 0s") {
			b.WriteString(", " + d)
		}
	}
	fmt.Fprintf(b, "\n    %s\n", r.Expr)
	if c := r.Condition; c.Unreadable != "" {
		fmt.Fprintf(b, "    unreadable: %s\n", c.Unreadable)
	} else {
		fmt.Fprintf(b, "    looks at %s over %s to %s\n", strings.Join(c.Metrics, ", "), slofile.Spell(c.Window), slofile.Spell(c.Longest))
	}
}

func place(s diag.Span) string { return fmt.Sprintf("%d:%d", s.Start.Line, s.Start.Col) }
