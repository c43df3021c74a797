package detection

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// sheets is the table in the order in which it is printed.
var sheets = []*Sheet{
	&call, &callToOutside, &callFromOutside, &query, &queryCache, &resolve,
	&eventIn, &eventOut, &eventUnseen, &stream, &batch, &trigger, &replication,
	&webhookIn, &webhookOut, &webhookOwn, &notification, &manual,
	&toOutside, &fromOutside, &betweenOutside, &added,
}

// What several rows say in the same words.
const (
	neverArrives = "calls that never arrive are no errors there"
	noRatio      = "a ratio of errors is silent when nothing flows (0/0)"
	notThisWay   = "a probe from elsewhere vouches for To, not for the way from this From"
	tooLate      = "when it shows, it is over already"
	refused      = "401 and 403 at From, when it is over already"
	emptyQueue   = "a queue into which nothing comes has no lag"

	prometheusPractices = "Prometheus documentation, practices: instrumentation (measure at client and server), alerting"
	sreBook             = "Site Reliability Engineering, ch. 6 (symptoms) and 22 (retries)"
	sreWorkbook         = "The Site Reliability Workbook, ch. 2 (freshness, coverage, correctness)"
	telemetry           = "OpenTelemetry semantic conventions and service graph connector"
	awesome             = "awesome-prometheus-alerts"
	practice            = "practice (no public rule stands behind it)"
)

// tested is what tells silence from a quiet day where traffic is bursty.
var tested = from(synthetic).note("where traffic is bursty")

// The metrics that calls commonly have, by where they are counted.
var (
	bothMetrics = []Typical{
		{[]model.Signal{traffic, errors}, 0, []string{"traces_service_graph_request_total", "traces_service_graph_request_failed_total"}, "OpenTelemetry; by client, server"},
	}
	clientMetrics = []Typical{
		{[]model.Signal{latency, errors, traffic}, model.AtFrom, []string{"http_client_request_duration_seconds", "rpc_client_*", "grpc_client_handled_total"}, "OpenTelemetry"},
		{[]model.Signal{errors, traffic}, model.AtFrom, []string{"envoy_cluster_upstream_{rq_xx,rq_timeout,cx_connect_fail}"}, awesome + ", Envoy"},
		{[]model.Signal{errors, traffic}, model.AtFrom, []string{`istio_requests_total{reporter="source"}`}, awesome + ", Istio"},
	}
	serverMetrics = []Typical{
		{[]model.Signal{traffic, errors, latency, saturation}, model.AtTo, []string{"http_requests_total", "http_request_duration_seconds", "haproxy_backend_active_servers"}, awesome},
		{[]model.Signal{errors, traffic}, model.AtTo, []string{`istio_requests_total{reporter="destination"}`}, awesome + ", Istio"},
	}
	probeMetrics = []Typical{
		{[]model.Signal{synthetic, expiry}, model.AtOutside, []string{"probe_success", "probe_ssl_earliest_cert_expiry", "certmanager_certificate_expiration_*"}, awesome},
	}
)

// call is one part of the system asking another.
var call = Sheet{
	Name: "call",
	Of:   "one service asks another",
	Min:  []Seer{from(errors), from(latency), from(traffic), to(saturation)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By: []Seer{
				from(errors), from(synthetic), to(traffic).note("= 0").when(Steady),
				from(latency).note("where attempts that time out are timed"),
			},
			Decoys: []Decoy{to(errors).not(neverArrives), outside(synthetic).not(notThisWay)},
		},
		{
			Mode: model.ModeSilent,
			By: []Seer{
				from(traffic).note("= 0 or far under last week").when(Steady),
				to(traffic).note("= 0 or far under last week").when(Steady),
				from(synthetic), anywhere(value),
			},
			Decoys: []Decoy{anywhere(errors).not(noRatio)},
		},
		{
			Mode:   model.ModeSlow,
			By:     []Seer{from(latency), from(saturation).note("(in flight, wait for the pool)"), from(synthetic)},
			Decoys: []Decoy{to(latency).not("waits before To are not in it")},
		},
		{
			Mode:   model.ModeErrors,
			By:     []Seer{from(errors), to(errors).note("for what To answered")},
			Decoys: []Decoy{mere("one ratio over all routes", "it hides one dead route among many")},
		},
		{
			Mode: model.ModeOverload,
			By: []Seer{
				to(traffic).note("over traffic at the origin"), to(saturation), to(errors).note("(what it sheds)"),
			},
			Decoys: []Decoy{
				mere("errors counted after retries", "retries are the surge, and hide it"),
				mere("processor load", "it is busy when all is well, and idle behind a full pool"),
			},
		},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{anywhere(reconcile), to(integrity), anywhere(value), from(synthetic).when(ReadsContent)},
			Decoys: []Decoy{mere("status codes", "a false answer is a 200")},
		},
		{
			Mode:   model.ModeExpired,
			By:     []Seer{anywhere(expiry).note("(credential at From, certificate from outside)")},
			Also:   refused,
			Decoys: []Decoy{mere("\"renewal succeeded\"", "what was renewed need not be what is served")},
		},
	},
	Typical: slices.Concat(bothMetrics, clientMetrics, serverMetrics, probeMetrics),
	Sources: prometheusPractices + "; " + sreBook + "; " + telemetry,
}

