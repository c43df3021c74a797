package rules

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// monitorBlind speaks of monitors whose news travels through what goes down with the arrow that they
// watch, and of alerts that another one may silence which fires when the arrow's provider is down and
// does not tell the same people. Where nobody else tells of the arrow either, notice-silent and
// fallback-unwatched say so.
var monitorBlind = &analysis.Rule{
	ID: "monitor-blind", Title: "monitor whose news is cut off by what it watches",
	Group: groupKnow, Level: diag.Warning, Page: page("monitor-blind"),
	Run: func(p *analysis.Pass) {
		silencing := silencingOf(p)
		for _, x := range p.Report.Answers {
			silencing.say(x)
			blind := blindAlerts(x)
			if len(blind) == 0 || stands(x) || saidBySilence(p, x) || saidByFallback(p, x) {
				continue
			}
			first := blind[0]
			are := "is blind: its"
			if len(blind) > 1 {
				are = "are blind: their"
			}
			d := x.About("%s %s news travels through %s, which goes down too", listed(monitorsOf(blind)), are, first.Blind)
			d.Subject = first.Monitor.Name
			d.Gap = diag.GapSystem
			d.Related = blinded(x)
			d.Mend = "send its news another way than through " + first.Blind.Name + ", or let a monitor see the arrow from elsewhere"
			p.Say(d)
		}
	},
}

// blindAlerts lists the watches of the arrow itself whose alerts do not get through.
func blindAlerts(x *analysis.Answer) []analysis.Watch {
	return slices.DeleteFunc(slices.Clone(x.Watches), func(w analysis.Watch) bool {
		return w.Where != analysis.AtArrow || w.Blind == nil || len(w.Monitor.Alerts.Value) == 0
	})
}

func monitorsOf(watches []analysis.Watch) []*model.Monitor {
	all := make([]*model.Monitor, len(watches))
	for i, w := range watches {
		all[i] = w.Monitor
	}
	return all
}
