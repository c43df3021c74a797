package meeting

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render"
)

// A Command is what can be said to every question besides an answer.
type Command struct{ Short, Word, Does string }

// Commands lists the commands.
func Commands() []Command {
	return []Command{
		{"k", "nobody knows", "record that nobody here knows"},
		{"s", "skip", "skip the question"},
		{"ss", "skip arrow", "skip the arrow"},
		{".", "as before", "say what was last said to this question"},
		{"..", "all as before", "say to each question of the arrow what was last said to it"},
		{"<", "back", "ask the question before again"},
		{"u", "undo", "take the last written answer back"},
		{"note TEXT", "", "write a note to the arrow"},
		{"?", "why", "why this is asked, and how to answer"},
		{"h", "help", "what each of these does"},
		{"q", "quit", "end the meeting, with its minutes"},
	}
}

// commandHelp says what each command does, a line each.
func commandHelp() []string {
	var all []string
	for _, c := range Commands() {
		name := c.Short
		if c.Word != "" {
			name += ", " + c.Word
		}
		all = append(all, name+": "+c.Does)
	}
	return all
}

// isCommand tells whether a line is one of some words, in any case.
func isCommand(line string, words ...string) bool {
	return slices.Contains(words, strings.ToLower(strings.Join(strings.Fields(line), " ")))
}

// command does what a line asks for if it is a command.
func (m *Meeting) command(line string) (Reply, bool) {
	text, noted := cutNote(line)
	switch {
	case noted:
		return m.remark(text), true
	case isCommand(line, "?", "why"):
		return Reply{Said: m.Question().Help}, true
	case isCommand(line, "h", "help"):
		return Reply{Said: commandHelp()}, true
	case isCommand(line, "u", "undo"):
		return m.undo(), true
	case isCommand(line, "<", "back"):
		return m.back(), true
	case isCommand(line, ".", "as before"):
		return m.asBefore(), true
	case isCommand(line, "..", "all as before"):
		return m.allAsBefore(), true
	case isCommand(line, "ss", "skip arrow"):
		return m.skipArrow(), true
	case isCommand(line, "s", "skip"):
		return m.skip(), true
	case isCommand(line, "k", "nobody knows", "unknown") && m.aside == nil:
		return m.nobodyKnows(), true
	}
	return Reply{}, false
}

// cutNote is the text of a note.
func cutNote(line string) (string, bool) {
	if isCommand(line, "note") {
		return "", true
	}
	word, text, found := strings.Cut(line, " ")
	if !found || strings.TrimSuffix(strings.ToLower(word), ":") != "note" {
		return "", false
	}
	return strings.TrimSpace(text), true
}

// pass goes on to the next question.
func (m *Meeting) pass() {
	m.aside = nil
	m.at.passed[m.stage] = true
	m.trail = append(m.trail, mark{m.at.arrow, m.stage})
	m.move()
}

// skip leaves the question at hand. Whoever does not say whether an arrow is real need not say more of it.
func (m *Meeting) skip() Reply {
	switch {
	case m.aside != nil:
		m.aside = nil
		return Reply{}
	case m.stage.topic == genuine:
		return m.skipArrow()
	}
	m.before[m.stage.topic] = "skip"
	m.at.skipped = true
	m.pass()
	return Reply{}
}

// asBefore says to the question at hand what was last said to it.
func (m *Meeting) asBefore() Reply {
	line := m.before[m.stage.topic]
	if line == "" || m.aside != nil {
		return Reply{Wrong: []string{"this was not asked before in this meeting"}}
	}
	return m.heard(line)
}

// allAsBefore says to all questions of the arrow at hand what was last said to them, as far as that goes.
func (m *Meeting) allAsBefore() Reply {
	var all Reply
	var done []string
	for arrow := m.at.arrow; m.at != nil && m.at.arrow == arrow && m.aside == nil; {
		asked := len(m.trail)
		r := m.asBefore()
		if len(m.trail) == asked {
			all.Wrong, all.Said = r.Wrong, append(all.Said, r.Said...)
			break
		}
		all.Said = append(all.Said, r.Said...)
		if r.Done != "" {
			done = append(done, r.Done)
		}
	}
	if all.Done = strings.Join(done, "; "); all.Done != "" {
		all.Wrong = nil // what is left is asked
	}
	return all
}

