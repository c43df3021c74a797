package wording

import (
	"slices"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/model"
)

// mostExtras is how many words are looked at for what a name is, from the last one on.
const mostExtras = 4

// Words that only tell one of several apart, or say how something runs, behind the name of what it is.
var extras = []string{
	"cluster", "clusters", "server", "servers", "instance", "instances", "node", "nodes", "primary", "secondary", "replica", "replicas", "master", "slave", "standby", "leader", "follower", "main",
	"shard", "shards", "pod", "container", "managed", "cloud", "serverless", "sentinel", "jetstream", "streaming", "atlas", "exchange", "enterprise", "alpine", "latest", "ha", "shared", "local", "internal", "optional",
}

// Words that a name ends with if it is code that somebody wrote, or a tool for what is named before it.
var code = []string{
	"service", "services", "svc", "api", "apis", "app", "apps", "application", "backend", "worker", "workers", "consumer", "consumers", "producer", "producers", "publisher", "subscriber", "handler",
	"handlers", "listener", "processor", "controller", "manager", "client", "clients", "adapter", "connector", "driver", "exporter", "importer", "proxy", "pooler", "operator", "sidecar", "agent", "daemon",
	"scheduler", "bot", "module", "library", "sdk", "cli", "tool", "script", "scripts", "panel", "portal", "console", "dashboard", "page", "screen", "view", "form", "migration", "migrations",
	"migrator", "backup", "backups", "wrapper", "repository", "engine", "job", "jobs", "monitor", "integration", "webhook", "webhooks", "plugin", "component", "interface", "layer", "function",
}

// ambiguous are those of them that say nothing by themselves.
var ambiguous = []string{"client", "clients"}

// What makes a text a step, a condition or a sentence, and no name of a thing.
var (
	steps = []string{
		"add", "check", "clear", "close", "configure", "connect", "create", "delete", "deploy", "drop", "enqueue", "fetch", "find", "flush", "get", "identify", "init", "initialize", "insert", "install",
		"invalidate", "invite", "lookup", "migrate", "notify", "open", "persist", "populate", "publish", "push", "query", "redirect", "refresh", "register", "remove", "retrieve", "return", "save", "seed",
		"select", "send", "setup", "start", "stop", "sync", "update", "use", "validate", "verify",
	}
	sentences = []string{"to", "from", "in", "into", "the", "via", "with", "by", "using", "on", "no", "not", "is", "has", "if"}
)

// persons are people as users of a system, and roles are those that are common as names of software too, unless
// one of certain words stands before them.
var (
	persons = []string{
		"user", "users", "end-user", "end-users", "enduser", "endusers", "customer", "customers", "visitor", "visitors", "guest", "guests", "shopper", "shoppers", "buyer", "buyers", "person",
		"people", "human", "humans", "actor", "citizen", "citizens", "employee", "employees",
	}
	roles = []string{"admin", "admins", "administrator", "administrators", "operators", "developer", "developers", "engineer", "engineers", "staff"}

	roleOf = []string{"system", "site", "super", "shop", "store", "it", "business", "platform", "tenant", "org", "organization", "account", "internal", "external", "support", "software", "data", "devops", "sre", "on-call"}
)

// actors are the pictures that stand for a person: busts, people, and people at work.
var actors = []*unicode.RangeTable{{R32: []unicode.Range32{
	{Lo: 0x1F464, Hi: 0x1F465, Stride: 1},
	{Lo: 0x1F466, Hi: 0x1F469, Stride: 1},
	{Lo: 0x1F46A, Hi: 0x1F46E, Stride: 1},
	{Lo: 0x1F474, Hi: 0x1F477, Stride: 1},
	{Lo: 0x1F481, Hi: 0x1F482, Stride: 1},
	{Lo: 0x1F575, Hi: 0x1F575, Stride: 1},
	{Lo: 0x1F5E3, Hi: 0x1F5E3, Stride: 1},
	{Lo: 0x1F645, Hi: 0x1F647, Stride: 1},
	{Lo: 0x1F64B, Hi: 0x1F64B, Stride: 1},
	{Lo: 0x1F9CD, Hi: 0x1F9CD, Stride: 1},
	{Lo: 0x1F9D1, Hi: 0x1F9D5, Stride: 1},
}}}

