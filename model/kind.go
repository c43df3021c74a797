package model

// A Kind says what an arrow carries and which end depends on it.
type Kind uint8

// The kinds of arrows. From waits for To on request kinds; on flow kinds To lives on what From
// sends.
const (
	Call Kind = iota
	Query
	Resolve
	Event
	Stream
	Batch
	Trigger
	Replication
	Webhook
	Notification
	Manual
)

// kinds is DESIGN's table of kinds: the one place that says which end of an arrow depends on it.
var kinds = [...]struct {
	name    string
	request bool
	typical string
}{
	Call:         {"call", true, "HTTP, gRPC, GraphQL"},
	Query:        {"query", true, "database, cache, search, object store"},
	Resolve:      {"resolve", true, "DNS, service discovery, config, secrets, feature flags, auth tokens"},
	Event:        {"event", false, "message through a broker, queue or topic"},
	Stream:       {"stream", false, "long-lived feed, change data capture, websocket, telemetry"},
	Batch:        {"batch", false, "scheduled job, file drop, ETL, backup"},
	Trigger:      {"trigger", false, "a scheduler or orchestrator starts a job"},
	Replication:  {"replication", false, "database or bucket replica"},
	Webhook:      {"webhook", false, "call-back from or to an outside party"},
	Notification: {"notification", false, "mail, SMS, push, pager"},
	Manual:       {"manual", false, "somebody carries it: a spreadsheet, a ticket, a phone call"},
}

// Kinds lists all kinds in the order of the design.
func Kinds() []Kind {
	all := make([]Kind, len(kinds))
	for i := range all {
		all[i] = Kind(i)
	}
	return all
}

func (k Kind) String() string { return kinds[k].name }

// Request tells whether From waits for To. Kinds that are not request kinds are flow kinds.
func (k Kind) Request() bool { return kinds[k].request }

// Typical names things that such an arrow is.
func (k Kind) Typical() string { return kinds[k].typical }

// Dependent is the end that feels the failure of such an arrow.
func (k Kind) Dependent() End {
	if k.Request() {
		return From
	}
	return To
}