// callToOutside is a call in which nothing can be measured at To.
var callToOutside = Sheet{
	Name: "call to an outside party",
	Of:   "nothing can be measured at To",
	Min:  []Seer{from(errors), from(latency), from(traffic), from(saturation)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By:   []Seer{from(errors), from(synthetic), from(latency).note("where attempts that time out are timed")},
			Decoys: []Decoy{
				outside(synthetic).not(notThisWay),
				mere("the vendor's status page", "it is written by hand, late, and not about this way"),
			},
		},
		{
			Mode:   model.ModeSilent,
			By:     []Seer{from(traffic).note("= 0 or far under last week").when(Steady), from(synthetic), anywhere(value)},
			Decoys: []Decoy{anywhere(errors).not(noRatio)},
		},
		{
			Mode: model.ModeSlow,
			By:   []Seer{from(latency), from(saturation).note("(in flight, wait for the pool)"), from(synthetic)},
		},
		{
			Mode:   model.ModeErrors,
			By:     []Seer{from(errors)},
			Decoys: []Decoy{mere("one ratio over all routes", "it hides one dead route among many")},
		},
		{
			Mode:   model.ModeOverload,
			By:     []Seer{from(saturation).note("(rate against what is agreed)"), from(traffic).note("over traffic at the origin"), from(errors).note("(429, 503)")},
			Decoys: []Decoy{mere("errors counted after retries", "retries are the surge, and hide it")},
		},
		{
			Mode:   model.ModeLimited,
			By:     []Seer{from(errors).note("(429)"), from(saturation).note("(quota left)")},
			Decoys: []Decoy{mere("an error ratio that leaves 4xx out", "429 is a 4xx")},
		},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{anywhere(reconcile), anywhere(value), from(integrity).note("(of what comes back)"), from(synthetic).when(ReadsContent)},
			Decoys: []Decoy{mere("status codes", "a false answer is a 200")},
		},
		{
			Mode:   model.ModeExpired,
			By:     []Seer{anywhere(expiry).note("of key, token, contract")},
			Decoys: []Decoy{anywhere(errors).not(tooLate)},
		},
	},
	Typical: slices.Concat(clientMetrics, probeMetrics),
	Sources: prometheusPractices + "; " + sreBook + "; limited: " + practice,
}

// callFromOutside is a call by a browser or a partner, at whose end nothing of ours runs but pages.
var callFromOutside = Sheet{
	Name: "call from a person or an outside party",
	Of:   "a browser or a partner asks us",
	Min:  []Seer{outside(synthetic), to(traffic), to(errors), to(saturation)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By: []Seer{
				outside(synthetic).note("from two networks"), anywhere(value), from(errors).note("(network-error reports)"),
			},
			Decoys: []Decoy{
				to(errors).not(neverArrives),
				to(traffic).not("nobody at To can tell people who cannot come from people who do not want to"),
				to(latency).not("calls that never arrive take no time there"),
				to(saturation).not("a service that nobody reaches is idle, and well"),
				to(synthetic).not("a probe from inside does not come the way users come"),
			},
		},
		{
			Mode: model.ModeSilent,
			By:   []Seer{to(traffic).note("against last week").when(Steady), anywhere(value)},
			Decoys: []Decoy{
				anywhere(synthetic).not("the way is free, nobody comes"), anywhere(errors).not(noRatio),
			},
		},
		{
			Mode:   model.ModeSlow,
			By:     []Seer{from(latency).note("(real-user timing)"), outside(synthetic)},
			Decoys: []Decoy{to(latency).not("waits before To are not in it")},
		},
		{
			Mode:   model.ModeErrors,
			By:     []Seer{to(errors), from(errors).note("(script errors)")},
			Decoys: []Decoy{mere("one ratio over all routes", "it hides one dead route among many")},
		},
		{
			Mode: model.ModeOverload,
			By: []Seer{
				to(saturation), to(traffic).note("against last week"), to(errors).note("(what it sheds)"),
			},
			Decoys: []Decoy{mere("processor load", "it is busy when all is well, and idle behind a full pool")},
		},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{anywhere(reconcile), to(integrity), anywhere(value), outside(synthetic).when(ReadsContent)},
			Decoys: []Decoy{mere("status codes", "a false answer is a 200")},
		},
		{
			Mode:   model.ModeExpired,
			By:     []Seer{anywhere(expiry).note("(certificate, domain, from outside)")},
			Decoys: []Decoy{mere("\"renewal succeeded\"", "what was renewed need not be what is served")},
		},
	},
	Typical: slices.Concat(serverMetrics, probeMetrics),
	Sources: prometheusPractices + "; " + sreBook,
}

