package routing_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
)

// real is where files written by others are kept, beside the repository.
const real = "../../../shared/real/monitoring"

func read(t testing.TB, path string) *model.Routing {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(real, path))
	if err != nil {
		t.Skipf("real files are not here: %v", err)
	}
	evidence, _ := alertmanager.Read(path, text)
	if len(evidence.Routings) != 1 {
		t.Fatalf("%s: %d routings", path, len(evidence.Routings))
	}
	return evidence.Routings[0]
}

// What Alertmanager itself answers.
func TestDeliverVectors(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(real, "vectors/routing/*.json"))
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, file := range files {
		if filepath.Base(file) == "unknown-labels.json" {
			continue
		}
		var vectors struct {
			Config  string
			Vectors []struct {
				Name           string
				Labels         map[string]string
				Receivers      []string
				GroupWait      []string `json:"group_wait"`
				GroupInterval  []string `json:"group_interval"`
				RepeatInterval []string `json:"repeat_interval"`
			}
		}
		load(t, file, &vectors)
		r := read(t, vectors.Config)
		for _, v := range vectors.Vectors {
			var receivers, wait, interval, repeat []string
			for _, route := range routing.Deliver(r, v.Labels) {
				receivers = append(receivers, route.Receiver.Name)
				wait = append(wait, route.GroupWait.String())
				interval = append(interval, route.GroupInterval.String())
				repeat = append(repeat, route.RepeatInterval.String())
			}
			got := [][]string{receivers, wait, interval, repeat}
			want := [][]string{v.Receivers, v.GroupWait, v.GroupInterval, v.RepeatInterval}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", file, v.Name, diff)
			}
			sameWhenKnown(t, r, v.Labels)
			checked++
		}
	}
	if checked == 0 {
		t.Skip("real files are not here")
	}
	t.Logf("%d sets of labels", checked)
}

// sameWhenKnown holds the answer for known labels against the plain algorithm.
func sameWhenKnown(t *testing.T, r *model.Routing, labels map[string]string) {
	t.Helper()
	a := routing.Alert{}
	for name, value := range labels {
		a.Labels = append(a.Labels, model.Label{Name: name, Value: value, Known: true})
	}
	v := routing.New(r).Reach(a, func(*model.Receiver) bool { return true })
	var got []*model.Route
	for _, d := range v.Deliveries {
		if d.Value != routing.Always {
			t.Errorf("%v: a delivery %s", labels, d.Value)
		}
		got = append(got, d.Route)
	}
	want := routing.Deliver(r, labels)
	if !slices.Equal(got, want) {
		t.Errorf("%v: %d routes, want %d", labels, len(got), len(want))
	}
}

func load(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("real files are not here: %v", err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

// 239 alerts of which not all labels are known.
func TestReachVectors(t *testing.T) {
	var vectors []struct {
		Alert    string
		Known    map[string]string `json:"known_labels"`
		Possible []string          `json:"possible_labels"`
		Open     bool              `json:"any_other_label_possible"`
		Nothing  string            `json:"pages_when_nothing_else_is_known"`
		External string            `json:"pages_with_external_labels"`
	}
	load(t, filepath.Join(real, "vectors/routing/unknown-labels.json"), &vectors)
	tree := routing.New(read(t, "gitlab-runbooks/routing/alertmanager.rendered.yml"))
	pages := func(r *model.Receiver) bool {
		return r.Name == "prod_pagerduty" || strings.HasPrefix(r.Name, "slo_gprd_")
	}
	conditions := map[string]int{}
	for _, v := range vectors {
		a := routing.Alert{Possible: v.Possible}
		for name, value := range v.Known {
			a.Labels = append(a.Labels, model.Label{Name: name, Value: value, Known: true})
		}
		a.Open = true
		nothing := tree.Reach(a, pages)
		if nothing.Value.String() != v.Nothing {
			t.Errorf("%s, nothing else known: %s, want %s", v.Alert, nothing.Value, v.Nothing)
		}
		conditions[nothing.Condition]++
		a.Open = v.Open
		a.External = []model.Label{{Name: "env", Value: "gprd", Known: true}}
		external := tree.Reach(a, pages)
		if external.Value.String() != v.External {
			t.Errorf("%s, external labels known: %s, want %s", v.Alert, external.Value, v.External)
		}
		conditions[external.Condition]++
	}
	want := map[string]int{
		"":                          231,
		"only if env = gprd or ops": 221,
		"only if env = gprd or ops, and pager = pagerduty": 16,
		"only if pager = pagerduty":                        10,
	}
	if diff := cmp.Diff(want, conditions); diff != "" {
		t.Errorf("conditions (-want +got):\n%s", diff)
	}
}

// GitLab's tree has one shadowed route, and all of its receivers are used.
func TestRealShadows(t *testing.T) {
	r := read(t, "gitlab-runbooks/routing/alertmanager.rendered.yml")
	tree := routing.New(r)
	var got []string
	for _, s := range tree.Shadows() {
		got = append(got, fmt.Sprintf("%d by %d", s.Route.Span.Start.Line, s.By.Span.Start.Line))
	}
	if diff := cmp.Diff([]string{"630 by 624"}, got); diff != "" {
		t.Errorf("shadowed lines (-want +got):\n%s", diff)
	}
	for _, idle := range tree.Idle() {
		t.Errorf("no route leads to %s", idle.Name)
	}
}

// All receivers of kube-prometheus are empty: no alert is told to anybody, whatever is accepted.
func TestEmptyReceivers(t *testing.T) {
	tree := routing.New(read(t, "vectors/routing/kube-prometheus.yml"))
	v := tree.Reach(routing.Alert{Open: true}, func(*model.Receiver) bool { return true })
	if v.Value != routing.Never || len(v.Receivers()) != 4 || v.First() != nil {
		t.Errorf("%s, %d receivers, first %v", v.Value, len(v.Receivers()), v.First())
	}
}
