package grafana

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// noData says what a rule makes of a query that returns nothing.
type noData uint8

// What may be made of it. The first is what Grafana does unless told otherwise.
const (
	raisesAnother noData = iota // the alert DatasourceNoData
	staysOK
	keepsLast
	fires
	unknownState // from the environment
)

// noDataState reads noDataState. It is not known if the value is none of Grafana's.
func noDataState(n *yamlfile.Node) (noData, bool) {
	written := text(n)
	if templated(written) {
		return unknownState, true
	}
	switch strings.ToLower(strings.TrimSpace(written)) {
	case "", "nodata", "no_data":
		return raisesAnother, true
	case "ok":
		return staysOK, true
	case "keeplast", "keep_state":
		return keepsLast, true
	case "alerting":
		return fires, true
	}
	return unknownState, false
}

// An absence is the condition that a query of a rule has no data.
type absence struct {
	expr      string
	condition model.Condition
	usual     func() bool // whether it holds while all is well, as with a query that is a comparison itself
}

// emptyWhenWell is what is wrong with an alert on such a query.
const emptyWhenWell = "its query returns nothing while all is well"

// apply says of each circumstance under which the queries of a rule have no data what the rule makes
// of it. The companion is the alert that is raised in its place, which is routed by labels of its
// own; nil if there is none.
func (d noData) apply(rule *model.AlertRule, missing absence) *model.AlertRule {
	if missing.condition.Unreadable != "" {
		return nil
	}
	usual := (d == fires || d == raisesAnother) && missing.usual()
	if usual {
		missing.condition.Fault = emptyWhenWell
		for i := range missing.condition.Sights {
			missing.condition.Sights[i] = model.Sight{Fires: model.FiresAlways}
		}
	}
	if d == fires && usual {
		rule.Condition.Fault = emptyWhenWell + ", and no data makes it fire"
	}
	for i := range rule.Condition.Sights {
		d.judge(&rule.Condition.Sights[i], missing.condition.Sights[i])
	}
	if d != raisesAnother {
		return nil
	}
	return companion(rule, missing)
}

// judge says whether a rule fires under a circumstance. What returns samples that fire has data; only
// what does not may be without.
func (d noData) judge(sight *model.Sight, missing model.Sight) {
	silent := sight.Fires == model.FiresNever
	open := sight.Fires == model.FiresUnknown
	switch {
	case d == fires:
		judgeFiring(sight, missing)
	case missing.Fires != model.FiresYes && !(missing.Fires == model.FiresAlways && silent):
	case !silent && !open:
	case d == raisesAnother:
		*sight = model.Sight{Fires: model.FiresNever, Why: "without data it raises DatasourceNoData instead"}
	case d == staysOK:
		*sight = model.Sight{Fires: model.FiresNever, Why: "without data it is OK (noDataState)"}
	case d == keepsLast:
		*sight = model.Sight{Fires: model.FiresNever, Why: "without data it keeps its last state (noDataState)"}
	default:
		*sight = model.Sight{Why: "its noDataState is not known"}
	}
}

// judgeFiring takes the earlier of firing on the data and firing without any.
func judgeFiring(sight *model.Sight, missing model.Sight) {
	switch {
	case missing.Fires == model.FiresNever, sight.Fires == model.FiresAlways:
	case missing.Fires == model.FiresAlways, sight.Fires == model.FiresNever:
		*sight = missing
	case missing.Fires == model.FiresYes && (sight.Fires != model.FiresYes || missing.Window < sight.Window):
		*sight = missing
	}
}

// noDataAlert is the name of the alert that Grafana raises for a rule that has no data.
const noDataAlert = "DatasourceNoData"

// companion is that alert. It is raised at once, and says by a label which rule it is about.
func companion(rule *model.AlertRule, missing absence) *model.AlertRule {
	c := *rule
	c.Name, c.Expr, c.Condition = noDataAlert, missing.expr, missing.condition
	c.Condition.Labels, c.Condition.Possible, c.Condition.Open = nil, []string{"datasource_uid", "ref_id"}, false
	c.For, c.ForUnread, c.KeepFiring = 0, false, 0
	c.Labels = append([]model.Label{{Name: "rulename", Value: rule.Name, Known: true}}, rule.Labels...)
	return &c
}
