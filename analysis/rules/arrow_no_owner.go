package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowNoOwner speaks of arrows that nobody answers for. Arrows between two owners are
// arrow-between-owners' matter, names that mean nobody owner-unknown's.
var arrowNoOwner = &analysis.Rule{
	ID: "arrow-no-owner", Title: "arrow that nobody answers for",
	Group: groupCells, Level: diag.Warning, Page: page("arrow-no-owner"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if !x.Cells.Owner.Missing() || stands(x) && !waived(p, x) {
				continue
			}
			none := x.Owner.How == model.OwnedKnownNone
			if !none && x.Owner.How != model.OwnedByNobody {
				continue
			}
			d := missing(x, none, "no owner is stated", "known to have no owner")
			d.Related = ownersOfEnds(x)
			sayCell(p, x, mendByOwner(p, x, d, candidate(p, x)))
		}
	},
}

// candidate is who might answer for an arrow: the owner of the end that feels the failure, or of
// the other one, or the first team of the drawing; nothing where the drawing names nobody.
func candidate(p *analysis.Pass, x *analysis.Answer) string {
	if who := paste.Teller(x); who != "" {
		return who
	}
	return anyTeam(p)
}

// anyTeam is the first team of the drawing, or nothing.
func anyTeam(p *analysis.Pass) string {
	if teams := p.Report.System.Teams; len(teams) > 0 {
		return teams[0].Name
	}
	return ""
}

// ownersOfEnds points at what is stated about the owners of an arrow's ends.
func ownersOfEnds(x *analysis.Answer) []diag.Related {
	var related []diag.Related
	for _, c := range []*model.Component{x.Arrow.From, x.Arrow.To} {
		switch owner := c.Owner; {
		case !owner.Given():
		case owner.Value.Nobody:
			related = append(related, diag.Related{Span: owner.Span, Message: c.Name + " is nobody's"})
		default:
			related = append(related, diag.Related{Span: owner.Span, Message: owner.Value.Name + " answers for " + c.Name})
		}
	}
	return related
}
