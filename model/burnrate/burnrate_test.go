package burnrate

import (
	"testing"
	"time"
)

// The figures are those of table 5-8 of the SRE Workbook and of its example for a budget of 30 days.
func TestSpending(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	tests := []struct {
		percent float64
		long    time.Duration
		want    float64
	}{
		{2, hour, 14.4},
		{5, 6 * hour, 6},
		{10, day, 3},
		{10, 3 * day, 1},
		{5, hour, 36},
	}
	for _, test := range tests {
		if got := Spending(test.percent, 30*day, test.long, test.long/12); got.Factor != test.want || got.Short != test.long/12 {
			t.Errorf("%v%% in %s: %v, want a factor of %v", test.percent, test.long, got, test.want)
		}
	}
}

func TestAny(t *testing.T) {
	pairs := []Pair{{5 * time.Minute, time.Hour, 14.4}, {30 * time.Minute, 6 * time.Hour, 6}}
	ratio := func(window time.Duration) string { return "errors" + window.String() }
	const want = "((errors5m0s) > (14.4 * 0.001) and (errors1h0m0s) > (14.4 * 0.001)) or " +
		"((errors30m0s) > (6 * 0.001) and (errors6h0m0s) > (6 * 0.001))"
	if got := Any(pairs, Of(ratio, "0.001")); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestNumber(t *testing.T) {
	tests := []struct {
		x    float64
		want string
	}{
		{14.4, "14.4"}, {6, "6"}, {0.0009999999999999432, "0.0009999999999999432"}, {0.00001, "1e-05"}, {0, "0"},
	}
	for _, test := range tests {
		if got := Number(test.x); got != test.want {
			t.Errorf("%v is written %s, want %s", test.x, got, test.want)
		}
	}
}
