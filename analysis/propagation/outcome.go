package propagation

import (
	"cmp"
	"slices"
	"time"

	"github.com/linewalk/linewalk/model"
)

// collect finds the components that are not up and the arrows with which something is wrong that
// is not due to their ends. It goes by the facts of the better level, which all of them have left.
func (w *walker) collect() {
	components := len(w.n.system.Components)
	things := fact(2 * (components + len(w.n.system.Arrows)))
	w.hurt, w.wrong = w.hurt[:0], w.wrong[:0]
	for _, f := range w.came {
		switch {
		case f >= things || f%2 != 0:
		case int(f/2) < components:
			w.hurt = append(w.hurt, model.ComponentID(f/2))
		default:
			w.wrong = append(w.wrong, model.ArrowID(int(f/2)-components))
		}
	}
}

// readStates lists the components and arrows that do not work.
func (w *walker) readStates(o *Outcome) {
	o.Components, o.Arrows = o.Components[:0], o.Arrows[:0]
	for _, id := range w.hurt {
		w.components.add(int32(id))
		for _, a := range w.n.provided.row(int32(id)) {
			w.arrows.add(a)
		}
	}
	for _, id := range w.wrong {
		w.arrows.add(int32(id))
	}
	w.components.drain(func(i int32) {
		id := model.ComponentID(i)
		degraded, down := w.levels(w.n.component(id))
		o.Components = append(o.Components, ComponentState{Component: id, Degraded: degraded, Down: down})
	})
	w.arrows.drain(func(i int32) { o.Arrows = append(o.Arrows, w.arrowState(model.ArrowID(i))) })
	for _, id := range w.wrong {
		own, state := w.n.own(id), o.arrow(id)
		state.worsen(w.at(own.hurt), w.at(own.lost))
	}
	for i := range o.Arrows {
		if state := &o.Arrows[i]; state.Impaired >= state.Fails {
			state.Impaired = Never
		}
	}
}

// arrowState is the worse of what the dependent ends of an arrow see beyond it (M7).
func (w *walker) arrowState(id model.ArrowID) ArrowState {
	state := ArrowState{Arrow: id, Impaired: Never, Fails: Never}
	for _, provider := range w.n.printed[id] {
		if provider != none {
			p := w.n.component(model.ComponentID(provider))
			state.worsen(w.at(p.hurt), w.at(p.lost))
		}
	}
	return state
}

func (s *ArrowState) worsen(impaired, fails time.Duration) {
	s.Impaired, s.Fails = min(s.Impaired, impaired), min(s.Fails, fails)
}

// arrow is the state of an arrow that does not work.
func (o *Outcome) arrow(id model.ArrowID) *ArrowState {
	i, _ := slices.BinarySearchFunc(o.Arrows, id, func(s ArrowState, id model.ArrowID) int { return cmp.Compare(s.Arrow, id) })
	return &o.Arrows[i]
}

// component is the state of a component that is not up.
func (o *Outcome) component(id model.ComponentID) *ComponentState {
	i, _ := slices.BinarySearchFunc(o.Components, id, func(s ComponentState, id model.ComponentID) int { return cmp.Compare(s.Component, id) })
	return &o.Components[i]
}

// markOnPurpose marks what the question itself fails.
func (o *Outcome) markOnPurpose(q Question) {
	for _, id := range q.Arrows {
		o.arrow(id).OnPurpose = true
	}
	for _, id := range q.Components {
		o.component(id).OnPurpose = true
	}
}

// noteAssumed notes the slow arrows about whose timeout nothing is stated (M44).
func (w *walker) noteAssumed(mode Mode) {
	if mode != Slow {
		return
	}
	for _, f := range w.came {
		i := int(f - w.n.slowArrow)
		if i >= 0 && i < len(w.n.system.Arrows) && !w.n.system.Arrows[i].Timeout.Given() {
			w.assumed.add(int32(i))
		}
	}
}

// differing lists the scopes that must be settled by themselves: those that open a gate at which
// something arrived in the unscoped run.
func (w *walker) differing() []int32 {
	of := &w.n.scopes
	for _, g := range w.knocks {
		for _, s := range of.opening.row(int32(g)) {
			w.differs.add(s)
		}
	}
	w.differ = w.differ[:0]
	w.differs.drain(func(s int32) { w.differ = append(w.differ, s) })
	return w.differ
}

// others is the set of journeys of all scopes but those listed.
func (w *walker) others(differ []int32) bitset {
	for i := range w.unscoped {
		w.unscoped[i] = ^uint64(0)
	}
	for _, s := range differ {
		for i, journeys := range w.n.scopes.all[s].journeys {
			w.unscoped[i] &^= journeys
		}
	}
	return w.unscoped
}

// judge reads the verdicts of some journeys from the states at hand. Only a journey whose cone
// holds something that does not work is touched, however it fares (M26).
func (w *walker) judge(some bitset) {
	if len(some) == 0 {
		return
	}
	clear(w.reached)
	for _, id := range w.hurt {
		w.reach(int32(id))
	}
	for _, id := range w.wrong {
		w.reach(int32(len(w.n.system.Components)) + int32(id))
	}
	for i, journeys := range w.reached {
		w.journeys.addWord(i, journeys&some[i])
		eachBit(i, journeys&some[i], func(j int32) { w.verdicts[j] = w.verdict(model.JourneyID(j)) })
	}
}

func (w *walker) verdict(j model.JourneyID) JourneyState {
	state := JourneyState{Journey: j, Verdict: Masked}
	state.Degraded, state.Broken = w.levels(w.n.journeyPair(j))
	switch {
	case state.Broken != Never:
		state.Verdict = Broken
	case state.Degraded != Never:
		state.Verdict = Degraded
	}
	return state
}

// reach adds the journeys in whose cone a component or arrow lies.
func (w *walker) reach(thing int32) {
	for i, journeys := range w.n.cones.of(thing) {
		w.reached[i] |= journeys
	}
}
