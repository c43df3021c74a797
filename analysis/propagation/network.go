package propagation

import (
	"strings"
	"sync"

	"github.com/linewalk/linewalk/model"
)

// A Network is a System made ready for questions: its rules compiled into a circuit of facts, the
// cones of its journeys, and who depends on whom. It never changes, and may be asked by several
// goroutines at the same time.
type Network struct {
	system  *model.System
	circuit circuit

	// The facts of components come first, then those of arrows, each a pair.
	slowComponent fact // of component 0; then one each
	slowArrow     fact // of arrow 0; then one each
	journey       fact // the pair of journey 0; then one pair each

	// printed has the providers of each arrow as its dependent ends see them (M7), or none. The
	// arrows that component c provides so are provided.row(c).
	printed  [][2]int32
	provided rows

	scopes  scopes
	cones   cones
	walkers *sync.Pool // of *walker
}

func (n *Network) component(c model.ComponentID) pair { return pairAt(fact(2 * c)) }

// own is what is wrong with an arrow itself, whatever becomes of its ends: it is failed on purpose,
// slow, cut off at a hub. Seen from one of its ends an arrow is as bad as its own pair or its
// other end, whichever is worse (M5).
func (n *Network) own(a model.ArrowID) pair {
	return pairAt(fact(2 * (len(n.system.Components) + int(a))))
}

func (n *Network) journeyPair(j model.JourneyID) pair { return pairAt(n.journey + 2*fact(j)) }

// New compiles a system, which must have been settled without contradictions.
func New(s *model.System) *Network {
	n := &Network{system: s}
	var gates []gate
	n.scopes, gates = newScopes(s)
	c := &compiler{
		Network: n, builder: newBuilder(), gates: gates,
		slots: map[slotName]pair{}, pools: s.Pools(),
		inPool: make([]int32, len(s.Arrows)), ways: make([]way, len(s.Arrows)),
	}
	c.number()
	c.print()
	c.places()
	c.arrows()
	c.groups()
	c.slowness()
	c.journeys()
	n.circuit = c.build()
	n.cones = newCones(n, gates, c.pools, c.inPool)
	n.walkers = &sync.Pool{New: func() any { return newWalker(n) }}
	return n
}

// A compiler writes the rules of a system as wires. Each of its methods holds some sentences of
// the meaning of failure.
type compiler struct {
	*Network
	*builder
	gates  []gate // by arrow
	slots  map[slotName]pair
	pools  []model.Pool
	inPool []int32 // by arrow: the pool it is in, or none
	ways   []way   // by arrow: the group it makes with its fallbacks or pool, at its dependent end
}

// A way is how a component reaches what it needs: an arrow as seen from one end, or a group of
// them. It is impaired once any of the facts in hurt is true, and has failed once any in lost is.
type way struct{ hurt, lost []fact }

func (w way) also(p pair) way { return way{append(w.hurt, p.hurt), append(w.lost, p.lost)} }

const none int32 = -1

// A slotName is a name in ( ) under which flows leave a hub.
type slotName struct {
	hub  model.ComponentID
	name string
}

// number gives all components, arrows and journeys their facts.
func (c *compiler) number() {
	components, arrows, journeys := len(c.system.Components), len(c.system.Arrows), len(c.system.Journeys)
	c.pairs(components + arrows)
	c.journey = c.pairs(journeys)
	c.slowComponent = c.block(components)
	c.slowArrow = c.block(arrows)
	for i := range components {
		c.wire(c.slowComponent+fact(i), c.component(model.ComponentID(i)).hurt)
	}
}

// print notes which providers make up the one state under which an arrow is printed.
func (c *compiler) print() {
	c.printed = make([][2]int32, len(c.system.Arrows))
	var arrows, providers []int32
	for i, a := range c.system.Arrows {
		c.printed[i] = [2]int32{none, none}
		for end := model.From; end <= model.To; end++ {
			if a.Judged() && (end == a.Dependent() || len(a.Stages(end)) > 0) {
				c.printed[i][end] = int32(a.At(end.Other()).ID)
				arrows, providers = append(arrows, int32(i)), append(providers, c.printed[i][end])
			}
		}
	}
	c.provided = rowsOf(len(c.system.Components), providers, arrows)
}

// standsInAt is the end of a fallback that is its primary's dependent end.
func standsInAt(fallback, primary *model.Arrow) model.End {
	if fallback.From == primary.DependentComponent() {
		return model.From
	}
	return model.To
}

// places holds M35 to M38.
func (c *compiler) places() {
	within := parentPlaces(c.system.Components)
	for _, box := range c.system.Components {
		if box.IsPerson() {
			continue
		}
		if parent := within[box.ID]; parent != nil {
			c.both(c.component(parent.ID), c.component(box.ID))
		}
		switch in := box.In.Value; len(in) {
		case 0:
		case 1:
			c.both(c.component(in[0].ID), c.component(box.ID))
		default:
			c.spread(box)
		}
	}
}

