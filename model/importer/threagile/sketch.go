package threagile

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// sketch is what was read, as a diagram.
func (r *reader) sketch() *model.Sketch {
	places := house(r.assets.all)
	name(r.assets.all, places)
	d := &importer.Diagram{System: r.title}
	touched, visited := r.met()
	for _, t := range r.assets.all {
		c := t.component()
		c.Mute = !touched[t]
		c.Open = t.is("internet") && !visited[t] && c.Kind != model.ComponentPerson && c.Kind != model.ComponentExternal
		d.Component(c)
	}
	for _, t := range places {
		d.Component(model.SketchComponent{Name: t.name, Label: t.title, In: t.in()})
	}
	for _, l := range r.links {
		d.Arrow(l.line())
	}
	r.unshown(d, touched)
	return d.Sketch()
}

// in is the place that a thing lies in.
func (t *thing) in() []string {
	if t.home == nil {
		return nil
	}
	return []string{t.home.name}
}

// component is an asset as a diagram has it. One that is redundant has two replicas, the fewest that the word
// can mean.
func (t *thing) component() model.SketchComponent {
	c := model.SketchComponent{Name: t.name, Kind: t.kind(), Label: t.title, In: t.in(), Tags: t.tags}
	if t.is("redundant") {
		c.Replicas = 2
	}
	if strings.EqualFold(t.text("usage"), "devops") {
		c.Tags = append(c.Tags, "devops")
	}
	if t.is("out_of_scope") && c.Kind != model.ComponentPerson && c.Kind != model.ComponentExternal {
		c.Tags = append(c.Tags, "out-of-scope")
	}
	return c
}

// met tells which assets are ends of arrows, and to which an arrow from outside leads.
func (r *reader) met() (touched, visited map[*thing]bool) {
	touched, visited = map[*thing]bool{}, map[*thing]bool{}
	for _, l := range r.links {
		touched[l.from], touched[l.to] = true, true
		if from := l.from.kind(); from == model.ComponentPerson || from == model.ComponentExternal {
			visited[l.to] = true
		}
	}
	return touched, visited
}

// unshown says what the model does not show.
func (r *reader) unshown(d *importer.Diagram, touched map[*thing]bool) {
	const most = 8
	var mute []string
	for _, t := range r.assets.all {
		if !touched[t] {
			mute = append(mute, diag.Shorten(t.id, 60))
		}
	}
	if len(mute) == 0 || len(r.assets.all) == 1 {
		return
	}
	listed := strings.Join(mute[:min(len(mute), most)], ", ")
	if len(mute) > most {
		listed += fmt.Sprintf(" and %d more", len(mute)-most)
	}
	d.Unshown(fmt.Sprintf("%d of %d technical assets are in no communication link: %s. Add the links, or draw the arrows", len(mute), len(r.assets.all), listed))
}
