package analysis

import (
	"time"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// An Answer is what linewalk knows about one arrow: the questions of the walk, answered. It is
// computed once; rules judge it and writers print it.
type Answer struct {
	Arrow *model.Arrow

	IfDown  Consequence  // what happens if the arrow doesn't work
	Notice  Notice       // how would we know that it is down, and when
	Modes   []ModeAnswer // the same of each failure mode asked of it, in the order of model.Modes
	Owner   model.Ownership
	Seeing  []*model.Monitor // the monitors on the arrow that see some mode of it, or do not say what they measure
	Boxes   []*model.Monitor // those on it or on its ends that see only the health of a box
	Unfit   []Unfit          // the others on it: they see none of its modes
	Watches []Watch          // the monitors of the arrow itself and of the journeys that break, and that of the notice
	Proof   *Proof           // how far the best alert on the arrow holds; nil if it has none
	Refuted []Refutal        // the alerts on it whose rules exist and do not tell of it
	Mending people.Need      // who is told and who can mend it
	AtNight people.Clause    // who of them is reached at 03:00 on a Sunday
	Cells   Cells
	Cost    []Loss // worth lost until somebody knows, one entry a currency
	Yearly  []Loss // the same over a year, where it is stated how often the arrow fails

	// Fells lists the arrows with a fallback, and the fallbacks, that fail with the arrow.
	Fells []*model.Arrow

	// Leaning lists the arrows that fall back on the arrow, each where it says so.
	Leaning []model.ArrowRef

	Assumed []string // what the answer takes for granted because nothing is stated
	Guessed bool     // some of that is what happens without the arrow, or without one that fails with it

	tell   []model.Party                // whom the alerts on the arrow tell; nil if it has none that holds
	inMode func(model.Mode) Consequence // works out what the arrow does in a mode
}

// A ModeAnswer says how we would know that an arrow is in one failure mode.
type ModeAnswer struct {
	Mode   model.Mode
	Worst  propagation.Verdict // what it does to the worst hit journey
	Sees   []*model.Monitor    // the monitors on the arrow that see it, or may
	Blank  []Unfit             // those that do not
	Notice Notice
	By     time.Duration // when somebody should know, as the journeys that suffer promise; negative if none does
	Proof  *Proof        // how far the best alert on the arrow holds in this mode; nil if none sees it
}

// An Unfit is a monitor that does not see what is asked.
type Unfit struct {
	Monitor *model.Monitor
	Why     string // a phrase
}

// A Proof is how far the claim that an alert tells of a failure is known to hold.
type Proof struct {
	Monitor *model.Monitor
	Alert   *model.Alert
	Claim   *evidence.Claim // nil where there is no evidence
	Ladder  *evidence.Ladder
}

// Alerts lists the alerts on the arrow, whether or not they reach anybody.
func (x *Answer) Alerts() []*model.Alert {
	var alerts []*model.Alert
	for _, m := range x.Seeing {
		alerts = append(alerts, m.Alerts.Value...)
	}
	return alerts
}

// A Consequence is what a failure does.
type Consequence struct {
	Journeys []JourneyState // every journey, untouched ones included, in the order of the drawing
	Worst    propagation.Verdict
	Hit      int              // how many components do not stay up, without those failed on purpose
	First    []ComponentState // the first few of them
	Line     string           // all of it in one line: "journey buy breaks at once (1200 USD/min)"

	spread func() Spread
}

// A Spread is how far a failure reaches. Both lists are in the order of the drawing and leave out
// what failed on purpose.
type Spread struct {
	Components []ComponentState // not up
	Arrows     []ArrowState     // not working
}

// Spread lists all that the failure reaches. It is worked out anew on each call: in a large drawing
// the spreads of all arrows together would outgrow everything else.
func (c Consequence) Spread() Spread {
	if c.spread == nil {
		return Spread{}
	}
	return c.spread()
}

// NewConsequence is what a failure with the given spread does to the journeys.
func NewConsequence(journeys []JourneyState, spread Spread) Consequence {
	c := Consequence{
		Journeys: journeys, Hit: len(spread.Components), First: spread.Components[:min(shown, len(spread.Components))],
		spread: func() Spread { return spread },
	}
	for _, j := range journeys {
		c.Worst = max(c.Worst, j.Verdict)
	}
	c.Line = c.inOneLine()
	return c
}

// A ComponentState says since when a component is degraded or down.
type ComponentState struct {
	Component      *model.Component
	Degraded, Down time.Duration // propagation.Never if it does not come to that
}

// An ArrowState says since when an arrow is impaired or fails.
type ArrowState struct {
	Arrow           *model.Arrow
	Impaired, Fails time.Duration
}

// A JourneyState says what becomes of a journey, and since when.
type JourneyState struct {
	Journey          *model.Journey
	Verdict          propagation.Verdict
	Degraded, Broken time.Duration
}

// Hurt is when the journey first suffers, or Never.
func (j JourneyState) Hurt() time.Duration { return min(j.Degraded, j.Broken) }

// Broken lists the journeys that break.
func (c Consequence) Broken() []JourneyState { return c.with(propagation.Broken) }

// Degraded lists the journeys that are degraded and do not break.
func (c Consequence) Degraded() []JourneyState { return c.with(propagation.Degraded) }

// Masked lists the journeys that still work although something they rest on does not.
func (c Consequence) Masked() []JourneyState { return c.with(propagation.Masked) }

func (c Consequence) with(v propagation.Verdict) []JourneyState {
	n := 0
	for _, j := range c.Journeys {
		if j.Verdict == v {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	found := make([]JourneyState, 0, n)
	for _, j := range c.Journeys {
		if j.Verdict == v {
			found = append(found, j)
		}
	}
	return found
}

// FirstHurt is when the first journey suffers, or Never.
func (c Consequence) FirstHurt() time.Duration { return firstHurt(c.Journeys) }

func firstHurt(journeys []JourneyState) time.Duration {
	first := propagation.Never
	for _, j := range journeys {
		first = min(first, j.Hurt())
	}
	return first
}

// A Watch is a monitor that sees something of the failure.
type Watch struct {
	Monitor *model.Monitor
	Where   Where            // what it names
	Onset   time.Duration    // when there is something to see
	Owner   model.Party      // whom `tells: owner` means here
	Blind   *model.Component // the failure takes this down, and the news travels through it

	arrow *model.Arrow // the arrow that the monitor watches; nil if it sees a component or journey
	mode  model.Mode   // in which that arrow fails
}

// A Notice is when somebody is told, and what the telling points at.
type Notice struct {
	When  When
	Where Where
	After time.Duration // from the failure until somebody is told; Never if nobody is

	Alert   *model.Alert    // the alert that comes first, or nil
	Told    []model.Party   // whom it tells: as the routing has it where that is known, else as stated
	Monitor *model.Monitor  // its monitor; of a notice on a dashboard the one that measures
	Delay   *evidence.Delay // what After is made of, where evidence tells; nil where it is as stated
	Users   time.Duration   // when the users would tell us, or Never if none of them suffers
	Missed  *Promise        // of a late notice the first promise that it breaks

	// Incident is the last failure on record. It overrules the claim: if an alert claims to tell,
	// After is the incident's time and Claimed what was computed; if none does, Users is its time.
	Incident *model.Incident
	Claimed  time.Duration
}

// A Promise says by when somebody should know of a journey that suffers, counted from the failure.
type Promise struct {
	Journey JourneyState
	By      time.Duration
}

// When is the first side of a notice.
type When uint8

// In time is before any journey suffers or within its promise; late is after it; never is never.
const (
	Never When = iota
	Late
	InTime
)

func (w When) String() string { return [...]string{"never", "late", "in time"}[w] }

// Where is the second side of a notice: what it points at. Greater is nearer.
type Where uint8

// The places a notice can point at.
const (
	Nowhere Where = iota
	OnDashboard
	AtJourney
	AtComponent
	AtArrow
)

func (w Where) String() string {
	return [...]string{"nowhere", "dashboard", "journey", "component", "arrow"}[w]
}

// Cells are the four cells of coverage.
type Cells struct{ Monitor, Alert, Owner, BusFactor Cell }

// All lists the cells in their fixed order.
func (c Cells) All() [4]Cell { return [4]Cell{c.Monitor, c.Alert, c.Owner, c.BusFactor} }

// CellNames are the names of the cells in the order of Cells.All, as JSON has them.
func CellNames() [4]string { return [4]string{"monitor", "alert", "owner", "busFactor"} }

// CellWords are the same in sentences.
func CellWords() [4]string { return [4]string{"monitor", "alert", "owner", "bus factor"} }

// A Cell is one of the four questions of coverage, with the reason of its answer.
type Cell struct {
	Value  people.Tri
	Reason string // a phrase, lower case, no full stop
}

// A Loss is a sum of money.
type Loss struct {
	Amount   float64
	Currency string
}
