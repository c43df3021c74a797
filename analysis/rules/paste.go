package rules

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// naming writes a name into text to paste, or says in words what to do where there is no name.
func naming(format, name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return fmt.Sprintf(format, paste.Name(name))
}

// monitorFor is the monitor to write under an arrow that has none: one that sees the first mode that
// is asked of it, which is down unless the drawing drops that.
func monitorFor(x *analysis.Answer) string {
	mode := model.ModeDown
	if len(x.Modes) > 0 {
		mode = x.Modes[0].Mode
	}
	return "monitors: [" + paste.Monitor(x, mode) + "]"
}

// mendUnder has a diagnostic propose a line to write under its arrow. Where the drawing leaves no
// doubt about the place, and the line no name to fill in, it says where that is.
func mendUnder(p *analysis.Pass, d diag.Diagnostic, line string) diag.Diagnostic {
	d.Mend = line
	if text, shown := p.Report.Sources[d.Span.File]; shown && !strings.Contains(line, paste.ToFillIn) {
		d.Fix = paste.Under(text, d.Span, line)
	}
	return d
}

// mendByMonitor has a diagnostic propose a monitor for its arrow, under the arrow unless something is
// stated there about monitors already.
func mendByMonitor(p *analysis.Pass, x *analysis.Answer, d diag.Diagnostic) diag.Diagnostic {
	d = mendUnder(p, d, monitorFor(x))
	if x.Arrow.Monitors.Given() {
		d.Fix = nil
	}
	return d
}

// mendByOwner does the same with the name of an owner, if there is one to propose.
func mendByOwner(p *analysis.Pass, x *analysis.Answer, d diag.Diagnostic, owner string) diag.Diagnostic {
	if owner == "" {
		d.Mend = "name who answers for it, under owner"
		return d
	}
	d = mendUnder(p, d, "owner: "+paste.Name(owner))
	if x.Arrow.Owner.Given() {
		d.Fix = nil
	}
	return d
}

// monitorOfMode is a monitor to add under monitors, for a mode of an arrow that has some already.
func monitorOfMode(x *analysis.Answer, mode model.Mode) string {
	a := x.Arrow
	name := paste.FileName(a.From.Name + "-" + a.To.Name + "-" + a.Qualifier + "-" + mode.String())
	return fmt.Sprintf("%s: {%s, watches: [%s], %s}", paste.Name(name), paste.Watching(a, mode), paste.Name(a.Name()),
		paste.Alert(x, paste.AlertName(a, mode)))
}

// named tells whether the party is somebody.
func named(p model.Party) bool { return p.Name != "" && !p.Nobody && !p.Owner }

// monitorAlert is a name for an alert on the monitor: orders-up gives OrdersDown.
func monitorAlert(x *analysis.Answer, m *model.Monitor) string {
	if m.Name == "" {
		return paste.AlertName(x.Arrow, model.ModeDown)
	}
	if what, ok := strings.CutSuffix(m.Name, "-up"); ok {
		return paste.Camel(what) + "Down"
	}
	return paste.Camel(m.Name) + "Bad"
}
