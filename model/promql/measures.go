package promql

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// measures lists what the condition looks at, the likeliest first. What only counts attempts to divide by them
// does not count, and absence is measured where the condition fires for series that end.
func (x *expression) measures(sights [model.Circumstances]model.Sight) []model.Signal {
	var all []model.Signal
	add := func(s model.Signal) {
		if s != 0 && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	reads := x.metricsOf(x.root)
	fires := func(c model.Circumstance) bool {
		return sights[c].Fires == model.FiresYes || sights[c].Fires == model.FiresResolves
	}
	for _, m := range reads {
		if m.signal != model.SignalTraffic && m.kind != kindLimit {
			add(m.signal)
		}
	}
	if x.checks() {
		add(model.SignalReconcile)
	}
	if has(reads, kindLag) {
		add(model.SignalLagAge)
	}
	flows := fires(model.TrafficStops) || fires(model.TrafficSurges)
	if has(reads, kindAttempts) && (flows || len(all) == 0 && !slices.ContainsFunc(reads, func(m metric) bool { return m.part })) {
		add(model.SignalTraffic)
	}
	if has(reads, kindLimit) && len(all) == 0 {
		add(model.SignalSaturation)
	}
	if fires(model.TargetRemoved) && x.absence() {
		add(model.SignalAbsence)
	}
	if len(reads) == 0 && sights[model.TargetRemoved].Fires == model.FiresAlways {
		add(model.SignalHeartbeat)
	}
	return all
}

// absence tells whether the expression gives anything, or may, where no series exist.
func (x *expression) absence() bool {
	in := x.during(scene{empty: true})
	there := in.eval(x.root, no).present()
	return there.start != no
}

// vantage is the end where the metrics are counted; 0 where they do not say or do not agree.
func (x *expression) vantage() model.Vantage {
	var at model.Vantage
	for _, m := range x.metricsOf(x.root) {
		switch {
		case m.at == 0:
		case at != 0 && at != m.at:
			return 0
		default:
			at = m.at
		}
	}
	return at
}
