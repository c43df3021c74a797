package importer

import (
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer/wording"
)

// An Album is a diagram made of several drawings, each with IDs of its own. What has the same ID in two of
// them is one component unless the labels contradict each other, as short IDs such as A are used anew each
// time. What kinds arrows are of is found when all is drawn: one drawing may say what a box is, and another
// draw the arrow to it. The zero Album is empty.
type Album struct {
	System string

	diagram Diagram
	shown   map[string]string // the label of each component, by name; empty if it shows its ID
	kinds   map[string]model.ComponentKind
	lines   []Line
}

// Name is the name of what shows a label under an ID: the ID, or else, if that is taken by what shows other
// text, the label. Used tells which IDs the same drawing has, as none of those can be the name. Other is the
// text that took the ID.
func (a *Album) Name(id, label string, used func(id string) bool) (name, other string) {
	if a.shown == nil {
		a.shown = map[string]string{}
	}
	text, known := a.shown[id]
	if !known || text == "" || label == "" || strings.EqualFold(text, label) {
		if text == "" {
			a.shown[id] = label
		}
		return id, ""
	}
	name = label
	for n := 2; ; n++ {
		shown, known := a.shown[name]
		if !used(name) && (!known || shown == label) {
			break
		}
		name = label + " " + strconv.Itoa(n)
	}
	a.shown[name] = label
	return name, text
}

// Component draws a box whose name was handed out by Name.
func (a *Album) Component(c model.SketchComponent) {
	if a.kinds == nil {
		a.kinds = map[string]model.ComponentKind{}
	}
	if a.kinds[c.Name] == model.ComponentService {
		a.kinds[c.Name] = c.Kind
	}
	a.diagram.Component(c)
}

// Arrow draws an arrow between two boxes. Its kind is found by what they are, and by what is written on it.
func (a *Album) Arrow(l Line) { a.lines = append(a.lines, l) }

// Sketch is the album in names that a drawing can have.
func (a *Album) Sketch() *model.Sketch {
	a.diagram.System = a.System
	for _, l := range a.lines {
		link := wording.Link{From: a.kinds[l.From], To: a.kinds[l.To], Label: l.Label, ToWhom: l.To + " " + a.shown[l.To]}
		if link.By = l.Via; l.Via == "" && len(strings.Fields(l.Label)) <= 2 {
			link.By = l.Label // short enough to be a protocol
		}
		kind, question := link.Kind()
		l.Kind = kind
		if l.Question == "" {
			l.Question = question
		}
		a.diagram.Arrow(l)
	}
	a.lines = nil
	return a.diagram.Sketch()
}
