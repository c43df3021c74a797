package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// ownerUnknown speaks of owners that the drawing does not explain although it names teams or
// people: mostly names with a typing error.
var ownerUnknown = &analysis.Rule{
	ID: "owner-unknown", Title: "owner that is no team and no person",
	Group: groupTold, Level: diag.Error, Page: page("owner-unknown"),
	Run: func(p *analysis.Pass) {
		s := p.Report.System
		said := map[diag.Span]bool{}
		say := func(owner model.Stated[model.Party], about func(string, ...any) diag.Diagnostic) {
			at := owner.Value.Span
			if at.IsZero() {
				at = owner.Span
			}
			if !owner.Given() || said[at] || !unknown(s, owner.Value) {
				return
			}
			said[at] = true
			d := about("owner %s is no team and no person", quoted(owner.Value.Name))
			if near := diag.Near(owner.Value.Name, parties(s)); len(near) > 0 {
				d.Message += ", did you mean " + quoted(near[0]) + "?"
				d.Related = declaredAt(s, near[0])
				d.Mend = "owner: " + paste.Name(near[0])
			} else {
				d.Mend = fmt.Sprintf("teams: {%s: {people: []}}   # with its people", paste.Name(owner.Value.Name))
			}
			d.Span, d.Gap = at, diag.GapDrawing
			p.Say(d)
		}
		for _, c := range s.Components {
			say(c.Owner, func(format string, args ...any) diag.Diagnostic { return aboutComponent(c, format, args...) })
		}
		for _, x := range p.Report.Answers {
			say(x.Arrow.Owner, x.About)
		}
		for _, j := range s.Journeys {
			say(j.Owner, func(format string, args ...any) diag.Diagnostic { return aboutJourney(j, format, args...) })
		}
	},
}

// aboutComponent begins a diagnostic about a component.
func aboutComponent(c *model.Component, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Span: c.Span, Subject: c.Name, Message: "component " + c.Name + ": " + fmt.Sprintf(format, args...)}
}

// unknown tells whether the party is a name that means nothing in a drawing that names teams or
// people.
func unknown(s *model.System, party model.Party) bool {
	return party.Name != "" && !party.Known() && s.NamesParties()
}

// parties lists the names of all teams and declared people.
func parties(s *model.System) []string {
	var names []string
	for _, t := range s.Teams {
		names = append(names, t.Name)
	}
	for _, p := range s.People {
		if p.Declared {
			names = append(names, p.Name)
		}
	}
	return names
}

// declaredAt points at where a team or person is declared.
func declaredAt(s *model.System, name string) []diag.Related {
	for _, t := range s.Teams {
		if t.Name == name {
			return []diag.Related{{Span: t.Span, Message: "declared here"}}
		}
	}
	for _, p := range s.People {
		if p.Name == name {
			return []diag.Related{{Span: p.Span, Message: "declared here"}}
		}
	}
	return nil
}