// query is a question to what keeps data.
var query = Sheet{
	Name: "query",
	Of:   "To is a database, a search index, an object store, a file system",
	Min:  []Seer{from(errors), from(latency), from(traffic), to(saturation), to(lagAge)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By:   []Seer{from(errors), from(synthetic)},
			Decoys: []Decoy{
				outside(synthetic).not("\"database up\", seen from the host of an exporter, is another way in"),
				to(errors).not(neverArrives),
			},
		},
		{
			Mode:   model.ModeSilent,
			By:     []Seer{from(traffic).note("= 0 or far under last week").when(Steady), tested},
			Decoys: []Decoy{mere("connections open", "a pool keeps them open while nobody asks"), anywhere(errors).not(noRatio)},
		},
		{
			Mode:   model.ModeSlow,
			By:     []Seer{from(latency), from(saturation).note("(wait for the pool)")},
			Decoys: []Decoy{to(latency).not("the log of slow queries does not hold the wait for a connection")},
		},
		{
			Mode: model.ModeErrors,
			By:   []Seer{from(errors).note("by statement"), to(errors).note("(deadlocks, rollbacks)")},
		},
		{
			Mode:   model.ModeOverload,
			By:     []Seer{to(saturation).note("(active statements)"), to(traffic).note("over traffic at the origin")},
			Decoys: []Decoy{mere("mean processor load", "statements that wait for a lock use none")},
		},
		{
			Mode: model.ModeLimited,
			By: []Seer{
				to(saturation).note("(connections / max, disk headroom)"), from(saturation).note("(clients waiting)"),
			},
		},
		{
			Mode: model.ModeStale,
			By:   []Seer{to(lagAge).note("of the replica that is read")},
			Decoys: []Decoy{
				mere("lag of another replica", "it is not the one that answers"),
				mere("a gauge that froze", "a reader that stopped reports its last lag for ever"),
			},
		},
		{
			Mode: model.ModeWrong,
			By: []Seer{
				anywhere(integrity), anywhere(reconcile), anywhere(freshness).note("of the last good restore test"),
			},
			Decoys: []Decoy{mere("\"backup succeeded\"", "nobody has read it back")},
		},
		{
			Mode: model.ModeExpired,
			By:   []Seer{anywhere(expiry).note("of credential, certificate")},
			Also: refused,
		},
	},
	Typical: []Typical{
		{[]model.Signal{latency, errors, traffic}, model.AtFrom, []string{"db_client_operation_duration_seconds"}, "OpenTelemetry"},
		{[]model.Signal{saturation}, model.AtFrom, []string{"pgbouncer_pools_client_waiting_connections"}, awesome},
		{[]model.Signal{saturation}, model.AtTo, []string{"pg_stat_activity_count", "pg_settings_max_connections", "mysql_global_status_threads_*"}, awesome},
		{[]model.Signal{lagAge}, model.AtTo, []string{"pg_replication_lag_seconds"}, awesome},
	},
	Sources: prometheusPractices + "; " + telemetry + "; " + awesome,
}

// queryCache is a question to what keeps answers for a while.
var queryCache = Sheet{
	Name: "query to a cache",
	Of:   "To keeps answers for a while",
	Min:  []Seer{from(errors), from(latency), from(traffic), to(saturation), from(freshness)},
	Rows: []Row{
		{
			Mode:   model.ModeDown,
			By:     []Seer{from(errors)},
			Also:   "the hit ratio falls; traffic at the origin jumps",
			Decoys: []Decoy{mere("errors of users", "the fallback masks it"), to(errors).not(neverArrives)},
		},
		{
			Mode: model.ModeSilent,
			By: []Seer{
				to(traffic).note("= 0").when(Steady), from(traffic).note("= 0 or far under last week").when(Steady), tested,
			},
			Decoys: []Decoy{anywhere(errors).not(noRatio)},
		},
		{
			Mode:   model.ModeSlow,
			By:     []Seer{from(latency)},
			Decoys: []Decoy{mere("hit ratio", "a slow hit is a hit"), to(latency).not("waits before To are not in it")},
		},
		{
			Mode:   model.ModeErrors,
			By:     []Seer{from(errors)},
			Decoys: []Decoy{mere("hit ratio", "an error is neither hit nor miss")},
		},
		{
			Mode: model.ModeOverload,
			By:   []Seer{to(saturation).note("(evictions, too)")},
		},
		{
			Mode: model.ModeLimited,
			By: []Seer{
				to(saturation).note("(connections / max, memory / limit, evictions)"), to(errors).note("(rejected connections)"),
			},
			Decoys: []Decoy{mere("hit ratio", "it holds until entries are evicted, and then it is late")},
		},
		{
			Mode:   model.ModeStale,
			By:     []Seer{from(freshness).note("(age of entries when read)"), anywhere(reconcile).note("of a sample with the origin")},
			Decoys: []Decoy{mere("hit ratio", "stale hits are hits")},
		},
		{
			Mode: model.ModeWrong,
			By:   []Seer{anywhere(reconcile).note("of a sample with the origin")},
		},
		{
			Mode: model.ModeExpired,
			By:   []Seer{anywhere(expiry).note("of credential, certificate")},
			Also: refused,
		},
	},
	Typical: []Typical{
		{[]model.Signal{saturation}, model.AtTo, []string{"redis_connected_clients", "redis_evicted_keys_total", "memcached_*"}, awesome},
		{[]model.Signal{traffic}, model.AtTo, []string{"redis_keyspace_hits_total", "memcached_*"}, awesome},
	},
	Sources: awesome + "; stale: " + practice,
}

// resolve asks where, what or whether: names, settings, secrets, flags, tokens.
var resolve = Sheet{
	Name: "resolve",
	Of:   "names, settings, secrets, flags, tokens",
	Min:  []Seer{from(errors), from(latency), from(freshness), to(saturation)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By:   []Seer{from(errors), from(synthetic)},
			Also: "the time to live or lease that is left is the Buffer",
			Decoys: []Decoy{
				to(errors).not(neverArrives), outside(synthetic).not(notThisWay),
			},
		},
		{
			Mode:   model.ModeSilent,
			By:     []Seer{from(freshness).note("(no refresh by this reader)")},
			Decoys: []Decoy{to(traffic).not("all readers together hide the one that stopped"), anywhere(errors).not(noRatio)},
		},
		{Mode: model.ModeSlow, By: []Seer{from(latency)}},
		{
			Mode: model.ModeErrors,
			By:   []Seer{from(errors).note("(SERVFAIL, 5xx)"), to(errors).note("(SERVFAIL, 5xx)")},
		},
		{
			Mode: model.ModeOverload,
			By:   []Seer{to(saturation), to(traffic)},
			Also: "all caches end at once",
		},
		{
			Mode: model.ModeLimited,
			By:   []Seer{from(errors).note("(throttled)"), from(saturation).note("(quota)")},
		},
		{
			Mode:   model.ModeStale,
			By:     []Seer{from(freshness), anywhere(integrity).note("(spread of versions over readers)")},
			Decoys: []Decoy{mere("\"push succeeded\"", "what was sent need not be what is read")},
		},
		{
			Mode: model.ModeWrong,
			By: []Seer{
				anywhere(integrity).note("(distinct hashes of settings > 1)"), from(synthetic).when(ReadsContent),
			},
			Decoys: []Decoy{mere("\"it resolves\"", "a false answer resolves as well")},
		},
		{
			Mode: model.ModeExpired,
			By:   []Seer{anywhere(expiry).note("of domain, certificate, lease, token, key")},
		},
	},
	Typical: []Typical{
		{[]model.Signal{errors, traffic}, model.AtTo, []string{"coredns_dns_responses_total", "coredns_forward_responses_total"}, "mixins; by rcode"},
		{[]model.Signal{state, freshness}, model.AtFrom, []string{"*_config_last_reload_successful"}, "kube-prometheus"},
		{[]model.Signal{integrity}, 0, []string{"alertmanager_config_hash"}, "kube-prometheus"},
	},
	Sources: prometheusPractices + "; mixins; kube-prometheus",
}

