package kubernetes

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// A route is what an object says of the way from outside, or through a gateway, to services.
type route struct {
	*object
	gateways []*object
	proxy    bool // without a gateway: a proxy that runs in the cluster, if there is one, or nobody that is drawn
	backends []backend
}

// The kinds of routes: the ways in that a proxy of the cluster takes, and those through gateways.
var (
	proxied   = []string{"Ingress", "Route", "HTTPProxy", "IngressRoute", "IngressRouteTCP", "IngressRouteUDP"}
	gatewayed = []string{"HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute", "VirtualService"}
)

// readRoutes reads all routes, and makes known the gateways that they name.
func (c *cluster) readRoutes() []route {
	known := map[identity]*object{}
	for _, o := range c.gateways {
		known[o.identity] = o
		if len(c.podsOf(o)) == 0 {
			c.entries = append(c.entries, o)
		}
	}
	var all []route
	for _, o := range c.routes {
		rt := route{object: o, backends: o.backends(), proxy: slices.Contains(proxied, o.kind)}
		for _, id := range o.parents() {
			gateway := known[id]
			if open := id; gateway == nil {
				open.namespace = ""
				gateway = known[open] // its namespace may be given when it is applied
			}
			if gateway == nil {
				gateway = &object{identity: id, file: o.file, span: o.span, root: &yamlfile.Node{}, order: o.order}
				known[id] = gateway
				c.entries = append(c.entries, gateway)
			}
			rt.gateways = append(rt.gateways, gateway)
		}
		all = append(all, rt)
	}
	return all
}

// mostGateways bounds how many gateways a route is read to be for.
const mostGateways = 8

// istio is the group of the routes and gateways of that mesh.
const istio = "networking.istio.io"

// podsOf lists the workloads that run a gateway of Istio, in whatever namespace; none if they are not here.
func (c *cluster) podsOf(o *object) []int {
	s := plainSelector(dig(o.root, "spec", "selector"))
	if o.group != istio || s.all() {
		return nil
	}
	return c.choose(s, scope{others: func(string) bool { return true }})
}

// parents lists the gateways that a route is for.
func (o *object) parents() []identity {
	var all []identity
	add := func(group, namespace, name string) {
		id := identity{group, "Gateway", namespace, name}
		if len(all) < mostGateways && legal(name) && (namespace == "" || legal(namespace)) && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	if o.kind == "VirtualService" {
		for _, name := range texts(dig(o.root, "spec", "gateways")) {
			namespace := o.namespace
			if space, rest, found := strings.Cut(name, "/"); found {
				namespace, name = space, rest
			}
			if name != "mesh" {
				add(istio, namespace, name)
			}
		}
		return all
	}
	for _, p := range items(o.root, "spec", "parentRefs") {
		namespace := value(p, "namespace")
		if namespace == "" {
			namespace = o.namespace
		}
		if kind := value(p, "kind"); kind == "" || kind == "Gateway" {
			add("gateway.networking.k8s.io", namespace, value(p, "name"))
		}
	}
	return all
}
