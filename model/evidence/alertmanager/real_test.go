package alertmanager_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
)

// real is where files written by others are kept, beside the repository.
const real = "../../../../shared/real"

func readReal(t *testing.T, path string) (model.Evidence, []diag.Diagnostic) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(real, path))
	if err != nil {
		t.Skipf("real files are not here: %v", err)
	}
	return alertmanager.Read(path, text)
}

// Every configuration that Alertmanager is tested with has a routing or a located diagnostic. Those
// that it refuses for what routing does not ask, such as a missing key, are read like the others.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(real, "monitoring/alertmanager-examples/*/*.yml"))
	if err != nil || len(files) == 0 {
		t.Skip("real files are not here", err)
	}
	warned := map[string]int{}
	for _, file := range files {
		path, err := filepath.Rel(real, file)
		if err != nil {
			t.Fatal(err)
		}
		e, ds := readReal(t, path)
		if len(e.Routings) != 1 && len(ds) == 0 {
			t.Errorf("%s: %d routings, and nothing is said", path, len(e.Routings))
		}
		for _, d := range ds {
			warned[strings.TrimPrefix(filepath.Base(path), "conf.")]++
			if d.Span.IsZero() {
				t.Errorf("%s: %s has no place", path, d.Message)
			}
		}
	}
	want := map[string]int{
		"bad.yml":                              1, // it is no mapping
		"nil-match_re-route.yml":               1,
		"nil-source_match_re-inhibition.yml":   1,
		"nil-target_match_re-inhibition.yml":   1,
		"opsgenie-default-apikey-old-team.yml": 1, // its receiver is not defined
	}
	if diff := cmp.Diff(want, warned); diff != "" {
		t.Errorf("diagnostics by file (-want +got):\n%s", diff)
	}
}

// What is in the files of projects in use: where the routing stands, its routes and inhibitions, and
// the classes of what its receivers reach.
func TestProjects(t *testing.T) {
	for _, tc := range []struct{ path, want string }{
		{"monitoring/kube-prometheus/alertmanager-secret.yaml", "line 43, 4 routes, 3 inhibitions, 4 receivers, of them empty: 4"},
		{"monitoring/openshift-cmo/assets_alertmanager_secret.yaml", "line 38, 3 routes, 2 inhibitions, 3 receivers, of them empty: 3"},
		{"monitoring/openshift-cmo/assets_alertmanager-user-workload_secret.yaml", "line 21, 1 routes, 0 inhibitions, 1 receivers, of them empty: 1"},
		{"monitoring/prometheus-demo-site/alertmanager.yml", "line 10, 1 routes, 0 inhibitions, 1 receivers, placeholder: 1"},
		{"sockshop/deploy/docker-compose/alertmanager.yml", "line 11, 2 routes, 0 inhibitions, 1 receivers, placeholder: 1"},
		{"sockshop/deploy/kubernetes/manifests-alerting/alertmanager-configmap.yaml", "line 11, 2 routes, 0 inhibitions, 1 receivers, chat: 1"},
		{
			"monitoring/gitlab-runbooks/routing/alertmanager.rendered.yml",
			"line 479, 71 routes, 0 inhibitions, 37 receivers, of them empty: 1, unknown: 5, placeholder: 18, heartbeat: 10, pager: 3",
		},
	} {
		e, ds := readReal(t, tc.path)
		if len(ds) > 0 || len(e.Files[0].Unread) > 0 || len(e.Routings) != 1 {
			t.Errorf("%s: %v, %v, %d routings", tc.path, ds, e.Files[0].Unread, len(e.Routings))
			continue
		}
		if diff := cmp.Diff(tc.want, summary(e.Routings[0])); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.path, diff)
		}
	}
}

func summary(r *model.Routing) string {
	var routes func(*model.Route) int
	routes = func(r *model.Route) int {
		n := 1
		for _, child := range r.Routes {
			n += routes(child)
		}
		return n
	}
	text := fmt.Sprintf("line %d, %d routes, %d inhibitions, %d receivers",
		r.Span.Start.Line, routes(r.Root), len(r.Inhibitions), len(r.Receivers))
	var classes [model.ContactPerson + 1]int
	empty := 0
	for _, receiver := range r.Receivers {
		if len(receiver.Contacts) == 0 {
			empty++
		}
		for _, c := range receiver.Contacts {
			classes[c.Class]++
		}
	}
	if empty > 0 {
		text += fmt.Sprintf(", of them empty: %d", empty)
	}
	for class, n := range classes {
		if n > 0 {
			text += fmt.Sprintf(", %s: %d", model.ContactClass(class), n)
		}
	}
	return text
}
