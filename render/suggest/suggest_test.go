package suggest

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
	"github.com/linewalk/linewalk/model/evidence/openslo"
	"github.com/linewalk/linewalk/model/evidence/prometheus"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// today is the day on which the tests play.
var today = model.Date{Year: 2026, Month: 11, Day: 22}

// drawn reads drawings that are given as text.
func drawn(t *testing.T, texts ...string) *model.System {
	t.Helper()
	var files []*yamlfile.File
	for i, text := range texts {
		files = append(files, yamlfile.Parse(fmt.Sprintf("drawing%d.yaml", i+1), []byte(text), yamlfile.Options{Rules: rules.IDs()}))
	}
	s, found := yamlfile.Merge(files)
	for _, d := range found {
		if d.Level == diag.Error {
			t.Fatalf("%s: %s", d.Span, d.Message)
		}
	}
	return s
}

// ruled reads rule files, in which nothing may be wrong.
func ruled(t *testing.T, texts ...string) *model.Evidence {
	t.Helper()
	var e model.Evidence
	for i, text := range texts {
		read, found := prometheus.Read(fmt.Sprintf("rules%d.yaml", i+1), []byte(text))
		for _, d := range found {
			if d.Message != "no rules are in this file" {
				t.Fatalf("%s: %s\n%s", d.Span, d.Message, text)
			}
		}
		e.Add(read)
	}
	return &e
}

func report(s *model.System, e *model.Evidence) *analysis.Report {
	return analysis.Run(s, rules.All(), analysis.Options{Today: today, Evidence: e})
}

