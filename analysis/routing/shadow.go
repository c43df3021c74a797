package routing

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// maxCompared is how many values siblings are compared for.
const maxCompared = 20_000_000

// A Shadow is a route that no alert can reach.
type Shadow struct {
	Route *model.Route

	// By is the earlier sibling that takes all of its alerts and does not continue. It is nil where
	// the matchers of the route and those above it contradict each other.
	By *model.Route
}

// Shadows lists the routes that no alert can reach because one earlier sibling takes all that they
// match, or because their matchers contradict each other or those of the routes above. What lies
// below such a route is not listed. Several siblings that only together take all are not found.
func (t *Tree) Shadows() []Shadow {
	var all []Shadow
	t.reachable(func(s Shadow) { all = append(all, s) }, func(*node) {})
	return all
}

// Idle lists the receivers that no route leads to, or only routes that no alert can reach.
func (t *Tree) Idle() []*model.Receiver {
	used := map[*model.Receiver]bool{}
	t.reachable(func(Shadow) {}, func(n *node) { used[n.route.Receiver] = true })
	var idle []*model.Receiver
	for _, r := range t.routing.Receivers {
		if !used[r] {
			idle = append(idle, r)
		}
	}
	return idle
}

// reachable goes through the tree and tells which routes can be reached and which cannot.
func (t *Tree) reachable(shadowed func(Shadow), reached func(*node)) {
	compared := 0
	var visit func(n *node, above []matcher)
	visit = func(n *node, above []matcher) {
		reached(n)
		for i, child := range n.routes {
			path := slices.Concat(above, child.matchers)
			if t.contradict(path) {
				shadowed(Shadow{Route: child.route})
				continue
			}
			by := slices.IndexFunc(n.routes[:i], func(earlier *node) bool {
				if earlier.route.Continue || compared > maxCompared {
					return false
				}
				for _, m := range earlier.matchers {
					compared += len(t.labels[m.label].classes().values)
				}
				return t.implies(path, earlier.matchers)
			})
			if by >= 0 {
				shadowed(Shadow{Route: child.route, By: n.routes[by].route})
				continue
			}
			visit(child, path)
		}
	}
	if t.root != nil {
		visit(t.root, t.root.matchers)
	}
}

// contradict tells whether no alert passes all of some matchers.
func (t *Tree) contradict(matchers []matcher) bool {
	return slices.ContainsFunc(matchers, func(m matcher) bool {
		return !m.Unread && !t.some(m.label, func(value string) bool { return passes(matchers, m.label, value) })
	})
}

// implies tells whether every alert that passes some matchers passes others too.
func (t *Tree) implies(matchers, others []matcher) bool {
	return !slices.ContainsFunc(others, func(other matcher) bool {
		return other.Unread || t.some(other.label, func(value string) bool {
			return !other.Matches(value) && passes(matchers, other.label, value)
		})
	})
}

// some tells whether any value of a label may be so.
func (t *Tree) some(label int, so func(string) bool) bool {
	c := t.labels[label].classes()
	return c.partial || slices.ContainsFunc(c.values, so)
}