// outside is software that others run as a service, and that nobody runs himself.
var outside = []string{
	"stripe", "paypal", "adyen", "braintree", "klarna", "mollie", "razorpay", "checkout-com", "worldpay", "plaid", "paddle", "sendgrid", "mailgun", "mailchimp", "mailjet", "postmark", "twilio", "vonage", "nexmo", "ses", "amazon-ses",
	"aws-ses", "auth0", "okta", "cognito", "entra-id", "azure-ad", "google-oauth", "slack", "discord", "telegram", "whatsapp", "pagerduty", "opsgenie", "datadog", "new-relic", "newrelic", "sentry", "rollbar", "github", "openai",
	"anthropic", "gemini", "google-maps", "mapbox", "algolia", "salesforce", "hubspot", "zendesk", "intercom", "shopify", "launchdarkly", "contentful", "mixpanel", "amplitude", "google-analytics", "firebase", "fcm", "apns", "cloudinary",
	"docusign", "fedex", "dhl", "quickbooks", "xero", "avalara", "taxjar", "saas",
}

// offers are words behind the name of such software that say which part of it is meant.
var offers = []string{
	"api", "apis", "payment", "payments", "payment-gateway", "payment-provider", "gateway", "checkout", "oauth", "oauth2", "sso", "login", "email", "emails", "mail", "sms", "service", "services", "platform", "provider", "system", "com",
}

// strangers are what a thing outside of the system is called, before a word for any such thing.
var (
	strangers = []string{"external", "third-party", "3rd-party", "thirdparty", "saas"}
	things    = []string{"service", "services", "system", "systems", "api", "apis", "provider", "providers", "saas", "party", "parties", "integrations", "vendor", "vendors", "app", "apps"}
)

// A Figure is a box of a picture.
type Figure struct {
	Text  string // what stands in it, line by line
	Shape model.ComponentKind
}

// Kind is what kind of component is meant, a service if nothing says more. Words count before the shape: a
// broker is often drawn with the shape of a database. What is called after people and drawn as a store holds
// what is known of them.
func (f Figure) Kind() model.ComponentKind {
	switch f.Shape {
	case model.ComponentPlace, model.ComponentPerson, model.ComponentExternal:
		return f.Shape
	}
	said := f.words()
	if said == model.ComponentService || said == model.ComponentPerson && Stores(f.Shape) {
		return f.Shape
	}
	return said
}

// words is the kind that the text says. Its first part is a name; what it is made of may stand in the others.
func (f Figure) words() model.ComponentKind {
	text := f.Text[:min(len(f.Text), longest)]
	if strings.Contains(text, "?") || strings.Contains(text, "()") {
		return model.ComponentService
	}
	parts := partsOf(text)
	if len(parts) == 0 {
		if drawsActor(text) {
			return model.ComponentPerson
		}
		return model.ComponentService
	}
	kind, said := titled(parts[0])
	for _, part := range parts[1:] {
		text := read(part)
		switch {
		case kind != model.ComponentPerson && text.any(strangers, phrase.is):
			return model.ComponentExternal
		case kind != model.ComponentService || said || isSentence(text) || strings.Contains(part, "\u2192"):
		case text.says(languages) || text.any(code, phrase.ends):
			said = true
		default:
			kind = bare(part)
		}
	}
	if kind == model.ComponentService && !said && drawsActor(text) {
		return model.ComponentPerson
	}
	return kind
}

// unparted writes what is one word as one, and what parts words as a line end.
var unparted = strings.NewReplacer("Pub/Sub", "PubSub", "pub/sub", "pubsub", " - ", "\n", "Node.js", "nodejs")

