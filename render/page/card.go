package page

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/render"
)

// A row is one arrow in the table of arrows and cells.
type row struct {
	*arrow

	About    string
	Suffers  string
	Notice   notice
	Cost     string
	CostSort float64
	Cells    []cell
	Belief   belief
	Findings int
}

func (g *register) rows() []row {
	return each(g.arrows, func(a *arrow) row {
		x := a.answer
		out := row{
			arrow: a, About: render.About(x.Arrow), Suffers: x.IfDown.Line, Notice: noticeOf(x.Notice),
			Cost: render.Losses(x.Cost), Cells: cellsOf(x.Cells), Belief: beliefOf(x), Findings: len(g.diagnostics[a.Name]),
		}
		for _, l := range x.Cost {
			out.CostSort = max(out.CostSort, l.Amount)
		}
		return out
	})
}

// A card is all that is to be said of one arrow.
type card struct {
	*arrow

	About    string
	Place    string
	Answers  []answer
	Assumed  []string
	Cells    []cell
	Ladder   []rung
	Proven   string // the alert that the ladder is about
	Modes    []mode
	Remedy   remedy
	Findings []finding
	Near     []vicinity
	Links    []link
}

// An answer is one passage of the story.
type answer struct{ Question, Text string }

// A mode is what happens and who notices in some failure modes of an arrow.
type mode struct {
	Names  string
	Does   string
	Notice string
}

// A vicinity is a list of arrows that share an end with another.
type vicinity struct {
	Where  string
	Arrows []mention
	More   int
}

// A link is something that the drawing refers to: an address of the web where it is one that may be
// followed, else a text.
type link struct {
	What, Text string
	Address    template.URL
}

func (g *register) cards() []card {
	near := neighbourhoodOf(g.report.Answers)
	var cards []card
	for _, a := range g.arrows {
		if !a.Card {
			break
		}
		cards = append(cards, g.card(a, g.diagnostics[a.Name], near))
	}
	return cards
}

func (g *register) card(a *arrow, ds []*diag.Diagnostic, near neighbourhood) card {
	x := a.answer
	out := card{
		arrow: a, About: render.About(x.Arrow), Place: x.Arrow.Span.String(),
		Assumed: each(x.Assumed, render.Sentence), Cells: cellsOf(x.Cells), Ladder: ladderOf(x),
		Remedy: remedyOf(a.Name, ds), Findings: each(ds, g.finding), Near: g.vicinities(x.Arrow, near), Links: linksOf(x),
	}
	if out.Ladder != nil {
		out.Proven = x.Proof.Alert.String()
	}
	for _, p := range render.Tell(g.report, x) {
		if p.Text != "" {
			out.Answers = append(out.Answers, answer{p.Label, p.Text})
		}
	}
	if !x.Arrow.Bare {
		out.Modes = modesOf(x.Modes)
	}
	return out
}

// modesOf puts modes together of which the same is to be said, in the order of the first of each.
func modesOf(modes []analysis.ModeAnswer) []mode {
	var all []mode
	for _, m := range modes {
		one := mode{m.Mode.String(), verdicts[m.Worst], render.InMode(m)}
		i := slices.IndexFunc(all, func(o mode) bool { return o.Does == one.Does && o.Notice == one.Notice })
		if i < 0 {
			all = append(all, one)
		} else {
			all[i].Names += ", " + one.Names
		}
	}
	return all
}

// diagnosticsByArrow lists the diagnostics of each arrow, the worst first.
func diagnosticsByArrow(r *analysis.Report) map[string][]*diag.Diagnostic {
	by := map[string][]*diag.Diagnostic{}
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		by[d.Arrow] = append(by[d.Arrow], d)
	}
	for _, ds := range by {
		slices.SortStableFunc(ds, func(a, b *diag.Diagnostic) int { return cmp.Compare(b.Level, a.Level) })
	}
	return by
}

// A neighbourhood knows the arrows into and out of each component, in the order of the drawing.
type neighbourhood struct {
	into, outOf map[*model.Component][]*model.Arrow
}

func neighbourhoodOf(answers []*analysis.Answer) neighbourhood {
	n := neighbourhood{map[*model.Component][]*model.Arrow{}, map[*model.Component][]*model.Arrow{}}
	for _, x := range answers {
		a := x.Arrow
		n.into[a.To] = append(n.into[a.To], a)
		n.outOf[a.From] = append(n.outOf[a.From], a)
	}
	return n
}

// vicinities lists the other arrows at both ends of an arrow, each by its other end.
func (g *register) vicinities(a *model.Arrow, near neighbourhood) []vicinity {
	var all []vicinity
	add := func(where string, arrows []*model.Arrow, far model.End) {
		if v := g.vicinity(where, arrows, far, a); len(v.Arrows) > 0 {
			all = append(all, v)
		}
	}
	add("into "+a.From.Name+" from", near.into[a.From], model.From)
	add("from "+a.From.Name+" also to", near.outOf[a.From], model.To)
	if a.To != a.From {
		add("into "+a.To.Name+" also from", near.into[a.To], model.From)
		add("from "+a.To.Name+" to", near.outOf[a.To], model.To)
	}
	return all
}

// mostNear is how many arrows at one end of another are named.
const mostNear = 6

func (g *register) vicinity(where string, arrows []*model.Arrow, far model.End, but *model.Arrow) vicinity {
	v := vicinity{Where: where}
	for _, a := range arrows {
		switch {
		case a == but:
		case len(v.Arrows) == mostNear:
			v.More++
		default:
			m := g.mention(a)
			m.Name = a.At(far).Name
			if a.Qualifier != "" {
				m.Name += " (" + a.Qualifier + ")"
			}
			v.Arrows = append(v.Arrows, m)
		}
	}
	return v
}

// linksOf lists what the drawing refers to at an arrow: its runbook, and the dashboards of the monitors
// on it.
func linksOf(x *analysis.Answer) []link {
	var all []link
	if x.Arrow.Runbook.Given() {
		all = append(all, linkOf("runbook", x.Arrow.Runbook.Value))
	}
	for _, m := range x.Seeing {
		if m.Dashboard.Given() {
			all = append(all, linkOf(fmt.Sprintf("dashboard of %s", m), m.Dashboard.Value))
		}
	}
	return all
}

func linkOf(what, text string) link {
	out := link{What: what, Text: text}
	if address, ok := render.Hyperlink(text); ok {
		out.Address = template.URL(address)
	}
	return out
}
