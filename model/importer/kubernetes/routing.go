package kubernetes

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer/wiring"
)

// A routing says where routes lead.
type routing struct {
	*cluster
	parts []wiring.Part
	at    map[*object]int // the component of each gateway that has no pods here
	proxy []int           // the one proxy that runs in the cluster, if there is just one
}

// routed says where routes lead from gateways. What a route leads to from nobody that is drawn is reached from
// outside.
func (c *cluster) routed(routes []route, parts []wiring.Part) []wiring.Claim {
	r := &routing{cluster: c, parts: parts, at: map[*object]int{}}
	for i, b := range c.boxes {
		if b.entry != nil {
			r.at[b.entry] = i
		}
	}
	for i := range parts {
		if parts[i].IsProxy("ingress", "traefik", "kong", "contour", "emissary", "ambassador") || strings.Contains(parts[i].Image, "ingress-nginx/controller") {
			r.proxy = append(r.proxy, i)
		}
	}
	if len(r.proxy) > 1 {
		r.proxy = nil // of several, the files do not say which
	}
	var all []wiring.Claim
	for _, rt := range routes {
		all = append(all, r.claims(rt)...)
	}
	return all
}

// claims says where one route leads, once for each component.
func (r *routing) claims(rt route) []wiring.Claim {
	from := r.starts(rt)
	var all []wiring.Claim
	var reached []int
	seen := map[int]bool{}
	for _, b := range rt.backends {
		to := r.hosts.find(b.namespace, b.host)
		if len(to) == 0 {
			r.Say(diag.Note, b.span, "this leads to %s, which is in no file", diag.Quote(b.host))
		}
		at := rt.at(b.path...)
		at.Span = b.span
		for _, i := range to {
			if seen[i] {
				continue
			}
			seen[i] = true
			reached = append(reached, i)
			for _, start := range from {
				all = append(all, wiring.Claim{From: start, To: i, Reading: wiring.Route, At: at})
			}
			r.parts[i].Component.Open = r.parts[i].Component.Open || rt.proxy
		}
	}
	r.makeKnown(rt, reached)
	return all
}

// starts lists the components that a route starts from.
func (r *routing) starts(rt route) []int {
	if rt.proxy {
		return r.proxy
	}
	var all []int
	for _, o := range rt.gateways {
		if i, drawn := r.at[o]; drawn {
			all = append(all, i)
			continue
		}
		for _, i := range r.homesOf(r.podsOf(o)) {
			r.parts[i].Component.Open = true
			if !slices.Contains(all, i) {
				all = append(all, i)
			}
		}
	}
	return all
}

// makeKnown notes the hosts that only a mesh knows, by the routes that it takes from them.
func (r *routing) makeKnown(rt route, reached []int) {
	if rt.kind != "VirtualService" || len(reached) == 0 || len(reached) > mostHomes {
		return
	}
	for _, host := range texts(dig(rt.root, "spec", "hosts")) {
		if host = strings.ToLower(host); !strings.HasPrefix(host, "*") && r.hosts.find(rt.namespace, host) == nil {
			r.hosts.virtual[host] = reached
		}
	}
}
