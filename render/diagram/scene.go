package diagram

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// A scene is what there is to draw, with the sizes of everything and the place of nothing.
type scene struct {
	boxes  []*box   // in the order of the drawing
	links  []*link  // one per Answer, in the order of the drawing
	frames []*frame // the outer ones before those inside them
	page   *frame   // what lies around all; it is not one of the frames
}

// A box is a component.
type box struct {
	id        int // index in scene.boxes
	component *model.Component
	name      []string // lines
	small     []string // lines below them: kind, owner
	size      size
	frame     *frame // the boundary around it, or the page
}

// A frame is a place and the boundary drawn for it.
type frame struct {
	id     int // index in scene.frames
	place  *model.Component
	title  string
	depth  int
	parent *frame // nil for the page

	// What lies in it and in no frame inside it.
	boxes []*box
	links []*link
	inner []*frame
}

// A link is an arrow with its chip: the sign in its middle that shows its number and four cells.
type link struct {
	id     int // index in scene.links
	answer *analysis.Answer
	number int // 1 for the most harmful arrow
	from   *box
	to     *box
	text   []string // lines below the chip
	chip   size     // of the chip alone
	room   size     // of chip and text, the chip in the middle
	frame  *frame   // the innermost boundary around both ends, or the page

	// Layouts run from left to right along ahead. It is the direction of the arrow but for those
	// that close a cycle.
	back bool
}

type size struct{ width, height float64 }

const (
	boxRoom   = 150.0 // widest line in a box
	textRoom  = 124.0 // widest line below a chip
	frameRoom = 240.0 // that the title of a boundary asks for
	lineStep  = 16.0  // from line to line of a name
	smallStep = 13.0  // and of small letters
	portStep  = 13.0  // between arrows that meet on one side of a box
	cellWidth = 19.0
	chipTall  = 18.0
	chipGap   = 2.0 // between number and cells
)

func newScene(r *analysis.Report) *scene {
	s := &scene{page: &frame{}}
	b := builder{
		scene: s, places: map[string]*model.Component{}, ends: map[*model.Component]bool{},
		frames: map[*model.Component]*frame{}, boxes: map[*model.Component]*box{},
	}
	for _, c := range r.System.Components {
		if c.Kind.Value == model.ComponentPlace {
			b.places[c.Name] = c
		}
	}
	for _, a := range r.Answers {
		b.ends[a.Arrow.From], b.ends[a.Arrow.To] = true, true
	}
	b.addFrames(r.System.Components)
	b.addBoxes(r.System.Components)
	numbers := make(map[*analysis.Answer]int, len(r.ByHarm))
	for i, a := range r.ByHarm {
		numbers[a] = i + 1
	}
	for _, a := range r.Answers {
		b.addLink(a, numbers[a])
	}
	s.cutCycles()
	s.measure()
	return s
}

// A builder finds the parts of a scene by what they stand for.
type builder struct {
	*scene
	places map[string]*model.Component // by name
	ends   map[*model.Component]bool   // where arrows start or end
	frames map[*model.Component]*frame
	boxes  map[*model.Component]*box
}

// withoutFrames turns the boundaries into words in the boxes.
func (s *scene) withoutFrames() {
	for _, b := range s.boxes {
		if b.frame != s.page {
			b.small = append(b.small, smallFont.lines("in "+b.frame.place.Name, boxRoom, 1)...)
		}
	}
	s.frames = nil
	s.measure()
}

// addFrames makes a frame of every place that something is drawn in.
func (b *builder) addFrames(components []*model.Component) {
	for _, c := range components {
		if c.Kind.Value == model.ComponentPlace && !b.ends[c] {
			continue
		}
		if home := b.homeOf(c); home != nil {
			b.frame(home)
		}
	}
}

// frame is the frame of a place, made if need be.
func (b *builder) frame(place *model.Component) *frame {
	if f := b.frames[place]; f != nil {
		return f
	}
	f := &frame{place: place, title: place.Label.Or(place.Name), parent: b.page}
	if outer := b.places[outside(place.Name)]; outer != nil {
		f.parent = b.frame(outer)
		f.title = place.Label.Or(strings.TrimPrefix(place.Name, outer.Name+"/"))
	}
	f.id, f.depth = len(b.scene.frames), f.parent.depth+1
	f.parent.inner = append(f.parent.inner, f)
	b.frames[place] = f
	b.scene.frames = append(b.scene.frames, f)
	return f
}

// homeOf is the innermost place that holds all of the component, or nil.
func (b *builder) homeOf(c *model.Component) *model.Component {
	in := c.In.Value
	switch {
	case c.Kind.Value == model.ComponentPlace:
		return b.places[outside(c.Name)]
	case len(in) == 0:
		return nil
	}
	home := in[0].Name
	for _, other := range in[1:] {
		for home != "" && other.Name != home && !strings.HasPrefix(other.Name, home+"/") {
			home = outside(home)
		}
	}
	return b.places[home]
}

// outside is the name of the place around the named one, empty if there is none.
func outside(place string) string {
	return place[:max(0, strings.LastIndexByte(place, '/'))]
}

