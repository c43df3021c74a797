package routing

import "github.com/linewalk/linewalk/model"

// A world is the functions of a tree for one alert: its choices are the labels that are not known.
type world struct {
	*diagram
	domains []domain
	unread  bool // a matcher that could not be read was asked
	partial bool // a label was asked that may have more classes than are known
}

func newWorld(domains []domain) *world { return &world{diagram: newDiagram(), domains: domains} }

// holds is when all of some matchers hold.
func (w *world) holds(matchers []matcher) ref {
	all := always
	for i := range matchers {
		if all = w.and(all, w.hold(&matchers[i])); all == never {
			break
		}
	}
	return all
}

func (w *world) hold(m *matcher) ref {
	d := &w.domains[m.label]
	switch {
	case m.Unread:
		w.unread = true
		return lost
	case !d.unknown:
		return when(m.Matches(d.value))
	case w.full:
		return lost
	}
	w.partial = w.partial || d.classes.partial
	next := make([]ref, len(d.choices))
	for i, c := range d.choices {
		next[i] = when(m.Matches(d.classes.values[c]))
	}
	return w.ask(m.label, next)
}

func when(holds bool) ref {
	if holds {
		return always
	}
	return never
}

// A delivery is a route and when it delivers.
type delivery struct {
	route *model.Route
	when  ref
}

// deliveries lists when each of the routes delivers, without those that never do, in the order of the
// tree. Only routes that are wanted are listed; a subtree without any that continues is not gone
// into, as it takes nothing away from the others.
func (w *world) deliveries(root *node, wanted func(*model.Route) bool) []delivery {
	var all []delivery
	var visit func(n *node, reached ref)
	visit = func(n *node, reached ref) {
		at := len(all)
		all = append(all, delivery{route: n.route})
		open, matched := reached, never
		for _, child := range n.routes {
			holds := w.holds(child.matchers)
			in := w.and(open, holds)
			if in == never {
				continue
			}
			if wants(child, wanted) {
				visit(child, in)
			}
			if wanted(n.route) {
				matched = w.or(matched, in)
			}
			if !child.route.Continue {
				if open = w.and(open, w.not(holds)); open == never {
					break
				}
			}
		}
		if wanted(n.route) {
			all[at].when = w.and(reached, w.not(matched))
		}
	}
	visit(root, w.holds(root.matchers))
	kept := all[:0]
	for _, d := range all {
		if d.when != never {
			kept = append(kept, d)
		}
	}
	return kept
}

// wants tells whether any route of a subtree is wanted.
func wants(n *node, wanted func(*model.Route) bool) bool {
	if wanted(n.route) {
		return true
	}
	for _, child := range n.routes {
		if wants(child, wanted) {
			return true
		}
	}
	return false
}
