package grafana_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/grafana"
)

// Each file of testdata has what is read from it in a file of the same name beside it.
func TestRead(t *testing.T) {
	names, err := filepath.Glob("testdata/*.[yj][as]*[ln]")
	if err != nil || len(names) == 0 {
		t.Fatal("no testdata", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			written, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			e, found := grafana.Read(filepath.Base(name), written)
			got := dump(e, found)
			golden := name + ".out"
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
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// at is a place without its file, which is the same for all.
func at(s diag.Span) string { return fmt.Sprintf("%d:%d", s.Start.Line, s.Start.Col) }

// dump writes what was read, a line a noun.
func dump(e model.Evidence, found []diag.Diagnostic) string {
	var b strings.Builder
	for _, f := range e.Files {
		for _, u := range f.Unread {
			fmt.Fprintf(&b, "unread %s %s %q\n", at(u.Span), u.Why, u.Mentions)
		}
	}
	for _, d := range found {
		fmt.Fprintf(&b, "%s %s %s\n", d.Level, at(d.Span), d.Message)
	}
	for _, d := range e.Dashboards {
		fmt.Fprintf(&b, "dashboard %s %q uid %q\n", at(d.Span), d.Title, d.UID)
		for _, p := range d.Panels {
			fmt.Fprintf(&b, "  panel %s %s %q %s\n", at(p.Span), p.ID, p.Title, p.Metrics)
		}
	}
	for _, m := range e.Metrics {
		fmt.Fprintf(&b, "metric %s %s reads %s every %s\n", at(m.Span), m.Name, m.Reads, m.Every)
	}
	for _, r := range e.Rules {
		dumpRule(&b, r)
	}
	for _, r := range e.Routings {
		dumpRouting(&b, r)
	}
	return b.String()
}

func dumpRule(b *strings.Builder, r *model.AlertRule) {
	fmt.Fprintf(b, "rule %s %s\n", at(r.Span), r.Name)
	field := func(name string, value any, given bool) {
		if given {
			fmt.Fprintf(b, "  %s: %v\n", name, value)
		}
	}
	field("expr", strings.ReplaceAll(r.Expr, "\n", "\\n"), r.Expr != "")
	field("unreadable", r.Condition.Unreadable, r.Condition.Unreadable != "")
	field("fault", r.Condition.Fault, r.Condition.Fault != "")
	field("for", r.For, r.For != 0 || r.ForUnread)
	field("keeps firing", r.KeepFiring, r.KeepFiring != 0)
	field("every", r.Every.Value, r.Every.Given())
	field("offset", r.Offset, r.Offset != 0)
	field("off", r.Off, r.Off != "")
	field("runbook", r.Runbook, r.Runbook != "")
	field("receiver", r.Receiver, r.Receiver != "")
	field("panel", r.Panel.Dashboard+" "+r.Panel.Panel, r.Panel.Dashboard != "")
	for _, l := range r.Labels {
		value := "?"
		if l.Known {
			value = fmt.Sprintf("%q", l.Value)
		}
		fmt.Fprintf(b, "  label %s=%s\n", l.Name, value)
	}
	if r.Condition.Unreadable == "" {
		for _, c := range [...]struct {
			name string
			is   model.Circumstance
		}{{"target gone", model.TargetGone}, {"target removed", model.TargetRemoved}, {"push ends", model.PushEnds}} {
			s := r.Condition.Sights[c.is]
			fmt.Fprintf(b, "  %s: %s %s%s\n", c.name, s.Fires, model.FormatDuration(s.Window), strings.TrimRight(" "+s.Why, " "))
		}
	}
}

func dumpRouting(b *strings.Builder, r *model.Routing) {
	fmt.Fprintf(b, "routing %s\n", at(r.Span))
	if r.Root != nil {
		dumpRoute(b, r.Root, "  ")
	}
	for _, receiver := range r.Receivers {
		fmt.Fprintf(b, "  receiver %s %s\n", at(receiver.Span), receiver.Name)
		for _, c := range receiver.Contacts {
			fmt.Fprintf(b, "    %s %s: %s %s\n", at(c.Span), c.Via, c.Class, c.Target)
		}
	}
	for _, i := range r.Intervals {
		fmt.Fprintf(b, "  interval %s %s\n", at(i.Span), i.Name)
		for _, r := range i.Ranges {
			fmt.Fprintf(b, "    times %v weekdays %v days %v months %v years %v in %v\n", r.Times, r.Weekdays, r.DaysOfMonth, r.Months, r.Years, r.Location)
		}
	}
}

func dumpRoute(b *strings.Builder, r *model.Route, indent string) {
	fmt.Fprintf(b, "%sroute %s to %s", indent, at(r.Span), r.To)
	for _, m := range r.Matchers {
		unread := ""
		if m.Unread {
			unread = "?"
		}
		fmt.Fprintf(b, " {%s%s}", m, unread)
	}
	if r.Continue {
		b.WriteString(" continue")
	}
	fmt.Fprintf(b, " by %q wait %s interval %s repeat %s", r.GroupBy, r.GroupWait, r.GroupInterval, r.RepeatInterval)
	for _, i := range r.Muted {
		fmt.Fprintf(b, " muted %s", i.Name)
	}
	b.WriteString("\n")
	for _, child := range r.Routes {
		dumpRoute(b, child, indent+"  ")
	}
}
