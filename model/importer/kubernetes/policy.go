package kubernetes

import (
	"maps"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// mostAllowed is how many arrows one rule of a policy may allow. One that allows more lets whole groups
// reach each other, which says of none of them that it does.
const mostAllowed = 20

// permitted says who may reach whom, by policies.
func (c *cluster) permitted() []wiring.Claim {
	var all []wiring.Claim
	for _, o := range c.policies {
		if o.kind == "AuthorizationPolicy" {
			all = append(all, c.authorizationPolicy(o)...)
		} else {
			all = append(all, c.networkPolicy(o)...)
		}
	}
	return all
}

// A form is where a kind of policy has what it says: the pods it is for, and in each direction whom it lets in
// or out.
type form struct {
	chosen string
	ways   [2]way
}

type way struct{ direction, side string }

// formOf is the form of a policy for a network: that of Kubernetes, or that of Cilium.
func formOf(o *object) form {
	if o.kind == "CiliumNetworkPolicy" {
		return form{"endpointSelector", [2]way{{"ingress", "fromEndpoints"}, {"egress", "toEndpoints"}}}
	}
	return form{"podSelector", [2]way{{"ingress", "from"}, {"egress", "to"}}}
}

// networkPolicy reads whom a policy lets in, and out. A policy for all pods, or one that lets all in, names
// nobody.
func (c *cluster) networkPolicy(o *object) []wiring.Claim {
	f := formOf(o)
	chosen := dig(o.root, "spec", f.chosen)
	s, _ := ciliate(readSelector(chosen))
	if s.all() {
		c.peersOf(o, f.ways[0])
		c.peersOf(o, f.ways[1])
		return nil
	}
	owners := c.homesOf(c.choose(s, scope{own: o.namespace}))
	if len(owners) == 0 {
		c.misfit(o, chosen, s, scope{own: o.namespace})
	}
	var all []wiring.Claim
	for _, p := range c.peersOf(o, f.ways[0]) {
		all = append(all, c.allow(o, p, p.homes, owners)...)
	}
	for _, p := range c.peersOf(o, f.ways[1]) {
		all = append(all, c.allow(o, p, owners, p.homes)...)
	}
	return all
}

// A peer is whom an entry of a policy names.
type peer struct {
	homes []int
	key   string
	span  diag.Span
}

// peersOf lists whom the rules of a policy in one direction name.
func (c *cluster) peersOf(o *object, w way) []peer {
	var all []peer
	for _, rule := range items(o.root, "spec", w.direction) {
		for _, n := range items(rule, w.side) {
			pods, s, in := c.peer(o, n)
			if s.all() {
				continue // a whole namespace, or a range of addresses
			}
			homes := c.homesOf(c.choose(s, in))
			if len(homes) == 0 {
				c.misfit(o, pods, s, in)
			}
			all = append(all, peer{homes, w.direction, n.Span})
		}
	}
	return all
}

// peer reads what an entry selects, and from which namespaces.
func (c *cluster) peer(o *object, n *yamlfile.Node) (pods *yamlfile.Node, s selector, in scope) {
	in = scope{own: o.namespace}
	if o.kind == "CiliumNetworkPolicy" {
		s, namespace := ciliate(readSelector(n))
		if namespace != "" {
			in = scope{own: namespace}
		}
		return n, s, in
	}
	pods = n.Get("podSelector")
	if spaces := n.Get("namespaceSelector"); spaces != nil {
		in = scope{others: c.spacesOf(readSelector(spaces))}
	}
	return pods, readSelector(pods), in
}

// ciliate is a selector without what Cilium writes into the names of labels: where a label comes from, and the
// namespace, which it hands back apart.
func ciliate(s selector) (plain selector, namespace string) {
	for _, l := range s.labels {
		l.key = strings.TrimPrefix(strings.TrimPrefix(l.key, "k8s:"), "any:")
		if l.key == "io.kubernetes.pod.namespace" {
			namespace = l.value
		} else {
			plain.labels = append(plain.labels, l)
		}
	}
	for _, e := range s.expressions {
		e.key = strings.TrimPrefix(strings.TrimPrefix(e.key, "k8s:"), "any:")
		plain.expressions = append(plain.expressions, e)
	}
	return plain, namespace
}

// spacesOf lets in the namespaces that a selector chooses. One without an object of its own has the label
// that every namespace has, and as a rule one more with its name.
func (c *cluster) spacesOf(s selector) func(string) bool {
	known := map[string]bool{}
	return func(namespace string) bool {
		in, asked := known[namespace]
		if !asked {
			labels := map[string]string{"kubernetes.io/metadata.name": namespace, "name": namespace}
			maps.Copy(labels, c.spaces[namespace])
			in = s.matches(labels)
			known[namespace] = in
		}
		return in
	}
}

// homesOf lists the components of workloads.
func (c *cluster) homesOf(workloads []int) []int {
	var all []int
	seen := map[int]bool{}
	for _, w := range workloads {
		if i := c.home[w]; !seen[i] {
			seen[i] = true
			all = append(all, i)
		}
	}
	return all
}

// allow claims that some components may reach others.
func (c *cluster) allow(o *object, p peer, from, to []int) []wiring.Claim {
	if len(from)*len(to) > mostAllowed {
		c.Say(diag.Note, p.span, "this allows %d arrows at once, which says of none that it is used: left out", len(from)*len(to))
		return nil
	}
	at := o.at("spec", p.key)
	at.Span = p.span
	var all []wiring.Claim
	for _, a := range from {
		for _, b := range to {
			all = append(all, wiring.Claim{From: a, To: b, Reading: wiring.Allowed, At: at})
		}
	}
	return all
}
