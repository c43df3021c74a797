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

// apply says of each circumstance under which the queries of a rule have no data what the rule makes
// of it. The companion is the alert that is raised in its place, which is routed by labels of its
// own; nil if there is none.
func (d noData) apply(rule *model.AlertRule, expr string, absent model.Condition) *model.AlertRule {
	if absent.Unreadable != "" {
		return nil
	}
	for i := range rule.Condition.Sights {
		sight := &rule.Condition.Sights[i]
		missing := absent.Sights[i]
		switch {
		case missing.Fires != model.FiresYes && missing.Fires != model.FiresAlways && missing.Fires != model.FiresResolves:
			continue // there is data, which may be judged
		case sight.Fires == model.FiresYes && missing.Fires == model.FiresYes && missing.Window > sight.Window:
			continue // it fires before its data ends
		}
		d.judge(sight, missing)
	}
	if d == fires && absent.Sights[model.AttemptsFail].Fires == model.FiresAlways {
		rule.Condition.Fault = "its query returns nothing while all is well, and no data fires it"
	}
	if d != raisesAnother {
		return nil
	}
	return companion(rule, expr, absent)
}

func (d noData) judge(sight *model.Sight, missing model.Sight) {
	switch d {
	case fires:
		*sight = missing
	case raisesAnother:
		*sight = model.Sight{Fires: model.FiresNever, Why: "without data it raises DatasourceNoData instead"}
	case staysOK:
		*sight = model.Sight{Fires: model.FiresNever, Why: "without data it is OK (noDataState)"}
	case keepsLast:
		*sight = model.Sight{Fires: model.FiresNever, Why: "without data it keeps its last state (noDataState)"}
	case unknownState:
		*sight = model.Sight{Why: "its noDataState is not known"}
	}
}

// noDataAlert is the name of the alert that Grafana raises for a rule that has no data.
const noDataAlert = "DatasourceNoData"

// companion is that alert. It is raised at once, and says by a label which rule it is about.
func companion(rule *model.AlertRule, expr string, absent model.Condition) *model.AlertRule {
	c := *rule
	c.Name, c.Expr, c.Condition = noDataAlert, expr, absent
	c.Condition.Labels, c.Condition.Possible, c.Condition.Open = nil, []string{"datasource_uid", "ref_id"}, false
	c.For, c.KeepFiring = 0, 0
	c.Labels = append([]model.Label{{Name: "rulename", Value: rule.Name, Known: true}}, rule.Labels...)
	return &c
}
