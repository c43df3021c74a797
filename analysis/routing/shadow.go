package routing

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// maxTried is how many siblings and values are tried before routes are taken to be reachable.
const maxTried = 4_000_000

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
	p := &prober{tree: t}
	var visit func(n *node, above []matcher)
	visit = func(n *node, above []matcher) {
		reached(n)
		for i, child := range n.routes {
			path := slices.Concat(above, child.matchers)
			if p.contradict(path) {
				shadowed(Shadow{Route: child.route})
				continue
			}
			if by := p.taker(n.routes[:i], path); by != nil {
				shadowed(Shadow{Route: child.route, By: by.route})
				continue
			}
			visit(child, path)
		}
	}
	if t.root != nil {
		visit(t.root, t.root.matchers)
	}
}

// A prober tries values on matchers, and gives up after maxTried.
type prober struct {
	tree  *Tree
	tried int
}

// taker is the first of some siblings that takes all alerts that pass some matchers.
func (p *prober) taker(siblings []*node, matchers []matcher) *node {
	for _, s := range siblings {
		if p.tried++; p.tried > maxTried {
			break
		}
		if !s.route.Continue && p.implies(matchers, s.matchers) {
			return s
		}
	}
	return nil
}

// contradict tells whether no alert passes all of some matchers.
func (p *prober) contradict(matchers []matcher) bool {
	return slices.ContainsFunc(matchers, func(m matcher) bool {
		return !m.Unread && !p.mayPass(matchers, m.label, func(string) bool { return true })
	})
}

// implies tells whether every alert that passes some matchers passes others too.
func (p *prober) implies(matchers, others []matcher) bool {
	return !slices.ContainsFunc(others, func(other matcher) bool {
		return other.Unread || p.mayPass(matchers, other.label, func(value string) bool { return !other.Matches(value) })
	})
}

// mayPass tells whether any value of a label passes those of some matchers that ask for it, and is
// so besides.
func (p *prober) mayPass(matchers []matcher, label int, so func(string) bool) bool {
	for _, m := range matchers {
		if m.label == label && m.Op == model.MatchEqual && !m.Unread { // no other value passes
			p.tried++
			return so(m.Value) && passes(matchers, label, m.Value)
		}
	}
	c := p.tree.labels[label].classes()
	return c.partial || slices.ContainsFunc(c.values, func(value string) bool {
		p.tried++
		return p.tried > maxTried || so(value) && passes(matchers, label, value)
	})
}
