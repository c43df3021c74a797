package wording

import (
	"github.com/linewalk/linewalk/model"
)

// AskReceives is asked about an arrow to a queue from which its author says that something comes.
const AskReceives = "it receives from there: should the arrow run the other way, as an event?"

// AskRetired and AskPlanned are asked about an arrow of which its author says that it is not there for good.
const (
	AskRetired = "it is marked as on its way out: is it still used?"
	AskPlanned = "it is marked as planned: is it built?"
)

// What arrows are carried by, and what is done along them.
var (
	byHand     = []string{"telephone", "phone", "phone-call", "fax", "letter", "post", "paper", "in-person", "face-to-face", "spreadsheet", "excel", "verbal", "word-of-mouth"}
	byWebhook  = []string{"webhook", "webhooks", "web-hook", "callback", "call-back"}
	byCopy     = []string{"cdc", "change-data-capture", "replication", "replicates", "replicate", "replicated", "mirrors", "log-shipping"}
	byMessage  = []string{"amqp", "amqps", "kafka", "rabbitmq", "rabbit-mq", "mqtt", "jms", "stomp", "sqs", "sns", "service-bus", "servicebus", "event-hub", "event-hubs", "eventhub", "pub-sub", "pubsub", "nats", "eventbridge", "event-bus", "eventbus", "kinesis", "pulsar", "activemq", "ibm-mq", "mq", "message-queue", "message-bus", "messaging", "event", "events", "domain-event", "domain-events", "async", "asynchronous", "asynchronously", "publishes", "publish", "event-driven", "cloudevents"}
	byMail     = []string{"smtp", "smtps", "e-mail", "email", "mail", "sms", "push-notification", "push-notifications", "apns", "fcm", "smpp", "pager"}
	byFile     = []string{"ftp", "sftp", "ftps", "scp", "rsync", "file-transfer", "flat-file", "csv", "edi", "batch", "etl", "nightly", "batch-job", "file-drop"}
	byStream   = []string{"websocket", "websockets", "web-socket", "web-sockets", "wss", "socketio", "socket-io", "sse", "server-sent-events", "rtsp", "rtmp", "webrtc", "syslog", "otlp", "statsd", "stream", "streaming", "telemetry"}
	byQuestion = []string{"jdbc", "odbc", "sql", "tds", "tns", "ado-net", "jpa", "hibernate", "entity-framework", "cql", "cypher", "bolt", "mongodb", "postgresql", "postgres", "mysql", "redis", "resp", "ldap", "ldaps"}
	byLookup   = []string{"dns", "service-discovery", "kerberos"}
)

var (
	// receiving is what is done by who lives on what comes from the other end.
	receiving = []string{
		"consumes", "consume", "consumes-from", "subscribes", "subscribe", "subscribes-to", "subscribed", "listens", "listen", "receives", "receive", "polls", "reads-from", "reads", "read", "pulls", "dequeues",
		"downloads", "fetches", "gets", "retrieves", "imports", "loads", "picks-up",
	}
	// sending is what is done by who lets something go.
	sending = []string{"publishes", "publish", "sends", "send", "writes", "write", "emits", "produces", "pushes", "enqueues", "posts", "uploads", "puts", "raises", "notifies", "forwards", "delivers", "exports"}
	// announcing is what is done by who tells whoever listens.
	announcing = []string{"publishes", "publish", "emits", "broadcasts", "event", "events"}
	// lookups are names of what hands out addresses, settings and secrets.
	lookups = []string{
		"consul", "etcd", "vault", "secrets-manager", "secret-manager", "key-vault", "keyvault", "parameter-store", "app-configuration", "config-server", "configuration-server", "eureka", "zookeeper",
		"service-registry", "service-discovery", "feature-flags", "launchdarkly", "unleash", "flagd", "dns", "dns-server", "coredns",
	}
)

// A Link is what a diagram says of an arrow in words.
type Link struct {
	From, To model.ComponentKind
	Async    bool   // the format itself says so
	By       string // what carries it: a protocol, a technology, a kind of relation
	Label    string
	ToWhom   string // what the to-end is called and made of
}

// Kind is what kind of arrow is meant, a call if the words do not say, and what should be asked about it.
func (l Link) Kind() (kind model.Kind, question string) {
	by, label := read(l.By), read(l.Label)
	persons := 0
	for _, end := range []model.ComponentKind{l.From, l.To} {
		if end == model.ComponentPerson {
			persons++
		}
	}
	receives := label.says(receiving) && !label.says(sending)
	switch {
	case persons == 2, persons == 1 && by.says(byHand):
		return model.Manual, ""
	case l.To == model.ComponentPerson:
		return model.Notification, ""
	case l.From == model.ComponentPerson:
		return model.Call, ""
	case by.says(byWebhook) || label.says(byWebhook[:3]):
		return model.Webhook, ""
	case by.says(byCopy), Stores(l.From) && Stores(l.To) && label.says(byCopy):
		return model.Replication, ""
	case l.From == model.ComponentQueue:
		return model.Event, ""
	case l.To == model.ComponentQueue, l.Async, by.says(byMessage):
		if receives && !l.Async {
			return model.Call, AskReceives
		}
		return model.Event, ""
	case l.By == "" && label.says(announcing) && !receives:
		return model.Event, ""
	case by.says(byMail):
		return model.Notification, ""
	case by.says(byFile) && !receives:
		return model.Batch, ""
	case by.says(byStream) && l.From != model.ComponentFrontend:
		return model.Stream, ""
	case Stores(l.To), by.says(byQuestion):
		return model.Query, ""
	case by.says(byLookup), read(l.ToWhom).says(lookups):
		return model.Resolve, ""
	}
	return model.Call, ""
}

// Sends tells whether the label says that something is sent along the arrow.
func (l Link) Sends() bool { return read(l.Label).says(sending) }

// Stores tells whether a kind is one of those that keep what they are given.
func Stores(k model.ComponentKind) bool {
	return k == model.ComponentDatabase || k == model.ComponentCache || k == model.ComponentStorage
}
