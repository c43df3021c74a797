package page

import (
	"encoding/json"
	"html/template"
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/render"
)

// mostSpread is how many bytes all the spreads of failures together may take in the page. Where they
// would take more, those of the most harmful arrows are in it.
const mostSpread = 2 << 20

// The facts are what the script of the page reads. Times are in seconds.
type factsJSON struct {
	Arrows     []arrowJSON     `json:"arrows"`
	Components []componentJSON `json:"components"`
	Journeys   []journeyJSON   `json:"journeys"`
}

// A journeyJSON is a journey and the numbers of the arrows that it takes, in its order.
type journeyJSON struct {
	Name  string `json:"name"`
	Steps []int  `json:"steps"`
}

type componentJSON struct {
	ID   model.ComponentID `json:"id"`
	Name string            `json:"name"`
}

type arrowJSON struct {
	Number   int               `json:"number"`
	Name     string            `json:"name"`
	ID       anchor            `json:"id"`
	From     model.ComponentID `json:"from"`
	To       model.ComponentID `json:"to"`
	Owner    []string          `json:"owner"`
	Journeys []string          `json:"journeys"`
	Cells    [4]string         `json:"cells"`
	Notice   string            `json:"notice"`
	Where    string            `json:"where"`
	Rules    []string          `json:"rules"`
	Level    string            `json:"level"`
	Answered bool              `json:"answered"`
	Scoped   bool              `json:"scoped,omitempty"` // its effects count for some journeys alone, and the spread has none of them
	Spread   *spreadJSON       `json:"spread,omitempty"`
}

// A spreadJSON is how far a failure reaches. It is the largest part of the facts, so it has no words: each
// list is one of triples, laid end to end, of what it is (the ID of a component, the number of an arrow, the
// place of a journey in the facts), 0 for the lesser state or 1 for the worse one, and since when.
type spreadJSON struct {
	Components []float64 `json:"components"`
	Arrows     []float64 `json:"arrows"`
	Journeys   []float64 `json:"journeys"`
}

// facts are the facts of all arrows, and how many of these, the most harmful ones, have their spread in them.
func (g *register) facts() (facts template.JS, spreads int, err error) {
	out := factsJSON{
		Arrows: each(g.arrows, g.arrowFacts),
		Components: each(g.report.System.Components, func(c *model.Component) componentJSON {
			return componentJSON{c.ID, render.Visible(c.Name)}
		}),
		Journeys: each(g.report.System.Journeys, g.journeyFacts),
	}
	for room := mostSpread; spreads < len(g.arrows); spreads++ {
		s := g.spread(g.arrows[spreads].answer)
		if room -= s.size(); room < 0 {
			break
		}
		out.Arrows[spreads].Spread = s
	}
	b, err := json.Marshal(out)
	return template.JS(b), spreads, err
}

func (g *register) journeyFacts(j *model.Journey) journeyJSON {
	out := journeyJSON{Name: render.Visible(j.Name), Steps: []int{}}
	for _, ref := range slices.Concat(j.Steps.Value, j.Optional.Value) {
		if a := g.byArrow[ref.Arrow]; a != nil {
			out.Steps = append(out.Steps, a.Number)
		}
	}
	return out
}

func (g *register) arrowFacts(a *arrow) arrowJSON {
	x := a.answer
	out := arrowJSON{
		Number: a.Number, Name: render.Visible(a.Name), ID: a.ID, From: x.Arrow.From.ID, To: x.Arrow.To.ID,
		Owner: ownersOf(x.Owner), Journeys: []string{}, Notice: x.Notice.When.String(), Where: x.Notice.Where.String(),
		Rules: []string{}, Answered: x.Arrow.Answered(), Scoped: x.Arrow.For.Given(),
	}
	for i, c := range x.Cells.All() {
		out.Cells[i] = c.Value.String()
	}
	for _, j := range x.IfDown.Journeys {
		if j.Verdict == propagation.Broken || j.Verdict == propagation.Degraded {
			out.Journeys = append(out.Journeys, render.Visible(j.Journey.Name))
		}
	}
	var worst diag.Level
	for _, d := range g.diagnostics[a.Name] {
		worst = max(worst, d.Level)
		if !slices.Contains(out.Rules, d.Rule) {
			out.Rules = append(out.Rules, d.Rule)
		}
	}
	if worst != 0 {
		out.Level = worst.String()
	}
	return out
}

// ownersOf lists who answers for an arrow: nobody, one, or the two of whom each may think that the
// other does.
func ownersOf(o model.Ownership) []string {
	var owners []string
	switch {
	case o.Owned():
		owners = []string{o.Party.Name}
	case o.How == model.OwnedBetween:
		owners = []string{o.From.Name, o.To.Name}
	}
	return each(owners, render.Visible)
}

func (g *register) spread(x *analysis.Answer) *spreadJSON {
	out := &spreadJSON{Components: []float64{}, Arrows: []float64{}, Journeys: []float64{}}
	reach := x.IfDown.Spread()
	for _, s := range reach.Components {
		out.Components = append(out.Components, states(int(s.Component.ID), s.Degraded, s.Down)...)
	}
	for _, s := range reach.Arrows {
		if a := g.byArrow[s.Arrow]; a != nil {
			out.Arrows = append(out.Arrows, states(a.Number, s.Impaired, s.Fails)...)
		}
	}
	for i, j := range x.IfDown.Journeys {
		out.Journeys = append(out.Journeys, states(i, j.Degraded, j.Broken)...)
	}
	return out
}

// states lists the states that something gets into, in the order of time. The lesser one is left out
// where the worse comes no later.
func states(what int, poorly, badly time.Duration) []float64 {
	var all []float64
	if poorly < badly {
		all = append(all, float64(what), 0, poorly.Seconds())
	}
	if badly != propagation.Never {
		all = append(all, float64(what), 1, badly.Seconds())
	}
	return all
}

// size is about how many bytes a spread takes.
func (s *spreadJSON) size() int {
	const perNumber = 4
	return 60 + perNumber*(len(s.Components)+len(s.Arrows)+len(s.Journeys))
}
