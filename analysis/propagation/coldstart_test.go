package propagation

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/linewalk/linewalk/model"
)

func TestColdStart(t *testing.T) {
	breaks := only(stage(model.Breaks, 0))
	for name, test := range map[string]struct {
		draw      func(s *sketch)
		neverUp   []string
		deadlocks [][]string
	}{
		"both ends of one request": {
			draw: func(s *sketch) {
				s.add("a -> b", model.Call).IfDown = byEnd([]model.Stage{stage(model.Breaks, 0)}, []model.Stage{stage(model.Breaks, 0)})
			},
			neverUp: []string{"a", "b"}, deadlocks: [][]string{{"a", "b"}},
		},
		"a fallback lets it start": {
			draw: func(s *sketch) {
				a := s.add("a -> b", model.Call)
				s.add("b -> a", model.Call).IfDown = breaks
				a.IfDown, a.Fallbacks = breaks, said(refs(s.add("a -> c", model.Call)))
			},
		},
		"a flow holds nothing back": {
			draw: func(s *sketch) {
				s.add("a -> b", model.Event).IfDown = breaks
				s.add("a -> b", model.Call).IfDown = breaks
			},
		},
		"a pool that needs too much": {
			draw: func(s *sketch) {
				one, two := s.add("a -> b", model.Call), s.add("a -> c", model.Call)
				one.Pool, two.Pool, one.Needs = said("p"), said("p"), said(2)
				s.add("b -> a", model.Call).IfDown = breaks
				s.add("d -> b", model.Call).IfDown = breaks
			},
			neverUp: []string{"a", "b", "d"}, deadlocks: [][]string{{"a", "b"}},
		},
		"two cycles, one behind the other": {
			draw: func(s *sketch) {
				for _, name := range []string{"c -> d", "d -> c", "d -> a", "a -> b", "b -> a"} {
					s.add(name, model.Call).IfDown = breaks
				}
			},
			neverUp: []string{"c", "d", "a", "b"}, deadlocks: [][]string{{"c", "d"}, {"a", "b"}},
		},
		"only for a journey": {
			draw: func(s *sketch) {
				s.add("a -> b", model.Call).For = said([]*model.Journey{})
				s.add("b -> a", model.Call).IfDown = breaks
			},
		},
		"a person is up": {
			draw: func(s *sketch) {
				s.box("user").Kind = said(model.ComponentPerson)
				s.add("user -> a", model.Call).IfDown = breaks
				s.add("a -> user", model.Call).IfDown = breaks
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSketch()
			test.draw(s)
			neverUp, deadlocks := coldStartNames(s.System, s.network(t))
			if diff := cmp.Diff(test.neverUp, neverUp, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("never up (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(test.deadlocks, deadlocks, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("deadlocks (-want +got)\n%s", diff)
			}
		})
	}
}

// TestColdStartAgainstReference starts random systems the slow way: it goes round until nobody
// comes up any more, and finds who needs whom by trying all ways.
func TestColdStartAgainstReference(t *testing.T) {
	for seed := range uint64(1000) {
		d := dice{rand.New(rand.NewPCG(seed, 4))}
		s := d.system()
		for _, a := range s.Arrows {
			if a.Kind.Value != model.Event && d.chance(70) && !a.StandIn() {
				a.IfDown = only(stage(model.Breaks, 0)) // or else few wait for anybody
			}
		}
		if len(s.Settle()) > 0 {
			continue // a pool lost members whose dependent end this turned
		}
		wantNever, wantDeadlocks := slowColdStart(s)
		neverUp, deadlocks := New(s).ColdStart()
		if diff := cmp.Diff(wantNever, neverUp, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d: never up of\n%s(-reference +network)\n%s", seed, describe(s), diff)
		}
		if diff := cmp.Diff(wantDeadlocks, deadlocks, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d: deadlocks of\n%s(-reference +network)\n%s", seed, describe(s), diff)
		}
	}
}

// waitsFor lists whom a component still waits for (M47, M48).
func waitsFor(s *model.System, c *model.Component, up map[*model.Component]bool) (blocking []*model.Component) {
	r := &reference{system: s}
	ready := func(other *model.Component) bool { return other == c || up[other] }
	for _, a := range s.Arrows {
		if a.Status.Value == model.Retired || !isRequest(a) || a.For.Given() {
			continue
		}
		for _, e := range []model.End{model.From, model.To} {
			if end(a, e) != c || len(r.stages(a, e)) == 0 || r.stages(a, e)[0].Effect != model.Breaks || r.stages(a, e)[0].After > 0 {
				continue
			}
			others, needs := []*model.Component{end(a, 1-e)}, 1
			if e == r.dependentEnd(a) {
				for _, f := range a.Fallbacks.Value {
					if f.Arrow.From == c {
						others = append(others, f.Arrow.To)
					} else {
						others = append(others, f.Arrow.From)
					}
				}
				if members, n := r.poolOf(a); members != nil {
					others, needs = nil, n
					for _, m := range members {
						others = append(others, end(m, 1-r.dependentEnd(m)))
					}
				}
			}
			there := 0
			for _, other := range others {
				if ready(other) {
					there++
				}
			}
			if there < needs {
				for _, other := range others {
					if !ready(other) {
						blocking = append(blocking, other)
					}
				}
			}
		}
	}
	return blocking
}

func slowColdStart(s *model.System) (never []model.ComponentID, deadlocks [][]model.ComponentID) {
	up := map[*model.Component]bool{}
	for before := -1; before != len(up); {
		before = len(up)
		for _, c := range s.Components {
			if !up[c] && (c.IsPerson() || len(waitsFor(s, c, up)) == 0) {
				up[c] = true
			}
		}
	}
	reaches := func(from, to *model.Component) bool {
		seen := map[*model.Component]bool{}
		var visit func(c *model.Component) bool
		visit = func(c *model.Component) bool {
			for _, next := range waitsFor(s, c, up) {
				if next == to {
					return true
				}
				if !seen[next] {
					seen[next] = true
					if visit(next) {
						return true
					}
				}
			}
			return false
		}
		return visit(from)
	}
	in := map[*model.Component]bool{}
	for _, c := range s.Components {
		if up[c] {
			continue
		}
		never = append(never, c.ID)
		if in[c] {
			continue
		}
		var cycle []model.ComponentID
		for _, other := range s.Components {
			if other == c || !up[other] && reaches(c, other) && reaches(other, c) {
				cycle = append(cycle, other.ID)
				in[other] = true
			}
		}
		if len(cycle) > 1 {
			deadlocks = append(deadlocks, cycle)
		}
	}
	return never, deadlocks
}
