package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// evidenceRouteIdle speaks of the parts of the routing of alerts that do nothing, once each. They stand
// in other files, so each is placed where the drawing names these.
var evidenceRouteIdle = &analysis.Rule{
	ID: "evidence-route-idle", Title: "part of the routing of alerts that does nothing",
	Group: groupTrue, Level: diag.Note, Page: page("evidence-route-idle"),
	Run: func(p *analysis.Pass) {
		for _, u := range p.Report.Unused {
			d := diag.Diagnostic{Span: placeOfKind(p.Report.System, u.Kind), Gap: diag.GapSystem}
			d.Related = shownAt(u.At, "the "+u.Part.String())
			switch what := brief(u.Name); {
			case u.Part == evidence.PartReceiver:
				d.Message = "no route leads to receiver " + what
				d.Mend = "give it a route, or delete it"
			case u.Part == evidence.PartInhibition:
				d.Message = "no rule raises what an inhibition waits for, " + what
				d.Mend = "correct its source, or delete it"
			case u.By.IsZero():
				d.Message = "no alert takes the route for " + what + ": its matchers contradict each other"
				d.Mend = "correct its matchers, or those of the route above it"
			default:
				d.Message = "no alert takes the route for " + what + ": one before it takes them all"
				d.Related = append(d.Related, shownAt(u.By, "takes them all")...)
				d.Mend = "put it first, or say continue: true in the one before it"
			}
			p.Say(d)
		}
	},
}

// brief shortens what has no bounds, such as a regular expression, and says so where there is nothing.
func brief(text string) string {
	const most = 36
	switch runes := []rune(text); {
	case len(runes) == 0:
		return "any alert"
	case len(runes) > most:
		return string(runes[:most-1]) + "…"
	}
	return text
}

// placeOfKind is where the drawing names its evidence of a kind, or its own name where that is named
// elsewhere.
func placeOfKind(s *model.System, kind model.EvidenceKind) diag.Span {
	for _, source := range s.Evidence {
		if source.Kind == kind && len(source.Paths) > 0 {
			return source.Paths[0].Span
		}
	}
	return s.Name.Span
}
