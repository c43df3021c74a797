package rules

import (
	"fmt"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// onCallGap speaks of teams that alerts page and that nobody answers for at some hours of the week,
// all levels of escalation together, and of alerts that page and whose routes are muted at hours at
// which somebody is on call.
var onCallGap = &analysis.Rule{
	ID: "on-call-gap", Title: "page that reaches nobody at some hours",
	Group: groupTold, Level: diag.Warning, Page: page("on-call-gap"),
	Run: func(p *analysis.Pass) {
		gaps := rotaGaps(p.Report)
		for _, t := range p.Report.System.Teams {
			if gaps[t] == 0 {
				continue
			}
			p.Say(diag.Diagnostic{
				Span: t.OnCall.Span, Subject: t.Name, Gap: diag.GapSystem,
				Message: fmt.Sprintf("team %s: it is paged, and for up to %s nobody is on call", t, model.FormatDuration(gaps[t])),
				Mend:    "on-call: 24x7, or a team that is awake: escalates-to",
			})
		}
		sayMuted(p, gaps)
	},
}

// rotaGaps are how long nobody is on call in a week, of the teams that some alert pages.
func rotaGaps(r *analysis.Report) map[*model.Team]time.Duration {
	gaps := map[*model.Team]time.Duration{}
	for t := range pagedTeams(r) {
		if hours, known := attended(t, r.Today); known {
			gaps[t] = hours.LongestGap()
		}
	}
	return gaps
}

// sayMuted speaks of alerts whose routes are muted for longer than the rotas have gaps of whom they
// tell.
func sayMuted(p *analysis.Pass, gaps map[*model.Team]time.Duration) {
	said := map[*model.Alert]time.Duration{}
	for _, t := range tellings(p.Report) {
		for _, party := range t.parties() {
			said[t.alert] = max(said[t.alert], gaps[party.Team])
		}
	}
	answers := answersOf(p.Report)
	for _, c := range p.Report.Claims {
		pages := c.Alert.How.Or(model.Page) == model.Page
		if !pages || c.Delivered.Verdict != evidence.Proven || c.Muted <= said[c.Alert] || c.Beats() {
			continue
		}
		d := answers.ofAlert(c.Monitor, c.Alert, "it pages, and its route is muted for up to %s", model.FormatDuration(c.Muted))
		d.Related = shownAt(c.Delivered.At, "the route")
		d.Mend = "let another route send it at those hours, or say that it can wait: how: ticket"
		p.Say(d)
	}
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
