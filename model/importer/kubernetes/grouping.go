package kubernetes

import "slices"

// gather has each service choose its workloads.
func gather(services []*service, c *census) {
	for _, s := range services {
		if s.outside() {
			continue
		}
		s.members = c.choose(s.selector, scope{own: s.namespace})
		lasting := slices.DeleteFunc(slices.Clone(s.members), func(i int) bool { return c.workloads[i].job() })
		if len(lasting) > 0 {
			s.members = lasting // the labels of a job are copied from what it prepares as a rule
		}
	}
}

// A grouping puts workloads together that are one component.
type grouping struct {
	parent    []int
	narrowest []int // how many workloads the narrowest service over each chooses
}

func (g *grouping) root(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *grouping) join(a, b int) {
	a, b = g.root(a), g.root(b)
	g.parent[max(a, b)] = min(a, b)
}

// group joins the workloads that a service chooses: those for which no service is narrower, and those which
// are versions of one thing. A service over components that each have their own makes them no one.
func group(workloads []*workload, services []*service) *grouping {
	g := &grouping{parent: make([]int, len(workloads)), narrowest: make([]int, len(workloads))}
	for i := range workloads {
		g.parent[i], g.narrowest[i] = i, len(workloads)+1
	}
	for _, s := range services {
		for _, i := range s.members {
			g.narrowest[i] = min(g.narrowest[i], len(s.members))
		}
	}
	for _, s := range services {
		own, families := -1, map[string]int{}
		for _, i := range s.members {
			if len(s.members) == g.narrowest[i] {
				if own >= 0 {
					g.join(own, i)
				}
				own = i
			}
			family := workloads[i].family()
			if other, known := families[family]; known {
				g.join(other, i)
			}
			families[family] = i
		}
	}
	for _, s := range services {
		s.homes = g.homes(s)
	}
	return g
}

// homes lists the components that a service leads to: the one that no service is narrower for, else all.
func (g *grouping) homes(s *service) []int {
	var narrow, all []int
	for _, i := range s.members {
		root := g.root(i)
		if len(s.members) == g.narrowest[i] && !slices.Contains(narrow, root) {
			narrow = append(narrow, root)
		}
		if len(all) < mostHomes && !slices.Contains(all, root) {
			all = append(all, root)
		}
	}
	if len(narrow) == 0 {
		return all
	}
	return narrow
}

// mostHomes is how many components a name may mean.
const mostHomes = 8
