package model

import (
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// A MonitorID is the index of a monitor in System.Monitors.
type MonitorID int32

// A Monitor measures. Whether it tells anybody is a matter of its alerts.
type Monitor struct {
	ID   MonitorID
	Name string    // empty for one that is written inside an arrow
	Span diag.Span // its key, or the mapping inside the arrow

	Signal    Stated[Signal]
	At        Stated[Vantage]
	Every     Stated[time.Duration]
	Query     Stated[string]
	Source    Stated[string]
	Dashboard Stated[string]
	Alerts    Stated[[]*Alert]
	Through   Stated[[]*Component] // what the news itself travels through
	LookedAt  Stated[LookedAt]
	Volume    Stated[Volume]

	// What it watches, resolved: by name, glob or selector, and for arrows also by being listed
	// under the arrow's own monitors. In the order of the drawing, each once.
	Arrows     []*Arrow
	Components []*Component
	Journeys   []*Journey
}

func (m *Monitor) String() string {
	switch {
	case m.Name != "":
		return m.Name
	case m.Signal.Given():
		return m.Signal.Value.String() + " monitor"
	}
	return "monitor"
}

// LookedAt says who looks at a monitor that tells nobody.
type LookedAt struct {
	By    Stated[Party]
	Every Stated[time.Duration]
}

// An Alert tells somebody.
type Alert struct {
	Name  Stated[string]
	After Stated[time.Duration] // the delay of the alert itself
	Tells Stated[[]Party]       // empty and given: nobody, on purpose
	How   Stated[How]
	Span  diag.Span
}

func (a *Alert) String() string {
	if a.Name.Given() {
		return a.Name.Value
	}
	return "alert"
}

// How is the way an alert reaches people.
type How uint8

// The ways of telling. Page is the one that wakes somebody.
const (
	Page How = iota + 1
	Ticket
	Chat
	Mail
)

// Hows lists the ways of telling.
func Hows() []How { return []How{Page, Ticket, Chat, Mail} }

func (h How) String() string { return [...]string{"", "page", "ticket", "chat", "mail"}[h] }

// A Vantage is where a monitor looks from.
type Vantage uint8

// The vantages. The zero Vantage is the default of the kind and signal.
const (
	AtFrom Vantage = iota + 1
	AtTo
	AtOutside
)

// Vantages lists the vantages.
func Vantages() []Vantage { return []Vantage{AtFrom, AtTo, AtOutside} }

func (v Vantage) String() string { return [...]string{"", "from", "to", "outside"}[v] }

// A Signal is what a monitor measures.
type Signal uint8

// The signals.
const (
	SignalErrors Signal = iota + 1
	SignalLatency
	SignalTraffic
	SignalAbsence
	SignalSaturation
	SignalState
	SignalLagDepth
	SignalLagAge
	SignalFreshness
	SignalHeartbeat
	SignalExpiry
	SignalSynthetic
	SignalReconcile
	SignalIntegrity
	SignalDuplicates
	SignalDeadLetter
	SignalValue
	SignalUp
	SignalCause
)

var signals = [...]struct{ name, is string }{
	SignalErrors:     {"errors", "attempts that failed, as a share or rate, counted by one end"},
	SignalLatency:    {"latency", "time per attempt as a distribution; timeouts count as slow"},
	SignalTraffic:    {"traffic", "attempts or messages a second"},
	SignalAbsence:    {"absence", "a series that should exist does not"},
	SignalSaturation: {"saturation", "use of something bounded before this arrow: pool, buffer, quota, disk"},
	SignalState:      {"state", "a gauge of an end about this arrow: consumers > 0, replica attached"},
	SignalLagDepth:   {"lag-depth", "messages, rows or bytes behind"},
	SignalLagAge:     {"lag-age", "age of the oldest thing not yet carried"},
	SignalFreshness:  {"freshness", "time since the last complete delivery"},
	SignalHeartbeat:  {"heartbeat", "a known thing sent at a period, missed when it does not arrive"},
	SignalExpiry:     {"expiry", "time left until a dated thing ends"},
	SignalSynthetic:  {"synthetic", "a test transaction"},
	SignalReconcile:  {"reconcile", "counts or sums at both ends compared"},
	SignalIntegrity:  {"integrity", "checks of content: schema, checksum, row bounds, signature"},
	SignalDuplicates: {"duplicates", "redelivered, replayed or rejected as known"},
	SignalDeadLetter: {"dead-letter", "growth of what was set aside"},
	SignalValue:      {"value", "what the user gets, a minute: orders, logins"},
	SignalUp:         {"up", "health of a box; never sees an arrow"},
	SignalCause:      {"cause", "processor, memory, restarts; never sees an arrow"},
}

// Signals lists all signals.
func Signals() []Signal {
	all := make([]Signal, 0, len(signals)-1)
	for s := SignalErrors; int(s) < len(signals); s++ {
		all = append(all, s)
	}
	return all
}

func (s Signal) String() string { return signals[s].name }

// Is says in a few words what the signal is.
func (s Signal) Is() string { return signals[s].is }

// OfBox tells whether the signal speaks of a component's own health and never sees an arrow.
func (s Signal) OfBox() bool { return s == SignalUp || s == SignalCause }
