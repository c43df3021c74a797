package promql

import (
	"slices"
	"strings"

	"github.com/prometheus/prometheus/model/labels"

	"github.com/linewalk/linewalk/model"
)

// An end is where the metrics with some names are counted. Names are written as in rows; those in starts are an
// exporter's or a library's own, with which a name begins, and those in phrases may be anywhere in it.
type end struct {
	at      model.Vantage // 0 where it depends on what is drawn
	starts  []string
	phrases []string
}

// proxies begin the names of what a proxy counts. It is the one end of an arrow and the other of the next.
var proxies = []string{
	"_haproxy_", "_traefik_", "_nginx_", "_envoy_", "_kong_", "_caddy_", "_apisix_", "_contour_", "_gloo_", "_skipper_", "_linkerd_", "_istio_", "_ingress_", "_varnish_",
	"_applicationelb_", "_aws_applicationelb_", "_aws_elb_", "_aws_alb_", "_aws_networkelb_", "_aws_apigateway_", "_aws_cloudfront_",
}

// behind are words for the side of a proxy on which it calls.
var behind = []string{"_upstream_", "_backend_", "_service_", "_target_", "_haproxy_server_", "_envoy_cluster_"}

// ends is the table of where metrics are counted, by their names, from the same sources as rows. The first that fits
// decides. What waits in a broker is counted by the broker, which is an end of two arrows, and so is what a proxy
// counts; the metrics of a database speak for it only under the names that its exporter has, because its clients
// call theirs after it, too.
var ends = []end{
	{model.AtOutside, []string{"_probe_", "_speedtest_"}, []string{"_blackbox_", "_synthetic_"}},
	{model.AtFrom, []string{
		"_hikaricp_", "_resilience4j_", "_go_sql_", "_sql_dbstats_", "_pgbouncer_pools_client_", "_otelcol_exporter_", "_prometheus_remote_storage_", "_prometheus_notifications_",
		"_alertmanager_notifications_", "_coredns_forward_", "_traces_service_graph_request_failed_",
	}, []string{"_client_", "_outbound_", "_outgoing_", "_egress_", "_upstream_", "_driver_", "_outbox_", "_connection_pool_"}},
	{0, []string{
		"_pg_replication_slot", "_pg_stat_replication_", "_pg_stat_wal_receiver_", "_kafka_", "_rabbitmq_", "_jetstream_", "_nats_", "_pulsar_", "_activemq_", "_redpanda_",
	}, []string{"_backend_", "_downstream_", "_consumer_", "_consumergroup_", "_proxy_", "_gateway_"}},
	{model.AtTo, []string{
		"_pg_stat_", "_pg_settings_", "_pg_database_", "_pg_locks_", "_pg_replication_lag_", "_pg_replication_is_replica_", "_mysql_global_", "_mysql_slave_", "_mysql_perf_schema_", "_mysql_info_schema_",
		"_pg_up_", "_mysql_up_", "_redis_up_", "_mongodb_up_", "_memcached_up_",
		"_redis_connected_", "_redis_memory_", "_redis_keyspace_", "_redis_evicted_", "_redis_expired_", "_redis_rejected_", "_redis_commands_", "_redis_db_", "_redis_master_", "_redis_slave_",
		"_redis_instance_", "_redis_blocked_", "_redis_cluster_", "_redis_rdb_", "_redis_aof_", "_redis_maxmemory_", "_redis_config_", "_redis_slowlog_",
		"_memcached_current_", "_memcached_items_", "_memcached_limit_", "_memcached_connections_", "_memcached_commands_", "_memcached_max_", "_memcached_read_", "_memcached_written_",
		"_mongodb_mongod_", "_mongodb_mongos_", "_mongodb_ss_", "_mongodb_rs_", "_mongodb_sys_", "_mongodb_connections_", "_mongodb_op_", "_mongodb_dbstats_",
		"_elasticsearch_cluster_", "_elasticsearch_jvm_", "_elasticsearch_indices_", "_elasticsearch_filesystem_", "_elasticsearch_thread_", "_elasticsearch_breakers_",
		"_etcd_server_", "_etcd_disk_", "_etcd_mvcc_", "_etcd_network_", "_coredns_dns_", "_otelcol_receiver_", "_apiserver_", "_apache_", "_phpfpm_",
	}, []string{"_http_server_", "_grpc_server_", "_rpc_server_", "_server_request", "_inbound_", "_http_requests_", "_http_request_duration_"}},
}

// endOf looks up where a metric is counted. Istio's proxies say it in a label, and so does OpenTelemetry.
func endOf(m metric, matchers []*labels.Matcher) model.Vantage {
	if at := endByLabel(matchers); at != 0 {
		return at
	}
	within := func(p string) bool { return strings.Contains(m.words, p) }
	begins := func(p string) bool { return strings.HasPrefix(m.words, p) }
	if slices.ContainsFunc(proxies, begins) {
		if slices.ContainsFunc(behind, within) {
			return model.AtFrom
		}
		return 0
	}
	for _, e := range ends {
		if slices.ContainsFunc(e.starts, begins) || slices.ContainsFunc(e.phrases, within) {
			if e.at == model.AtTo && (m.kind == kindBacklog || m.kind == kindLag) {
				return 0
			}
			return e.at
		}
	}
	return 0
}

// endByLabel reads the labels by which instrumentations tell the ends apart.
func endByLabel(matchers []*labels.Matcher) model.Vantage {
	for _, l := range matchers {
		if l.Type != labels.MatchEqual {
			continue
		}
		switch {
		case l.Name == "reporter" && l.Value == "source", l.Name == "span_kind" && strings.HasSuffix(l.Value, "CLIENT"), l.Name == "direction" && l.Value == "outbound":
			return model.AtFrom
		case l.Name == "reporter" && l.Value == "destination", l.Name == "span_kind" && strings.HasSuffix(l.Value, "SERVER"), l.Name == "direction" && l.Value == "inbound":
			return model.AtTo
		}
	}
	return 0
}
