package promql

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
)

// TestUnreadable goes through texts that are no PromQL.
func TestUnreadable(t *testing.T) {
	for _, c := range []struct {
		expr, why string
		offset    int
	}{
		{`up == {{ .Values.up }}`, "it is a template with {{ }}", 7},
		{`up{a="<%= p('x') %>"} == <%= p('y') %>`, "it is an ERB template", 25},
		{`up == ${limit}`, "it is a template with ${ }", 6},
		{`rate(x[$__rate_interval]) > 0`, "it has a variable of Grafana", 7},
		{`sum(rate(x)) > 0`, "it is no PromQL", 9},
		{`sum(rate(x)) default 0 > 0`, "it is MetricsQL", 13},
		{`x default 0 > 1`, "it is MetricsQL", 2},
		{`WITH (a = x) a > 1`, "it is MetricsQL", 8},
		{`range_median(x) > 1`, "it is MetricsQL", 0},
		{`sum(`, "it is no PromQL", 4},
		{`error: rate is high`, "it is no PromQL", 7},
		{``, "it is no PromQL", 0},
		{strings.Repeat("(", 1000) + "x" + strings.Repeat(")", 1000), "it is no PromQL", 0},
		{strings.Repeat("-", 70000), "it is no PromQL", 0},
	} {
		read, err := Read(c.expr)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%.40s: error %v", c.expr, err)
			continue
		}
		if syntax.Offset != c.offset || syntax.Message == "" || !strings.Contains(syntax.Error(), syntax.Message) {
			t.Errorf("%.40s: %v, want offset %d", c.expr, syntax, c.offset)
		}
		if foreign := c.why != "it is no PromQL"; foreign != (syntax.Foreign != "") || foreign && syntax.Foreign != c.why {
			t.Errorf("%.40s: foreign: %q, want %q", c.expr, syntax.Foreign, c.why)
		}
		if diff := cmp.Diff(model.Condition{Unreadable: c.why}, read); diff != "" {
			t.Errorf("%.40s (-want +got):\n%s", c.expr, diff)
		}
		if Check(c.expr) == nil {
			t.Errorf("%.40s passes the check", c.expr)
		}
	}
	// A template inside a string is text like any other.
	if read, err := Read(`up{a="{{ x }}"} == 0`); err != nil || read.Unreadable != "" {
		t.Errorf("%v %q", err, read.Unreadable)
	}
}

// TestPatternNames tells names that a pattern gives from none.
func TestPatternNames(t *testing.T) {
	for expr, want := range map[string]struct {
		names   []string
		pattern bool
	}{
		`{__name__="a"} > 0 or b > 0 or a > 1`: {[]string{"a", "b"}, false},
		`{__name__=~"a.*"} > 0`:                {nil, true},
		`{job="a"} > 0`:                        {nil, true},
		`vector(1)`:                            {nil, false},
	} {
		read, err := Read(expr)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.names, read.Metrics); diff != "" || read.Pattern != want.pattern {
			t.Errorf("%s: pattern %t, (-want +got):\n%s", expr, read.Pattern, diff)
		}
	}
}

// TestFill puts values in the place of Grafana's variables.
func TestFill(t *testing.T) {
	for expr, want := range map[string]string{
		`rate(x[$__rate_interval])`:                        `rate(x[5m])`,
		`rate(x{job="$job"}[${window}]) / $__interval_ms`:  `rate(x{job="x"}[5m]) / 300000`,
		`increase(x{a=~"${a:regex}",b="[[b]]"}[$__range])`: `increase(x{a=~"x",b="x"}[5m])`,
		`increase(x[${__range_s}s])`:                       `increase(x[300s])`,
		`sum by ($group) (x) > $limit`:                     `sum by (group) (x) > 1`,
		`rate(${metric}_total[5m])`:                        `rate(metric_total[5m])`,
		`rate($metric[5m])`:                                `rate(metric[5m])`,
		`label_replace(x, "a", "$1", "b", "(.*)")`:         `label_replace(x, "a", "$1", "b", "(.*)")`,
		`topk($top, x offset $ago)`:                        `topk(1, x offset 5m)`,
		`max_over_time(x[$__range:$__interval])`:           `max_over_time(x[5m:5m])`,
		`quantile_over_time(0.[[q]], x{$filter="a"}[1h])`:  `quantile_over_time(0.1, x{filter="a"}[1h])`,
	} {
		got := Fill(expr)
		if got != want {
			t.Errorf("%s: %s, want %s", expr, got, want)
		}
		if err := Check(got); err != nil {
			t.Errorf("%s: %v", got, err)
		}
	}
	if _, err := Names(`sum(`); err == nil {
		t.Error("names of what is no PromQL")
	}
	if names, err := Names(Fill(`sum(rate(a[$__interval])) / b`)); err != nil || !cmp.Equal(names, []string{"a", "b"}) {
		t.Errorf("%v %v", names, err)
	}
}

// FuzzRead holds that no text makes the reader panic or go on for ever, and that what it says is in order.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05`, `absent(up{job="a"}) or up == 0`, `time() - x_timestamp_seconds > 3600 unless on () y`,
		`histogram_quantile(0.9, sum by (le) (rate(x_seconds_bucket[5m]))) > 1`, `{{ x }}`, `predict_linear(a_free_bytes[1h], 3600) < 0`, `changes(a[1h:5m] offset 1d) > 0`,
		`clamp(a_total, 1, 5) ^ 2 % 3`, `count_values("v", a) - b > bool 3`, `[[x]] $__range ${a}`, `avg_over_time(up[0s]) > 0`, `a{b="c"} @ end()`, `min_over_time(a[1e9y]) > 1e308`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, err := ReadWith(text, Context{Recordings: map[string]string{"a": text, "b": "a + a"}})
		if (err != nil) != (read.Unreadable != "") {
			t.Fatalf("%v, but %q", err, read.Unreadable)
		}
		for _, s := range read.Sights {
			if s.Window < 0 || s.Until < 0 {
				t.Fatalf("a time before the failure: %+v", s)
			}
			if err == nil && (s.Fires == model.FiresNever || s.Fires == model.FiresUnknown) == (s.Why == "") {
				t.Fatalf("a reason goes with what does not fire or is not known: %+v", s)
			}
		}
		_ = Check(Fill(text))
	})
}

// BenchmarkRead reads all real alerts; the figure is for one.
func BenchmarkRead(b *testing.B) {
	var exprs []string
	for _, v := range nameVectors(b) {
		if v.Kind == "alert" {
			exprs = append(exprs, v.Expr)
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := Read(exprs[i%len(exprs)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParse only parses them.
func BenchmarkParse(b *testing.B) {
	var exprs []string
	for _, v := range nameVectors(b) {
		if v.Kind == "alert" {
			exprs = append(exprs, v.Expr)
		}
	}
	for i := 0; b.Loop(); i++ {
		if err := Check(exprs[i%len(exprs)]); err != nil {
			b.Fatal(err)
		}
	}
}
