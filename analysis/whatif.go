package analysis

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A Question asks what happens if some arrows and components fail together.
type Question struct {
	Arrows     []*model.Arrow
	Components []*model.Component
	Mode       propagation.Mode
}

// NewQuestion finds the things of the given names: arrows, with any spacing around "->", and
// components. A name that nothing bears, a person and a retired arrow are errors, all of which are
// returned together.
func NewQuestion(s *model.System, names []string, mode propagation.Mode) (Question, []error) {
	q := Question{Mode: mode}
	var errs []error
	for _, name := range names {
		if err := q.add(s, name); err != nil {
			errs = append(errs, err)
		}
	}
	return q, errs
}

func (q *Question) add(s *model.System, name string) error {
	if a := s.Arrow(NormalName(name)); a != nil {
		if !a.Judged() {
			return fmt.Errorf("arrow %s is retired and cannot fail", a)
		}
		q.Arrows = append(q.Arrows, a)
		return nil
	}
	if c := s.Component(strings.TrimSpace(name)); c != nil {
		if c.IsPerson() {
			return fmt.Errorf("%s is a person, and people cannot fail here: ask for the arrows to them", c)
		}
		q.Components = append(q.Components, c)
		return nil
	}
	var known []string
	for _, a := range s.Arrows {
		known = append(known, a.Name())
	}
	for _, c := range s.Components {
		known = append(known, c.Name)
	}
	if near := diag.Near(NormalName(name), known); len(near) > 0 {
		return fmt.Errorf("no arrow and no component is named %q, did you mean %q?", name, near[0])
	}
	return fmt.Errorf("no arrow and no component is named %q", name)
}

// NormalName writes the name of an arrow as a drawing normalises it: single blanks around "->",
// before "(" and between the words inside.
func NormalName(name string) string {
	from, to, ok := strings.Cut(name, "->")
	if !ok {
		return strings.TrimSpace(name)
	}
	to, qualifier, _ := strings.Cut(to, "(")
	qualifier = strings.TrimSuffix(strings.TrimSpace(qualifier), ")")
	return model.ArrowName(strings.TrimSpace(from), strings.TrimSpace(to), strings.Join(strings.Fields(qualifier), " "))
}

// Ask answers a question.
func Ask(s *model.System, q Question, o Options) *WhatIf {
	f := newFacts(s, o.Evidence, o.Today)
	p := propagation.Question{Mode: q.Mode}
	w := &WhatIf{System: s, Question: q}
	for _, a := range q.Arrows {
		p.Arrows = append(p.Arrows, a.ID)
	}
	for _, c := range q.Components {
		p.Components = append(p.Components, c.ID)
	}
	out := f.network.Ask(p)
	w.Assumed = f.assumed(q.Arrows, &out)
	for _, id := range out.TimeoutAssumed {
		w.Assumed = append(w.Assumed, "nothing is stated about the timeout of "+s.Arrows[id].Name()+": taken to fail at once")
	}
	w.TimeoutAssumed = len(out.TimeoutAssumed) > 0
	w.IfDown = f.consequence(p, &out)
	var l lookout
	l.begin(f, failure{arrows: q.Arrows, components: q.Components, mode: modeOf(q.Mode), out: &out, journeys: w.IfDown.Journeys})
	l.around()
	l.itself()
	w.Notice = l.end()
	w.Watches = l.kept
	if len(q.Arrows) == 1 && len(q.Components) == 0 && q.Mode == propagation.Down {
		if last := lastIncident(q.Arrows[0]); last != nil {
			f.overrule(&w.Notice, last, w.IfDown.Journeys)
		}
	}
	w.Cost = f.cost(w.IfDown, w.Notice)
	return w
}

// modeOf is the failure mode that spreads in the given way.
func modeOf(m propagation.Mode) model.Mode {
	if m == propagation.Slow {
		return model.ModeSlow
	}
	return model.ModeDown
}
