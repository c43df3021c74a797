package propagation

import (
	"cmp"
	"slices"

	"gonum.org/v1/gonum/graph/topo"

	"github.com/linewalk/linewalk/model"
)

// ColdStart tells which components never come up when the system is started with nothing up but
// persons (M47), and which of them hold each other back: one deadlock per cycle (M48). All lists
// are in the order of the drawing.
func (n *Network) ColdStart() (neverUp []model.ComponentID, deadlocks [][]model.ComponentID) {
	waits := waitsOf(n.system)
	up := start(n.system, waits)
	for id := range up {
		if !up[id] {
			neverUp = append(neverUp, model.ComponentID(id))
		}
	}
	var edges [][2]int32
	for _, w := range waits {
		for _, on := range w.on {
			if !up[w.who] && !up[on] && w.missing > 0 {
				edges = append(edges, [2]int32{int32(w.who), int32(on)})
			}
		}
	}
	for _, cycle := range topo.TarjanSCC(newArrays(len(up), edges)) {
		if len(cycle) < 2 {
			continue
		}
		deadlock := make([]model.ComponentID, len(cycle))
		for i, v := range cycle {
			deadlock[i] = model.ComponentID(v.ID())
		}
		slices.Sort(deadlock)
		deadlocks = append(deadlocks, deadlock)
	}
	slices.SortFunc(deadlocks, func(a, b []model.ComponentID) int { return cmp.Compare(a[0], b[0]) })
	return neverUp, deadlocks
}

// A wait holds a component back until enough others are up.
type wait struct {
	who     model.ComponentID
	on      []model.ComponentID
	missing int // how many of them must still come up
}

// waitsOf lists the waits of a system: one for each end that a request arrow breaks without
// `after`, fallbacks and pools included.
func waitsOf(s *model.System) []*wait {
	var waits []*wait
	add := func(who *model.Component, needs int, on ...*model.Component) {
		if who.IsPerson() {
			return
		}
		w := &wait{who: who.ID, missing: needs}
		for _, c := range on {
			w.on = append(w.on, c.ID)
		}
		waits = append(waits, w)
	}
	pooled := map[*model.Arrow]bool{}
	for _, p := range s.Pools() {
		var on []*model.Component
		waited := false
		for _, m := range p.Members {
			pooled[m] = true
			on = append(on, m.ProviderComponent())
			waited = waited || breaksAtOnce(m, m.Dependent())
		}
		if waited {
			add(p.Component, p.Needs, on...)
		}
	}
	for _, a := range s.Arrows {
		d := a.Dependent()
		if breaksAtOnce(a, d.Other()) {
			add(a.At(d.Other()), 1, a.At(d))
		}
		if pooled[a] || !breaksAtOnce(a, d) {
			continue
		}
		on := []*model.Component{a.At(d.Other())}
		for _, f := range a.Fallbacks.Value {
			on = append(on, f.Arrow.At(standsInAt(f.Arrow, a).Other()))
		}
		add(a.At(d), 1, on...)
	}
	return waits
}

// breaksAtOnce tells whether the component at an end of an arrow cannot start without the other
// end, fallbacks and pools aside. Arrows that are only for some journeys hold nothing back, since
// none is judged.
func breaksAtOnce(a *model.Arrow, end model.End) bool {
	if !a.Judged() || !a.Request() || a.For.Given() {
		return false
	}
	stages := a.Stages(end)
	return len(stages) > 0 && stages[0].Effect == model.Breaks && stages[0].After == 0
}

// start brings up what can come up, in time linear in the waits, and leaves in each wait how many
// it misses. A component does not wait for itself: where it is among those it waits for it counts
// as up (M48).
func start(s *model.System, waits []*wait) (up []bool) {
	up = make([]bool, len(s.Components))
	held := make([]int, len(s.Components))
	waiting := make([][]*wait, len(s.Components)) // for a component to come up
	for _, w := range waits {
		for _, on := range w.on {
			if on == w.who {
				w.missing--
			} else {
				waiting[on] = append(waiting[on], w)
			}
		}
		if w.missing > 0 {
			held[w.who]++
		}
	}
	var risen []model.ComponentID
	rise := func(id model.ComponentID) {
		up[id] = true
		risen = append(risen, id)
	}
	for id := range up {
		if held[id] == 0 {
			rise(model.ComponentID(id))
		}
	}
	for len(risen) > 0 {
		id := risen[len(risen)-1]
		risen = risen[:len(risen)-1]
		for _, w := range waiting[id] {
			if w.missing--; w.missing == 0 {
				if held[w.who]--; held[w.who] == 0 {
					rise(w.who)
				}
			}
		}
	}
	return up
}
