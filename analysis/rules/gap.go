package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// missing begins a diagnostic about something that an arrow lacks. Where it is stated that there is
// none, the gap is one of the system and the words are those of known; otherwise nothing is stated,
// and the gap is one of the drawing.
func missing(x *analysis.Answer, none bool, unstated, known string) diag.Diagnostic {
	said, gap := unstated, diag.GapDrawing
	if none {
		said, gap = known, diag.GapSystem
	}
	d := x.About("%s", said)
	d.Gap = gap
	return d
}

// onPurpose points at the place that states that there is none.
func onPurpose(at diag.Span) []diag.Related {
	return []diag.Related{{Span: at, Message: "none, on purpose"}}
}
