package suggest

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// Prometheus writes the alerts of a plan as a rule file, a group for each arrow.
func Prometheus(out io.Writer, p *Plan) error {
	var w scribe
	fresh, defined := p.undefined()
	w.rulesHead(p, fresh, defined)
	if len(fresh) == 0 {
		w.line("groups: []")
	} else {
		w.line("groups:")
	}
	group := ""
	for _, s := range fresh {
		if name := s.group(); name != group {
			group = name
			w.line("  - name: " + quoted(name))
			w.line("    rules:")
		}
		w.rule(s)
	}
	_, err := io.WriteString(out, w.String())
	return err
}

// undefined tells the alerts that are to be defined from those that the evidence has already. All of a
// group are together: where one is about something that had its group before, it joins it.
func (p *Plan) undefined() (fresh, defined []*Suggestion) {
	groups := map[string][]*Suggestion{}
	var order []string
	for _, s := range p.Suggestions {
		if s.Defined != nil {
			defined = append(defined, s)
			continue
		}
		name := s.group()
		if groups[name] == nil {
			order = append(order, name)
		}
		groups[name] = append(groups[name], s)
	}
	for _, name := range order {
		fresh = append(fresh, groups[name]...)
	}
	return fresh, defined
}

// group is the name of the group: who is told, and what of.
func (s *Suggestion) group() string {
	return cmp.Or(s.Told, "nobody") + ": " + s.subject()
}

func (w *scribe) rulesHead(p *Plan, fresh, defined []*Suggestion) {
	w.comment("", "Alerts that are missing in "+p.System.Name.Or("the drawing")+", most harmful first, suggested by linewalk.")
	if len(fresh) == 0 {
		w.comment("", "None is.")
	}
	if fresh := invent(fresh); fresh > 0 {
		w.comment("", fmt.Sprintf("Before they are of any use: %d of %d expressions read metrics whose names begin with %s. "+
			"Nothing emits them; put your own in their place.", fresh, len(p.Suggestions)-len(defined), placeholder))
	}
	if slices.ContainsFunc(fresh, func(s *Suggestion) bool { return s.reads(typical) }) {
		w.comment("", "Metrics marked typical are common, and not known to exist here.")
	}
	if slices.ContainsFunc(fresh, func(s *Suggestion) bool { return s.guessesLabels() }) {
		w.comment("", "Values of labels such as job, client and server are the names of components: see whether yours are.")
	}
	for _, s := range defined {
		w.comment("", s.Rule.Name+" ("+s.subject()+") is defined already, at "+s.Defined.Span.String()+".")
	}
	w.leftOut(p)
}

// leftOut says what is missing and not suggested.
func (w *scribe) leftOut(p *Plan) {
	for _, m := range p.Left {
		w.comment("", "Not asked for: mode "+m.String()+" ("+m.Is()+"); linewalk suggest --mode "+m.String()+" does.")
	}
	for _, m := range p.Mute {
		w.comment("", m.text())
	}
	for _, u := range p.Unseen {
		w.comment("", u.Arrow.Name()+": nothing that can be measured there sees mode "+u.Mode.String()+".")
	}
}

// text says which alerts are there, reach nobody, and why.
func (m Mute) text() string {
	names := make([]string, len(m.Alerts))
	for i, alert := range m.Alerts {
		names[i] = alert.String()
	}
	text := m.Arrow.Name() + ", " + series(modeNames(m.Modes)) + ": " + series(names) + " would tell, and reach"
	if len(names) == 1 {
		text += "es"
	}
	text += " nobody: " + m.Why + "."
	if len(m.Labels) > 0 {
		text += " With these labels it would: " + labelText(m.Labels) + "."
	}
	return text
}

// invent counts the suggestions with placeholders.
func invent(all []*Suggestion) int {
	n := 0
	for _, s := range all {
		if s.reads(invented) {
			n++
		}
	}
	return n
}

func (s *Suggestion) reads(o origin) bool {
	return slices.ContainsFunc(s.Sources, func(src source) bool { return src.origin == o })
}

// guessesLabels tells whether the values of labels are taken from the drawing.
func (s *Suggestion) guessesLabels() bool {
	return slices.ContainsFunc(s.Sources, func(src source) bool { return src.origin != invented && src.labels != "" })
}

func (w *scribe) rule(s *Suggestion) {
	const indent = "      "
	w.line("")
	w.why(indent, s)
	w.line(indent + "- alert: " + scalar(s.Rule.Name))
	if strings.Contains(s.Rule.Expr, "\n") {
		w.line(indent + "  expr: |-")
		for l := range strings.SplitSeq(s.Rule.Expr, "\n") {
			w.line(indent + "    " + l)
		}
	} else {
		w.line(indent + "  expr: " + expression(s.Rule.Expr))
	}
	if s.Rule.For > 0 {
		w.line(indent + "  for: " + model.FormatDuration(s.Rule.For))
	}
	w.line(indent + "  labels:")
	for _, l := range s.Rule.Labels {
		w.line(indent + "    " + scalar(l.Name) + ": " + scalar(inert(l.Value)))
	}
	w.line(indent + "  annotations:")
	w.line(indent + "    summary: " + quoted(inert(visible(s.summary()))))
	w.line(indent + "    runbook_url: " + quoted(inert(visible(s.runbook()))))
}

