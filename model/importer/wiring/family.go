package wiring

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A family is a kind of software that is known by the name of its image, or of its service.
type family struct {
	kind  model.ComponentKind
	words []string
}

// families are told apart in this order. A word of more than one part is found in the whole name.
var families = []family{
	{model.ComponentService, []string{"exporter", "adminer", "pgadmin", "phpmyadmin", "mongo-express", "kafka-ui", "kafdrop", "redis-commander", "schema-registry"}},
	{model.ComponentDatabase, []string{
		"postgres", "postgresql", "postgis", "timescaledb", "pgvector", "mysql", "mariadb", "percona", "mongo", "mongodb", "mssql", "azure-sql-edge",
		"oracle", "cockroach", "cockroachdb", "cassandra", "scylla", "scylladb", "couchdb", "couchbase", "neo4j", "influxdb", "clickhouse",
		"elasticsearch", "opensearch", "solr", "meilisearch", "typesense", "qdrant", "weaviate", "milvus", "dynamodb", "dynamodb-local", "rethinkdb",
		"arangodb", "db2", "firebird", "surrealdb", "tidb", "yugabyte", "questdb", "dgraph", "ravendb", "db", "database", "sqldata", "sql",
	}},
	{model.ComponentCache, []string{"redis", "valkey", "memcached", "keydb", "dragonfly", "hazelcast", "varnish", "cache"}},
	{model.ComponentQueue, []string{
		"kafka", "cp-kafka", "redpanda", "rabbitmq", "nats", "activemq", "artemis", "pulsar", "mosquitto", "emqx", "nsq", "nsqd", "elasticmq",
		"rocketmq", "hivemq", "vernemq", "eclipse-mosquitto", "eventbus", "broker", "mq",
	}},
	{model.ComponentStorage, []string{"minio", "azurite", "seaweedfs", "ceph", "s3", "sftp", "samba"}},
	{model.ComponentGateway, []string{"nginx", "envoy", "traefik", "haproxy", "caddy", "kong", "apisix", "krakend", "nginx-proxy", "apigw", "gateway"}},
}

// resolvers hand out configuration, secrets, flags and addresses.
var resolvers = []string{"consul", "etcd", "vault", "flagd", "unleash", "eureka", "zookeeper", "coredns", "config-server", "configserver", "schema-registry", "openbao"}

// sinks take what others tell of themselves.
var sinks = []string{
	"otel-collector", "otelcol", "opentelemetry-collector", "opentelemetry-collector-contrib", "collector", "jaeger", "zipkin", "tempo", "loki",
	"prometheus", "mimir", "thanos", "victoriametrics", "victoria-metrics", "pushgateway", "graphite", "statsd", "fluentd", "fluent-bit", "vector",
	"logstash", "log-server", "apm-server", "seq", "datadog", "pyroscope", "opamp", "sentry", "signoz", "telegraf",
}

// watchers look at what was told, or go and ask.
var watchers = []string{
	"grafana", "kibana", "alertmanager", "promtail", "filebeat", "metricbeat", "cadvisor", "exporter", "nodeexporter", "alloy", "chronograf",
	"uptime-kuma", "opensearch-dashboards",
}

// fronts are what users face, and what passes their requests on.
var fronts = []string{
	"frontend", "front", "ui", "web", "webapp", "website", "site", "spa", "client", "portal", "storefront", "bff", "gateway", "proxy", "edge", "ingress",
	"router", "nginx", "httpd", "apache", "envoy", "traefik", "caddy", "haproxy", "kong",
}

// imageName is the name of an image without registry, tag and digest.
func imageName(image string) string {
	name := image[strings.LastIndexByte(image, '/')+1:]
	name, _, _ = strings.Cut(name, "@")
	name, _, _ = strings.Cut(name, ":")
	return strings.ToLower(name)
}

// isOf tells whether a name is that of a family: a word of it, or a run of its words.
func isOf(name string, family []string) bool {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	whole := "-" + strings.Join(parts, "-") + "-"
	return slices.ContainsFunc(family, func(word string) bool { return strings.Contains(whole, "-"+word+"-") })
}

