package kubernetes

import (
	"slices"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// A label is one that a pod or a namespace has.
type label struct{ key, value string }

func labelsOf(n *yamlfile.Node, keys ...string) map[string]string {
	all := map[string]string{}
	for _, p := range pairs(n, keys...) {
		if p.Value.Kind == yamlfile.Scalar {
			all[p.Key.Value] = p.Value.Value
		}
	}
	return all
}

// A selector chooses by labels. The zero selector chooses everything.
type selector struct {
	labels      []label
	expressions []requirement
}

// A requirement is an entry of matchExpressions.
type requirement struct {
	key, operator string
	values        []string
}

// readSelector reads matchLabels and matchExpressions.
func readSelector(n *yamlfile.Node) selector {
	s := plainSelector(dig(n, "matchLabels"))
	for _, e := range items(n, "matchExpressions") {
		s.expressions = append(s.expressions, requirement{value(e, "key"), value(e, "operator"), texts(e.Get("values"))})
	}
	return s
}

// plainSelector reads a mapping from labels to values, as Services have.
func plainSelector(n *yamlfile.Node) selector {
	var s selector
	for _, p := range pairs(n) {
		if p.Value.Kind == yamlfile.Scalar {
			s.labels = append(s.labels, label{p.Key.Value, p.Value.Value})
		}
	}
	return s
}

// all tells whether a selector chooses everything.
func (s selector) all() bool { return len(s.labels) == 0 && len(s.expressions) == 0 }

func (s selector) matches(labels map[string]string) bool {
	for _, l := range s.labels {
		if v, there := labels[l.key]; !there || v != l.value {
			return false
		}
	}
	for _, e := range s.expressions {
		if !e.matches(labels) {
			return false
		}
	}
	return true
}

func (r requirement) matches(labels map[string]string) bool {
	v, there := labels[r.key]
	switch r.operator {
	case "In":
		return there && slices.Contains(r.values, v)
	case "NotIn":
		return !there || !slices.Contains(r.values, v)
	case "Exists":
		return there
	case "DoesNotExist":
		return !there
	}
	return false
}

// mostTries bounds how often a selector is held against a pod, over all selectors. A system with 5,000
// components of its own label each takes 5,000.
const mostTries = 5_000_000

// A census knows the pods of all workloads by their labels.
type census struct {
	workloads []*workload
	by        map[label][]int  // in the order of the workloads
	accounts  map[string][]int // by service account
	tries     int
}

func newCensus(workloads []*workload) *census {
	c := &census{workloads: workloads, by: map[label][]int{}, accounts: map[string][]int{}}
	for i, w := range workloads {
		c.accounts[w.account] = append(c.accounts[w.account], i)
		for key, v := range w.labels {
			c.by[label{key, v}] = append(c.by[label{key, v}], i)
		}
	}
	return c
}

// A scope says in which namespaces a selector chooses: its own, or those that others lets in.
type scope struct {
	own    string // which may be left open
	others func(namespace string) bool
}

func (in scope) holds(namespace string) bool {
	if in.others != nil {
		return in.others(namespace)
	}
	return shared(in.own, namespace)
}

// choose lists the workloads that a selector chooses in a scope.
func (c *census) choose(s selector, in scope) []int {
	var found []int
	try := func(i int) {
		c.tries++
		if w := c.workloads[i]; c.tries <= mostTries && in.holds(w.namespace) && s.matches(w.labels) {
			found = append(found, i)
		}
	}
	if len(s.labels) == 0 {
		for i := range c.workloads {
			try(i)
		}
		return c.settle(found, in)
	}
	fewest := c.by[s.labels[0]]
	for _, l := range s.labels[1:] {
		if some := c.by[l]; len(some) < len(fewest) {
			fewest = some
		}
	}
	for _, i := range fewest {
		try(i)
	}
	return c.settle(found, in)
}

// settle keeps those in one namespace where only its own is meant: of those that state theirs and those that
// leave it open, those that are like the one who chooses. From an open namespace, pods of several others are
// nobody's.
func (c *census) settle(found []int, in scope) []int {
	if in.others != nil || len(found) == 0 {
		return found
	}
	var own, other []int
	several := false
	for _, i := range found {
		if c.workloads[i].namespace == in.own {
			own = append(own, i)
			continue
		}
		several = several || len(other) > 0 && c.workloads[other[0]].namespace != c.workloads[i].namespace
		other = append(other, i)
	}
	switch {
	case len(own) > 0:
		return own
	case several:
		return nil
	}
	return other
}

// exhausted tells whether selectors were left unread.
func (c *census) exhausted() bool { return c.tries > mostTries }

// shared tells whether two namespaces may be the same: one that is left open may be any.
func shared(a, b string) bool { return a == b || a == "" || b == "" }
