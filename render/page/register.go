package page

import (
	"html/template"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// mostCards is how many arrows, the most harmful ones, have a card of their own. A drawing with more
// is too large to be read card by card, and its page would be too large to open.
const mostCards = 400

// An arrow is how the page calls an arrow wherever it speaks of it.
type arrow struct {
	Number int // by harm, from 1, as in the pictures
	Name   string
	ID     anchor // of its card, or of its row where it has none
	Card   bool
	Harm   string // how it looks: broken, degraded or harmless, and assumed where nothing is stated

	answer *analysis.Answer
}

// A register knows the arrows of a report, the most harmful first, and the anchors of the page.
type register struct {
	report  *analysis.Report
	anchors *anchorage
	arrows  []*arrow
	byArrow map[*model.Arrow]*arrow
	byName  map[string]*arrow
	rules   map[string]anchor

	diagnostics map[string][]*diag.Diagnostic // by the name of the arrow, the worst first
}

func newRegister(r *analysis.Report) *register {
	g := &register{
		report: r, anchors: newAnchorage(), arrows: make([]*arrow, len(r.ByHarm)),
		byArrow: make(map[*model.Arrow]*arrow, len(r.ByHarm)), byName: make(map[string]*arrow, len(r.ByHarm)),
		rules: make(map[string]anchor, len(r.Rules)),
	}
	for i, x := range r.ByHarm {
		name := x.Arrow.Name()
		a := &arrow{Number: i + 1, Name: name, ID: g.anchors.arrow(name), Card: i < mostCards, Harm: harm(x), answer: x}
		g.arrows[i], g.byArrow[x.Arrow], g.byName[name] = a, a, a
	}
	for _, rule := range r.Rules {
		g.rules[rule.ID] = g.anchors.of("rule", rule.ID)
	}
	g.diagnostics = diagnosticsByArrow(r)
	return g
}

// Links tells where the page of a report tells of each of its arrows: what a picture on the page leads
// to.
func Links(r *analysis.Report) func(*analysis.Answer) string {
	g := newRegister(r)
	return func(x *analysis.Answer) string {
		if a := g.byArrow[x.Arrow]; a != nil {
			return string(a.Href())
		}
		return ""
	}
}

// harm is the class of what an arrow does to the worst hit journey.
func harm(x *analysis.Answer) string {
	class := "harmless"
	switch x.IfDown.Worst {
	case propagation.Broken:
		class = "broken"
	case propagation.Degraded:
		class = "degraded"
	}
	if !x.Arrow.Answered() {
		class += " assumed"
	}
	return class
}

// ends splits the name of an arrow before and behind its sign, so that a line does not end within the sign.
// What is not the name of an arrow has nothing behind it.
func ends(name string) [2]string {
	from, to, _ := strings.Cut(name, " -> ")
	return [2]string{from, to}
}

// A mention is an arrow, a journey or a rule named in passing, and where the page tells more of it.
// One without a number or an address is named and no more.
type mention struct {
	Number int
	Name   string
	Href   template.URL
}

// Href is where the page tells of the arrow.
func (a *arrow) Href() template.URL { return a.ID.Href() }

func (a *arrow) mention() mention { return mention{a.Number, a.Name, a.Href()} }

// mention names an arrow, which may be one that is not judged.
func (g *register) mention(a *model.Arrow) mention {
	if known := g.byArrow[a]; known != nil {
		return known.mention()
	}
	return mention{Name: a.Name()}
}

// named names an arrow by its name, or something else that bears no number.
func (g *register) named(name string) mention {
	if known := g.byName[name]; known != nil {
		return known.mention()
	}
	return mention{Name: name}
}

func (g *register) rule(id string) mention {
	m := mention{Name: id}
	if a, known := g.rules[id]; known {
		m.Href = a.Href()
	}
	return m
}

// each converts a list.
func each[A, B any](from []A, convert func(A) B) []B {
	to := make([]B, len(from))
	for i, a := range from {
		to[i] = convert(a)
	}
	return to
}
