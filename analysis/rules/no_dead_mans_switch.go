package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// noDeadMansSwitch speaks, once, of a drawing whose alerts go a way that nobody would miss if it
// were cut. It is silent where nothing is known of the way.
var noDeadMansSwitch = &analysis.Rule{
	ID: "no-dead-mans-switch", Title: "alerts that nobody would miss if they could not be sent",
	Group: groupKnow, Level: diag.Note, Page: page("no-dead-mans-switch"),
	Run: func(p *analysis.Pass) {
		s := p.Report.DeadMansSwitch
		d := diag.Diagnostic{Span: s.At, Gap: diag.GapSystem}
		switch s.State {
		case analysis.SwitchNone:
			d.Message = "if no alert could be sent any more, nobody would miss it: " + s.Why
			d.Mend = "add a rule that always fires, expr: vector(1), and route it to a service outside that misses it"
		case analysis.SwitchBroken:
			d.Message = "the dead man's switch does not work"
			d = because(d, s.Why, s.At)
			d.Mend = "route it by itself to a heartbeat service outside the system, repeated every few minutes"
		default:
			return
		}
		if !s.Found.IsZero() {
			d.Related = append(d.Related, diag.Related{Span: s.Found, Message: "here"})
		}
		p.Say(d)
	},
}
