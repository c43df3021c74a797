package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// watchers lists, by arrow, the monitors that watch it.
type watchers [][]*model.Monitor

func watchersOf(s *model.System) watchers {
	all := make(watchers, len(s.Arrows))
	for _, m := range s.Monitors {
		for _, a := range m.Arrows {
			all[a.ID] = append(all[a.ID], m)
		}
	}
	return all
}

// seeing lists the monitors that see something of the arrow, which the health of a box never does.
func (w watchers) seeing(a *model.Arrow) []*model.Monitor {
	var lines []*model.Monitor
	for _, m := range w[a.ID] {
		if !m.Signal.Value.OfBox() {
			lines = append(lines, m)
		}
	}
	return lines
}

// boxes lists the monitors on the arrow that speak of a box and see nothing of the line.
func (w watchers) boxes(a *model.Arrow) []*model.Monitor {
	var boxes []*model.Monitor
	for _, m := range w[a.ID] {
		if m.Signal.Value.OfBox() {
			boxes = append(boxes, m)
		}
	}
	return boxes
}

// alerts lists the alerts that speak of the arrow, whether or not they reach anybody.
func (w watchers) alerts(a *model.Arrow) []*model.Alert {
	var alerts []*model.Alert
	for _, m := range w.seeing(a) {
		alerts = append(alerts, m.Alerts.Value...)
	}
	return alerts
}

// naked tells whether the arrow is planned and has neither monitor nor alert.
func naked(x *analysis.Answer) bool {
	return x.Arrow.Status.Value == model.Planned && x.Cells.Monitor.Missing() && x.Cells.Alert.Missing()
}

// stands tells whether a rule that speaks of the whole arrow stands for the rules of its cells.
func stands(x *analysis.Answer) bool { return x.Arrow.Bare || naked(x) }
