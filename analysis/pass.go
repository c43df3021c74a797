package analysis

import (
	"slices"

	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// SayAt adds a diagnostic at a level of its own. A level that the drawing sets for the rule wins.
func (p *Pass) SayAt(level diag.Level, d diag.Diagnostic) {
	p.Say(d)
	if set, _ := levelOf(&Rule{ID: p.Rule.ID}, p.Report.System.Settings.Rules); set == 0 {
		last := p.found[len(p.found)-1]
		last[len(last)-1].Level = level
	}
}

// Asks tells whether the rule of that ID speaks in this run, so that of two rules that would say
// the same the weaker one can leave it to the other.
func (p *Pass) Asks(id string) bool {
	return slices.ContainsFunc(p.Report.Rules, func(r *Rule) bool {
		if r.ID != id {
			return false
		}
		_, off := levelOf(r, p.Report.System.Settings.Rules)
		return !off
	})
}

// Reached lists the people an alert reaches, over all levels of escalation; owner stands in where
// it tells `owner`.
func (p *Pass) Reached(alert *model.Alert, owner model.Party) people.Clause {
	return people.New(p.Report.System, p.Report.Today).Reached(alert.Tells.Value, owner)
}

// Levels lists the people whom telling a team wakes, level by level, each only where first reached.
func (p *Pass) Levels(t *model.Team) []people.Clause {
	return people.New(p.Report.System, p.Report.Today).Levels(t)
}

// Missing tells whether the cell is known to be empty.
func (c Cell) Missing() bool { return c.Value == people.No }
