package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// alertTellsOnePerson speaks of alerts that reach a single person over all levels of escalation.
var alertTellsOnePerson = &analysis.Rule{
	ID: "alert-tells-one-person", Title: "alert that reaches only one person",
	Group: groupTold, Level: diag.Warning, Page: page("alert-tells-one-person"),
	Run: func(p *analysis.Pass) {
		for _, t := range tellings(p.Report) {
			person := onlyOne(p, t)
			if person == nil {
				continue
			}
			d := t.say("tells only %s, and nobody when %s is away", person, person)
			d.Gap = diag.GapSystem
			d.Related, d.Mend = onlyHearer(p, t)
			p.Say(d)
		}
	},
}

// onlyOne is the single person whom an alert is known to reach, or nil.
func onlyOne(p *analysis.Pass, t telling) *model.Person {
	if reached := p.Reached(t.alert, t.owner); reached.Complete && len(reached.People) == 1 {
		return reached.People[0]
	}
	return nil
}

// onlyHearer points at what makes the person the only one, and says how there could be two.
func onlyHearer(p *analysis.Pass, t telling) (at []diag.Related, mend string) {
	for _, party := range t.parties() {
		team := party.Team
		if team == nil {
			continue
		}
		at := diag.Related{Span: team.Span, Message: "a team of one"}
		if rota := team.OnCall.Value.People; rota.Given() {
			at = diag.Related{Span: rota.Span, Message: "the whole rota of " + team.Name}
		}
		return []diag.Related{at}, "put a second person on call in " + team.Name + ", or name the next level under escalates-to"
	}
	return nil, naming("tells: %s", somebody(p, t.x), "name a team, under tells")
}
