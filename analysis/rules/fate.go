package rules

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// fates knows what each component cannot do without: what takes it down alone, with nothing to
// absorb the blow. Fallbacks, pools, hubs and arrows that matter to some journeys only are left
// out, so that what it finds is certain.
type fates struct {
	needs  [][]*model.Component // by component, in the order of the drawing
	places map[string]*model.Component
}

func fatesOf(s *model.System) fates {
	f := fates{needs: make([][]*model.Component, len(s.Components)), places: map[string]*model.Component{}}
	for _, c := range s.Components {
		if c.Kind.Value == model.ComponentPlace {
			f.places[c.Name] = c
		}
	}
	for _, a := range s.Arrows {
		if a.Judged() && !a.Pool.Given() && len(a.Fallbacks.Value) == 0 && !a.For.Given() {
			f.need(a, model.From)
			f.need(a, model.To)
		}
	}
	for _, c := range s.Components {
		f.needs[c.ID] = append(f.needs[c.ID], f.around(c)...)
	}
	return f
}

func (f fates) need(a *model.Arrow, end model.End) {
	dependent, provider := a.At(end), a.At(end.Other())
	if breaksEnd(a, end) && !dependent.IsPerson() && !provider.IsPerson() {
		f.needs[dependent.ID] = append(f.needs[dependent.ID], provider)
	}
}

// around lists the places each of which takes too many of the component's replicas with it, the
// innermost first. For a place it is the one around it.
func (f fates) around(c *model.Component) []*model.Component {
	if c.Kind.Value == model.ComponentPlace {
		if outer, ok := f.places[outside(c.Name)]; ok {
			return []*model.Component{outer}
		}
		return nil
	}
	var places []*model.Component
	for level := c.In.Value; len(level) > 0; {
		var outer []*model.Component
		for _, in := range level {
			if !slices.Contains(places, in) && left(c, in.Name) < c.NeededReplicas() {
				places = append(places, in)
			}
			if around, ok := f.places[outside(in.Name)]; ok && !slices.Contains(outer, around) {
				outer = append(outer, around)
			}
		}
		level = outer
	}
	return places
}

// left is how many replicas of the component are left without the place. Replicas are spread over
// the places in turn.
func left(c *model.Component, place string) int {
	n, places := 0, len(c.In.Value)
	for i, in := range c.In.Value {
		if in.Name != place && !strings.HasPrefix(in.Name, place+"/") {
			n += (c.ReplicaCount() - i + places - 1) / places
		}
	}
	return n
}

// outside is the name of the place around a place, or empty.
func outside(place string) string {
	return place[:max(0, strings.LastIndexByte(place, '/'))]
}

// of lists the component and all that takes it down alone, the nearest first.
func (f fates) of(c *model.Component) []*model.Component {
	all := []*model.Component{c}
	seen := map[*model.Component]bool{c: true}
	for i := 0; i < len(all); i++ {
		for _, need := range f.needs[all[i].ID] {
			if !seen[need] {
				seen[need] = true
				all = append(all, need)
			}
		}
	}
	return all
}

// shared is the nearest thing that takes both providers down alone and leaves the dependent
// standing otherwise, or nil.
func (f fates) shared(dependent, primary, fallback *model.Component) *model.Component {
	both := map[*model.Component]bool{}
	for _, c := range f.of(fallback) {
		both[c] = true
	}
	for _, c := range f.of(dependent) {
		delete(both, c)
	}
	for _, c := range f.of(primary) {
		if both[c] {
			return c
		}
	}
	return nil
}
