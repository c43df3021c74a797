package wording

import (
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A family is the words for a kind of component.
type family struct {
	kind  model.ComponentKind
	words []string
}

// classes are what formats and people call a kind of component: in a type, a tag, a shape.
var classes = []family{
	{model.ComponentPerson, []string{"person", "people", "actor", "user", "human", "persona", "staff", "end-user"}},
	{model.ComponentExternal, []string{
		"external", "external-system", "externalsystem", "system-ext", "third-party", "3rd-party", "thirdparty", "saas", "vendor", "ecosystem", "partner-system",
	}},
	{model.ComponentPlace, []string{
		"vpc", "vnet", "subnet", "region", "availability-zone", "availabilityzone", "data-center", "datacenter", "data-centre", "network", "internal-network",
		"resource-group", "enterprise", "boundary",
	}},
	{model.ComponentDatabase, []string{"cylinder", "ldap", "data-store", "datastore", "repository-db"}},
	{model.ComponentQueue, []string{"pipe", "message-channel"}},
	{model.ComponentStorage, []string{"data-asset", "bucket", "folder", "file-system", "filesystem"}},
	{model.ComponentFrontend, []string{"webclient", "mobile-device-portrait", "mobile-device-landscape", "mobile", "window", "browser"}},
	{model.ComponentDevice, []string{"device", "iot-device", "sensor", "hardware"}},
	{model.ComponentJob, []string{"job", "batch", "cron", "scheduled-task"}},
	{model.ComponentFunction, []string{"function", "faas"}},
}

// platforms are words for what runs code, and not for what the code does.
var platforms = []family{
	{model.ComponentFunction, []string{
		"lambda", "lambdas", "azure-functions", "azure-function", "cloud-function", "cloud-functions", "function-app", "serverless-function", "serverless-functions",
	}},
	{model.ComponentJob, []string{"cron-job", "cronjob", "cronjobs", "batch-job", "scheduled-job", "spring-batch", "nightly-job"}},
	{model.ComponentGateway, []string{
		"api-gateway", "apigateway", "load-balancer", "loadbalancer", "load-balancing", "reverse-proxy", "nginx", "haproxy", "traefik", "envoy", "kong", "apigee", "apisix",
		"krakend", "elb", "alb", "nlb", "application-gateway", "front-door", "ingress", "ingress-controller", "zuul", "spring-cloud-gateway", "ocelot", "yarp", "cloudfront", "cdn",
		"api-management", "istio-gateway",
	}},
	{model.ComponentFrontend, []string{
		"react", "reactjs", "react-native", "angular", "angularjs", "vue", "vuejs", "vue-js", "svelte", "sveltekit", "next-js", "nextjs", "nuxt", "nuxtjs", "ember", "jquery", "blazor",
		"xamarin", "flutter", "swift", "swiftui", "ios", "android", "ionic", "cordova", "electron", "wpf", "winforms", "javafx", "single-page-application",
		"single-page-app", "spa", "mobile-app", "mobileapp", "mobile-application", "web-browser", "webbrowser", "web-client", "front-end", "frontend", "pwa",
	}},
}

// languages are words for code that somebody wrote. What is written so is no store and no queue, though it
// may talk to one.
var languages = []string{
	"java", "spring", "spring-boot", "kotlin", "scala", "golang", "go", "python", "django", "flask", "fastapi", "ruby", "rails", "php", "laravel", "symfony", "node", "nodejs",
	"express", "expressjs", "nestjs", "c#", "net", "dotnet", "asp", "rust", "elixir", "phoenix", "erlang", "perl", "cobol", "clojure", "c++", "groovy", "quarkus", "micronaut",
	"akka", "servlet", "kafka-streams", "typescript", "rest-controller", "microservice", "micro-service", "rest-api", "web-service", "application-server",
}

// products are words for software that stores or passes on, and for what it is used as.
var products = []family{
	{model.ComponentCache, []string{
		"redis", "valkey", "memcached", "keydb", "dragonfly", "hazelcast", "ehcache", "elasticache", "memorystore", "cache", "caching", "varnish", "infinispan",
	}},
	{model.ComponentQueue, []string{
		"kafka", "rabbitmq", "rabbit-mq", "activemq", "active-mq", "artemis", "redpanda", "pulsar", "nats", "mosquitto", "emqx", "hivemq", "ibm-mq", "websphere-mq", "mq-series", "msmq",
		"rocketmq", "zeromq", "nsq", "sqs", "sns", "amazon-mq", "eventbridge", "kinesis", "msk", "service-bus", "servicebus", "event-hub", "event-hubs", "eventhub", "eventhubs", "event-grid",
		"pub-sub", "pubsub", "queue", "queues", "message-queue", "messagequeue", "topic", "topics", "event-bus", "eventbus", "message-bus", "messagebus", "message-broker",
		"messagebroker", "event-broker", "broker", "event-stream", "mqtt-broker", "jms-queue",
	}},
	{model.ComponentStorage, []string{
		"s3", "simple-storage-service", "blob-storage", "blob-store", "blobstore", "object-storage", "object-store", "cloud-storage", "minio", "azurite", "ceph", "nfs", "smb", "efs", "file-share",
		"file-storage", "file-store", "file-server", "sharepoint", "hdfs", "data-lake", "datalake", "adls", "bucket", "storage-bucket", "storage-account", "filesystem", "file-system",
	}},
	{model.ComponentDatabase, []string{
		"database", "databases", "db", "rdbms", "relational-database", "database-schema", "databaseschema", "nosql", "postgres", "postgresql", "postgis", "timescaledb", "mysql", "mariadb", "percona",
		"oracle", "mssql", "sql-server", "sqlserver", "azure-sql", "sqlite", "db2", "h2", "mongo", "mongodb", "cassandra", "scylla", "scylladb", "couchdb", "couchbase", "neo4j",
		"influxdb", "influx", "clickhouse", "elasticsearch", "elastic-search", "opensearch", "solr", "dynamodb", "dynamo-db", "cosmos-db", "cosmosdb", "documentdb", "document-db", "firestore",
		"bigtable", "bigquery", "spanner", "rds", "aurora", "redshift", "snowflake", "cockroachdb", "cockroach", "teradata", "sybase", "informix", "hbase", "arangodb", "orientdb", "ravendb",
		"supabase", "planetscale", "tidb", "vector-store", "vector-database", "pinecone", "qdrant", "weaviate", "milvus", "data-warehouse", "datawarehouse", "search-index", "graph-database",
		"event-store", "eventstore",
	}},
}

// heads are words that a name ends with, and that say what is so called.
var heads = []family{
	{model.ComponentCache, []string{"cache", "redis"}},
	{model.ComponentQueue, []string{"queue", "topic", "event-bus", "message-bus", "message-broker", "event-broker", "kafka", "rabbitmq", "service-bus", "event-hub", "event-stream", "mq", "message-queue"}},
	{model.ComponentStorage, []string{"bucket", "blob-storage", "object-storage", "object-store", "file-store", "file-share", "file-storage", "data-lake", "s3", "file-system"}},
	{model.ComponentDatabase, []string{
		"database", "databases", "db", "data-store", "datastore", "data-warehouse", "datawarehouse", "postgres", "postgresql", "mysql", "mongodb", "elasticsearch", "database-schema", "event-store", "sql-server",
	}},
	{model.ComponentGateway, []string{"api-gateway", "load-balancer", "reverse-proxy", "ingress", "loadbalancer", "apigateway", "ingress-controller", "proxy-server"}},
	{model.ComponentFrontend, []string{
		"mobile-app", "mobile-application", "web-browser", "single-page-application", "single-page-app", "spa", "frontend", "front-end", "web-ui", "ui", "website", "web-site", "ios-app", "android-app",
	}},
}

// A Box is what a diagram says of a component in words.
type Box struct {
	Class      string   // what the format or its author calls things of the kind
	Tags       []string // other words of the author, which may speak of anything
	Technology string
	Shape      string
	Name       string
}

// Kind is what kind of component is meant, a service if the words do not say. What the author calls it counts
// before what it is made of, that before its shape, and that before its name.
func (b Box) Kind() model.ComponentKind {
	written := false // it is code that somebody wrote
	class, said := classed(b.Class)
	if class != model.ComponentService {
		return class
	}
	written = written || said
	for _, tag := range b.Tags {
		kind, said := classed(tag)
		if kind != model.ComponentService && kind != model.ComponentPerson && kind != model.ComponentPlace {
			return kind
		}
		written = written || said && kind == model.ComponentService
	}
	kind, said := made(b.Technology)
	if kind != model.ComponentService {
		return kind
	}
	if shape, _ := classed(b.Shape); shape != model.ComponentService {
		return shape
	}
	return named(b.Name, written || said)
}

// named is the kind that a name ends with. What is written code is no store and no queue.
func named(name string, written bool) model.ComponentKind {
	text := read(name)
	for _, f := range heads {
		if text.any(f.words, phrase.ends) && (!written || f.kind == model.ComponentFrontend || f.kind == model.ComponentGateway) {
			return f.kind
		}
	}
	return model.ComponentService
}

// IsClass tells whether a tag says no more than the kind of a component does.
func IsClass(tag string, kind model.ComponentKind) bool {
	said, known := classed(tag)
	return known && said == kind
}

// classed is the kind that a class names: the class as a whole, without what stands before a colon, or software
// that a word of it names.
func classed(class string) (model.ComponentKind, bool) {
	text := read(class[strings.LastIndexByte(class, ':')+1:])
	for _, f := range classes {
		if text.any(f.words, phrase.is) {
			return f.kind, true
		}
	}
	return made(class)
}

// made is the kind of what is made of a technology.
func made(technology string) (model.ComponentKind, bool) {
	text := read(technology)
	for _, f := range platforms {
		if text.says(f.words) {
			return f.kind, true
		}
	}
	if text.says(languages) {
		return model.ComponentService, true
	}
	for _, f := range products {
		if text.says(f.words) {
			return f.kind, true
		}
	}
	return model.ComponentService, false
}
