package dot

import (
	"cmp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// askBorder is asked where lhead or ltail lets an arrow end at the frame around the box that it is written
// to. The box stays its end: what is in a place does not feel the arrows of the place.
const askBorder = "it is drawn to the border of a group: is all in it meant?"

// A sheet is a graph on its way into the album.
type sheet struct {
	*walk
	lines  *importer.Lines
	path   string // its name, where a file has several
	things []thing
	framed map[string]bool // the IDs of frames
}

// A thing is a box or a frame that is drawn.
type thing struct {
	id, label string
	words     string // the label with its line ends
	kind      model.ComponentKind
	home      string
	at        int32
}

// draw adds a graph to the album.
func (r *reader) draw(w *walk, lines *importer.Lines, several bool) {
	s := &sheet{walk: w, lines: lines, framed: map[string]bool{}}
	if several {
		s.path = importer.LabelText(w.root.id)
	}
	if r.System == "" {
		r.System = s.title()
	}
	s.gather()
	var leaf importer.Leaf
	for _, t := range s.things {
		leaf.Boxes = append(leaf.Boxes, s.box(t))
	}
	for _, l := range w.lines {
		if !l.stated.unseen() {
			leaf.Lines = append(leaf.Lines, s.arrow(l))
		}
	}
	r.Leaf(leaf)
}

// box is a thing as it is drawn, with the frame that it stands in.
func (s *sheet) box(t thing) importer.Box {
	b := importer.Box{
		SketchComponent: model.SketchComponent{Name: t.id, Kind: t.kind, Label: t.label},
		Words:           t.words, At: s.lines.Span(int(t.at), int(t.at)),
	}
	if t.home != "" {
		b.In = []string{t.home}
	}
	return b
}

// gather finds the boxes and frames that are drawn, in the order of the file.
func (s *sheet) gather() {
	for _, l := range s.walk.lines {
		if !l.stated.unseen() {
			l.tail.shown, l.head.shown = true, true
		}
	}
	frames := map[*scope]string{}
	for _, b := range s.boxes {
		if b.stated.unseen() && !b.shown {
			continue
		}
		t := thing{id: b.id, words: s.words(b), at: b.at}
		if t.label = importer.LabelText(t.words); t.label == t.id {
			t.label = ""
		}
		if b.stated["shape"].text == "cylinder" {
			t.kind = model.ComponentDatabase
		}
		if home := b.home(); home != nil {
			t.home = s.frame(frames, home)
		}
		s.things = append(s.things, t)
	}
	slices.SortStableFunc(s.things, func(a, b thing) int { return cmp.Compare(a.at, b.at) })
}

// frame is the ID of a frame, which is drawn from now on, and so are those around it. A second frame of the
// same ID goes by the path to it.
func (s *sheet) frame(frames map[*scope]string, c *scope) string {
	if id, known := frames[c]; known {
		return id
	}
	t := thing{id: c.id, kind: model.ComponentPlace, at: c.at}
	if outer := c.outer.cluster(); outer != nil {
		t.home = s.frame(frames, outer)
	}
	if s.framed[t.id] {
		t.id = strings.TrimPrefix(t.home+"/"+t.id, "/")
	}
	s.framed[t.id] = true
	if t.label = c.own["label"].plain(object{graph: c.id}, false); t.label == t.id {
		t.label = ""
	}
	frames[c] = t.id
	s.things = append(s.things, t)
	return t.id
}

// words is what stands in a box, line by line: its label, else what stands beside it.
func (s *sheet) words(b *box) string {
	record := b.stated["shape"].text == "record" || b.stated["shape"].text == "Mrecord"
	o := object{node: b.id, graph: s.root.id}
	if words := b.stated["label"].lines(o, record); strings.TrimSpace(words) != "" {
		return words
	}
	return b.stated["xlabel"].lines(o, false)
}

// title is what the graph says about itself: its label, else its name if that is more than a letter or two.
func (s *sheet) title() string {
	if label := s.root.own["label"].plain(object{graph: s.root.id}, false); label != "" {
		return label
	}
	if id := importer.LabelText(s.root.id); len(id) > 2 {
		return id
	}
	return ""
}

// unseen tells whether something is not drawn, though it takes up room.
func (a attributes) unseen() bool {
	for _, style := range strings.Split(a["style"].text, ",") {
		if strings.TrimSpace(style) == "invis" {
			return true
		}
	}
	return false
}

// heads tells at which ends an arrow has a head.
func (s *sheet) heads(l *line) (tail, head bool) {
	dir := l.stated["dir"].text
	if dir != "forward" && dir != "back" && dir != "both" && dir != "none" {
		dir = "none"
		if s.graph.Directed {
			dir = "forward"
		}
	}
	tail = (dir == "back" || dir == "both") && l.stated["arrowtail"].text != "none"
	head = (dir == "forward" || dir == "both") && l.stated["arrowhead"].text != "none"
	return tail, head
}

// arrow is a line as an arrow. One that has its head only where it starts runs the other way.
func (s *sheet) arrow(l *line) importer.Line {
	from, to := l.tail, l.head
	a := importer.Line{Label: s.lineLabel(l), Evidence: model.SketchEvidence{
		File: s.lines.File(), Path: s.path, Reading: "drawn", Confidence: model.Claimed,
	}}
	switch tail, head := s.heads(l); {
	case tail && head:
		a.Question = importer.AskBack
	case !tail && !head:
		a.Question = importer.AskDirection
	case tail:
		from, to = to, from
		fallthrough
	default:
		if s.bordered(l.tail, l.stated["ltail"]) || s.bordered(l.head, l.stated["lhead"]) {
			a.Question = askBorder
		}
	}
	a.From, a.To = from.id, to.id
	return a
}

func (s *sheet) lineLabel(l *line) string {
	connector := "--"
	if s.graph.Directed {
		connector = "->"
	}
	o := object{graph: s.root.id, tail: l.tail.id, head: l.head.id, arrow: l.tail.id + connector + l.head.id}
	if label := l.stated["label"].plain(o, false); label != "" {
		return label
	}
	return l.stated["xlabel"].plain(o, false)
}

// bordered tells whether an arrow ends at a frame around a box instead of at the box.
func (s *sheet) bordered(b *box, frame value) bool {
	if frame.text == "" || s.root.own["compound"].text != "true" {
		return false
	}
	for _, c := range b.home().around() {
		if c.id == frame.text {
			return true
		}
	}
	return false
}
