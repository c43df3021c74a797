package diagram

import (
	"math"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/overview"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// A scene is what there is to draw, with the sizes of everything and the place of nothing.
type scene struct {
	boxes  []*box   // in the order of the drawing
	links  []*link  // one per Answer, in the order of the drawing
	frames []*frame // the outer ones before those inside them
	page   *frame   // what lies around all; it is not one of the frames

	palette *palette
	dims    bool   // something is lit, and the rest is not
	failed  bool   // it shows the state after a failure
	missing string // what is not drawn, and why; empty if nothing is
}

// A box is a component, or a group of them.
type box struct {
	id        int              // index in scene.boxes
	component *model.Component // nil for a group
	group     *overview.Group  // nil for a component
	look      look
	name      []string // lines
	small     []string // lines below them: kind, owner
	title     string   // the tool tip
	numbers   string   // of the arrows in a group, by harm, with blanks between
	fate      fate
	told      []string // lines above the name: the fate
	lit       bool
	size      size
	frame     *frame // the boundary around it, or the page
}

// A frame is a place and the boundary drawn for it.
type frame struct {
	id     int // index in scene.frames
	place  *model.Component
	title  string
	fate   fate
	depth  int
	parent *frame // nil for the page

	// What lies in it and in no frame inside it.
	boxes []*box
	links []*link
	inner []*frame
}

// A link is an arrow, or a bundle of them, with its chip: the sign in its middle that shows its number
// and four cells.
type link struct {
	id      int                // index in scene.links
	answers []*analysis.Answer // one, or those of a bundle, most harmful first
	number  int                // of the most harmful of them, 1 for that of all arrows
	numbers string             // those of all in a bundle, with blanks between
	rank    string             // what the chip says before its cells
	from    *box
	to      *box
	harm    string // classes of the style sheet: what it does to journeys,
	manner  string // what is not a live request,
	tone    tone   // and what it answers to the question of the picture
	assumed bool   // nothing is stated of what happens without it
	cells   [4]people.Tri
	proof   *analysis.Proof // of its alert, if it is one arrow
	title   string          // the tool tip
	story   string          // its description
	fate    fate
	lit     bool
	told    []string // lines below the chip: the fate,
	text    []string // and what else there is to say
	chip    size     // of the chip alone
	room    size     // of chip and text, the chip at its upper edge
	frame   *frame   // the innermost boundary around both ends, or the page

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
	user := func(b *box) bool { return b.isPerson() && len(leaving[b.id]) > 0 }
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
		l.chip = size{rankWidth(l.rank) + chipGap + 4*cellWidth, chipTall}
		l.room = l.chip
		if len(l.told)+len(l.text) > 0 {
			l.room.width = max(l.room.width, widest(whenFont, l.told), widest(smallFont, l.text))
			l.room.height += toldTall(l.told) + smallStep*float64(len(l.text)) + 2
		}
	}
	for i, b := range s.boxes {
		look := b.look
		b.size.width = max(84, widest(nameFont, b.name), widest(smallFont, b.small), widest(whenFont, b.told)) + 22 + math.Abs(look.left)
		b.size.height = lineStep*float64(len(b.name)) + smallStep*float64(len(b.small)) + 16 + look.above + look.below
		b.size.height = max(40, b.size.height, portStep*float64(max(starts[i], ends[i])-1)+30)
	}
}

// toldTall is how high the lines are that say what becomes of a part, with what keeps them off its outline,
// which is thick then.
func toldTall(lines []string) float64 {
	if len(lines) == 0 {
		return 0
	}
	return smallStep*float64(len(lines)) + 3
}

func rankWidth(rank string) float64 { return max(chipTall, chipFont.width(rank)+8) }

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

// isPerson tells whether the box is somebody, or several.
func (b *box) isPerson() bool {
	if b.group != nil {
		return !slices.ContainsFunc(b.group.Components, func(c *model.Component) bool { return !c.IsPerson() })
	}
	return b.component.IsPerson()
}

// bundled tells whether the link stands for arrows between groups.
func (l *link) bundled() bool { return l.from.group != nil }

// classes are those of the lines of the link.
func (l *link) classes() string {
	classes := l.harm + l.manner + l.girth()
	if l.tone.class != "" {
		classes += " " + l.tone.class
	}
	return classes
}

// girth is the class of a bundle of that many arrows.
func (l *link) girth() string {
	switch n := len(l.answers); {
	case n >= manyArrows:
		return " many"
	case n >= severalArrows:
		return " several"
	}
	return ""
}

// From so many arrows on a bundle is thicker.
const (
	severalArrows = 5
	manyArrows    = 20
)
