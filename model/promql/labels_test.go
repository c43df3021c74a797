package promql

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// TestLabels goes through what every kind of expression does with labels. A row of the result is a known label, a
// name that may be there, or ... for any others.
func TestLabels(t *testing.T) {
	for expr, want := range map[string][]string{
		`x{a="1",b!="2",c=~"3"}`:                                       {"a=1", "..."},
		`x{a="{{ .Values.a }}"}`:                                       {"a", "..."},
		`absent(x{a="${a}"})`:                                          {"a"},
		`sum(x{a="1"})`:                                                nil,
		`sum by (a, b) (x{a="1"})`:                                     {"a=1", "b"},
		`sum by (a, c) (sum by (a, b) (x))`:                            {"a"},
		`sum without (a) (x{a="1",b="2"})`:                             {"b=2", "..."},
		`topk(3, x{a="1"})`:                                            {"a=1", "..."},
		`count_values("v", x{a="1"})`:                                  {"v"},
		`x{a="1"} and sum by (b) (y)`:                                  {"a=1", "..."},
		`sum by (a) (x) unless y{b="1"}`:                               {"a"},
		`sum by (a, b) (x{a="1",b="1"}) or sum by (a) (y{a="1"})`:      {"a=1", "b"},
		`x{a="1"} or x{a="2"}`:                                         {"a", "..."},
		`x{a="1"} / on (a, b) y`:                                       {"a=1", "b"},
		`x{a="1"} / ignoring (a) y`:                                    {"..."},
		`sum by (a) (x) * on (a) group_left (team) y`:                  {"a", "team"},
		`y * on (a) group_right (team) sum by (a, b) (x{b="1"})`:       {"a", "b=1", "team"},
		`label_replace(sum by (a) (x{a="1"}), "a", "$1", "b", "(.*)")`: {"a"},
		`label_join(sum by (a) (x), "c", "-", "a")`:                    {"a", "c"},
		`vector(1)`:                                             nil,
		`absent(x{a="1",b=~"2"})`:                               {"a=1"},
		`absent(x{a="1",a="2"})`:                                nil,
		`absent(rate(x{a="1"}[5m]))`:                            nil,
		`absent(x{a="1"} == 1)`:                                 nil,
		`absent_over_time(x{a="1"}[5m])`:                        {"a=1"},
		`histogram_quantile(0.9, sum by (le, a) (rate(x[5m])))`: {"a"},
		`2 * sum by (a) (x) > 5`:                                {"a"},
		`-sum by (a) (max_over_time(x[1h:5m]))`:                 {"a"},
	} {
		c, err := Read(expr)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range c.Labels {
			got = append(got, l.Name+"="+l.Value)
		}
		got = append(got, c.Possible...)
		slices.Sort(got)
		if c.Open {
			got = append(got, "...")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", expr, diff)
		}
	}
}

// TestLabelVectors compares the labels of real alerts, those of their rules included.
func TestLabelVectors(t *testing.T) {
	var all []struct {
		File, Alert string
		Known       map[string]string `json:"known_labels"`
		Possible    []string          `json:"possible_labels"`
		Open        bool              `json:"any_other_label_possible"`
	}
	if err := json.Unmarshal(vectors(t, filepath.Join("routing", "unknown-labels.json")), &all); err != nil {
		t.Fatal(err)
	}
	rules := map[string][]*yamlfile.Node{}
	seen := map[string]int{}
	for _, v := range all {
		if rules[v.File] == nil {
			rules[v.File] = alertsIn(t, v.File)
		}
		rule := rules[v.File][seen[v.File]]
		seen[v.File]++
		if name := at(rule, "alert").Value; name != v.Alert {
			t.Fatalf("%s: %s where %s is due", v.File, name, v.Alert)
		}
		c, err := Read(at(rule, "expr").Value)
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]string{"alertname": v.Alert}
		for _, l := range c.Labels {
			known[l.Name] = l.Value
		}
		possible := slices.Clone(c.Possible)
		for _, p := range at(rule, "labels").Pairs {
			known[p.Key.Value] = p.Value.Value
		}
		possible = slices.DeleteFunc(possible, func(n string) bool { return known[n] != "" })
		if diff := cmp.Diff(v.Known, known); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", v.Alert, at(rule, "expr").Value, diff)
		}
		if c.Open != v.Open {
			t.Errorf("%s: %s: any other label possible: %t", v.Alert, at(rule, "expr").Value, c.Open)
		}
		if !v.Open {
			if diff := cmp.Diff(v.Possible, possible); diff != "" {
				t.Errorf("%s: %s: possible (-want +got):\n%s", v.Alert, at(rule, "expr").Value, diff)
			}
		}
	}
}

func alertsIn(t *testing.T, file string) []*yamlfile.Node {
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "real", "monitoring", "gitlab-runbooks", "thanos-rules", file))
	if err != nil {
		t.Fatal(err)
	}
	roots, _ := yamlfile.Tree(file, text)
	var alerts []*yamlfile.Node
	for _, root := range roots {
		for _, group := range at(root, "groups").Items {
			for _, rule := range at(group, "rules").Items {
				if at(rule, "alert").Value != "" {
					alerts = append(alerts, rule)
				}
			}
		}
	}
	return alerts
}

func at(n *yamlfile.Node, key string) *yamlfile.Node {
	for _, p := range n.Pairs {
		if p.Key.Value == key {
			return p.Value
		}
	}
	return &yamlfile.Node{}
}
