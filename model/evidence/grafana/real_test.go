package grafana_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/grafana"
)

// real reads public files that lie beside the repository. Names are printed without their folder.
func real(t *testing.T, patterns ...string) (*model.Evidence, []diag.Diagnostic) {
	t.Helper()
	e := &model.Evidence{}
	var all []diag.Diagnostic
	for _, pattern := range patterns {
		names, _ := filepath.Glob("../../../../shared/real/" + pattern)
		if len(names) == 0 {
			t.Skipf("no real files %s beside the repository", pattern)
		}
		for _, name := range names {
			written, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			read, found := grafana.Read(filepath.Base(name), written)
			e.Add(read)
			all = append(all, found...)
		}
	}
	return e, all
}

const demo = "oteldemo/src/grafana/provisioning/"

// Ten of the eleven rules of the OpenTelemetry demo take a query without data for OK, so that none of
// them sees its own data end. The other one has a companion that does.
func TestRealRules(t *testing.T) {
	e, found := real(t, demo+"alerting/*", demo+"dashboards/demo/*.json", demo+"datasources/*", demo+"dashboards/*.yaml")
	for _, d := range found {
		t.Error(d.Span, d.Message)
	}
	ends := [...]model.Circumstance{model.TargetGone, model.TargetRemoved, model.PushEnds}
	rules, blind := 0, 0
	var companion *model.AlertRule
	for _, r := range e.Rules {
		if r.Name == "DatasourceNoData" {
			companion = r
			continue
		}
		rules++
		if r.Condition.Unreadable != "" || r.Condition.Fault != "" {
			t.Errorf("%s: %s%s", r.Name, r.Condition.Unreadable, r.Condition.Fault)
		}
		sees := false
		for _, c := range ends {
			sees = sees || r.Condition.Sights[c].Fires != model.FiresNever
		}
		if !sees && r.Condition.Sights[model.TargetGone].Why == "without data it is OK (noDataState)" {
			blind++
		}
	}
	if rules != 11 || blind != 10 {
		t.Errorf("%d of %d rules are blind to no data, want 10 of 11", blind, rules)
	}
	if companion == nil {
		t.Fatal("nothing is raised when the data of CartAddItemHighLatency end")
	}
	for _, c := range ends {
		if companion.Condition.Sights[c].Fires != model.FiresYes {
			t.Errorf("in circumstance %d the companion fires: %s", c, companion.Condition.Sights[c].Fires)
		}
	}
	want := []model.Label{
		{Name: "rulename", Value: "CartAddItemHighLatency", Known: true},
		{Name: "service_name", Value: "cart", Known: true},
		{Name: "service_namespace", Value: "opentelemetry-demo", Known: true},
		{Name: "severity", Value: "warning", Known: true},
		{Name: "team_name", Value: "webstore", Known: true},
		{Name: "grafana_folder", Value: "OpenTelemetryDemo", Known: true},
	}
	if diff := cmp.Diff(want, companion.Labels); diff != "" {
		t.Errorf("labels of the companion (-want +got):\n%s", diff)
	}
	for _, d := range append(grafana.Complete(e), grafana.Check(e)...) {
		t.Error(d.Span, d.Message)
	}
	root := e.Routings[0].Root
	if root.Receiver == nil || root.Receiver.Contacts[0].Class != model.ContactPlaceholder {
		t.Errorf("alerts go to %+v, want the mailbox at example.com", root.Receiver)
	}
}

// The counts were taken from the files by another program: panels that are no rows, those of them
// with a metric, and metrics.
func TestRealDashboards(t *testing.T) {
	type counts struct{ Panels, Measured, Metrics int }
	want := map[string]counts{
		"NGINX-metrics.json":                      {4, 4, 4},
		"apm-dashboard.json":                      {14, 10, 16}, // one of them is called absent
		"demo-dashboard.json":                     {11, 7, 7},
		"events-by-name.json":                     {2, 0, 0},
		"exemplars-dashboard.json":                {5, 4, 2},
		"linux-dashboard.json":                    {19, 19, 16},
		"opentelemetry-collector.json":            {49, 44, 22},
		"postgresql-dashboard.json":               {6, 6, 17},
		"prometheus-node-exporter-dashboard.json": {11, 11, 12},
		"self-observability.json":                 {25, 23, 19},
		"sock-shop-performance-dashboard.json":    {14, 14, 3},
		"spanmetrics-dashboard.json":              {8, 7, 4},
	}
	e, _ := real(t, demo+"dashboards/demo/*.json", "sockshop/deploy/docker-compose/grafana/*.json")
	got := map[string]counts{}
	for _, d := range e.Dashboards {
		c := counts{Panels: len(d.Panels)}
		metrics := map[string]bool{}
		for _, p := range d.Panels {
			if len(p.Metrics) > 0 {
				c.Measured++
			}
			for _, m := range p.Metrics {
				metrics[m] = true
			}
		}
		c.Metrics = len(metrics)
		got[d.Span.File] = c
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// One of the seven files in the map is no JSON, which loses nothing of the others.
func TestRealMap(t *testing.T) {
	e, found := real(t, "sockshop/deploy/kubernetes/manifests-monitoring/20-grafana-configmap.yaml")
	if len(e.Dashboards) != 5 {
		t.Errorf("%d dashboards, want 5", len(e.Dashboards))
	}
	if len(found) != 1 || found[0].Message != "the JSON is broken here" || at(found[0].Span) != "89:67" {
		t.Errorf("%v, want the broken quote in line 89", found)
	}
	if len(e.Files[0].Unread) != 1 {
		t.Errorf("unread: %v", e.Files[0].Unread)
	}
}
