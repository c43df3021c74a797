package examples_test

import (
	"encoding/json"
	"slices"
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

// Every notice that there is occurs in the boutique: with an alert at each place that one can point at,
// and without.
func TestBoutiqueNotices(t *testing.T) {
	var found []string
	blind, overruled := false, false
	for _, a := range reportOf(t, build(t), boutique).Arrows {
		n := a.Notice
		found = append(found, n.When+" at "+n.Where)
		overruled = overruled || n.Incident != nil && n.After != nil && n.ClaimedAfter != nil && *n.After > *n.ClaimedAfter
		for _, w := range a.Watches {
			blind = blind || w.Blind != nil
		}
	}
	for _, want := range everyNotice() {
		if !slices.Contains(found, want) {
			t.Errorf("no arrow is noticed %s", want)
		}
	}
	if !blind {
		t.Error("no monitor is blind")
	}
	if !overruled {
		t.Error("no incident overrules what is claimed")
	}
}

// everyNotice lists the notices that can occur. An alert points at something, in time or late; where
// nobody is told, something may still be measured.
func everyNotice() []string {
	var all []string
	for _, when := range []analysis.When{analysis.InTime, analysis.Late} {
		for _, where := range []analysis.Where{analysis.AtArrow, analysis.AtComponent, analysis.AtJourney} {
			all = append(all, when.String()+" at "+where.String())
		}
	}
	for _, where := range []analysis.Where{analysis.OnDashboard, analysis.Nowhere} {
		all = append(all, analysis.Never.String()+" at "+where.String())
	}
	return all
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
