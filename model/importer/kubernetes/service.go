package kubernetes

import (
	"slices"
	"strings"
)

// A service is a name under which pods, or something outside, are reached.
type service struct {
	*object
	selector selector
	headless bool
	external string // the host that the name stands for
	open     bool   // reached from outside
	members  []int  // the workloads it chooses
	homes    []int  // the components that it leads to, as roots of a grouping
}

func newService(o *object) *service {
	spec := dig(o.root, "spec")
	kind := value(spec, "type")
	s := &service{object: o, selector: plainSelector(dig(spec, "selector"))}
	s.headless = value(spec, "clusterIP") == "None"
	s.open = kind == "LoadBalancer" || kind == "NodePort" || len(items(spec, "externalIPs")) > 0
	if kind == "ExternalName" {
		s.external = strings.ToLower(strings.TrimSuffix(value(spec, "externalName"), "."))
	}
	return s
}

// outside tells whether a service is one for what runs elsewhere: it has no selector.
func (s *service) outside() bool { return s.selector.all() }

// isAPI tells whether a service is the one that every cluster has for its own API.
func (s *service) isAPI() bool {
	return s.name == "kubernetes" && s.outside() && (s.namespace == "default" || s.namespace == "")
}

// plumbing tells whether a service is one beside the one that is called: for discovery, for figures.
func (s *service) plumbing() bool {
	return slices.ContainsFunc([]string{"-headless", "-hl", "-hs", "-metrics", "-exporter", "-discovery", "-nodeport", "-lb", "-external", "-internal", "-admin"}, func(end string) bool {
		return strings.HasSuffix(s.name, end)
	})
}
