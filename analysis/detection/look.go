package detection

import (
	"fmt"

	"github.com/linewalk/linewalk/model"
)

// Sees tells whether something is seen. Unknown is never counted as either of the others.
type Sees uint8

// The values of Sees.
const (
	No Sees = iota
	Unknown
	Yes
)

func (s Sees) String() string { return [...]string{"no", "unknown", "yes"}[s] }

// A Look is a monitor held against one failure mode.
type Look struct {
	Sees Sees
	Why  string        // a phrase: why it does not see the mode, or why that is unknown
	Note string        // what to heed where it does: "by endpoint"
	At   model.Vantage // where it looks from; 0 for a journey, or if it does not say what it measures
}

// See tells whether monitor m sees arrow a fail in the given mode. It takes the drawing at its
// word: the signal and vantage are those stated, or the default vantage.
func See(a *model.Arrow, m *model.Monitor, mode model.Mode) Look {
	if !m.Signal.Given() {
		return Look{Sees: Unknown, Why: "it does not say what it measures", At: m.At.Value}
	}
	return look(a, m.Signal.Value, m.At.Or(DefaultVantage(a, m.Signal.Value)), mode)
}

// look judges a signal measured at some vantage.
func look(a *model.Arrow, s model.Signal, at model.Vantage, mode model.Mode) Look {
	switch {
	case s.OfBox():
		return Look{Why: "it speaks of the health of a box, and both boxes can be well while the arrow is dead", At: at}
	case s == model.SignalSynthetic && at == model.AtFrom && a.From.IsOutside():
		at = model.AtOutside // a test that starts where the users are
	case !measurable(a, at, s):
		return Look{Why: immeasurable(a, at), At: at}
	}
	best, matched := Look{}, false
	for _, r := range rows(a, mode) {
		for _, seer := range r.By {
			if seer.Signal != s || seer.At != 0 && seer.At != at {
				continue
			}
			if found := seer.on(a); !matched || found.Sees > best.Sees {
				best, matched = found, true
			}
		}
	}
	if !matched {
		best = unseen(a, s, at, mode)
	}
	best.At = at
	return best
}

// unseen judges a signal that no seer of the mode has. Two may show it even so: what users get falls
// if they need the arrow, and a test that enters a flow sees what it waits for at the end.
func unseen(a *model.Arrow, s model.Signal, at model.Vantage, mode model.Mode) Look {
	switch {
	case s == model.SignalValue && SeesJourney(s, mode).Sees == Yes:
		return Look{Sees: Unknown, Why: "it sees that only if users get less without this arrow"}
	case s == model.SignalSynthetic && at != model.AtTo && !a.Request() && stopsAFlow(mode):
		return Look{Sees: Unknown, Why: "it sees that only if the test waits for what comes out at To"}
	}
	return Look{Why: whyNot(a, s, at, mode)}
}

// stopsAFlow tells whether nothing, or nothing in time, comes out of a flow in that mode.
func stopsAFlow(mode model.Mode) bool {
	return mode == model.ModeDown || mode == model.ModeSilent || mode == model.ModeStale
}

// on holds the condition of a seer against an arrow.
func (s Seer) on(a *model.Arrow) Look {
	pattern := a.Traffic.Value.Pattern
	if a.StandIn() && !seesIdle(s.Signal) {
		return Look{Why: "nothing flows over a fallback until it is needed, so there is nothing to count"}
	}
	switch s.If {
	case Steady:
		if pattern == model.Bursty || pattern == model.Rare {
			return Look{Why: fmt.Sprintf("where traffic is %s, silence is no fault", pattern)}
		}
	case Continuous:
		if pattern == model.Periodic {
			return Look{Why: "it is silent between the periods when all is well"}
		}
		if pattern != model.Continuous {
			return Look{Why: fmt.Sprintf("where traffic is %s, silence is no fault", pattern)}
		}
	case Busy:
		if pattern != model.Continuous {
			return Look{Why: "on a quiet queue one old message is a depth of 1"}
		}
	case ReadsContent:
		return Look{Sees: Unknown, Why: "it sees that only if it reads the content, which nothing states"}
	}
	return Look{Sees: Yes, Note: s.Note}
}

// seesIdle tells whether a signal sees an arrow over which nothing flows: it sends something itself,
// or asks for a state.
func seesIdle(s model.Signal) bool {
	switch s {
	case model.SignalSynthetic, model.SignalHeartbeat, model.SignalState, model.SignalExpiry, model.SignalUp, model.SignalCause:
		return true
	}
	return false
}

// whyNot finds the reason for a signal that no seer of the mode has: the decoy it is, the end it
// should look from, or what it says of itself.
func whyNot(a *model.Arrow, s model.Signal, at model.Vantage, mode model.Mode) string {
	found := rows(a, mode)
	for _, r := range found {
		for _, d := range r.Decoys {
			if d.Signal == s && (d.At == 0 || d.At == at) {
				return d.Why
			}
		}
	}
	if s == model.SignalAbsence {
		return "a counter that stands still is still there"
	}
	if s == model.SignalExpiry {
		return "it tells of a date, and of nothing else"
	}
	for _, r := range found {
		for _, seer := range r.By {
			if seer.Signal == s && seer.offered(a) {
				return fmt.Sprintf("measured %s it does not show; measured %s it would", place(at), place(seer.At))
			}
		}
	}
	if mode == model.ModeExpired {
		return "when it shows, it is over already"
	}
	return fmt.Sprintf("%s does not show that", s)
}

func place(at model.Vantage) string {
	switch at {
	case model.AtFrom:
		return "at From"
	case model.AtTo:
		return "at To"
	}
	return "from outside"
}

// offered tells whether the seer can be had on the arrow.
func (s Seer) offered(a *model.Arrow) bool {
	return measurable(a, s.At, s.Signal) && s.on(a).Sees == Yes
}
