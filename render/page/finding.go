package page

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/render"
)

// mostFindings is how many diagnostics are listed in one table. The worst come first; what is left
// out is counted.
const mostFindings = 1500

// A finding is a diagnostic, told where its arrow is named already.
type finding struct {
	Level string
	Sort  int // by level, the worst first
	About mention
	Text  string
	Rule  mention
	Place string
	Mend  mend
}

func (g *register) finding(d *diag.Diagnostic) finding {
	return finding{
		Level: d.Level.String(), Sort: int(diag.Error - d.Level), About: g.named(cmp.Or(d.Arrow, d.Subject)),
		Text: about(d), Rule: g.rule(d.Rule), Place: d.Span.String(), Mend: mendOf(d),
	}
}

// Findings are the diagnostics in force.
type findings struct {
	All    []finding // the worst level first, then the most harmful arrow, then those about no arrow
	Left   int       // how many are not listed
	ByRule []tally   // how often each rule speaks, the most frequent first
	Levels string    // how many there are of each level
}

// A tally counts something that has a name.
type tally struct {
	Times int
	Of    mention
}

func (g *register) findings() findings {
	all := make([]*diag.Diagnostic, len(g.report.Diagnostics))
	for i := range g.report.Diagnostics {
		all[i] = &g.report.Diagnostics[i]
	}
	slices.SortStableFunc(all, func(a, b *diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), cmp.Compare(g.rank(a.Arrow), g.rank(b.Arrow)))
	})
	shown := all[:min(len(all), mostFindings)]
	return findings{
		All: each(shown, g.finding), Left: len(all) - len(shown), ByRule: g.byRule(all), Levels: levels(g.report.Counts()),
	}
}

// rank is the number of an arrow by its name; what is no arrow comes last.
func (g *register) rank(name string) int {
	if a := g.byName[name]; a != nil {
		return a.Number
	}
	return len(g.arrows) + 1
}

func (g *register) byRule(all []*diag.Diagnostic) []tally {
	times := timesOf(all)
	var tallies []tally
	for _, rule := range g.report.Rules {
		if n := times[rule.ID]; n > 0 {
			tallies = append(tallies, tally{n, g.rule(rule.ID)})
			delete(times, rule.ID)
		}
	}
	for _, d := range all { // what the reader said, which is under no rule
		if n := times[d.Rule]; n > 0 {
			tallies = append(tallies, tally{n, g.rule(d.Rule)})
			delete(times, d.Rule)
		}
	}
	slices.SortStableFunc(tallies, func(a, b tally) int { return cmp.Compare(b.Times, a.Times) })
	return tallies
}

// timesOf counts how often each rule speaks.
func timesOf(ds []*diag.Diagnostic) map[string]int {
	times := map[string]int{}
	for _, d := range ds {
		times[d.Rule]++
	}
	return times
}

// A waiver is an accepted diagnostic, with the reason and the last day.
type waiver struct {
	Rule    mention
	About   mention
	Because string
	Until   string
	By      string
	Place   string
	State   string
	Expired bool
}

func (g *register) waivers() []waiver {
	return each(g.report.Waivers, func(u analysis.WaiverUse) waiver {
		w := u.Waiver
		out := waiver{
			Rule: g.rule(w.Rule.Value), Because: w.Because.Value, Until: w.Until.Value.String(),
			Place: w.Span.String(), State: waives(u), Expired: u.Expired,
		}
		switch {
		case w.Arrow.Given():
			out.About = g.mention(w.Arrow.Value)
		case w.Journey.Given():
			out.About = mention{Name: w.Journey.Value.Name}
		case w.Component.Given():
			out.About = mention{Name: w.Component.Value.Name}
		}
		if w.By.Given() {
			out.By = w.By.Value.Name
		}
		return out
	})
}

// waives says what became of a waiver.
func waives(u analysis.WaiverUse) string {
	switch {
	case u.Expired:
		return "expired: accepts nothing any more"
	case u.Matches == 0:
		return "accepts nothing"
	}
	return "accepts " + render.Count(u.Matches, "finding")
}
