package propagation

import (
	"encoding/binary"
	"slices"

	"github.com/linewalk/linewalk/model"
)

// A scope is what distinguishes the states one journey is judged on from those of another: the set
// of arrows with `for` that count (M28, M29). Journeys for which the same arrows count share one.
//
// A scope differs from the unscoped states only by the wires behind its open gates, and more wires
// never make anything come true later, so its times are no later than the unscoped ones. If none of
// these wires starts at a fact that came true unscoped, then the unscoped times satisfy the scope's
// rules as well; and as the scope's own are the latest that do (the solution counted from all up),
// both are the same. Only otherwise need the scope be settled by itself. This is asked of facts and
// not of arrows, since a pool may fail while its member with `for` works.
type scope struct {
	open     bitset // by gate
	journeys bitset
}

// scopes are all scopes of a system. The first is the one with every gate closed.
type scopes struct {
	all       []scope
	ofJourney []int32         // index into all
	opening   rows            // by gate: the scopes that open it
	arrows    []model.ArrowID // the arrow of each gate
}

// gatesOf numbers the arrows with `for`; others have noGate.
func gatesOf(s *model.System) (byArrow []gate, arrows []model.ArrowID) {
	byArrow = make([]gate, len(s.Arrows))
	for i, a := range s.Arrows {
		byArrow[i] = noGate
		if a.Judged() && a.For.Given() {
			byArrow[i] = gate(len(arrows))
			arrows = append(arrows, a.ID)
		}
	}
	return byArrow, arrows
}

func newScopes(s *model.System) (scopes, []gate) {
	byArrow, arrows := gatesOf(s)
	i := scopeIndex{known: map[string]int32{}, gates: len(arrows), journeys: len(s.Journeys)}
	i.enter(nil)
	ofJourney := make([]int32, len(s.Journeys))
	for j, open := range openGates(s, byArrow, arrows) {
		ofJourney[j] = i.enter(open)
		i.all[ofJourney[j]].journeys.add(int32(j))
	}
	return scopes{i.all, ofJourney, rowsOf(len(arrows), i.opened, i.opener), arrows}, byArrow
}

// openGates lists for each journey the gates open for it, in ascending order.
func openGates(s *model.System, byArrow []gate, arrows []model.ArrowID) [][]gate {
	open := make([][]gate, len(s.Journeys))
	for g, id := range arrows {
		for _, j := range s.Arrows[id].For.Value {
			open[j.ID] = append(open[j.ID], gate(g))
		}
	}
	for i, j := range s.Journeys {
		for _, step := range stepsOf(j) {
			if g := byArrow[step.Arrow.ID]; g != noGate {
				open[i] = append(open[i], g)
			}
		}
		slices.Sort(open[i])
		open[i] = slices.Compact(open[i])
	}
	return open
}

// A scopeIndex collects scopes, each once.
type scopeIndex struct {
	all             []scope
	known           map[string]int32 // by the gates open, written one after the other
	opened, opener  []int32          // gates, and the scopes that open them
	gates, journeys int
}

// enter is the index of the scope with some gates open, which is added if it is new.
func (i *scopeIndex) enter(open []gate) int32 {
	key := make([]byte, 0, 4*len(open))
	for _, g := range open {
		key = binary.LittleEndian.AppendUint32(key, uint32(g))
	}
	if id, seen := i.known[string(key)]; seen {
		return id
	}
	id := int32(len(i.all))
	i.known[string(key)] = id
	fresh := scope{newBitset(i.gates), newBitset(i.journeys)}
	for _, g := range open {
		fresh.open.add(int32(g))
		i.opened, i.opener = append(i.opened, int32(g)), append(i.opener, id)
	}
	i.all = append(i.all, fresh)
	return id
}

// stepsOf lists what a journey steps over, what is optional included.
func stepsOf(j *model.Journey) []model.ArrowRef {
	return slices.Concat(j.Steps.Value, j.Optional.Value)
}

// isOpen tells whether what stands behind a gate counts in the scope.
func (s *scope) isOpen(g gate) bool { return g == noGate || s.open.has(int32(g)) }

// masks has, for each gate, the journeys that open it, as word number word of their set.
func (s *scopes) masks(word int) []uint64 {
	masks := make([]uint64, len(s.arrows))
	for g := range masks {
		for _, i := range s.opening.row(int32(g)) {
			masks[g] |= s.all[i].journeys[word]
		}
	}
	return masks
}