// eventIn is a message on its way into a queue.
var eventIn = Sheet{
	Name: "event into a queue",
	Of:   "To is the broker",
	Min:  []Seer{from(errors), from(traffic), from(lagAge), to(saturation), to(duplicates)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By:   []Seer{from(errors), from(saturation).note("(local buffer)")},
			Decoys: []Decoy{
				to(lagDepth).not(emptyQueue), to(lagAge).not(emptyQueue), to(errors).not(neverArrives),
			},
		},
		{
			Mode: model.ModeSilent,
			By: []Seer{
				from(traffic).note("= 0").when(Steady), to(traffic).note("(publish rate) = 0").when(Steady),
				anywhere(heartbeat), anywhere(reconcile).note("with business events"),
			},
			Decoys: []Decoy{
				anywhere(lagDepth).not(emptyQueue), anywhere(deadLetter).not("what was never sent is not set aside"),
				anywhere(errors).not(noRatio),
			},
		},
		{
			Mode: model.ModeErrors,
			By:   []Seer{from(errors).note("(publish failures)"), to(deadLetter), to(errors).note("(rejects)")},
		},
		{
			Mode:   model.ModeOverload,
			By:     []Seer{to(traffic).note("(publish rate)"), to(saturation).note("(flow control, disk)")},
			Decoys: []Decoy{anywhere(lagDepth).not("alone it does not tell too much coming from too little going")},
		},
		{
			Mode:   model.ModeStale,
			By:     []Seer{from(lagAge).note("of the outbox")},
			Decoys: []Decoy{to(lagAge).not("the lag of consumers begins at the broker"), to(lagDepth).not("the lag of consumers begins at the broker")},
		},
		{
			Mode: model.ModeRepeated,
			By:   []Seer{to(duplicates), from(duplicates).note("(publish retries)")},
		},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{anywhere(integrity).note("(schema rejects at To)"), anywhere(deadLetter)},
			Decoys: []Decoy{anywhere(traffic).not("false messages are counted like true ones")},
		},
	},
	Typical: []Typical{
		{[]model.Signal{saturation}, model.AtFrom, []string{"otelcol_exporter_queue_size", "otelcol_exporter_queue_capacity"}, "OpenTelemetry"},
		{[]model.Signal{errors, traffic, latency}, model.AtFrom, []string{"messaging_client_*"}, "OpenTelemetry"},
	},
	Sources: telemetry + "; " + awesome + "; repeated: " + practice,
}

// eventOut is a message on its way out of a queue.
var eventOut = Sheet{
	Name: "event out of a queue",
	Of:   "From is the broker",
	Min:  []Seer{from(state), from(lagAge), from(lagDepth), to(heartbeat), to(duplicates)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By:   []Seer{from(state).note("(consumers = 0)"), from(lagAge)},
			Decoys: []Decoy{
				to(errors).not("no consumer, no errors"),
				mere("lag that the consumer reports", "its series end with the consumer"),
			},
		},
		{
			Mode:   model.ModeSilent,
			By:     []Seer{to(traffic).note("= 0").when(Steady), to(heartbeat)},
			Decoys: []Decoy{anywhere(lagDepth).not("0 is also what a break upstream gives"), anywhere(lagAge).not("0 is also what a break upstream gives"), anywhere(errors).not(noRatio)},
		},
		{
			Mode: model.ModeErrors,
			By:   []Seer{to(errors), anywhere(deadLetter).note("where it is set aside"), from(lagAge).note("where it blocks what follows")},
		},
		{
			Mode:   model.ModeOverload,
			By:     []Seer{from(lagDepth).note("(growth)"), to(saturation), from(traffic).note("(replay rate)")},
			Decoys: []Decoy{mere("processor load at To", "a consumer that waits for its database uses none")},
		},
		{
			Mode: model.ModeStale,
			By:   []Seer{from(lagAge).note("by partition"), from(state).note("(unacknowledged)"), to(heartbeat).note("(age)"), from(lagDepth).when(Busy)},
			Decoys: []Decoy{
				mere("lag-depth on a quiet queue", "one old message is a depth of 1"),
				mere("a mean over partitions", "it hides the one that is stuck"),
			},
		},
		{
			Mode:   model.ModeRepeated,
			By:     []Seer{to(duplicates), anywhere(reconcile)},
			Decoys: []Decoy{anywhere(traffic).not("messages that come twice are throughput too")},
		},
		{
			Mode: model.ModeWrong,
			By:   []Seer{anywhere(deadLetter), to(errors).note("(parse failures)"), to(integrity), anywhere(reconcile)},
			Decoys: []Decoy{
				anywhere(traffic).not("false messages are counted like true ones"),
				anywhere(lagDepth).not("a lag of 0 says that all was taken, not that it was right"),
			},
		},
	},
	Typical: []Typical{
		{[]model.Signal{state}, model.AtFrom, []string{"rabbitmq_queue_consumers", "rabbitmq_queue_messages_unacked"}, awesome + ", RabbitMQ"},
		{[]model.Signal{lagAge}, model.AtFrom, []string{"rabbitmq_queue_head_message_timestamp", "sidekiq_queue_latency_seconds"}, awesome},
		{[]model.Signal{lagDepth}, model.AtFrom, []string{"kafka_consumergroup_lag"}, awesome},
	},
	Sources: awesome + "; " + sreWorkbook + "; repeated: " + practice,
}

