package rules

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// evidenceUnclear speaks of alerts of which it is not known whether there is a rule, or whether it
// reaches people, although the files that could tell were read.
var evidenceUnclear = &analysis.Rule{
	ID: "evidence-unclear", Title: "alert that the evidence neither proves nor refutes",
	Group: groupTrue, Level: diag.Note, Page: page("evidence-unclear"),
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, c := range p.Report.Claims {
			doubt, is := c.Doubt()
			if !is {
				continue
			}
			d := doubted(p.Report, answers, c, doubt)
			d.Gap = diag.GapDrawing
			p.Say(d)
		}
	},
}

// doubted says what is not known of a claim, and what would make it known.
func doubted(r *analysis.Report, answers answers, c *evidence.Claim, doubt evidence.Step) diag.Diagnostic {
	var d diag.Diagnostic
	switch {
	case !c.Alert.Name.Given():
		d = answers.monitor(c.Monitor, "its alert has no name by which a rule could be found")
		d.Span, d.Mend = c.Alert.Span, "name: and the name of its rule"
	case len(c.Rules) > 1:
		d = answers.ofAlert(c.Monitor, c.Alert, "%d rules have that name, and it does not say which", len(c.Rules))
		d.Mend = naming("name: %s", c.Choice(), "give each of the rules a name of its own")
		for _, rule := range c.Rules[:2] {
			d.Related = append(d.Related, diag.Related{Span: rule.Span, Message: "there is " + rule.Name})
		}
	case c.Rule() == nil:
		d = explained(answers.ofAlert(c.Monitor, c.Alert, "it is not known whether it has a rule"), doubt)
		d.Mend = "name as evidence what can be read: what the template gives, or the file of the rule"
	default:
		whether := "whether it reaches people"
		if c.Beats() {
			whether = "whether anything misses it"
		}
		d = explained(answers.ofAlert(c.Monitor, c.Alert, "it is not known %s", whether), doubt)
		d.Mend = "give the rule the labels that the routes ask for, and name receivers that can be read"
		if !reads(r, model.EvidencePrometheusConfig) && c.Rule().Kind != model.EvidenceGrafana {
			d.Mend = fmt.Sprintf("name the server's configuration too, which says what labels it adds: evidence: {%s: FILE}", model.EvidencePrometheusConfig)
		}
	}
	return d
}

// explained adds why something is not known, and where that is read.
func explained(d diag.Diagnostic, doubt evidence.Step) diag.Diagnostic {
	if doubt.At.IsZero() {
		return d
	}
	if d = because(d, doubt.Why, doubt.At); len(d.Related) == 0 {
		d.Related = shownAt(doubt.At, "here")
	}
	return d
}

// reads tells whether a file of some kind was read.
func reads(r *analysis.Report, kind model.EvidenceKind) bool {
	return slices.ContainsFunc(r.Evidence, func(f model.EvidenceFile) bool { return f.Kind == kind })
}
