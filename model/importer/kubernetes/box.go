package kubernetes

import (
	"slices"
)

// A box is a component in the making: workloads with the services that lead to them, or one of them alone.
type box struct {
	namespace string
	name      string // what the drawing has, told apart from others
	workloads []*workload
	services  []*service
	entry     *object  // a ServiceEntry, a Gateway or what an operator runs, which have neither
	called    []string // by labels
	index     int      // among all components
}

// gatherBoxes makes the components of a cluster, in the order of their objects.
func (c *cluster) gatherBoxes() {
	gather(c.services, c.census)
	g := group(c.workloads, c.services)
	by := map[int]*box{}
	for i, w := range c.workloads {
		b := by[g.root(i)]
		if b == nil {
			b = &box{namespace: w.namespace}
			by[g.root(i)] = b
			c.boxes = append(c.boxes, b)
		}
		b.workloads = append(b.workloads, w)
	}
	for _, s := range c.services {
		switch len(s.homes) {
		case 0:
			if !s.isAPI() && !c.leadsInside(s) {
				c.boxes = append(c.boxes, &box{namespace: s.namespace, services: []*service{s}})
			}
		case 1:
			b := by[s.homes[0]]
			b.services = append(b.services, s)
			if b.namespace == "" {
				b.namespace = s.namespace
			}
		}
	}
	for _, o := range c.entries {
		c.boxes = append(c.boxes, &box{namespace: o.namespace, entry: o})
	}
	slices.SortStableFunc(c.boxes, func(a, b *box) int { return a.order() - b.order() })
	nameAll(c.boxes)
	callAll(c.boxes)
	for i, b := range c.boxes {
		b.index = i
	}
	c.hosts = c.directory(by)
	for i := range c.workloads {
		c.home = append(c.home, by[g.root(i)].index)
	}
}

// objects lists what a component consists of.
func (b *box) objects() []*object {
	var all []*object
	for _, s := range b.services {
		all = append(all, s.object)
	}
	for _, w := range b.workloads {
		all = append(all, w.object)
	}
	if b.entry != nil {
		all = append(all, b.entry)
	}
	return all
}

// order is where the first object of a component stands.
func (b *box) order() int {
	first := b.objects()[0].order
	for _, o := range b.objects() {
		first = min(first, o.order)
	}
	return first
}

// title is the name by which a component is known best: that of the service that leads to all of it.
func (b *box) title() string {
	if b.entry != nil {
		return b.entry.name
	}
	var best *service
	for _, s := range b.services {
		if best == nil || b.rank(s) > b.rank(best) {
			best = s
		}
	}
	if best == nil || best.plumbing() && len(b.workloads) == 1 {
		return b.workloads[0].name
	}
	return best.name
}

// rank says how well a service names a component.
func (b *box) rank(s *service) int {
	rank := 4 * len(s.members)
	if slices.ContainsFunc(b.workloads, func(w *workload) bool { return w.name == s.name }) {
		rank += 2
	}
	if !s.headless && !s.plumbing() {
		rank++
	}
	return rank
}
