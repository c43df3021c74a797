package propagation

import "github.com/linewalk/linewalk/model"

// cones tells of every component and arrow in which journeys' cones it lies (M26): row t has a bit
// for each journey, and is words long. Components come first, then arrows.
type cones struct {
	words int
	rows  []uint64
}

// of is the row of thing t.
func (c *cones) of(t int32) []uint64 { return c.rows[int(t)*c.words : (int(t)+1)*c.words] }

func newCones(n *Network, gates []gate, pools []model.Pool, inPool []int32) cones {
	s := n.system
	things := len(s.Components) + len(s.Arrows)
	words := (len(s.Journeys) + 63) / 64
	result := cones{words, make([]uint64, words*things)}
	if words == 0 {
		return result
	}
	r := newRests(s, gates, pools, inPool)
	f := flood{rests: r, reached: make([]uint64, r.nodes), queued: make([]bool, r.nodes)}
	for word := range words {
		clear(f.reached)
		for _, j := range s.Journeys[64*word : min(64*word+64, len(s.Journeys))] {
			for _, step := range stepsOf(j) {
				f.reach(r.arrow(step.Arrow), 1<<(j.ID&63))
			}
		}
		f.spread(n.scopes.masks(word))
		for t := range things {
			result.rows[t*words+word] = f.reached[t]
		}
	}
	return result
}

// A flood finds the cones of up to 64 journeys at once, each of which is a bit.
type flood struct {
	*rests
	reached []uint64 // by node: the journeys in whose cone it is known to be
	queue   []int32  // nodes that may have something to pass on
	queued  []bool
}

func (f *flood) reach(node int32, journeys uint64) {
	if journeys&^f.reached[node] == 0 {
		return
	}
	f.reached[node] |= journeys
	if !f.queued[node] {
		f.queued[node] = true
		f.queue = append(f.queue, node)
	}
}

// spread follows what rests on what. Behind a gate it does so for the journeys that open it.
func (f *flood) spread(masks []uint64) {
	for len(f.queue) > 0 {
		node := f.queue[len(f.queue)-1]
		f.queue = f.queue[:len(f.queue)-1]
		f.queued[node] = false
		for _, rest := range f.to[f.start[node]:f.start[node+1]] {
			journeys := f.reached[node]
			if rest.gate != noGate {
				journeys &= masks[rest.gate]
			}
			f.reach(rest.on, journeys)
		}
	}
}

// rests says what rests on what, for the cones. Beside components and arrows its nodes are the
// slots of hubs and the pools at hubs, which stand for the arrows behind them.
//
// Both ends of an arrow in a cone are in it: one is where the arrow was reached from, the other is
// in it by M26. So it does not matter from which end an arrow of a cone is seen not to work: where
// it is due to the other end, that end is in the cone as well.
type rests struct {
	nodes      int
	components int
	start      []int32
	to         []rest

	from []int32 // while it is being built
}

type rest struct {
	on   int32
	gate gate
}

func (r *rests) arrow(a *model.Arrow) int32 { return int32(r.components) + int32(a.ID) }

func (r *rests) add(from, on int32, g gate) {
	r.from = append(r.from, from)
	r.to = append(r.to, rest{on, g})
}

func newRests(s *model.System, gates []gate, pools []model.Pool, inPool []int32) *rests {
	r := &rests{components: len(s.Components), nodes: len(s.Components) + len(s.Arrows) + len(pools)}
	pool := func(p int32) int32 { return int32(len(s.Components)+len(s.Arrows)) + p }
	slots := map[slotName]int32{}
	slot := func(hub model.ComponentID, name string) int32 {
		key := slotName{hub, name}
		if _, seen := slots[key]; !seen {
			slots[key] = int32(r.nodes)
			r.nodes++
		}
		return slots[key]
	}
	// feels gives the node that feels what an arrow does to the component at one of its ends.
	feels := func(a *model.Arrow, end model.End) (int32, bool) {
		box := a.At(end)
		if !a.Request() && box.IsHub() {
			return slot(box.ID, a.Qualifier), true
		}
		return int32(box.ID), !box.IsPerson()
	}
	r.places(s)
	for i, a := range s.Arrows {
		if !a.Judged() {
			continue
		}
		node := r.arrow(a)
		r.add(node, int32(a.From.ID), noGate)
		r.add(node, int32(a.To.ID), noGate)
		for _, f := range a.Fallbacks.Value {
			r.add(node, r.arrow(f.Arrow), noGate)
		}
		if leavesHub(a) {
			r.add(node, slot(a.From.ID, a.Qualifier), noGate)
		}
		for end := model.From; end <= model.To; end++ {
			if who, felt := feels(a, end); felt && len(a.Stages(end)) > 0 {
				r.add(who, node, gates[i])
			}
		}
		if p := inPool[i]; p != none {
			if who, felt := feels(a, a.Dependent()); felt && pools[p].Component.IsHub() {
				r.add(who, pool(p), gates[i])
			}
		}
	}
	for p, members := range pools {
		r.pool(pool(int32(p)), members, gates)
	}
	r.lay()
	return r
}

// pool lets every member rest on all the others. The node of the pool stands for its effect at a
// hub, which each member that counts and has stages gives it.
func (r *rests) pool(node int32, p model.Pool, gates []gate) {
	first := r.arrow(p.Members[0])
	for _, m := range p.Members {
		r.add(first, r.arrow(m), noGate)
		r.add(r.arrow(m), first, noGate)
		if len(m.Stages(m.Dependent())) > 0 {
			r.add(node, r.arrow(m), gates[m.ID])
		}
	}
}

func (r *rests) places(s *model.System) {
	for id, parent := range parentPlaces(s.Components) {
		if parent != nil {
			r.add(int32(id), int32(parent.ID), noGate)
		}
	}
	for _, box := range s.Components {
		if box.IsPerson() {
			continue
		}
		for _, place := range box.In.Value {
			r.add(int32(box.ID), int32(place.ID), noGate)
		}
	}
}

func (r *rests) lay() {
	start, order := rowsBy(r.nodes, r.from)
	laid := make([]rest, len(order))
	for i, at := range order {
		laid[i] = r.to[at]
	}
	r.start, r.to, r.from = start, laid, nil
}
