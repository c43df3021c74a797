package wording_test

import (
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/wording"
)

func TestKindOfFigure(t *testing.T) {
	for kind, texts := range map[model.ComponentKind][]string{
		model.ComponentQueue: {
			"RabbitMQ", "Kafka", "NATS", "NATS JetStream", "Apache Kafka", "Kafka cluster", "RabbitMQ\n:5672\nEvents\nMgmt UI :15672", "RabbitMQ :5672", "Event Bus", "Orders (RabbitMQ)", "Message broker: Kafka",
			"\U0001F4E8 Message Bus", "AWS SQS", "Google Pub/Sub", "orders topic", "Redis Queue", "Kafka 3.7", "kafka-1", "jobQueue",
		},
		model.ComponentCache:    {"Redis", "Memcached", "Redis Cache", "Redis :6379\nCaching & Sessions", "Session cache", "redis-cache", "Sessions - Redis 7", "Redis x3"},
		model.ComponentDatabase: {"Postgres", "PostgreSQL 16", "PostgreSQL :5432", "MySQL", "MongoDB Atlas", "Orders\nPostgres", "Orders (PostgreSQL)", "orders-db", "userDB", "Cloud SQL for PostgreSQL", "SQL Server", "Users DB", "pulse_users DB\nAuth & Profiles", "\U0001F5C4\ufe0f PostgreSQL", "Redshift"},
		model.ComponentStorage:  {"S3", "MinIO", "AWS S3", "S3 bucket", "Images (S3)", "Object storage"},
		model.ComponentExternal: {
			"Stripe", "SendGrid", "Stripe API", "Mail (SendGrid)", "CRM (SaaS)", "External API", "Third-party services", "3rd party API", "Payments: Stripe", "OpenAI", "Twilio SMS", "Stripe payment API", "Payments\n(external)", "Slack",
		},
		model.ComponentPerson: {
			"User", "Users", "Customer", "Admin", "\U0001F464 Customer", "\U0001F464 Ana", "\U0001F464", "End user", "Mobile User", "System admin", "user", "Customers (EU)", "\U0001F468\u200d\U0001F4BB Developer", "Shop Staff",
		},
		model.ComponentFrontend: {"React SPA", "Web UI", "Client / Frontend\nNext.js", "Mobile app"},
		model.ComponentGateway:  {"Nginx", "Kong API Gateway\n:8000", "Load Balancer", "API Gateway"},
		model.ComponentService: {
			"", "A", "Orders", "User Service", "UserService", "user-service", "User API", "Customer Portal", "\U0001F465 User Service", "Kafka Consumer", "Redis Exporter", "Postgres backup", "Database Migrator", "Queue Worker",
			"Update database", "Save to S3", "Publish to Kafka", "Is it in the cache?", "Get user", "Create User", "Order Service (MySQL)", "User Service\nNode.js + Prisma\n:8081\nAuth & Users", "Orders (Java, Kafka)",
			"Stripe webhook handler", "Slack bot", "Cloud SQL Proxy", "phpMyAdmin", "Django Admin", "GitHub Actions", "External DNS", "Admin --> console", "Authentication", "Kafka Connect", "Dynamic Secret\nBackend (Database)",
			"Orders\nstored in Postgres", "saveToCache()\nRedis", "Format\n## h2 \u2192 *h2*",
		},
	} {
		for _, text := range texts {
			if got := (wording.Figure{Text: text}).Kind(); got != kind {
				t.Errorf("%q is a %s, want %s", text, got, kind)
			}
		}
	}
	for _, c := range []struct {
		shape model.ComponentKind
		text  string
		want  model.ComponentKind
	}{
		{model.ComponentDatabase, "Orders", model.ComponentDatabase},
		{model.ComponentDatabase, "RabbitMQ", model.ComponentQueue},
		{model.ComponentDatabase, "Redis", model.ComponentCache},
		{model.ComponentStorage, "\U0001F4E8 Message Bus", model.ComponentQueue},
		{model.ComponentDatabase, "MinIO", model.ComponentStorage},
		{model.ComponentDatabase, "Snowflake (SaaS)", model.ComponentExternal},
		{model.ComponentDatabase, "Customers", model.ComponentDatabase},
		{model.ComponentDatabase, "User Service", model.ComponentDatabase},
		{model.ComponentDatabase, "Stripe", model.ComponentExternal},
		{model.ComponentPerson, "Kafka", model.ComponentPerson},
		{model.ComponentExternal, "Kafka", model.ComponentExternal},
		{model.ComponentPlace, "Kafka", model.ComponentPlace},
	} {
		if got := (wording.Figure{Text: c.text, Shape: c.shape}).Kind(); got != c.want {
			t.Errorf("%q with the shape of a %s is a %s, want %s", c.text, c.shape, got, c.want)
		}
	}
}
