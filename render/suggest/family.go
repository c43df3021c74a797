package suggest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/model"
)

// A family is metrics that one program or convention has, with the labels by which they tell arrows
// apart. FROM and TO in the labels stand for the names of the ends.
type family struct {
	of    string // whose they are
	kinds []model.Kind
	at    []model.Vantage
	words []string // one of which the end that is measured bears; none for conventions that fit all
	via   []string // one of which the arrow's `via` bears, where it is stated; none for any
	fills map[role]string
}

// http are the protocols that are HTTP underneath.
var http = []string{"http", "https", "http2", "rest", "graphql", "json", "tls", "mtls"}

// families are of the names that the table of signals calls typical, those with which an expression
// can be made.
var families = []family{
	{
		of: "OpenTelemetry, service graph connector", kinds: []model.Kind{model.Call}, at: []model.Vantage{model.AtFrom},
		fills: map[role]string{
			attempts: `traces_service_graph_request_total{client="FROM", server="TO"}`,
			failures: `traces_service_graph_request_failed_total{client="FROM", server="TO"}`,
		},
	},
	{
		of: "OpenTelemetry, HTTP client", kinds: []model.Kind{model.Call}, at: []model.Vantage{model.AtFrom}, via: http,
		fills: map[role]string{buckets: `http_client_request_duration_seconds_bucket{job="FROM", server_address="TO"}`},
	},
	{
		of: "gRPC client middleware", kinds: []model.Kind{model.Call}, at: []model.Vantage{model.AtFrom}, via: []string{"grpc"},
		fills: map[role]string{
			attempts: `grpc_client_handled_total{job="FROM", grpc_service=~".*TO.*"}`,
			failures: `grpc_client_handled_total{job="FROM", grpc_service=~".*TO.*", grpc_code!="OK"}`,
			buckets:  `grpc_client_handling_seconds_bucket{job="FROM", grpc_service=~".*TO.*"}`,
		},
	},
	{
		of: "OpenTelemetry, HTTP server", kinds: []model.Kind{model.Call, model.Webhook}, at: []model.Vantage{model.AtTo}, via: http,
		fills: map[role]string{
			attempts: `http_server_request_duration_seconds_count{job="TO"}`,
			failures: `http_server_request_duration_seconds_count{job="TO", http_response_status_code=~"5..|429"}`,
			buckets:  `http_server_request_duration_seconds_bucket{job="TO"}`,
		},
	},
	{
		of: "client libraries of Prometheus", kinds: []model.Kind{model.Call, model.Webhook}, at: []model.Vantage{model.AtTo}, via: http,
		fills: map[role]string{
			attempts: `http_requests_total{job="TO"}`,
			failures: `http_requests_total{job="TO", code=~"5..|429"}`,
			buckets:  `http_request_duration_seconds_bucket{job="TO"}`,
		},
	},
	{
		of: "OpenTelemetry, database client", kinds: []model.Kind{model.Query}, at: []model.Vantage{model.AtFrom},
		fills: map[role]string{
			attempts: `db_client_operation_duration_seconds_count{job="FROM", server_address="TO"}`,
			buckets:  `db_client_operation_duration_seconds_bucket{job="FROM", server_address="TO"}`,
		},
	},
	{
		of: "blackbox exporter", at: []model.Vantage{model.AtOutside},
		fills: map[role]string{
			probe: `probe_success{instance=~".*TO.*"}`,
			date:  `probe_ssl_earliest_cert_expiry{instance=~".*TO.*"}`,
		},
	},
	{
		of: "RabbitMQ", kinds: []model.Kind{model.Event}, at: []model.Vantage{model.AtFrom}, words: []string{"rabbit", "rabbitmq"},
		fills: map[role]string{
			state: `rabbitmq_queue_consumers{queue="TO"}`,
			head:  `rabbitmq_queue_head_message_timestamp{queue="TO"}`,
		},
	},
	{
		of: "Kafka exporter", kinds: []model.Kind{model.Event, model.Stream}, at: []model.Vantage{model.AtFrom}, words: []string{"kafka"},
		fills: map[role]string{backlog: `kafka_consumergroup_lag{consumergroup="TO"}`},
	},
	{
		of: "Sidekiq exporter", kinds: []model.Kind{model.Event}, at: []model.Vantage{model.AtFrom}, words: []string{"sidekiq"},
		fills: map[role]string{age: `sidekiq_queue_latency_seconds{queue="TO"}`},
	},
	{
		of: "Redis exporter", kinds: []model.Kind{model.Query}, at: []model.Vantage{model.AtTo}, words: []string{"redis", "valkey"},
		fills: map[role]string{
			used:     `redis_connected_clients{job="TO"}`,
			attempts: `redis_keyspace_hits_total{job="TO"}`,
		},
	},
	{
		of: "Redis exporter", kinds: []model.Kind{model.Replication}, at: []model.Vantage{model.AtTo}, words: []string{"redis", "valkey"},
		fills: map[role]string{state: `redis_master_link_up{job="TO"}`},
	},
	{
		of: "PostgreSQL exporter", kinds: []model.Kind{model.Query, model.Replication}, at: []model.Vantage{model.AtTo},
		words: []string{"postgres", "postgresql", "pg"},
		fills: map[role]string{age: `pg_replication_lag_seconds{job="TO"}`},
	},
	{
		of: "kube-state-metrics", kinds: []model.Kind{model.Batch, model.Trigger}, at: []model.Vantage{model.AtTo},
		words: []string{"cronjob", "kubernetes", "k8s"},
		fills: map[role]string{stamp: `kube_cronjob_status_last_successful_time{cronjob="TO"}`},
	},
}

// typicalFor lists the families that an arrow may have at a vantage.
func typicalFor(a *model.Arrow, at model.Vantage) []*family {
	var found []*family
	for i := range families {
		f := &families[i]
		fits := slices.Contains(f.at, at) && (len(f.kinds) == 0 || slices.Contains(f.kinds, a.Kind.Value))
		if fits && isOf(measured(a, at), f.words) && goesBy(a, f.via) {
			found = append(found, f)
		}
	}
	return found
}

// measured is the component at a vantage; To is what is looked at from outside.
func measured(a *model.Arrow, at model.Vantage) *model.Component {
	if at == model.AtFrom {
		return a.From
	}
	return a.To
}

// isOf tells whether what a drawing says of a component bears one of the words.
func isOf(c *model.Component, words []string) bool {
	return len(words) == 0 || bears(strings.Join([]string{c.Name, c.Label.Value, c.Description.Value}, " "), words)
}

// goesBy tells whether an arrow is known to go by one of some protocols, or not known not to.
func goesBy(a *model.Arrow, protocols []string) bool {
	return len(protocols) == 0 || a.Via.Value == "" || bears(a.Via.Value, protocols)
}

// bears tells whether a text has one of the words.
func bears(text string, words []string) bool {
	said := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(said, w) })
}

// selector is what fills a role for an arrow; ok is false where nothing does.
func (f *family) selector(r role, a *model.Arrow) (s source, ok bool) {
	written, ok := f.fills[r]
	if !ok {
		return s, false
	}
	within := func(name string) string { return quoted("(?i).*" + regexp.QuoteMeta(name) + ".*") }
	name, labels, _ := strings.Cut(written, "{")
	labels = strings.NewReplacer(
		`"FROM"`, quoted(a.From.Name), `"TO"`, quoted(a.To.Name), `".*TO.*"`, within(a.To.Name),
	).Replace(labels)
	return source{name, "{" + labels, typical, "typical (" + f.of + ")"}, true
}
