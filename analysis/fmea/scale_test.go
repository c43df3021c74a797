package fmea

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func TestPriorities(t *testing.T) {
	var count [3]int
	for s := 1; s <= 10; s++ {
		for o := 1; o <= 10; o++ {
			for d := 1; d <= 10; d++ {
				p := PriorityOf(s, o, d)
				count[p]++
				if p < PriorityOf(s-1, o, d) || p < PriorityOf(s, o-1, d) || p < PriorityOf(s, o, d-1) {
					t.Errorf("a worse rating than severity %d, occurrence %d, detection %d has a higher priority", s, o, d)
				}
			}
		}
	}
	if count != [3]int{Low: 468, Medium: 214, High: 318} {
		t.Errorf("low, medium, high: %d", count)
	}
	for _, tc := range []struct {
		s, o, d int
		want    Priority
	}{
		{10, 10, 1, High},
		{9, 4, 1, Medium},
		{9, 3, 7, High},
		{9, 2, 6, Medium},
		{9, 2, 4, Low},
		{10, 1, 10, Low},
		{8, 5, 7, High},
		{8, 4, 6, Medium},
		{7, 6, 1, Medium},
		{6, 9, 5, High},
		{5, 7, 1, Low},
		{4, 5, 7, Medium},
		{4, 5, 6, Low},
		{3, 8, 5, Medium},
		{1, 10, 10, Low},
	} {
		if got := PriorityOf(tc.s, tc.o, tc.d); got != tc.want {
			t.Errorf("severity %d, occurrence %d, detection %d: got %s, want %s", tc.s, tc.o, tc.d, got, tc.want)
		}
	}
}

func TestOften(t *testing.T) {
	rate := func(count float64, per time.Duration) float64 { return model.Rate{Count: count, Per: per}.PerYear() }
	const day, week = 24 * time.Hour, 7 * 24 * time.Hour
	for _, tc := range []struct {
		times float64
		want  int
	}{
		{rate(5, day), 10},
		{rate(1, day), 10},
		{rate(1, week), 9},
		{rate(1, model.Month), 8},
		{rate(6, model.Year), 7},
		{rate(4, model.Year), 7},
		{rate(2, model.Year), 6},
		{rate(1, model.Year), 5},
		{rate(1, 3*model.Year), 4},
		{rate(0.5, model.Year), 4},
		{rate(1, 10*model.Year), 3},
		{rate(1, 30*model.Year), 2},
		{rate(0.01, model.Year), 1},
		{0, 1},
	} {
		if got, _ := often(tc.times); got != tc.want {
			t.Errorf("%g times a year: got %d, want %d", tc.times, got, tc.want)
		}
	}
	last := 0
	for times := 1e-4; times < 1e4; times *= 1.01 {
		got, _ := often(times)
		if got < last {
			t.Errorf("%g times a year is rated %d, and less is rated %d", times, got, last)
		}
		last = got
	}
}

// stated is a statement that is somewhere.
func stated[T any](value T) model.Stated[T] {
	return model.Stated[T]{Value: value, Span: diag.Span{File: "x", Start: diag.Point{Line: 1, Col: 1}}}
}

