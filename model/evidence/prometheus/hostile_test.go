package prometheus

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// manyRules is a rule file of n alerts in groups of ten, every second of which has a recording.
func manyRules(n int) string {
	var b strings.Builder
	b.WriteString("groups:\n")
	for i := range n {
		if i%10 == 0 {
			fmt.Fprintf(&b, "  - name: group %d\n    interval: 30s\n    rules:\n", i/10)
		}
		if i%20 == 0 {
			fmt.Fprintf(&b, "      - record: service:errors:ratio%d\n        expr: sum(rate(errors_total{service=\"s%d\"}[5m])) / sum(rate(requests_total{service=\"s%d\"}[5m]))\n", i, i, i)
		}
		fmt.Fprintf(&b, `      - alert: ServiceErrors%d
        expr: |
          sum by (service, zone) (rate(http_requests_total{service="s%d", code=~"5.."}[5m]))
            / sum by (service, zone) (rate(http_requests_total{service="s%d"}[5m])) > 0.05
          and service:errors:ratio%d > 0
        for: 5m
        labels: {severity: page, team: team%d}
        annotations: {summary: "Service {{ $labels.service }} fails", runbook_url: "https://runbooks.shop.example/%d"}
`, i, i, i, i/20*20, i%7, i)
	}
	return b.String()
}

func TestTenMegabytes(t *testing.T) {
	one := len(manyRules(1000))
	text := manyRules(10 << 20 / one * 1000 * 95 / 100)
	e, found := Read("x.yaml", []byte(text))
	if want := strings.Count(text, "- alert:"); len(e.Rules) != want || len(found) > 0 {
		t.Errorf("%d of %d alerts, %d diagnostics", len(e.Rules), want, len(found))
	}
	for i, r := range e.Rules {
		if waits := time.Duration(i/10%2) * 30 * time.Second; r.Waits != waits { // every second group records
			t.Fatalf("%s waits %s, want %s", r.Name, r.Waits, waits)
		}
	}
}

// Inputs that ask for far more than they weigh, or that break what reads carelessly. All of them must
// be answered, soon, and at places that exist.
func TestHostile(t *testing.T) {
	big := strings.Repeat("a", 1<<20)
	rule := "- {alert: A, expr: up == 0}\n"
	for name, text := range map[string]string{
		"over the limit":        "groups:\n" + strings.Repeat("# comment\n", 1<<20+1),
		"deep brackets":         strings.Repeat("[", 100_000),
		"deep mappings":         strings.Repeat("{a: ", 5000) + strings.Repeat("}", 5000),
		"deep parentheses":      "groups: [{name: g, rules: [{alert: A, expr: '" + strings.Repeat("(", 100_000) + "1" + strings.Repeat(")", 100_000) + "'}]}]",
		"deep minus":            "groups: [{name: g, rules: [{alert: A, expr: '" + strings.Repeat("-", 100_000) + "1'}]}]",
		"many documents":        "a: [\n" + strings.Repeat("---\n", 200_000),
		"many broken groups":    "groups:\n" + strings.Repeat("- a: [\n", 100_000),
		"many broken rules":     "groups:\n- rules:\n" + strings.Repeat("  - {alert: A, expr: 'up =='}\n", 5_000),
		"one line of JSON":      `{"groups":[{"rules":[` + strings.Repeat(`{"alert":"ä","expr":"up =="},`, 5_000) + `{}]}]}`,
		"an expression aliased": "x: &x " + big + "\ngroups:\n- rules:\n" + strings.Repeat("  - {alert: A, expr: *x}\n", 5000),
		"a file aliased":        "x: &x |\n  groups: " + big + "\ny:\n" + strings.Repeat("  - k: *x\n", 5000),
		"labels aliased":        "x: &x {" + manyLabels(5000) + "}\ngroups:\n- labels: *x\n  rules:\n" + strings.Repeat("  - {alert: A, expr: up, labels: *x}\n", 100),
		"labels of a group":     "groups:\n- labels: {" + manyLabels(20_000) + "}\n  rules:\n" + strings.Repeat("  - {alert: A, expr: up, labels: {b: c}}\n", 5_000),
		"files in files":        nestedFiles(20),
		"a billion laughs":      "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\ng: [*f, *f, *f, *f, *f, *f, *f, *f, *f]\n",
		"a long chain":          longChain(5_000),
		"a rule alone":          rule,
		"a huge duration":       "groups: [{interval: 99999999999999999999y, rules: [{alert: A, expr: up, for: -1m}]}]",
		"null":                  "null",
		"a line break":          "\n",
		"quotes":                `"` + strings.Repeat(`{"a`, 50_000),
		"names":                 strings.Repeat("a\n", 100_000),
		"types":                 strings.Repeat("# TYPE a histogram\n", 50_000) + "# TYPE \"",
		"metadata":              `{"data":{"` + big + `":[` + strings.Repeat(`{"type":"histogram"},`, 50_000) + `{}]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			for _, l := range loaders {
				e, found := l.read("x.yaml", []byte(text))
				found = found[max(0, len(found)-100):] // places are looked up from the start of the file
				e.Rules = e.Rules[max(0, len(e.Rules)-100):]
				e.Metrics = e.Metrics[max(0, len(e.Metrics)-100):]
				e.Files[0].Unread = e.Files[0].Unread[max(0, len(e.Files[0].Unread)-100):]
				checkRead(t, text, l.kind, e, found)
			}
		})
	}
}

func manyLabels(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "l%d: v, ", i)
	}
	return b.String()
}

// nestedFiles is a rule file that is the text of a key, in a file that is the text of a key, and so on.
func nestedFiles(deep int) string {
	text := "groups:\n- rules:\n  - {alert: Innermost, expr: up}\n"
	for range deep {
		text = "# groups:\nk: |\n  " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  ") + "\n"
	}
	return text
}

// longChain has recordings that each read the one before, and as many alerts on the last.
func longChain(n int) string {
	var b strings.Builder
	b.WriteString("groups:\n")
	for i := range n {
		fmt.Fprintf(&b, "- {interval: 1s, rules: [{record: r%d, expr: r%d}, {alert: A, expr: r%d}]}\n", i+1, i, n)
	}
	return b.String()
}

// What is nested more deeply than anybody writes it is told, not read in silence.
func TestNestedFiles(t *testing.T) {
	e, found := Read("x.yaml", []byte(nestedFiles(mostNested)))
	if len(e.Rules) != 1 || len(found) > 0 {
		t.Errorf("%d alerts, %v", len(e.Rules), found)
	}
	e, found = Read("x.yaml", []byte(nestedFiles(mostNested+1)))
	if len(e.Rules) != 0 || diag.Worst(found) != diag.Warning {
		t.Errorf("%d alerts, %v", len(e.Rules), found)
	}
}

func BenchmarkRead(b *testing.B) {
	text := []byte(manyRules(2000))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if e, found := Read("rules.yaml", text); len(e.Rules) != 2000 || len(found) > 0 {
			b.Fatal(len(e.Rules), found)
		}
	}
}

func BenchmarkReadMetrics(b *testing.B) {
	text := []byte(strings.Repeat(`http_requests_total{method="GET", path="/a", code="200"} 17`+"\n", 20_000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if e, _ := ReadMetrics("metrics", text); len(e.Metrics) != 1 {
			b.Fatal(len(e.Metrics))
		}
	}
}