// eventUnseen is a message whose queue is not drawn.
var eventUnseen = noQueueDrawn(&eventIn, &eventOut)

// stream is a feed that never ends.
var stream = Sheet{
	Name: "stream",
	Of:   "a feed that never ends",
	Min:  []Seer{to(lagAge), to(heartbeat)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By:   []Seer{anywhere(state).note("(slot or connection active)"), to(lagAge), to(errors).note("(reconnects)")},
		},
		{
			Mode: model.ModeSilent,
			By:   []Seer{to(heartbeat), to(traffic).note("= 0").when(Steady)},
			Decoys: []Decoy{
				anywhere(lagDepth).not("the last one sent minus the last one read is 0"),
				anywhere(lagAge).not("the last one sent minus the last one read is 0"), anywhere(errors).not(noRatio),
			},
		},
		{
			Mode: model.ModeStale,
			By: []Seer{
				anywhere(lagAge), to(heartbeat).note("(age)"), from(saturation).note("(headroom of what the source retains: foretells loss)"),
			},
			Decoys: []Decoy{anywhere(lagDepth).not("nobody counts it once the reader is gone")},
		},
		{
			Mode: model.ModeWrong,
			By:   []Seer{anywhere(integrity).note("(schema events)"), anywhere(reconcile)},
		},
	},
	Typical: []Typical{
		{[]model.Signal{state}, model.AtFrom, []string{"pg_replication_slots_active"}, awesome},
		{[]model.Signal{lagAge, saturation}, model.AtFrom, []string{"mongodb_mongod_replset_oplog_head_timestamp", "mongodb_mongod_replset_oplog_tail_timestamp"}, awesome},
	},
	Sources: awesome + "; " + sreWorkbook,
}

// batch is a run at some time, for which a load of data is carried.
var batch = Sheet{
	Name: "batch",
	Of:   "a load at a time: job, file drop, backup",
	Min:  []Seer{to(freshness), to(traffic).note("(rows out, successes a period)")},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By:   []Seer{to(freshness), anywhere(heartbeat)},
			Decoys: []Decoy{
				anywhere(errors).not("a job that never starts never fails"),
			},
		},
		{
			Mode: model.ModeSilent,
			By:   []Seer{to(traffic).note("(rows out) = 0"), anywhere(reconcile)},
			Decoys: []Decoy{
				mere("success of a run", "an empty run succeeds"), anywhere(errors).not("an empty run succeeds"),
			},
		},
		{
			Mode: model.ModeStale,
			By:   []Seer{to(freshness), anywhere(heartbeat), anywhere(state).note("(started, and no success for longer than the longest run)")},
			Decoys: []Decoy{
				mere("last start", "what starts need not end"), mere("schedule enabled", "what is scheduled need not run"),
			},
		},
		{
			Mode: model.ModeRepeated,
			By:   []Seer{to(traffic).note("(successes a period) > 1"), to(duplicates)},
		},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{anywhere(integrity).note("(row bounds, checksum; for backups a restore test)"), anywhere(reconcile)},
			Decoys: []Decoy{mere("exit code 0", "it ran to its end, whatever it wrote")},
		},
	},
	Typical: []Typical{
		{[]model.Signal{freshness}, model.AtTo, []string{"kube_cronjob_status_last_successful_time", "*_last_success*", "push_time_seconds"}, awesome + ", GitLab, mixins"},
	},
	Sources: sreWorkbook + "; " + awesome + "; GitLab runbooks; mixins. Threshold: two periods and a run at least; a window longer than the period",
}

// trigger starts something.
var trigger = Sheet{
	Name: "trigger",
	Of:   "a scheduler or orchestrator starts a job",
	Min:  []Seer{to(heartbeat)},
	Rows: []Row{
		{
			Mode: model.ModeDown,
			By:   []Seer{to(heartbeat).note("(missed run)"), to(freshness).note("(last run that succeeded)"), from(errors).note("(starts that failed)")},
			Decoys: []Decoy{
				to(errors).not("a job that never starts never fails"),
				mere("schedule enabled", "what is scheduled need not run"),
			},
		},
		{
			Mode: model.ModeSilent,
			By:   []Seer{to(heartbeat).note("(missed run)"), to(freshness).note("(last run that succeeded)"), to(traffic).note("(runs a period) = 0").when(Steady)},
			Decoys: []Decoy{
				anywhere(errors).not("a job that never starts never fails"),
				mere("schedule enabled", "what is scheduled need not run"),
			},
		},
		{
			Mode:   model.ModeStale,
			By:     []Seer{to(heartbeat).note("(missed run)"), to(freshness).note("(last run that succeeded)")},
			Decoys: []Decoy{mere("last start at From", "what was started need not have run")},
		},
	},
	Typical: []Typical{
		{[]model.Signal{freshness}, model.AtTo, []string{"kube_cronjob_status_last_successful_time", "*_last_success*"}, awesome},
	},
	Sources: "as batch, at what is started; " + practice,
}

