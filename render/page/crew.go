package page

import (
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/render"
)

// A crew is what hangs on the people of the drawing.
type crew struct {
	All      []string // sentences
	Standing []standing
	Left     int // people who have no row
	Told     []passage
}

// A standing is one person.
type standing struct {
	Name                    string
	Sole, Load, Told, Knows int
}

// A passage tells of some arrows under a sentence.
type passage struct {
	Label  string
	Text   string
	Points []point
	More   int // points for which there is no room
}

type point struct {
	About mention
	Text  string
}

// mostPoints is how many arrows a passage names, and mostPeople how many people have a row.
const (
	mostPoints = 40
	mostPeople = 500
)

func (g *register) crew() crew {
	c := g.report.Crowd()
	all, told := render.TellPeople(g.report, c)
	return crew{
		Left: max(0, len(c.Standings)-mostPeople),
		All:  all, Told: each(told, g.passage),
		Standing: each(c.Standings[:min(len(c.Standings), mostPeople)], func(p people.Standing) standing {
			return standing{p.Person.Name, len(p.Sole), len(p.Load), len(p.Told), len(p.Knows)}
		}),
	}
}

func (g *register) passage(p render.Passage) passage {
	shown := p.Points[:min(len(p.Points), mostPoints)]
	return passage{
		Label: p.Label, Text: p.Text, More: len(p.Points) - len(shown),
		Points: each(shown, func(x render.Point) point { return point{g.named(x.About), x.Text} }),
	}
}
