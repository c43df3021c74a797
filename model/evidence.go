package model

import (
	"regexp"
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// ReadEvidence is the ID of the rule of all that is said about naming and reading files of evidence.
const ReadEvidence = "read-evidence"

// Evidence is what the files around a drawing say: the facts that its claims are checked against.
// All lists are in the order in which the files were read and of the text in them.
type Evidence struct {
	Files      []EvidenceFile
	Servers    []*MetricServer
	Rules      []*AlertRule
	Metrics    []Metric
	Tests      []AlertTest
	Routings   []*Routing
	Objectives []*Objective
	Dashboards []*Dashboard
	Histories  []*History
	Codeowners []*Codeowners
	Catalog    []*CatalogEntry
	Aside      []Aside

	// Queries are the queries that monitors of the drawing state, by their text, as far as they are
	// in a language that is read.
	Queries map[string]Condition
}

// Add appends what other says.
func (e *Evidence) Add(other Evidence) {
	e.Files = append(e.Files, other.Files...)
	e.Servers = append(e.Servers, other.Servers...)
	e.Rules = append(e.Rules, other.Rules...)
	e.Metrics = append(e.Metrics, other.Metrics...)
	e.Tests = append(e.Tests, other.Tests...)
	e.Routings = append(e.Routings, other.Routings...)
	e.Objectives = append(e.Objectives, other.Objectives...)
	e.Dashboards = append(e.Dashboards, other.Dashboards...)
	e.Histories = append(e.Histories, other.Histories...)
	e.Codeowners = append(e.Codeowners, other.Codeowners...)
	e.Catalog = append(e.Catalog, other.Catalog...)
	e.Aside = append(e.Aside, other.Aside...)
}

// Of lists the files of some kind.
func (e *Evidence) Of(kind EvidenceKind) []EvidenceFile {
	var files []EvidenceFile
	for _, f := range e.Files {
		if f.Kind == kind {
			files = append(files, f)
		}
	}
	return files
}

// An EvidenceFile is a file that was looked at, whether or not it could be read.
type EvidenceFile struct {
	Kind EvidenceKind
	Name string

	// Unread lists what is there and cannot be read: templates, expressions in other languages,
	// unknown versions. What is unreadable is not missing.
	Unread []Unread
}

// Unread is a part of a file that cannot be read, and what its plain text mentions.
type Unread struct {
	Span     diag.Span
	Why      string   // a phrase: "it is a Helm template"
	Mentions []string // names of alerts that the text mentions
}

// An Aside is a file that proves nothing and refutes nothing, because only the change under review vouches for
// it. It is not known whether what it speaks of is there.
type Aside struct {
	File    string
	Alerts  []string // that it defines
	Metrics []string // that it lists or records
}

// A MetricServer is the configuration of a server that scrapes, records and evaluates.
type MetricServer struct {
	Span           diag.Span
	ScrapeEvery    Stated[time.Duration]
	ScrapeTimeout  Stated[time.Duration]
	EvaluateEvery  Stated[time.Duration]
	QueryOffset    Stated[time.Duration] // how far in the past rules are evaluated that do not say
	ExternalLabels []Label
	Jobs           []ScrapeJob
	Rewrites       []AlertRewrite
}

// An AlertRewrite is what a server does to the labels of alerts before it sends them.
type AlertRewrite struct {
	Labels *regexp.Regexp // whole names of the labels that may change or vanish; nil where none does
	Drops  bool           // alerts with some labels are not sent at all
}

// A ScrapeJob is a set of targets that a server scrapes alike. What it does not state, the server
// does.
type ScrapeJob struct {
	Name          string
	Span          diag.Span
	ScrapeEvery   Stated[time.Duration]
	ScrapeTimeout Stated[time.Duration]
}

// A Label is a name and a value. Where the value is not Known, it is made up when the alert fires.
type Label struct {
	Name, Value string
	Known       bool
}

// A Metric is a name under which samples are known to exist.
type Metric struct {
	Name     string
	Span     diag.Span
	Recorded bool // by a recording rule, as long as what it reads exists

	// Of a recording rule.
	Group *RuleGroup
	Expr  string
	Reads []string      // the metrics that it reads; empty as well where its expression is unreadable
	Every time.Duration // how often its group is evaluated; 0 where nothing states it
}

// A RuleGroup is a list of rules that are evaluated together, in order. Two groups of one name may be
// different groups.
type RuleGroup struct {
	Name string // may be empty
	Span diag.Span
}

// An AlertTest is a unit test that expects an alert to fire, or not to, at some time.
type AlertTest struct {
	Alert  string
	Labels []Label       // of one alert that is expected to fire
	Fires  bool          // otherwise no alert of the name may fire then
	At     time.Duration // since the beginning of the data that the test makes up
	Span   diag.Span
}

// An AlertRule is an alert as the files define it.
type AlertRule struct {
	Name string
	Span diag.Span // of its name
	Kind EvidenceKind

	Group      *RuleGroup // nil where its format has none
	Expr       string
	Condition  Condition
	For        time.Duration
	ForUnread  bool // how long it must hold is given and cannot be read, so For is too short
	KeepFiring time.Duration
	Every      Stated[time.Duration] // how often its group is evaluated
	Offset     time.Duration         // how far in the past it is evaluated
	Waits      time.Duration         // for the recordings of other groups that it reads
	Limit      int                   // of alerts in its group; 0 is none
	Off        string                // why it is not evaluated at all; a phrase, empty if it is

	Labels   []Label // those of its group and its own
	Runbook  string
	Receiver string // a receiver named by the alert itself, which goes round the routing
	Panel    PanelRef
}

// A PanelRef is the panel of a dashboard that shows what an alert is about. The zero PanelRef is none.
type PanelRef struct {
	Dashboard string // its UID
	Panel     string // its ID; empty for the dashboard as a whole
	Span      diag.Span
}

// A Condition is what the expression of an alert looks at, and when it comes true.
type Condition struct {
	Unreadable string // why the expression is not understood; all else is then empty

	Metrics  []string      // that it reads, each once, in the order of the text
	Pattern  bool          // it also reads metrics whose names a pattern gives
	Window   time.Duration // the shortest stretch of time that it looks back over; 0 if none
	Longest  time.Duration // the longest
	Pair     time.Duration // the shortest in which two samples are needed; 0 if none. One of less than two scrape intervals sees nothing
	Measures []Signal      // what its metrics and comparisons look like, the likeliest first; empty if nothing tells
	At       Vantage       // the end its metrics look counted at; 0 if nothing tells

	Sights [Circumstances]Sight
	Fault  string // why it can never fire, or always does; a phrase

	// The labels of its result, besides those of the rule: known ones, names that may be there, and
	// whether there may be any others.
	Labels   []Label
	Possible []string
	Open     bool
}

// A Circumstance is something that happens to what a condition looks at.
type Circumstance uint8

// The circumstances. Those up to CounterBorn are the columns of the published vectors.
const (
	AttemptsFail  Circumstance = iota // all attempts fail
	TrafficStops                      // counters stand still
	TargetGone                        // the scrape fails
	TargetRemoved                     // discovery drops the target
	PushEnds                          // a pushed series ends without a marker
	CounterBorn                       // the counter of errors appears with the first one
	TrafficSurges                     // far more attempts than usual
	AttemptsSlow                      // all attempts take long
	BacklogGrows                      // what is not yet carried gets more
	AgeGrows                          // the last delivery, or the oldest thing waiting, gets older
	BoundReached                      // something bounded is full
	EventsCounted                     // something is counted that should not happen: rejects, duplicates, dead letters
	ChecksDiffer                      // two figures that should agree do not
	DateNears                         // a dated thing is about to end
	ProbeFails                        // a test transaction fails
	StateLost                         // a gauge that says "attached", "connected" or "consumers" falls

	Circumstances = iota // how many there are
)

// A Sight says whether a condition comes true under a circumstance, and when.
type Sight struct {
	Fires Fires

	// From the start until the condition holds: Window - Early*S to Window + Late*S, with S the
	// scrape interval. Where usual figures decide, such as the usual age of what is waiting, it is the
	// longest that they allow.
	Window      time.Duration
	Early, Late int8

	Untimed bool          // it fires, and when depends on figures that nobody states
	Until   time.Duration // of FiresResolves: when it stops, from the start; an alert that waits for less fires until then
	Ahead   time.Duration // of DateNears: how long before the date it fires

	Why string // why it does not fire, or why that is not known; a phrase
}

// Fires tells whether a condition comes true.
type Fires uint8

// The ways of firing, or not.
const (
	FiresUnknown  Fires = iota
	FiresNever          //
	FiresYes            //
	FiresResolves       // it fires, and stops while the failure lasts
	FiresAlways         // it fires when all is well too
)

func (f Fires) String() string {
	return [...]string{"unknown", "never", "yes", "resolves", "always"}[f]
}

// An Objective is a service level objective as a file defines it. The alerts that come with it are
// rules of their own.
type Objective struct {
	Name    string
	Service string
	Kind    EvidenceKind
	Span    diag.Span
	Target  float64 // as a fraction
	Window  time.Duration
	Alerts  []*AlertRule
	Metrics []string
}

// A Dashboard is a page of panels.
type Dashboard struct {
	Title  string
	UID    string
	Span   diag.Span
	Panels []Panel
}

// A Panel shows what some expressions give.
type Panel struct {
	ID      string
	Title   string
	Span    diag.Span
	Metrics []string
}
