package rules

import (
	"fmt"
	"strconv"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// onCallOnePerson speaks of teams whose rota is a single person, whoever comes after that person. Where
// an alert reaches nobody else either, alert-tells-one-person says so.
var onCallOnePerson = &analysis.Rule{
	ID: "on-call-one-person", Title: "rota of one person",
	Group: groupTold, Level: diag.Warning, Page: page("on-call-one-person"),
	Run: func(p *analysis.Pass) {
		paged, said := pagedTeams(p.Report), teamsTellingOne(p)
		for _, t := range p.Report.System.Teams {
			own := p.Levels(t)[0]
			if !own.Complete || len(own.People) != 1 || said[t] || !t.OnCall.Given() && !paged[t] {
				continue
			}
			d := diag.Diagnostic{
				Span: rotaOf(t), Subject: t.Name, Gap: diag.GapSystem,
				Message: fmt.Sprintf("team %s: %s alone is on call, %s", t, own.People[0], hoursOf(t)),
				Mend:    secondOnCall(p, t, own.People[0]),
			}
			for _, person := range rostered(t) {
				if person.Gone(p.Report.Today) && len(d.Related) < 2 {
					d.Related = append(d.Related, diag.Related{Span: person.Left.Span, Message: person.Name + " left"})
				}
			}
			p.Say(d)
		}
	},
}

// teamsTellingOne are the teams of whose alerts alert-tells-one-person speaks.
func teamsTellingOne(p *analysis.Pass) map[*model.Team]bool {
	said := map[*model.Team]bool{}
	if !p.Asks("alert-tells-one-person") {
		return said
	}
	for _, t := range tellings(p.Report) {
		if onlyOne(p, t) == nil {
			continue
		}
		for _, party := range t.parties() {
			if party.Team != nil {
				said[party.Team] = true
			}
		}
	}
	return said
}

// rotaOf is where the drawing says who is on call in a team.
func rotaOf(t *model.Team) diag.Span {
	switch {
	case t.OnCall.Value.People.Given():
		return t.OnCall.Value.People.Span
	case t.OnCall.Given():
		return t.OnCall.Span
	}
	return t.People.Span
}

// rostered lists the people whom the drawing puts on call in a team.
func rostered(t *model.Team) []*model.Person { return t.OnCall.Value.People.Or(t.People.Value) }

// hoursOf says when a team is on call.
func hoursOf(t *model.Team) string {
	switch hours := t.OnCall.Value.Hours; {
	case !t.OnCall.Given():
		return "and no hours are stated"
	case hours.Always():
		return "around the clock"
	default:
		return hours.Text
	}
}

// secondOnCall is the rota with a colleague of the only one in it.
func secondOnCall(p *analysis.Pass, t *model.Team, only *model.Person) string {
	for _, other := range t.People.Value {
		if other == only || other.Gone(p.Report.Today) {
			continue
		}
		hours := ""
		if !t.OnCall.Value.Hours.Always() {
			hours = ", hours: " + strconv.Quote(t.OnCall.Value.Hours.Text)
		}
		return "on-call: {people: " + paste.List([]string{only.Name, other.Name}) + hours + "}"
	}
	return "put a second person in " + t.Name + " and on call, or give its alerts to a team that has a rota"
}