// spread lets a component be down when so many of its replicas are in places that are down that
// fewer than it needs are left.
func (c *compiler) spread(box *model.Component) {
	replicas, places := box.ReplicaCount(), len(box.In.Value)
	gone := c.block(1)
	c.needs[gone] = int64(max(1, replicas-box.NeededReplicas()+1))
	for i, place := range box.In.Value {
		share := replicas / places
		if i < replicas%places {
			share++
		}
		if share > 0 {
			c.wireTerm(c.component(place.ID).lost, gone, term{gate: noGate, weight: int64(share)})
		}
	}
	c.wire(gone, c.component(box.ID).lost)
}

// parentPlaces gives each place the place it lies in by its name, by component: of the prefixes of
// its name that are places, the longest.
func parentPlaces(components []*model.Component) []*model.Component {
	places := map[string]*model.Component{}
	for _, c := range components {
		if c.Kind.Value == model.ComponentPlace {
			places[c.Name] = c
		}
	}
	parents := make([]*model.Component, len(components))
	for _, c := range places {
		prefix := c.Name
		for parents[c.ID] == nil {
			cut := strings.LastIndexByte(prefix, '/')
			if cut < 0 {
				break
			}
			prefix = prefix[:cut]
			parents[c.ID] = places[prefix]
		}
	}
	return parents
}

// arrows holds what befalls arrows at a hub: it fails them all when it is down itself (M33), and
// what passes through it reaches the flows that leave it (M32).
func (c *compiler) arrows() {
	for _, a := range c.system.Arrows {
		if !a.Judged() {
			continue
		}
		for end := model.From; end <= model.To; end++ {
			if box := a.At(end); box.IsHub() {
				c.wire(c.component(box.ID).lost, c.own(a.ID).lost)
			}
		}
		if leavesHub(a) {
			c.both(c.slot(a), c.own(a.ID))
		}
	}
}

func leavesHub(a *model.Arrow) bool { return !a.Request() && a.From.IsHub() }

// slot is the pair of what passes to the flows that leave a hub under the name of flow a.
func (c *compiler) slot(a *model.Arrow) pair {
	name := slotName{a.From.ID, a.Qualifier}
	p, seen := c.slots[name]
	if !seen {
		p = c.pair(1)
		c.slots[name] = p
	}
	return p
}

// groups holds the effects of arrows, alone, with fallbacks (M13 to M18) and in pools (M19 to
// M22). The end that is not the dependent one is a group of its own (M15).
func (c *compiler) groups() {
	for i := range c.inPool {
		c.inPool[i] = none
	}
	for p, pool := range c.pools {
		group := c.pair(int64(max(1, len(pool.Members)-pool.Needs+1)))
		for _, m := range pool.Members {
			c.inPool[m.ID] = int32(p)
			c.ways[m.ID] = way{}.also(group)
			c.member(c.seen(m, m.Dependent()), group)
		}
		c.poolEffect(pool, way{}.also(group))
	}
	for i, a := range c.system.Arrows {
		if !a.Judged() {
			continue
		}
		dependent := a.Dependent()
		if other := dependent.Other(); len(a.Stages(other)) > 0 {
			c.effect(c.seen(a, other), a, other, c.targets(a, other))
		}
		if c.inPool[i] == none {
			c.ways[i] = c.withFallbacks(a)
			c.effect(c.ways[i], a, dependent, c.targets(a, dependent))
		}
	}
}

// seen is an arrow as seen from one of its ends.
func (c *compiler) seen(a *model.Arrow, from model.End) way {
	w := way{}.also(c.own(a.ID))
	if provider := a.At(from.Other()); !provider.IsPerson() {
		w = w.also(c.component(provider.ID))
	}
	return w
}

// member wires one of several ways into their group, where it must count once however many of its
// facts come true.
func (c *compiler) member(w way, group pair) {
	one := c.pair(1)
	for _, f := range w.hurt {
		c.wire(f, one.hurt)
	}
	for _, f := range w.lost {
		c.wire(f, one.lost)
	}
	c.both(one, group)
}

// withFallbacks is the group of an arrow and its fallbacks. It has failed when all have. On a
// fallback that is no hot standby the dependent end feels the first stage from when the primary
// stops working, whatever becomes of the fallbacks, since they only spare it what is worse (M14).
func (c *compiler) withFallbacks(a *model.Arrow) way {
	primary := c.seen(a, a.Dependent())
	if len(a.Fallbacks.Value) == 0 {
		return primary
	}
	group := c.pair(int64(1 + len(a.Fallbacks.Value)))
	c.member(primary, group)
	for _, f := range a.Fallbacks.Value {
		c.member(c.seen(f.Arrow, standsInAt(f.Arrow, a)), group)
	}
	if a.OnFallback.Or(model.Degrades) == model.Nothing {
		return way{}.also(group)
	}
	return way{hurt: primary.hurt, lost: []fact{group.lost}}
}

// effect wires a way to what feels the stages that arrow a has at an end. Nothing is lost before
// it is hurt, so that the first stage needs to be wired from there alone (M11).
func (c *compiler) effect(w way, a *model.Arrow, end model.End, targets []pair) {
	for _, target := range targets {
		for i, stage := range a.Stages(end) {
			t := delay(a, stage)
			t.gate = c.gates[a.ID]
			if i == 0 {
				c.wires(w.hurt, target.hurt, t)
			}
			if stage.Effect == model.Breaks {
				c.wires(w.lost, target.lost, t)
			}
		}
	}
}

