package model

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/model/diag"
)

// A Pool is a set of arrows of one dependent component that are alternatives.
type Pool struct {
	Component *Component
	Name      string
	Members   []*Arrow // in the order of the drawing
	Needs     int      // how many of them must not have failed
}

// Pools lists the pools of judged arrows in the order of their first members.
func (s *System) Pools() []Pool {
	type key struct {
		component ComponentID
		name      string
	}
	at := map[key]int{}
	var pools []Pool
	for _, a := range s.Arrows {
		if !a.Judged() || !a.Pool.Given() || a.standIn {
			continue
		}
		c := a.DependentComponent()
		k := key{c.ID, a.Pool.Value}
		i, seen := at[k]
		if !seen {
			i = len(pools)
			at[k] = i
			pools = append(pools, Pool{Component: c, Name: a.Pool.Value, Needs: 1})
		}
		pools[i].Members = append(pools[i].Members, a)
		if a.Needs.Given() {
			pools[i].Needs = a.Needs.Value
		}
	}
	return pools
}

// Settle works out what follows from the statements of a drawing taken together (which arrows are
// only fallbacks, and that a watched arrow is not bare) and reports the statements that contradict each other, as errors of reading.
// Reference M8 to M41 in the comments are sentences of the meaning of failure. Linear in the size
// of the system. It must be called once, after all names are resolved, before the system is used.
func (s *System) Settle() []diag.Diagnostic {
	c := contradictions{}
	for _, m := range s.Monitors {
		for _, a := range m.Arrows {
			a.Bare = false
		}
	}
	named := map[*Arrow]bool{}
	for _, a := range s.Arrows {
		if a.Judged() {
			for _, f := range a.Fallbacks.Value {
				named[f.Arrow] = true
			}
		}
	}
	for _, a := range s.Arrows {
		stated := a.IfDown.Given() || a.Pool.Given() || len(a.Fallbacks.Value) > 0
		a.standIn = a.Judged() && (a.FallbackOnly.Value || named[a] && !stated && !a.FallbackOnly.Given())
		if a.Judged() {
			c.standIn(a, named[a])
			c.stages(a)
		}
	}
	for _, a := range s.Arrows {
		if a.Judged() {
			c.fallbacks(a)
			c.pooled(a)
		}
	}
	for _, p := range s.Pools() {
		c.pool(p)
	}
	for _, j := range s.Journeys {
		for _, step := range slices.Concat(j.Steps.Value, j.Optional.Value) {
			c.retired(step, "journey "+j.Name+" steps over")
		}
	}
	for _, box := range s.Components {
		c.replicas(box)
	}
	return c.found
}

type contradictions struct{ found []diag.Diagnostic }

func (c *contradictions) add(at diag.Span, arrow *Arrow, mend, format string, args ...any) {
	d := diag.Diagnostic{Rule: "read-contradiction", Level: diag.Error, Span: at, Message: fmt.Sprintf(format, args...), Mend: mend}
	if arrow != nil {
		d.Arrow = arrow.Name()
		d.Message = d.Arrow + ": " + d.Message
	}
	c.found = append(c.found, d)
}

// standIn holds M17.
func (c *contradictions) standIn(a *Arrow, named bool) {
	if !a.FallbackOnly.Value {
		return
	}
	at := a.FallbackOnly.Span
	switch {
	case a.IfDown.Given():
		c.add(a.IfDown.Span, a, "leave out if-down, or fallback-only", "an arrow that is only a fallback has no if-down of its own")
	case a.Pool.Given():
		c.add(a.Pool.Span, a, "leave out pool, or fallback-only", "an arrow that is only a fallback is in no pool")
	case len(a.Fallbacks.Value) > 0:
		c.add(a.Fallbacks.Span, a, "leave out fallback, or fallback-only", "an arrow that is only a fallback has no fallback of its own")
	case !named:
		c.add(at, a, "name it: fallback: "+a.Name(), "it is only a fallback, but no arrow names it as one")
	}
}