func written(t *testing.T, write func(io.Writer, *Plan) error, p *Plan) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden holds text against a file of testdata. UPDATE=1 rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func testdata(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// All that is written about one drawing, to be read by eye.
func TestGolden(t *testing.T) {
	s := drawn(t, testdata(t, "shop.yaml"))
	metrics, _ := prometheus.ReadMetrics("metrics.txt", []byte(testdata(t, "metrics.txt")))
	routing, _ := alertmanager.Read("alertmanager.yaml", []byte(testdata(t, "alertmanager.yaml")))
	for _, test := range []struct {
		name string
		with []model.Evidence
	}{
		{"bare", nil},
		{"known", []model.Evidence{metrics, routing, {Files: []model.EvidenceFile{{Kind: model.EvidencePrometheusRules}}}}},
	} {
		var e *model.Evidence
		if test.with != nil {
			e = &model.Evidence{}
			for _, one := range test.with {
				e.Add(one)
			}
		}
		p := New(report(s, e), e, Choice{})
		golden(t, test.name+".rules.yaml", written(t, Prometheus, p))
		golden(t, test.name+".monitors.yaml", written(t, Drawing, p))
		golden(t, test.name+".slo.yaml", written(t, OpenSLO, p))
	}
}

// kinds draws arrows of every kind between every sort of ends with every cadence, and asks all modes.
func kinds() string {
	var b strings.Builder
	b.WriteString("linewalk: 1\nsystem: Kinds\nteams:\n  us: {people: [ana, ben], on-call: 24x7}\n" +
		"components:\n  a: {kind: service, owner: us}\n  b: {kind: service, owner: us}\n  q: {kind: queue, owner: us}\n" +
		"  c: {kind: cache, owner: us}\n  d: {kind: database, owner: us, replicas: 2}\n  p: person\n  x: {kind: external, owner: us}\n  y: {kind: external, owner: us}\narrows:\n")
	for k := range model.Kinds() {
		for _, ends := range []string{"a -> b", "a -> x", "x -> a", "p -> a", "a -> p", "a -> q", "q -> a", "a -> c", "a -> d", "x -> y"} {
			for _, traffic := range []string{"continuous", "bursty", "rare", "every 2h"} {
				kind := model.Kinds()[k]
				fmt.Fprintf(&b, "  %s (%s %s): {kind: %s, traffic: %s, owner: us, if-down: breaks, modes: [down, silent, slow, errors, overload, limited, stale, repeated, wrong, expired]}\n",
					ends, kind, strings.Fields(traffic)[0], kind, traffic)
			}
		}
	}
	b.WriteString("journeys:\n  buy: {steps: [a -> b (call continuous)], owner: us, notice-within: 15m, target: 99%}\n")
	return b.String()
}

// Whatever the arrow and the mode: the rules load, every alert exists and sees what it is for, and
// pasted it tells in time wherever the suggestion says so.
func TestEveryKindAndMode(t *testing.T) {
	drawing := kinds()
	p := New(report(drawn(t, drawing), nil), nil, Choice{All: true})
	if len(p.Suggestions) < 1000 {
		t.Fatalf("only %d suggestions", len(p.Suggestions))
	}
	for _, s := range p.Suggestions {
		if s.Rule.Expr == "" {
			t.Errorf("%s, %s: no expression is found for %s at %s", s.subject(), s.Lead, s.Monitor.Signal.Value, s.Monitor.At.Value)
		}
	}
	for _, u := range p.Unseen {
		if _, ok := detection.Best(u.Arrow, u.Mode); ok {
			t.Errorf("%s, %s: something sees it and is not suggested", u.Arrow, u.Mode)
		}
	}
	loop(t, p, nil, drawing)
}

// loop pastes a plan, gives its rules as evidence, and looks whether that turned what it was to turn.
func loop(t *testing.T, p *Plan, before *model.Evidence, drawing ...string) (*analysis.Report, *model.Evidence) {
	t.Helper()
	e := ruled(t, written(t, Prometheus, p))
	if before != nil {
		joined := *before
		joined.Add(*e)
		e = &joined
	}
	s := drawn(t, append(drawing, written(t, Drawing, p))...)
	r := report(s, e)
	for _, s := range p.Suggestions {
		name, _ := evidence.SplitName(s.Rule.Name)
		i := slices.IndexFunc(r.Claims, func(c *evidence.Claim) bool {
			claimed, _ := evidence.SplitName(c.Alert.Name.Value)
			return claimed == name
		})
		if i < 0 {
			t.Errorf("%s is not in the drawing", name)
			continue
		}
		claim := r.Claims[i]
		if claim.Exists.Verdict != evidence.Proven {
			t.Errorf("%s does not exist: %s", name, claim.Exists.Why)
		}
		if !s.Stated {
			held(t, r, s, claim)
		}
	}
	return r, e
}

// held looks whether a suggestion that was pasted sees its modes, in time where it says so.
func held(t *testing.T, r *analysis.Report, s *Suggestion, claim *evidence.Claim) {
	t.Helper()
	x := r.Answer(r.System.Arrow(s.Answer.Arrow.Name()))
	for _, m := range x.Modes {
		if !slices.Contains(s.Modes, m.Mode) {
			continue
		}
		if !slices.Contains(m.Sees, claim.Monitor) {
			t.Errorf("%s does not see %s of %s", claim.Alert, m.Mode, x.Arrow)
			continue
		}
		if m.Proof == nil {
			t.Errorf("%s, %s: no proof", x.Arrow, m.Mode)
			continue
		}
		if rung, refuted := m.Proof.Ladder.Fault(); refuted && rung != evidence.Delivered {
			t.Errorf("%s, %s by %s: %s", x.Arrow, m.Mode, m.Proof.Alert, m.Proof.Ladder[rung].Why)
		}
		if m.Mode == s.Lead && !s.Late() && s.reached() && m.Notice.When == analysis.Late && m.Notice.Incident == nil {
			t.Errorf("%s, %s: told after %s by %s, late for %s, and not by %s after %s", x.Arrow, m.Mode,
				model.FormatDuration(m.Notice.After), m.Notice.Alert, model.FormatDuration(m.Notice.Missed.By), s.Rule.Name, s.Delay.Most)
		}
	}
}

// reached tells whether telling reaches somebody, as far as the suggestion says.
func (s *Suggestion) reached() bool {
	return !slices.ContainsFunc(s.Notes, func(n string) bool { return strings.Contains(n, "reaches nobody") || strings.Contains(n, fillIn) })
}

// The loop on the examples: what is suggested is pasted, alone or below `monitors:`, and given as
// evidence, until nothing is left to suggest.
func TestExamples(t *testing.T) {
	for _, name := range []string{"marketecture", "boutique"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "..", "examples", name, "linewalk.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			drawing := []string{string(text)}
			var e *model.Evidence
			for round := 1; ; round++ {
				p := New(report(drawn(t, drawing...), e), e, Choice{})
				if p.Empty(Rules) && p.Empty(Monitors) {
					if round < 2 {
						t.Error("nothing was suggested at all")
					}
					break
				}
				if round > 4 {
					t.Fatalf("round %d still suggests:\n%s", round, written(t, Prometheus, p))
				}
				_, e = loop(t, p, e, drawing...)
				pasted := written(t, Drawing, p)
				if round == 1 {
					drawing[0] = spliced(t, drawing[0], pasted)
				} else {
					drawing = append(drawing, pasted)
				}
			}
		})
	}
}

