package suggest

import (
	"fmt"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/promql"
)

func TestScratch(t *testing.T) {
	names := []string{"Fail", "Stops", "Gone", "Removed", "PushEnds", "Born", "Surge", "Slow", "Backlog", "Age", "Bound", "Events", "Differ", "Date", "Probe", "State"}
	for _, e := range []string{
		`sum(rate(REPLACE_a_b_errors_total[5m])) / sum(rate(REPLACE_a_b_requests_total[5m])) > 0.05`,
		`sum(rate(traces_service_graph_request_failed_total{client="a",server="b"}[5m])) / sum(rate(traces_service_graph_request_total{client="a",server="b"}[5m])) > 0.05`,
		`sum(rate(REPLACE_a_b_errors_total[5m])) / sum(rate(REPLACE_a_b_requests_total[5m])) > 0.05 and sum(rate(REPLACE_a_b_requests_total[5m])) > 0.1 * sum(rate(REPLACE_a_b_requests_total[1d]))`,
		`sum(rate(REPLACE_a_b_errors_total[5m])) / sum(rate(REPLACE_a_b_requests_total[5m])) > 0.05 and sum(increase(REPLACE_a_b_errors_total[10m])) >= 3`,
		`sum(increase(REPLACE_a_b_errors_total[1h])) > 0`,
		`histogram_quantile(0.99, sum by (le) (rate(REPLACE_a_b_duration_seconds_bucket[5m]))) > 2`,
		`(sum(rate(REPLACE_a_b_requests_total[5m])) or vector(0)) == 0`,
		`(sum(rate(REPLACE_a_b_requests_total[10m])) or vector(0)) < 0.2 * sum(rate(REPLACE_a_b_requests_total[10m] offset 1w))`,
		`sum(rate(REPLACE_a_b_requests_total[5m])) > 3 * sum(rate(REPLACE_a_b_requests_total[5m] offset 1w))`,
		`sum(increase(REPLACE_a_b_runs_total[25h])) > 1`,
		`sum(REPLACE_a_b_in_use) / sum(REPLACE_a_b_limit) > 0.9`,
		`max(REPLACE_a_b_usage_ratio) > 0.9`,
		`(sum(REPLACE_a_b_consumers) or vector(0)) == 0`,
		`(min(REPLACE_a_b_connected) or vector(0)) == 0`,
		`max(REPLACE_a_b_lag_seconds) > 120`,
		`max(REPLACE_a_b_lag_seconds) > 120 or absent(REPLACE_a_b_lag_seconds)`,
		`sum(REPLACE_a_b_queue_depth) > 1000`,
		`sum(deriv(REPLACE_a_b_queue_depth[15m])) > 0`,
		`sum(REPLACE_a_b_queue_depth) > 3 * sum(avg_over_time(REPLACE_a_b_queue_depth[1d]))`,
		`time() - max(REPLACE_a_b_last_success_timestamp_seconds) > 7200 or absent(REPLACE_a_b_last_success_timestamp_seconds)`,
		`time() - max(REPLACE_a_b_last_heartbeat_timestamp_seconds) > 300 or absent(REPLACE_a_b_last_heartbeat_timestamp_seconds)`,
		`min(REPLACE_a_b_expiry_timestamp_seconds) - time() < 21 * 86400`,
		`min(probe_ssl_earliest_cert_expiry{instance="b"}) - time() < 21 * 86400`,
		`(max(probe_success{instance="b"}) or vector(0)) == 0`,
		`(max(REPLACE_a_b_probe_success) or vector(0)) == 0`,
		`(sum(rate(REPLACE_book_value_total[10m])) or vector(0)) < 0.3 * sum(rate(REPLACE_book_value_total[10m] offset 1w))`,
		`abs(sum(increase(REPLACE_a_b_sent_total[1h])) - sum(increase(REPLACE_a_b_received_total[1h]))) > 0`,
		`sum(increase(REPLACE_a_b_sent_total[1h])) - sum(increase(REPLACE_a_b_received_total[1h] offset 5m)) > 0`,
		`sum(increase(REPLACE_a_b_checksum_mismatches_total[10m])) > 0`,
		`sum(increase(REPLACE_a_b_duplicates_total[15m])) > 0`,
		`sum(rate(REPLACE_a_b_duplicates_total[15m])) / sum(rate(REPLACE_a_b_messages_total[15m])) > 0.01`,
		`sum(increase(REPLACE_a_b_dead_letters_total[15m])) > 0`,
		`(sum(increase(REPLACE_a_b_messages_total[1h])) or vector(0)) == 0`,
		`max(REPLACE_a_b_entry_age_seconds) > 120`,
		`sum(pg_stat_activity_count) / max(pg_settings_max_connections) > 0.9`,
		`sum(REPLACE_orders_payments_requests_total) == 0`,
		`time() - min(rabbitmq_queue_head_message_timestamp{queue="x"}) > 120`,
		`max(kafka_consumergroup_lag) > 1000`,
		`up{job="b"} == 0 or absent(up{job="b"})`,
		`(max(up{job="b"}) or vector(0)) == 0`,
		`sum(increase(REPLACE_a_b_errors_total{x="a"}[10m])) > 0`,
	} {
		c, err := promql.Read(e)
		if err != nil {
			fmt.Println("ERR", e, err)
			continue
		}
		fmt.Printf("%s\n   measures=%v at=%v window=%v fault=%q labels=%v open=%v\n   ", e, c.Measures, c.At, c.Window, c.Fault, c.Labels, c.Open)
		for i, s := range c.Sights {
			switch s.Fires {
			case model.FiresYes:
				fmt.Printf("%s:Y(%v,%d,%d,u%v) ", names[i], s.Window, s.Early, s.Late, s.Untimed)
			case model.FiresNever:
			default:
				fmt.Printf("%s:%s(%s) ", names[i], s.Fires, s.Why)
			}
		}
		fmt.Println()
	}
}
