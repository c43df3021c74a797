package diagram

import (
	"slices"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
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

// explain puts the signs of the scene into the legend: those of the chips, those of the lines.
func (l *legend) explain(s *scene) {
	has := func(test func(*link) bool) bool { return slices.ContainsFunc(s.links, test) }
	worst := func(v propagation.Verdict) func(*link) bool {
		return func(k *link) bool { return k.answer.IfDown.Worst == v }
	}
	if len(s.links) == 0 {
		return
	}
	l.add(numberSign("1", "harmless"), "hurts most, then 2, 3 ...")
	if has(func(k *link) bool { return !k.answer.Arrow.Answered() }) {
		l.add(numberSign("1", "harmless assumed"), "nothing is stated, the worst is assumed")
	}
	l.add(lettersSign(), "monitor, alert, owner, bus factor:")
	for _, value := range []people.Tri{people.Yes, people.No, people.Unknown} {
		if has(func(k *link) bool { return k.shows(value) }) {
			l.add(cellSign(value), value.String())
		}
	}
	if has((*link).proven) {
		l.next()
		l.add(rungSign(evidence.Proven), "under A, by evidence: exists, sees it, reaches people, tried")
		l.add(rungSign(evidence.Refuted), "refuted")
		l.add(rungSign(evidence.Unknown), "not known")
	}
	l.next()
	for _, line := range []struct {
		occurs         bool
		classes, means string
	}{
		{has(worst(propagation.Broken)), "broken", "breaks a journey alone"},
		{has(worst(propagation.Degraded)), "degraded", "degrades a journey"},
		{has(func(k *link) bool { return k.harm() == "harmless" }), "harmless", "hurts no journey alone"},
	} {
		if line.occurs {
			l.add(lineSign(line.classes), line.means)
		}
	}
	l.next()
	for _, line := range []struct {
		occurs         bool
		classes, means string
	}{
		{has(func(k *link) bool { return k.manner() == "" }), "harmless", "request: its tail waits for its tip"},
		{has(func(k *link) bool { return !k.answer.Arrow.Request() }), "harmless flow", "flow: its tip lives on what its tail sends"},
		{has(func(k *link) bool { return k.answer.Arrow.Status.Value == model.Planned }), "harmless planned", "planned"},
		{has(func(k *link) bool { return k.answer.Arrow.StandIn() }), "harmless fallback", "only a fallback"},
	} {
		if line.occurs {
			l.add(lineSign(line.classes), line.means)
		}
	}
}

// proven tells whether the arrow has an alert that was held against evidence.
func (l *link) proven() bool { return l.answer.Proof != nil && l.answer.Proof.Claim != nil }

// shows tells whether a cell of the link's chip has that value.
func (l *link) shows(value people.Tri) bool {
	for _, cell := range l.answer.Cells.All() {
		if cell.Value == value {
			return true
		}
	}
	return false
}

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
			s.draw(c, point{x, y})
			c.write("sign muted", s.means, x+s.width+wordGap, y+13)
			x += s.room()
		}
		y += signStep
	}
	c.close("g")
}

func numberSign(text, classes string) sign {
	return sign{width: chipTall, draw: func(c *canvas, p point) {
		c.number(text, classes, area{p.x, p.y, p.x + chipTall, p.y + chipTall})
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

func lineSign(classes string) sign {
	const length = 44
	return sign{width: length, draw: func(c *canvas, p point) {
		y := p.y + chipTall/2
		c.path("line "+classes, new(pen).move(point{p.x, y}).line(point{p.x + length - headLength, y}))
		c.path("tip "+classes, tip(route{points: []point{{p.x + length - headLength, y}}, tip: point{p.x + length, y}}))
	}}
}
