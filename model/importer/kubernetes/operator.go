package kubernetes

import (
	"slices"
	"strings"
)

// An operated kind is one of objects that ask an operator to run some software, with the names by which
// others find it. In those, * is the name of the object.
type operated struct {
	group, kind string
	image       string // what it runs, as an image of it would be called
	hosts       []string
	secrets     []string // that the operator makes for its clients, with the host in them
}

// operators are the kinds of those operators that run stores, queues and telemetry.
var operators = []operated{
	{"postgresql.cnpg.io", "Cluster", "postgres", []string{"*-rw", "*-ro", "*-r"}, []string{"*-app", "*-superuser"}},
	{"postgres-operator.crunchydata.com", "PostgresCluster", "postgres", []string{"*-primary", "*-replicas", "*-pgbouncer"}, []string{"*-pguser-*"}},
	{"acid.zalan.do", "postgresql", "postgres", []string{"*", "*-repl", "*-pooler"}, nil},
	{"mysql.oracle.com", "InnoDBCluster", "mysql", []string{"*", "*-instances"}, nil},
	{"k8s.mariadb.com", "MariaDB", "mariadb", []string{"*", "*-primary", "*-secondary"}, nil},
	{"pxc.percona.com", "PerconaXtraDBCluster", "mysql", []string{"*-haproxy", "*-pxc", "*-proxysql"}, nil},
	{"psmdb.percona.com", "PerconaServerMongoDB", "mongodb", []string{"*-rs0", "*-mongos"}, nil},
	{"mongodbcommunity.mongodb.com", "MongoDBCommunity", "mongodb", []string{"*-svc"}, nil},
	{"clickhouse.altinity.com", "ClickHouseInstallation", "clickhouse", []string{"clickhouse-*"}, nil},
	{"elasticsearch.k8s.elastic.co", "Elasticsearch", "elasticsearch", []string{"*-es-http", "*-es-internal-http"}, nil},
	{"kibana.k8s.elastic.co", "Kibana", "kibana", []string{"*-kb-http"}, nil},
	{"databases.spotahome.com", "RedisFailover", "redis", []string{"rfs-*", "rfr-*"}, nil},
	{"redis.redis.opstreelabs.in", "Redis", "redis", []string{"*"}, nil},
	{"redis.redis.opstreelabs.in", "RedisCluster", "redis", []string{"*-leader", "*-follower"}, nil},
	{"dragonflydb.io", "Dragonfly", "dragonfly", []string{"*"}, nil},
	{"kafka.strimzi.io", "Kafka", "kafka", []string{"*-kafka-bootstrap", "*-kafka-brokers"}, nil},
	{"rabbitmq.com", "RabbitmqCluster", "rabbitmq", []string{"*", "*-nodes"}, []string{"*-default-user"}},
	{"minio.min.io", "Tenant", "minio", []string{"minio", "*-hl"}, nil},
	{"opentelemetry.io", "OpenTelemetryCollector", "opentelemetry-collector", []string{"*-collector", "*-collector-headless"}, nil},
	{"jaegertracing.io", "Jaeger", "jaeger", []string{"*-collector", "*-query", "*-agent"}, nil},
	{"monitoring.coreos.com", "Prometheus", "prometheus", []string{"prometheus-operated"}, nil},
	{"monitoring.coreos.com", "Alertmanager", "alertmanager", []string{"alertmanager-operated"}, nil},
	{"k8s.keycloak.org", "Keycloak", "keycloak", []string{"*-service"}, nil},
}

// operator is what an object asks for, if it is of a kind that is known.
func (o *object) operator() (operated, bool) {
	i := slices.IndexFunc(operators, func(k operated) bool { return k.kind == o.kind && k.group == o.group })
	if i < 0 {
		return operated{}, false
	}
	return operators[i], true
}

// named is the names that patterns have for an object.
func (o *object) named(patterns []string) []string {
	var all []string
	for _, p := range patterns {
		all = append(all, strings.Replace(p, "*", o.name, 1))
	}
	return all
}

// issue notes for which Secrets an operator stands, those whose names end in anything included.
func (c *cluster) issue(o *object, k operated) {
	for _, name := range o.named(k.secrets) {
		c.issued.add(o.namespace, name, o.named(k.hosts)[0])
	}
}

// issuedBy is the host of what an operator made a Secret for, empty if none did.
func (c *cluster) issuedBy(namespace, secret string) string {
	if host, known := c.issued.find(namespace, secret); known {
		return host
	}
	for i := range len(secret) {
		if secret[i] != '-' {
			continue
		}
		if host, known := c.issued.find(namespace, secret[:i+1]+"*"); known {
			return host
		}
	}
	return ""
}
