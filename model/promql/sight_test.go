package promql

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
)

// sightText writes a sight as the tables below do: "-" never, "?" unknown, "A" always, else when it fires, with
// the slack in scrape intervals, and until when.
func sightText(s model.Sight) string {
	when := fmt.Sprintf("%v -%d +%d", s.Window, s.Early, s.Late)
	switch {
	case s.Fires == model.FiresNever:
		return "-"
	case s.Fires == model.FiresUnknown:
		return "?"
	case s.Fires == model.FiresAlways:
		return "A"
	case s.Untimed:
		return "sometime"
	case s.Ahead > 0:
		return fmt.Sprintf("%v ahead", s.Ahead)
	case s.Fires == model.FiresResolves:
		return fmt.Sprintf("%s until %v", when, s.Until)
	}
	return when
}

// TestSights goes through what the rows of the tables of blindness and detection time do, and through forms that
// no table has.
func TestSights(t *testing.T) {
	const (
		fail, stop, gone, removed, push    = model.AttemptsFail, model.TrafficStops, model.TargetGone, model.TargetRemoved, model.PushEnds
		surge, slow, backlog, age, bound   = model.TrafficSurges, model.AttemptsSlow, model.BacklogGrows, model.AgeGrows, model.BoundReached
		events, differ, date, probe, state = model.EventsCounted, model.ChecksDiffer, model.DateNears, model.ProbeFails, model.StateLost
	)
	for _, c := range []struct {
		expr string
		c    model.Circumstance
		want string
	}{
		// The rows of the detection table.
		{`sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05`, fail, "15s -0 +1"},
		{`sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05`, stop, "-"},
		{`sum(rate(req_total[5m])) == 0`, stop, "5m0s -1 +0"},
		{`sum(rate(req_total[5m])) < 1`, stop, "5m0s -1 +0"},
		{`sum(rate(req_total[5m])) < 0.4 * sum(rate(req_total[5m] offset 1w))`, stop, "3m0s -1 +1 until 168h5m0s"},
		{`absent(x)`, gone, "0s -0 +1"},
		{`up == 0`, gone, "0s -0 +1"},
		{`probe_success == 0`, probe, "0s -0 +1"},
		{`absent(x)`, push, "5m0s -1 +0"},
		{`absent(rate(x[5m]))`, gone, "5m0s -2 +-1"},
		{`time() - job_last_success_timestamp_seconds > 9000`, age, "2h30m0s -0 +0"},
		{`max(oldest_message_age_seconds) > 300`, age, "5m0s -0 +1"},
		{`x offset 1h unless x`, gone, "0s -0 +1 until 1h0m0s"},
		{`absent_over_time(x[10m])`, gone, "10m0s -1 +0"},

		// Burn rates: share of the budget times the period over the window, times 1 - SLO.
		{`sum(rate(err_total[1h])) / sum(rate(req_total[1h])) > 14.4 * 0.001 and sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 14.4 * 0.001`, fail, "51.84s -0 +1"},
		{`sum(rate(err_total[6h])) / sum(rate(req_total[6h])) > 6 * 0.001`, fail, "2m9.6s -0 +1"},
		{`sum(rate(err_total[3d])) / sum(rate(req_total[3d])) > 1 * 0.001`, fail, "4m19.2s -0 +1"},
		{`sum(rate(err_total[1h])) / sum(rate(req_total[1h])) > 36 * 0.001`, fail, "2m9.6s -0 +1"},
		{`sum(rate(err_total[10m])) / sum(rate(req_total[10m])) > 0.001`, fail, "600ms -0 +1"},
		{`job:slo_errors:ratio_rate1h{job="a"} > 14.4 * 0.001`, fail, "51.84s -0 +1"},
		{`slo:sli_error:ratio_rate1h > 14.4 * (1 - 0.9)`, fail, "-"},

		// The same said in other ways.
		{`0.05 < sum(rate(err_total[5m])) / sum(rate(req_total[5m]))`, fail, "15s -0 +1"},
		{`100 * sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 5`, fail, "15s -0 +1"},
		{`1 - sum(rate(ok_total[5m])) / sum(rate(req_total[5m])) > 0.05`, fail, "15s -0 +1"},
		{`(sum(rate(req_total[5m])) - sum(rate(ok_total[5m]))) / sum(rate(req_total[5m])) > 0.05`, fail, "15s -0 +1"},
		{`sum(rate(err_total[5m])) / (sum(rate(err_total[5m])) + sum(rate(ok_total[5m]))) > 0.05`, fail, "15s -0 +1"},
		{`sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05`, fail, "15s -0 +1"},
		{`sum(rate(http_requests_total{code!~"2.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05`, fail, "15s -0 +1"},
		{`sum(rate(http_requests_total{code=~"2.."}[5m])) / sum(rate(http_requests_total[5m])) < 0.95`, fail, "15s -1 +1"},
		{`sum(rate(grpc_client_handled_total{grpc_code!="OK"}[5m])) / sum(rate(grpc_client_handled_total[5m])) > 0.05`, fail, "15s -0 +1"},
		{`sum(increase(err_total[5m])) / sum(increase(req_total[5m])) > 0.05`, fail, "15s -0 +1"},
		{`avg_over_time((sum(rate(err_total[5m])) / sum(rate(req_total[5m])))[10m:1m]) > 0.5`, fail, "7m30s -0 +1"},
		{`label_replace(sum by (a) (rate(err_total[5m])) / sum by (a) (rate(req_total[5m])), "b", "c", "", "") > 0.05`, fail, "15s -0 +1"},
		{`vector(scalar(sum(rate(err_total[5m])) / sum(rate(req_total[5m])))) > 0.05`, fail, "15s -0 +1"},
		{`(sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05) and sum(rate(req_total[5m])) > 1`, fail, "15s -0 +1"},
		{`(sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05) and sum(rate(req_total[5m])) > 1`, stop, "-"},
		{`(sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05) unless on () maintenance == 1`, fail, "15s -0 +1"},
		{`clamp_max(sum(rate(err_total[5m])) / sum(rate(req_total[5m])), 0.5) > 0.05`, fail, "15s -0 +1"},
		{`clamp_max(sum(rate(err_total[5m])) / sum(rate(req_total[5m])), 0.5) > 0.5`, fail, "-"},
		{`rate(err_total[5m]) > 0`, fail, "0s -0 +1"},
		{`rate(err_total[5m]) > 5`, fail, "?"},
		{`rate(err_total[5m]) > 5`, gone, "-"},
		{`sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05 or absent(req_total)`, removed, "0s -0 +1"},

		// Traffic.
		{`changes(req_total[10m]) == 0`, stop, "10m0s -1 +0"},
		{`(sum(rate(req_total[5m])) or vector(0)) == 0`, push, "5m0s -2 +-1"},
		{`sum by (job) (rate(req_total[5m])) or vector(0) == 0`, stop, "A"},
		{`rate(req_total[5m]) / rate(req_total[5m] offset 1d) > 3`, surge, "0s -0 +1 until 24h0m0s"},
		{`sum(rate(req_total[5m])) > 1000`, surge, "0s -0 +1"},
		{`sum(rate(req_total[5m])) > 1000`, stop, "-"},
		{`sum(rate(orders_total[10m])) * 60 < 5`, stop, "10m0s -1 +0"},
		{`sum(rate(orders_total[10m])) * 60 < 5`, fail, "10m0s -1 +0"},

		// Latency.
		{`histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1`, slow, "3s -0 +1"},
		{`histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1`, stop, "-"},
		{`histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1`, fail, "?"},
		{`rate(rpc_duration_seconds_sum[5m]) / rate(rpc_duration_seconds_count[5m]) > 0.3`, slow, "0s -0 +1"},
		{`sum(rate(x_duration_seconds_bucket{le="0.3"}[5m])) / sum(rate(x_duration_seconds_count[5m])) < 0.9`, slow, "30s -1 +1"},
		{`sum(rate(x_duration_seconds_bucket{le="0.3"}[5m])) / sum(rate(x_duration_seconds_count[5m])) < 0.9`, stop, "-"},

		// Backlogs, ages, bounds, dates, states, probes, events, checks.
		{`sum by (group) (kafka_consumergroup_lag) > 1000`, backlog, "sometime"},
		{`sum by (group) (kafka_consumergroup_lag) > 1000`, stop, "?"},
		{`replication_lag_seconds > 30`, age, "30s -0 +1"},
		{`avg_over_time(replication_lag_seconds[1m]) > 30`, age, "1m0s -0 +1"},
		{`time() - x_last_success_timestamp_seconds > 3600 or absent(x_last_success_timestamp_seconds)`, push, "5m0s -1 +0"},
		{`time() - x_last_success_timestamp_seconds > 3600`, push, "-"},
		{`changes(x_last_success_timestamp_seconds[1h]) == 0`, age, "1h0m0s -1 +0"},
		{`pg_stat_activity_count / pg_settings_max_connections > 0.8`, bound, "0s -0 +1"},
		{`pg_stat_activity_count / pg_settings_max_connections > 80`, bound, "-"},
		{`1 - node_filesystem_free_bytes / node_filesystem_size_bytes > 0.9`, bound, "0s -0 +1"},
		{`node_filesystem_avail_bytes < 1e9`, bound, "0s -0 +1"},
		{`predict_linear(node_filesystem_avail_bytes[6h], 4 * 3600) < 0`, bound, "0s -0 +1"},
		{`probe_ssl_earliest_cert_expiry - time() < 86400 * 30`, date, "720h0m0s ahead"},
		{`(probe_ssl_earliest_cert_expiry - time()) / 86400 < 7 and probe_ssl_earliest_cert_expiry > time()`, date, "168h0m0s ahead"},
		{`rabbitmq_queue_consumers == 0`, state, "0s -0 +1"},
		{`redis_connected_slaves < 1`, state, "0s -0 +1"},
		{`mysql_slave_status_slave_io_running != 1`, state, "0s -0 +1"},
		{`min_over_time(replica_connected[10m]) < 1`, state, "0s -0 +1"},
		{`max_over_time(replica_connected[10m]) < 1`, state, "10m0s -1 +0"},
		{`avg_over_time(replica_connected[10m]) < 0.5`, state, "5m0s -1 +1"},
		{`cluster_degraded == 1`, state, "0s -0 +1"},
		{`avg_over_time(probe_success[10m]) < 0.9`, probe, "1m0s -1 +1"},
		{`increase(messages_dead_letter_total[10m]) > 0`, events, "0s -0 +1"},
		{`increase(orders_duplicates_total[10m]) > 3`, events, "?"},
		{`sum(increase(orders_created_total[1h])) != sum(increase(orders_sent_total[1h]))`, differ, "0s -0 +1"},
		{`abs(sum(increase(orders_created_total[1h])) - sum(increase(orders_sent_total[1h]))) > 10`, differ, "0s -0 +1"},

		{`max_over_time(mysql_global_status_threads_connected[1m]) / mysql_global_variables_max_connections > 0.8`, bound, "0s -0 +1"},

		{`kafka_consumergroup_lag > 1000 and on (group) kafka_group_consumers == 0`, backlog, "?"},
		{`kafka_consumergroup_lag > 1000 and on (group) kafka_group_role == 1`, backlog, "sometime"},
		{`kafka_consumergroup_lag > 1000 and kafka_group_role == 1`, backlog, "?"},
		{`count(count by (hash) (config_hash_info)) > 1`, differ, "?"},
		{`sum(rate(rpc_server_duration_seconds_count{rpc_grpc_status_code!="0"}[5m])) / sum(rate(rpc_server_duration_seconds_count[5m])) > 0.05`, fail, "15s -0 +1"},
		{`sum(rate(nginx_requests_total{status!~"[4-5].*"}[5m])) / sum(rate(nginx_requests_total[5m])) < 0.95`, fail, "15s -1 +1"},

		// What a gauge on the right only qualifies or suppresses.
		{`sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05 unless on() (maintenance_mode_enabled == 1)`, fail, "15s -0 +1"},
		{`sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05 unless on() maintenance_active`, fail, "15s -0 +1"},
		{`sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.05 unless sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 0.5`, fail, "15s -0 +1 until 2m30s"},
		{`(mysql_slave_status_slave_io_running and on (instance) mysql_slave_status_master_server_id > 0) == 0`, state, "0s -0 +1"},
		{`(mysql_slave_status_slave_io_running and on (instance) server_enabled == 1) == 0`, state, "0s -0 +1"},
		{`(mysql_slave_status_slave_io_running and on (instance) mysql_slave_status_slave_io_running == 1) == 0`, state, "-"},
		{`((mysql_slave_status_seconds_behind_master - mysql_slave_status_sql_delay) and on (instance) mysql_slave_status_master_server_id > 0) > 30`, age, "sometime"},
		{`(x_seconds_behind and on (instance) x_server_version > 0) > 30`, age, "30s -0 +1"},
		{`x_lag > 30 and on (instance) y_is_replica == 1`, backlog, "sometime"},

		// What counts in more than one way, or in an unusual one.
		{`mongodb_rs_members_replication_lag > 30`, age, "sometime"},
		{`mongodb_rs_members_replication_lag > 30`, backlog, "sometime"},
		{`kafka_consumergroup_lag > 1000`, age, "?"},
		{`bull_jobs_waiting > 100`, backlog, "sometime"},
		{`bull_jobs{state="waiting"} > 100`, backlog, "sometime"},
		{`rabbitmq_queue_messages_ready{queue=~".*dead-letter.*"} > 0`, events, "0s -0 +1"},
		{`aws_sqs_approximate_number_of_messages_visible_average{queue_name="orders-dlq"} > 10`, events, "sometime"},
		{`rabbitmq_queue_messages_ready{queue!~".*dlq"} > 10`, events, "?"},
		{`rate(go_sql_wait_duration_seconds_total[5m]) > 0.1`, bound, "0s -0 +1"},
		{`github_rate_limit_remaining / github_rate_limit_limit < 0.1`, bound, "0s -0 +1"},
		{`sum by (x) (pg_stat_activity_count) > min by (x) (pg_settings_max_connections * 0.8)`, bound, "0s -0 +1"},
		{`pg_stat_activity_count > 80`, bound, "?"},
		{`resilience4j_circuitbreaker_failure_rate > 50`, fail, "0s -0 +1"},
		{`resilience4j_circuitbreaker_state{state="open"} == 1`, fail, "0s -0 +1"},
		{`resilience4j_circuitbreaker_state{state="closed"} == 1`, fail, "?"},
		{`etl_last_run_rows_loaded < 1000`, stop, "0s -0 +1"},
		{`time() - kube_cronjob_next_schedule_time > 3600`, age, "1h0m0s -0 +0"},
		{`prometheus_remote_storage_highest_timestamp_in_seconds - ignoring (url) group_right prometheus_remote_storage_queue_highest_sent_timestamp_seconds > 120`, age, "2m0s -0 +1"},
		{`histogram_quantile(0.99, sum(rate(checkout_seconds[5m]))) > 1`, slow, "3s -0 +1"},
		{`histogram_quantile(0.99, sum(rate(response_size_bytes[5m]))) > 1e6`, slow, "?"},

		// Traffic against its own past stops telling of a failure when that is the past.
		{`sum(rate(req_total[5m])) / sum(rate(req_total[5m] offset 1w)) < 0.5`, stop, "2m30s -1 +1 until 168h5m0s"},
		{`sum(rate(req_total[30m])) == 0 and sum(rate(req_total[30m] offset 1h)) > 0`, stop, "30m0s -1 +0 until 1h30m0s"},
		{`rate(req_total[5m]) < 0.25 * avg_over_time(rate(req_total[5m])[1d:5m])`, stop, "3m45.073s -1 +1 until 24h5m0s"},
		{`req_total offset 1d unless req_total`, removed, "0s -0 +1 until 24h0m0s"},

		// What tells of others stays.
		{`up * on (job) group_left (team) service_info == 0`, gone, "0s -0 +1"},
		{`(x offset 1h unless x) and on (job) service_info`, removed, "0s -0 +1 until 1h0m0s"},
		{`absent(service_info)`, removed, "0s -0 +1"},

		// Shares of a hundred, by what they are compared with.
		{`disk_utilization > 80`, bound, "0s -0 +1"},
		{`disk_utilization > 0.8`, bound, "0s -0 +1"},
		{`max by (a) (disk_usage_ratio) >= 95`, bound, "0s -0 +1"},
		{`service_error_ratio > 5`, fail, "0s -0 +1"},
		{`service_error_ratio * 100 > 5`, fail, "0s -0 +1"},
		{`service_error_ratio > 1.5`, fail, "-"},
		{`service_error_ratio > 100`, fail, "-"},

		// Sets of targets.
		{`count(up == 0) / count(up) > 0.5`, gone, "0s -0 +1"},
		{`sum(up) < 1`, gone, "0s -0 +1"},
		{`sum(up) < 1`, removed, "-"},
		{`count(up == 1) < 1`, gone, "-"},
		{`absent(up == 1)`, gone, "0s -0 +1"},
		{`avg_over_time(up[10m]) < 0.5`, gone, "5m0s -1 +1"},

		// What nobody can know, and what is always so.
		{`frobnication > 3`, fail, "?"},
		{`frobnication > 3`, removed, "-"},
		{`vector(1)`, fail, "A"},
		{`x_errors_total / x_requests_total > bool 0.5`, fail, "A"},
		{`rate(err_total[5m]) * on (job) group_left (team) owners > 0 and on () hour() >= 8`, fail, "?"},
		{`err_total @ 1 > 0`, fail, "?"},
	} {
		read, err := Read(c.expr)
		if err != nil {
			t.Fatalf("%s: %v", c.expr, err)
		}
		if got := sightText(read.Sights[c.c]); got != c.want {
			t.Errorf("%s\nin circumstance %d: %s (%s), want %s", c.expr, c.c, got, read.Sights[c.c].Why, c.want)
		}
		for i, s := range read.Sights {
			if (s.Fires == model.FiresNever || s.Fires == model.FiresUnknown) == (s.Why == "") {
				t.Errorf("%s: circumstance %d: %+v: a reason goes with what does not fire or is not known", c.expr, i, s)
			}
		}
	}
}

