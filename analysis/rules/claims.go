package rules

import (
	"fmt"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// ofAlert begins a diagnostic about an alert, whatever it tells of, placed where the drawing names it.
// It speaks of the one thing that the alert's monitor watches, so that it can be waived there.
func (all answers) ofAlert(m *model.Monitor, alert *model.Alert, format string, args ...any) diag.Diagnostic {
	said := "alert " + alert.String() + ": " + fmt.Sprintf(format, args...)
	d := diag.Diagnostic{Message: m.String() + ": " + said, Subject: subjectOf(m)}
	if x := all.of(m); x != nil {
		d = x.About("%s", said)
		d.Subject = alert.Name.Value
	}
	d.Span, d.Gap = placeOf(alert), diag.GapSystem
	return d
}

// placeOf is where the drawing names an alert.
func placeOf(alert *model.Alert) diag.Span {
	if alert.Name.Given() {
		return alert.Name.Span
	}
	return alert.Span
}

// shownAt points at what the evidence has at a place, if it has one.
func shownAt(at diag.Span, says string) []diag.Related {
	if at.IsZero() {
		return nil
	}
	return []diag.Related{{Span: at, Message: says}}
}

// claimsBy finds the claim of each alert.
func claimsBy(r *analysis.Report) map[*model.Alert]*evidence.Claim {
	all := make(map[*model.Alert]*evidence.Claim, len(r.Claims))
	for _, c := range r.Claims {
		all[c.Alert] = c
	}
	return all
}
