package structurizr

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wording"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A workspace is one file while it is read.
type workspace struct {
	*reader
	file       string
	shapes     map[string]string // by tag
	separator  string            // between the names of nested groups; empty if groups are not nested
	enterprise string

	elements []*element
	byID     map[string]*element
	lines    map[string]int    // by the ID of a relationship: the number of its line
	people   map[int]string    // by that number: the person it starts at
	copies   map[string]string // by the ID of a relationship that is a copy: the one it is a copy of

	live     map[string]bool  // the environments that are production
	counts   map[*element]int // of what runs there
	monitors []monitor
	watched  map[monitor]bool
}

// An element is what a relationship can start or end at.
type element struct {
	node        *yamlfile.Node
	typ         string // "Container", as Structurizr names it
	name        string
	path        string // of names
	id          string // of the component in the diagram
	parent      *element
	kind        model.ComponentKind
	tags        []string
	owner       string
	of          *element // of which it is an instance
	environment string   // of what is deployed
	drawn       bool
	holds       bool // others, so that it is a place
}

func (r *reader) workspace(file string, root *yamlfile.Node) {
	m := root.Get("model")
	w := &workspace{
		reader: r, file: file, shapes: map[string]string{}, byID: map[string]*element{},
		lines: map[string]int{}, people: map[int]string{}, copies: map[string]string{},
		live: map[string]bool{}, counts: map[*element]int{}, watched: map[monitor]bool{},
	}
	if r.System == "" {
		r.System = importer.Text(root, "name")
	}
	w.styles(root.Get("views"))
	if properties := m.Get("properties"); properties != nil {
		w.separator = importer.Text(properties, "structurizr.groupSeparator")
	}
	if enterprise := m.Get("enterprise"); enterprise != nil {
		w.enterprise = importer.Text(enterprise, "name")
	}
	w.gather(m, "people", "Person", nil)
	w.gather(m, "softwareSystems", "Software System", nil)
	w.gather(m, "customElements", "Element", nil)
	w.deployments(m)
	for _, e := range w.elements {
		if e.environment == "" { // what is deployed is drawn where somebody drew an arrow to or from it
			w.draw(e)
		}
	}
	w.drawMonitors()
	w.relate()
	if views := root.Get("views"); views != nil {
		for _, view := range w.Objects(views, "dynamicViews") {
			w.journey(view)
		}
	}
}

// styles reads which shape things with a tag are drawn in.
func (w *workspace) styles(views *yamlfile.Node) {
	for _, key := range []string{"configuration", "styles", "elements"} {
		if views == nil {
			return
		}
		views = views.Get(key)
	}
	if views == nil {
		return
	}
	for _, style := range views.Items {
		if shape := importer.Text(style, "shape"); shape != "" {
			w.shapes[importer.Text(style, "tag")] = shape
		}
	}
}

// inside is the list of what lives in a thing of a type, and the type of that.
var inside = map[string][2]string{
	"Software System": {"containers", "Container"},
	"Container":       {"components", "Component"},
}

// gather notes the elements in a list, and those inside them.
func (w *workspace) gather(n *yamlfile.Node, key, typ string, parent *element) {
	for _, node := range w.Objects(n, key) {
		e := &element{node: node, typ: typ, parent: parent}
		w.note(e)
		if parent != nil {
			parent.holds = true
		}
		if below, some := inside[typ]; some {
			w.gather(node, below[0], below[1], e)
		}
	}
}

// The longest names of which paths are made, and the longest path that more is added to, in characters. Longer
// ones are cut: a drawing has no such names.
const (
	longestName = 120
	longestPath = 250
)

// note names an element by the path of names, and keeps it by its ID.
func (w *workspace) note(e *element) {
	id := importer.Text(e.node, "id")
	if e.name = diag.Shorten(importer.Text(e.node, "name"), longestName); e.name == "" {
		e.name = strings.ToLower(e.typ) + " " + diag.Shorten(id, longestName)
		w.Say(diag.Warning, e.node.Span, "this %s has no name, so it goes by its ID", strings.ToLower(e.typ))
	}
	e.path = e.name
	if e.parent != nil {
		e.path = diag.Shorten(e.parent.path, longestPath) + "/" + e.name
	}
	e.tags = tagsOf(e.node)
	w.elements = append(w.elements, e)
	w.keep(id, e)
}

// keep notes an element under its ID.
func (w *workspace) keep(id string, e *element) {
	switch {
	case id == "":
	case w.byID[id] != nil:
		w.Say(diag.Warning, e.node.Span, "two elements have the ID %s; arrows go to the first", diag.Quote(id))
	default:
		w.byID[id] = e
	}
}

// claim is the ID under which a thing of a type is drawn: its path, unless something of another type has it.
func (w *workspace) claim(path, typ string) string {
	if was, taken := w.types[path]; taken && was != typ {
		path += " [" + typ + "]"
	}
	w.types[path] = typ
	return path
}

