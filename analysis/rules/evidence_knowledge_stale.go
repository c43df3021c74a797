package rules

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// evidenceKnowledgeStale speaks of experts who are stated and of whom git has no sign for a year and a
// half, or none at all. Who knows a thing without being stated is named as who could be.
var evidenceKnowledgeStale = &analysis.Rule{
	ID: "evidence-knowledge-stale", Title: "expert who has not touched the code for long",
	Group: groupTrue, Level: diag.Warning, Page: page("evidence-knowledge-stale"),
	Run: func(p *analysis.Pass) {
		for _, l := range p.Report.Learned {
			retired := l.Arrow != nil && !l.Arrow.Judged()
			if l.Experts == nil || l.Runbook != "" || l.Experts.Unknown.Blocks() || retired {
				continue
			}
			for _, who := range l.Stated {
				if why := faded(l.Experts, who); why != "" {
					p.Say(stale(p, l, who, why))
				}
			}
		}
	},
}

// faded is why git does not bear out that somebody knows a thing; empty where it does.
func faded(e *knowledge.Experts, who *model.Person) string {
	for _, x := range e.People {
		if x.Person == who {
			if x.Stale {
				return "whose last commit was on " + x.Last.String()
			}
			return ""
		}
	}
	return "who is not among those who wrote most of it"
}

func stale(p *analysis.Pass, l analysis.Learned, who *model.Person, why string) diag.Diagnostic {
	said := "an expert is " + who.Name + ", " + why
	var d diag.Diagnostic
	if l.Arrow != nil {
		d = p.Report.Answer(l.Arrow).About("%s", said)
		d.Span, d.Subject = l.Arrow.Experts.Span, who.Name
	} else {
		d = diag.Diagnostic{Span: l.Component.Experts.Span, Subject: l.Component.Name, Message: l.Component.Name + ": " + said}
	}
	d.Gap = diag.GapSystem
	d.Mend = "let " + who.Name + " work on it again, or name who knows it now"
	if others := l.Experts.Against(l.Stated).Measured; len(others) > 0 {
		names := make([]string, len(others))
		for i, x := range others {
			names[i] = x.Name
		}
		d.Mend += ": " + listedNames(names)
	}
	return d
}

func listedNames(names []string) string {
	const few = 3
	if len(names) > few {
		names = append(slices.Clone(names[:few]), fmt.Sprintf("%d more", len(names)-few))
	}
	all := make([]word, len(names))
	for i, n := range names {
		all[i] = word(n)
	}
	return listed(all)
}

type word string

func (w word) String() string { return string(w) }
