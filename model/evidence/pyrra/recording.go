package pyrra

import (
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/slofile"
)

// groups are the groups of rules that Pyrra makes for an objective.
type groups struct{ burn, increase *model.RuleGroup }

func (o objective) groups() groups {
	name := slofile.Text(o.name)
	return groups{&model.RuleGroup{Name: name, Span: o.name.Span}, &model.RuleGroup{Name: name + "-increase", Span: o.name.Span}}
}

// burnInterval is how often Pyrra has burn rates and their alerts evaluated.
const burnInterval = 30 * time.Second

// increaseInterval is how often Pyrra has increases and absence evaluated: half a minute more for each
// week of the window, up to four minutes.
func (o objective) increaseInterval() time.Duration {
	const week = 7 * 24 * time.Hour
	return min(o.window/week+1, 8) * 30 * time.Second
}

// recordings are the metrics that Pyrra records for the objective.
func (o objective) recordings(g groups) []model.Metric {
	var metrics []model.Metric
	for _, window := range windows(o.window) {
		metrics = append(metrics, model.Metric{
			Name: o.burnrate(window), Span: o.name.Span, Recorded: true,
			Group: g.burn, Expr: o.indicator.over(window), Reads: o.indicator.reads(), Every: burnInterval,
		})
	}
	for _, i := range o.indicator.increases(o.window) {
		metrics = append(metrics, model.Metric{
			Name: i.name, Span: o.name.Span, Recorded: true,
			Group: g.increase, Reads: []string{i.of}, Every: o.increaseInterval(),
		})
	}
	return metrics
}

// windows are all over which Pyrra records the error ratio, the shortest first.
func windows(window time.Duration) []time.Duration {
	var all []time.Duration
	for _, b := range burns(window) {
		all = append(all, b.Short, b.Long)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// burnrate is the name under which Pyrra records the error ratio of a window.
func (o objective) burnrate(window time.Duration) string {
	name := strings.TrimSuffix(strings.TrimSuffix(o.indicator.metrics[0].name, "_total"), "_count")
	return name + ":burnrate" + slofile.Spell(window)
}

// An increase is a recording of how much a metric grew over the window of the objective.
type increase struct{ name, of string }

func (i indicator) increases(window time.Duration) []increase {
	spelled := slofile.Spell(window)
	if name := i.metrics[0].name; i.form == boolGauge {
		return []increase{{name + ":count" + spelled, name}, {name + ":sum" + spelled, name}}
	}
	var all []increase
	for _, name := range i.reads() {
		short := name
		for _, suffix := range []string{"_total", "_count", "_bucket"} {
			short = strings.TrimSuffix(short, suffix)
		}
		if short += ":increase" + spelled; len(all) == 0 || all[0].name != short { // count and bucket share one
			all = append(all, increase{short, name})
		}
	}
	return all
}