// draw draws an element as a component.
func (w *workspace) draw(e *element) {
	e.drawn = true
	e.id = w.claim(e.path, e.typ)
	e.kind = w.kind(e)
	e.owner = ownerOf(e.node)
	if e.owner == "" && e.parent != nil {
		e.owner = e.parent.owner
	}
	c := model.SketchComponent{Name: e.id, Kind: e.kind, Label: e.name, Owner: e.owner, Tags: w.words(e), Replicas: w.replicas(e)}
	if home := w.home(e); home != "" && e.environment == "" {
		c.In = []string{home}
	}
	w.Component(c)
}

// standard are the tags that Structurizr gives by itself.
var standard = map[string]bool{
	"Element": true, "Person": true, "Software System": true, "Container": true, "Component": true, "Custom Element": true, "Relationship": true,
	"Deployment Node": true, "Infrastructure Node": true, "Container Instance": true, "Software System Instance": true, "Synchronous": true, "Asynchronous": true,
}

// allTags is the tags of an element or relationship.
func allTags(n *yamlfile.Node) []string {
	return strings.FieldsFunc(importer.Text(n, "tags"), func(r rune) bool { return r == ',' })
}

// mostTags is how many tags of a thing are read.
const mostTags = 100

// tagsOf is the tags that the author gave.
func tagsOf(n *yamlfile.Node) []string {
	var all []string
	given := allTags(n)
	for _, tag := range given[:min(len(given), mostTags)] {
		if tag = strings.TrimSpace(tag); tag != "" && !standard[tag] {
			all = append(all, tag)
		}
	}
	return all
}

func (w *workspace) kind(e *element) model.ComponentKind {
	if e.typ == "Person" {
		return model.ComponentPerson
	}
	if importer.Text(e.node, "location") == "External" {
		return model.ComponentExternal
	}
	box := wording.Box{
		Class: importer.Text(e.node, "metadata"), Tags: e.tags, Technology: importer.Text(e.node, "technology"), Name: e.name,
	}
	for _, tag := range e.tags {
		if shape := w.shapes[tag]; shape != "" {
			box.Shape = shape
		}
	}
	return box.Kind()
}

// words are the tags that say more than the kind in the drawing does, and the environment of what is not in production.
func (w *workspace) words(e *element) []string {
	var all []string
	for _, tag := range e.tags {
		if e.holds || !wording.IsClass(tag, e.kind) {
			all = append(all, tag)
		}
	}
	if w.aside(e) {
		all = append(all, e.environment)
	}
	return all
}

// aside tells whether an element is deployed somewhere else than in production.
func (w *workspace) aside(e *element) bool {
	return e.environment != "" && len(w.live) > 0 && !w.live[e.environment]
}

// ownerOf is who answers for an element, by its properties and perspectives.
func ownerOf(n *yamlfile.Node) string {
	if properties := n.Get("properties"); properties != nil {
		for _, p := range properties.Pairs {
			if owner := wording.Owner(importer.Scalar(p.Value)); owner != "" && wording.NamesOwner(p.Key.Value) {
				return owner
			}
		}
	}
	perspectives := n.Get("perspectives")
	if perspectives == nil {
		return ""
	}
	for _, p := range perspectives.Items {
		if !wording.NamesOwner(importer.Text(p, "name")) {
			continue
		}
		for _, key := range []string{"value", "description"} {
			if owner := wording.Owner(importer.Text(p, key)); owner != "" {
				return owner
			}
		}
	}
	return ""
}

// home is the ID of the place that an element lives in: its group, else what it is part of, else the
// enterprise.
func (w *workspace) home(e *element) string {
	around := ""
	if e.parent != nil {
		around = e.parent.id
	}
	group := importer.Text(e.node, "group")
	switch {
	case group != "":
		return w.group(around, group)
	case around == "" && w.enterprise != "" && importer.Text(e.node, "location") == "Internal":
		return w.group("", w.enterprise)
	}
	return around
}

// group draws a group and those around it, and hands out the ID of the innermost.
func (w *workspace) group(around, name string) string {
	names := []string{name}
	if w.separator != "" {
		names = strings.SplitN(name, w.separator, mostGroups)
	}
	for _, name := range names {
		path := diag.Shorten(strings.TrimSpace(name), longestName)
		if around != "" {
			path = diag.Shorten(around, longestPath) + "/" + path
		}
		c := model.SketchComponent{Name: w.claim(path, "Group"), Kind: model.ComponentPlace, Label: strings.TrimSpace(name)}
		if around != "" {
			c.In = []string{around}
		}
		w.Component(c)
		around = c.Name
	}
	return around
}

// mostGroups is how deep groups may be nested. What is deeper is taken for one name.
const mostGroups = 20
