package routing_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
)

// A lottery draws trees and alerts: names of labels, what matchers ask of them, and values enough for
// every class that these matchers can make.
type lottery struct {
	*rand.Rand
	names, equals, patterns, values []string
}

func large(seed uint64) lottery {
	return lottery{
		Rand:     rand.New(rand.NewPCG(seed, 0)),
		names:    []string{"a", "b", "c"},
		equals:   []string{"", "x", "y", "xy"},
		patterns: []string{"x|y", "x.*", ".*y", ".+", ".*", "(?i)X", "[xy]+", "x?", "^(x|xy)$", `\bx.*`, "z*"},
		values:   []string{"", "x", "y", "xy", "X", "yx", "xx", "yy", "xzy", "xz", "zy", "z", "-x", "q", "xxy", "\n"},
	}
}

// small is for questions about two alerts at once.
func small(seed uint64) lottery {
	return lottery{
		Rand:     rand.New(rand.NewPCG(seed, 0)),
		names:    []string{"a", "b"},
		equals:   []string{"", "x", "y"},
		patterns: []string{"x|y", "x.+", ".+"},
		values:   []string{"", "x", "y", "xz", "q", "\n"},
	}
}

func (l lottery) one(of []string) string { return of[l.IntN(len(of))] }

func (l lottery) matcher(t *testing.T) model.Matcher {
	op := model.MatchOp(l.IntN(4))
	value := l.one(l.equals)
	if op >= model.MatchRegexp {
		value = l.one(l.patterns)
	}
	m, err := model.NewMatcher(l.one(l.names), op, value)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (l lottery) matchers(t *testing.T, most int) []model.Matcher {
	var all []model.Matcher
	for range l.IntN(most + 1) {
		all = append(all, l.matcher(t))
	}
	return all
}

func (l lottery) route(t *testing.T, depth int, receivers []*model.Receiver) *model.Route {
	r := &model.Route{
		Matchers: l.matchers(t, 2), Continue: l.IntN(3) == 0, Receiver: receivers[l.IntN(len(receivers))],
	}
	if depth > 0 {
		for range l.IntN(4) {
			r.Routes = append(r.Routes, l.route(t, depth-1, receivers))
		}
	}
	return r
}

func (l lottery) routing(t *testing.T) *model.Routing {
	r := &model.Routing{}
	for _, name := range []string{"pager", "chat", "null"} {
		receiver := &model.Receiver{Name: name}
		if name != "null" {
			receiver.Contacts = []model.Contact{{Via: name}}
		}
		r.Receivers = append(r.Receivers, receiver)
	}
	r.Root = l.route(t, 2, r.Receivers)
	r.Root.Matchers = nil
	for range 2 {
		i := &model.Inhibition{Source: l.matchers(t, 2), Target: l.matchers(t, 2)}
		if l.IntN(2) == 0 {
			i.Equal = []string{l.one(l.names)}
		}
		r.Inhibitions = append(r.Inhibitions, i)
	}
	return r
}

func (l lottery) alert() routing.Alert {
	a := routing.Alert{Open: l.IntN(2) == 0}
	for _, name := range l.names {
		switch l.IntN(5) {
		case 0:
			a.Possible = append(a.Possible, name)
		case 1:
			a.Labels = append(a.Labels, model.Label{Name: name})
		case 2, 3:
			a.Labels = append(a.Labels, model.Label{Name: name, Value: l.one(l.values), Known: true})
		}
		if l.IntN(4) == 0 {
			a.External = append(a.External, model.Label{Name: name, Value: l.one(l.values), Known: l.IntN(4) > 0})
		}
	}
	return a
}

// completions goes through the sets of labels that an alert may have, as Alert defines them.
func (l lottery) completions(a routing.Alert) []map[string]string {
	sets := []map[string]string{{}}
	for _, name := range l.names {
		may := l.mayBe(a, name)
		var more []map[string]string
		for _, set := range sets {
			for _, value := range may {
				next := map[string]string{name: value}
				for n, v := range set {
					next[n] = v
				}
				more = append(more, next)
			}
		}
		sets = more
	}
	return sets
}

func (l lottery) mayBe(a routing.Alert, name string) []string {
	at := func(l model.Label) bool { return l.Name == name }
	added := []string{""}
	i := slices.IndexFunc(a.External, at)
	switch {
	case i >= 0 && a.External[i].Known:
		added = []string{a.External[i].Value}
	case i >= 0:
		added = l.values
	}
	own := []string{""}
	j := slices.IndexFunc(a.Labels, at)
	switch {
	case j >= 0 && a.Labels[j].Known:
		own = []string{a.Labels[j].Value}
	case j >= 0, slices.Contains(a.Possible, name), i < 0 && a.Open:
		own = l.values
	}
	var may []string
	for _, value := range own {
		if value != "" {
			may = append(may, value)
		} else {
			may = append(may, added...)
		}
	}
	return may
}

// tally turns what happens in some of all cases into a value.
func tally(happens, all int) routing.Value {
	switch happens {
	case 0:
		return routing.Never
	case all:
		return routing.Always
	}
	return routing.Depends
}

// Verdicts against going through all sets of labels.
func TestReachOracle(t *testing.T) {
	l := large(3)
	seen := map[routing.Value]int{}
	for range 3000 {
		r, a := l.routing(t), l.alert()
		sets := l.completions(a)
		reached := 0
		delivered := map[*model.Route]int{}
		for _, set := range sets {
			paged := false
			for _, route := range routing.Deliver(r, set) {
				delivered[route]++
				paged = paged || route.Receiver.Name == "pager"
			}
			if paged {
				reached++
			}
		}
		v := routing.New(r).Reach(a, func(r *model.Receiver) bool { return r.Name != "chat" })
		if want := tally(reached, len(sets)); v.Value != want {
			t.Fatalf("%+v: %s, want %s, %s", a, v.Value, want, v.Condition)
		}
		seen[v.Value]++
		if (v.Condition == "") == (v.Value == routing.Depends) {
			t.Errorf("%s with the condition %q", v.Value, v.Condition)
		}
		got := map[*model.Route]routing.Value{}
		for _, d := range v.Deliveries {
			got[d.Route] = d.Value
		}
		want := map[*model.Route]routing.Value{}
		for route, times := range delivered {
			want[route] = tally(times, len(sets))
		}
		if diff := cmp.Diff(len(want), len(got)); diff != "" {
			t.Fatalf("%+v: deliveries (-want +got):\n%s", a, diff)
		}
		for route, value := range want {
			if got[route] != value {
				t.Fatalf("%+v: a route delivers %s, want %s", a, got[route], value)
			}
		}
	}
	for _, value := range []routing.Value{routing.Never, routing.Depends, routing.Always} {
		if seen[value] < 100 {
			t.Errorf("only %d alerts %s", seen[value], value)
		}
	}
}

// Routes that no alert reaches, against going through all sets of labels.
func TestShadowsOracle(t *testing.T) {
	l := large(2)
	everything := l.completions(routing.Alert{Open: true})
	found := 0
	for range 300 {
		r := l.routing(t)
		for _, s := range routing.New(r).Shadows() {
			found++
			for _, set := range everything {
				for _, route := range routing.Deliver(r, set) {
					if below(s.Route, route) {
						t.Fatalf("%v is delivered by a route that nothing is said to reach", set)
					}
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d", found)
	}
}

// below tells whether a route is another, or stands below it.
func below(top, route *model.Route) bool {
	return top == route || slices.ContainsFunc(top.Routes, func(r *model.Route) bool { return below(r, route) })
}

// Silences against going through all sets of labels of both alerts.
func TestSilencesOracle(t *testing.T) {
	l := small(1)
	seen := map[routing.Value]int{}
	for range 5000 {
		r, source, target := l.routing(t), l.alert(), l.alert()
		got := map[*model.Inhibition]routing.Value{}
		inhibitor := routing.New(r).Inhibitor([]routing.Alert{source})
		for _, s := range inhibitor.Silences(target) {
			got[s.Inhibition] = s.Sources[0].Value
		}
		unraised := inhibitor.Unraised()
		sources, targets := l.completions(source), l.completions(target)
		for _, i := range r.Inhibitions {
			happens, raised := 0, false
			for _, s := range sources {
				raised = raised || passes(i.Source, s)
				for _, t := range targets {
					if silences(i, s, t) {
						happens++
					}
				}
			}
			want := tally(happens, len(sources)*len(targets))
			if got[i] != want {
				t.Fatalf("%+v silences %+v by %+v: %s, want %s", source, target, i, got[i], want)
			}
			seen[want]++
			if raised == slices.Contains(unraised, i) {
				t.Fatalf("%+v raises %+v: %v", source, i, raised)
			}
		}
	}
	for _, value := range []routing.Value{routing.Never, routing.Depends, routing.Always} {
		if seen[value] < 50 {
			t.Errorf("only %d inhibitions %s", seen[value], value)
		}
	}
}

func silences(i *model.Inhibition, source, target map[string]string) bool {
	if !passes(i.Source, source) || !passes(i.Target, target) || passes(i.Source, target) && passes(i.Target, source) {
		return false
	}
	for _, name := range i.Equal {
		if source[name] != target[name] {
			return false
		}
	}
	return true
}

func passes(matchers []model.Matcher, labels map[string]string) bool {
	for _, m := range matchers {
		if !m.Matches(labels[m.Name]) {
			return false
		}
	}
	return true
}