// replication is a copy that follows.
var replication = Sheet{
	Name: "replication",
	Of:   "To is a copy that follows From",
	Min:  []Seer{to(state), to(lagAge), to(heartbeat)},
	Rows: []Row{
		{
			Mode:   model.ModeDown,
			By:     []Seer{anywhere(state).note("(attached, reader running)"), to(heartbeat).note("(age)")},
			Decoys: []Decoy{anywhere(lagAge).not("the gauge of a reader that stopped stands still"), anywhere(lagDepth).not("the gauge of a reader that stopped stands still")},
		},
		{
			Mode: model.ModeSilent,
			By:   []Seer{to(heartbeat).note("(age)")},
			Decoys: []Decoy{
				anywhere(lagAge).not("\"seconds behind\" is 0 when idle, and nothing when stopped"),
				anywhere(lagDepth).not("an idle primary leaves nothing behind"),
			},
		},
		{
			Mode:   model.ModeStale,
			By:     []Seer{to(lagAge), to(heartbeat).note("(age)")},
			Decoys: []Decoy{anywhere(lagDepth).not("an idle primary leaves no bytes behind, however old the copy")},
		},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{anywhere(integrity).note("(checksums compared)"), anywhere(reconcile), anywhere(freshness).note("of the last good restore test")},
			Decoys: []Decoy{mere("lag 0", "a false copy is complete")},
		},
	},
	Typical: []Typical{
		{[]model.Signal{state}, model.AtTo, []string{"redis_master_link_up", "mysql_slave_status_*"}, awesome},
		{[]model.Signal{lagAge}, model.AtTo, []string{"pg_replication_lag_seconds", "mysql_slave_status_*"}, awesome},
	},
	Sources: awesome + "; " + sreWorkbook,
}

// webhookIn is a call-back by an outside party.
var webhookIn = Sheet{
	Name: "webhook in",
	Of:   "From is an outside party",
	Min:  []Seer{to(absence), anywhere(reconcile), to(errors), to(lagAge), to(duplicates)},
	Rows: []Row{
		{
			Mode:   model.ModeDown,
			By:     []Seer{to(absence).note("(none for several usual gaps)").when(Continuous), to(traffic).note("= 0").when(Steady), anywhere(reconcile).note("(poll the sender)")},
			Decoys: []Decoy{anywhere(errors).not(noRatio)},
		},
		{
			Mode:   model.ModeSilent,
			By:     []Seer{to(absence).note("(none for several usual gaps)").when(Continuous), to(traffic).note("= 0").when(Steady), anywhere(reconcile).note("(poll the sender)")},
			Decoys: []Decoy{anywhere(errors).not(noRatio)},
		},
		{Mode: model.ModeErrors, By: []Seer{to(errors).note("(signature rejects, 4xx, 5xx)")}},
		{
			Mode:   model.ModeLimited,
			By:     []Seer{anywhere(reconcile).note("(poll: the sender gave up)")},
			Decoys: []Decoy{mere("the sender's status page", "it is not about this receiver")},
		},
		{Mode: model.ModeStale, By: []Seer{to(lagAge).note("(time of the event against arrival)")}},
		{Mode: model.ModeRepeated, By: []Seer{to(duplicates)}},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{to(integrity).note("(signature, schema)"), anywhere(reconcile)},
			Decoys: []Decoy{mere("\"2xx\"", "it was taken, not understood")},
		},
		{Mode: model.ModeExpired, By: []Seer{anywhere(expiry).note("of secret, certificate")}},
	},
	Sources: practice,
}

// webhookOut is a call-back to an outside party.
var webhookOut = Sheet{
	Name: "webhook out",
	Of:   "To is an outside party; every figure by endpoint",
	Min:  []Seer{anywhere(reconcile), from(errors), from(lagAge), from(duplicates)},
	Rows: []Row{
		{
			Mode:   model.ModeDown,
			By:     []Seer{from(errors).note("by endpoint"), from(lagAge).note("(oldest undelivered) by endpoint"), anywhere(reconcile).note("(created against attempted)")},
			Decoys: []Decoy{mere("one ratio over all endpoints", "it hides one dead endpoint among many")},
		},
		{
			Mode: model.ModeSilent,
			By:   []Seer{anywhere(reconcile).note("(created against attempted)"), from(lagAge).note("(oldest undelivered) by endpoint")},
			Decoys: []Decoy{
				anywhere(errors).not("what was never attempted did not fail"),
			},
		},
		{
			Mode:   model.ModeErrors,
			By:     []Seer{from(errors).note("(retries exhausted) by endpoint")},
			Decoys: []Decoy{mere("one ratio over all endpoints", "it hides one dead endpoint among many")},
		},
		{Mode: model.ModeLimited, By: []Seer{from(errors).note("(429) by endpoint")}},
		{Mode: model.ModeStale, By: []Seer{from(lagAge).note("by endpoint")}},
		{Mode: model.ModeRepeated, By: []Seer{from(duplicates).note("(redeliveries)")}},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{from(errors).note("(4xx)"), anywhere(integrity).note("(contract check)"), anywhere(reconcile)},
			Decoys: []Decoy{mere("\"2xx\"", "it was taken, not understood")},
		},
		{
			Mode: model.ModeExpired,
			By:   []Seer{anywhere(expiry).note("of secret, certificate")},
			Also: refused,
		},
	},
	Sources: practice,
}

// webhookOwn is a call-back between two of our own parts: both of its ends can be measured.
var webhookOwn = bothOurs(&webhookIn, &webhookOut)