// addBoxes makes a box of every component. A place is one only where arrows end at it, or where
// nothing else would show it.
func (b *builder) addBoxes(components []*model.Component) {
	told := map[*model.Component]bool{}
	for _, c := range components {
		for _, place := range c.In.Value {
			told[place] = true
		}
	}
	for _, c := range components {
		own := b.frames[c]
		if c.Kind.Value == model.ComponentPlace && !b.ends[c] && (own != nil || told[c] || !c.Declared) {
			continue
		}
		x := &box{id: len(b.scene.boxes), component: c, frame: cmp.Or(own, b.frames[b.homeOf(c)], b.page)}
		x.name = nameFont.lines(c.Label.Or(c.Name), boxRoom, 3)
		x.small = smallLines(c)
		x.frame.boxes = append(x.frame.boxes, x)
		b.boxes[c] = x
		b.scene.boxes = append(b.scene.boxes, x)
	}
}

// smallFacts say what the component is and whose.
func smallFacts(c *model.Component) []string {
	var facts []string
	if c.Kind.Value != model.ComponentService && c.Kind.Value != model.ComponentPerson {
		facts = append(facts, c.Kind.Value.String())
	}
	if c.Owner.Given() && !c.Owner.Value.Nobody {
		facts = append(facts, c.Owner.Value.Name)
	}
	if c.Elsewhere {
		facts = append(facts, "drawn elsewhere")
	}
	return facts
}

// smallLines are the facts, and the places where no frame can say them.
func smallLines(c *model.Component) []string {
	lines := smallFont.lines(strings.Join(smallFacts(c), " · "), boxRoom, 2)
	if len(c.In.Value) > 1 {
		names := make([]string, len(c.In.Value))
		for i, place := range c.In.Value {
			names[i] = place.Name[strings.LastIndexByte(place.Name, '/')+1:]
		}
		lines = append(lines, smallFont.lines("in "+strings.Join(names, ", "), boxRoom, 1)...)
	}
	return lines
}

func (b *builder) addLink(a *analysis.Answer, number int) {
	l := &link{id: len(b.links), answer: a, number: number, from: b.boxes[a.Arrow.From], to: b.boxes[a.Arrow.To]}
	l.text = smallFont.lines(a.Arrow.Label.Or(a.Arrow.Qualifier), textRoom, 3)
	l.frame = common(l.from.frame, l.to.frame)
	l.frame.links = append(l.frame.links, l)
	b.links = append(b.links, l)
}

// common is the innermost frame around both.
func common(f, g *frame) *frame {
	for f != g {
		if f.depth >= g.depth {
			f = f.parent
		} else {
			g = g.parent
		}
	}
	return f
}

// ahead is the link in the direction of the layout.
func (l *link) ahead() (first, second *box) {
	if l.back {
		return l.to, l.from
	}
	return l.from, l.to
}

// cutCycles finds the links that go back: those to people who start something, and those that close
// a cycle when the arrows are followed from the people, then from where nothing arrives, then from
// anywhere, each in the order of the drawing.
func (s *scene) cutCycles() {
	leaving := make([][]*link, len(s.boxes))
	arrives := make([]bool, len(s.boxes))
	for _, l := range s.links {
		leaving[l.from.id] = append(leaving[l.from.id], l)
	}
	user := func(b *box) bool { return b.component.IsPerson() && len(leaving[b.id]) > 0 }
	for _, l := range s.links {
		l.back = user(l.to) && !user(l.from)
		arrives[l.to.id] = arrives[l.to.id] || !l.back
	}
	const seen, done = 1, 2
	state := make([]uint8, len(s.boxes))
	var follow func(*box)
	follow = func(b *box) {
		state[b.id] = seen
		for _, l := range leaving[b.id] {
			switch {
			case l.back || state[l.to.id] == done:
			case state[l.to.id] == seen:
				l.back = true
			default:
				follow(l.to)
			}
		}
		state[b.id] = done
	}
	for _, start := range []func(*box) bool{
		user,
		func(b *box) bool { return !arrives[b.id] },
		func(*box) bool { return true },
	} {
		for _, b := range s.boxes {
			if state[b.id] == 0 && start(b) {
				follow(b)
			}
		}
	}
}

// measure sets all sizes. A side of a box is as long as the arrows that meet there need.
func (s *scene) measure() {
	starts, ends := make([]int, len(s.boxes)), make([]int, len(s.boxes))
	for _, l := range s.links {
		first, second := l.ahead()
		starts[first.id]++
		ends[second.id]++
		l.chip = size{numberWidth(l.number) + chipGap + 4*cellWidth, chipTall}
		l.room = l.chip
		if len(l.text) > 0 {
			l.room.width = max(l.room.width, widest(smallFont, l.text))
			l.room.height += 2 * (smallStep*float64(len(l.text)) + 1)
		}
	}
	for i, b := range s.boxes {
		look := looks[b.component.Kind.Value]
		b.size.width = max(84, widest(nameFont, b.name), widest(smallFont, b.small)) + 22 + math.Abs(look.left)
		b.size.height = lineStep*float64(len(b.name)) + smallStep*float64(len(b.small)) + 16 + look.above + look.below
		b.size.height = max(40, b.size.height, portStep*float64(max(starts[i], ends[i])-1)+30)
	}
}

func numberWidth(number int) float64 {
	return max(chipTall, chipFont.width(strconv.Itoa(number))+8)
}

func widest(f font, lines []string) float64 {
	most := 0.0
	for _, line := range lines {
		most = max(most, f.width(line))
	}
	return most
}

// byHarm lists the links from the most harmful to the least, as they are numbered.
func (s *scene) byHarm() []*link {
	sorted := slices.Clone(s.links)
	slices.SortFunc(sorted, func(a, b *link) int { return a.number - b.number })
	return sorted
}
