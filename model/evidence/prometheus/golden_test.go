package prometheus

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// loaders are the four readers and the folders of their files in testdata.
var loaders = []struct {
	folder string
	kind   model.EvidenceKind
	read   func(string, []byte) (model.Evidence, []diag.Diagnostic)
}{
	{"rules", model.EvidencePrometheusRules, Read},
	{"config", model.EvidencePrometheusConfig, ReadConfig},
	{"metrics", model.EvidencePrometheusMetrics, ReadMetrics},
	{"tests", model.EvidencePrometheusTests, ReadTests},
}

// TestGolden reads every file of testdata and compares what it says, and what is said of it, with the
// file of the same name and .out. UPDATE=1 rewrites those.
func TestGolden(t *testing.T) {
	for _, l := range loaders {
		files, err := filepath.Glob(filepath.Join("testdata", l.folder, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if filepath.Ext(file) == ".out" {
				continue
			}
			t.Run(l.folder+"/"+filepath.Base(file), func(t *testing.T) {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				e, found := l.read(filepath.Base(file), text)
				if len(e.Files) != 1 || e.Files[0].Kind != l.kind || e.Files[0].Name != filepath.Base(file) {
					t.Errorf("it is called %+v", e.Files)
				}
				compareGolden(t, file+".out", dump(e, found))
			})
		}
	}
}

func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// dump writes a line for everything that was read, and one for everything that is said of it.
func dump(e model.Evidence, found []diag.Diagnostic) string {
	var b strings.Builder
	for _, r := range e.Rules {
		dumpRule(&b, r)
	}
	for _, m := range e.Metrics {
		fmt.Fprintf(&b, "%s metric %q", place(m.Span), m.Name)
		if m.Recorded {
			fmt.Fprintf(&b, " recorded by %q every %s, reads %q", m.Group.Name, m.Every, m.Reads)
		}
		b.WriteString("\n")
	}
	for _, s := range e.Servers {
		fmt.Fprintf(&b, "%s server scrapes %s, times out %s, evaluates %s, adds %s", place(s.Span),
			stated(s.ScrapeEvery), stated(s.ScrapeTimeout), stated(s.EvaluateEvery), labelsText(s.ExternalLabels))
		if len(s.Rewrites) > 0 {
			b.WriteString(", rewrites alerts")
		}
		b.WriteString("\n")
		for _, j := range s.Jobs {
			fmt.Fprintf(&b, "  %s job %q scrapes %s, times out %s\n", place(j.Span), j.Name, stated(j.ScrapeEvery), stated(j.ScrapeTimeout))
		}
	}
	for _, test := range e.Tests {
		fmt.Fprintf(&b, "%s test of %q after %s: fires %t %s\n", place(test.Span), test.Alert, test.At, test.Fires, labelsText(test.Labels))
	}
	for _, f := range e.Files {
		for _, u := range f.Unread {
			fmt.Fprintf(&b, "%s unread: %s, mentions %q\n", place(u.Span), u.Why, u.Mentions)
		}
	}
	for _, d := range found {
		fmt.Fprintf(&b, "%s %s: %s\n", place(d.Span), d.Level, d.Message)
	}
	return b.String()
}

func dumpRule(b *strings.Builder, r *model.AlertRule) {
	fmt.Fprintf(b, "%s alert %q in %q %s for %s", place(r.Span), r.Name, r.Group.Name, labelsText(r.Labels), r.For)
	if r.ForUnread {
		b.WriteString(" or longer")
	}
	fmt.Fprintf(b, ", keeps %s, every %s, offset %s, waits %s, limit %d", r.KeepFiring, stated(r.Every), r.Offset, r.Waits, r.Limit)
	if r.Runbook != "" {
		fmt.Fprintf(b, ", runbook %s", r.Runbook)
	}
	fmt.Fprintf(b, "\n  %q", r.Expr)
	if r.Condition.Unreadable != "" {
		fmt.Fprintf(b, " unreadable: %s", r.Condition.Unreadable)
	}
	fmt.Fprintf(b, " reads %q\n", r.Condition.Metrics)
}

// place is a span as line:col-line:col.
func place(s diag.Span) string {
	return fmt.Sprintf("%d:%d-%d:%d", s.Start.Line, s.Start.Col, s.End.Line, s.End.Col)
}

func stated[T any](s model.Stated[T]) string {
	if !s.Given() {
		return "unstated"
	}
	return fmt.Sprint(s.Value)
}

func labelsText(labels []model.Label) string {
	var all []string
	for _, l := range labels {
		if l.Known {
			all = append(all, fmt.Sprintf("%q=%q", l.Name, l.Value))
		} else {
			all = append(all, fmt.Sprintf("%q=?", l.Name))
		}
	}
	return "{" + strings.Join(all, ", ") + "}"
}
