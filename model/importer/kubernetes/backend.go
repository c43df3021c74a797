package kubernetes

import (
	"slices"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A backend is a service that a route leads to.
type backend struct {
	host      string
	namespace string
	path      []string // of keys
	span      diag.Span
}

// backends lists the services that a route leads to.
func (o *object) backends() []backend {
	spec := dig(o.root, "spec")
	switch o.kind {
	case "Ingress":
		return o.ingressBackends(spec)
	case "Route":
		var all []backend
		for _, n := range append(items(spec, "alternateBackends"), dig(spec, "to")) {
			all = o.lead(all, n, value(n, "name"), "spec", "to")
		}
		return all
	case "VirtualService":
		return o.destinations(spec)
	case "IngressRoute", "IngressRouteTCP", "IngressRouteUDP", "HTTPProxy":
		return o.references(spec, "routes", "services")
	}
	return o.references(spec, "rules", "backendRefs")
}

// lead adds a backend in the namespace of the route, if there is one.
func (o *object) lead(all []backend, n *yamlfile.Node, host string, path ...string) []backend {
	if host == "" {
		return all
	}
	return append(all, backend{host, o.namespace, path, n.Span})
}

// ingressBackends lists those of an Ingress, in its form of today or of v1beta1.
func (o *object) ingressBackends(spec *yamlfile.Node) []backend {
	var all []backend
	add := func(n *yamlfile.Node, path ...string) {
		name := value(n, "service", "name")
		if name == "" {
			name = value(n, "serviceName")
		}
		all = o.lead(all, n, name, path...)
	}
	add(dig(spec, "defaultBackend"), "spec", "defaultBackend")
	add(dig(spec, "backend"), "spec", "backend")
	for _, rule := range items(spec, "rules") {
		for _, p := range items(rule, "http", "paths") {
			add(p.Get("backend"), "spec", "rules", "http", "paths", "backend")
		}
	}
	return all
}

// destinations lists those of a VirtualService of Istio, where copies of requests go included.
func (o *object) destinations(spec *yamlfile.Node) []backend {
	var all []backend
	for _, protocol := range []string{"http", "tls", "tcp"} {
		for _, rule := range items(spec, protocol) {
			for _, r := range slices.Concat(items(rule, "route"), items(rule, "mirrors")) {
				all = o.lead(all, r, value(r, "destination", "host"), "spec", protocol, "route", "destination")
			}
			mirror := rule.Get("mirror")
			all = o.lead(all, mirror, value(mirror, "host"), "spec", protocol, "mirror")
		}
	}
	return all
}

// references lists those which the rules of a route refer to as objects, which may lie in other namespaces.
func (o *object) references(spec *yamlfile.Node, rules, refs string) []backend {
	var all []backend
	for _, rule := range items(spec, rules) {
		for _, ref := range items(rule, refs) {
			if kind := value(ref, "kind"); kind != "" && kind != "Service" {
				continue
			}
			before := len(all)
			all = o.lead(all, ref, value(ref, "name"), "spec", rules, refs)
			if namespace := value(ref, "namespace"); namespace != "" && len(all) > before {
				all[before].namespace = namespace
			}
		}
	}
	return all
}