// notification tells somebody.
var notification = Sheet{
	Name: "notification",
	Of:   "mail, text message, push, pager",
	Min: []Seer{
		from(errors), anywhere(reconcile).note("by domain"), from(saturation).note("(quota)"), from(lagAge).note("(event to receipt)"),
	},
	Rows: []Row{
		{
			Mode:   model.ModeDown,
			By:     []Seer{from(errors), from(lagAge), from(synthetic).note("to a mailbox or number of one's own"), to(heartbeat).note("(missed by who waits for it)")},
			Decoys: []Decoy{mere("\"accepted\"", "the next hop has taken it, nobody has read it")},
		},
		{
			Mode:   model.ModeSilent,
			By:     []Seer{anywhere(reconcile).note("(sent per business event)"), from(synthetic), to(heartbeat).note("(missed by who waits for it)")},
			Decoys: []Decoy{anywhere(errors).not("what was never sent did not fail")},
		},
		{
			Mode:   model.ModeErrors,
			By:     []Seer{from(errors).note("(bounces by domain or carrier)"), anywhere(reconcile).note("(missing receipts by domain or carrier)"), anywhere(deadLetter).note("(bounces)")},
			Decoys: []Decoy{mere("the ratio of accepted", "bounces come later")},
		},
		{
			Mode:   model.ModeLimited,
			By:     []Seer{from(saturation).note("(quota, credit, suppression list)")},
			Decoys: []Decoy{mere("\"accepted\"", "what is suppressed was accepted")},
		},
		{
			Mode:   model.ModeStale,
			By:     []Seer{from(lagAge).note("(event to receipt)")},
			Decoys: []Decoy{anywhere(lagDepth).not("a short queue says nothing of the carrier behind it")},
		},
		{
			Mode:   model.ModeWrong,
			By:     []Seer{anywhere(integrity).note("(complaints)"), from(synthetic).when(ReadsContent)},
			Decoys: []Decoy{mere("\"delivered\"", "the wrong text is delivered as well")},
		},
		{Mode: model.ModeExpired, By: []Seer{anywhere(expiry).note("of sender credential, DKIM key, push certificate")}},
	},
	Sources: practice,
}

// manual is carried by somebody.
var manual = Sheet{
	Name: "manual",
	Of:   "somebody carries it",
	Min:  []Seer{to(freshness)},
	Rows: []Row{
		{Mode: model.ModeDown, By: carried, Decoys: []Decoy{calendar}},
		{Mode: model.ModeSilent, By: carried, Decoys: []Decoy{calendar}},
		{Mode: model.ModeStale, By: carried, Decoys: []Decoy{calendar}},
		{
			Mode: model.ModeWrong,
			By:   []Seer{anywhere(reconcile), anywhere(integrity).note("(row bounds, a second reader)")},
		},
	},
	Sources: practice,
}

// carried and calendar are what sees, and does not, that nobody brought it.
var (
	carried  = []Seer{to(freshness), anywhere(heartbeat).note("that somebody must acknowledge")}
	calendar = mere("a calendar entry", "it says when it is due, not that it was done")
)

// toOutside is what an outside To adds to the sheet of any kind: only From can be measured.
var toOutside = Sheet{
	Name: "to an outside party, any kind",
	Of:   "added to the sheet of the kind; only From can be measured",
	Rows: []Row{
		{Mode: model.ModeDown, By: []Seer{from(errors), anywhere(reconcile)}},
		{Mode: model.ModeSilent, By: []Seer{from(traffic).note("= 0").when(Steady), anywhere(reconcile)}},
		{Mode: model.ModeSlow, By: []Seer{from(latency)}},
		{Mode: model.ModeErrors, By: []Seer{from(errors)}},
		{Mode: model.ModeOverload, By: []Seer{from(saturation).note("(rate against what is agreed)"), from(errors).note("(429, 503)")}},
		{Mode: model.ModeLimited, By: []Seer{from(errors).note("(429)"), from(saturation).note("(quota left)")}},
		{Mode: model.ModeStale, By: []Seer{from(lagAge).note("(oldest not acknowledged)"), anywhere(reconcile)}},
		{Mode: model.ModeRepeated, By: []Seer{from(duplicates).note("(redeliveries)")}},
		{Mode: model.ModeWrong, By: []Seer{anywhere(reconcile), from(integrity).note("(contract check)")}},
		{Mode: model.ModeExpired, By: []Seer{anywhere(expiry).note("of key, token, contract")}, Decoys: []Decoy{anywhere(errors).not(tooLate)}},
	},
	Sources: practice,
}

// fromOutside is what an outside From adds to the sheet of any kind: only To can be measured.
var fromOutside = Sheet{
	Name: "from an outside party, any kind",
	Of:   "added to the sheet of the kind; only To can be measured",
	Rows: []Row{
		{Mode: model.ModeDown, By: []Seer{outside(synthetic), anywhere(reconcile)}},
		{Mode: model.ModeSilent, By: []Seer{to(traffic).note("against last week").when(Steady), anywhere(reconcile)}},
		{Mode: model.ModeSlow, By: []Seer{outside(synthetic)}},
		{Mode: model.ModeErrors, By: []Seer{to(errors)}},
		{Mode: model.ModeOverload, By: []Seer{to(saturation), to(traffic).note("against last week")}},
		{Mode: model.ModeLimited, By: []Seer{to(errors).note("(429 that To answers)"), to(saturation), anywhere(reconcile)}},
		{Mode: model.ModeStale, By: []Seer{to(lagAge).note("(time of the event against arrival)"), to(freshness)}},
		{Mode: model.ModeRepeated, By: []Seer{to(duplicates)}},
		{Mode: model.ModeWrong, By: []Seer{to(integrity), anywhere(reconcile)}},
		{Mode: model.ModeExpired, By: []Seer{anywhere(expiry).note("of key, certificate, contract")}, Decoys: []Decoy{anywhere(errors).not(tooLate)}},
	},
	Sources: practice,
}

