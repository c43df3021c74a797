package promql

import (
	"strings"
	"testing"
	"time"
)

// TestBoundedWork holds that expressions made to be slow are not.
func TestBoundedWork(t *testing.T) {
	nested := "err_total / req_total"
	for range 40 {
		nested = "avg_over_time((" + nested + ")[7m:1m])"
	}
	c := Context{Recordings: map[string]string{
		"a": "(a and a) or (a and a) and (a or a) > 1", "b": "a + a", "c": "avg_over_time(c[5m]) / max_over_time(c[3m] offset 1h)",
	}}
	for _, expr := range []string{
		nested + " > 1", "b > 1", "c > 1", "up" + strings.Repeat(" or up", 2000), "up" + strings.Repeat(" + up", 2000) + " > 1",
		strings.Repeat("clamp(", 300) + "rate(err_total[5m])" + strings.Repeat(", 0, 1)", 300) + " > 0.5", strings.Repeat("-", 5000) + "up > 1",
	} {
		start := time.Now()
		if _, err := ReadWith(expr, c); err != nil {
			t.Fatalf("%.60s: %v", expr, err)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%.60s: %v", expr, took)
		}
	}
}
