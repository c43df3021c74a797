package routing

import "github.com/linewalk/linewalk/model"

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
	if both == always && s.target == always {
		return Never
	}
	certain := s.matches == always && matches == always && !partial && (both == never || s.target == never)
	for _, l := range rule.equal {
		switch meet(s.domains[l], target[l], rule, l) {
		case Never:
			return Never
		case Depends:
			certain = false
		}
	}
	if certain {
		return Always
	}
	return Depends
}

// meet tells whether a label has the same value in a source and a target that match their sides of a
// rule.
func meet(source, target domain, rule rule, label int) Value {
	if !source.unknown && !target.unknown {
		if source.value == target.value {
			return Always
		}
		return Never
	}
	fits := func(value string) bool {
		return passes(rule.source, label, value) && passes(rule.target, label, value)
	}
	if !source.unknown {
		source, target = target, source
	}
	if !target.unknown {
		if fits(target.value) && (target.value != "" || source.choices[0] == 0) {
			return Depends
		}
		return Never
	}
	for _, c := range source.choices {
		if fits(source.classes.values[c]) && (c != 0 || target.choices[0] == 0) {
			return Depends
		}
	}
	if source.classes.partial {
		return Depends
	}
	return Never
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
