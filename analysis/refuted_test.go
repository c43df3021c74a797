package analysis_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// TestRefuted varies the rule of the only alert on an arrow that is asked whether it is down and
// whether it is slow; the alert's monitor sees both.
func TestRefuted(t *testing.T) {
	const shop = `
teams: {web: {people: [ana, li], on-call: 24x7}}
arrows:
  user -> shop: {if-down: breaks}
  shop -> db: {if-down: breaks, modes: [down, slow], monitors: [{signal: synthetic, alert: [{name: A, tells: web}%s]}]}
journeys: {buy: {steps: [user -> shop], notice-within: 5m}}
settings: {our-metrics: [shop_*]}
`
	sees := func(fires model.Fires, in ...model.Circumstance) model.Condition {
		c := model.Condition{Metrics: []string{"up"}}
		for i := range c.Sights {
			c.Sights[i] = model.Sight{Fires: model.FiresNever, Why: "it looks elsewhere"}
		}
		for _, i := range in {
			c.Sights[i] = model.Sight{Fires: fires}
		}
		return c
	}
	reads := func(c model.Condition, metric string) model.Condition {
		c.Metrics = []string{metric}
		return c
	}
	all := []model.Circumstance{model.ProbeFails, model.AttemptsFail, model.AttemptsSlow}
	for _, tc := range []struct {
		name, more string
		change     func(*model.AlertRule)
		want       string
	}{
		{"it sees both", "", func(r *model.AlertRule) { r.Condition = sees(model.FiresYes, all...) }, ""},
		{"it sees one of them", "", func(r *model.AlertRule) { r.Condition = sees(model.FiresYes, model.AttemptsSlow) }, ""},
		{"nobody knows", "", func(r *model.AlertRule) { r.Condition = sees(model.FiresUnknown, all...) }, ""},
		{"it sees neither", "", func(r *model.AlertRule) { r.Condition = sees(model.FiresYes) }, "cannot tell: it looks elsewhere"},
		{"it is not evaluated", "", func(r *model.AlertRule) { r.Off = "it is paused" }, "never right: it is not evaluated: it is paused"},
		{"nothing emits what it reads", "", func(r *model.AlertRule) { r.Condition = reads(sees(model.FiresYes, all...), "shop_errors_total") }, "no data: nothing emits shop_errors_total"},
		{"it is late", "", func(r *model.AlertRule) { r.Condition, r.For = sees(model.FiresYes, all...), time.Hour }, "too late: it waits for 1h, and somebody should know after 5m"},
		{"it is late, and another is not", ", {name: B, tells: web}", func(r *model.AlertRule) { r.Condition, r.For = sees(model.FiresYes, all...), time.Hour }, ""},
		{"it has another name", "", func(r *model.AlertRule) { r.Name = "C" }, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := rule("A", model.Condition{})
			tc.change(r)
			e := &model.Evidence{
				Files: []model.EvidenceFile{{Kind: model.EvidencePrometheusRules}, {Kind: model.EvidencePrometheusMetrics}},
				Rules: []*model.AlertRule{r, rule("B", sees(model.FiresYes, all...))},
			}
			s := draw(t, fmt.Sprintf(shop, tc.more))
			x := analysis.Run(s, nil, analysis.Options{Today: day, Evidence: e}).Answer(s.Arrow("shop -> db"))
			got := ""
			for _, refuted := range x.Refuted {
				got += [...]string{"cannot tell", "never right", "no data", "too late"}[refuted.Cause] + ": " + refuted.Step.Why
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}