// spliced puts the monitors of one drawing at the beginning of those of another.
func spliced(t *testing.T, into, from string) string {
	t.Helper()
	_, lines, found := strings.Cut(from, "\nmonitors:\n")
	head, tail, there := strings.Cut(into, "\nmonitors:\n")
	if !found || !there {
		t.Fatal("there is no section of monitors")
	}
	return head + "\nmonitors:\n" + lines + tail
}

// A name in the drawing is any text. It must come out as text wherever it is written.
func TestHostile(t *testing.T) {
	names := []string{
		`a"b`, `a'b`, `a\\b`, "{{ .Values.x }}", "{{ $labels.x }}", "a: b", "a # b", "- a", "*", "&a", "!x", "%s %d", "|",
		"\\u00fc\\u4e2d", "null", "0", "[x]", "${x}", "a, b", "#!", "FROM", "TO", "{{", "}}", "a`b", strings.Repeat("long", 49),
	}
	var b strings.Builder
	b.WriteString("linewalk: 1\nsystem: \"ev\\nil {{ x }} # y\"\nteams:\n  \"t {{ . }} \\\"q\\\" #\": {people: [ana, ben], on-call: 24x7}\narrows:\n")
	for i, n := range names {
		fmt.Fprintf(&b, "  \"%s x -> y%d %s\": {if-down: breaks, owner: \"t {{ . }} \\\"q\\\" #\", runbook: \"https://x/{{ .y }}\\n\"}\n", strings.ReplaceAll(n, `"`, `\"`), i, strings.ReplaceAll(n, `"`, `\"`))
	}
	fmt.Fprintf(&b, "journeys:\n  \"j {{ x }}: #\": {steps: [\"* x -> y8 *\"], target: 99%%, description: \"{{ a }}\\nb: |\"}\n")
	b.WriteString("monitors:\n  \"m {{ x }} #\": {signal: errors, watches: [\"TO x -> y21 TO\"], alert: {name: \"A {{ x }}\\n#'\\\"b\", tells: owner, how: page}}\n")
	drawing := b.String()
	s := drawn(t, drawing)
	p := New(report(s, nil), nil, Choice{All: true})
	if len(p.Suggestions) < 3*len(names) {
		t.Errorf("only %d suggestions for %d arrows", len(p.Suggestions), len(names))
	}
	loop(t, p, nil, drawing)
	for _, text := range []string{written(t, Prometheus, p), written(t, Drawing, p), written(t, OpenSLO, p)} {
		for i, l := range strings.Split(text, "\n") {
			if strings.ContainsFunc(l, func(r rune) bool { return r < ' ' || r == '\u202e' || r == '\u0085' || r == '\ufeff' }) {
				t.Errorf("line %d has what a terminal acts on: %q", i+1, l)
			}
		}
	}
	literal(t, written(t, Prometheus, p))
	evidence, found := openslo.Read("slo.yaml", []byte(written(t, OpenSLO, p)))
	for _, d := range found {
		if d.Level >= diag.Warning {
			t.Errorf("%s: %s", d.Span, d.Message)
		}
	}
	if len(evidence.Objectives) != 1 {
		t.Errorf("%d objectives are read back", len(evidence.Objectives))
	}
}

