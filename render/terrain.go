package render

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// A terrain says where the components of a drawing lie: in which boundaries, and which boundaries in
// which. What lies in none is found under nil.
type terrain struct {
	ids     map[*model.Component]string             // of the components that are drawn
	frames  map[*model.Component]string             // of the places that are boundaries
	boxes   map[*model.Component][]*model.Component // what is drawn directly in each boundary
	inner   map[*model.Component][]*model.Component // the boundaries directly in each
	outside bool                                    // something drawn is an outside party
}

// newTerrain puts every component into the innermost place that holds all of it. A place is a boundary
// around what is in it; it is drawn as a component too, within its boundary, where arrows end at it,
// or where nothing else would show it.
func newTerrain(r *analysis.Report) *terrain {
	t := &terrain{
		ids: map[*model.Component]string{}, frames: map[*model.Component]string{},
		boxes: map[*model.Component][]*model.Component{}, inner: map[*model.Component][]*model.Component{},
	}
	told := map[*model.Component]bool{} // by an arrow that ends at it, or by what is in it
	for _, c := range r.System.Components {
		for _, place := range c.In.Value {
			told[place] = true
		}
	}
	ends := map[*model.Component]bool{}
	for _, x := range r.Answers {
		ends[x.Arrow.From], ends[x.Arrow.To] = true, true
	}
	var drawn []*model.Component
	for _, c := range r.System.Components {
		if c.Kind.Value != model.ComponentPlace || ends[c] || c.Declared && !told[c] {
			drawn = append(drawn, c)
			t.frame(c.Home())
		}
	}
	for _, c := range drawn {
		t.settle(c)
	}
	return t
}

// frame makes a place and all places around it boundaries.
func (t *terrain) frame(place *model.Component) {
	if place == nil || t.frames[place] != "" {
		return
	}
	outer := place.Home()
	t.frame(outer)
	t.frames[place] = fmt.Sprintf("s%d", len(t.frames))
	t.inner[outer] = append(t.inner[outer], place)
}

// settle gives a component its identifier and puts it into its boundary.
func (t *terrain) settle(c *model.Component) {
	t.ids[c] = fmt.Sprintf("n%d", len(t.ids))
	t.outside = t.outside || c.Kind.Value == model.ComponentExternal
	home := c.Home()
	if t.frames[c] != "" {
		home = c
	}
	t.boxes[home] = append(t.boxes[home], c)
}

// draw draws what lies in a place.
func (t *terrain) draw(f *flowchart, place *model.Component) {
	for _, c := range t.boxes[place] {
		f.line(t.ids[c] + shapes[c.Kind.Value].around(quoted(signed(c)...)))
	}
	for _, c := range t.inner[place] {
		title := c.Label.Or(c.Name)
		if place != nil && !c.Label.Given() {
			title = strings.TrimPrefix(title, place.Name+"/")
		}
		f.line("subgraph " + t.frames[c] + "[" + quoted(mermaidText(title)) + "]")
		f.indent++
		t.draw(f, c)
		f.indent--
		f.line("end")
	}
}

// signed is the name of a component, with its kind where its shape stands for several.
func signed(c *model.Component) []string {
	lines := []string{mermaidText(c.Label.Or(c.Name))}
	if shape := shapes[c.Kind.Value]; shape.named {
		lines = append(lines, "("+c.Kind.Value.String()+")")
	}
	return lines
}

// A mermaidShape is how Mermaid draws a kind of component.
type mermaidShape struct {
	left, right string
	class       string
	named       bool // other kinds look the same, so that the kind is written
}

func (s mermaidShape) around(label string) string { return s.left + label + s.right + s.class }

// shapes is indexed by kind. All are shapes that every version of Mermaid on code hosts knows.
var shapes = [...]mermaidShape{
	model.ComponentService:  {left: "[", right: "]"},
	model.ComponentPerson:   {left: "([", right: "])"},
	model.ComponentFrontend: {left: "(", right: ")"},
	model.ComponentFunction: {left: "[[", right: "]]", named: true},
	model.ComponentJob:      {left: "[[", right: "]]", named: true},
	model.ComponentDatabase: {left: "[(", right: ")]"},
	model.ComponentCache:    {left: "[(", right: ")]", named: true},
	model.ComponentQueue:    {left: "[/", right: "/]"},
	model.ComponentStorage:  {left: "[(", right: ")]", named: true},
	model.ComponentGateway:  {left: "{{", right: "}}"},
	model.ComponentExternal: {left: "[", right: "]", class: ":::outside"},
	model.ComponentDevice:   {left: `[/`, right: `\]`},
	model.ComponentPlace:    {left: "[", right: "]", named: true},
}
