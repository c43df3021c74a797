package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// answers finds the answer of an arrow by its ID; nil for arrows that are not judged.
type answers []*analysis.Answer

func answersOf(r *analysis.Report) answers {
	all := make(answers, len(r.System.Arrows))
	for _, x := range r.Answers {
		all[x.Arrow.ID] = x
	}
	return all
}

// of is the answer of the one arrow that the monitor watches, or nil if it watches none, several,
// or something else besides.
func (all answers) of(m *model.Monitor) *analysis.Answer {
	if len(m.Arrows) == 1 && len(m.Components) == 0 && len(m.Journeys) == 0 {
		return all[m.Arrows[0].ID]
	}
	return nil
}

// monitor begins a diagnostic about a monitor. It speaks of the one thing that the monitor watches,
// so that it can be found and waived there.
func (all answers) monitor(m *model.Monitor, said string) diag.Diagnostic {
	said = m.String() + ": " + said
	if x := all.of(m); x != nil {
		d := x.About("%s", said)
		d.Span, d.Subject = m.Span, m.Name
		return d
	}
	return diag.Diagnostic{Span: m.Span, Subject: subjectOf(m), Message: said}
}

// subjectOf is the one journey or component that a monitor watches, or the monitor itself.
func subjectOf(m *model.Monitor) string {
	switch {
	case len(m.Journeys) == 1 && len(m.Arrows)+len(m.Components) == 0:
		return m.Journeys[0].Name
	case len(m.Components) == 1 && len(m.Arrows)+len(m.Journeys) == 0:
		return m.Components[0].Name
	}
	return m.Name
}
