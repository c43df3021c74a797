package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// onCallGap speaks of teams that alerts page and that nobody answers for at some hours of the week,
// all levels of escalation together.
var onCallGap = &analysis.Rule{
	ID: "on-call-gap", Title: "paged team with hours at which nobody is on call",
	Group: groupTold, Level: diag.Warning, Page: page("on-call-gap"),
	Run: func(p *analysis.Pass) {
		paged := pagedTeams(p.Report)
		for _, t := range p.Report.System.Teams {
			hours, known := attended(t, p.Report.Today)
			if !paged[t] || !known || hours.LongestGap() == 0 {
				continue
			}
			gap := hours.LongestGap()
			p.Say(diag.Diagnostic{
				Span: t.OnCall.Span, Subject: t.Name, Gap: diag.GapSystem,
				Message: fmt.Sprintf("team %s: it is paged, and for up to %s nobody is on call", t, model.FormatDuration(gap)),
				Mend:    "on-call: 24x7, or a team that is awake: escalates-to",
			})
		}
	},
}

// pagedTeams are the teams that some alert wakes. An alert that does not say how it tells is taken
// to page.
func pagedTeams(r *analysis.Report) map[*model.Team]bool {
	paged := map[*model.Team]bool{}
	for _, t := range tellings(r) {
		for _, party := range t.parties() {
			if party.Team != nil && t.alert.How.Or(model.Page) == model.Page {
				paged[party.Team] = true
			}
		}
	}
	return paged
}

// attended is when somebody of the team or of the levels it escalates to is on call. It is not
// known where levels keep different time zones, and where nothing is stated about the team itself.
func attended(t *model.Team, today model.Date) (model.Hours, bool) {
	if !t.OnCall.Given() || t.OnCall.Value.None {
		return model.Hours{}, false
	}
	hours := t.OnCall.Value.Hours
	seen := map[*model.Team]bool{t: true}
	for levels := t.EscalatesTo.Value; len(levels) > 0; levels = levels[1:] {
		next := levels[0]
		switch {
		case next.Person != nil && !next.Person.Gone(today):
			return model.Hours{}, true
		case next.Team == nil || seen[next.Team] || next.Team.OnCall.Value.None:
			continue
		}
		seen[next.Team] = true
		levels = append(levels[:len(levels):len(levels)], next.Team.EscalatesTo.Value...)
		more := next.Team.OnCall.Value.Hours
		switch {
		case hours.Always() || more.Always():
			return model.Hours{}, true
		case more.Zone != hours.Zone:
			return model.Hours{}, false
		}
		hours.Windows = append(hours.Windows[:len(hours.Windows):len(hours.Windows)], more.Windows...)
	}
	return hours, true
}
