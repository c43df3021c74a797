package importer

import (
	"cmp"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer/wording"
)

// An Album is a diagram made of several drawings, each with IDs of its own. What has the same ID in two of
// them is one component unless the labels contradict each other, as short IDs such as A are used anew each
// time. What kinds arrows are of is found when all is drawn: one drawing may say what a box is, and another
// draw the arrow to it. The order of the drawings means nothing for names. The zero Album is empty.
type Album struct {
	System string

	leaves []Leaf
}

// A Leaf is one drawing of an Album, under the IDs that it has.
type Leaf struct {
	Boxes []Box
	Lines []Line
}

// A Box is a component as a drawing shows it. Its name is its ID, as are the places it lives in, and its kind
// is what its shape says.
type Box struct {
	model.SketchComponent
	Words string // what stands in it, line by line; empty if it shows its ID
	At    diag.Span
}

// Leaf adds a drawing.
func (a *Album) Leaf(l Leaf) { a.leaves = append(a.leaves, l) }

// Sketch is the album in names that a drawing can have. Where an ID means several things it says so.
func (a *Album) Sketch(r *Remarks) *model.Sketch {
	n := newNaming(a.leaves)
	n.tell(a.leaves, r)
	d := Diagram{System: a.System}
	f := newFigures(a.leaves)
	var lines []Line
	for _, leaf := range a.leaves {
		names := n.leaf(leaf)
		for _, b := range leaf.Boxes {
			b.Name = names[b.Name]
			b.In = renamed(b.In, names)
			d.Component(b.SketchComponent)
			f.add(b)
		}
		for _, l := range leaf.Lines {
			l.From, l.To = cmp.Or(names[l.From], l.From), cmp.Or(names[l.To], l.To)
			lines = append(lines, l)
		}
	}
	f.settle(lines)
	for i := range d.components {
		c := &d.components[i]
		c.Kind = f.kinds[c.Name]
	}
	for _, l := range lines {
		f.ask(&l)
		d.Arrow(l)
	}
	return d.Sketch()
}

// figures tell what kinds of components and arrows are drawn.
type figures struct {
	shown   map[string]Box // each component, by name, with the first words that stand in it
	ids     []string       // their names
	kinds   map[string]model.ComponentKind
	stems   map[string]int  // how many IDs are these letters and a number
	sources map[string]bool // what arrows start at
}

func newFigures(leaves []Leaf) *figures {
	f := &figures{shown: map[string]Box{}, kinds: map[string]model.ComponentKind{}, stems: map[string]int{}, sources: map[string]bool{}}
	counted := map[string]bool{}
	for _, leaf := range leaves {
		for _, b := range leaf.Boxes {
			if stem := stem(b.Name); stem != "" && !counted[b.Name] {
				counted[b.Name] = true
				f.stems[stem]++
			}
		}
	}
	return f
}

// stem is the letters of an ID that is made of letters and a number, such as S3; else nothing.
func stem(id string) string {
	letters := strings.TrimRight(id, "0123456789")
	if letters == id || len(letters) > 2 {
		return ""
	}
	return letters
}

// add takes note of a box under its name.
func (f *figures) add(b Box) {
	was, known := f.shown[b.Name]
	if !known {
		f.ids = append(f.ids, b.Name)
		f.shown[b.Name] = b
		return
	}
	if was.Words == "" {
		was.Words, was.Label = b.Words, b.Label
	}
	if was.Kind == model.ComponentService {
		was.Kind = b.Kind
	}
	f.shown[b.Name] = was
}

// settle finds the kinds of all components. What is called user and has a store of its own is a service that
// knows users.
func (f *figures) settle(lines []Line) {
	for _, id := range f.ids {
		b := f.shown[id]
		text := b.Words
		if text == "" && f.stems[stem(id)] < 2 { // S3 among S1 and S2 says nothing
			text = id
		}
		f.kinds[id] = wording.Figure{Text: text, Shape: b.Kind}.Kind()
	}
	for _, l := range lines {
		f.sources[l.From] = true
		if f.kinds[l.From] == model.ComponentPerson && f.shown[l.From].Kind != model.ComponentPerson && wording.Stores(f.kinds[l.To]) {
			f.kinds[l.From] = f.shown[l.From].Kind
		}
	}
}

// ask finds the kind of an arrow, and what is to be asked about it. Where nothing is drawn from a queue to who
// lives on it, arrows may run from those to the queue.
func (f *figures) ask(l *Line) {
	link := wording.Link{From: f.kinds[l.From], To: f.kinds[l.To], Label: l.Label, ToWhom: l.To + " " + f.shown[l.To].Label}
	if link.By = l.Via; l.Via == "" && len(strings.Fields(l.Label)) <= 2 {
		link.By = l.Label // short enough to be a protocol
	}
	kind, question := link.Kind()
	if kind == model.Event && link.To == model.ComponentQueue && !f.sources[l.To] && !link.Sends() {
		question = AskSide
	}
	l.Kind, l.Question = kind, cmp.Or(l.Question, question)
}
