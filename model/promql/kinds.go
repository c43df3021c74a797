package promql

import (
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A kind says what a metric is, and with that what becomes of it in each circumstance.
type kind uint8

const (
	kindUnknown     kind = iota
	kindErrors           // attempts that failed
	kindErrorShare       // failed attempts as a share of all
	kindAttempts         // all attempts
	kindSuccesses        // attempts that went well
	kindFastShare        // attempts that were quick enough, as a share of all
	kindLatency          // the time that attempts take
	kindTimeouts         // attempts that failed because they took too long
	kindBacklog          // what is not yet carried
	kindLag              // the same, in things or in time
	kindDeadLetters      // what was set aside
	kindAge              // the age of something that should stay young
	kindStamp            // the time of the last good thing
	kindClock            // the time of the newest thing, which goes on
	kindDate             // the time at which something ends
	kindLeft             // the time left until it ends
	kindUsed             // use of something bounded
	kindUsedShare        // the same as a share of the bound
	kindFree             // what is left of it
	kindLimit            // the bound
	kindWaits            // waiting because something was full
	kindRefused          // things turned away because something was full
	kindTripped          // 1 while attempts are not even made, because they failed
	kindEvents           // things that should not happen
	kindState            // how many there are of what should be there, or 1 for a thing that holds
	kindFault            // 1 for a fault
	kindBoxUp            // the scrape of a target
	kindScrape           // what the server notes about its scrapes
	kindProbe            // 1 for a test transaction that went well
	kindProbeFault       // failures of test transactions
	kindProbeCode        // what a test transaction was answered
	kindThreshold        // a bound that somebody set for another figure
	kindInfo             // 1, with labels that tell something
	kindCause            // health of a box without a bound
)

// A reading is what the name of a metric tells.
type reading struct {
	kind   kind
	signal model.Signal // 0 if there is none
}

// A row of the table gives one reading to all names that contain one of its phrases. A name is taken in small
// letters, its words joined and enclosed by _; words of camel case count as words.
type row struct {
	reading
	phrases []string
}

// rows is the table of what metrics are, by their names. The first row that fits decides.
//
// Its sources are the naming rules of Prometheus (docs, practices/naming and practices/instrumentation: _total,
// _bucket, _sum, _count, base units), the semantic conventions of OpenTelemetry (http.client.*, rpc.*,
// db.client.*, messaging.*), its service graph connector, and the names that public collections alert on:
// awesome-prometheus-alerts (exporters of services), the monitoring mixins, kube-prometheus (Kubernetes and
// Prometheus itself), Sloth and Pyrra (recorded error ratios), the runbooks of GitLab (apdex, ops, saturation).
var rows = []row{
	// Shares that recording rules make (Sloth, kubernetes-mixin, GitLab).
	{reading{kindErrorShare, model.SignalErrors}, []string{
		"_error_ratio_", "_errors_ratio_", "_err_ratio_", "_sli_error_", "_burnrate", "_failure_ratio_", "_failures_ratio_",
		"_error_rate_percent_", "_errors_percent_", "_error_percent_", "_error_percentage_", "_circuitbreaker_failure_rate_", "_circuit_breaker_failure_rate_",
	}},
	{reading{kindFastShare, model.SignalLatency}, []string{"_apdex_"}},
	{reading{kindUsedShare, model.SignalSaturation}, []string{
		"_saturation_", "_used_percent_", "_usage_percent_", "_usage_ratio_", "_utilization_", "_utilisation_", "_use_ratio_",
		"_quota_usage_", "_used_pool_capacity_percent_", "_spooler_full_", "_map_pressure_",
	}},

	// What runs of jobs and pipelines say of what they carried, and bounds of rates and what is left of them.
	{reading{kindAttempts, model.SignalTraffic}, []string{
		"_rows_loaded_", "_rows_written_", "_rows_inserted_", "_rows_processed_", "_rows_imported_", "_rows_exported_", "_records_loaded_", "_records_written_", "_records_processed_",
		"_records_imported_", "_records_exported_", "_files_processed_", "_items_processed_",
	}},
	{reading{kindFree, model.SignalSaturation}, []string{"_limit_remaining_", "_ratelimit_remaining_", "_limit_left_", "_quota_left_"}},
	{reading{kindLimit, model.SignalSaturation}, []string{"_rate_limit_limit_", "_ratelimit_limit_", "_rate_limit_max_", "_ratelimit_max_"}},

	// Bounds that rules record beside what they bound (Sloth, GitLab).
	{reading{kindThreshold, 0}, []string{
		"_slo_max_", "_slo_min_", "_slo_objective_", "_error_budget_", "_threshold_", "_deviation_", "_stddev_", "_prediction_", "_spec_replicas_", "_desired_", "_wanted_", "_expected_replicas_",
		"_sql_delay_", "_min_available_", "_statefulset_replicas_", "_required_", "_replication_factor_", "_replicaset_replicas_",
	}},

	// Ends of dated things (blackbox exporter, cert-manager, x509 exporters, envoy).
	{reading{kindLeft, model.SignalExpiry}, []string{
		"_days_until_", "_days_left_", "_expires_in_", "_certificate_expiration_seconds_", "_seconds_until_expir", "_validity_seconds_",
		"_expiry_days_", "_certificate_manager_server_ttl_", "_battery_time_left_",
	}},
	{reading{kindDate, model.SignalExpiry}, []string{
		"_cert_expiry_", "_expiration_timestamp_", "_expiry_timestamp_", "_not_after_", "_notafter_", "_expires_at_", "_certificate_expir",
		"_cert_expir", "_token_expir", "_key_expir", "_license_expir", "_ttl_timestamp_", "_expiry_time_", "_expiration_date_",
		"_domain_expir", "_expiration_time_", "_expire_time_",
	}},

	// Test transactions (blackbox exporter and its likes).
	{reading{kindLatency, model.SignalSynthetic}, []string{"_probe_duration_", "_probe_http_duration_", "_probe_icmp_duration_", "_probe_dns_"}},
	{reading{kindProbeCode, model.SignalSynthetic}, []string{"_probe_http_status_code_", "_http_response_http_status_"}},
	{reading{kindProbe, model.SignalSynthetic}, []string{
		"_probe_success_", "_synthetic_success_", "_check_success_", "_canary_success_", "_smoke_test_success_", "_synthetic_up_",
	}},
	{reading{kindProbeFault, model.SignalSynthetic}, []string{"_probe_fail", "_probe_error", "_synthetic_fail", "_canary_fail"}},

	// What the server notes of its targets.
	{reading{kindScrape, model.SignalCause}, []string{"_alerts_for_state_"}},

	// Reloads: the file says 1 while the last one was good, or when that was.
	{reading{kindState, model.SignalFreshness}, []string{
		"_last_reload_success", "_reload_successful_", "_last_reconciliation_successful_", "_last_run_success_", "_last_run_successful_",
		"_last_sync_successful_", "_last_backup_success_",
	}},

	// Times of the last good thing, and ages of it.
	{reading{kindCause, model.SignalCause}, []string{"_start_time_", "_boot_time_", "_uptime_", "_created_timestamp_", "_kube_pod_created_"}},
	{reading{kindAge, model.SignalFreshness}, []string{
		"_backup_age_", "_since_last_", "_snapshot_age_", "_last_success_age_", "_staleness_", "_basebackup_age_", "_freshness_seconds_",
	}},
	{reading{kindStamp, model.SignalHeartbeat}, []string{"_heartbeat_timestamp_", "_last_heartbeat_", "_heartbeat_time_", "_last_seen_", "_latest_handshake_"}},
	{reading{kindStamp, model.SignalLagAge}, []string{
		"_head_message_timestamp_", "_oldest_message_timestamp_", "_highest_sent_timestamp_", "_highest_acked_timestamp_", "_replay_timestamp_", "_oplog_tail_", "_tail_timestamp_",
	}},
	{reading{kindClock, model.SignalLagAge}, []string{"_highest_timestamp_", "_oplog_head_timestamp_", "_newest_timestamp_", "_latest_timestamp_"}},
	{reading{kindStamp, model.SignalFreshness}, []string{
		"_next_schedule_time_", "_next_run_time_", "_next_run_timestamp_", "_last_success", "_last_successful_", "_success_timestamp_", "_last_completed_", "_last_completion_", "_last_run_",
		"_last_save_", "_push_time_", "_last_backup_", "_last_sync_", "_last_update_", "_last_evaluation_timestamp_", "_last_scrape_timestamp_",
		"_last_checkpoint_", "_updated_timestamp_", "_last_trigger_", "_mtime_", "_last_finish", "_completion_time_", "_last_restore_",
		"_renewal_timestamp_", "_last_schedule_time_", "_last_autovacuum_", "_last_autoanalyze_",
	}},
	{reading{kindAge, model.SignalHeartbeat}, []string{"_heartbeat_age_", "_heartbeat_lag_", "_since_heartbeat_"}},
	{reading{kindAge, model.SignalLagAge}, []string{
		"_lag_seconds_", "_lag_in_seconds_", "_seconds_behind_", "_age_seconds_", "_age_in_", "_message_age_", "_oldest_", "_lag_ms_", "_lag_millis",
		"_queue_latency_", "_time_lag_", "_delay_seconds_", "_replication_delay_", "_max_age_", "_replica_lag_", "_wait_age_", "_secs_behind_",
		"_queue_duration_", "_replication_lag_time_", "_optime_lag_", "_iterator_age_", "_age_milliseconds_", "_age_ms_", "_age_minutes_", "_age_hours_", "_age_days_",
	}},

	// Delivered twice, set aside, or false.
	{reading{kindEvents, model.SignalDuplicates}, []string{"_duplicate", "_redeliver", "_replayed_", "_dedup", "_already_processed_"}},
	{reading{kindEvents, model.SignalDeadLetter}, []string{
		"_dead_letter", "_deadletter", "_dead_messages_", "_dlq_", "_bounce", "_unroutable_", "_zombies_", "_poison_", "_set_aside_", "_discarded_messages_",
	}},
	{reading{kindEvents, model.SignalIntegrity}, []string{
		"_checksum_", "_corrupt", "_schema_reject", "_schema_error", "_schema_mismatch", "_parse_fail", "_parse_error", "_invalid_", "_inconsistent_",
		"_validation_fail", "_validation_error", "_signature_", "_out_of_order_", "_mismatch", "_decode_error", "_decoder_error", "_media_error", "_conflict_",
		"_deserialization_", "_unparsable_",
	}},

	// Waiting for something bounded, which is long once that is full.
	{reading{kindWaits, model.SignalSaturation}, []string{
		"_sql_wait_duration_", "_sql_stats_wait_", "_waited_for_", "_blocked_seconds_", "_pool_wait_", "_pool_waits_", "_connections_wait_", "_acquire_wait_", "_sql_wait_count_", "_connection_wait_",
	}},

	// Things turned away because something is full.
	{reading{kindRefused, model.SignalSaturation}, []string{
		"_throttl", "_rate_limit", "_ratelimit", "_rejected_", "_rejections_", "_refused_", "_evicted_", "_evictions_", "_overflow_", "_circuit_breaker",
		"_circuitbreaker", "_shed_", "_limited_", "_scrapes_exceeded_", "_pool_exceeded_", "_quota_exceeded_", "_limit_exceeded_", "_max_children_reached_", "_too_many_", "_startups_breached_", "_dropped_connections_",
		"_backpressur", "_toofull_", "_alarm_", "_full_", "_aborted_connects_", "_blocked_tasks_", "_back_pressured_",
	}},

	// Bounds, their use, and what is left.
	{reading{kindFree, model.SignalSaturation}, []string{
		"_free_", "_avail_", "_headroom_", "_remaining_", "_available_bytes_", "_disk_available_", "_space_available_", "_storage_available_",
		"_inodes_free_", "_available_spare_", "_slots_available_", "_mem_free_", "_memory_available_", "_mem_available_", "_unallocated_",
	}},
	{reading{kindUsed, model.SignalSaturation}, []string{
		"_client_waiting_", "_waiting_connections_", "_connections_waiting_", "_connections_pending_", "_pool_waiting_", "_maxwait_", "_in_flight_", "_inflight_", "_concurrent_gate_",
		"_pool_pending_", "_pool_busy_", "_connections_open_", "_connections_used_", "_pool_active_", "_pool_in_use_",
	}},
	{reading{kindLimit, model.SignalSaturation}, []string{
		"_limit_", "_limits_", "_capacity_", "_quota_", "_max_connections_", "_maxclients_", "_max_fds_", "_max_bytes_", "_mem_total_", "_memory_total_",
		"_variables_max_", "_settings_max_", "_size_bytes_", "_heap_max_", "_max_memory_", "_max_storage_", "_tasks_max_", "_pool_size_",
		"_swap_total_", "_concurrent_max_", "_max_open_", "_max_expected_", "_connections_max_", "_machine_memory_bytes_", "_filesystem_size_", "_max_heap_",
		"_allocatable_", "_fd_total_", "_max_gb_", "_vcpus_max_", "_instances_max_", "_speed_bytes_", "_max_heap_bytes_", "_volume_stats_inodes_", "_machine_cpu_cores_", "_max_nodes_", "_maxsize_", "_hard_max_", "_shards_max_", "_entries_limit_",
	}},
	{reading{kindLatency, model.SignalLatency}, []string{"_waiting_time_", "_waiting_duration_", "_waiting_seconds_"}},
	{reading{kindBacklog, model.SignalLagDepth}, []string{
		"_consumergroup_lag_", "_records_lag_", "_messages_lag_", "_lag_records_", "_lag_messages_", "_offset_lag_", "_lag_bytes_", "_lag_events_", "_partition_lag_", "_group_lag_",
	}},
	{reading{kindLag, model.SignalLagDepth}, []string{"_lag_"}},
	{reading{kindUnknown, 0}, []string{"_waiting_reason_"}},
	{reading{kindBacklog, model.SignalLagDepth}, []string{
		"_waiting_", "_backlog_", "_back_log_", "_messages_ready_", "_unacked_", "_unacknowledged_", "_queue_length_", "_queue_size_", "_queue_depth_",
		"_ready_depth_", "_pending_", "_queued_", "_queue_messages_", "_messages_visible_", "_undelivered_", "_enqueued_", "_behind_", "_outbox_", "_queuesize_",
		"_unprocessed_", "_current_queue_", "_wal_count_", "_number_of_messages_", "_blocking_queue_size_", "_waiting_jobs_", "_outstanding_", "_compactions_todo_",
	}},
	{reading{kindUsed, model.SignalSaturation}, []string{
		"_used_", "_usage_", "_in_use_", "_open_fds_", "_connected_clients_", "_threads_connected_", "_active_connections_", "_num_connections_",
		"_current_connections_", "_stat_activity_count_", "_current_sessions_", "_conntrack_entries_", "_pool_used_", "_sessions_active_", "_threads_running_",
		"_busy_workers_", "_fill_level_", "_running_workers_", "_session_active_", "_storage_size_", "_connections_active_", "_allocated_", "_busy_", "_usage_average_",
	}},
	{reading{kindUsed, model.SignalCause}, []string{"_working_set_", "_resident_memory_", "_memory_rss_", "_heap_bytes_", "_alloc_bytes_", "_heap_size_", "_rss_"}},

	// Health of boxes.
	{reading{kindCause, model.SignalCause}, []string{
		"_cpu_", "_load1_", "_load5_", "_load15_", "_restarts_", "_restart_total_", "_gc_", "_goroutines_", "_temperature_", "_celsius_", "_oom_", "_memory_",
		"_context_switches_", "_page_faults_", "_pgmajfault_", "_rotational_", "_thermal_", "_fan_", "_voltage_", "_volts_", "_num_restarts_", "_cpuutilization_",
	}},
	{reading{kindInfo, 0}, []string{"_info_", "_build_info_", "_labels_", "_mapping_"}},

	// Attempts that fail, and how long they take.
	{reading{kindTimeouts, model.SignalErrors}, []string{"_timeout", "_timed_out_", "_deadline_exceeded_"}},
	{reading{kindErrors, model.SignalErrors}, []string{
		"_error", "_errors_", "_err_", "_errs_", "_fail", "_exception", "_panic", "_unsuccessful_", "_aborted_", "_rollback", "_lost_", "_dropped_", "_drops_",
		"_disconnect", "_5xx_", "_5_xx_", "_crash", "_ejections_", "_unavailable_exceptions_", "_broken_", "_deaths_", "_missed_", "_deadlock", "_terminations_", "_reset_total_",
	}},
	{reading{kindSuccesses, model.SignalErrors}, []string{"_success_total_", "_successes_", "_succeeded_", "_successful_total_", "_ok_total_", "_ok_", "_good_", "_2xx_", "_successful_"}},
	{reading{kindLatency, model.SignalLatency}, []string{
		"_duration_", "_latency_", "_latencies_", "_response_time_", "_handling_seconds_", "_request_seconds_", "_round_trip_", "_rtt_", "_processing_seconds_", "_response_seconds_",
		"_seconds_bucket_", "_query_time_", "_wait_time_", "_process_time_", "_total_time_", "_time_average_", "_slow_queries_", "_elapsed_",
		"_query_seconds_", "_milliseconds_bucket_", "_completion_seconds_", "_commit_latency_", "_apply_latency_", "_p95_", "_p99_", "_p999_", "_request_time_", "_operation_seconds_",
	}},

	// Things that hold.
	{reading{kindFault, model.SignalState}, []string{"_unhealthy_", "_unreachable_", "_not_ready_", "_halted_", "_readonly_", "_read_only_", "_down_", "_unavailable_", "_under_replicated_", "_underreplicated_", "_offline_", "_degraded_", "_split_brain_"}},
	{reading{kindState, model.SignalState}, []string{
		"_consumers_", "_link_up_", "_connected_", "_attached_", "_slots_active_", "_healthy_", "_ready_", "_has_leader_", "_sync_status_", "_slaves_", "_io_running_",
		"_sql_running_", "_replicas_", "_active_servers_", "_members_", "_peers_", "_alertmanagers_discovered_", "_nodes_", "_leader_", "_running_", "_is_stable_",
		"_wsrep_", "_receiver_status_", "_live_", "_enabled_", "_collector_success_", "_brokers_", "_unsealed_", "_workers_", "_ruok_", "_in_sync_", "_insync_", "_subscribers_",
		"_connection_state_", "_server_status_", "_agent_state_", "_active_", "_master_", "_synced_", "_available_", "_status_condition_", "_status_phase_", "_current_number_", "_live_nodes_", "_connection_active_",
	}},
	{reading{kindState, model.SignalUp}, []string{"_up_", "_alive_"}},

	// Codes of states are numbers that only their makers understand.
	{reading{kindUnknown, 0}, []string{"_rpc_status_", "_response_status_", "_health_status_"}},

	// What users get, and attempts of any kind.
	{reading{kindSuccesses, model.SignalValue}, []string{
		"_orders_", "_logins_", "_signups_", "_sign_ups_", "_payments_", "_checkouts_", "_purchases_", "_bookings_", "_sales_", "_revenue_", "_registrations_", "_conversions_", "_subscriptions_created_",
	}},
	{reading{kindAttempts, model.SignalTraffic}, []string{
		"_requests_", "_request_", "_req_", "_reqs_", "_calls_", "_queries_", "_invocations_", "_rq_", "_attempts_", "_operations_", "_ops_", "_handled_", "_started_",
		"_messages_", "_published_", "_consumed_", "_delivered_", "_sent_", "_received_", "_responses_", "_response_", "_commits_", "_commit_", "_transactions_", "_hits_", "_rpc_",
		"_notifications_", "_lookups_", "_evaluations_", "_jobs_", "_runs_", "_events_", "_samples_appended_", "_records_", "_xact_", "_transmit_", "_receive_", "_uploads_",
		"_spans_", "_pushes_", "_processed_", "_syncs_", "_compactions_", "_reconciles_", "_bytes_total_", "_transmitted_", "_received_bytes_", "_throughput_",
	}},
}

// rowOf finds the first row of the table that fits a name; past the last one if none does.
func rowOf(words string) int {
	first := len(rows)
	for i := 0; i+start <= len(words); i++ {
		if words[i] != '_' {
			continue
		}
		for _, p := range byStart[words[i:i+start]] {
			if p.row < first && strings.HasPrefix(words[i:], p.text) {
				first = p.row
			}
		}
	}
	return first
}

// byStart finds phrases of the table by how they begin, of which start bytes are looked at.
var byStart = phrasesByStart()

const start = 4

type phrase struct {
	text string
	row  int
}

func phrasesByStart() map[string][]phrase {
	all := map[string][]phrase{}
	for i, r := range rows {
		for _, p := range r.phrases {
			all[p[:start]] = append(all[p[:start]], phrase{p, i})
		}
	}
	return all
}
