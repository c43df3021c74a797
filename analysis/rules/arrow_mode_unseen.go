package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model/diag"
)

// arrowModeUnseen speaks of arrows that have an alert, and that can fail in a way of which nobody is
// told. Where nobody is told of the arrow at all, weightier rules say so; where an alert that should
// tell of the mode is wrong, the rules about alerts do.
var arrowModeUnseen = &analysis.Rule{
	ID: "arrow-mode-unseen", Title: "failure mode of which nobody is told",
	Group: groupKnow, Level: diag.Note, Page: page("arrow-mode-unseen"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if stands(x) || breaksInSilence(x) || unbacked(x) || x.Cells.Alert.Missing() {
				continue
			}
			unseen := unseenModes(x)
			if len(unseen) == 0 {
				continue
			}
			worst := slices.MaxFunc(unseen, func(a, b *analysis.ModeAnswer) int { return int(a.Worst) - int(b.Worst) })
			d := x.About("nobody is told of %s", modesOf(unseen))
			d.Subject, d.Gap = worst.Mode.String(), diag.GapDrawing
			d.Related = blanks(worst)
			if x.Arrow.Asked.Given() {
				d.Related = append(d.Related, diag.Related{Span: x.Arrow.Asked.Span, Message: "the modes that are asked of it"})
			}
			d.Mend = monitorOfMode(x, worst.Mode)
			if len(worst.Sees) > 0 && worst.Proof == nil {
				d.Mend = paste.Alert(x, paste.AlertName(x.Arrow, worst.Mode))
			}
			p.Say(d)
		}
	},
}

// unseenModes lists the modes of which nobody is told because no monitor on the arrow sees them, none
// that does has an alert, or the rule of its alert is blind to just this mode.
func unseenModes(x *analysis.Answer) []*analysis.ModeAnswer {
	var unseen []*analysis.ModeAnswer
	for i := range x.Modes {
		m := &x.Modes[i]
		if m.Notice.When == analysis.Never && (m.Proof == nil || blindTo(x, m.Proof)) {
			unseen = append(unseen, m)
		}
	}
	return unseen
}

// blindTo tells whether an alert that sees some modes of the arrow does not see the one that the
// proof is about.
func blindTo(x *analysis.Answer, proof *analysis.Proof) bool {
	rung, refuted := proof.Ladder.Fault()
	return refuted && rung == evidence.Effective &&
		!slices.ContainsFunc(x.Refuted, func(r analysis.Refutal) bool { return r.Alert == proof.Alert })
}

// modesOf is "mode slow", "modes silent and slow", "modes silent, slow, errors and 3 more".
func modesOf(modes []*analysis.ModeAnswer) string {
	names := make([]string, len(modes))
	for i, m := range modes {
		names[i] = m.Mode.String()
	}
	const most = 4
	switch last := len(names) - 1; {
	case last == 0:
		return "mode " + names[0]
	case last < most:
		return "modes " + strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return fmt.Sprintf("modes %s and %d more", strings.Join(names[:most-1], ", "), len(names)-most+1)
}

// blanks says of up to two monitors on the arrow why they do not tell of the mode.
func blanks(m *analysis.ModeAnswer) []diag.Related {
	var related []diag.Related
	if m.Proof != nil {
		step := m.Proof.Ladder[evidence.Effective]
		related = append(related, diag.Related{Span: step.At, Message: m.Mode.String() + ": " + step.Why})
	}
	for _, monitor := range m.Sees {
		if len(monitor.Alerts.Value) == 0 {
			related = append(related, diag.Related{Span: measuring(monitor), Message: m.Mode.String() + ": it shows here, and has no alert"})
		}
	}
	for _, u := range m.Blank {
		related = append(related, diag.Related{Span: measuring(u.Monitor), Message: m.Mode.String() + ": " + u.Why})
	}
	return related[:min(2, len(related))]
}
