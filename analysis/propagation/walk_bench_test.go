package propagation

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
)

// A shape says what a large random system looks like. Components are services, each called by one
// that comes before it, so that what a failure reaches is much like a path up a tree; and shared
// ones behind them (databases, queues, name servers), on which the services lean with a popularity
// that falls by a power law.
type shape struct {
	components, arrows, journeys int
	shared                       float64 // share of the components that are shared
	back                         float64 // share of the arrows that lead back to a caller, or the caller's caller
	tangled                      float64 // share of the arrows between any two services, either way
}

// treeLike has the cones of real systems: deep in places, and mostly narrow.
func treeLike(components, arrows, journeys int) shape {
	return shape{components: components, arrows: arrows, journeys: journeys, shared: 0.2, back: 0.02}
}

// draw makes a system of the shape, the same one for the same seed.
func (sh shape) draw(seed uint64) *model.System {
	d := dice{rand.New(rand.NewPCG(seed, 2))}
	s := newSketch()
	for i := range sh.components {
		c := &model.Component{ID: model.ComponentID(i), Name: fmt.Sprintf("c%d", i)}
		s.Components = append(s.Components, c)
	}
	services := int(float64(sh.components) * (1 - sh.shared))
	callers := make([]int, services)
	for i := 1; i < services; i++ {
		callers[i] = d.IntN(i)
		sh.join(d, s, s.Components[callers[i]], s.Components[i])
	}
	for len(s.Arrows) < sh.arrows {
		from := d.IntN(services)
		switch roll := d.Float64(); {
		case roll < sh.back:
			to := callers[from]
			if d.chance(50) {
				to = callers[to]
			}
			sh.join(d, s, s.Components[from], s.Components[to])
		case roll < sh.back+sh.tangled:
			sh.join(d, s, s.Components[from], s.Components[d.IntN(services)])
		case roll < sh.back+sh.tangled+0.02:
			at := services + d.zipf(sh.components-services)
			sh.join(d, s, s.Components[at], s.Components[at+d.IntN(sh.components-at)])
		default:
			sh.lean(d, s, s.Components[from], s.Components[services:])
		}
	}
	for i := range sh.journeys {
		var steps []*model.Arrow
		for range 3 {
			steps = append(steps, s.Arrows[d.IntN(len(s.Arrows))])
		}
		s.journey(fmt.Sprintf("j%d", i), steps...)
	}
	return s.System
}

// zipf is a number below n; i comes with a chance proportional to 1/(i+1).
func (d dice) zipf(n int) int { return int(math.Pow(float64(n)+1, d.Float64())) - 1 }

// join draws an arrow with an effect of some kind.
func (sh shape) join(d dice, s *sketch, from, to *model.Component) *model.Arrow {
	a := s.between(from, to, model.Call)
	if d.chance(20) { // drawn the other way, as data flow
		a = s.between(to, from, model.Event)
		s.Arrows = s.Arrows[:len(s.Arrows)-2]
		a.ID = model.ArrowID(len(s.Arrows))
		s.Arrows = append(s.Arrows, a)
	}
	effect := pick(d, model.Breaks, model.Degrades, model.Degrades)
	after := time.Duration(0)
	if d.chance(15) {
		after = time.Duration(1+d.IntN(240)) * time.Minute
	}
	a.IfDown = only(stage(effect, after))
	return a
}

// lean lets a service lean on one of the shared components, or on two of them in a pool or as
// primary and fallback.
func (sh shape) lean(d dice, s *sketch, from *model.Component, shared []*model.Component) {
	one, other := shared[d.zipf(len(shared))], shared[d.zipf(len(shared))]
	switch d.IntN(20) {
	case 0:
		a, b := s.between(from, one, model.Query), s.between(from, other, model.Query)
		a.IfDown, a.Fallbacks = only(stage(model.Breaks, 0)), said(refs(b))
	case 1:
		a, b := s.between(from, one, model.Query), s.between(from, other, model.Query)
		a.Pool, b.Pool = said(fmt.Sprint(a.ID)), said(fmt.Sprint(a.ID))
	default:
		sh.join(d, s, from, one)
	}
}

func benchmarkWalk(b *testing.B, sh shape) {
	s := sh.draw(1)
	s.Settle()
	var n *Network
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			n = New(s)
		}
	})
	n = New(s)
	b.Run("walk", func(b *testing.B) {
		b.ReportAllocs()
		reached, asked, largest := 0, 0, 0
		for b.Loop() {
			reached, asked, largest = 0, 0, 0
			n.Walk(func(_ model.ArrowID, o *Outcome) bool {
				asked++
				reached += len(o.Components)
				largest = max(largest, len(o.Components))
				return true
			})
		}
		b.ReportMetric(float64(reached)/float64(asked), "components/cone")
		b.ReportMetric(float64(largest), "components/largest")
	})
}

func BenchmarkWalkThousands(b *testing.B) { benchmarkWalk(b, treeLike(1000, 3000, 20)) }

func BenchmarkWalkHundredThousand(b *testing.B) { benchmarkWalk(b, treeLike(20000, 100000, 50)) }

// BenchmarkWalkTangled has services that call each other at random, so that a failure reaches
// much of the system: the worst case rather than a likely one.
func BenchmarkWalkTangled(b *testing.B) {
	sh := treeLike(20000, 100000, 50)
	sh.tangled = 0.02
	benchmarkWalk(b, sh)
}
