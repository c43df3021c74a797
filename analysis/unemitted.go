package analysis

import (
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
)

// An Unemitted is something that reads metrics that nothing emits: the query of a monitor, or the
// rule of one of its alerts.
type Unemitted struct {
	Monitor *model.Monitor
	Alert   *model.Alert     // nil if the query reads them
	Rule    *model.AlertRule // of the alert
	Metrics []string         // each once, in the order in which they are read
}

// unemitted lists what reads metrics that nothing emits, in the order of the drawing: of each monitor
// its query, then its alerts.
func (f *facts) unemitted(claims []*evidence.Claim) []Unemitted {
	if f.judge.Idle() {
		return nil
	}
	of := map[*model.Monitor][]Unemitted{}
	for _, c := range claims {
		if rule := c.Rule(); rule != nil {
			if lacks := f.judge.Lacks(rule.Condition); len(lacks) > 0 {
				of[c.Monitor] = append(of[c.Monitor], Unemitted{c.Monitor, c.Alert, rule, lacks})
			}
		}
	}
	var all []Unemitted
	for _, m := range f.system.Monitors {
		if query, known := f.judge.Query(m); known {
			if lacks := f.judge.Lacks(query); len(lacks) > 0 {
				all = append(all, Unemitted{Monitor: m, Metrics: lacks})
			}
		}
		all = append(all, of[m]...)
	}
	return all
}
