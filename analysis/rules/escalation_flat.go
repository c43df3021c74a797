package rules

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// escalationFlat speaks of teams that alerts page and behind whom there is nobody else: no further
// level of escalation has anybody new. That there is one person or none is said elsewhere.
var escalationFlat = &analysis.Rule{
	ID: "escalation-flat", Title: "paged team with nobody behind it",
	Group: groupTold, Level: diag.Note, Page: page("escalation-flat"),
	Run: func(p *analysis.Pass) {
		flat := flatTeams(p)
		for _, t := range p.Report.System.Teams {
			if !flat[t] {
				continue
			}
			d := diag.Diagnostic{
				Span: t.Span, Subject: t.Name, Gap: diag.GapDrawing,
				Message: fmt.Sprintf("team %s: it is paged, and nobody is when %s do not answer", t, listed(p.Levels(t)[0].People)),
				Mend:    naming("escalates-to: [%s]", standby(p, t), "name who is next, under escalates-to"),
			}
			if t.EscalatesTo.Given() {
				d.Span, d.Gap = t.EscalatesTo.Span, diag.GapSystem
				d.Message = fmt.Sprintf("team %s: it is paged, and escalates to nobody who is not paged already", t)
			}
			p.Say(d)
		}
	},
}

// flatTeams are the teams whose first level is all that some page reaches.
func flatTeams(p *analysis.Pass) map[*model.Team]bool {
	flat := map[*model.Team]bool{}
	for _, t := range tellings(p.Report) {
		if t.alert.How.Or(model.Page) != model.Page {
			continue
		}
		reached := p.Reached(t.alert, t.owner)
		if !reached.Complete || len(reached.People) < 2 {
			continue
		}
		for _, party := range t.parties() {
			if party.Team != nil && slices.Equal(p.Levels(party.Team)[0].People, reached.People) {
				flat[party.Team] = true
			}
		}
	}
	return flat
}

// standby is another team that is on call around the clock, or empty if there is none.
func standby(p *analysis.Pass, t *model.Team) string {
	own := p.Levels(t)[0].People
	for _, other := range p.Report.System.Teams {
		on := other.OnCall
		if other == t || !on.Given() || on.Value.None || !on.Value.Hours.Always() {
			continue
		}
		if slices.ContainsFunc(p.Levels(other)[0].People, func(person *model.Person) bool { return !slices.Contains(own, person) }) {
			return other.Name
		}
	}
	return ""
}