// delay holds M9.
func delay(a *model.Arrow, stage model.Stage) term {
	return term{after: stage.After, age: !a.Request(), gate: noGate}
}

// targets are what feels the effect of an arrow on the component at one of its ends: nobody if
// that is a person (M3), the flows leaving it if it is a hub and the arrow a flow (M31, M32), or
// else the component.
func (c *compiler) targets(a *model.Arrow, end model.End) []pair {
	box := a.At(end)
	if !a.Request() && box.IsHub() {
		if p, leaves := c.slots[slotName{box.ID, a.Qualifier}]; leaves {
			return []pair{p}
		}
		return nil
	}
	if box.IsPerson() {
		return nil
	}
	return []pair{c.component(box.ID)}
}

// poolEffect wires a pool, which gives the worst of the stages of all its members (M20). At a hub
// that effect passes through each member that is a flow, under its name, and is felt through each
// that is a request.
func (c *compiler) poolEffect(pool model.Pool, w way) {
	if !pool.Component.IsHub() {
		for _, m := range pool.Members {
			c.effect(w, m, m.Dependent(), c.targets(m, m.Dependent()))
		}
		return
	}
	worst := c.pair(1)
	for _, m := range pool.Members {
		c.effect(w, m, m.Dependent(), []pair{worst})
		for _, target := range c.targets(m, m.Dependent()) {
			through := term{gate: c.gates[m.ID]}
			c.wireTerm(worst.hurt, target.hurt, through)
			c.wireTerm(worst.lost, target.lost, through)
		}
	}
}

// slowness holds M42 to M46 as far as request arrows go. A slow flow needs no wires: it is
// impaired from the start (M45). Slowness spreads at once, or not at all.
func (c *compiler) slowness() {
	for i, a := range c.system.Arrows {
		if !a.Judged() || !a.Request() {
			continue
		}
		slow := c.slowArrow + fact(i)
		if !a.To.IsPerson() {
			c.wire(c.slowComponent+fact(a.To.ID), slow)
		}
		after := term{gate: noGate}
		if a.Timeout.Given() && !a.Timeout.Value.None {
			after.after = times(a.Timeout.Value.After, int64(a.Retries.Value)+1)
		}
		c.wireTerm(slow, c.own(a.ID).lost, after)
		if hangs(a) && !a.From.IsPerson() {
			atOnce := term{gate: c.gates[i]}
			c.wireTerm(slow, c.component(a.From.ID).lost, atOnce)
			c.wireTerm(slow, c.slowComponent+fact(a.From.ID), atOnce)
		}
	}
}

// hangs tells whether the From of an arrow waits for ever when it is slow (M43).
func hangs(a *model.Arrow) bool {
	return a.Request() && a.Timeout.Given() && a.Timeout.Value.None && !a.StandIn()
}

// journeys holds M23 to M25.
func (c *compiler) journeys() {
	for _, j := range c.system.Journeys {
		whole := c.journeyPair(j.ID)
		for _, step := range j.Steps.Value {
			c.step(j, step.Arrow, whole)
		}
		for _, step := range j.Optional.Value {
			c.step(j, step.Arrow, pair{hurt: whole.hurt, lost: whole.hurt})
		}
	}
}

// step wires what a step does to the level of its journey.
func (c *compiler) step(j *model.Journey, a *model.Arrow, journey pair) {
	hurts, breaks := c.stepStages(j, a)
	for _, t := range hurts {
		c.wires(c.ways[a.ID].hurt, journey.hurt, t)
	}
	for _, t := range breaks {
		c.wires(c.ways[a.ID].lost, journey.lost, t)
	}
	if hangs(a) {
		c.wire(c.slowArrow+fact(a.ID), journey.lost)
	}
	if d := a.DependentComponent(); !d.IsPerson() {
		c.both(c.component(d.ID), journey)
	}
}

// stepStages lists when a step first hurts its journey and when it breaks it, as delays of its
// group: the worst of the stages of all members of its pool that count for the journey, the last
// of which breaks. Where there is no stage it breaks at once.
func (c *compiler) stepStages(j *model.Journey, a *model.Arrow) (hurts, breaks []term) {
	members := []*model.Arrow{a}
	if p := c.inPool[a.ID]; p != none {
		members = c.pools[p].Members
	}
	scope := &c.scopes.all[c.scopes.ofJourney[j.ID]]
	for _, m := range members {
		if !scope.isOpen(c.gates[m.ID]) {
			continue
		}
		for i, stage := range m.Stages(m.Dependent()) {
			if i == 0 {
				hurts = append(hurts, delay(m, stage))
			}
			if stage.Effect == model.Breaks {
				breaks = append(breaks, delay(m, stage))
			}
		}
	}
	if len(hurts) == 0 {
		hurts = []term{{gate: noGate}}
	}
	if len(breaks) == 0 {
		breaks = hurts
	}
	return hurts, breaks
}
