package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// noticeSilent speaks of arrows without which a journey breaks while nobody is told, neither of the
// arrow nor of anything it takes down. It is said instead of arrow-no-monitor and arrow-no-alert,
// which would say a part of the same.
var noticeSilent = &analysis.Rule{
	ID: "notice-silent", Title: "a journey breaks and nobody is told",
	Group: groupKnow, Level: diag.Error, Page: page("notice-silent"),
	Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			if !breaksInSilence(x) {
				continue
			}
			said := breaks(x) + " and nobody is told, " + untold(x)
			p.Say(unnoticed(p, x, missing(x, known(x), said, said)))
		}
	},
}

// unnoticed adds to what is said of an arrow where the news would come from, and how to mend that it
// does not come.
func unnoticed(p *analysis.Pass, x *analysis.Answer, d diag.Diagnostic) diag.Diagnostic {
	monitors := x.Seeing
	switch {
	case len(monitors) == 0:
		d.Related = append(d.Related, aside(x)...)
		d = mendByMonitor(p, x, d)
	case len(x.Alerts()) == 0:
		d.Related = append(d.Related, unalerted(x, monitors)...)
		d.Mend = paste.Alert(x, monitorAlert(x, monitors[0]))
	case len(blinded(x)) > 0:
		d.Related = append(d.Related, blinded(x)...)
		d.Mend = "send the news another way than through what goes down, or let a second monitor see it from elsewhere"
	default:
		if fault, place := downUnseen(x); fault != "" {
			d.Related = append(d.Related, diag.Related{Span: place, Message: fault})
		}
		d.Mend = monitorOfMode(x, model.ModeDown)
	}
	return d
}

// downUnseen is why the rule of the alert that should tell that the arrow is down does not, as the
// evidence shows, and the place of the rule.
func downUnseen(x *analysis.Answer) (why string, at diag.Span) {
	for _, m := range x.Modes {
		if m.Mode != model.ModeDown || m.Proof == nil {
			continue
		}
		if step := m.Proof.Ladder[evidence.Effective]; step.Verdict == evidence.Refuted {
			return m.Proof.Alert.String() + ": " + step.Why, step.At
		}
	}
	return "", diag.Span{}
}

// breaksInSilence tells whether a journey breaks without the arrow and nobody is told. Where the
// arrow has an alert that reaches nobody, the rules about alerts and teams say so.
func breaksInSilence(x *analysis.Answer) bool {
	return !stands(x) && x.IfDown.Worst == propagation.Broken && unheard(x)
}

// saidBySilence tells whether notice-silent says of the arrow what a weaker rule would.
func saidBySilence(p *analysis.Pass, x *analysis.Answer) bool {
	return breaksInSilence(x) && p.Asks("notice-silent")
}

// untold says why nobody is told.
func untold(x *analysis.Answer) string {
	monitors := x.Seeing
	switch {
	case len(monitors) == 0:
		return unmeasured(x)
	case len(x.Alerts()) > 0:
		for _, w := range x.Watches {
			if w.Where == analysis.AtArrow && w.Blind != nil {
				return w.Monitor.String() + " is blind without " + w.Blind.Name
			}
		}
		return "no monitor sees it go down"
	case mute(monitors):
		return "no alert on " + listed(monitors) + ", on purpose"
	}
	return "no alert on " + listed(monitors)
}

// known tells whether the drawing states why nobody is told, and does not just say nothing.
func known(x *analysis.Answer) bool {
	monitors := x.Seeing
	if len(monitors) == 0 {
		return unmonitored(x)
	}
	return len(x.Alerts()) > 0 || mute(monitors)
}

// blinded points at the ways of the news that the failure cuts.
func blinded(x *analysis.Answer) []diag.Related {
	var related []diag.Related
	for _, w := range x.Watches {
		if w.Where == analysis.AtArrow && w.Blind != nil {
			related = append(related, diag.Related{Span: w.Monitor.Through.Span, Message: w.Blind.Name + " goes down with the arrow"})
		}
	}
	return related[:min(2, len(related))]
}
