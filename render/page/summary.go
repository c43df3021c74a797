package page

import (
	"strconv"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/render"
)

// A summary is the whole in figures, each with what it is a part of.
type summary struct {
	Headline   string
	Arrows     int
	Percent    string
	Vital      string
	Bars       []bar
	Assumption string
	Silent     int // arrows of which nobody would be told
	Todo       int // arrows that were imported and that nobody has reviewed
	Judged     int // all others
	Findings   int
	Levels     string // how many findings of each level
	Waived     int
	Expired    int // waivers
	Unknown    int // cells
	Cells      int
}

// A bar is one cell over all arrows. Widths are in hundredths of the whole.
type bar struct {
	Name string
	render.Tri
	Of                int
	YesWidth, NoWidth string
	NoFrom            string
}

func (g *register) summary() summary {
	r := g.report
	out := summary{
		Headline: render.Headline(r), Arrows: len(r.Answers), Percent: r.Coverage.Percent(), Vital: render.Vital(r),
		Assumption: render.Sentence(render.Assumption(r)), Silent: r.Headline.Unnoticed, Todo: r.Headline.Todo, Judged: len(r.Answers) - r.Headline.Todo,
		Findings: len(r.Diagnostics), Levels: levels(r.Counts()), Waived: len(r.Waived), Cells: 4 * len(r.Answers),
	}
	for i, n := range render.CellCounts(r.Answers) {
		out.Bars = append(out.Bars, barOf(analysis.CellWords()[i], n, len(r.Answers)))
		out.Unknown += n.Unknown
	}
	for _, u := range r.Waivers {
		if u.Expired {
			out.Expired++
		}
	}
	return out
}

func barOf(name string, n render.Tri, of int) bar {
	width := func(part int) string { return strconv.FormatFloat(100*float64(part)/float64(max(1, of)), 'f', 2, 64) }
	return bar{Name: name, Tri: n, Of: of, YesWidth: width(n.Yes), NoWidth: width(n.No), NoFrom: width(n.Yes + n.Unknown)}
}

// levels counts diagnostics: "9 errors, 1 warning, 38 notes".
func levels(c diag.Counts) string {
	return render.Count(c.Errors, "error") + ", " + render.Count(c.Warnings, "warning") + ", " + render.Count(c.Notes, "note")
}

// A hurt is one of the arrows that hurt most, in one sentence, with one thing to do about it.
type hurt struct {
	*arrow
	Sentence string
	Wrong    string // what the mend is for, where its lines do not say it: a sentence
	Mend     mend
	Cells    []cell
}

// mostHurts is how many arrows are listed as those that hurt most.
const mostHurts = 10

func (g *register) hurts() []hurt {
	var all []hurt
	for _, a := range g.arrows[:min(len(g.arrows), mostHurts)] {
		x := a.answer
		text := x.IfDown.Line + "; " + told(x.Notice)
		if len(x.Cost) > 0 {
			text += ", by when " + render.Losses(x.Cost) + " are lost"
		}
		one := hurt{arrow: a, Sentence: render.Sentence(text), Cells: cellsOf(x.Cells)}
		for _, d := range g.diagnostics[a.Name] {
			if d.Mend != "" {
				one.Mend = mendOf(d)
				if elsewhere(one.Mend, a.Name) {
					one.Wrong = render.Sentence(about(d))
				}
				break
			}
		}
		all = append(all, one)
	}
	return all
}

// told says when somebody is told, as the end of a sentence.
func told(n analysis.Notice) string {
	switch {
	case n.When != analysis.Never:
		return "somebody is told " + analysis.After(n.After) + ", " + punctuality[n.When]
	case n.Users < n.After:
		return "nobody is told, and the users tell us " + analysis.After(n.Users)
	}
	return "nobody is told"
}

// A step is one thing to do next, in the order of the loss that it avoids.
type step struct {
	Aim   string
	Gain  string
	Paste string
	On    []mention
	More  int
}

// A plan is what to do next.
type plan struct {
	Stake   string
	Steps   []step
	Assumed []string
}

func (g *register) plan(p advice.Plan, as advice.Assumptions) plan {
	out := plan{Stake: render.AtStake(p)}
	if len(p.Steps) == 0 {
		return out
	}
	for _, s := range p.Steps {
		one := step{Aim: render.Aim(s), Gain: render.Gain(s), Paste: s.Paste}
		for i, x := range s.Answers {
			if i == mostNear {
				one.More = len(s.Answers) - i
				break
			}
			one.On = append(one.On, g.mention(x.Arrow))
		}
		out.Steps = append(out.Steps, one)
	}
	out.Assumed = each(render.Presumed(p, as), render.Sentence)
	return out
}

// verified counts the alert cells that say yes, and those of them of which files of the system show
// that the alert is there.
func (g *register) verified() (verified, claimed int) {
	for _, a := range g.arrows {
		if a.answer.Cells.Alert.Value == people.Yes {
			claimed++
			if beliefOf(a.answer).Class == "verified" {
				verified++
			}
		}
	}
	return verified, claimed
}
