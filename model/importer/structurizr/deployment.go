package structurizr

import (
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

const (
	deploymentNode     = "Deployment Node"
	infrastructureNode = "Infrastructure Node"
)

// An instance is a container or software system where it is deployed.
type instance struct {
	of          *element
	node        *yamlfile.Node
	environment string
	times       int
}

// deployments reads where things are deployed: how many there are of each, and what watches them. Only what
// runs in production counts; where one environment is all there is, it is taken for that.
func (w *workspace) deployments(m *yamlfile.Node) {
	var found []instance
	for _, node := range w.Objects(m, "deploymentNodes") {
		found = w.deployed(found, node, nil, 1)
	}
	environments := map[string]bool{} // and whether it is production
	for _, e := range w.elements {
		if e.environment != "" {
			environments[e.environment] = isProduction(e.environment)
		}
	}
	only := len(environments) == 1
	for name, production := range environments {
		if production || only {
			w.live[name] = true
		}
	}
	if len(environments) > 0 && len(w.live) == 0 {
		w.Unshown("None of the environments in " + w.file + " is called production, so how many there are of each component is not read.")
	}
	for _, i := range found {
		if w.live[i.environment] {
			w.counts[i.of] = min(w.counts[i.of]+i.times, mostInstances)
			w.checks(i)
		}
	}
}

// mostInstances bounds how many of a thing there are. Instances multiply along the way down.
const mostInstances = 1_000_000

// isProduction tells whether an environment is the one that users meet, by its name.
func isProduction(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' })
	for _, no := range []string{"pre", "non", "not", "preprod", "preproduction", "nonprod"} {
		if slices.Contains(words, no) {
			return false
		}
	}
	return slices.ContainsFunc(words, func(w string) bool { return w == "live" || w == "production" || w == "prod" || w == "prd" })
}

// deployed adds the instances in a deployment node and in those below it. There are times as many as the
// nodes around it say.
func (w *workspace) deployed(found []instance, node *yamlfile.Node, parent *element, times int) []instance {
	e := w.infrastructure(node, deploymentNode, parent)
	times = min(times*instances(importer.Text(node, "instances")), mostInstances)
	w.counts[e] = times
	for _, infra := range w.Objects(node, "infrastructureNodes") {
		w.counts[w.infrastructure(infra, infrastructureNode, e)] = times
	}
	for _, key := range []string{"softwareSystem", "container"} {
		for _, n := range w.Objects(node, key+"Instances") {
			of := w.byID[importer.Text(n, key+"Id")]
			if of == nil {
				continue
			}
			i := &element{node: n, of: of, environment: e.environment}
			w.elements = append(w.elements, i)
			w.keep(importer.Text(n, "id"), i)
			found = append(found, instance{of, n, e.environment, times})
		}
	}
	for _, child := range w.Objects(node, "children") {
		found = w.deployed(found, child, e, times)
	}
	return found
}

// infrastructure notes a node on which things are deployed. It is drawn where somebody drew an arrow to or
// from it.
func (w *workspace) infrastructure(node *yamlfile.Node, typ string, parent *element) *element {
	e := &element{node: node, typ: typ, parent: parent, environment: importer.Text(node, "environment")}
	if e.environment == "" {
		e.environment = "Default" // as Structurizr calls it
		if parent != nil {
			e.environment = parent.environment
		}
	}
	w.note(e)
	return e
}

// instances reads how many there are: "4", or at least, as in "2..6" and "1..N".
func instances(text string) int {
	least, _, _ := strings.Cut(text, "..")
	n, err := strconv.Atoi(least)
	if err != nil {
		return 1
	}
	return max(1, min(n, mostInstances))
}

// replicas is how many of an element run in production: of what is inside another as many as of that. There
// is one of each place.
func (w *workspace) replicas(e *element) int {
	if e.holds {
		return 0
	}
	for ; e != nil; e = e.parent {
		if n := w.counts[e]; n > 0 {
			return n
		}
	}
	return 0
}

// A monitor is a health check of an element.
type monitor struct {
	name string
	of   *element
}

// checks reads the health checks of an instance. They watch it, and no arrow. Where they look is not taken
// over.
func (w *workspace) checks(i instance) {
	for _, check := range w.Objects(i.node, "healthChecks") {
		name := importer.Text(check, "name")
		if name == "" {
			name = "health"
		}
		if m := (monitor{name, i.of}); !w.watched[m] {
			w.watched[m] = true
			w.monitors = append(w.monitors, m)
		}
	}
}

// drawMonitors draws each check. Those of one name are told apart by what they watch.
func (w *workspace) drawMonitors() {
	times := map[string]int{}
	for _, m := range w.monitors {
		times[m.name]++
	}
	for _, m := range w.monitors {
		name := m.name
		if times[name] > 1 {
			name += " of " + m.of.path
		}
		w.Monitor(model.SketchMonitor{Name: name, Watches: []string{m.of.id}})
	}
}
