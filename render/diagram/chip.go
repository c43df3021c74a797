package diagram

import (
	"strings"

	"github.com/linewalk/linewalk/analysis/people"
)

// cellLetters name the four cells of a chip in the order of Cells.All.
var cellLetters = [4]string{"M", "A", "O", "B"}

// alertCell is the place of the alert among the cells.
const alertCell = 1

// chip draws the number of the arrow and its four cells.
func (c *canvas) chip(l *link, a area) {
	c.rect("behind", area{a.left - 2, a.top - 2, a.right + 2, a.bottom + 2}, 8)
	number := area{a.left, a.top, a.left + rankWidth(l.rank), a.bottom}
	classes := strings.TrimRight(l.harm+" "+l.tone.class, " ")
	if l.assumed {
		classes += " assumed"
	}
	c.number(l.rank, classes, number)
	x := number.right + chipGap
	for i, cell := range l.cells {
		c.cell(cellLetters[i], cell, point{x, a.top})
		if i == alertCell {
			c.rungs(l.proof, point{x, a.top})
		}
		x += cellWidth
	}
}

func (c *canvas) number(text, classes string, a area) {
	c.rect("number "+classes, a, chipTall/2)
	c.write("rank "+classes, text, a.middle().x, a.top+12.6)
}

// cell says yes, no or unknown by its mark as well as by its colour. Its letter may be missing.
func (c *canvas) cell(letter string, value people.Tri, corner point) {
	x, y, is := corner.x, corner.y, value.String()
	a := area{x + .5, y + .5, x + cellWidth - .5, y + chipTall - .5}
	c.rect("cell "+is, a, 3)
	if value == people.Unknown {
		c.path("hatch", new(pen).move(point{x + 1, y + 8}).line(point{x + 8, y + 1}).
			move(point{x + 1, y + 17}).line(point{x + 17, y + 1}).move(point{x + 10, y + 17}).line(point{x + 18, y + 9}))
	}
	if letter == "" {
		x -= cellWidth/2 - 5.2 // the mark comes to the middle
	} else {
		c.write("letter "+is, letter, x+6.2, y+12.6)
	}
	switch value {
	case people.Yes:
		c.path("mark yes", new(pen).move(point{x + 11.2, y + 9.4}).line(point{x + 13.1, y + 11.9}, point{x + 16.4, y + 6}))
	case people.No:
		c.path("mark no", new(pen).move(point{x + 11.8, y + 6.6}).line(point{x + 16.2, y + 11.6}).
			move(point{x + 16.2, y + 6.6}).line(point{x + 11.8, y + 11.6}))
	case people.Unknown:
		c.write("letter unknown", "?", x+14, y+12.6)
	}
}
