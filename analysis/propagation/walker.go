package propagation

import (
	"time"

	"github.com/linewalk/linewalk/model"
)

// A walker settles facts in order of time: Dijkstra's algorithm as generalised by Knuth (1977, "A
// generalization of Dijkstra's algorithm"). It is exact because no wire fires before the fact it
// starts at, and because facts that support each other in a circle stay false for want of a first
// one, which is the solution counted from all up (M49). A walker serves one goroutine at a time;
// its memory is reused from one question to the next without being cleared.
type walker struct {
	n      *Network
	epoch  uint32
	states []state
	came   []fact // what has come true, in the order in which it did; also the queue of the present
	later  later  // what is known to fire in the future
	open   *scope

	knocks []gate   // closed gates at which something arrived
	knock  []uint32 // by gate: the epoch of its last knock

	// What is read from the states.
	hurt                                  []model.ComponentID // components that are not up
	wrong                                 []model.ArrowID     // arrows with which something itself is wrong
	components, arrows, journeys, assumed marks
	verdicts                              []JourneyState // by journey
	reached, unscoped                     bitset         // of journeys
	differ                                []int32        // scopes
	differs                               marks
}

// A state is what is known of a fact in an epoch.
type state struct {
	// at is when the fact came true or, while negative, how much weight it still lacks.
	at    time.Duration
	epoch uint32
}

func newWalker(n *Network) *walker {
	return &walker{
		n:          n,
		states:     make([]state, len(n.circuit.needs)),
		knock:      make([]uint32, len(n.scopes.arrows)),
		components: newMarks(len(n.system.Components)),
		arrows:     newMarks(len(n.system.Arrows)),
		journeys:   newMarks(len(n.system.Journeys)),
		assumed:    newMarks(len(n.system.Arrows)),
		verdicts:   make([]JourneyState, len(n.system.Journeys)),
		reached:    newBitset(len(n.system.Journeys)),
		unscoped:   newBitset(len(n.system.Journeys)),
		differs:    newMarks(len(n.scopes.all)),
	}
}

// settle works out what comes true, and when, if the seeds are true from the beginning.
func (w *walker) settle(seeds []fact, open *scope) {
	w.begin(open)
	for _, f := range seeds {
		w.raise(f, w.n.circuit.needs[f], 0)
	}
	done := 0
	for {
		for ; done < len(w.came); done++ {
			w.fire(w.came[done])
		}
		if len(w.later) == 0 {
			break
		}
		next := w.later.pop()
		w.raise(next.to, 1, next.at)
	}
	w.collect()
}

// begin starts a new epoch, in which nothing is true yet.
func (w *walker) begin(open *scope) {
	if w.epoch++; w.epoch == 0 { // all stamps are used up
		clear(w.states)
		clear(w.knock)
		w.epoch = 1
	}
	w.came, w.knocks, w.open = w.came[:0], w.knocks[:0], open
}

// raise adds weight to a fact at a time no earlier than any before.
func (w *walker) raise(f fact, weight int64, now time.Duration) {
	s := &w.states[f]
	if s.epoch != w.epoch {
		*s = state{at: -time.Duration(w.n.circuit.needs[f]), epoch: w.epoch}
	}
	if s.at >= 0 {
		return
	}
	if s.at += time.Duration(weight); s.at >= 0 {
		s.at = now
		w.came = append(w.came, f)
	}
}

// fire follows the wires of a fact that has come true.
func (w *walker) fire(f fact) {
	c := &w.n.circuit
	now := w.states[f].at
	for _, wire := range c.wires[c.start[f]:c.start[f+1]] {
		if wire.term == plain {
			w.raise(wire.to, 1, now)
			continue
		}
		t := &c.terms[wire.term]
		if !w.open.isOpen(t.gate) {
			w.knockAt(t.gate)
			continue
		}
		if at := t.at(now); at > now {
			if s := &w.states[wire.to]; s.epoch != w.epoch || s.at < 0 {
				w.later.push(event{at, wire.to})
			}
		} else {
			w.raise(wire.to, t.weight, now)
		}
	}
}

func (w *walker) knockAt(g gate) {
	if w.knock[g] != w.epoch {
		w.knock[g] = w.epoch
		w.knocks = append(w.knocks, g)
	}
}

// at is when a fact came true, or Never.
func (w *walker) at(f fact) time.Duration {
	if s := w.states[f]; s.epoch == w.epoch && s.at >= 0 {
		return s.at
	}
	return Never
}

// levels are the times of a pair, of which hurt is told only where it comes strictly first (M2).
func (w *walker) levels(p pair) (hurt, lost time.Duration) {
	hurt, lost = w.at(p.hurt), w.at(p.lost)
	if hurt >= lost {
		hurt = Never
	}
	return hurt, lost
}

// An event is a wire that fires in the future.
type event struct {
	at time.Duration
	to fact
}

// later is a binary heap of events, the soonest first.
type later []event

func (l *later) push(e event) {
	h := append(*l, e)
	i := len(h) - 1
	for i > 0 && e.at < h[(i-1)/2].at {
		h[i] = h[(i-1)/2]
		i = (i - 1) / 2
	}
	h[i] = e
	*l = h
}

func (l *later) pop() event {
	h := *l
	first, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*l = h
	if len(h) == 0 {
		return first
	}
	i := 0
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].at < h[child].at {
			child++
		}
		if last.at <= h[child].at {
			break
		}
		h[i] = h[child]
		i = child
	}
	h[i] = last
	return first
}
