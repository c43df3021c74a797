package rules

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowLowBusFactor speaks of arrows that too few people can mend. That nobody is told, or a single
// person, is said once by the rules about the alert; an unknown bus factor is not spoken of.
var arrowLowBusFactor = &analysis.Rule{
	ID: "arrow-low-bus-factor", Title: "arrow that too few people can mend",
	Group: groupCells, Level: diag.Warning, Page: page("arrow-low-bus-factor"),
	Run: func(p *analysis.Pass) {
		wanted := p.Report.System.Settings.WantedBusFactor()
		for _, x := range p.Report.Answers {
			if !x.Cells.BusFactor.Missing() || stands(x) && !waived(p, x) {
				continue
			}
			few, able := tooFew(x, wanted)
			if able == "" {
				continue
			}
			d := x.About("%s", only(few, able, wanted))
			d.Gap = diag.GapSystem
			d.Subject = subject(few)
			d.Related = experts(x)
			d.Mend = moreExperts(p, x, few, wanted)
			sayCell(p, x, d)
		}
	},
}

// tooFew is the short side of the two that mending takes, and what its people do. It is nothing
// where only one person or none is told, which is a matter of the alert.
func tooFew(x *analysis.Answer, wanted int) (people []*model.Person, able string) {
	mend, told := x.Mending.Mend, x.Mending.Told
	switch {
	case mend.Complete && len(mend.People) < wanted:
		return mend.People, "can mend it"
	case told.Complete && len(told.People) > 1 && len(told.People) < wanted:
		return told.People, "are told of it"
	}
	return nil, ""
}

func only(few []*model.Person, able string, wanted int) string {
	switch {
	case len(few) == 0:
		return "nobody is known who " + able
	case wanted > 2:
		return fmt.Sprintf("only %s %s, and %d people should", listed(few), able, wanted)
	}
	return fmt.Sprintf("only %s %s, and nobody when %s is away", listed(few), able, listed(few))
}

// sayCell adds a diagnostic about an empty cell: an error where a journey that carries worth or a
// target breaks through the arrow. Of an imported arrow that nobody has reviewed it is not known whether
// there is anything to fill.
func sayCell(p *analysis.Pass, x *analysis.Answer, d diag.Diagnostic) {
	if x.Unreviewed() {
		return
	}
	if slices.ContainsFunc(brokenJourneys(x), atStake) {
		p.SayAt(diag.Error, d)
		return
	}
	p.Say(d)
}

// atStake tells whether a journey carries worth or a target.
func atStake(j *model.Journey) bool { return j.Worth.Given() || j.Target.Given() }

func subject(few []*model.Person) string {
	if len(few) == 1 {
		return few[0].Name
	}
	return ""
}

// experts points at where the people who know are named.
func experts(x *analysis.Answer) []diag.Related {
	var related []diag.Related
	for _, stated := range []model.Stated[[]model.Party]{x.Arrow.Experts, x.Arrow.From.Experts, x.Arrow.To.Experts} {
		switch {
		case !stated.Given():
		case len(stated.Value) == 0:
			related = append(related, diag.Related{Span: stated.Span, Message: "nobody knows it"})
		default:
			related = append(related, diag.Related{Span: stated.Span, Message: "who knows it"})
		}
	}
	return related[:min(2, len(related))]
}

// moreExperts names those who know and, to make up the number, colleagues who should learn it.
func moreExperts(p *analysis.Pass, x *analysis.Answer, few []*model.Person, wanted int) string {
	names := make([]string, 0, wanted)
	for _, who := range few {
		names = append(names, who.Name)
	}
	for _, team := range teamsAround(x) {
		for _, who := range team.People.Value {
			if len(names) < wanted && !who.Gone(p.Report.Today) && !slices.Contains(names, who.Name) {
				names = append(names, who.Name)
			}
		}
	}
	if len(names) < wanted {
		return fmt.Sprintf("let one more person learn it, then name them all: experts: %s", paste.List(names))
	}
	return fmt.Sprintf("experts: %s   # once they all know it", paste.List(names))
}

// teamsAround lists the teams that answer for the arrow and its ends.
func teamsAround(x *analysis.Answer) []*model.Team {
	var teams []*model.Team
	for _, party := range []model.Party{x.Owner.Party, x.Arrow.From.Owner.Value, x.Arrow.To.Owner.Value} {
		if party.Team != nil {
			teams = append(teams, party.Team)
		}
	}
	return teams
}
