package rules

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A telling is an alert as it concerns one thing: whom it tells as `owner` depends on what it
// speaks of.
type telling struct {
	monitor *model.Monitor
	alert   *model.Alert
	x       *analysis.Answer // the arrow it speaks of, or nil
	subject string           // the journey or component it speaks of, or the alert
	owner   model.Party      // who `owner` is
}

// tellings lists all alerts: one that tells the owner once for each thing that its monitor watches,
// any other once.
func tellings(r *analysis.Report) []telling {
	all := answersOf(r)
	var found []telling
	for _, m := range r.System.Monitors {
		for _, alert := range m.Alerts.Value {
			t := telling{monitor: m, alert: alert, x: all.of(m), subject: alert.Name.Value}
			if slices.ContainsFunc(alert.Tells.Value, func(p model.Party) bool { return p.Owner }) {
				found = append(found, t.forOwners(all)...)
				continue
			}
			if subject := subjectOf(m); t.x == nil && subject != m.Name {
				t.subject = subject
			}
			found = append(found, t)
		}
	}
	return found
}

func (t telling) forOwners(all answers) []telling {
	var found []telling
	for _, a := range t.monitor.Arrows {
		if t.x = all[a.ID]; t.x != nil {
			t.owner = t.x.Owner.Party
			found = append(found, t)
		}
	}
	t.x = nil
	for _, c := range t.monitor.Components {
		t.owner, t.subject = c.Owner.Value, c.Name
		found = append(found, t)
	}
	for _, j := range t.monitor.Journeys {
		t.owner, t.subject = j.Owner.Value, j.Name
		found = append(found, t)
	}
	return found
}

// say begins a diagnostic about the alert, placed where it says whom it tells.
func (t telling) say(format string, args ...any) diag.Diagnostic {
	said := t.name() + " " + fmt.Sprintf(format, args...)
	d := diag.Diagnostic{Message: t.monitor.String() + ": " + said}
	if t.x != nil {
		d = t.x.About("%s", said)
	}
	d.Subject = t.subject
	d.Span = t.alert.Span
	if t.alert.Tells.Given() {
		d.Span = t.alert.Tells.Span
	}
	return d
}

func (t telling) name() string {
	if t.alert.Name.Given() {
		return "alert " + t.alert.Name.Value
	}
	return "an alert without a name"
}

// parties lists whom the alert tells, the owner by his name; nobody is left out.
func (t telling) parties() []model.Party {
	var parties []model.Party
	for _, p := range t.alert.Tells.Value {
		if p.Owner {
			p.Name, p.Team, p.Person, p.Channel, p.Nobody = t.owner.Name, t.owner.Team, t.owner.Person, t.owner.Channel, t.owner.Nobody
		}
		if !p.Nobody {
			parties = append(parties, p)
		}
	}
	return parties
}
