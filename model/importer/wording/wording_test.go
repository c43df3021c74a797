package wording_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/wording"
)

func TestKindOfComponent(t *testing.T) {
	tech := func(text string) wording.Box { return wording.Box{Technology: text} }
	for _, c := range []struct {
		box  wording.Box
		want model.ComponentKind
	}{
		{wording.Box{}, model.ComponentService},
		{tech("PostgreSQL 16"), model.ComponentDatabase},
		{tech("Oracle Database Schema"), model.ComponentDatabase},
		{tech("Relational database schema"), model.ComponentDatabase},
		{tech("Amazon RDS for MySQL"), model.ComponentDatabase},
		{tech("Redis 7"), model.ComponentCache},
		{tech("Apache Kafka"), model.ComponentQueue},
		{tech("Azure Service Bus"), model.ComponentQueue},
		{tech("Google Cloud Pub/Sub"), model.ComponentQueue},
		{tech("AWS S3"), model.ComponentStorage},
		{tech("Azure Blob Storage"), model.ComponentStorage},
		{tech("Nginx"), model.ComponentGateway},
		{tech("Spring Cloud Gateway"), model.ComponentGateway},
		{tech("Elastic Load Balancing"), model.ComponentGateway},
		{tech("Java and Spring MVC"), model.ComponentService},
		{tech("Java, Kafka Streams"), model.ComponentService},
		{tech("Node.js, MongoDB driver"), model.ComponentService},
		{tech("ASP.NET Core"), model.ComponentService},
		{tech("C# and SQL Server client"), model.ComponentService},
		{tech("JavaScript and Angular"), model.ComponentFrontend},
		{tech("Xamarin"), model.ComponentFrontend},
		{tech("TypeScript, React"), model.ComponentFrontend},
		{tech("AWS Lambda (Node.js)"), model.ComponentFunction},
		{tech("Spring Batch"), model.ComponentJob},
		{tech("Docker container"), model.ComponentService},
		{wording.Box{Class: "actor"}, model.ComponentPerson},
		{wording.Box{Class: "aws:rds"}, model.ComponentDatabase},
		{wording.Box{Class: "aws:elasticache"}, model.ComponentCache},
		{wording.Box{Class: "aws:subnet"}, model.ComponentPlace},
		{wording.Box{Class: "fluxnova:process-db"}, model.ComponentDatabase},
		{wording.Box{Class: "fluxnova:rest-api"}, model.ComponentService},
		{wording.Box{Class: "mobileApp"}, model.ComponentFrontend},
		{wording.Box{Class: "kafkaTopic"}, model.ComponentQueue},
		{wording.Box{Class: "existingsystem"}, model.ComponentService},
		{wording.Box{Class: "container", Tags: []string{"User", "Database"}}, model.ComponentDatabase},
		{wording.Box{Class: "container", Tags: []string{"Microservice"}, Shape: "Hexagon", Name: "Accounts"}, model.ComponentService},
		{wording.Box{Technology: "Redis", Shape: "Cylinder"}, model.ComponentCache},
		{wording.Box{Technology: "MUMPS", Shape: "Cylinder"}, model.ComponentDatabase},
		{wording.Box{Shape: "Pipe"}, model.ComponentQueue},
		{wording.Box{Shape: "WebBrowser"}, model.ComponentFrontend},
		{wording.Box{Shape: "MobileDevicePortrait"}, model.ComponentFrontend},
		{wording.Box{Name: "Order Database"}, model.ComponentDatabase},
		{wording.Box{Name: "orders-db"}, model.ComponentDatabase},
		{wording.Box{Name: "Database Migrator"}, model.ComponentService},
		{wording.Box{Name: "Kafka Consumer"}, model.ComponentService},
		{wording.Box{Name: "Event Bus", Technology: "C#"}, model.ComponentService},
		{wording.Box{Name: "API Gateway", Technology: "Java"}, model.ComponentGateway},
		{wording.Box{Name: strings.Repeat("x", 100_000) + " database"}, model.ComponentService},
	} {
		if got := c.box.Kind(); got != c.want {
			t.Errorf("%.100v: %v, want %v", c.box, got, c.want)
		}
	}
}