// skipArrow leaves the arrow at hand.
func (m *Meeting) skipArrow() Reply {
	m.aside = nil
	m.at.skipped = true
	m.trail = append(m.trail, mark{m.at.arrow, m.stage})
	m.leave()
	m.move()
	return Reply{}
}

// back asks the question before again.
func (m *Meeting) back() Reply {
	if m.aside != nil {
		m.aside = nil
		return Reply{}
	}
	if len(m.trail) == 0 {
		return Reply{Wrong: []string{"this is the first question"}}
	}
	last := m.trail[len(m.trail)-1]
	m.trail = m.trail[:len(m.trail)-1]
	if !m.resume(last) {
		return Reply{Wrong: []string{last.arrow + " is not walked any more; undo takes that back"}}
	}
	return Reply{}
}

// resume goes back to a question that was asked, and tells whether it can be asked.
func (m *Meeting) resume(to mark) bool {
	a := m.report.System.Arrow(to.arrow)
	if a == nil || m.report.Answer(a) == nil {
		return false
	}
	v := m.visits[to.arrow]
	if v == nil {
		return false
	}
	delete(m.closed, to.arrow)
	delete(v.passed, to.stage)
	v.forced[to.stage] = true
	v.text = m.entry(a)
	m.at, m.aside = v, nil
	m.stage = to.stage
	return true
}

// undo takes the last written answer back.
func (m *Meeting) undo() Reply {
	if len(m.made) == 0 {
		return Reply{Wrong: []string{"nothing was written yet"}}
	}
	last := m.made[len(m.made)-1]
	if err := m.desk.TakeBack(last.done); err != nil {
		return Reply{Wrong: lines(err)}
	}
	m.made = m.made[:len(m.made)-1]
	m.report = m.desk.Report()
	*last.walked = last.before
	m.trail = slices.DeleteFunc(m.trail, func(at mark) bool { return at == last.mark })
	m.resume(last.mark)
	return Reply{Done: "taken back: " + last.what}
}

// remark writes a note to the arrow at hand.
func (m *Meeting) remark(text string) Reply {
	if text == "" {
		return Reply{Wrong: []string{"say what is to be noted: note TEXT"}}
	}
	x := m.answered()
	note := m.today().String()
	if m.by != "" {
		note += " " + m.by
	}
	note += ": " + text
	edit := yamlfile.Append(yamlfile.At("arrows", x.Arrow.Name(), "notes"), yamlfile.Text(note))
	reply, _ := m.write(x, proposal{
		changes: []Change{{x.Arrow.Span.File, []yamlfile.Edit{edit}}}, what: "noted",
		record: func(w *render.Walked) { w.Notes = append(slices.Clone(w.Notes), text) },
	})
	return reply
}

// nobodyKnows records that the question at hand was asked in vain.
func (m *Meeting) nobodyKnows() Reply {
	x, topic := m.answered(), m.stage.topic
	if topic == genuine {
		return Reply{Wrong: []string{"somebody will know whether " + x.Arrow.Name() + " is there: skip it, and ask them"}}
	}
	var edits []yamlfile.Edit
	if !slices.Contains(x.Arrow.NobodyKnows.Value, topic) {
		edits = append(edits, yamlfile.Append(yamlfile.At("arrows", x.Arrow.Name(), "nobody-knows"), yamlfile.Literal(topic.String())))
	}
	edits = append(edits, m.stamp(x.Arrow)...)
	p := proposal{
		changes: []Change{{x.Arrow.Span.File, edits}}, what: "nobody knows " + render.InVain(topic),
		record: func(w *render.Walked) { w.Vain = append(slices.Clone(w.Vain), topic) },
	}
	reply, written := m.write(x, p)
	if written {
		m.before[topic] = "nobody knows"
		m.at.vain[topic] = false
		m.pass()
	}
	return reply
}
