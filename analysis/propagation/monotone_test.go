package propagation

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
)

// moments are when things reach their levels, by name.
type moments map[string]time.Duration

// timesOf has the times of an outcome by the names of components and journeys, and the numbers of
// arrows in first, which stay theirs if the system is shuffled.
func timesOf(s *model.System, o Outcome, first map[*model.Arrow]int) moments {
	t := moments{}
	add := func(name string, lesser, greater time.Duration) {
		if lesser = min(lesser, greater); lesser != Never {
			t[name+" hurt"] = lesser
		}
		if greater != Never {
			t[name+" lost"] = greater
		}
	}
	for _, x := range o.Components {
		add(s.Components[x.Component].Name, x.Degraded, x.Down)
	}
	for _, x := range o.Arrows {
		a := s.Arrows[x.Arrow]
		add(a.Name()+"#"+string(rune('A'+first[a])), x.Impaired, x.Fails)
	}
	for _, x := range o.Journeys {
		add("journey "+s.Journeys[x.Journey].Name, x.Degraded, x.Broken)
		t["journey "+s.Journeys[x.Journey].Name+" touched"] = 0
	}
	return t
}

func numbers(s *model.System) map[*model.Arrow]int {
	first := map[*model.Arrow]int{}
	for i, a := range s.Arrows {
		first[a] = i
	}
	return first
}

// notWorse fails the test if anything in after is worse or earlier than in before.
func notWorse(t *testing.T, why string, seed uint64, before, after moments) {
	t.Helper()
	for name, at := range after {
		if was, ok := before[name]; !ok || was > at {
			t.Errorf("seed %d: %s: %s at %s, before %s %v", seed, why, name, at, was, ok)
		}
	}
}

func eachSystem(t *testing.T, check func(t *testing.T, seed uint64, d dice, s *model.System)) {
	t.Helper()
	for seed := range uint64(500) {
		d := dice{rand.New(rand.NewPCG(seed, 3))}
		check(t, seed, d, d.system())
		if t.Failed() {
			return
		}
	}
}

func TestFailingMoreIsNeverBetterOrLater(t *testing.T) {
	eachSystem(t, func(t *testing.T, seed uint64, d dice, s *model.System) {
		n, first := New(s), numbers(s)
		one, other := d.question(s), d.question(s)
		both := Question{slices.Concat(one.Arrows, other.Arrows), slices.Concat(one.Components, other.Components), one.Mode}
		notWorse(t, "failing less", seed, timesOf(s, n.Ask(both), first), timesOf(s, n.Ask(one), first))
	})
}

func TestOrderMeansNothing(t *testing.T) {
	eachSystem(t, func(t *testing.T, seed uint64, d dice, s *model.System) {
		first := numbers(s)
		q := d.question(s)
		var arrows []*model.Arrow
		var boxes []*model.Component
		for _, id := range q.Arrows {
			arrows = append(arrows, s.Arrows[id])
		}
		for _, id := range q.Components {
			boxes = append(boxes, s.Components[id])
		}
		before := timesOf(s, New(s).Ask(q), first)
		shuffle(d, s)
		q.Arrows, q.Components = nil, nil
		for _, a := range arrows {
			q.Arrows = append(q.Arrows, a.ID)
		}
		for _, c := range boxes {
			q.Components = append(q.Components, c.ID)
		}
		if diff := cmp.Diff(before, timesOf(s, New(s).Ask(q), first)); diff != "" {
			t.Errorf("seed %d: (-before +shuffled)\n%s", seed, diff)
		}
	})
}

