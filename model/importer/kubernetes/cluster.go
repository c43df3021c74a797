package kubernetes

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wiring"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A cluster is what the objects of an import are, by what they do.
type cluster struct {
	*reader
	*census
	services []*service
	gateways []*object
	entries  []*object // that are components and no pods: gateways, what lies outside, what operators run
	routes   []*object
	policies []*object

	configs    map[string]*registry[*config] // by kind
	names      registry[*service]
	byVariable registry[*service] // by the start of the names of their variables
	spaces     map[string]map[string]string
	issued     registry[string] // the host that a Secret of an operator leads to
	scaled     registry[int]    // the fewest replicas that a workload is scaled to, by kind and name

	boxes  []*box
	home   []int // the component of each workload
	hosts  *directory
	spread bool     // over several namespaces
	hidden []string // workloads, each with something that it is given and no file has

	misfits int // selectors that select nothing
	given   int // values that containers take in with others
	grown   int // bytes that variables put into texts
}

// Bounds of what a cluster is given, over all containers.
const (
	mostGiven = 500_000
	mostGrown = 8 << 20
)

// give counts values that a container takes in, and tells whether it may.
func (c *cluster) give(n int, at diag.Span) bool {
	if c.given += n; c.given > mostGiven {
		c.Say(diag.Warning, at, "containers take in more than %d values: those from here on are not read", mostGiven)
		return false
	}
	return true
}

func (r *reader) cluster() *cluster {
	c := &cluster{
		reader: r, configs: map[string]*registry[*config]{"ConfigMap": {}, "Secret": {}},
		spaces: map[string]map[string]string{},
	}
	var workloads []*workload
	for _, o := range r.objects {
		if w := newWorkload(o); w != nil {
			workloads = append(workloads, w)
			continue
		}
		c.sort(o)
	}
	for _, made := range r.generated {
		c.configs[made.kind].add(made.namespace, made.name, made)
	}
	if len(workloads) == 0 && len(c.services) == 0 {
		workloads = c.selected()
	}
	c.census = newCensus(workloads)
	return c
}

// sort puts an object that runs no pods to its like.
func (c *cluster) sort(o *object) {
	if k, known := o.operator(); known {
		c.issue(o, k)
		c.entries = append(c.entries, o)
		return
	}
	switch o.kind {
	case "Service":
		s := newService(o)
		c.services = append(c.services, s)
		c.names.add(o.namespace, o.name, s)
		c.byVariable.add(o.namespace, variableName(o.name), s)
	case "ConfigMap", "Secret":
		c.configs[o.kind].add(o.namespace, o.name, newConfig(o))
	case "Namespace":
		c.spaces[o.name] = labelsOf(o.root, "metadata", "labels")
	case "HorizontalPodAutoscaler":
		target := dig(o.root, "spec", "scaleTargetRef")
		c.scaled.add(o.namespace, value(target, "kind")+"/"+value(target, "name"), whole(value(o.root, "spec", "minReplicas")))
	case "NetworkPolicy", "CiliumNetworkPolicy", "AuthorizationPolicy":
		c.policies = append(c.policies, o)
	case "ServiceEntry":
		c.entries = append(c.entries, o)
	case "Gateway":
		c.gateways = append(c.gateways, o)
	default:
		if slices.Contains(proxied, o.kind) || slices.Contains(gatewayed, o.kind) {
			c.routes = append(c.routes, o)
		}
	}
}

// config finds a ConfigMap or a Secret.
func (c *cluster) config(kind, namespace, name string) (*config, bool) {
	return c.configs[kind].find(namespace, name)
}

// hide notes that what a workload is given stands in no file. What may be missing is left out.
func (c *cluster) hide(w *workload, ref *yamlfile.Node, what string) {
	if value(ref, "optional") != "true" && c.Once("hidden "+w.name) {
		c.hidden = append(c.hidden, w.name+" ("+what+")")
	}
}

// sketch finds out what the objects say.
func (r *reader) sketch() *model.Sketch {
	c := r.cluster()
	routes := c.readRoutes()
	c.gatherBoxes()
	c.spread = len(c.namespaces()) > 1
	s := &wiring.System{Name: c.title(), Directory: c.hosts, Remedy: c.remedy()}
	for _, b := range c.boxes {
		s.Parts = append(s.Parts, c.part(b))
	}
	s.Claims = slices.Concat(c.routed(routes, s.Parts), c.permitted())
	k := s.Sketch()
	k.Unshown = append(k.Unshown, c.unshown()...)
	c.tellUnfit()
	c.tell()
	return k
}

// namespaces lists those of the components, without those left open.
func (c *cluster) namespaces() []string {
	var all []string
	known := map[string]bool{"": true}
	for _, b := range c.boxes {
		if !known[b.namespace] {
			known[b.namespace] = true
			all = append(all, b.namespace)
		}
	}
	return all
}

// title is what the manifests call the system: what all say to be part of, else their one namespace.
func (c *cluster) title() string {
	wholes := map[string]bool{}
	whole := ""
	for _, o := range c.objects {
		if of := o.label("app.kubernetes.io/part-of"); legal(of) {
			whole, wholes[of] = of, true
		}
	}
	if len(wholes) == 1 {
		return whole
	}
	if spaces := c.namespaces(); len(spaces) == 1 && spaces[0] != "default" {
		return spaces[0]
	}
	return ""
}

// remedy is what shows what manifests do not.
func (c *cluster) remedy() string {
	if len(c.policies) > 0 {
		return "import traces, or draw the arrows"
	}
	return "import traces or network policies, or draw the arrows"
}

// tellUnfit says which services lead to no pod that is here, and whether anything was left unread.
func (c *cluster) tellUnfit() {
	for _, s := range c.services {
		if !s.outside() && len(s.members) == 0 && s.external == "" {
			c.Say(diag.Note, s.span, "the selector of this Service fits no workload in these files")
		}
	}
	if c.exhausted() {
		c.Say(diag.Warning, importer.Top(c.objects[0].file), "there are too many selectors over too many workloads: not all are read")
	}
}

// unshown says what is given to components and stands in no file.
func (c *cluster) unshown() []string {
	n := len(c.hidden)
	if n == 0 {
		return nil
	}
	const most = 8
	rest, takes := "", "components take"
	if n > most {
		rest = fmt.Sprintf(" and %d more", n-most)
	}
	if n == 1 {
		takes = "component takes"
	}
	return []string{fmt.Sprintf("%d %s addresses from Secrets or ConfigMaps that are in no file: %s%s. Whom they reach is seen once those are imported too",
		n, takes, strings.Join(c.hidden[:min(n, most)], ", "), rest)}
}
