package kubernetes

import (
	"strings"

	"github.com/linewalk/linewalk/model/importer/wiring"
)

// authorizationPolicy reads which service accounts a policy of Istio lets in.
func (c *cluster) authorizationPolicy(o *object) []wiring.Claim {
	action := value(o.root, "spec", "action")
	chosen := dig(o.root, "spec", "selector")
	s := readSelector(chosen)
	if s.all() || action != "" && action != "ALLOW" {
		return nil
	}
	owners := c.homesOf(c.choose(s, scope{own: o.namespace}))
	if len(owners) == 0 {
		c.misfit(o, chosen, s, scope{own: o.namespace})
		return nil
	}
	var all []wiring.Claim
	for _, rule := range items(o.root, "spec", "rules") {
		for _, from := range items(rule, "from") {
			principals := dig(from, "source", "principals")
			for _, p := range texts(principals) {
				homes := c.accounted(p)
				all = append(all, c.allow(o, peer{homes, "rules", principals.Span}, homes, owners)...)
			}
		}
	}
	return all
}

// accounted lists the components that run under a principal, which is TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT.
func (c *cluster) accounted(principal string) []int {
	parts := strings.Split(principal, "/")
	n := len(parts)
	if n < 5 || parts[n-2] != "sa" || parts[n-4] != "ns" {
		return nil
	}
	namespace, account := parts[n-3], parts[n-1]
	var found []int
	for _, w := range c.accounts[account] {
		if shared(c.workloads[w].namespace, namespace) {
			found = append(found, w)
		}
	}
	return c.homesOf(found)
}
