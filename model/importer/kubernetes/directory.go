package kubernetes

import (
	"regexp"
	"slices"
	"strings"
)

// A target is what a host may mean: a service by its namespace and name, or one pod behind it.
type target struct {
	namespace, name, pod string
	sure                 bool // the host says that it is one of the cluster
}

// targets lists what a host may mean for a pod of a namespace, the likeliest first, as the cluster resolves
// names: NAME, NAME.NAMESPACE, NAME.NAMESPACE.svc and that with the domain of the cluster behind it, each with
// the name of a pod before it where the service has one for each. The form is that of DNS-Based Service
// Discovery 1.1.0 of Kubernetes.
func targets(host, namespace string) []target {
	parts := strings.Split(host, ".")
	for len(parts) > 1 && strings.HasPrefix(parts[0], "_") {
		parts = parts[1:] // the port and the protocol of an SRV record
	}
	sure := false
	if i := slices.Index(parts, "svc"); i >= 2 {
		parts, sure = parts[:i], true
	}
	switch len(parts) {
	case 1:
		return []target{{namespace, parts[0], "", false}}
	case 2:
		return []target{{parts[1], parts[0], "", sure}, {namespace, parts[1], parts[0], false}}
	case 3:
		return []target{{parts[2], parts[1], parts[0], sure}}
	}
	return nil
}

// numbered is the name of a pod of a StatefulSet.
var numbered = regexp.MustCompile(`-[0-9]+$`)

// domains end the names of hosts that lie outside as a rule. A namespace that is called so counts only where
// it is stated.
var domains = []string{"com", "org", "net", "io", "dev", "app", "local", "cloud", "co", "eu", "de", "uk", "fr", "cn", "gov", "edu", "info", "example", "test", "lan", "home"}

// lookUp finds the service that a target means.
func lookUp[T any](services *registry[T], t target) (T, bool) {
	switch {
	case t.pod != "" && !t.sure && !numbered.MatchString(t.pod),
		!t.sure && slices.Contains(domains, t.namespace) && !services.has(t.namespace, t.name):
		var none T
		return none, false
	}
	return services.find(t.namespace, t.name)
}

// leadsInside tells whether a service is only another name of one in the cluster.
func (c *cluster) leadsInside(s *service) bool {
	return s.external != "" && len(c.inside(s)) > 0
}

// inside lists the services of the cluster that an ExternalName stands for.
func (c *cluster) inside(s *service) []*service {
	for _, t := range targets(s.external, s.namespace) {
		if !t.sure && t.pod == "" && t.namespace != s.namespace {
			continue // a host with one dot lies outside
		}
		if found, known := lookUp(&c.names, t); known && found != s && found.external == "" {
			return []*service{found}
		}
	}
	return nil
}

// A directory knows whom the names of hosts mean: components by their index.
type directory struct {
	namespaces []string         // of each component
	services   registry[[]int]  // names of services
	pods       registry[int]    // names of workloads
	outside    map[string][]int // hosts outside, in small letters
	virtual    map[string][]int // hosts that only a mesh knows
}

// directory notes all names of the components, which are given by the roots of the grouping.
func (c *cluster) directory(by map[int]*box) *directory {
	d := &directory{outside: map[string][]int{}, virtual: map[string][]int{}}
	for i, b := range c.boxes {
		d.add(i, b)
	}
	for _, s := range c.services {
		if len(s.homes) < 2 {
			continue
		}
		var all []int
		for _, root := range s.homes {
			all = append(all, by[root].index)
		}
		d.services.add(s.namespace, s.name, all)
	}
	for _, s := range c.services {
		for _, other := range c.inside(s) {
			if found, known := d.services.find(other.namespace, other.name); known {
				d.services.add(s.namespace, s.name, found)
			}
		}
	}
	return d
}

// add notes the names of component i.
func (d *directory) add(i int, b *box) {
	d.namespaces = append(d.namespaces, b.namespace)
	for _, w := range b.workloads {
		d.pods.add(w.namespace, w.name, i)
	}
	for _, s := range b.services {
		d.services.add(s.namespace, s.name, []int{i})
		if s.external != "" {
			d.outside[s.external] = append(d.outside[s.external], i)
		}
	}
	if b.entry == nil {
		return
	}
	if b.entry.kind == "ServiceEntry" {
		for _, host := range entryHosts(b.entry) {
			d.outside[host] = append(d.outside[host], i)
		}
	}
	k, _ := b.entry.operator()
	for _, host := range b.entry.named(k.hosts) {
		d.services.add(b.namespace, host, []int{i})
	}
}

// find lists the components that a host means in a namespace.
func (d *directory) find(namespace, host string) []int {
	host = strings.ToLower(strings.Trim(host, "."))
	if host == "" || len(host) > 253 {
		return nil
	}
	if found := d.abroad(host); found != nil {
		return found
	}
	for _, t := range targets(host, namespace) {
		found, known := lookUp(&d.services, t)
		if !known {
			continue
		}
		if of, single := d.pods.find(t.namespace, numbered.ReplaceAllString(t.pod, "")); single && slices.Contains(found, of) {
			return []int{of} // of several StatefulSets behind one service
		}
		return found
	}
	for _, t := range targets(host, namespace) {
		if found, known := lookUp(&d.pods, t); known && t.pod == "" {
			return []int{found}
		}
	}
	return d.virtual[host]
}

// abroad lists the components outside that a host means. That of a ServiceEntry may stand for all hosts of
// a domain.
func (d *directory) abroad(host string) []int {
	if found := d.outside[host]; found != nil {
		return found
	}
	for rest := host; ; {
		_, domain, more := strings.Cut(rest, ".")
		if !more {
			return nil
		}
		if found := d.outside["*."+domain]; found != nil {
			return found
		}
		rest = domain
	}
}

// Whom lists the components that a host means for component i.
func (d *directory) Whom(i int, host string) []int {
	found := d.find(d.namespaces[i], host)
	if slices.Contains(found, i) {
		return nil
	}
	return found
}

// Knows tells whether the files have a host that component i names. A name without a namespace, and one of a
// namespace that the objects leave open, is known too where it is that of something in another one.
func (d *directory) Knows(i int, host string) bool {
	if d.find(d.namespaces[i], host) != nil {
		return true
	}
	name, _, _ := strings.Cut(strings.Trim(host, "."), ".")
	inside := !strings.Contains(host, ".") || slices.Index(strings.Split(host, "."), "svc") == 2
	return inside && (len(d.services.spaces[name]) > 0 || len(d.pods.spaces[name]) > 0)
}