// helpers are words of names of programs that work with the software they are called after.
var helpers = []string{
	"consumer", "producer", "worker", "client", "ui", "gui", "web", "admin", "exporter", "backup", "restore", "init", "setup", "seed", "migration", "migrations",
	"migrate", "connect", "console", "dashboard", "manager", "job", "topics", "operator", "bridge", "service", "api", "app", "sync", "loader", "cli", "test",
}

// beside are words behind the name of a store or a queue by which something is called that stands before it, or beside it.
var beside = []string{
	"meta", "rest", "gateway", "proxy", "exporter", "router", "pooler", "viewer", "browser", "express", "commander", "monitor", "agent", "sidecar",
	"connector", "adapter", "lb", "balancer",
}

// errands are words of the names of what prepares a store or a queue, or cleans up in it, and runs its image.
var errands = []string{"init", "setup", "seed", "seeder", "migrate", "migration", "migrations", "migrator", "bootstrap", "backup", "restore", "topics", "creator"}

// hasWord tells whether one of some words is in a name.
func hasWord(name string, of []string) bool {
	return slices.ContainsFunc(words(name), func(w string) bool { return slices.Contains(of, strings.ToLower(w)) })
}

// leads tells whether a name starts with a word of a family, or ends with one where that counts too, and is
// not that of a helper.
func leads(name string, family []string, ends bool) bool {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	if len(parts) == 0 || slices.ContainsFunc(parts, func(part string) bool { return slices.Contains(helpers, part) }) {
		return false
	}
	whole := strings.Join(parts, "-")
	return slices.ContainsFunc(family, func(word string) bool {
		return whole == word || strings.HasPrefix(whole, word+"-") || ends && strings.HasSuffix(whole, "-"+word) ||
			strings.TrimRight(parts[0], "0123456789") == word
	})
}

// kind is what a part is: as stated, else by its image if that says it, else by its name.
func (p *Part) kind() model.ComponentKind {
	if p.Component.Kind != model.ComponentService {
		return p.Component.Kind
	}
	image := imageName(p.Image)
	generic := strings.HasSuffix(image, "-db") || strings.HasSuffix(image, "-database")
	for _, f := range families {
		if image != "" && leads(image, f.words, generic) {
			return f.of(image, p.Component.Name)
		}
	}
	for _, f := range families {
		if leads(p.Component.Name, f.words, true) {
			return f.of(p.Component.Name, p.Component.Name)
		}
	}
	return model.ComponentService
}

// of is the kind of what is known by the name of a family, and called by a name. What stands beside a store or runs
// an errand for it is a service.
func (f family) of(known, called string) model.ComponentKind {
	if held := stores(f.kind) || f.kind == model.ComponentQueue; held && (hasWord(known, beside) || hasWord(called, errands)) {
		return model.ComponentService
	}
	return f.kind
}

// is tells whether a part belongs to a family, by its image or its name.
func (p *Part) is(family []string) bool {
	return isOf(imageName(p.Image), family) || isOf(p.Component.Name, family)
}

func (p *Part) isTelemetry() bool { return p.is(sinks) || p.is(watchers) }

// IsProxy tells whether a part runs one of the proxies that are called so.
func (p *Part) IsProxy(names ...string) bool { return isOf(imageName(p.Image), names) }

func stores(k model.ComponentKind) bool {
	return k == model.ComponentDatabase || k == model.ComponentCache || k == model.ComponentStorage
}

// stem is where a part lives and its name without the words that say what kind of thing it is.
func (p *Part) stem() string {
	kept := slices.Clone(p.Component.In)
	for _, w := range words(p.Component.Name) {
		word := strings.ToLower(w)
		kind := slices.Contains([]string{"service", "svc", "server", "api", "app"}, word)
		for _, f := range families {
			kind = kind || stores(f.kind) && slices.Contains(f.words, word)
		}
		if !kind {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, "-")
}
