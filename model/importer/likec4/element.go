package likec4

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wording"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// An element is what a relation can start or end at.
type element struct {
	id      string
	node    *yamlfile.Node
	parent  *element
	kind    model.ComponentKind
	title   string
	made    string // of this technology
	owner   string
	retired bool
	planned bool
}

// name is the ID of the component for an element of a project. With several projects the names of each start
// with its own.
func (p *project) name(project, fqn string) string {
	if project == p.id && !p.several {
		return fqn
	}
	return project + "/" + fqn
}

func (p *project) elements() {
	if p.several {
		p.Component(model.SketchComponent{Name: p.id, Kind: model.ComponentPlace, Label: p.title()})
	}
	specification := p.specification("elements")
	for _, e := range p.entries(p.root, "elements") {
		p.element(p.id, e.id, e.node, specification)
	}
}

// imports reads the elements of other projects that this one refers to, unless those are read themselves.
func (p *project) imports() {
	imports := p.root.Get("imports")
	if imports == nil {
		return
	}
	for _, from := range imports.Pairs { // where there are none it may be a list
		for _, node := range p.Objects(imports, from.Key.Value) {
			p.element(from.Key.Value, importer.Text(node, "id"), node, p.specification("elements"))
		}
	}
}

// specification is what is said of the kinds of elements or of relationships, by kind.
func (p *project) specification(key string) *yamlfile.Node {
	if s := p.root.Get("specification"); s != nil && s.Get(key) != nil {
		return s.Get(key)
	}
	return &yamlfile.Node{Kind: yamlfile.Mapping}
}

func (p *project) element(project, fqn string, n, specification *yamlfile.Node) {
	id := p.name(project, fqn)
	if p.known[id] != nil {
		return
	}
	e := &element{id: id, node: n, title: importer.Text(n, "title"), parent: p.parent(project, fqn)}
	class := importer.Text(n, "kind")
	kinds := specification.Get(class)
	if kinds == nil {
		kinds = &yamlfile.Node{Kind: yamlfile.Mapping}
	}
	if e.made = importer.Text(n, "technology"); e.made == "" {
		e.made = importer.Text(kinds, "technology")
	}
	tags := tagsOf(n)
	box := wording.Box{Class: class, Tags: append(slices.Clone(tags), icon(n, kinds)...), Technology: e.made, Shape: shape(n, kinds), Name: e.title}
	e.kind = box.Kind()
	e.owner = ownerOf(n)
	e.retired, e.planned = marked(n, wording.IsRetired), marked(n, wording.IsPlanned)
	c := model.SketchComponent{Name: id, Kind: e.kind, Label: e.title, Owner: e.owner, Tags: tags}
	switch {
	case e.parent != nil:
		c.In = []string{e.parent.id}
		if e.owner == "" {
			e.owner = e.parent.owner
			c.Owner = e.owner
		}
		e.retired, e.planned = e.retired || e.parent.retired, e.planned || e.parent.planned
	case p.several || project != p.id:
		c.In = []string{project}
	}
	p.known[id] = e
	p.Component(c)
}

// deepest is how many parts of a name are left out in search of a parent. An export has all of them.
const deepest = 8

// parent is the element that holds another, by its name: an export lists it first.
func (p *project) parent(project, fqn string) *element {
	for range deepest {
		i := strings.LastIndexByte(fqn, '.')
		if i < 0 {
			return nil
		}
		fqn = fqn[:i]
		if e := p.known[p.name(project, fqn)]; e != nil {
			return e
		}
	}
	return nil
}

// tagsOf is the tags of an element or a relation.
func tagsOf(n *yamlfile.Node) []string {
	all := importer.Texts(n, "tags")
	all = all[:min(len(all), mostTags)]
	for i := range all {
		all[i] = strings.TrimPrefix(all[i], "#")
	}
	return all
}

// mostTags is how many tags of a thing are read.
const mostTags = 100

// styled is a word of the style of an element, or of its kind. It stood beside the style once.
func styled(n, kind *yamlfile.Node, key string) string {
	for _, at := range []*yamlfile.Node{n.Get("style"), n, kind.Get("style")} {
		if at != nil {
			if word := importer.Text(at, key); word != "" {
				return word
			}
		}
	}
	return ""
}

// shape is the shape that an element is drawn in. What LikeC4 calls storage is the cylinder of a database.
func shape(n, kind *yamlfile.Node) string {
	if s := styled(n, kind, "shape"); s != "storage" {
		return s
	}
	return "cylinder"
}

// icon is what the icon of an element shows, if it is one of LikeC4's own such as tech:postgresql.
func icon(n, kind *yamlfile.Node) []string {
	set, name, found := strings.Cut(styled(n, kind, "icon"), ":")
	if !found || !slices.Contains([]string{"tech", "aws", "azure", "gcp"}, set) {
		return nil
	}
	return []string{name}
}

// ownerOf is who answers for an element, by its metadata.
func ownerOf(n *yamlfile.Node) string {
	metadata := n.Get("metadata")
	if metadata == nil {
		return ""
	}
	for _, m := range metadata.Pairs {
		if !wording.NamesOwner(m.Key.Value) {
			continue
		}
		for _, text := range importer.Texts(metadata, m.Key.Value) {
			if owner := wording.Owner(text); owner != "" {
				return owner
			}
		}
	}
	return ""
}

// marked tells whether an element or a relation has a tag or a status of a kind.
func marked(n *yamlfile.Node, kind func(word string) bool) bool {
	if slices.ContainsFunc(tagsOf(n), kind) {
		return true
	}
	metadata := n.Get("metadata")
	return metadata != nil && slices.ContainsFunc([]string{"status", "lifecycle"}, func(key string) bool { return kind(importer.Text(metadata, key)) })
}
