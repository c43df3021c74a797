package yamlfile

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// draw gives every arrow its ends.
func (l *linker) draw() {
	for _, f := range l.files {
		for _, d := range f.arrows {
			var guessedFrom, guessedTo bool
			d.arrow.From, guessedFrom = l.end(d.from)
			d.arrow.To, guessedTo = l.end(d.to)
			name := d.arrow.Name()
			if first, there := l.arrows[name]; there {
				if !guessedFrom && !guessedTo {
					l.drawnTwice(l.again(d.arrow.Span, first.Span, ""), name)
				}
				continue
			}
			if d.arrow.From == d.arrow.To && !guessedFrom && !guessedTo {
				l.note(ruleSelfArrow, d.arrow.Span, "%s starts and ends at %s", diag.Shorten(name, 40), diag.Shorten(d.arrow.From.Name, 30)).Arrow = name
			}
			l.arrows[name] = d.arrow
			ends := d.arrow.From.Name + " -> " + d.arrow.To.Name
			l.between[ends] = append(l.between[ends], name)
			l.known.arrows = append(l.known.arrows, name)
			l.system.Arrows = append(l.system.Arrows, d.arrow)
		}
	}
}

// order puts everything into the order of the files and numbers it.
func (l *linker) order() {
	s := l.system
	for _, f := range l.files {
		s.Monitors = append(s.Monitors, f.inline...)
	}
	slices.SortStableFunc(s.Monitors, func(a, b *model.Monitor) int { return l.compare(a.Span, b.Span) })
	slices.SortStableFunc(s.People, func(a, b *model.Person) int { return l.compare(a.Span, b.Span) })
	slices.SortStableFunc(s.Components, func(a, b *model.Component) int {
		return cmp.Or(cmp.Compare(late(a), late(b)), l.compare(a.Span, b.Span))
	})
	for i, m := range s.Monitors {
		m.ID = model.MonitorID(i)
	}
	for i, p := range s.People {
		p.ID = model.PersonID(i)
	}
	for i, c := range s.Components {
		c.ID = model.ComponentID(i)
	}
	for i, a := range s.Arrows {
		a.ID = model.ArrowID(i)
	}
	for i, j := range s.Journeys {
		j.ID = model.JourneyID(i)
	}
	for i, t := range s.Teams {
		t.ID = model.TeamID(i)
	}
}

// late puts places that are only mentioned behind everything else.
func late(c *model.Component) int {
	if !c.Declared && c.Kind.Value == model.ComponentPlace {
		return 1
	}
	return 0
}

func (l *linker) compare(a, b diag.Span) int {
	return cmp.Or(cmp.Compare(l.rank[a.File], l.rank[b.File]), cmp.Compare(a.Start.Offset, b.Start.Offset))
}

// bare marks the arrows about which the drawing states nothing on their own, before any default.
func (l *linker) bare() {
	for _, a := range l.system.Arrows {
		a.Bare = !slices.ContainsFunc(arrowFields, func(f field[model.Arrow]) bool { return f.given(a) })
	}
}

// complete works out of each arrow what follows from all that is stated about it. A default that
// answers one of the questions of the walk is a statement about the arrow; one that gives a label
// or a timeout is not.
func (l *linker) complete() {
	for _, a := range l.system.Arrows {
		a.Bare = a.Bare && !answered(a)
		if a.IfDown.Given() && !a.IfDown.Value.ByEnd {
			a.IfDown.Value.Ends[a.Kind.Value.Dependent().Other()] = nil
		}
	}
}

// answered tells whether anything is stated about what happens without the arrow, who would know
// or who could mend it.
func answered(a *model.Arrow) bool {
	return a.IfDown.Given() || a.Fallbacks.Given() || a.Pool.Given() || a.Monitors.Given() || a.Experts.Given()
}
