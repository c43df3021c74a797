package promql

import (
	"testing"

	"github.com/linewalk/linewalk/model"
)

// TestVantage goes through the ends at which metrics are counted.
func TestVantage(t *testing.T) {
	for at, selectors := range map[model.Vantage][]string{
		0: {
			// What waits in a broker.
			`kafka_consumergroup_lag`, `kafka_consumergroup_group_max_lag_seconds`, `kafka_consumer_fetch_manager_records_lag`, `jetstream_consumer_num_pending`,
			`rabbitmq_queue_messages_ready`, `aws_sqs_approximate_number_of_messages_visible_average`, `sidekiq_queue_latency_seconds`, `kafka_consumergroup_current_offset`,

			// What a proxy counts of both its sides, or of the one that it is called on.
			`haproxy_frontend_http_responses_total`, `traefik_entrypoint_requests_total`, `nginx_ingress_controller_requests`, `nginx_http_requests_total`, `envoy_http_downstream_rq_xx`,
			`kong_http_requests_total`, `caddy_http_request_duration_seconds_count`, `aws_applicationelb_httpcode_elb_5_xx_count_sum`, `envoy_server_live`,

			// What clients of databases and caches count.
			`thanos_memcached_operation_failures_total`, `etcd_request_duration_seconds_bucket`, `app_redis_errors_total`, `memcached_operation_duration_seconds_count`,

			// What the one side of a replication counts of the other.
			`pg_replication_slots_active`, `pg_replication_slots_pg_wal_lsn_diff`, `pg_stat_replication_pg_wal_lsn_diff`,

			`x_requests_total`, `backend_http_requests_total`,
		},
		model.AtFrom: {
			`envoy_cluster_upstream_rq_xx`, `haproxy_backend_http_responses_total`, `haproxy_server_http_responses_total`, `traefik_service_requests_total`, `nginx_upstream_requests_total`,
			`aws_applicationelb_target_response_time_average`, `http_client_requests_total`, `outbound_http_requests_total`, `grpc_client_handled_total`, `mongodb_driver_commands_seconds_count`,
			`redis_client_errors_total`, `go_sql_wait_duration_seconds_total`, `hikaricp_connections_pending`, `otelcol_exporter_queue_size`, `shop_outbox_pending`, `istio_requests_total{reporter="source"}`,
		},
		model.AtTo: {
			`http_requests_total`, `shop_http_request_duration_seconds_bucket`, `http_server_request_duration_seconds_bucket`, `grpc_server_handled_total`, `pg_stat_activity_count`, `pg_replication_lag_seconds`,
			`mysql_slave_status_seconds_behind_master`, `redis_connected_clients`, `mongodb_ss_connections`, `coredns_dns_responses_total`, `istio_requests_total{reporter="destination"}`,
		},
		model.AtOutside: {`probe_success`, `probe_ssl_earliest_cert_expiry`, `shop_synthetic_success`},
	} {
		for _, s := range selectors {
			read, err := Read(s + " > 1")
			if err != nil {
				t.Fatal(err)
			}
			if read.At != at {
				t.Errorf("%s: at %v, want %v", s, read.At, at)
			}
		}
	}
}
