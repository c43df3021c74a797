package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// teamEmpty speaks of teams that have nobody in them, or nobody any more. A team whose people are
// not stated may have some.
var teamEmpty = &analysis.Rule{
	ID: "team-empty", Title: "team with nobody in it",
	Group: groupTold, Level: diag.Error, Page: page("team-empty"),
	Run: func(p *analysis.Pass) {
		for _, t := range p.Report.System.Teams {
			if !empty(p, t) {
				continue
			}
			d := diag.Diagnostic{
				Span: t.People.Span, Subject: t.Name, Gap: diag.GapSystem,
				Message: fmt.Sprintf("team %s: known to have nobody in it", t),
				Mend:    "put somebody in it, or give what it owns to another team",
			}
			if n := len(t.People.Value); n > 0 {
				d.Message = fmt.Sprintf("team %s: %s left, and nobody is in it now", t, listed(t.People.Value))
				for _, person := range t.People.Value[:min(2, n)] {
					d.Related = append(d.Related, diag.Related{Span: person.Left.Span, Message: "the last day"})
				}
			}
			p.Say(d)
		}
	},
}

// empty tells whether the team's people are stated and none of them is here any more.
func empty(p *analysis.Pass, t *model.Team) bool {
	if !t.People.Given() {
		return false
	}
	for _, person := range t.People.Value {
		if !person.Gone(p.Report.Today) {
			return false
		}
	}
	return true
}
