package analysis

import "github.com/linewalk/linewalk/model"

// A Policy is by what a report is judged that is not part of what is under review: the settings and waivers
// of another drawing, most often those of the branch that a change is to be merged into. Those of the drawing
// under review then have no effect.
type Policy struct {
	Name   string // as the user names it
	Commit string // that the name stands for; empty where it is a file

	Settings model.Settings
	Waivers  []*model.Waiver // with the arrows, journeys and components of their own drawing

	Proposed []Proposal // what the drawing under review would have otherwise
}

// A Proposal is something about how to judge that the drawing under review states otherwise than the policy.
type Proposal struct {
	What     string // a setting, or a waiver and what it is for
	Old, New string // by the policy and by the drawing; empty where there is nothing
}

// govern is the system as the policy has it judged. Leaving are the waivers in force that the drawing has no
// longer: nobody is to be told to delete them.
func (p *Policy) govern(s *model.System) (governed *model.System, leaving map[*model.Waiver]bool) {
	system := *s
	system.Settings, system.Waivers, leaving = p.Settings, nil, map[*model.Waiver]bool{}
	own := map[waiverTerms]*model.Waiver{}
	about := map[waiverTerms]bool{}
	for _, w := range s.Waivers {
		terms := termsOf(w)
		own[terms] = w
		about[terms.scope()] = true
	}
	bound := newBinder(s)
	for _, w := range p.Waivers {
		terms := termsOf(w)
		same := own[terms]
		if same == nil {
			if same = bound.waiver(w); same == nil {
				continue // what it is about is gone, and with it all that it accepts
			}
			leaving[same] = !about[terms.scope()]
		}
		system.Waivers = append(system.Waivers, same)
	}
	return &system, leaving
}

// waiverTerms are all that a waiver says.
type waiverTerms struct {
	rule, arrow, journey, component string
	because, by                     string
	until                           model.Date
}

func termsOf(w *model.Waiver) waiverTerms {
	t := waiverTerms{rule: w.Rule.Value, because: w.Because.Value, by: w.By.Value.Name, until: w.Until.Value}
	switch {
	case w.Arrow.Value != nil:
		t.arrow = w.Arrow.Value.Name()
	case w.Journey.Value != nil:
		t.journey = w.Journey.Value.Name
	case w.Component.Value != nil:
		t.component = w.Component.Value.Name
	}
	return t
}

// scope is what is accepted, whatever the reason and the end.
func (t waiverTerms) scope() waiverTerms {
	return waiverTerms{rule: t.rule, arrow: t.arrow, journey: t.journey, component: t.component}
}

// A binder finds the things of a system by their names.
type binder struct {
	arrows     map[string]*model.Arrow
	journeys   map[string]*model.Journey
	components map[string]*model.Component
}

func newBinder(s *model.System) binder {
	b := binder{map[string]*model.Arrow{}, map[string]*model.Journey{}, map[string]*model.Component{}}
	for _, a := range s.Arrows {
		b.arrows[a.Name()] = a
	}
	for _, j := range s.Journeys {
		b.journeys[j.Name] = j
	}
	for _, c := range s.Components {
		b.components[c.Name] = c
	}
	return b
}

// waiver is a copy of a waiver of another system that is about the thing of the same name in this one, or
// nil if there is none.
func (b binder) waiver(w *model.Waiver) *model.Waiver {
	here := *w
	switch {
	case w.Arrow.Value != nil:
		here.Arrow.Value = b.arrows[w.Arrow.Value.Name()]
	case w.Journey.Value != nil:
		here.Journey.Value = b.journeys[w.Journey.Value.Name]
	case w.Component.Value != nil:
		here.Component.Value = b.components[w.Component.Value.Name]
	}
	if here.Arrow.Value == nil && here.Journey.Value == nil && here.Component.Value == nil {
		return nil
	}
	return &here
}
