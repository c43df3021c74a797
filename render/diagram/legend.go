package diagram

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
)

// A legend explains the signs that occur in a picture, in rows.
type legend struct {
	width float64
	rows  [][]sign
	used  float64 // of the last row
}

// A sign is drawn with its corner at a point, and is followed by its meaning.
type sign struct {
	width float64
	draw  func(*canvas, point)
	means string
}

const (
	signStep = 26.0 // from row to row
	signGap  = 22.0 // from sign to sign
	wordGap  = 7.0  // from a sign to its meaning
)

// explain puts the signs of the scene into the legend: those of the chips, those of the lines, and what
// the colours mean if they do not mean harm.
func (l *legend) explain(s *scene) {
	if len(s.links) == 0 {
		return
	}
	l.chips(s)
	l.next()
	uncoloured := "" // where colours tell something else, harm is told by the width alone
	if s.palette.by != ByHarm {
		uncoloured = " tone-plain"
	}
	l.lines(s, []key{
		{func(k *link) bool { return k.harm == "broken" }, "broken" + uncoloured, "breaks a journey alone"},
		{func(k *link) bool { return k.harm == "degraded" }, "degraded" + uncoloured, "degrades a journey"},
		{func(k *link) bool { return k.harm == "harmless" }, "harmless" + uncoloured, "hurts no journey alone"},
	})
	l.next()
	l.lines(s, []key{
		{func(k *link) bool { return k.manner == "" }, "harmless", "request: its tail waits for its tip"},
		{func(k *link) bool { return strings.Contains(k.manner, "flow") }, "harmless flow", "flow: its tip lives on what its tail sends"},
		{func(k *link) bool { return strings.Contains(k.manner, "planned") }, "harmless planned", "planned"},
		{func(k *link) bool { return strings.Contains(k.manner, "fallback") }, "harmless fallback", "only a fallback"},
	})
	l.next()
	l.lines(s, []key{
		{func(k *link) bool { return k.girth() == " several" }, "harmless several", fmt.Sprintf("%d arrows or more", severalArrows)},
		{func(k *link) bool { return k.girth() == " many" }, "harmless many", fmt.Sprintf("%d arrows or more", manyArrows)},
	})
	l.next()
	l.tones(s)
	if s.failed {
		l.next()
		l.states(s)
	}
}

// states explains what a failure does to arrows; boxes are framed alike.
func (l *legend) states(s *scene) {
	for _, x := range []struct {
		level level
		means string
	}{{struck, "fails on purpose"}, {fails, "fails with it"}, {limps, "is impaired"}} {
		if slices.ContainsFunc(s.links, func(k *link) bool { return k.fate.level == x.level }) {
			l.add(lineSign("harmless").within(strings.TrimSpace(arrowState[x.level])), x.means)
		}
	}
	l.add(wordSign("down at once"), "what becomes of it, and when")
	if s.dims {
		l.add(sign{}, "what is dimmed works")
	}
}

// within is the sign inside a group of a class.
func (s sign) within(classes string) sign {
	inner := s.draw
	s.draw = func(c *canvas, p point) {
		c.open("g", class(classes))
		inner(c, p)
		c.close("g")
	}
	return s
}

// chips explains what a chip says.
func (l *legend) chips(s *scene) {
	has := func(test func(*link) bool) bool { return slices.ContainsFunc(s.links, test) }
	if s.links[0].bundled() {
		l.add(numberSign("7×", "harmless"), "arrows from one group to the other")
	} else {
		l.add(numberSign("1", "harmless"), "hurts most, then 2, 3 ...")
	}
	if has(func(k *link) bool { return k.assumed }) {
		l.add(numberSign("1", "harmless assumed"), "nothing is stated, the worst is assumed")
	}
	l.add(lettersSign(), "monitor, alert, owner, bus factor:")
	for _, value := range []people.Tri{people.Yes, people.No, people.Unknown} {
		if has(func(k *link) bool { return slices.Contains(k.cells[:], value) }) {
			l.add(cellSign(value), value.String())
		}
	}
	if has((*link).proven) {
		l.next()
		l.add(rungSign(evidence.Proven), "under A, by evidence: exists, sees it, reaches people, tried")
		l.add(rungSign(evidence.Refuted), "refuted")
		l.add(rungSign(evidence.Unknown), "not known")
	}
}

