package rules

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// alertTellsNobody speaks of alerts that fire and reach no person. A channel is no person, unless
// it is the contact of a team. That a team is empty is team-empty's matter.
var alertTellsNobody = &analysis.Rule{
	ID: "alert-tells-nobody", Title: "alert that reaches no person",
	Group: groupTold, Level: diag.Error, Page: page("alert-tells-nobody"),
	Run: func(p *analysis.Pass) {
		for _, t := range tellings(p.Report) {
			why, gap := untelling(p, t)
			if why == "" {
				continue
			}
			near := meant(p.Report.System, t)
			if near != "" {
				why = "tells " + quoted(t.parties()[0].Name) + ", did you mean " + quoted(near) + "?"
			}
			d := t.say("%s", why)
			d.Gap = gap
			d.Mend = naming("tells: %s", cmp.Or(near, somebody(p, t.x)), "name a team or a person, under tells")
			if near != "" {
				d.Related = declaredAt(p.Report.System, near)
			}
			p.Say(d)
		}
	},
}

// untelling says why the alert reaches nobody, or nothing if it may reach somebody.
func untelling(p *analysis.Pass, t telling) (why string, gap diag.Gap) {
	parties := t.parties()
	reached := p.Reached(t.alert, t.owner)
	switch {
	case len(reached.People) > 0:
		return "", diag.GapNone
	case !t.alert.Tells.Given():
		return "does not say whom it tells", diag.GapDrawing
	case len(parties) == 0:
		return "tells nobody", diag.GapSystem
	case all(parties, func(party model.Party) bool { return party.Owner && party.Name == "" }):
		return "tells the owner, and no owner is stated", diag.GapDrawing
	case all(parties, func(party model.Party) bool { return unknown(p.Report.System, party) }):
		return "tells " + quoted(parties[0].Name) + ", who is no team and no person", diag.GapDrawing
	case !reached.Complete:
		return "", diag.GapNone
	case all(parties, func(party model.Party) bool { return party.Channel }):
		return "tells only " + listed(parties) + ", and a channel is no person", diag.GapSystem
	case all(parties, func(party model.Party) bool { return party.Person != nil }):
		return "tells only " + listed(parties) + ", who left", diag.GapSystem
	case slices.ContainsFunc(parties, func(party model.Party) bool { return party.Team != nil && p.Asks("team-empty") && empty(p, party.Team) }):
		return "", diag.GapNone
	}
	return "tells " + listed(parties) + ", where nobody is on call", diag.GapSystem
}

// meant is whom an alert probably means whose first name nobody explains, or nothing.
func meant(s *model.System, t telling) string {
	told := t.parties()
	if len(told) == 0 || !unknown(s, told[0]) {
		return ""
	}
	if near := diag.Near(told[0].Name, parties(s)); len(near) > 0 {
		return near[0]
	}
	return ""
}

func all(parties []model.Party, claim func(model.Party) bool) bool {
	return !slices.ContainsFunc(parties, func(p model.Party) bool { return !claim(p) })
}
