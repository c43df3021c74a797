package propagation

import (
	"fmt"

	"github.com/linewalk/linewalk/model"
)

// Ask answers a question. It panics if the question names a person or an arrow that is not judged.
func (n *Network) Ask(q Question) Outcome {
	w := n.walkers.Get().(*walker)
	defer n.walkers.Put(w)
	var o Outcome
	w.ask(q, n.seeds(q, nil), &o)
	return o
}

// Walk fails every judged arrow alone, in order, until yield returns false. The outcome is only
// good until yield returns: its memory is used again for the next one.
func (n *Network) Walk(yield func(a model.ArrowID, o *Outcome) bool) {
	n.Each(n.Judged(), yield)
}

// Judged lists the arrows that can be asked about, in order.
func (n *Network) Judged() []model.ArrowID {
	var ids []model.ArrowID
	for _, a := range n.system.Arrows {
		if a.Judged() {
			ids = append(ids, a.ID)
		}
	}
	return ids
}

// Each is Walk over some of the judged arrows. Several goroutines may each walk a part.
func (n *Network) Each(arrows []model.ArrowID, yield func(a model.ArrowID, o *Outcome) bool) {
	w := n.walkers.Get().(*walker)
	defer n.walkers.Put(w)
	var o Outcome
	var seeds []fact
	for i, id := range arrows {
		q := Question{Arrows: arrows[i : i+1]}
		seeds = n.seeds(q, seeds[:0])
		w.ask(q, seeds, &o)
		if !yield(id, &o) {
			return
		}
	}
}

// seeds appends the facts that a question makes true at time 0 (M1, M42, M45, M46).
func (n *Network) seeds(q Question, seeds []fact) []fact {
	for _, id := range q.Arrows {
		a := n.system.Arrows[id]
		if !a.Judged() {
			panic(fmt.Sprintf("propagation: %s is not judged, and cannot be asked about", a))
		}
		switch {
		case q.Mode == Down:
			seeds = append(seeds, n.own(id).lost)
		case a.Request():
			seeds = append(seeds, n.slowArrow+fact(id))
		default:
			seeds = append(seeds, n.own(id).hurt)
		}
	}
	for _, id := range q.Components {
		c := n.system.Components[id]
		if c.IsPerson() {
			panic(fmt.Sprintf("propagation: %s is a person, and cannot fail", c))
		}
		if q.Mode == Down {
			seeds = append(seeds, n.component(id).lost)
		} else {
			seeds = append(seeds, n.slowComponent+fact(id))
		}
	}
	return seeds
}

// ask settles the unscoped states, reads from them what holds without a journey, and settles again
// for the journeys whose scopes differ.
func (w *walker) ask(q Question, seeds []fact, o *Outcome) {
	n := w.n
	w.settle(seeds, &n.scopes.all[0])
	w.readStates(o)
	o.markOnPurpose(q)
	w.noteAssumed(q.Mode)
	differ := w.differing()
	w.judge(w.others(differ))
	for _, i := range differ {
		s := &n.scopes.all[i]
		w.settle(seeds, s)
		w.noteAssumed(q.Mode)
		w.judge(s.journeys)
	}
	o.Journeys = o.Journeys[:0]
	w.journeys.drain(func(i int32) { o.Journeys = append(o.Journeys, w.verdicts[i]) })
	o.TimeoutAssumed = o.TimeoutAssumed[:0]
	w.assumed.drain(func(i int32) { o.TimeoutAssumed = append(o.TimeoutAssumed, model.ArrowID(i)) })
}