// TestMeasures goes through what expressions measure, and at which end.
func TestMeasures(t *testing.T) {
	for _, c := range []struct{ expr, want string }{
		{`sum(rate(http_client_requests_total{status=~"5.."}[5m])) / sum(rate(http_client_requests_total[5m])) > 0.05`, "errors at from"},
		{`sum(rate(istio_requests_total{reporter="destination",response_code=~"5.*"}[5m])) / sum(rate(istio_requests_total{reporter="destination"}[5m])) > 0.05`, "errors at to"},
		{`sum(rate(istio_requests_total{reporter="source"}[5m])) == 0`, "traffic at from"},
		{`histogram_quantile(0.9, sum by (le) (rate(http_server_request_duration_seconds_bucket[5m]))) > 1`, "latency at to"},
		{`probe_success == 0`, "synthetic at outside"},
		{`probe_ssl_earliest_cert_expiry - time() < 604800`, "expiry at outside"},
		{`up{job="a"} == 0`, "up"},
		{`absent(up{job="a"})`, "up absence"},
		{`absent(shop_orders_total)`, "value absence"},
		{`kafka_consumergroup_lag > 100`, "lag-depth"},
		{`mysql_slave_status_replication_lag > 100`, "lag-depth lag-age"},
		{`rabbitmq_queue_messages_ready{queue="orders.dlq"} > 0`, "dead-letter"},
		{`resilience4j_circuitbreaker_failure_rate > 50`, "errors at from"},
		{`rate(go_sql_wait_duration_seconds_total[5m]) > 0.1`, "saturation at from"},
		{`github_rate_limit_remaining / github_rate_limit_limit < 0.1`, "saturation"},
		{`etl_last_run_rows_loaded < 1000`, "traffic"},
		{`histogram_quantile(0.99, sum(rate(checkout_seconds[5m]))) > 1`, "latency"},
		{`rate(x_requests_total{zone="a"}[5m]) / rate(x_requests_total[5m]) > 0.5`, ""},
		{`time() - backup_last_success_timestamp_seconds > 90000`, "freshness"},
		{`rate(traces_service_graph_request_failed_total[5m]) / rate(traces_service_graph_request_total[5m]) > 0.1`, "errors at from"},
		{`sum(rate(shop_orders_total[5m])) < 1`, "value"},
		{`rate(events_duplicates_total[5m]) > 0`, "duplicates"},
		{`rabbitmq_queue_consumers == 0`, "state"},
		{`pgbouncer_pools_client_waiting_connections > 5`, "saturation at from"},
		{`sum(increase(created_messages_total[1h])) != sum(increase(sent_messages_total[1h]))`, "reconcile"},
		{`vector(1)`, "heartbeat"},
		{`rate(process_cpu_seconds_total[5m]) > 0.9`, "cause"},
		{`frobnication > 3`, ""},
	} {
		read, err := Read(c.expr)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, s := range read.Measures {
			words = append(words, s.String())
		}
		if read.At != 0 {
			words = append(words, "at", read.At.String())
		}
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.expr, got, c.want)
		}
	}
}

