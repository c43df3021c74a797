// Package likec4 reads models that LikeC4 exported as JSON into a Sketch: elements, the relations between them,
// and dynamic views. Both variants are read, with a layout and without, and those of older versions, in which an
// end is a text and views are a list.
//
// The format is that of `likec4 export json`, version 1.59 (packages/core/src/types in github.com/likec4/likec4).
// Its IDs of relations change with every export, so an arrow goes by its ends. Elements go by their fully
// qualified names. What is deployed where is not read.
package likec4

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Read reads models of one system. Elements of the same name in several exports of a project are the same;
// where there are several projects, each is a place. Where a diagnostic is an error, the Sketch holds what could
// be read all the same.
func Read(named []importer.File) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{known: map[string]*element{}, ends: map[[2]string][]int{}}
	var projects []*project
	for _, f := range named {
		for _, root := range r.parse(f) {
			projects = append(projects, r.project(f.Name, root))
		}
	}
	r.several = slices.ContainsFunc(projects, func(p *project) bool { return p.id != projects[0].id })
	for _, p := range projects {
		p.elements()
	}
	for _, p := range projects {
		p.imports()
	}
	for _, p := range projects {
		p.relations()
	}
	for _, p := range projects {
		p.views()
	}
	r.AskParts()
	return r.Sketch(), r.All(named)
}

// A reader reads projects into one diagram.
type reader struct {
	importer.Remarks
	importer.Diagram
	several bool                // there are several projects
	known   map[string]*element // by the ID of a component
	drawn   []drawn             // by the number of a line
	ends    map[[2]string][]int // the numbers of the lines between two components
}

// A drawn line is what a dynamic view can go along.
type drawn struct{ from, to, label string }

// A project is one model while it is read.
type project struct {
	*reader
	file  string
	id    string
	root  *yamlfile.Node
	lines map[string]int // by the ID of a relation
}

func (r *reader) project(file string, root *yamlfile.Node) *project {
	p := &project{reader: r, file: file, root: root, id: cmp.Or(importer.Text(root, "projectId"), unnamed), lines: map[string]int{}}
	if r.System == "" {
		r.System = p.title()
	}
	return p
}

// unnamed is the ID of a project that nobody gave one.
const unnamed = "default"

// title is what a project is called, unless nobody gave it a name.
func (p *project) title() string {
	about := p.root.Get("project")
	if about == nil {
		return ""
	}
	for _, key := range []string{"title", "name", "id"} {
		if text := importer.Text(about, key); text != "" && text != unnamed {
			return text
		}
	}
	return ""
}

// source is how a file of LikeC4's own language starts.
var source = regexp.MustCompile(`^\x{feff}?(?:\s+|//[^\n]*\n|(?s:/\*.*?\*/)|import\s[^\n]*\n)*(?:specification|model|views|deployment|global)\s*\{`)

func isSource(text []byte) bool { return source.Match(text[:min(len(text), 10_000)]) }

// parse reads a file as the objects of the projects in it: one, or a list.
func (r *reader) parse(f importer.File) []*yamlfile.Node {
	refuse := func(message string) []*yamlfile.Node {
		r.Add(diag.Diagnostic{
			Rule: importer.ReadImport, Level: diag.Error, Span: importer.Top(f.Name), Message: message, Mend: "likec4 export json --skip-layout -o likec4.json",
		})
		return nil
	}
	if isSource(f.Text) {
		return refuse("this is the source of a LikeC4 model, and only its export as JSON is read")
	}
	root, faults := yamlfile.TreeJSON(f.Name, f.Text)
	r.Hear(faults)
	models := modelsIn(root)
	if len(models) == 0 && len(faults) == 0 {
		return refuse("this is no export of LikeC4: it has no elements and relations")
	}
	return models
}

// modelsIn lists the models in a file.
func modelsIn(root *yamlfile.Node) []*yamlfile.Node {
	if root == nil {
		return nil
	}
	var all []*yamlfile.Node
	for _, n := range append([]*yamlfile.Node{root}, root.Items...) {
		if holds(n.Get("elements")) && holds(n.Get("relations")) {
			all = append(all, n)
		}
	}
	return all
}

// holds tells whether a node holds others, each under its ID or with it.
func holds(n *yamlfile.Node) bool { return n != nil && n.Kind != yamlfile.Scalar }

// Looks tells whether a text is an export of LikeC4, or a source, of which Read says what to do.
func Looks(text []byte) bool {
	if isSource(text) {
		return true
	}
	for _, word := range []string{`"elements"`, `"relations"`, `"views"`} {
		if !bytes.Contains(text, []byte(word)) {
			return false
		}
	}
	if !importer.IsJSON(text) {
		return false
	}
	root, _ := yamlfile.TreeJSON("", text)
	return slices.ContainsFunc(modelsIn(root), func(m *yamlfile.Node) bool { return holds(m.Get("views")) })
}

// entries lists the objects under a key, with their IDs. They stand under those, or older ones in a list.
func (p *project) entries(n *yamlfile.Node, key string) []entry {
	at := n.Get(key)
	if at == nil || at.Null {
		return nil
	}
	var all []entry
	if at.Kind == yamlfile.Sequence {
		for _, item := range p.Objects(n, key) {
			all = append(all, entry{importer.Text(item, "id"), item})
		}
		return all
	}
	wrong := 0
	for _, member := range p.Members(n, key) {
		if member.Value.Kind == yamlfile.Mapping {
			all = append(all, entry{member.Key.Value, member.Value})
			continue
		}
		if wrong++; wrong <= mostWrong {
			p.Say(diag.Error, member.Value.Span, "%s holds objects, and this is %s", key, member.Value.Kind)
		}
	}
	if wrong > mostWrong {
		p.Say(diag.Error, at.Span, "%s holds objects, and %d more are something else", key, wrong-mostWrong)
	}
	return all
}

// mostWrong is how many wrong things in one object are reported one by one.
const mostWrong = 20

type entry struct {
	id   string
	node *yamlfile.Node
}
