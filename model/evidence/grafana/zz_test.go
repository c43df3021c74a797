package grafana_test

import (
	"fmt"
	"testing"

	"github.com/linewalk/linewalk/model/promql"
)

func TestZZ(t *testing.T) {
	for _, q := range []string{"absent(up == 0)", "absent(absent(up))", "absent(rate(errors_total[5m]) > 0.1)", "absent(queue_size > queue_capacity * 0.8)", "absent(rate(send_failed_total[5m]))", "(up == 0) != 0", "(up == 0) > 0", "(absent(up)) > 0", "absent(sum(rate(x_total[5m])) < bool 1)", "last_over_time((up)[600s:]) < 1", "avg_over_time((rate(http_requests_total{code=~\"5..\"}[5m]))[600s:]) > 5", "absent(a) or absent(b)", "absent(up)"} {
		c, err := promql.Read(q)
		fmt.Println(q, err, "FAULT", c.Fault, c.Metrics, c.Window)
		for i, s := range c.Sights[:6] {
			fmt.Print("   ", i, s.Fires, s.Window, s.Why)
		}
		fmt.Println()
	}
}
