package model

import (
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// An ArrowID is the index of an arrow in System.Arrows.
type ArrowID int32

// An Arrow is the unit of everything: a line from one component to another.
type Arrow struct {
	ID        ArrowID
	From, To  *Component
	Qualifier string    // the name in ( ) that tells arrows between the same ends apart, or empty
	Span      diag.Span // the key of the arrow in the file

	// What it is.
	Kind    Stated[Kind]
	Label   Stated[string]
	Via     Stated[string]
	Tags    Stated[[]string]
	Status  Stated[Status]
	Traffic Stated[Traffic]
	Asked   Stated[Asked] // the failure modes asked of it, where they are not those of its kind
	Code    Stated[[]string]

	// What happens without it.
	IfDown       Stated[IfDown]
	Timeout      Stated[Timeout]
	Retries      Stated[int]
	Fallbacks    Stated[[]ArrowRef]
	OnFallback   Stated[Effect]
	FallbackOnly Stated[bool] // as stated; see System.FallbackOnly
	Pool         Stated[string]
	Needs        Stated[int]
	For          Stated[[]*Journey]
	Fails        Stated[Fails]
	Expires      Stated[Date]
	Exercised    Stated[Date]
	Happened     Stated[[]Incident]

	// How we would know, who would be told, who could mend it.
	Monitors Stated[[]*Monitor] // as listed on the arrow; Monitor.Arrows has all ways of watching
	Owner    Stated[Party]
	Experts  Stated[[]Party]
	Runbook  Stated[string]

	// Upkeep.
	Reviewed    Stated[Reviewed]
	NobodyKnows Stated[[]Topic] // what was asked in vain when it was last walked; it changes no answer
	Notes       Stated[[]string]
	Review      Stated[Review]
	Evidence    Stated[[]string]

	Bare bool // it states nothing itself, and no default answers a question of the walk for it

	standIn bool // judged as fallback-only, see StandIn
}

// Name is the normalised name of the arrow: "from -> to" or "from -> to (qualifier)".
func (a *Arrow) Name() string { return ArrowName(a.From.Name, a.To.Name, a.Qualifier) }

func (a *Arrow) String() string { return a.Name() }

// Titles is the arrow as a picture shows it, by the labels of its ends: "Web -> Orders". It is empty where
// the names of the ends say as much.
func (a *Arrow) Titles() string {
	if a.From.named() && a.To.named() {
		return ""
	}
	return a.From.Label.Or(a.From.Name) + " -> " + a.To.Label.Or(a.To.Name)
}

// ArrowName composes the name of an arrow.
func ArrowName(from, to, qualifier string) string {
	name := from + " -> " + to
	if qualifier != "" {
		name += " (" + qualifier + ")"
	}
	return name
}

// At is the component at the given end.
func (a *Arrow) At(e End) *Component {
	if e == From {
		return a.From
	}
	return a.To
}

// Judged tells whether the arrow exists for the analysis: all do but those that are retired (M41)
// and those that a person rejected when reviewing an import.
func (a *Arrow) Judged() bool { return a.Status.Value != Retired && a.Review.Value != ReviewNo }

// StandIn tells whether the arrow is only a fallback and has no effect of its own: it says so, or
// it is named as a fallback and states none of if-down, pool, fallback and fallback-only (M17).
func (a *Arrow) StandIn() bool { return a.standIn }

// Request tells whether From waits for To.
func (a *Arrow) Request() bool { return a.Kind.Value.Request() }

// Answered tells whether somebody stated what happens without the arrow. A stand-in has nothing
// to state.
func (a *Arrow) Answered() bool { return a.IfDown.Given() || a.standIn }

// Stages lists what the component at end e does without the arrow, in order of time; empty where
// it feels nothing. Without if-down the dependent end breaks at once (M10). Stages of effect
// Nothing are left out.
func (a *Arrow) Stages(e End) []Stage {
	switch {
	case a.standIn:
		return nil
	case !a.IfDown.Given():
		if e == a.Kind.Value.Dependent() {
			return []Stage{{Effect: Breaks}}
		}
		return nil
	case a.IfDown.Value.ByEnd:
		return felt(a.IfDown.Value.Ends[e])
	case e == a.Kind.Value.Dependent():
		return felt(a.IfDown.Value.Ends[e])
	}
	return nil
}

// felt leaves out the stages that do nothing. Only the first can be one, as stages get worse.
func felt(stages []Stage) []Stage {
	if len(stages) > 0 && stages[0].Effect == Nothing {
		return stages[1:]
	}
	return stages
}

// Dependent is the end that feels the failure: the one its kind says, unless the map form of
// if-down hurts only the other one (M4).
func (a *Arrow) Dependent() End {
	d := a.Kind.Value.Dependent()
	if len(a.Stages(d)) == 0 && len(a.Stages(d.Other())) > 0 {
		return d.Other()
	}
	return d
}

// DependentComponent is the component at the dependent end.
func (a *Arrow) DependentComponent() *Component { return a.At(a.Dependent()) }

// ProviderComponent is the component at the other end.
func (a *Arrow) ProviderComponent() *Component { return a.At(a.Dependent().Other()) }

// An End is one of the two ends of an arrow.
type End uint8

// The ends.
const (
	From End = iota
	To
)

// Other is the other end.
func (e End) Other() End { return 1 - e }

func (e End) String() string {
	if e == From {
		return "from"
	}
	return "to"
}

// IfDown says what each end does without the arrow. Ends is indexed by End.
type IfDown struct {
	Ends  [2][]Stage
	ByEnd bool // written as a map of ends; otherwise it speaks of the dependent end of the kind
}

// A Stage is an effect and how long after the failure it sets in.
type Stage struct {
	Effect Effect
	After  time.Duration
	Span   diag.Span
}

// An Effect is what a component does without an arrow. Greater is worse.
type Effect uint8

// The effects, from harmless to worst.
const (
	Nothing Effect = iota
	Degrades
	Breaks
)

func (e Effect) String() string { return [...]string{"nothing", "degrades", "breaks"}[e] }

// An ArrowRef is the mention of an arrow in another place of the drawing.
type ArrowRef struct {
	Arrow *Arrow
	Span  diag.Span
}

// A Timeout is how long From waits. None states that it waits for ever.
type Timeout struct {
	None  bool
	After time.Duration
}

// Traffic says how often something flows, which decides whether silence is a fault.
type Traffic struct {
	Pattern Pattern
	Every   time.Duration // of a Periodic pattern
}

// A Pattern is the cadence of traffic.
type Pattern uint8

// The patterns of traffic. Nothing stated is Continuous for the purpose of silence, see Traffic.
const (
	Continuous Pattern = iota
	Bursty
	Rare
	Periodic
)

func (p Pattern) String() string {
	return [...]string{"continuous", "bursty", "rare", "every"}[p]
}

// Fails says how often the arrow fails and how long that lasts, for the expected loss.
type Fails struct {
	Rate  Rate
	Lasts Stated[time.Duration]
}

// An Incident is a failure on record. What happened overrules what is claimed.
type Incident struct {
	On      Date
	Noticed Stated[time.Duration] // from the failure until somebody knew
	By      Stated[string]        // who or what noticed
	Span    diag.Span
}

// Reviewed says when an arrow was last walked, and by whom.
type Reviewed struct {
	On Date
	By Stated[Party]
}

// A Topic is a question that the meeting asks of an arrow, named as the key that its answer is written under.
type Topic uint8

// The topics, in the order in which they are asked.
const (
	TopicIfDown   Topic = iota + 1 // what happens without it?
	TopicMonitors                  // how would we know?
	TopicAlert                     // who is told?
	TopicOwner                     // who answers for it?
	TopicExperts                   // who can mend it?
)

// Topics lists the topics.
func Topics() []Topic {
	return []Topic{TopicIfDown, TopicMonitors, TopicAlert, TopicOwner, TopicExperts}
}

func (t Topic) String() string {
	return [...]string{"", "if-down", "monitors", "alert", "owner", "experts"}[t]
}

// Review is the state of an imported arrow.
type Review uint8

// The states of review. Import writes ReviewTodo; only a person writes the others.
const (
	ReviewTodo Review = iota + 1
	ReviewOK
	ReviewNo
)

func (r Review) String() string { return [...]string{"", "todo", "ok", "no"}[r] }

// Status tells whether the arrow is there.
type Status uint8

// The states of an arrow.
const (
	Live Status = iota
	Planned
	Retired
)

func (s Status) String() string { return [...]string{"live", "planned", "retired"}[s] }
