// Package overview gathers the components of a large drawing into groups and the arrows between
// them into bundles, so that a picture of the whole can be read.
package overview

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// An Overview is a drawing seen from afar. Every component that an arrow starts or ends at is in
// exactly one group, and every arrow in exactly one group or bundle.
type Overview struct {
	By      By
	Groups  []*Group  // in the order in which the drawing comes to them
	Bundles []*Bundle // the one with the most harmful arrow first
}

// By is what the components of a group have in common.
type By uint8

// The ways of grouping, the preferred one first.
const (
	Boundary      By = iota // the place they are in
	Owner                   // who owns them
	Neighbourhood           // the busiest component near them
)

func (b By) String() string { return [...]string{"boundary", "owner", "neighbourhood"}[b] }

// A Group is some components that belong together.
type Group struct {
	Name       string
	Components []*model.Component
	Inside     []*analysis.Answer // of the arrows between two of them, most harmful first
}

// A Bundle is all arrows from one group to another.
type Bundle struct {
	From, To *Group
	Answers  []*analysis.Answer // most harmful first
}

// The bounds of what can be read at a glance.
const (
	mostGroups  = 24
	mostBundles = 90
	mostOfAll   = 0.8 // the largest share of the components that one group may have
)

// New gathers the arrows of the answers, which are in the order of harm, and their ends: by boundary
// where the drawing has some that tell parts of it apart, else by owner, else by the busiest components.
// The smallest groups are put together as "the rest" where there would be too many. It takes time
// linear in the size of the drawing.
func New(r *analysis.Report, byHarm []*analysis.Answer) *Overview {
	ends := endsOf(r.System.Components, byHarm)
	best := (*Overview)(nil)
	for _, naming := range namings(ends, byHarm) {
		o := gather(naming, ends, byHarm)
		if o.readable(len(ends)) {
			return o
		}
		if len(o.Groups) > 1 && (best == nil || o.crowding() < best.crowding()) {
			best = o
		}
	}
	if best == nil {
		best = gather(neighbourhoods(ends, byHarm, 1), ends, byHarm)
	}
	return best
}

// endsOf lists the components that arrows start or end at, in the order of the drawing.
func endsOf(components []*model.Component, answers []*analysis.Answer) []*model.Component {
	is := make([]bool, len(components))
	for _, x := range answers {
		is[x.Arrow.From.ID], is[x.Arrow.To.ID] = true, true
	}
	var ends []*model.Component
	for i, c := range components {
		if is[i] {
			ends = append(ends, c)
		}
	}
	return ends
}

// A naming says which group a component is in.
type naming struct {
	by   By
	name func(*model.Component) string
}

// namings are the ways to group the ends: boundaries from the deepest to the outermost, owners, and
// neighbourhoods, more of them and then fewer.
func namings(ends []*model.Component, byHarm []*analysis.Answer) []naming {
	var all []naming
	for depth := deepest(ends); depth > 0; depth-- {
		all = append(all, naming{Boundary, func(c *model.Component) string { return boundary(c, depth) }})
	}
	all = append(all, naming{Owner, owner})
	const small = 6 // components make a group worth having
	for _, n := range []int{mostGroups, mostGroups / 2, mostGroups / 4} {
		all = append(all, neighbourhoods(ends, byHarm, min(n, len(ends)/small)))
	}
	return all
}

func deepest(ends []*model.Component) int {
	depth := 0
	for _, c := range ends {
		for _, place := range c.In.Value {
			depth = max(depth, 1+len(around(place)))
		}
	}
	return depth
}

// boundary is the place around the component, no deeper than said.
func boundary(c *model.Component, depth int) string {
	places := around(c)
	if len(places) == 0 {
		return apart(c, "in no boundary")
	}
	return places[max(0, len(places)-depth)].Name
}

// around lists the places that a component lies in as a whole, the innermost first.
func around(c *model.Component) []*model.Component {
	var places []*model.Component
	for place := c.Home(); place != nil; place = place.Home() {
		places = append(places, place)
	}
	return places
}

func owner(c *model.Component) string {
	if !c.Owner.Given() || c.Owner.Value.Nobody {
		return apart(c, "without owner")
	}
	return c.Owner.Value.Name
}

// apart is the group of what has no other: people and outside parties are told apart from the rest.
func apart(c *model.Component, otherwise string) string {
	switch c.Kind.Value {
	case model.ComponentPerson:
		return "people"
	case model.ComponentExternal:
		return "outside parties"
	}
	return otherwise
}

// gather makes the groups and bundles of a naming.
func gather(n naming, ends []*model.Component, byHarm []*analysis.Answer) *Overview {
	o := &Overview{By: n.by}
	named := map[string]*Group{}
	of := make(map[*model.Component]*Group, len(ends))
	for _, c := range ends {
		name := n.name(c)
		g := named[name]
		if g == nil {
			g = &Group{Name: name}
			named[name] = g
			o.Groups = append(o.Groups, g)
		}
		g.Components = append(g.Components, c)
		of[c] = g
	}
	o.mergeRest(of)
	o.bundle(of, byHarm)
	return o
}

// mergeRest puts the smallest groups together where there are too many.
func (o *Overview) mergeRest(of map[*model.Component]*Group) {
	if len(o.Groups) <= mostGroups {
		return
	}
	bySize := slices.Clone(o.Groups)
	slices.SortStableFunc(bySize, func(a, b *Group) int { return cmp.Compare(len(b.Components), len(a.Components)) })
	rest := &Group{Name: "the rest"}
	small := map[*Group]bool{}
	for _, g := range bySize[mostGroups-1:] {
		small[g] = true
	}
	kept := o.Groups[:0:0]
	for _, g := range o.Groups {
		if !small[g] {
			kept = append(kept, g)
			continue
		}
		rest.Components = append(rest.Components, g.Components...)
		for _, c := range g.Components {
			of[c] = rest
		}
	}
	o.Groups = append(kept, rest)
}

func (o *Overview) bundle(of map[*model.Component]*Group, byHarm []*analysis.Answer) {
	type way struct{ from, to *Group }
	found := map[way]*Bundle{}
	for _, x := range byHarm {
		w := way{of[x.Arrow.From], of[x.Arrow.To]}
		if w.from == w.to {
			w.from.Inside = append(w.from.Inside, x)
			continue
		}
		b := found[w]
		if b == nil {
			b = &Bundle{From: w.from, To: w.to}
			found[w] = b
			o.Bundles = append(o.Bundles, b)
		}
		b.Answers = append(b.Answers, x)
	}
}

// readable tells whether the groups are few enough to be seen, and none of them is nearly all.
func (o *Overview) readable(ends int) bool {
	largest := 0
	for _, g := range o.Groups {
		largest = max(largest, len(g.Components))
	}
	return len(o.Groups) > 2 && len(o.Bundles) <= mostBundles && float64(largest) <= mostOfAll*float64(ends)
}

// crowding is how far the overview is from being readable; less is better.
func (o *Overview) crowding() int { return len(o.Bundles) }
