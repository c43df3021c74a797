package diagram

import (
	"slices"
	"strconv"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

const (
	margin     = 24.0
	headLength = 9.0
	narrowest  = 640.0 // of the page without margins, so that the head of the page has room
)

// draw writes the page: head, boundaries, arrows, boxes, legend. Boxes come last, so that no arrow
// runs over a word.
func draw(r *analysis.Report, s *scene, g *geometry, o Options) *canvas {
	width := max(g.size.width, narrowest)
	head := pageHead(r, s, o, width)
	above := 0.0
	if o.Page == nil { // a page has a head of its own
		above = head.height()
	}
	foot := legend{width: width}
	if !o.NoLegend {
		foot.explain(s)
	}
	g.move(margin, margin+above)
	below := margin + above + g.size.height
	page := size{width + 2*margin, below + foot.height() + margin}

	classes := "linewalk"
	if s.dims {
		classes += " telling"
	}
	c := &canvas{}
	c.open("svg", attribute{"xmlns", "http://www.w3.org/2000/svg"}, class(classes), attribute{"role", "graphics-document"},
		at("width", page.width), at("height", page.height), attribute{"viewBox", "0 0 " + num(page.width) + " " + num(page.height)})
	c.text("title", head.title)
	c.text("desc", head.about)
	if o.Page == nil {
		c.text("style", style())
	}
	c.rect("page", area{0, 0, page.width, page.height}, 0)
	if o.Page == nil {
		c.head(head)
	}
	for i, f := range s.frames {
		c.frame(f, g.frames[i], o.Page)
	}
	for _, l := range slices.Backward(s.byHarm()) {
		c.link(l, g, o.Page)
	}
	for i, b := range s.boxes {
		c.box(b, g.boxes[i], o.Page)
	}
	foot.draw(c, point{margin, below})
	c.close("svg")
	return c
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

func (c *canvas) frame(f *frame, a area, on *Page) {
	attributes := []attribute{class("boundary" + componentState[f.fate.level])}
	if on != nil {
		attributes = append(attributes, attribute{"data-place", strconv.Itoa(int(f.place.ID))})
	}
	c.open("g", attributes...)
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

func (c *canvas) box(b *box, a area, on *Page) {
	look := b.look
	c.open("g", b.attributes(on)...)
	c.text("title", b.title)
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
	c.told(b.told, point{a.middle().x, a.top + look.above - smallStep*float64(len(b.told)-1)})
	if on != nil && b.told == nil {
		c.write("when halo", "", a.middle().x, a.top-4)
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
func (c *canvas) link(l *link, g *geometry, on *Page) {
	classes := l.classes()
	c.open("g", l.attributes(on)...)
	c.text("title", l.title)
	c.text("desc", l.story)
	chip, tail, head := g.chips[l.id], g.tails[l.id], g.heads[l.id]
	line := func() *pen {
		return new(pen).move(tail.points[0]).curve(tail.points[1:]...).line(chip.side(tail.points[0])).
			move(chip.side(head.tip)).line(head.points[0]).curve(head.points[1:]...)
	}
	if on != nil {
		c.open("a", attribute{"href", on.link(l)}, attribute{"tabindex", "-1"})
		c.path("hit", line())
	}
	c.path("line "+classes, line())
	c.path("tip "+classes, tip(head))
	c.chip(l, chip)
	c.told(l.told, point{chip.middle().x, chip.bottom + 14})
	for i, text := range l.text {
		c.write("small halo", text, chip.middle().x, chip.bottom+11+toldTall(l.told)+smallStep*float64(i))
	}
	if on != nil && l.told == nil { // above the number, where the label of the arrow above seldom reaches
		c.write("when halo", "", chip.left+8, chip.top-7)
	}
	if on != nil {
		c.close("a")
	}
	c.close("g")
}

// told writes what becomes of a part, from the first line downwards. Where nothing becomes of it, pages
// have an empty place instead, to write a time into.
func (c *canvas) told(lines []string, at point) {
	for i, line := range lines {
		c.write("when halo", line, at.x, at.y+smallStep*float64(i))
	}
}

// attributes are those of the group of elements that is an arrow or a bundle.
func (l *link) attributes(on *Page) []attribute {
	all := []attribute{class("arrow" + arrowState[l.fate.level] + litClass(l.lit))}
	if l.bundled() {
		all[0] = class("bundle" + litClass(l.lit))
	} else {
		all = append(all, attribute{"id", on.prefix() + "a" + strconv.Itoa(l.number)})
	}
	all = append(all, attribute{"role", "graphics-symbol"})
	if on == nil {
		return all
	}
	if l.bundled() {
		return append(all, attribute{"data-arrows", l.numbers}, attribute{"tabindex", "-1"})
	}
	a := l.answers[0].Arrow
	return append(all, attribute{"data-arrow", strconv.Itoa(l.number)},
		attribute{"data-from", strconv.Itoa(int(a.From.ID))}, attribute{"data-to", strconv.Itoa(int(a.To.ID))}, attribute{"tabindex", "-1"})
}

// attributes are those of the group of elements that is a component or a group of components.
func (b *box) attributes(on *Page) []attribute {
	if b.group != nil {
		all := []attribute{class("group" + litClass(b.lit))}
		if on != nil {
			all = append(all, attribute{"role", "graphics-symbol"}, attribute{"data-group", strconv.Itoa(b.id)}, attribute{"data-arrows", b.numbers}, attribute{"tabindex", "-1"})
		}
		return all
	}
	id := strconv.Itoa(int(b.component.ID))
	all := []attribute{class("component" + componentState[b.fate.level] + litClass(b.lit)), {"id", on.prefix() + "c" + id}}
	if on != nil {
		all = append(all, attribute{"data-component", id})
	}
	return all
}

// The classes of the states, by level.
var (
	arrowState     = [...]string{works: "", limps: " impaired", fails: " fails", struck: " struck"}
	componentState = [...]string{works: "", limps: " degraded-state", fails: " down", struck: " struck"}
)

func litClass(lit bool) string {
	if lit {
		return " lit"
	}
	return ""
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
