package diagram

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

const (
	margin     = 24.0
	headLength = 9.0
	narrowest  = 640.0 // of the page without margins, so that the head of the page has room
)

// draw writes the page: head, boundaries, arrows, boxes, legend. Boxes come last, so that no arrow
// runs over a word.
func draw(r *analysis.Report, s *scene, g *geometry, o Options) []byte {
	width := max(g.size.width, narrowest)
	head := pageHead(r, o.Headline, width)
	foot := legend{width: width}
	if !o.NoLegend {
		foot.explain(s)
	}
	g.move(margin, margin+head.height())
	below := margin + head.height() + g.size.height
	page := size{width + 2*margin, below + foot.height() + margin}

	c := &canvas{}
	c.open("svg", attribute{"xmlns", "http://www.w3.org/2000/svg"}, class("linewalk"), attribute{"role", "graphics-document"},
		at("width", page.width), at("height", page.height), attribute{"viewBox", "0 0 " + num(page.width) + " " + num(page.height)})
	c.text("title", head.title)
	c.text("desc", head.about)
	c.text("style", style())
	c.rect("page", area{0, 0, page.width, page.height}, 0)
	c.head(head)
	for i, f := range s.frames {
		c.frame(f, g.frames[i])
	}
	for _, l := range slices.Backward(s.byHarm()) {
		c.link(l, g)
	}
	for i, b := range s.boxes {
		c.box(b, g.boxes[i])
	}
	foot.draw(c, point{margin, below})
	c.close("svg")
	return c.out.Bytes()
}

// move shifts everything.
func (g *geometry) move(dx, dy float64) {
	for _, areas := range [][]area{g.boxes, g.chips, g.frames} {
		for i, a := range areas {
			areas[i] = area{a.left + dx, a.top + dy, a.right + dx, a.bottom + dy}
		}
	}
	for _, routes := range [][]route{g.tails, g.heads} {
		for i := range routes {
			for j, p := range routes[i].points {
				routes[i].points[j] = point{p.x + dx, p.y + dy}
			}
			routes[i].tip = point{routes[i].tip.x + dx, routes[i].tip.y + dy}
		}
	}
}

func (c *canvas) frame(f *frame, a area) {
	c.open("g", class("boundary"))
	c.text("title", f.place.Name)
	c.rect("frame", a, 8)
	c.write("boundary muted", firstLine(frameFont, f.title, a.right-a.left-20), a.left+12, a.top+17)
	c.close("g")
}

func firstLine(f font, text string, room float64) string {
	if lines := f.lines(text, room, 1); len(lines) > 0 {
		return lines[0]
	}
	return ""
}

func (c *canvas) box(b *box, a area) {
	look := looks[b.component.Kind.Value]
	c.open("g", class("component"), attribute{"id", "c" + strconv.Itoa(b.id)})
	c.text("title", boxTitle(b.component))
	look.draw(c, a)
	x := a.middle().x + look.left/2
	tall := lineStep*float64(len(b.name)) + smallStep*float64(len(b.small))
	y := a.middle().y + (look.above-look.below)/2 - tall/2
	for _, line := range b.name {
		c.write("name", line, x, y+12)
		y += lineStep
	}
	for _, line := range b.small {
		c.write("small muted", line, x, y+10)
		y += smallStep
	}
	c.close("g")
}

func boxTitle(b *model.Component) string {
	text := b.Name + ": " + b.Kind.Value.String()
	if b.Owner.Given() {
		text += ", owner " + b.Owner.Value.Name
	}
	for i, place := range b.In.Value {
		if i == 0 {
			text += ", in " + place.Name
		} else {
			text += " and " + place.Name
		}
	}
	if b.Description.Given() {
		text += "\n" + b.Description.Value
	}
	return text
}

// link draws the arrow and its chip. Its title is shown where the pointer rests.
func (c *canvas) link(l *link, g *geometry) {
	classes := l.harm() + l.manner()
	c.open("g", class("arrow"), attribute{"id", "a" + strconv.Itoa(l.number)}, attribute{"role", "graphics-symbol"})
	c.text("title", linkTitle(l))
	c.text("desc", linkStory(l))
	chip, tail, head := g.chips[l.id], g.tails[l.id], g.heads[l.id]
	line := new(pen).move(tail.points[0]).curve(tail.points[1:]...).line(chip.side(tail.points[0])).
		move(chip.side(head.tip)).line(head.points[0]).curve(head.points[1:]...)
	c.path("line "+classes, line)
	c.path("tip "+classes, tip(head))
	c.chip(l, chip)
	for i, text := range l.text {
		c.write("small halo", text, chip.middle().x, chip.bottom+11+smallStep*float64(i))
	}
	c.close("g")
}

// side is the middle of the side of the area that is nearer to p.
func (a area) side(p point) point {
	if p.x < a.middle().x {
		return point{a.left, a.middle().y}
	}
	return point{a.right, a.middle().y}
}

// tip is the head of an arrow.
func tip(head route) *pen {
	from := head.points[len(head.points)-1]
	dx, dy := head.tip.x-from.x, head.tip.y-from.y
	const half = 0.42
	return new(pen).move(head.tip).line(
		point{from.x - dy*half, from.y + dx*half},
		point{from.x + dy*half, from.y - dx*half},
	).close()
}

// harm is the class of what the arrow does to journeys.
func (l *link) harm() string {
	switch l.answer.IfDown.Worst {
	case propagation.Broken:
		return "broken"
	case propagation.Degraded:
		return "degraded"
	}
	return "harmless"
}

// manner is the class of what is not a live request.
func (l *link) manner() string {
	a := l.answer.Arrow
	classes := ""
	switch {
	case a.Status.Value == model.Planned:
		classes = " planned"
	case !a.Request():
		classes = " flow"
	}
	if a.StandIn() {
		classes += " fallback"
	}
	return classes
}

func linkTitle(l *link) string {
	text := fmt.Sprintf("%d: %s", l.number, l.answer.Arrow.Name())
	if label := l.answer.Arrow.Label; label.Given() {
		text += ", " + label.Value
	}
	return text + "\n" + l.answer.IfDown.Line
}

// linkStory tells the kind of the arrow and its cells in words.
func linkStory(l *link) string {
	a := l.answer.Arrow
	words := []string{a.Kind.Value.String()}
	if a.Status.Value == model.Planned {
		words[0] = "planned " + words[0]
	}
	if a.StandIn() {
		words[0] += ", only a fallback"
	}
	cells := l.answer.Cells.All()
	for i, name := range [4]string{"monitor", "alert", "owner", "bus factor"} {
		word := name + ": " + cells[i].Value.String()
		if cells[i].Reason != "" {
			word += ", " + cells[i].Reason
		}
		words = append(words, word)
	}
	if p := l.answer.Proof; p != nil && p.Claim != nil {
		words = append(words, "evidence: "+ladder(p.Ladder))
	}
	return strings.Join(append(words, l.answer.Assumed...), "; ")
}

// ladder tells the steps of a ladder above what is stated.
func ladder(l *evidence.Ladder) string {
	var steps []string
	for r := evidence.Exists; r < evidence.Rungs; r++ {
		step := r.String() + " " + l[r].Verdict.String()
		if l[r].Verdict != evidence.Proven && l[r].Why != "" {
			step += " (" + l[r].Why + ")"
		}
		steps = append(steps, step)
	}
	return strings.Join(steps, ", ")
}