func shuffle(d dice, s *model.System) {
	mix := func(n int, swap func(i, j int)) { d.Shuffle(n, swap) }
	mix(len(s.Components), func(i, j int) { s.Components[i], s.Components[j] = s.Components[j], s.Components[i] })
	mix(len(s.Arrows), func(i, j int) { s.Arrows[i], s.Arrows[j] = s.Arrows[j], s.Arrows[i] })
	mix(len(s.Journeys), func(i, j int) { s.Journeys[i], s.Journeys[j] = s.Journeys[j], s.Journeys[i] })
	for i, c := range s.Components {
		c.ID = model.ComponentID(i)
	}
	for i, a := range s.Arrows {
		a.ID = model.ArrowID(i)
		f := a.Fallbacks.Value
		mix(len(f), func(i, j int) { f[i], f[j] = f[j], f[i] })
	}
	for i, j := range s.Journeys {
		j.ID = model.JourneyID(i)
	}
}

// lost keeps the times of the worst level only.
func (t moments) lost() moments {
	worst := moments{}
	for name, at := range t {
		if len(name) > 5 && name[len(name)-5:] == " lost" {
			worst[name] = at
		}
	}
	return worst
}

func TestSoftArrowWithTimeoutNeverBreaks(t *testing.T) {
	eachSystem(t, func(t *testing.T, seed uint64, d dice, s *model.System) {
		first, q := numbers(s), d.question(s)
		before := timesOf(s, New(s).Ask(q), first).lost()
		soft := (&sketch{s}).between(pick(d, s.Components...), pick(d, s.Components...), pick(d, model.Call, model.Event))
		soft.IfDown = only(stage(model.Degrades, d.seconds()))
		soft.Timeout = said(model.Timeout{After: d.seconds()})
		first[soft] = len(first)
		s.Settle()
		after := timesOf(s, New(s).Ask(q), first).lost()
		for name := range after {
			if name == soft.Name()+"#"+string(rune('A'+first[soft]))+" lost" {
				delete(after, name)
			}
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("seed %d: (-before +with %s)\n%s", seed, soft, diff)
		}
		if worst := timesOf(s, New(s).Ask(Question{Arrows: []model.ArrowID{soft.ID}}), first).lost(); len(worst) > 1 {
			t.Errorf("seed %d: %s fails: %v", seed, soft, worst)
		}
	})
}

func TestHotStandbyNeverWorsens(t *testing.T) {
	eachSystem(t, func(t *testing.T, seed uint64, d dice, s *model.System) {
		primary := pick(d, s.Arrows...)
		if !primary.Judged() || primary.Pool.Given() || primary.Fallbacks.Given() || primary.StandIn() {
			return
		}
		first, q := numbers(s), d.question(s)
		before := timesOf(s, New(s).Ask(q), first)
		k := &sketch{s}
		standby := k.between(primary.DependentComponent(), k.box("spare"), model.Call)
		standby.FallbackOnly = said(true)
		primary.Fallbacks, primary.OnFallback = said(refs(standby)), said(model.Nothing)
		first[standby] = len(first)
		if found := s.Settle(); len(found) > 0 {
			t.Fatal(found)
		}
		after := timesOf(s, New(s).Ask(q), first)
		for name := range after { // the standby itself may fail, where it starts at a hub or a slow place
			if name[:1] != "j" && name[:1] != "c" && name[:1] != "p" && name[:1] != "q" {
				delete(after, name)
			}
			if n := standby.Name() + "#"; len(name) > len(n) && name[:len(n)] == n {
				delete(after, name)
			}
		}
		notWorse(t, "with a hot standby", seed, before, after)
	})
}

func TestHardToSoftNeverWorsens(t *testing.T) {
	eachSystem(t, func(t *testing.T, seed uint64, d dice, s *model.System) {
		a := pick(d, s.Arrows...)
		if !a.IfDown.Given() {
			return
		}
		first, q := numbers(s), d.question(s)
		before := timesOf(s, New(s).Ask(q), first)
		for end, stages := range a.IfDown.Value.Ends {
			if len(stages) == 1 && stages[0].Effect == model.Breaks {
				a.IfDown.Value.Ends[end] = []model.Stage{stage(model.Degrades, stages[0].After)}
			}
		}
		s.Settle()
		notWorse(t, "softer", seed, before, timesOf(s, New(s).Ask(q), first))
	})
}
