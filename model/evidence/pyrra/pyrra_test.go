package pyrra

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestParseSelector(t *testing.T) {
	tests := []struct{ text, name, matchers string }{ // no name: it is no selector
		{"up", "up", ""},
		{" job:up:sum ", "job:up:sum", ""},
		{"up{}", "up", ""},
		{`up{job="a", instance=~'b.*',}`, "up", `job="a" instance=~"b.*"`},
		{"up{ job != `a\\b` , x !~ \"y\" }", "up", `job!="a\\b" x!~"y"`},
		{`{__name__="up",job="a"}`, "up", `job="a"`},
		{`up{path="a,b}c\"d"}`, "up", `path="a,b}c\"d"`},
		{`up{path='it\'s "so"'}`, "up", `path="it's \"so\""`},
		{"", "", ""},
		{"{}", "", ""},
		{"sum(up)", "", ""},
		{"up[5m]", "", ""},
		{"up offset 5m", "", ""},
		{`up{job="a"`, "", ""},
		{`up{job}`, "", ""},
		{`up{job="a" x="b"}`, "", ""},
		{`up{job="a}`, "", ""},
		{`up{job==a}`, "", ""},
	}
	for _, test := range tests {
		s, ok := parseSelector(test.text)
		var matchers []string
		for _, m := range s.matchers {
			matchers = append(matchers, m.String())
		}
		if got := strings.Join(matchers, " "); ok != (test.name != "") || ok && (s.name != test.name || got != test.matchers) {
			t.Errorf("%q is %q with %s, %v; want %q with %s", test.text, s.name, got, ok, test.name, test.matchers)
		}
	}
}

// TestBurns has the windows that Pyrra documents for 28 days, and those it makes for others.
func TestBurns(t *testing.T) {
	const day = 24 * time.Hour
	tests := []struct {
		window time.Duration
		want   string // short, long and pending of each
	}{
		{28 * day, "5m0s 1h0m0s 2m0s, 30m0s 6h0m0s 15m0s, 2h0m0s 24h0m0s 1h0m0s, 6h0m0s 96h0m0s 3h0m0s"},
		{14 * day, "3m0s 30m0s 1m0s, 15m0s 3h0m0s 8m0s, 1h0m0s 12h0m0s 30m0s, 3h0m0s 48h0m0s 1h30m0s"},
		{7 * day, "1m0s 15m0s 1m0s, 8m0s 1h30m0s 4m0s, 30m0s 6h0m0s 15m0s, 1h30m0s 24h0m0s 45m0s"},
		{30 * day, "5m0s 1h4m0s 2m0s, 32m0s 6h26m0s 16m0s, 2h9m0s 25h43m0s 1h4m0s, 6h26m0s 102h51m0s 3h13m0s"},
	}
	for _, test := range tests {
		var got []string
		for _, b := range burns(test.window) {
			got = append(got, fmt.Sprint(b.Short, b.Long, b.pending))
		}
		if joined := strings.Join(got, ", "); joined != test.want {
			t.Errorf("over %s: %s, want %s", test.window, joined, test.want)
		}
	}
}

// TestAbsentFor adds up the delay of the fastest alert on the burn rate by hand: 14 times the budget
// of its long window, and what it waits.
func TestAbsentFor(t *testing.T) {
	const week = 7 * 24 * time.Hour
	tests := []struct {
		target float64
		window time.Duration
		want   time.Duration
	}{
		{0.99, 4 * week, 10 * time.Minute},  // 14 * 1% * 60m = 8m24s, and 2m
		{0.999, 4 * week, 3 * time.Minute},  // 50s, and 2m
		{0.90, 4 * week, 86 * time.Minute},  // 84m, and 2m
		{0.99, 1 * week, 3 * time.Minute},   // 14 * 1% * 15m = 2m6s, and 1m
		{0.995, 2 * week, 3 * time.Minute},  // 14 * 0.5% * 30m = 2m6s, and 1m
		{0.9999, 4 * week, 2 * time.Minute}, // 5s, and 2m
	}
	for _, test := range tests {
		if got := (objective{target: test.target, window: test.window}).absentFor(); got != test.want {
			t.Errorf("%v over %s: %s, want %s", test.target, test.window, got, test.want)
		}
	}
}