// A key is explained if it occurs.
type key struct {
	occurs         func(*link) bool
	classes, means string
}

func (l *legend) lines(s *scene, keys []key) {
	for _, x := range keys {
		if slices.ContainsFunc(s.links, x.occurs) {
			l.add(lineSign(x.classes), x.means)
		}
	}
}

// tones explains the colours, the worst first.
func (l *legend) tones(s *scene) {
	var seen []tone
	for _, k := range s.links {
		t := k.tone
		t.tag = ""
		if t.class != "" && !slices.Contains(seen, t) {
			seen = append(seen, t)
		}
	}
	slices.SortStableFunc(seen, func(a, b tone) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.means, b.means)) })
	for _, t := range seen {
		l.add(lineSign("degraded "+t.class), t.means)
	}
}

// proven tells whether the arrow has an alert that was held against evidence.
func (l *link) proven() bool { return l.proof != nil && l.proof.Claim != nil }

func (l *legend) next() {
	if l.used > 0 {
		l.rows, l.used = append(l.rows, nil), 0
	}
}

func (l *legend) add(s sign, means string) {
	s.means = means
	room := s.room()
	if len(l.rows) == 0 || l.used+room > l.width {
		l.rows, l.used = append(l.rows, nil), 0
	}
	last := len(l.rows) - 1
	l.rows[last] = append(l.rows[last], s)
	l.used += room
}

func (s sign) room() float64 { return s.width + wordGap + smallFont.width(s.means) + signGap }

func (l *legend) height() float64 {
	if len(l.rows) == 0 {
		return 0
	}
	return signStep*float64(len(l.rows)) + signGap
}

func (l *legend) draw(c *canvas, corner point) {
	if len(l.rows) == 0 {
		return
	}
	c.open("g", class("legend"))
	y := corner.y + signGap
	for _, row := range l.rows {
		x := corner.x
		for _, s := range row {
			if s.draw != nil {
				s.draw(c, point{x, y})
			}
			c.write("sign muted", s.means, x+s.width+wordGap, y+13)
			x += s.room()
		}
		y += signStep
	}
	c.close("g")
}

func numberSign(text, classes string) sign {
	return sign{width: rankWidth(text), draw: func(c *canvas, p point) {
		c.number(text, classes, area{p.x, p.y, p.x + rankWidth(text), p.y + chipTall})
	}}
}

func lettersSign() sign {
	return sign{width: 4 * cellWidth, draw: func(c *canvas, p point) {
		for i, letter := range cellLetters {
			x := p.x + float64(i)*cellWidth
			c.rect("cell", area{x + .5, p.y + .5, x + cellWidth - .5, p.y + chipTall - .5}, 3)
			c.write("letter", letter, x+cellWidth/2, p.y+12.6)
		}
	}}
}

func cellSign(value people.Tri) sign {
	return sign{width: cellWidth, draw: func(c *canvas, p point) { c.cell("", value, p) }}
}

func wordSign(text string) sign {
	width := smallFont.width(text)
	return sign{width: width, draw: func(c *canvas, p point) { c.write("when", text, p.x+width/2, p.y+13) }}
}

func lineSign(classes string) sign {
	const length = 44
	return sign{width: length, draw: func(c *canvas, p point) {
		y := p.y + chipTall/2
		c.path("line "+classes, new(pen).move(point{p.x, y}).line(point{p.x + length - headLength, y}))
		c.path("tip "+classes, tip(route{points: []point{{p.x + length - headLength, y}}, tip: point{p.x + length, y}}))
	}}
}
