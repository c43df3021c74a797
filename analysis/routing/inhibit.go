package routing

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// An Inhibitor knows which alerts may silence others, out of all that the rules raise.
type Inhibitor struct {
	tree    *Tree
	sources [][]source // by rule of the tree
}

// A source is an alert that may match the source of a rule.
type source struct {
	index   int
	domains []domain
	matches ref
	target  ref // whether it also matches the target
}

// A Silence is an inhibition that may silence an alert, and by which others.
type Silence struct {
	Inhibition *model.Inhibition
	Sources    []Silencer
}

// A Silencer is an alert that silences another while it fires, always or for some sets of labels.
type Silencer struct {
	Index int // in the alerts that the Inhibitor was made from
	Value Value
}

// Inhibitor prepares the inhibitions of a tree for all alerts that the rules raise.
func (t *Tree) Inhibitor(alerts []Alert) *Inhibitor {
	i := &Inhibitor{tree: t, sources: make([][]source, len(t.rules))}
	if len(t.rules) == 0 {
		return i
	}
	for at, a := range alerts {
		domains := t.domains(a)
		w := newWorld(domains)
		for n, rule := range t.rules {
			if matches := w.holds(rule.source); matches != never {
				i.sources[n] = append(i.sources[n], source{at, domains, matches, w.holds(rule.target)})
			}
		}
	}
	return i
}

// Unraised lists the inhibitions whose source none of the alerts can match: they silence nothing.
func (i *Inhibitor) Unraised() []*model.Inhibition {
	var all []*model.Inhibition
	for n, rule := range i.tree.rules {
		if len(i.sources[n]) == 0 {
			all = append(all, rule.inhibition)
		}
	}
	return all
}

// Silences lists what may silence an alert. Two alerts that both match the source and the target of
// an inhibition do not silence each other by it. An alert that is itself among those that the
// Inhibitor was made from may be named too, as other instances of it may silence this one.
func (i *Inhibitor) Silences(a Alert) []Silence {
	var all []Silence
	domains := i.tree.domains(a)
	w := newWorld(domains)
	for n, rule := range i.tree.rules {
		target := w.holds(rule.target)
		if target == never || len(i.sources[n]) == 0 {
			continue
		}
		silence := Silence{Inhibition: rule.inhibition}
		both := w.holds(rule.source)
		for _, s := range i.sources[n] {
			if v := silencing(rule, s, domains, target, both, w.partial); v != Never {
				silence.Sources = append(silence.Sources, Silencer{s.index, v})
			}
		}
		if len(silence.Sources) > 0 {
			all = append(all, silence)
		}
	}
	return all
}

// silencing tells whether a source silences a target, of which it is known when it matches the
// target of the rule, and when its source too.
func silencing(rule rule, s source, target []domain, matches, both ref, partial bool) Value {
	apart := both == never || s.target == never // they do not both match both sides
	if !meet(rule, s.domains, target, rule.source, rule.target) || !apart && !rule.mayTellApart(s.domains, target) {
		return Never
	}
	for _, l := range rule.equal {
		if s.domains[l].unknown || target[l].unknown {
			return Depends
		}
	}
	if apart && !partial && s.matches == always && matches == always {
		return Always
	}
	return Depends
}

// mayTellApart tells whether a source and a target may match their sides of the rule and one of them
// not the other side too: then there is a matcher of that side that it does not pass.
func (r rule) mayTellApart(source, target []domain) bool {
	for _, m := range r.target {
		if meet(r, source, target, with(r.source, m), r.target) {
			return true
		}
	}
	for _, m := range r.source {
		if meet(r, source, target, r.source, with(r.target, m)) {
			return true
		}
	}
	return false
}

// with is some matchers and the opposite of another.
func with(matchers []matcher, other matcher) []matcher {
	return append(slices.Clone(matchers), matcher{other.Not(), other.label})
}

// meet tells whether a source and a target may each pass some matchers and agree in the equal labels
// of a rule.
func meet(r rule, source, target []domain, forSource, forTarget []matcher) bool {
	for _, l := range r.equal {
		agrees := func(value string) bool {
			return source[l].may(value) && target[l].may(value) && passes(forSource, l, value) && passes(forTarget, l, value)
		}
		if !agrees(source[l].value) && !agrees(target[l].value) && !source[l].some(agrees) {
			return false
		}
	}
	return mayPass(source, forSource) && mayPass(target, forTarget)
}

// mayPass tells whether an alert may pass some matchers.
func mayPass(domains []domain, matchers []matcher) bool {
	for _, m := range matchers {
		if !domains[m.label].some(func(value string) bool { return passes(matchers, m.label, value) }) {
			return false
		}
	}
	return true
}

// some tells whether a value of the domain may be so, given that values of a class are all alike.
func (d domain) some(so func(string) bool) bool {
	if !d.unknown {
		return so(d.value)
	}
	return d.classes.partial || slices.ContainsFunc(d.choices, func(c int) bool { return so(d.classes.values[c]) })
}

// may tells whether the domain has a value.
func (d domain) may(value string) bool {
	if !d.unknown {
		return value == d.value
	}
	return value != "" || d.choices[0] == 0
}

// passes tells whether a value of a label passes those matchers that ask for it. One that could not
// be read lets it pass.
func passes(matchers []matcher, label int, value string) bool {
	for _, m := range matchers {
		if m.label == label && !m.Unread && !m.Matches(value) {
			return false
		}
	}
	return true
}
