package promql

import (
	"testing"

	"github.com/linewalk/linewalk/model"
)

// TestMisread holds that only the shape of an expression makes it certain that it does not fire, and what a metric is
// called does not.
func TestMisread(t *testing.T) {
	const (
		never   = model.FiresNever
		unknown = model.FiresUnknown
	)
	for _, c := range []struct {
		expr string
		c    model.Circumstance
		want model.Fires
	}{
		// The shape decides.
		{`absent(x_requests_total)`, model.AttemptsFail, never},
		{`x_lag offset 1h unless x_lag`, model.AgeGrows, never},
		{`up == 0`, model.AttemptsFail, never},
		{`sum(scrape_samples_scraped) < 1`, model.BacklogGrows, never},
		{`x_errors_total / x_requests_total > 0.5`, model.TargetGone, never},
		{`rate(x_errors_total[5m]) / rate(x_requests_total[5m]) > 0.5`, model.TrafficStops, never},
		{`rate(x_errors_total[5m]) / rate(x_requests_total[5m]) > 1`, model.AttemptsFail, never},
		{`rate(x_requests_total[5m]) == 0`, model.AttemptsFail, never},
		{`rate(x_requests_total[5m]) < 5`, model.AttemptsSlow, never},
		{`count(service_info) < 2`, model.AttemptsFail, never},

		// The words of a public instrumentation do, too, and so does the health of a box.
		{`rate(x_requests_total{code=~"5.."}[5m]) / rate(x_requests_total[5m]) > 0.5`, model.AgeGrows, never},
		{`rate(process_cpu_seconds_total[5m]) > 0.9`, model.AttemptsFail, never},
		{`rate(process_cpu_seconds_total[5m]) > 0.9`, model.BoundReached, unknown},

		// Only the name does.
		{`rate(x_requests_total[5m]) > 5`, model.AttemptsFail, unknown},
		{`rate(x_requests_total[5m]) == 0`, model.AgeGrows, unknown},
		{`rate(x_requests_total{kind="bad"}[5m]) / rate(x_requests_total[5m]) > 0.1`, model.AttemptsFail, unknown},
		{`rate(x_requests_total{result="odd"}[5m]) / rate(x_requests_total[5m]) > 0.1`, model.AttemptsFail, unknown},
		{`increase(x_runs_total{status="success"}[1d]) < 1`, model.AgeGrows, unknown},
		{`certmanager_certificate_ready_status{condition="True"} == 0`, model.DateNears, unknown},
		{`x_queue_size > 100`, model.AgeGrows, unknown},
		{`x_connected == 0`, model.BoundReached, unknown},
		{`x_errors_total > 5 and x_connected == 0`, model.AttemptsFail, unknown},
		{`foo_count > 80`, model.BoundReached, unknown},
		{`time() - x_last_success_timestamp_seconds > 3600`, model.StateLost, unknown},
	} {
		read, err := Read(c.expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := read.Sights[c.c]; got.Fires != c.want || got.Why == "" {
			t.Errorf("%s: in circumstance %d %v (%s), want %v", c.expr, c.c, got.Fires, got.Why, c.want)
		}
	}
}