func TestKindOfArrow(t *testing.T) {
	const (
		service  = model.ComponentService
		person   = model.ComponentPerson
		frontend = model.ComponentFrontend
		queue    = model.ComponentQueue
		database = model.ComponentDatabase
	)
	for _, c := range []struct {
		link  wording.Link
		want  model.Kind
		asked string
	}{
		{wording.Link{}, model.Call, ""},
		{wording.Link{By: "JSON/HTTPS", Label: "Makes API calls to"}, model.Call, ""},
		{wording.Link{To: database, Label: "Reads from and writes to", By: "SQL/TCP"}, model.Query, ""},
		{wording.Link{By: "JDBC"}, model.Query, ""},
		{wording.Link{From: person, To: person, Label: "asks"}, model.Manual, ""},
		{wording.Link{From: person, By: "Telephone"}, model.Manual, ""},
		{wording.Link{From: person, By: "WebSocket"}, model.Call, ""},
		{wording.Link{To: person, Label: "Sends e-mails to"}, model.Notification, ""},
		{wording.Link{By: "SMTP"}, model.Notification, ""},
		{wording.Link{Async: true}, model.Event, ""},
		{wording.Link{By: "AMQP"}, model.Event, ""},
		{wording.Link{By: "publishes-event"}, model.Event, ""},
		{wording.Link{To: queue, Label: "Publishes orders to"}, model.Event, ""},
		{wording.Link{To: queue, Label: "Consumes from"}, model.Call, wording.AskReceives},
		{wording.Link{To: queue, Label: "Reads from and writes to"}, model.Event, ""},
		{wording.Link{From: queue, Label: "Subscribes"}, model.Event, ""},
		{wording.Link{By: "Kafka", Label: "subscribes to events of"}, model.Call, wording.AskReceives},
		{wording.Link{Label: "publishes new trade events"}, model.Event, ""},
		{wording.Link{Label: "publishes prices", By: "HTTPS"}, model.Call, ""},
		{wording.Link{Label: "reads events from"}, model.Call, ""},
		{wording.Link{By: "Webhook"}, model.Webhook, ""},
		{wording.Link{By: "SFTP", Label: "sends settlements"}, model.Batch, ""},
		{wording.Link{By: "SFTP", Label: "downloads rates from"}, model.Call, ""},
		{wording.Link{By: "WebSocket"}, model.Stream, ""},
		{wording.Link{From: frontend, By: "WebSocket"}, model.Call, ""},
		{wording.Link{From: database, To: database, Label: "Replicates data to"}, model.Replication, ""},
		{wording.Link{Label: "Replicates data to"}, model.Call, ""},
		{wording.Link{By: "CDC"}, model.Replication, ""},
		{wording.Link{ToWhom: "HashiCorp Vault"}, model.Resolve, ""},
		{wording.Link{ToWhom: "secrets aws:secrets-manager"}, model.Resolve, ""},
	} {
		got, asked := c.link.Kind()
		if got != c.want || asked != c.asked {
			t.Errorf("%v: %v %q, want %v %q", c.link, got, asked, c.want, c.asked)
		}
	}
}

func TestTags(t *testing.T) {
	for _, word := range []string{"Deprecated", "retired", "End of Life", "ARCHIVED"} {
		if !wording.IsRetired(word) {
			t.Errorf("%s is on its way out", word)
		}
	}
	for _, word := range []string{"", "not deprecated yet", "live"} {
		if wording.IsRetired(word) || wording.IsPlanned(word) {
			t.Errorf("%s says nothing", word)
		}
	}
	if !wording.IsPlanned("To-Be") || !wording.IsPlanned("planned") {
		t.Error("they are planned")
	}
	if !wording.IsClass("Database", model.ComponentDatabase) || wording.IsClass("pci", model.ComponentService) || wording.IsClass("Database", model.ComponentCache) {
		t.Error("only a word for the kind is one")
	}
}

func TestOwner(t *testing.T) {
	for _, key := range []string{"owner", "Owner", "owning-team", "owningTeam", "Team", "Ownership", "maintained by"} {
		if !wording.NamesOwner(key) {
			t.Errorf("%s names an owner", key)
		}
	}
	for _, key := range []string{"", "product", "data-owner-policy", "created-by", "teams-channel"} {
		if wording.NamesOwner(key) {
			t.Errorf("%s names none", key)
		}
	}
	for value, want := range map[string]string{
		" Team 1 ": "Team 1", "n/a": "", "TBD": "", "https://x.example": "", "a\nb": "", strings.Repeat("a", 81): "", "": "",
	} {
		if got := wording.Owner(value); got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
}
