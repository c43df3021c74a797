package routing

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// A Tree is a routing prepared for questions about alerts whose labels are not all known. It may be
// used from several goroutines.
type Tree struct {
	routing *model.Routing
	root    *node
	labels  []*label
	byName  map[string]int
	rules   []rule
}

// A node is a route whose matchers know their labels.
type node struct {
	route    *model.Route
	matchers []matcher
	routes   []*node
}

// A rule is an inhibition whose matchers know their labels.
type rule struct {
	inhibition     *model.Inhibition
	source, target []matcher
	equal          []int // labels
}

// A matcher is a matcher of the model and the index of its label.
type matcher struct {
	model.Matcher
	label int
}

// New prepares a routing. The routing must not change afterwards.
func New(r *model.Routing) *Tree {
	t := &Tree{routing: r, byName: map[string]int{}}
	var matchers []model.Matcher
	for route := range routes(r) {
		matchers = append(matchers, route.Matchers...)
	}
	var equal []string
	for _, i := range r.Inhibitions {
		matchers = append(append(matchers, i.Source...), i.Target...)
		equal = append(equal, i.Equal...)
	}
	t.labels = newLabels(matchers, equal)
	for i, l := range t.labels {
		t.byName[l.name] = i
	}
	if r.Root != nil {
		t.root = t.node(r.Root)
	}
	for _, i := range r.Inhibitions {
		t.rules = append(t.rules, t.rule(i))
	}
	return t
}

func (t *Tree) node(r *model.Route) *node {
	n := &node{route: r, matchers: t.matchers(r.Matchers)}
	for _, child := range r.Routes {
		n.routes = append(n.routes, t.node(child))
	}
	return n
}

func (t *Tree) rule(i *model.Inhibition) rule {
	r := rule{inhibition: i, source: t.matchers(i.Source), target: t.matchers(i.Target)}
	for _, name := range i.Equal {
		r.equal = append(r.equal, t.byName[name])
	}
	return r
}

func (t *Tree) matchers(all []model.Matcher) []matcher {
	known := make([]matcher, len(all))
	for i, m := range all {
		known[i] = matcher{m, t.byName[m.Name]}
	}
	return known
}

// routes goes through the routes of a routing, each before those below it.
func routes(r *model.Routing) func(yield func(*model.Route) bool) {
	return func(yield func(*model.Route) bool) {
		var visit func(*model.Route) bool
		visit = func(route *model.Route) bool {
			return yield(route) && !slices.ContainsFunc(route.Routes, func(child *model.Route) bool { return !visit(child) })
		}
		if r.Root != nil {
			visit(r.Root)
		}
	}
}