// TestFaults goes through conditions that are of no use.
func TestFaults(t *testing.T) {
	for expr, want := range map[string]string{
		`sum(rate(err_total[1h])) / sum(rate(req_total[1h])) > 14.4 * 0.1`: "a share of attempts never gets above 1.44",
		`sum(rate(err_total[1h])) / sum(rate(req_total[1h])) > 1`:          "a share of attempts never gets above 1",
		`100 * sum(rate(err_total[1h])) / sum(rate(req_total[1h])) > 5`:    "",
		`sum(rate(err_total[1h])) / sum(rate(req_total[1h])) > bool 0.05`:  "it fires all the time, whatever its metrics say",
		`pg_stat_activity_count / pg_settings_max_connections > 80`:        "a share of a bound never gets above 80",
		`vector(1)`: "",
		`sum(rate(err_total[1h])) / sum(rate(req_total[1h])) > 0.05`:                   "",
		`sum(rate(err_total[5m])) / sum(rate(req_total[5m])) > 1 or absent(req_total)`: "",
	} {
		read, err := Read(expr)
		if err != nil {
			t.Fatal(err)
		}
		if read.Fault != want {
			t.Errorf("%s: %q, want %q", expr, read.Fault, want)
		}
	}
}

// TestRecordings looks through recording rules, rings of them included.
func TestRecordings(t *testing.T) {
	c := Context{Recordings: map[string]string{
		"a":    `sum(rate(err_total[5m])) / sum(rate(req_total[5m]))`,
		"b":    `a`,
		"loop": `loop + loop`,
		"bad":  `sum(`,
	}}
	for expr, want := range map[string]string{
		`a > 0.05`: "15s -0 +1", `b > 0.05`: "15s -0 +1", `max_over_time(b[5m]) > 0.05`: "15s -0 +1", `b offset 1m > 0.05`: "1m15s -0 +1",
		`loop > 1`: "?", `bad > 1`: "?",
	} {
		read, err := ReadWith(expr, c)
		if err != nil {
			t.Fatal(err)
		}
		if got := sightText(read.Sights[model.AttemptsFail]); got != want {
			t.Errorf("%s: %s, want %s", expr, got, want)
		}
	}
}

// TestWindows goes through the stretches of time that expressions look back over.
func TestWindows(t *testing.T) {
	for expr, want := range map[string][3]time.Duration{
		`x > 1`:                             {},
		`rate(x[5m]) > rate(x[1h])`:         {5 * time.Minute, time.Hour, 5 * time.Minute},
		`max_over_time(rate(x[5m])[1h:1m])`: {5 * time.Minute, time.Hour, 5 * time.Minute},
		`absent_over_time(x[1m])`:           {time.Minute, time.Minute, 0},
		`job:errors:ratio_30m > 0.1`:        {30 * time.Minute, 30 * time.Minute, 0},
	} {
		read, err := Read(expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]time.Duration{read.Window, read.Longest, read.Pair}; got != want {
			t.Errorf("%s: %v, want %v", expr, got, want)
		}
	}
}
