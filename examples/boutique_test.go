package examples_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
)

const boutique = "boutique/linewalk.yaml"

// A report is what the tests here need of the JSON document of a drawing.
type report struct {
	Arrows []struct {
		Name   string
		Notice struct {
			When, Where  string
			After        *float64
			ClaimedAfter *float64
			Incident     *struct{ On string }
		}
		Watches []struct{ Blind *string }
		Modes   []struct{ Proof *proof }
	}
}

// A proof is the ladder of an alert.
type proof struct {
	Alert string
	Steps []struct{ Step, Verdict string }
}

func reportOf(t *testing.T, program string, args ...string) report {
	t.Helper()
	var r report
	if err := json.Unmarshal(linewalk(t, program, 1, append([]string{"check", "--format", "json"}, args...)...), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// verdicts lists what the evidence says of each step of each alert that is the best in some mode.
func (r report) verdicts(alert string) []string {
	var all []string
	for _, a := range r.Arrows {
		for _, m := range a.Modes {
			if m.Proof == nil || alert != "" && m.Proof.Alert != alert {
				continue
			}
			for _, s := range m.Proof.Steps {
				all = append(all, s.Step+" "+s.Verdict)
			}
		}
	}
	return all
}

// The places that a notice can point at, in the order in which the README of the boutique has them.
var wheres = []analysis.Where{analysis.AtArrow, analysis.AtComponent, analysis.AtJourney, analysis.OnDashboard, analysis.Nowhere}

// Every notice that there is occurs in the boutique, and the README names an arrow for each.
func TestBoutiqueNotices(t *testing.T) {
	noticed := map[string]string{}
	blind, overruled := false, false
	for _, a := range reportOf(t, build(t), boutique).Arrows {
		n := a.Notice
		noticed["`"+a.Name+"`"] = n.When + " at " + n.Where
		overruled = overruled || n.Incident != nil && n.After != nil && n.ClaimedAfter != nil && *n.After > *n.ClaimedAfter
		for _, w := range a.Watches {
			blind = blind || w.Blind != nil
		}
	}
	for _, when := range []analysis.When{analysis.InTime, analysis.Late, analysis.Never} {
		for i, named := range rowOf(t, when.String()) {
			want := ""
			if canBe(when, wheres[i]) {
				want = when.String() + " at " + wheres[i].String()
			}
			if got := noticed[named]; got != want {
				t.Errorf("README names %q for %q, which is noticed %q", named, want, got)
			}
		}
	}
	if !blind {
		t.Error("no monitor is blind")
	}
	if !overruled {
		t.Error("no incident overrules what is claimed")
	}
}

// canBe tells whether such a notice can occur. An alert points at something, in time or late; where
// nobody is told, something may still be measured.
func canBe(when analysis.When, where analysis.Where) bool {
	return (when == analysis.Never) == (where <= analysis.OnDashboard)
}

// rowOf is the row of a table in the README of the boutique, without its first cell.
func rowOf(t *testing.T, first string) []string {
	t.Helper()
	readme, err := os.ReadFile("boutique/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(readme), "\n| "+first+" |")
	row, _, _ := strings.Cut(rest, "\n")
	cells := strings.Split(strings.TrimSuffix(row, "|"), "|")
	if !found || len(cells) != len(wheres) {
		t.Fatalf("the README has no row %q of %d places", first, len(wheres))
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// Every verdict on every step of the ladder occurs in the boutique. That an alert is stated is never
// in doubt.
func TestBoutiqueEvidence(t *testing.T) {
	found := reportOf(t, build(t), boutique).verdicts("")
	for rung := evidence.Exists; rung < evidence.Rungs; rung++ {
		for _, verdict := range []evidence.Verdict{evidence.Proven, evidence.Refuted, evidence.Unknown} {
			if want := rung.String() + " " + verdict.String(); !slices.Contains(found, want) {
				t.Errorf("no alert is %s", want)
			}
		}
	}
}

// An alert that no rule defines is refuted, until a file turns up that names it and cannot be read.
func TestBoutiqueChart(t *testing.T) {
	program := build(t)
	const chart = "prometheus-rules=examples/boutique/monitoring/chart/ads.yaml"
	if without := reportOf(t, program, boutique); !slices.Contains(without.verdicts("AdsFail"), "exists refuted") {
		t.Error("without the chart, AdsFail may exist")
	}
	if with := reportOf(t, program, "--evidence", chart, boutique); !slices.Contains(with.verdicts("AdsFail"), "exists unknown") {
		t.Error("with the chart, whether AdsFail exists is not unknown")
	}
}
