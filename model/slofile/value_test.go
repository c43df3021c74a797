package slofile

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/promql"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func TestTarget(t *testing.T) {
	tests := []struct {
		written string
		scale   Scale
		want    float64 // 0 where it is none
		said    string
	}{
		{"0.999", Fractions, 0.999, ""},
		{"1", Fractions, 1, ""},
		{"99.9%", Fractions, 0.999, ""},
		{"0.5%", Fractions, 0.005, ""},
		{"99.9", Fractions, 0.999, "read as a percentage"},
		{"99.9", Percents, 99.9, ""},
		{`"99.9"`, Percents, 99.9, ""},
		{"99.9 %", Percents, 99.9, ""},
		{"100", Percents, 100, ""},
		{"0.999", Percents, 0.999, "looks like a fraction"},
		{"0", Percents, 0, "no target"},
		{"-1", Percents, 0, "no target"},
		{"100.1", Percents, 0, "no target"},
		{"NaN", Percents, 0, "no target"},
		{"Inf", Percents, 0, "no target"},
		{"many", Fractions, 0, "no target"},
		{"[1]", Fractions, 0, "no target"},
		{"'{{ .target }}'", Fractions, 0, "filled in by another program"},
	}
	for _, test := range tests {
		f := Open(model.EvidenceSloth, "target.yaml", []byte("version: prometheus/v1\ntarget: "+test.written))
		got, ok := f.Target(At(f.Documents[0], "target"), test.scale)
		if math.Abs(got-test.want) > 1e-12 || ok != (test.want != 0) {
			t.Errorf("%s: %v, %v; want %v", test.written, got, ok, test.want)
		}
		_, found := f.Read()
		if len(found) > 1 || (test.said != "") != (len(found) == 1) || len(found) == 1 && !strings.Contains(found[0].Message, test.said) {
			t.Errorf("%s: %v, want %q", test.written, found, test.said)
		}
	}
}

func TestDuration(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	tests := []struct {
		written string
		want    time.Duration // below 0 where it is none
		spelled string        // if not as written
	}{
		{"5m", 5 * time.Minute, ""},
		{"1h30m", hour + 30*time.Minute, ""},
		{"90m", hour + 30*time.Minute, "1h30m"},
		{"4w", 28 * day, ""},
		{"28d", 28 * day, "4w"},
		{"30d", 30 * day, ""},
		{"1y", 365 * day, ""},
		{"150ms", 150 * time.Millisecond, ""},
		{"0s", 0, ""},
		{"", -1, ""},
		{"5", -1, ""},
		{"5 m", -1, ""},
		{"-5m", -1, ""},
		{"30m1h", -1, ""},
		{"1M", -1, ""},
		{"9999y", -1, ""},
		{"99999999999999999999h", -1, ""},
	}
	for _, test := range tests {
		got, err := promql.Duration(test.written)
		if (err != nil) != (test.want < 0) || err == nil && got != test.want {
			t.Errorf("%q is %s, %v; want %s", test.written, got, err, test.want)
		}
		if test.spelled == "" {
			test.spelled = test.written
		}
		if err == nil && Spell(got) != test.spelled {
			t.Errorf("%s is spelled %q, want %q", got, Spell(got), test.spelled)
		}
	}
}

// TestFormats tells what files that are not of the format asked for are said to hold.
func TestFormats(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "the file holds nothing"},
		{"# only a comment", "the file holds nothing"},
		{"groups: [{rules: []}]", "cannot be read: it holds no objective but rules of Prometheus, to be read as prometheus-rules"},
		{"kind: Deployment", "cannot be read: it holds no objective but a document of kind Deployment"},
		{"[1, 2]", "cannot be read: it holds no objective but something else"},
		{"apiVersion: pyrra.dev/v1alpha1", "cannot be read: it is an objective of Pyrra, to be read as pyrra"},
		{"apiVersion: n9/v1alpha", "cannot be read: it is an objective of Nobl9, which is not read"},
		{"backends: {}\nexporters: {}", "cannot be read: it is a configuration of slo-generator, which is not read"},
		{"version: prometheus/v1\n", ""},
		{"kind: Deployment\n---\nversion: prometheus/v1\n", ""},
		{"a: <%= erb %>\nb: [<% if %>", "cannot be read: it is an ERB template"},
		{"a: [1", "'[' is never closed"},
	}
	for _, test := range tests {
		f := Open(model.EvidenceSloth, "some.yaml", []byte(test.text))
		e, found := f.Read()
		if got := len(found); got > 1 || (got == 1) != (test.want != "") || got == 1 && found[0].Message != test.want {
			t.Errorf("%q: %v, want %q", test.text, found, test.want)
		}
		if len(e.Files) != 1 || e.Files[0].Name != "some.yaml" || e.Files[0].Kind != model.EvidenceSloth {
			t.Errorf("%q: files %v", test.text, e.Files)
		}
	}
}

// TestAlone holds the places of nodes in one document of a stream against those in the whole.
func TestAlone(t *testing.T) {
	const text = "ä: 1\n---\n\tbroken\n---\nslos: [ü, {name: there}]\n"
	pieces := cut(text)
	if len(pieces) != 3 {
		t.Fatalf("%d pieces", len(pieces))
	}
	roots, found := yamlfile.Tree("some.yaml", alone(text, pieces[2]))
	if len(found) > 0 || len(roots) != 1 {
		t.Fatal(roots, found)
	}
	at := At(At(roots[0], "slos").Items[1], "name").Span.Start
	if at.Line != 5 || at.Col != 18 || text[at.Offset:at.Offset+5] != "there" {
		t.Errorf("at %v", at)
	}
}