// partsOf takes a text apart where its author did: at line ends, brackets and signs.
func partsOf(text string) []string {
	text = unparted.Replace(text)
	return slices.DeleteFunc(strings.FieldsFunc(text, func(r rune) bool {
		return strings.ContainsRune("\n()[]{},;:|/\u2013\u2014\u00b7\u2022+&=\"", r)
	}), func(part string) bool { return join(part, false) == "-" })
}

// drawsActor tells whether a picture of a person is in a text.
func drawsActor(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, actors...) })
}

// titled is the kind that a name says, and whether it says that it is code that somebody wrote.
func titled(name string) (kind model.ComponentKind, written bool) {
	text := read(name)
	first, _, _ := strings.Cut(strings.Trim(string(text[0]), "-"), "-")
	several := strings.Count(string(text[0]), "-") > 2
	switch {
	case several && slices.Contains(steps, first), isSentence(text):
		return model.ComponentService, true
	case text.any(outside, phrase.is), isOffer(text), isStranger(text):
		return model.ComponentExternal, false
	case isPerson(text):
		return model.ComponentPerson, false
	}
	if kind := named(name, false); kind != model.ComponentService {
		return kind, false
	}
	if text.any(code, phrase.ends) {
		return model.ComponentService, !text.any(ambiguous, phrase.is)
	}
	return bare(name), false
}

// isSentence tells whether a text says what is done, and names no thing.
func isSentence(text reading) bool { return slices.ContainsFunc(sentences, text[0].has) }

// isOffer tells whether a text names a service of others, and then which part of it is meant.
func isOffer(text reading) bool {
	for _, offer := range offers {
		if !text[0].ends(offer) {
			continue
		}
		rest := text[0].without(offer)
		if slices.ContainsFunc(outside, rest.is) || slices.ContainsFunc(offers, func(o string) bool {
			return rest.ends(o) && slices.ContainsFunc(outside, rest.without(o).is)
		}) {
			return true
		}
	}
	return false
}

// isStranger tells whether a text says no more than that a thing is outside.
func isStranger(text reading) bool {
	if slices.ContainsFunc(strangers, text[0].is) {
		return true
	}
	return slices.ContainsFunc(things, func(thing string) bool {
		return text[0].ends(thing) && slices.ContainsFunc(strangers, func(word string) bool {
			return strings.HasPrefix(string(text[0][1:]), word) && text[0][1+len(word)] == '-'
		})
	})
}

// isPerson tells whether a text names people.
func isPerson(text reading) bool {
	p := text[0]
	for _, role := range roles {
		if p.ends(role) && (p.is(role) || slices.ContainsFunc(roleOf, p.without(role).is)) {
			return true
		}
	}
	return slices.ContainsFunc(persons, p.ends) && strings.Count(string(p), "-") <= 4
}

// bare is the kind of what is named after software: as its last word, but for numbers and the like.
func bare(name string) model.ComponentKind {
	text := read(name)
	for range mostExtras {
		for _, families := range [][]family{heads, platforms, products} {
			for _, f := range families {
				if text.any(f.words, phrase.ends) {
					return f.kind
				}
			}
		}
		if text.any(outside, phrase.is) {
			return model.ComponentExternal
		}
		shorter := reading{text[0].withoutExtra(), text[1].withoutExtra()}
		if shorter == text {
			break
		}
		text = shorter
	}
	return model.ComponentService
}

// without is the phrase without the run of words that it ends with.
func (p phrase) without(words string) phrase { return p[:len(p)-len(words)-1] }

// withoutExtra is the phrase without its last word, where that is a number, a version or says little else.
func (p phrase) withoutExtra() phrase {
	at := strings.LastIndexByte(strings.TrimSuffix(string(p), "-"), '-')
	if at < 0 {
		return p
	}
	last := strings.Trim(string(p[at:]), "-")
	if slices.Contains(extras, last) || strings.TrimLeft(strings.TrimPrefix(last, "v"), "0123456789x") == "" || strings.TrimLeft(last, "0123456789") == "" {
		return p[:at+1]
	}
	return p
}