// literal expands the labels and annotations of a rule file as Prometheus would, which must leave no
// more than the text of the drawing: nothing in it is taken for a template.
func literal(t *testing.T, rules string) {
	t.Helper()
	roots, _ := yamlfile.Tree("rules.yaml", []byte(rules))
	seen := 0
	for _, group := range roots[0].Get("groups").Items {
		for _, rule := range group.Get("rules").Items {
			for _, pair := range slices.Concat(rule.Get("labels").Pairs, rule.Get("annotations").Pairs) {
				parsed, err := template.New("").Parse(pair.Value.Value)
				if err != nil {
					t.Errorf("%s: %v", pair.Value.Value, err)
					continue
				}
				var out strings.Builder
				if err := parsed.Execute(&out, nil); err != nil {
					t.Errorf("%s: %v", pair.Value.Value, err)
				}
				if out.String() != pair.Value.Value {
					seen++
				}
				if strings.Count(out.String(), "{{") != strings.Count(pair.Value.Value, "{{")-strings.Count(pair.Value.Value, `{{"{{"}}`) {
					t.Errorf("%s becomes %s", pair.Value.Value, out.String())
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no value needed the escape, so nothing is shown")
	}
}

// Where the metrics are known and the routing is read, what is suggested climbs all the way: it exists,
// it sees the failure, and it reaches those who answer for the arrow.
func TestClimb(t *testing.T) {
	drawing := testdata(t, "shop.yaml")
	var e model.Evidence
	for _, read := range []func() (model.Evidence, []diag.Diagnostic){
		func() (model.Evidence, []diag.Diagnostic) {
			return prometheus.ReadMetrics("metrics.txt", []byte(testdata(t, "metrics.txt")))
		},
		func() (model.Evidence, []diag.Diagnostic) {
			return prometheus.ReadConfig("prometheus.yaml", []byte("global: {scrape_interval: 15s, evaluation_interval: 15s}\n"))
		},
		func() (model.Evidence, []diag.Diagnostic) {
			return alertmanager.Read("alertmanager.yaml", []byte(testdata(t, "alertmanager.yaml")))
		},
	} {
		one, found := read()
		if len(found) > 0 {
			t.Fatal(found)
		}
		e.Add(one)
	}
	p := New(report(drawn(t, drawing), &e), &e, Choice{})
	r, _ := loop(t, p, &e, drawing)
	for _, m := range r.Answer(r.System.Arrow("checkout -> stripe")).Modes {
		if m.Mode != model.ModeDown && m.Mode != model.ModeErrors && m.Mode != model.ModeSilent {
			continue
		}
		if m.Proof.Ladder.Stands() != evidence.Delivered {
			t.Errorf("%s stands at %s: %+v", m.Mode, m.Proof.Ladder.Stands(), m.Proof.Ladder)
		}
		if !slices.ContainsFunc(m.Proof.Claim.Parties, func(q model.Party) bool { return q.Name == "payments" }) {
			t.Errorf("%s reaches %v", m.Mode, m.Proof.Claim.Parties)
		}
	}
}

// Whatever a component, a team and an alert are called, what is written can be read again.
func FuzzNames(f *testing.F) {
	for _, seed := range []string{"shop", `a"b`, "{{ x }}", "a\\", "- a: b #", "%!d", "ü中", "a_total", "probe", "[x]"} {
		f.Add(seed, seed, seed)
	}
	f.Fuzz(func(t *testing.T, component, team, alert string) {
		drawing := fmt.Sprintf("linewalk: 1\nteams:\n  %q: {people: [ana, ben], on-call: 24x7, contact: %q}\narrows:\n  %q: {if-down: breaks, owner: %q, label: %q}\n"+
			"  %q: {kind: event, owner: %q, monitors: [{signal: errors, at: from, alert: {name: %q, tells: owner}}]}\njourneys:\n  %q: {steps: [%q], target: 99%%}\n",
			team, alert, component+" -> b", team, alert, "other -> "+component, team, alert, team, component+" -> b")
		s, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("fuzz.yaml", []byte(drawing), yamlfile.Options{})})
		if diag.Worst(found) == diag.Error {
			t.Skip()
		}
		p := New(report(s, nil), nil, Choice{All: true})
		rules := written(t, Prometheus, p)
		read, found := prometheus.Read("rules.yaml", []byte(rules))
		for _, d := range found {
			t.Errorf("%s: %s\n%s", d.Span, d.Message, rules)
		}
		if fresh, _ := p.undefined(); len(read.Rules) != len(fresh) {
			t.Errorf("%d rules are read of %d\n%s", len(read.Rules), len(fresh), rules)
		}
		more := yamlfile.Parse("more.yaml", []byte(written(t, Drawing, p)), yamlfile.Options{})
		_, found = yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("fuzz.yaml", []byte(drawing), yamlfile.Options{}), more})
		for _, d := range found {
			if d.Level == diag.Error {
				t.Errorf("%s: %s\n%s", d.Span, d.Message, written(t, Drawing, p))
			}
		}
		slo := written(t, OpenSLO, p)
		if _, found = openslo.Read("slo.yaml", []byte(slo)); diag.Worst(found) >= diag.Warning {
			t.Errorf("%v\n%s", found, slo)
		}
	})
}
