package propagation

import (
	"math"
	"time"

	"github.com/linewalk/linewalk/model"
)

// Never is the time of what does not happen.
const Never = time.Duration(math.MaxInt64)

// A Mode is the manner in which what is asked about does not work.
type Mode uint8

// The modes that spread by the rules of this package.
const (
	Down Mode = iota // carries nothing
	Slow             // answers later than anyone waits
)

func (m Mode) String() string { return [...]string{"down", "slow"}[m] }

// A Question asks what happens when some arrows and components fail together, at time 0 and for
// ever (M1). The arrows must be judged ones, and the components no persons (M3, M41).
type Question struct {
	Arrows     []model.ArrowID
	Components []model.ComponentID
	Mode       Mode
}

// An Outcome is the answer to a Question. Its lists hold only what does not work, in the order of
// the drawing. Times are counted from the failure; of two times the lesser is Never unless it
// comes strictly before the greater (M2).
type Outcome struct {
	Components []ComponentState
	Arrows     []ArrowState
	Journeys   []JourneyState

	// TimeoutAssumed lists arrows about whose timeout nothing is stated, so that a slow one was
	// taken to fail at once (M44).
	TimeoutAssumed []model.ArrowID
}

// A ComponentState says since when a component is degraded or down, no journey being judged (M28).
type ComponentState struct {
	Component      model.ComponentID
	Degraded, Down time.Duration
	OnPurpose      bool // it is part of the question
}

// An ArrowState says since when an arrow is impaired or fails, as the worse of its dependent ends
// sees it (M7).
type ArrowState struct {
	Arrow           model.ArrowID
	Impaired, Fails time.Duration
	OnPurpose       bool // it is part of the question
}

// A JourneyState says what becomes of a journey that is not untouched.
type JourneyState struct {
	Journey          model.JourneyID
	Verdict          Verdict
	Degraded, Broken time.Duration
}

// A Verdict is what a failure means for a journey. Greater is worse.
type Verdict uint8

// The verdicts. A masked journey works, but something it rests on does not (M26).
const (
	Untouched Verdict = iota
	Masked
	Degraded
	Broken
)

func (v Verdict) String() string {
	return [...]string{"untouched", "masked", "degraded", "broken"}[v]
}
