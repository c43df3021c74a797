package people

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/model"
)

// Sets are the sets of people that decide who can mend an arrow. Both arrays are indexed by
// model.End.
type Sets struct {
	Told    Clause    // by an alert on the arrow, over all levels
	Knows   [2]Clause // an end
	Line    Clause    // who knows the arrow itself
	may     [2]right
	outside [2]bool // a person or an outside party, at which nobody of ours mends anything
}

// Sets finds the people around an arrow, if its alerts tell the given parties. No parties, and not
// just an empty list, is no alert.
func (d Directory) Sets(a *model.Arrow, tell []model.Party) Sets {
	return Sets{
		Told:    d.told(a, tell),
		Knows:   [2]Clause{d.knows(a.From.Experts, d.measured.Components[a.From]), d.knows(a.To.Experts, d.measured.Components[a.To])},
		Line:    d.knows(a.Experts, d.measured.Arrows[a]),
		may:     [2]right{d.mayMend(a.From), d.mayMend(a.To)},
		outside: [2]bool{a.From.IsOutside(), a.To.IsOutside()},
	}
}

// Need says who is told of a, if its alerts tell the given parties, and who can mend it.
func (d Directory) Need(a *model.Arrow, tell []model.Party) Need {
	s := d.Sets(a, tell)
	return Between(s.Told, s.Mend())
}

func (d Directory) told(a *model.Arrow, tell []model.Party) Clause {
	if tell == nil {
		return Clause{Complete: true, Why: "no alert on the arrow tells anybody"}
	}
	c := d.Reached(tell, d.system.OwnerOf(a).Party)
	if c.Why == "" && len(c.People) == 0 {
		c.Why = "its alerts tell no person"
	}
	return c
}

// Mend is who knows and may mend one of the ends, or the arrow.
func (s Sets) Mend() Clause {
	mending := group{}
	for _, e := range []model.End{model.From, model.To} {
		mending.add(s.End(e).People...)
	}
	for _, p := range s.Line.People {
		if s.may[model.From].lets(p) || s.may[model.To].lets(p) {
			mending.add(p)
		}
	}
	mending.complete = s.Line.Complete || s.endsKnown()
	c := mending.clause()
	switch {
	case !c.Complete && len(c.People) == 0:
		c.Why = cmp.Or(s.Line.Why, s.Knows[model.From].Why, s.Knows[model.To].Why, "nobody is named who knows it")
	case !c.Complete:
		c.Why = "others may know it too"
	case len(c.People) == 0 && len(s.Experts()) > 0:
		c.Why = "whoever knows it is not in the team that may mend it"
	case len(c.People) == 0:
		c.Why = "nobody knows it"
	}
	return c
}

// endsKnown tells whether it is known of both ends who knows them. Nobody is asked for at an outside
// end, and two of them say nothing.
func (s Sets) endsKnown() bool {
	known := func(e model.End) bool { return s.Knows[e].Complete || s.outside[e] }
	return known(model.From) && known(model.To) && !(s.outside[model.From] && s.outside[model.To])
}

// End is who knows and may mend one end.
func (s Sets) End(e model.End) Clause {
	c := Clause{Complete: s.Knows[e].Complete, Why: s.Knows[e].Why}
	for _, p := range s.Knows[e].People {
		if s.may[e].lets(p) {
			c.People = append(c.People, p)
		}
	}
	return c
}

// Strict bounds the bus factor if both ends must be mended: somebody told, somebody for each end.
// Outside ends are left out.
func (s Sets) Strict() Bound {
	clauses := []Clause{s.Told}
	for _, e := range []model.End{model.From, model.To} {
		if !s.outside[e] {
			clauses = append(clauses, s.End(e))
		}
	}
	return BoundOf(clauses...)
}

// Spanners lists who knows both ends, and whether that is known. With none, nobody ever worked on
// both sides.
func (s Sets) Spanners() Clause {
	c := Clause{Complete: s.Knows[model.From].Complete && s.Knows[model.To].Complete}
	for _, p := range s.Knows[model.From].People {
		if slices.Contains(s.Knows[model.To].People, p) {
			c.People = append(c.People, p)
		}
	}
	return c
}

// Experts lists who knows an end or the arrow, whether or not they may mend it.
func (s Sets) Experts() []*model.Person {
	all := group{}
	all.add(s.Knows[model.From].People...)
	all.add(s.Knows[model.To].People...)
	all.add(s.Line.People...)
	return all.clause().People
}

// Strangers tells whether it is known that none of those told knows the arrow or an end: paged but
// ignorant, and the experts unreachable. Where nobody is told, or nobody knows it, nobody is either.
func (s Sets) Strangers() bool {
	known := s.Told.Complete && (s.Line.Complete || s.endsKnown())
	experts := s.Experts()
	return known && len(s.Told.People) > 0 && len(experts) > 0 &&
		!slices.ContainsFunc(s.Told.People, func(p *model.Person) bool { return slices.Contains(experts, p) })
}

// Without is the same without some people.
func (s Sets) Without(gone []*model.Person) Sets {
	less := func(c Clause) Clause {
		c.People = slices.DeleteFunc(slices.Clone(c.People), func(p *model.Person) bool { return slices.Contains(gone, p) })
		return c
	}
	s.Told, s.Line = less(s.Told), less(s.Line)
	s.Knows = [2]Clause{less(s.Knows[0]), less(s.Knows[1])}
	return s
}

// Measured is what is known of people from elsewhere than the drawing: who knows the code of a thing
// and who may change it. What is not there was not measured.
type Measured struct {
	Components map[*model.Component]Clause
	Arrows     map[*model.Arrow]Clause
	Rights     map[*model.Component][]*model.Person
}

// knows joins the experts that are stated, as far as they are still here, with those that are
// measured. Who names experts is taken at his word: there is nobody beside them.
func (d Directory) knows(experts model.Stated[[]model.Party], measured Clause) Clause {
	g := group{complete: experts.Given() || measured.Complete, why: measured.Why}
	for _, e := range experts.Value {
		switch {
		case e.Person != nil:
			g.add(d.here(e.Person)...)
		case e.Team != nil:
			g.add(d.here(e.Team.People.Value...)...)
		}
	}
	g.add(d.here(measured.People...)...)
	return g.clause()
}

// A right is the people who may mend something; everyone where nothing narrows it.
type right struct {
	everyone bool
	people   []*model.Person
}

func (r right) lets(p *model.Person) bool { return r.everyone || slices.Contains(r.people, p) }

// mayMend is who has the right to change a component: as measured, else its owner.
func (d Directory) mayMend(c *model.Component) right {
	owner := c.Owner.Value
	rights, measured := d.measured.Rights[c]
	switch {
	case c.IsPerson():
		return right{}
	case measured:
		return right{people: rights}
	case owner.Person != nil:
		return right{people: []*model.Person{owner.Person}}
	case owner.Team != nil && owner.Team.People.Given():
		return right{people: owner.Team.People.Value}
	}
	return right{everyone: true}
}