// expression writes PromQL on a line of its own. It is quoted where YAML would read it as more than
// text.
func expression(expr string) string {
	if strings.ContainsAny(expr, "#\\'\"{}") || strings.Contains(expr, ": ") {
		return "'" + strings.ReplaceAll(expr, "'", "''") + "'"
	}
	return expr
}

// why says what the alert is for, and what to heed.
func (w *scribe) why(indent string, s *Suggestion) {
	w.comment(indent, s.about()+": "+s.purpose())
	for _, said := range origins(s.Sources) {
		w.item(indent, said)
	}
	for _, n := range s.notes() {
		w.item(indent, n)
	}
}

// origins says where metrics are from, one phrase for all of a place.
func origins(sources []source) []string {
	var all []string
	names := map[string][]string{}
	for _, src := range sources {
		if names[src.where] == nil {
			all = append(all, src.where)
		}
		if !slices.Contains(names[src.where], src.name) {
			names[src.where] = append(names[src.where], src.name)
		}
	}
	for i, where := range all {
		all[i] = series(names[where]) + ": " + where
	}
	return all
}

// about names what the alert is about, and the modes that it tells of.
func (s *Suggestion) about() string {
	switch {
	case s.journey() != nil, s.component() != nil:
		return s.subject()
	case len(s.Modes) == 0:
		return s.subject() + ", in no mode that is asked"
	}
	return s.subject() + ", " + series(modeNames(s.Modes))
}

func modeNames(modes []model.Mode) []string {
	names := make([]string, len(modes))
	for i, m := range modes {
		names[i] = m.String()
	}
	return names
}

// series is "down", "down and silent", "down, silent and stale".
func series(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// purpose says why the alert is suggested.
func (s *Suggestion) purpose() string {
	if s.Stated {
		return "the drawing states this alert, and no rule has its name."
	}
	return "nobody is told."
}

// notes are what to heed, with how soon somebody is told.
func (s *Suggestion) notes() []string {
	all := slices.Clone(s.Notes)
	if s.Lead == model.ModeExpired || s.Delay.Most == 0 {
		return all
	}
	told := "told within " + model.FormatDuration(s.Delay.Most)
	switch {
	case s.Untimed:
		all = append(all, told+" once the threshold is passed")
	case s.Late():
		if s.Delay.Parts != "" {
			told += " (" + s.Delay.Parts + ")"
		}
		all = append(all, told+", which is too late: "+s.promise())
	case s.Within != nil:
		all = append(all, told+", in time: "+s.promise())
	}
	return all
}

func (s *Suggestion) promise() string {
	j := s.Within.Journey
	text := "journey " + j.Journey.Name + " suffers after " + model.FormatDuration(j.Hurt())
	if j.Hurt() == 0 {
		text = "journey " + j.Journey.Name + " suffers at once"
	}
	if j.Journey.NoticeWithin.Given() {
		return text + " and promises notice within " + model.FormatDuration(j.Journey.NoticeWithin.Value)
	}
	return text + ", and its users would tell after " + model.FormatDuration(s.By-j.Hurt())
}

// summary says in the words of the drawing what breaks.
func (s *Suggestion) summary() string {
	if j := s.journey(); j != nil {
		return strings.TrimSuffix("journey "+j.Name+" does not give what it should: "+j.Description.Value, ": ")
	}
	if c := s.component(); c != nil {
		return c.Name + " is not well"
	}
	text := s.subject() + " " + s.Lead.Is()
	if s.Lead == model.ModeExpired {
		text = s.subject() + " ends soon: certificate, credential, token or contract"
	}
	switch line := s.Answer.IfDown.Line; {
	case line == "":
		return text
	case s.Lead == model.ModeDown:
		return text + "; " + line
	default:
		return text + "; if it is down, " + line
	}
}

// runbook is where it says what to do: as the drawing has it, or where it could stand.
func (s *Suggestion) runbook() string {
	stub := func(name string) string { return "docs/runbooks/" + cmp.Or(slug(name), mark(name)) + ".md" }
	if j := s.journey(); j != nil {
		return stub(j.Name)
	}
	if c := s.component(); c != nil {
		return cmp.Or(c.Runbook.Value, stub(c.Name))
	}
	a := s.Answer.Arrow
	return cmp.Or(a.Runbook.Value, a.ProviderComponent().Runbook.Value, a.DependentComponent().Runbook.Value, stub(a.Name()))
}
