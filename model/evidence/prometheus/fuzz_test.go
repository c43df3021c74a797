package prometheus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func FuzzRead(f *testing.F)        { fuzz(f, "rules", model.EvidencePrometheusRules, Read) }
func FuzzReadConfig(f *testing.F)  { fuzz(f, "config", model.EvidencePrometheusConfig, ReadConfig) }
func FuzzReadMetrics(f *testing.F) { fuzz(f, "metrics", model.EvidencePrometheusMetrics, ReadMetrics) }
func FuzzReadTests(f *testing.F)   { fuzz(f, "tests", model.EvidencePrometheusTests, ReadTests) }

// fuzz wants a reader to survive everything, to hand back the file it read, and to say each thing at
// a place that exists.
func fuzz(f *testing.F, folder string, kind model.EvidenceKind, read loader) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		if filepath.Ext(file) == ".out" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		e, found := read("x.yaml", text)
		checkRead(t, string(text), kind, e, found)
	})
}

func checkRead(t *testing.T, text string, kind model.EvidenceKind, e model.Evidence, found []diag.Diagnostic) {
	t.Helper()
	if len(e.Files) != 1 || e.Files[0].Kind != kind || e.Files[0].Name != "x.yaml" {
		t.Errorf("it is called %+v", e.Files)
	}
	for _, d := range found {
		if d.Level < diag.Note || d.Level > diag.Warning || d.Rule != model.ReadEvidence || d.Message == "" || utf8.RuneCountInString(d.Message) > longestMessage {
			t.Errorf("not a diagnostic: %+v", d)
		}
		checkPlace(t, text, d.Span)
		for _, r := range d.Related {
			checkPlace(t, text, r.Span)
		}
	}
	for _, u := range e.Files[0].Unread {
		if u.Why == "" {
			t.Error("unread without a reason")
		}
		checkPlace(t, text, u.Span)
	}
	for _, r := range e.Rules {
		if r.Name == "" || r.Group == nil || r.Waits < 0 || r.For < 0 || r.Every.Value < 0 {
			t.Errorf("not an alert: %+v", r)
		}
		checkPlace(t, text, r.Span)
		checkPlace(t, text, r.Group.Span)
	}
	for _, m := range e.Metrics {
		if m.Name == "" || m.Recorded != (m.Group != nil) {
			t.Errorf("not a metric: %+v", m)
		}
		checkPlace(t, text, m.Span)
	}
	for _, test := range e.Tests {
		checkPlace(t, text, test.Span)
	}
	for _, s := range e.Servers {
		checkPlace(t, text, s.Span)
	}
}

// checkPlace wants a stretch of the file whose offsets, lines and columns agree.
func checkPlace(t *testing.T, text string, at diag.Span) {
	t.Helper()
	if at.File != "x.yaml" || at.End.Offset < at.Start.Offset {
		t.Fatalf("no place: %+v", at)
	}
	for _, p := range []diag.Point{at.Start, at.End} {
		if p.Offset < 0 || int(p.Offset) > len(text) {
			t.Fatalf("offset %d of %d", p.Offset, len(text))
		}
		before := text[:p.Offset]
		line := 1 + strings.Count(before, "\n")
		lastLine := before[strings.LastIndexByte(before, '\n')+1:]
		if line == 1 {
			lastLine = strings.TrimPrefix(lastLine, byteOrderMark)
		}
		if col := 1 + utf8.RuneCountInString(lastLine); int(p.Line) != line || int(p.Col) != col {
			t.Fatalf("offset %d is %d:%d, not %d:%d", p.Offset, line, col, p.Line, p.Col)
		}
	}
}
