package diagram

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/overview"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
)

// distant is a scene of the arrows of a view seen from afar: groups of components, and bundles of arrows
// between them.
func distant(r *analysis.Report, v View, by Colouring) *scene {
	s := &scene{page: &frame{}, palette: newPalette(by, r), dims: v.lit != nil, failed: v.state != nil}
	o := overview.New(r, v.draws(r.ByHarm))
	boxes := make(map[*overview.Group]*box, len(o.Groups))
	numbers := numbered(r)
	for _, g := range o.Groups {
		b := &box{id: len(s.boxes), group: g, look: look{draw: drawGroup}, frame: s.page, title: groupTitle(g), numbers: spaced(g.Inside, numbers)}
		b.name = nameFont.lines(g.Name, boxRoom, 3)
		b.small = groupLines(g)
		s.page.boxes = append(s.page.boxes, b)
		s.boxes = append(s.boxes, b)
		boxes[g] = b
	}
	for _, b := range o.Bundles {
		l := bundled(b, numbers)
		l.id, l.from, l.to = len(s.links), boxes[b.From], boxes[b.To]
		if v.lit != nil && anyOf(b.Answers, v.lit) {
			l.lit, l.from.lit, l.to.lit = true, true, true
		}
		s.add(l)
	}
	for _, g := range o.Groups {
		if v.lit != nil && anyOf(g.Inside, v.lit) {
			boxes[g].lit = true
		}
	}
	s.missing = fmt.Sprintf("seen from afar: %s in %s by %s", counted(len(v.draws(r.Answers)), "arrow"), counted(len(o.Groups), "group"), o.By)
	s.cutCycles()
	s.measure()
	return s
}

func anyOf(answers []*analysis.Answer, test func(*analysis.Answer) bool) bool {
	for _, x := range answers {
		if test(x) {
			return true
		}
	}
	return false
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// drawGroup draws a pile of boxes.
func drawGroup(c *canvas, a area) {
	const shift = 4
	c.rect("box", area{a.left + shift, a.top + shift, a.right, a.bottom}, 7)
	c.rect("box", area{a.left, a.top, a.right - shift, a.bottom - shift}, 7)
}

// groupLines say how much is in the group.
func groupLines(g *overview.Group) []string {
	lines := smallFont.lines(counted(len(g.Components), "component"), boxRoom, 1)
	if n := len(g.Inside); n > 0 {
		lines = append(lines, smallFont.lines(counted(n, "arrow")+" inside"+breaking(g.Inside), boxRoom, 2)...)
	}
	return lines
}

// breaking is ", 3 break a journey", or nothing.
func breaking(answers []*analysis.Answer) string {
	n := 0
	for _, x := range answers {
		if x.IfDown.Worst == propagation.Broken {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return ", 1 breaks a journey"
	}
	return fmt.Sprintf(", %d break a journey", n)
}

func groupTitle(g *overview.Group) string {
	const most = 12
	names := make([]string, 0, most)
	for _, c := range g.Components[:min(most, len(g.Components))] {
		names = append(names, c.Name)
	}
	text := g.Name + ": " + strings.Join(names, ", ")
	if rest := len(g.Components) - most; rest > 0 {
		text += fmt.Sprintf(" and %d more", rest)
	}
	return text
}

// bundled is the link of a bundle, which looks like the worst of its arrows. A cell is yes where it is so
// for all of them, and no where it is so for any.
func bundled(b *overview.Bundle, numbers map[*analysis.Answer]int) *link {
	first := b.Answers[0]
	l := &link{
		answers: b.Answers, number: numbers[first], numbers: spaced(b.Answers, numbers), rank: strconv.Itoa(len(b.Answers)) + "×",
		harm: harm(first), manner: commonManner(b.Answers), cells: [4]people.Tri{people.Yes, people.Yes, people.Yes, people.Yes},
	}
	var lacking [4]int
	for _, x := range b.Answers {
		l.assumed = l.assumed || !x.Arrow.Answered()
		for k, cell := range x.Cells.All() {
			l.cells[k] = min(l.cells[k], cell.Value)
			if cell.Value == people.No {
				lacking[k]++
			}
		}
	}
	l.text = bundleLines(b.Answers, lacking)
	l.title = fmt.Sprintf("%s to %s: %s%s\nthe worst: %s",
		b.From.Name, b.To.Name, counted(len(b.Answers), "arrow"), breaking(b.Answers), linkTitle(l.number, first))
	l.story = lack(lacking)
	return l
}

// spaced lists the numbers of arrows with blanks between.
func spaced(answers []*analysis.Answer, numbers map[*analysis.Answer]int) string {
	list := make([]string, len(answers))
	for i, x := range answers {
		list[i] = strconv.Itoa(numbers[x])
	}
	return strings.Join(list, " ")
}

// bundleLines are the two things one wants to know of many arrows at once.
func bundleLines(answers []*analysis.Answer, lacking [4]int) []string {
	var lines []string
	if text := strings.TrimPrefix(breaking(answers), ", "); text != "" {
		lines = append(lines, text)
	}
	if n := lacking[alertCell]; n > 0 {
		lines = append(lines, fmt.Sprintf("%d without alert", n))
	}
	return lines
}

// lack is "3 without alert, 1 without owner".
func lack(lacking [4]int) string {
	var parts []string
	for i, n := range lacking {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d without %s", n, analysis.CellWords()[i]))
		}
	}
	return strings.Join(parts, ", ")
}

// commonManner is that of all the arrows, or that of a live request if they differ.
func commonManner(answers []*analysis.Answer) string {
	same := manner(answers[0].Arrow)
	for _, x := range answers[1:] {
		if manner(x.Arrow) != same {
			return ""
		}
	}
	return same
}
