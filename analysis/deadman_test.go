package analysis_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// TestDeadMansSwitch varies what is drawn and read of the way that alerts take.
func TestDeadMansSwitch(t *testing.T) {
	const shop = `
teams: {web: {people: [ana, li], on-call: 24x7}}
components: {shop: service, db: database, prom: service, pager: external}
arrows:
  shop -> db: {if-down: breaks%s}
  prom -> pager: {if-down: breaks}
monitors:
  other: {signal: up%s}
`
	const alert = ", monitors: [{signal: errors, alert: {name: A, tells: web}%s}]"
	always := rule("Watchdog", always())
	for _, tc := range []struct {
		name        string
		arrow, more string
		rules       []*model.AlertRule // nil: no file of rules is read
		routing     *model.Routing
		want        string
	}{
		{"nothing alerts", "", "", []*model.AlertRule{rule("A", model.Condition{})}, nil, "unknown"},
		{"nothing is known of the way", fmt.Sprintf(alert, ""), "", nil, nil, "unknown"},
		{"drawn, and nothing beats", fmt.Sprintf(alert, ", through: [prom]"), "", nil, nil, "none: no heartbeat watches prom"},
		{"a heartbeat on the way", fmt.Sprintf(alert, ", through: [prom]"), "}\n  beat: {signal: heartbeat, watches: [prom], alert: {name: B, tells: web}", nil, nil, "set: beat misses what prom does not send"},
		{"a heartbeat elsewhere", fmt.Sprintf(alert, ", through: [prom]"), "}\n  beat: {signal: heartbeat, watches: [db], alert: {name: B, tells: web}", nil, nil, "none: no heartbeat watches prom"},
		{"a heartbeat without an alert", fmt.Sprintf(alert, ", through: [prom]"), "}\n  beat: {signal: heartbeat, watches: [prom]", nil, nil, "none: no heartbeat watches prom"},
		{"a heartbeat through itself", fmt.Sprintf(alert, ", through: [prom]"), "}\n  beat: {signal: heartbeat, watches: [prom], through: [prom], alert: {name: B, tells: web}", nil, nil, "broken: the news of beat travels through prom itself"},
		{"no rule fires always", fmt.Sprintf(alert, ""), "", []*model.AlertRule{rule("A", model.Condition{})}, nil, "none: no rule that was read fires always"},
		{"one does, and no routing is read", fmt.Sprintf(alert, ""), "", []*model.AlertRule{always}, nil, "set: Watchdog always fires, no routing of alerts is among the evidence"},
		{"to nobody", fmt.Sprintf(alert, ""), "", []*model.AlertRule{always}, routing(time.Minute), "broken: Watchdog always fires, routed to it, which tells nobody"},
		{"to people", fmt.Sprintf(alert, ""), "", []*model.AlertRule{always}, routing(time.Minute, model.ContactPager), "broken: Watchdog always fires, routed to it, a pager, which misses nothing that does not come"},
		{"to what misses it", fmt.Sprintf(alert, ""), "", []*model.AlertRule{always}, routing(time.Minute, model.ContactHeartbeat), "set: Watchdog always fires, routed to it"},
		{"to nobody knows whom", fmt.Sprintf(alert, ""), "", []*model.AlertRule{always}, routing(time.Minute, model.ContactUnknown), "set: Watchdog always fires, routed to it, of which it is not known whether it misses what does not come"},
		{"too seldom", fmt.Sprintf(alert, ""), "", []*model.AlertRule{always}, routing(12*time.Hour, model.ContactHeartbeat), "broken: Watchdog is repeated every 12h5m, and users tell us after 1h"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := &model.Evidence{}
			if tc.rules != nil {
				e.Files = []model.EvidenceFile{{Kind: model.EvidencePrometheusRules, Name: "rules.yaml"}}
				e.Servers = []*model.MetricServer{{}} // that adds no labels
				e.Rules = tc.rules
			}
			if tc.routing != nil {
				e.Routings = []*model.Routing{tc.routing}
			}
			drawing := draw(t, fmt.Sprintf(shop, tc.arrow, tc.more))
			s := analysis.Run(drawing, nil, analysis.Options{Today: day, Evidence: e}).DeadMansSwitch
			got := [...]string{"unknown", "none", "broken", "set"}[s.State]
			if s.Why != "" {
				got += ": " + s.Why
			}
			if got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
			if (s.State != analysis.SwitchUnknown) == s.At.IsZero() {
				t.Errorf("it is placed at %s", s.At)
			}
		})
	}
}

func rule(name string, c model.Condition) *model.AlertRule {
	at := diag.Point{Line: 1, Col: 1}
	return &model.AlertRule{Name: name, Kind: model.EvidencePrometheusRules, Condition: c, Span: diag.Span{File: "rules.yaml", Start: at, End: at}}
}

// always is what vector(1) does.
func always() model.Condition {
	var c model.Condition
	for i := range c.Sights {
		c.Sights[i].Fires = model.FiresAlways
	}
	return c
}

// routing brings all alerts to one receiver with such contacts.
func routing(repeat time.Duration, contacts ...model.ContactClass) *model.Routing {
	to := &model.Receiver{Name: "it"}
	for _, class := range contacts {
		to.Contacts = append(to.Contacts, model.Contact{Class: class})
	}
	return &model.Routing{
		Kind:      model.EvidenceAlertmanager,
		Root:      &model.Route{To: "it", Receiver: to, GroupWait: 30 * time.Second, GroupInterval: 5 * time.Minute, RepeatInterval: repeat},
		Receivers: []*model.Receiver{to},
	}
}
