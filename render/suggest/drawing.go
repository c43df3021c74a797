package suggest

import (
	"io"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// Drawing writes the monitors of a plan as lines of the drawing. They are a drawing of their own that
// is merged with the other: it can be included, given as another file, or pasted. Monitors say
// themselves what they watch. An arrow that listed them would lose those that `defaults` give it.
func Drawing(out io.Writer, p *Plan) error {
	var w scribe
	added := p.added()
	w.comment("", "Monitors and alerts that are missing in "+p.System.Name.Or("the drawing")+", most harmful first, suggested by linewalk.")
	if len(added) == 0 {
		w.comment("", "None is.")
		w.leftOut(p)
		w.line("linewalk: 1")
		_, err := io.WriteString(out, w.String())
		return err
	}
	w.comment("", "Include this file, give it besides the drawing, or paste the lines below `monitors` there.")
	w.leftOut(p)
	w.line("linewalk: 1")
	w.line("monitors:")
	names := monitorNames(p.System)
	for _, s := range added {
		w.monitor(s, names)
	}
	_, err := io.WriteString(out, w.String())
	return err
}

func monitorNames(s *model.System) map[string]bool {
	taken := map[string]bool{}
	for _, m := range s.Monitors {
		taken[m.Name] = true
	}
	return taken
}

func (w *scribe) monitor(s *Suggestion, taken map[string]bool) {
	const indent = "  "
	a := s.Answer.Arrow
	name := hyphened(s.Alert.Name.Value)
	if name == "" || taken[name] {
		name += "-" + mark(a.Name())
	}
	taken[name] = true
	w.line("")
	w.comment(indent, s.about()+": "+s.purpose())
	for _, m := range s.Answer.Seeing {
		if m.Signal.Value == s.Monitor.Signal.Value && len(m.Alerts.Value) == 0 {
			w.item(indent, m.String()+" measures it and has no alert: the alert could stand there")
			break
		}
	}
	for _, n := range s.notes() {
		w.item(indent, n)
	}
	w.line(indent + scalar(name) + ":")
	w.line(indent + "  signal: " + s.Monitor.Signal.Value.String())
	w.line(indent + "  at: " + s.Monitor.At.Value.String())
	w.line(indent + "  watches: [" + scalar(a.Name()) + "]")
	w.line(indent + "  alert: {" + strings.Join([]string{
		"name: " + scalar(s.Alert.Name.Value), "after: " + model.FormatDuration(s.Alert.After.Value),
		"tells: " + scalar(s.Told), "how: " + s.Alert.How.Value.String(),
	}, ", ") + "}")
}

// hyphened is the name of an alert as that of a monitor: CheckoutFails gives checkout-fails.
func hyphened(name string) string {
	var b strings.Builder
	for i, r := range name {
		if 'A' <= r && r <= 'Z' {
			if i > 0 {
				b.WriteByte('-')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
