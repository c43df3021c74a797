package page

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
)

// A journey is what a user does, and what is known of it.
type journey struct {
	Name        string
	ID          anchor
	Description string
	Facts       []fact
	Steps       []mention
	Optional    []mention
	Alone       []since // what becomes of it without one arrow alone, the soonest break first
	Breaks      int     // arrows that break it alone
	Masked      int
	Value       string // monitors of the value that it gives
	Synthetic   string // monitors that do what its user does
}

// A fact is a short text with a name.
type fact struct{ Name, Text string }

// A since is what becomes of a journey without any one of some arrows.
type since struct {
	fate
	Arrows []mention
	More   int
}

// Many tells whether there are several arrows.
func (s since) Many() bool { return len(s.Arrows) > 1 }

// mostSince is how many arrows with the same outcome are named at a journey. The table of outcomes has
// more.
const mostSince = 12

// Journeys are all of them, and the table of outcomes.
type journeys struct {
	All    []journey
	Matrix matrix
}

// A matrix has a row for each arrow that does something to a journey, and a column for each journey.
type matrix struct {
	Columns []mention
	Rows    []matrixRow
	Left    int // rows that there is no room for
	Calm    int // arrows that do nothing to any journey
}

type matrixRow struct {
	*arrow
	Cells []fate
}

// mostFates is how many outcomes the matrix has room for.
const mostFates = 20000

func (g *register) journeys() journeys {
	masked := map[*model.Journey]int{}
	for _, a := range g.arrows {
		for _, j := range a.answer.IfDown.Masked() {
			masked[j.Journey]++
		}
	}
	var out journeys
	for _, j := range g.report.Journeys {
		one := g.journey(j)
		one.Masked = masked[j.Journey]
		out.All = append(out.All, one)
	}
	out.Matrix = g.matrix(out.All)
	return out
}

func (g *register) journey(j *analysis.JourneyAnswer) journey {
	out := journey{
		Name: j.Journey.Name, ID: g.anchors.of("journey", j.Journey.Name), Description: j.Journey.Description.Value,
		Facts: factsOf(j.Journey), Steps: g.steps(j.Journey.Steps.Value), Optional: g.steps(j.Journey.Optional.Value),
		Value: monitors(j.Value), Synthetic: monitors(j.Synthetic), Breaks: len(j.Breaks),
		Alone: append(g.sinces(j.Breaks, j.Journey), g.sinces(j.Degrades, j.Journey)...),
	}
	return out
}

func factsOf(j *model.Journey) []fact {
	var facts []fact
	add := func(given bool, name string, text func() string) {
		if given {
			facts = append(facts, fact{name, text()})
		}
	}
	add(j.Who.Given(), "who", func() string { return j.Who.Value.Name })
	add(j.Worth.Given(), "worth", func() string { return j.Worth.Value.String() })
	add(j.Target.Given(), "target", func() string { return strconv.FormatFloat(math.Round(1e6*j.Target.Value)/1e4, 'f', -1, 64) + "%" })
	add(j.NoticeWithin.Given(), "we know within", func() string { return model.FormatDuration(j.NoticeWithin.Value) })
	add(j.Tier.Given(), "tier", func() string { return strconv.Itoa(j.Tier.Value) })
	add(j.Owner.Given(), "owner", func() string { return j.Owner.Value.Name })
	return facts
}

func (g *register) steps(refs []model.ArrowRef) []mention {
	return each(refs, func(r model.ArrowRef) mention { return g.mention(r.Arrow) })
}

func monitors(all []*model.Monitor) string {
	return render.Series(each(all, (*model.Monitor).String), "and")
}

// sinces puts arrows together without which the same becomes of a journey, in the order of time.
func (g *register) sinces(answers []*analysis.Answer, j *model.Journey) []since {
	var all []since
	known := slices.DeleteFunc(each(answers, func(x *analysis.Answer) *arrow { return g.byArrow[x.Arrow] }), func(a *arrow) bool { return a == nil })
	slices.SortFunc(known, func(a, b *arrow) int { return a.Number - b.Number })
	when := func(a *arrow) analysis.JourneyState { return stateOf(a.answer, j) }
	slices.SortStableFunc(known, func(a, b *arrow) int {
		return cmp.Or(cmp.Compare(when(a).Broken, when(b).Broken), cmp.Compare(when(a).Degraded, when(b).Degraded))
	})
	for _, a := range known {
		fate := fateOf(when(a))
		if n := len(all); n == 0 || all[n-1].Text != fate.Text {
			all = append(all, since{fate: fate})
		}
		last := &all[len(all)-1]
		if len(last.Arrows) == mostSince {
			last.More++
			continue
		}
		last.Arrows = append(last.Arrows, a.mention())
	}
	return all
}

// stateOf is what becomes of a journey without an arrow.
func stateOf(x *analysis.Answer, j *model.Journey) analysis.JourneyState {
	for _, s := range x.IfDown.Journeys {
		if s.Journey == j {
			return s
		}
	}
	return analysis.JourneyState{Journey: j, Degraded: propagation.Never, Broken: propagation.Never}
}

func (g *register) matrix(all []journey) matrix {
	out := matrix{Columns: each(all, func(j journey) mention { return mention{Name: j.Name, Href: j.ID.Href()} })}
	if len(all) == 0 {
		return out
	}
	room := max(1, mostFates/len(all))
	for _, a := range g.arrows {
		row := matrixRow{arrow: a, Cells: make([]fate, len(g.report.Journeys))}
		touched := false
		for i, state := range a.answer.IfDown.Journeys {
			touched = touched || state.Verdict != propagation.Untouched
			row.Cells[i] = fateOf(state)
		}
		switch {
		case !touched:
			out.Calm++
		case len(out.Rows) == room:
			out.Left++
		default:
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}