// TestGrades rates every way in which one journey can suffer, and holds each against all others that are no better.
func TestGrades(t *testing.T) {
	times := []time.Duration{0, time.Minute, time.Hour - 1, time.Hour, 30 * time.Hour, propagation.Never}
	type grade struct {
		j             analysis.JourneyState
		worth, target bool
		value         int
	}
	var all []grade
	for _, worth := range []bool{false, true} {
		for _, target := range []bool{false, true} {
			journey := &model.Journey{Name: "buy"}
			if worth {
				journey.Worth = stated(model.Money{Amount: 1, Currency: "USD", Per: time.Hour})
			}
			if target {
				journey.Target = stated(0.999)
			}
			for v := propagation.Untouched; v <= propagation.Broken; v++ {
				for _, at := range times {
					j := analysis.JourneyState{Journey: journey, Verdict: v, Degraded: propagation.Never, Broken: propagation.Never}
					switch {
					case (v >= propagation.Degraded) != (at != propagation.Never):
						continue
					case v == propagation.Degraded:
						j.Degraded = at
					case v == propagation.Broken:
						j.Broken = at
					}
					all = append(all, grade{j, worth, target, gradeOf(j)})
				}
			}
		}
	}
	atLeast := func(a, b bool) bool { return a || !b }
	for _, a := range all {
		for _, b := range all {
			worse := a.j.Verdict > b.j.Verdict && a.j.Broken <= b.j.Broken || a.j.Verdict == b.j.Verdict && a.j.Hurt() <= b.j.Hurt()
			if worse && atLeast(a.worth, b.worth) && atLeast(a.target, b.target) && a.value < b.value {
				t.Errorf("%v is rated %d, and %v, which is no worse, %d", a, a.value, b, b.value)
			}
		}
	}
	for _, tc := range []struct {
		verdict       propagation.Verdict
		at            time.Duration
		worth, target bool
		want          int
	}{
		{propagation.Broken, 0, true, false, 10},
		{propagation.Broken, 59 * time.Minute, false, true, 10},
		{propagation.Broken, time.Hour, true, true, 9},
		{propagation.Broken, 0, false, false, 8},
		{propagation.Broken, time.Hour, false, false, 7},
		{propagation.Degraded, 0, true, false, 6},
		{propagation.Degraded, 0, false, true, 5},
		{propagation.Degraded, 0, false, false, 5},
		{propagation.Masked, propagation.Never, true, false, 4},
		{propagation.Masked, propagation.Never, false, false, 3},
		{propagation.Untouched, propagation.Never, true, true, 1},
	} {
		i := slices.IndexFunc(all, func(g grade) bool {
			return g.j.Verdict == tc.verdict && g.worth == tc.worth && g.target == tc.target && (g.j.Hurt() == tc.at || tc.at == 59*time.Minute && g.j.Hurt() == time.Hour-1)
		})
		if got := all[i].value; got != tc.want {
			t.Errorf("%+v: got %d", tc, got)
		}
	}
}

