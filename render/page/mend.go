package page

import (
	"strings"

	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/render"
)

// A mend is what a diagnostic offers.
type mend struct {
	Text string
	YAML bool // it is lines of a drawing, to be pasted
}

func mendOf(d *diag.Diagnostic) mend { return mend{d.Mend, render.Pasted(d.Mend, d.Arrow)} }

// A remedy is what the diagnostics of one arrow offer, put together: lines for the drawing, as one
// piece, and what has to be done elsewhere.
type remedy struct {
	YAML   string
	Others []other
}

// An other is a mend that is not lines for the arrow or for monitors of its own: advice in words, or
// lines for a monitor that is there already.
type other struct {
	About string // what is wrong, a sentence
	mend
}

// underArrow are the keys of mends that stand under an arrow.
var underArrow = map[string]bool{
	"experts": true, "exercised": true, "if-down": true, "monitors": true, "owner": true, "reviewed": true, "runbook": true,
	"timeout": true, "traffic": true,
}

// elsewhere tells lines that belong under neither the arrow nor the monitors, but under something that the
// message names: an alert, a team.
func elsewhere(m mend, arrow string) bool {
	head, value, _ := strings.Cut(m.Text, ": ")
	return m.YAML && !underArrow[head] && !strings.HasPrefix(m.Text, arrow+": ") && !strings.Contains(value, "watches: [")
}

// remedyOf puts the mends of an arrow together. Of two that give the same key the first is taken: it
// is that of the worse diagnostic.
func remedyOf(name string, ds []*diag.Diagnostic) remedy {
	var out remedy
	var under, monitors []string
	whole := ""
	taken := map[string]bool{}
	for _, d := range ds {
		m := mendOf(d)
		if m.Text == "" {
			continue
		}
		head, value, _ := strings.Cut(m.Text, ": ")
		switch {
		case !m.YAML, elsewhere(m, name):
			if !taken[m.Text] {
				out.Others = append(out.Others, other{render.Sentence(about(d)), m})
			}
			taken[m.Text] = true
		case taken[head]:
		case strings.HasPrefix(m.Text, name+": "):
			whole = m.Text[len(name)+2:]
			taken[head] = true
		case strings.Contains(value, "watches: ["):
			monitors = append(monitors, m.Text)
			taken[head] = true
		default:
			under = append(under, m.Text)
			taken[head] = true
		}
	}
	out.YAML = drawing(name, whole, under, monitors)
	return out
}

// drawing writes lines of a drawing: what stands under an arrow, or all that is stated of it, and
// monitors.
func drawing(name, whole string, under, monitors []string) string {
	var b strings.Builder
	if whole != "" || len(under) > 0 {
		b.WriteString("arrows:\n  " + paste.Name(name) + ":")
		if whole != "" {
			b.WriteString(" " + whole)
		}
		b.WriteString("\n")
	}
	if whole == "" {
		for _, line := range under {
			b.WriteString("    " + strings.ReplaceAll(line, "\n", "\n    ") + "\n")
		}
	}
	if len(monitors) > 0 {
		b.WriteString("monitors:\n")
		for _, line := range monitors {
			b.WriteString("  " + strings.ReplaceAll(line, "\n", "\n  ") + "\n")
		}
	}
	return b.String()
}

// about is the message of a diagnostic without the name of its arrow, for where the name stands
// already.
func about(d *diag.Diagnostic) string {
	if d.Arrow == "" {
		return d.Message
	}
	return strings.TrimPrefix(d.Message, d.Arrow+": ")
}
