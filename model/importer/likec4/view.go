package likec4

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func (p *project) views() {
	for _, e := range p.entries(p.root, "views") {
		if importer.Text(e.node, "_type") == "dynamic" || importer.Text(e.node, "__") == "dynamic" {
			p.dynamic(e)
		}
	}
}

// A walk goes through the steps of a dynamic view.
type walk struct {
	*project
	edges     map[string]*yamlfile.Node // by their IDs
	nodes     map[string]string         // the names of elements, by the IDs of nodes that have others
	steps     []int
	walked    map[int]bool
	sometimes int // steps that are not taken each time
	unknown   int // steps along no arrow
	unclear   int // steps along one of several arrows
}

// dynamic reads a dynamic view as a journey. Which step comes when stands in its flow, or in older exports in
// the numbers of its edges.
func (p *project) dynamic(view entry) {
	w := &walk{project: p, edges: map[string]*yamlfile.Node{}, nodes: map[string]string{}, walked: map[int]bool{}}
	for _, n := range p.Objects(view.node, "nodes") {
		if fqn := importer.Text(n, "modelRef"); fqn != "" && fqn != "1" { // 1 says: as the ID
			w.nodes[importer.Text(n, "id")] = fqn
		}
	}
	edges := p.Objects(view.node, "edges")
	for _, e := range edges {
		w.edges[importer.Text(e, "id")] = e
	}
	steps := stepsOf(view.node)
	if steps == nil {
		slices.SortStableFunc(edges, func(a, b *yamlfile.Node) int { return byNumbers(importer.Text(a, "id"), importer.Text(b, "id")) })
		steps = edges
	}
	w.along(steps)
	j := importer.Journey{Name: importer.Text(view.node, "title"), Steps: w.steps}
	if j.Name == "" {
		j.Name = view.id
	}
	if len(w.steps) > 0 && p.isPerson(p.drawn[w.steps[0]].from) {
		j.Who = p.drawn[w.steps[0]].from
	}
	w.tell(view.node.Span, j.Name)
	p.Journey(j)
}

// stepsOf is what happens in a view in order: its flow, or in exports of what was only parsed its steps. It is
// nil if there is neither.
func stepsOf(view *yamlfile.Node) []*yamlfile.Node {
	for _, key := range []string{"flow", "steps"} {
		at := view.Get(key)
		if at != nil && at.Kind == yamlfile.Mapping {
			at = at.Get("steps")
		}
		if at != nil && at.Kind == yamlfile.Sequence {
			return at.Items
		}
	}
	return nil
}

// parts are the keys under which a part of a flow has steps of its own.
var parts = []string{"flow", "steps", "__parallel", "__series", "paths"}

// occasional are the types of parts that are not gone through each time.
var occasional = []string{"opt", "alt", "alternate", "alt-when", "alt-else", "alt-if", "break", "try-catch"}

// along goes along steps: IDs of edges, edges, and parts of a flow with steps of their own.
func (w *walk) along(items []*yamlfile.Node) {
	for _, item := range items {
		if edge := w.edges[importer.Scalar(item)]; edge != nil {
			w.step(edge)
			continue
		}
		inner := false
		for _, key := range parts {
			if at := item.Get(key); at != nil && at.Kind == yamlfile.Sequence {
				inner = true
				w.part(item, at.Items)
			}
		}
		if !inner && item.Kind == yamlfile.Mapping {
			w.edge(item)
		}
	}
}

// part goes along a part of a flow. What is not done each time is nothing that the journey cannot do without.
func (w *walk) part(part *yamlfile.Node, items []*yamlfile.Node) {
	typ := cmp.Or(importer.Text(part, "_type"), importer.Text(part, "kind"))
	if !slices.Contains(occasional, typ) {
		w.along(items)
		return
	}
	w.sometimes++
}

// edge goes along a step that stands in the flow itself, or names its edge.
func (w *walk) edge(item *yamlfile.Node) {
	if edge := w.edges[importer.Text(item, "id")]; edge != nil {
		item = edge
	}
	w.step(item)
}

// step goes along the arrow that an edge stands for. An answer goes back along the arrow of what it answers,
// without which there is none.
func (w *walk) step(edge *yamlfile.Node) {
	from, to := w.node(edge, "source"), w.node(edge, "target")
	found, back := w.ends[[2]string{from, to}], w.ends[[2]string{to, from}]
	if len(found) == 0 {
		found = w.named(edge)
	}
	if len(found) == 0 {
		if slices.ContainsFunc(back[:min(len(back), mostParallel)], func(line int) bool { return w.walked[line] }) {
			return
		}
		found = back
	}
	if len(found) > 1 {
		found = w.meant(edge, found)
	}
	switch len(found) {
	case 0:
		w.unknown++
	case 1:
		w.steps = append(w.steps, found[0])
		w.walked[found[0]] = true
	default:
		w.unclear++
	}
}

// mostParallel is among how many arrows between two components one is looked for.
const mostParallel = 100

// node is the name of the element at an end of an edge.
func (w *walk) node(edge *yamlfile.Node, key string) string {
	id := importer.Text(edge, key)
	if at := edge.Get(key); at != nil && at.Kind == yamlfile.Mapping {
		id = importer.Text(at, "model")
	}
	if fqn := w.nodes[id]; fqn != "" {
		id = fqn
	}
	return w.name(w.id, id)
}

// named lists the arrows of the relations that an edge names: those between its ends, and between what is in them.
func (w *walk) named(edge *yamlfile.Node) []int {
	var all []int
	for _, id := range importer.Texts(edge, "relations") {
		if line, known := w.lines[id]; known {
			all = append(all, line)
		}
	}
	return all
}

// meant chooses among arrows: the one of the relation that the edge names, or of the same words. If that leaves
// several, all are handed back.
func (w *walk) meant(edge *yamlfile.Node, among []int) []int {
	named := w.named(edge)
	label := cmp.Or(importer.Text(edge, "label"), importer.Text(edge, "title"))
	for _, fits := range []func(line int) bool{
		func(line int) bool { return len(named) == 1 && line == named[0] },
		func(line int) bool { return label != "" && w.drawn[line].label == label },
	} {
		if i := slices.IndexFunc(among[:min(len(among), mostParallel)], fits); i >= 0 {
			return among[i : i+1]
		}
	}
	return among
}

// tell says which steps of a view are no steps of the journey.
func (w *walk) tell(at diag.Span, name string) {
	for _, left := range []struct {
		n    int
		what string
	}{
		{w.unknown, "along no relation of the model"},
		{w.unclear, "along one of several relations, which it does not name"},
		{w.sometimes, "only sometimes taken"},
	} {
		if left.n > 0 {
			w.Say(diag.Note, at, "steps of the view %s left out: %d %s", diag.Quote(name), left.n, left.what)
		}
	}
}

var digits = regexp.MustCompile(`[0-9]+`)

// byNumbers compares IDs of steps such as step-2, step-10 and step-10.1, number by number.
func byNumbers(a, b string) int {
	as, bs := digits.FindAllString(a, mostNumbers), digits.FindAllString(b, mostNumbers)
	for i := range min(len(as), len(bs)) {
		x, _ := strconv.Atoi(as[i])
		y, _ := strconv.Atoi(bs[i])
		if c := cmp.Compare(x, y); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(as), len(bs))
}

// mostNumbers is how many numbers of an ID count. Flows are less deep.
const mostNumbers = 20