// TestDetection rates notices of a call from shop to db, whose dependent end is shop.
func TestDetection(t *testing.T) {
	shop, db := &model.Component{ID: 0, Name: "shop"}, &model.Component{ID: 1, Name: "db"}
	arrow := &model.Arrow{From: shop, To: db, IfDown: stated(model.IfDown{})}
	alert := &model.Alert{Name: stated("A")}
	at := func(v model.Vantage) *model.Monitor {
		return &model.Monitor{Name: "m", Signal: stated(model.SignalErrors), At: stated(v)}
	}
	late := &analysis.Promise{Journey: analysis.JourneyState{Journey: &model.Journey{Name: "buy"}}, By: time.Hour}
	awake := people.Clause{People: []*model.Person{{Name: "ana"}}, Complete: true}
	proven := &evidence.Ladder{}
	for i := range proven {
		proven[i] = evidence.Step{Verdict: evidence.Proven, Why: "seen"}
	}
	notice := func(when analysis.When, where analysis.Where, after time.Duration, m *model.Monitor) analysis.Notice {
		n := analysis.Notice{When: when, Where: where, After: after, Claimed: after, Users: propagation.Never, Monitor: m}
		if when != analysis.Never {
			n.Alert = alert
		}
		if when == analysis.Late {
			n.Missed = late
		}
		return n
	}
	for _, tc := range []struct {
		name    string
		notice  analysis.Notice
		ladder  *evidence.Ladder
		atNight people.Clause
		want    int
	}{
		{"nobody", notice(analysis.Never, analysis.Nowhere, propagation.Never, nil), nil, awake, 10},
		{"a dashboard", notice(analysis.Never, analysis.OnDashboard, propagation.Never, at(model.AtFrom)), nil, awake, 9},
		{"a symptom, late", notice(analysis.Late, analysis.AtJourney, time.Hour, at(model.AtFrom)), nil, awake, 8},
		{"a symptom", notice(analysis.InTime, analysis.AtJourney, 0, at(model.AtFrom)), nil, awake, 7},
		{"late, nearby", notice(analysis.Late, analysis.AtComponent, time.Hour, at(model.AtFrom)), nil, awake, 6},
		{"late", notice(analysis.Late, analysis.AtArrow, time.Hour, at(model.AtFrom)), nil, awake, 5},
		{"in time, nearby, after a while", notice(analysis.InTime, analysis.AtComponent, 6*time.Minute, at(model.AtFrom)), nil, awake, 4},
		{"in time, from the other end, after a while", notice(analysis.InTime, analysis.AtArrow, 6*time.Minute, at(model.AtTo)), nil, awake, 4},
		{"soon, nearby", notice(analysis.InTime, analysis.AtComponent, 5*time.Minute, at(model.AtFrom)), nil, awake, 3},
		{"in time, after a while", notice(analysis.InTime, analysis.AtArrow, 6*time.Minute, at(model.AtFrom)), nil, awake, 3},
		{"and proven", notice(analysis.InTime, analysis.AtArrow, 6*time.Minute, at(model.AtFrom)), proven, awake, 3},
		{"soon", notice(analysis.InTime, analysis.AtArrow, 5*time.Minute, at(model.AtFrom)), nil, awake, 2},
		{"soon, from outside", notice(analysis.InTime, analysis.AtArrow, 0, at(model.AtOutside)), nil, awake, 2},
		{"soon and proven", notice(analysis.InTime, analysis.AtArrow, 5*time.Minute, at(model.AtFrom)), proven, awake, 1},
		{"soon and proven, and nobody awake", notice(analysis.InTime, analysis.AtArrow, 5*time.Minute, at(model.AtFrom)), proven, people.Clause{Complete: true, Why: "their hours"}, 2},
	} {
		mode := analysis.ModeAnswer{Mode: model.ModeDown, Notice: tc.notice}
		if tc.ladder != nil {
			mode.Proof = &analysis.Proof{Alert: alert, Ladder: tc.ladder}
		}
		f := failing{Answer: &analysis.Answer{Arrow: arrow, Notice: tc.notice, AtNight: tc.atNight}, in: &mode}
		if got := f.detection(); got.Value != tc.want || got.Why == "" {
			t.Errorf("%s: got %d (%s), want %d", tc.name, got.Value, got.Why, tc.want)
		}
	}
}

// TestCauses looks for a cause of every mode that may be asked of every kind, and for causes that no
// arrow can have.
func TestCauses(t *testing.T) {
	type use struct {
		mode model.Mode
		text string
	}
	used := map[use]bool{}
	for _, kind := range model.Kinds() {
		for _, end := range model.ComponentKinds() {
			plain, special := &model.Component{ID: 0, Name: "a"}, &model.Component{ID: 1, Name: "b", Kind: stated(end)}
			for _, a := range []*model.Arrow{{From: plain, To: special}, {From: special, To: plain}} {
				a.Kind = stated(kind)
				for _, mode := range model.Modes() { // a drawing may ask any of any
					f := failing{Answer: &analysis.Answer{Arrow: a}, in: &analysis.ModeAnswer{Mode: mode}}
					got := f.cause()
					if got == "" {
						t.Errorf("no cause of %s over a %s", mode, kind)
					}
					for _, text := range strings.Split(got, "; ") {
						used[use{mode, text}] = true
					}
				}
			}
		}
	}
	for _, c := range causes {
		if !used[use{c.mode, c.text}] {
			t.Errorf("no arrow is in mode %s by: %s", c.mode, c.text)
		}
	}
	for _, c := range endCauses {
		if !used[use{c.mode, c.text}] {
			t.Errorf("no arrow is in mode %s by: %s", c.mode, c.text)
		}
	}
}

// TestRulesExist holds the IDs of rules against the rules there are.
func TestRulesExist(t *testing.T) {
	ids := rules.IDs()
	for _, id := range slices.Concat(untoldRules, lateRules, waitingRules, fallbackRules, peopleRules, []string{modeRule}) {
		if !slices.Contains(ids, id) {
			t.Errorf("there is no rule %s", id)
		}
	}
}