// betweenOutside is what two outside ends add to the sheet of any kind: nothing is ours to measure
// but what comes of it.
var betweenOutside = Sheet{
	Name: "between two outside parties, any kind",
	Of:   "added to the sheet of the kind; neither end can be measured",
	Min:  []Seer{outside(synthetic), anywhere(value), anywhere(reconcile)},
	Rows: []Row{
		{Mode: model.ModeDown, By: []Seer{outside(synthetic), anywhere(value), anywhere(reconcile)}},
		{Mode: model.ModeSilent, By: []Seer{anywhere(value), anywhere(reconcile)}},
		{Mode: model.ModeSlow, By: []Seer{outside(synthetic)}},
		{Mode: model.ModeErrors, By: []Seer{anywhere(value), anywhere(reconcile)}},
		{Mode: model.ModeOverload, By: []Seer{outside(synthetic).note("(as it gets slow, or is turned away)")}},
		{Mode: model.ModeLimited, By: []Seer{anywhere(value), anywhere(reconcile)}},
		{Mode: model.ModeStale, By: []Seer{anywhere(reconcile)}},
		{Mode: model.ModeRepeated, By: []Seer{anywhere(reconcile)}},
		{Mode: model.ModeWrong, By: []Seer{anywhere(reconcile), anywhere(value), outside(synthetic).when(ReadsContent)}},
		{Mode: model.ModeExpired, By: []Seer{anywhere(expiry).note("of certificate, domain, contract")}},
	},
	Sources: practice,
}

// added is for modes that the kind of an arrow is not asked, but the drawing asks of it.
var added = Sheet{
	Name: "any mode that only the drawing asks",
	Of:   "where the sheet of the kind has no row",
	Rows: []Row{
		{Mode: model.ModeDown, By: []Seer{from(errors), anywhere(reconcile)}},
		{Mode: model.ModeSilent, By: []Seer{anywhere(traffic).when(Steady), anywhere(heartbeat), anywhere(reconcile)}},
		{Mode: model.ModeSlow, By: []Seer{from(latency), to(latency), anywhere(lagAge), from(synthetic)}},
		{Mode: model.ModeErrors, By: []Seer{from(errors), to(errors), anywhere(deadLetter), anywhere(reconcile)}},
		{Mode: model.ModeOverload, By: []Seer{to(saturation), to(traffic), anywhere(lagDepth).note("(growth)"), from(saturation)}},
		{Mode: model.ModeLimited, By: []Seer{to(saturation), from(saturation), from(errors).note("(429)")}},
		{Mode: model.ModeStale, By: []Seer{anywhere(lagAge), anywhere(freshness), anywhere(reconcile)}},
		{Mode: model.ModeRepeated, By: []Seer{to(duplicates), from(duplicates), anywhere(reconcile)}},
		{Mode: model.ModeWrong, By: []Seer{anywhere(reconcile), anywhere(integrity)}},
		{Mode: model.ModeExpired, By: []Seer{anywhere(expiry).note("of credential, certificate")}, Also: refused},
	},
	Sources: practice,
}

// journey is what a signal of a whole journey sees, whichever of its arrows fails.
var journey = []JourneyRow{
	{
		Signal: value,
		Yes: []model.Mode{
			model.ModeDown, model.ModeSilent, model.ModeErrors, model.ModeOverload, model.ModeLimited, model.ModeWrong, model.ModeExpired,
		},
		Perhaps: []Perhaps{{model.ModeSlow, "it sees that only if people give up waiting"}},
	},
	{
		Signal: synthetic,
		Yes: []model.Mode{
			model.ModeDown, model.ModeSlow, model.ModeErrors, model.ModeOverload, model.ModeLimited, model.ModeExpired,
		},
		Perhaps: []Perhaps{
			{model.ModeSilent, "it sees that only if the test goes on until the effect shows"},
			{model.ModeStale, "it sees that only if it reads the content, which nothing states"},
			{model.ModeRepeated, "it sees that only if it reads the content, which nothing states"},
			{model.ModeWrong, "it sees that only if it reads the content, which nothing states"},
		},
	},
	{
		Signal: errors,
		Yes:    []model.Mode{model.ModeDown, model.ModeErrors, model.ModeOverload, model.ModeLimited, model.ModeExpired},
		Perhaps: []Perhaps{
			{model.ModeSlow, "it sees that only if waiting ends in a failure"},
		},
	},
	{
		Signal: latency,
		Yes:    []model.Mode{model.ModeSlow, model.ModeOverload},
		Perhaps: []Perhaps{
			{model.ModeDown, "it sees that only where attempts that time out are timed"},
			{model.ModeLimited, "it sees that only if what is above the limit waits"},
		},
	},
	{
		Signal:  traffic,
		Perhaps: []Perhaps{{model.ModeSilent, "it sees that nobody comes, not that nothing is passed on"}},
	},
	{Signal: reconcile, Yes: []model.Mode{model.ModeDown, model.ModeSilent, model.ModeErrors, model.ModeLimited, model.ModeRepeated, model.ModeWrong, model.ModeExpired}},
	{Signal: freshness, Yes: []model.Mode{model.ModeDown, model.ModeSilent, model.ModeStale, model.ModeExpired}},
	{Signal: heartbeat, Yes: []model.Mode{model.ModeDown, model.ModeSilent, model.ModeStale, model.ModeExpired}},
	{Signal: lagAge, Yes: []model.Mode{model.ModeDown, model.ModeOverload, model.ModeStale, model.ModeExpired}},
	{Signal: integrity, Yes: []model.Mode{model.ModeWrong}},
	{Signal: duplicates, Yes: []model.Mode{model.ModeRepeated}},
	{Signal: deadLetter, Yes: []model.Mode{model.ModeErrors}},
	{Signal: expiry, Yes: []model.Mode{model.ModeExpired}},
}