// stages holds M8.
func (c *contradictions) stages(a *Arrow) {
	for _, stages := range a.IfDown.Value.Ends {
		for i, s := range stages {
			switch {
			case s.Effect == Nothing && s.After > 0:
				c.add(s.Span, a, "if-down: nothing", "nothing takes no after")
			case i > 0 && (s.Effect <= stages[i-1].Effect || s.After <= stages[i-1].After):
				c.add(s.Span, a, "if-down: [degrades, breaks after 30m]", "each stage must be worse and later than the one before")
			}
		}
	}
}

// fallbacks holds M16, M22 and M41.
func (c *contradictions) fallbacks(a *Arrow) {
	dependent := a.DependentComponent()
	for i, f := range a.Fallbacks.Value {
		switch {
		case f.Arrow == a:
			c.add(f.Span, a, "", "an arrow cannot be its own fallback")
		case c.retired(f, a.Name()+" falls back on"):
		case f.Arrow.From != dependent && f.Arrow.To != dependent:
			c.add(f.Span, a, "", "a fallback must start or end at %s, which %s does not", dependent, f.Arrow)
		case slices.ContainsFunc(a.Fallbacks.Value[:i], func(g ArrowRef) bool { return g.Arrow == f.Arrow }):
			c.add(f.Span, a, "name it once", "the fallback %s is named twice", f.Arrow)
		}
	}
	if a.OnFallback.Given() && len(a.Fallbacks.Value) == 0 {
		c.add(a.OnFallback.Span, a, "add fallback:, or leave out on-fallback", "on-fallback needs a fallback")
	}
	if a.Pool.Given() && len(a.Fallbacks.Value) > 0 {
		c.add(a.Pool.Span, a, "keep one of them", "an arrow has a pool or a fallback, not both")
	}
}

// pooled holds the part of M21 that a single arrow can break.
func (c *contradictions) pooled(a *Arrow) {
	if a.Needs.Given() && !a.Pool.Given() {
		c.add(a.Needs.Span, a, "add pool:, or leave out needs", "needs speaks of a pool, and the arrow is in none")
	}
	if a.Needs.Given() && a.Needs.Value < 1 {
		c.add(a.Needs.Span, a, "needs: 1", "a pool needs at least one of its arrows")
	}
}

// pool holds the part of M21 that the members break together.
func (c *contradictions) pool(p Pool) {
	var first *Arrow
	for _, a := range p.Members {
		switch {
		case !a.Needs.Given():
		case first == nil:
			first = a
			if a.Needs.Value > len(p.Members) {
				c.add(a.Needs.Span, a, "", "pool %s needs %d of its arrows, but has only %d", p.Name, a.Needs.Value, len(p.Members))
			}
		case a.Needs.Value != first.Needs.Value:
			c.add(a.Needs.Span, a, "say it once", "pool %s needs %d here and %d at %s", p.Name, a.Needs.Value, first.Needs.Value, first)
		}
	}
}

// retired holds M41: it reports the mention of an arrow that does not exist any more.
func (c *contradictions) retired(ref ArrowRef, who string) bool {
	if ref.Arrow.Judged() {
		return false
	}
	c.add(ref.Span, nil, "", "%s %s, which is retired", who, ref.Arrow)
	return true
}

// replicas holds M39.
func (c *contradictions) replicas(box *Component) {
	replicas, needs := box.ReplicaCount(), box.NeededReplicas()
	switch {
	case box.Replicas.Given() && replicas < 1:
		c.add(box.Replicas.Span, nil, "replicas: 1", "component %s has no replica", box)
	case box.Needs.Given() && needs < 1:
		c.add(box.Needs.Span, nil, "needs: 1", "component %s needs at least one replica", box)
	case box.Needs.Given() && needs > replicas:
		c.add(box.Needs.Span, nil, fmt.Sprintf("replicas: %d", needs), "component %s needs %d replicas, but has only %d", box, needs, replicas)
	}
}
