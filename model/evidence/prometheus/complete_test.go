package prometheus

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
)

// Complete sees what one file cannot: recordings of another file, and the interval of the server.
func TestComplete(t *testing.T) {
	var e model.Evidence
	for i, text := range []string{
		"groups: [{name: a, rules: [{record: r, expr: up}]}]",
		"groups: [{name: b, rules: [{alert: A, expr: r > 0}, {alert: B, expr: up == 0}]}]",
	} {
		one, _ := Read(fmt.Sprint(i), []byte(text))
		e.Add(one)
	}
	waits := func(want ...time.Duration) {
		t.Helper()
		Complete(&e)
		for i, r := range e.Rules {
			if r.Waits != want[i] {
				t.Errorf("%s waits %s, want %s", r.Name, r.Waits, want[i])
			}
		}
	}
	if e.Rules[0].Waits != 0 {
		t.Errorf("alone, it waits %s", e.Rules[0].Waits)
	}
	waits(time.Minute, 0)
	for _, interval := range []string{"10s", "15s"} {
		one, _ := ReadConfig("prometheus.yml", []byte("global: {evaluation_interval: "+interval+"}"))
		e.Add(one)
	}
	waits(15*time.Second, 0)
}

// A recording hides over which time and what an alert looks. Where files record one name in several
// ways, each alert is about the way of its own file.
func TestCompleteLooksThrough(t *testing.T) {
	var e model.Evidence
	for i, text := range []string{
		"groups: [{name: a, rules: [{record: r, expr: 'rate(requests_total[5m])'}, {alert: A, expr: r == 0}]}]",
		"groups: [{name: b, rules: [{record: r, expr: 'rate(requests_total[7m])'}, {alert: B, expr: r == 0}]}]",
		"groups: [{name: c, rules: [{alert: C, expr: r == 0}, {alert: D, expr: 'rate(requests_total[9m]) == 0'}]}]",
		"groups: [{name: d, rules: [{record: r, expr: 'rate('}, {alert: E, expr: 'r == 0'}]}]",
	} {
		one, _ := Read(fmt.Sprint(i), []byte(text))
		e.Add(one)
	}
	windows := func() (minutes []float64) {
		for _, r := range e.Rules {
			minutes = append(minutes, r.Condition.Sights[model.TrafficStops].Window.Minutes())
		}
		return minutes
	}
	if diff := cmp.Diff([]float64{0, 0, 0, 9, 0}, windows()); diff != "" {
		t.Errorf("each file alone (-want +got):\n%s", diff)
	}
	Complete(&e)
	if diff := cmp.Diff([]float64{5, 7, 5, 9, 5}, windows()); diff != "" {
		t.Errorf("all together (-want +got):\n%s", diff)
	}
}

// What a program fills in is not known, before and after looking through.
func TestTemplatedMatcher(t *testing.T) {
	e, _ := Read("x.yaml", []byte(`groups: [{rules: [{record: r, expr: up}, {alert: A, expr: 'r{job="{{ job }}", zone="a"} == 0'}]}]`))
	want := []model.Label{{Name: "zone", Value: "a", Known: true}}
	for range 2 {
		c := e.Rules[0].Condition
		if diff := cmp.Diff(want, c.Labels); diff != "" || !slices.Contains(c.Possible, "job") {
			t.Errorf("possible are %v, and labels (-want +got):\n%s", c.Possible, diff)
		}
		Complete(&e)
	}
}

func BenchmarkComplete(b *testing.B) {
	e, _ := Read("rules.yaml", []byte(manyRules(2000)))
	b.ReportAllocs()
	for b.Loop() {
		Complete(&e)
	}
}
