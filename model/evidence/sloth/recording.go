package sloth

import (
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/burnrate"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/slofile"
)

// groups are the groups of rules that Sloth makes for an objective.
type groups struct{ indicator, metadata, alerts *model.RuleGroup }

func (o objective) groups(at diag.Span) groups {
	group := func(of string) *model.RuleGroup {
		return &model.RuleGroup{Name: "sloth-slo-" + of + "-" + o.id(), Span: at}
	}
	return groups{group("sli-recordings"), group("meta-recordings"), group("alerts")}
}

// ratioOf is the name under which Sloth records the error ratio of a window.
func ratioOf(window time.Duration) string {
	return "slo:sli_error:ratio_rate" + slofile.Spell(window)
}

// recordings are the metrics that Sloth records for the objective, in its order.
func (o objective) recordings(at diag.Span, g groups) []model.Metric {
	var metrics []model.Metric
	record := func(group *model.RuleGroup, name, expr string, reads ...string) {
		every := o.plugins.indicator.Value
		if group == g.metadata {
			every = o.plugins.metadata.Value
		}
		metrics = append(metrics, model.Metric{
			Name: name, Span: at, Recorded: true, Group: group, Expr: expr, Reads: reads, Every: every,
		})
	}
	for _, window := range windows() {
		record(g.indicator, ratioOf(window), o.indicator.over(window), o.indicator.metrics...)
	}
	const (
		budget, burned = "slo:error_budget:ratio", "slo:period_burn_rate:ratio"
		perBudget      = " / on(sloth_id, sloth_slo, sloth_service) group_left "
	)
	var (
		selected      = o.selector()
		short, whole  = ratioOf(windows()[0]), ratioOf(period)
		series        = short + selected + "[" + slofile.Spell(period) + "]"
		target        = burnrate.Number(o.percent / 100)
		days          = burnrate.Number(period.Hours() / 24)
		budgetOfThese = perBudget + budget + selected
	)
	record(g.indicator, whole, "sum_over_time("+series+") / ignoring (sloth_window) count_over_time("+series+")", short)
	record(g.metadata, "slo:objective:ratio", "vector("+target+")")
	record(g.metadata, budget, "vector(1-"+target+")")
	record(g.metadata, "slo:time_period:days", "vector("+days+")")
	record(g.metadata, "slo:current_burn_rate:ratio", short+selected+budgetOfThese, short, budget)
	record(g.metadata, burned, whole+selected+budgetOfThese, whole, budget)
	record(g.metadata, "slo:period_error_budget_remaining:ratio", "1 - "+burned+selected, burned)
	record(g.metadata, "sloth_slo_info", "vector(1)")
	return metrics
}
