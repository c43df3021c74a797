// Package meeting is the course of a meeting that walks the arrows of a drawing: what is asked, in which order,
// what an answer means, and what it changes in the files. It knows no terminal and no file: a Desk keeps the
// drawing, and a front shows the questions and hands on what somebody says, a line each.
//
// The packages below it are the fronts: plain speaks in lines, screen fills a terminal.
package meeting

import (
	"errors"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
)

// Options are what a meeting needs to know besides the drawing.
type Options struct {
	Select render.Selection // which arrows are walked, and with Top how many
	By     string           // who walks them, as the drawing names people; may be empty
	AskBy  bool             // ask who it is, before everything else
}

// A Meeting walks the arrows of a drawing. It asks one question at a time, until it is over.
type Meeting struct {
	desk    Desk
	options Options
	by      string
	opened  *analysis.Report // the drawing as the meeting began
	report  *analysis.Report // and as it is now

	at     *visit                 // the arrow at hand; nil when the meeting is over
	stage  stage                  // the question at hand
	aside  *aside                 // a question in between, which comes before the one at hand
	fault  error                  // why the drawing cannot be read just now
	visits map[string]*visit      // the visits so far, by arrow
	closed map[string]bool        // the arrows that are not asked again in this meeting
	trail  []mark                 // the questions before, for going back
	made   []made                 // what was written, for taking it back
	record []*render.Walked       // what was said, by arrow
	taken  newcomers              // names that are new, until they are written
	recent []string               // names that were given before, the last first
	before map[model.Topic]string // the last answer to each question
	quit   bool                   // somebody ended it
}

// A mark is a question of the meeting.
type mark struct {
	arrow string
	stage stage
}

// A made change is what one answer wrote.
type made struct {
	mark
	what   string
	done   []Rewritten
	walked *render.Walked
	before render.Walked // what was recorded of the arrow before
}

// Open begins a meeting over the drawing on a desk.
func Open(desk Desk, o Options) *Meeting {
	m := &Meeting{desk: desk, options: o, by: o.By, opened: desk.Report(), report: desk.Report(), visits: map[string]*visit{}, before: map[model.Topic]string{}, closed: map[string]bool{}}
	m.move()
	if o.AskBy && m.at != nil {
		m.aside = m.whoIsHere()
	}
	return m
}

// Over tells whether somebody ended the meeting, or there is nothing more to ask and nothing to take back.
func (m *Meeting) Over() bool { return m.quit || m.at == nil && len(m.made) == 0 }

// Quit ends the meeting.
func (m *Meeting) Quit() { m.quit = true }

// A Reply is what the meeting says to what somebody said.
type Reply struct {
	Done  string   // what was recorded, in a few words; empty if nothing was
	Wrong []string // what was wrong with it: then the same is asked again
	Said  []string // what else there is to say
}

// Hear takes what somebody said to the question at hand: an answer or a command. What it changes is in the files
// when it returns.
func (m *Meeting) Hear(line string) Reply {
	line = strings.TrimSpace(line)
	switch {
	case m.Over():
		return Reply{}
	case isCommand(line, "q", "quit", "exit"):
		m.Quit()
		return Reply{}
	case m.fault != nil:
		return m.readAgain()
	case m.at == nil:
		return m.lastWord(line)
	}
	if reply, stop := m.refresh(); stop {
		return reply
	} else if len(reply.Said) > 0 {
		next := m.heard(line)
		next.Said = append(reply.Said, next.Said...)
		return next
	}
	return m.heard(line)
}

// lastWord takes what is said when nothing more is asked: something may be taken back, else the meeting is over.
func (m *Meeting) lastWord(line string) Reply {
	switch {
	case isCommand(line, "u", "undo"):
		return m.undo()
	case isCommand(line, "<", "back"):
		return m.back()
	}
	m.Quit()
	return Reply{}
}

// heard takes a line when the drawing is as it was last seen.
func (m *Meeting) heard(line string) Reply {
	if reply, is := m.command(line); is {
		return reply
	}
	if m.aside != nil {
		return m.aside.hear(line)
	}
	return m.answer(line)
}

// refresh looks whether somebody else changed the drawing. Where that concerns the arrow at hand, or leaves a
// drawing that cannot be read, what was just said is not taken.
func (m *Meeting) refresh() (reply Reply, stop bool) {
	changed, err := m.desk.Look()
	switch {
	case err != nil:
		m.fault = err
		return Reply{Wrong: append([]string{"the drawing was changed by somebody else, and cannot be read as it is"}, lines(err)...)}, true
	case !changed:
		return Reply{}, false
	}
	return m.adopt("the drawing was changed by somebody else, and was read again")
}

// readAgain looks whether a drawing that could not be read can be read now.
func (m *Meeting) readAgain() Reply {
	if _, err := m.desk.Look(); err != nil {
		m.fault = err
		return Reply{Wrong: append([]string{"the drawing still cannot be read"}, lines(err)...)}
	}
	m.fault = nil
	reply, _ := m.adopt("the drawing can be read again")
	return reply
}

// adopt goes on with the drawing as the desk has it now.
func (m *Meeting) adopt(why string) (reply Reply, stop bool) {
	m.report = m.desk.Report()
	reply.Said = []string{why}
	if m.at == nil {
		return reply, false
	}
	x := m.answered()
	switch {
	case x == nil:
		reply.Said = append(reply.Said, m.at.arrow+" is not in it any more")
		m.aside = nil
		m.leave()
		m.move()
		return reply, true
	case m.at.text != m.entry(x.Arrow):
		reply.Said = append(reply.Said, m.at.arrow+" itself was changed, so this is asked again")
		m.aside = nil
		m.at.text = m.entry(x.Arrow)
		m.move()
		return reply, true
	}
	return reply, false
}

// answered is what is known of the arrow at hand; nil if it is gone, or not judged any more.
func (m *Meeting) answered() *analysis.Answer {
	if m.at == nil {
		return nil
	}
	a := m.report.System.Arrow(m.at.arrow)
	if a == nil {
		return nil
	}
	return m.report.Answer(a)
}

// move goes to the next question, which is one of the arrow at hand while it has any.
func (m *Meeting) move() {
	for {
		if m.at == nil && !m.next() {
			return
		}
		if x := m.answered(); x != nil {
			if s, found := m.at.open(x); found {
				m.stage = s
				return
			}
		}
		m.leave()
	}
}

// leave ends the visit to the arrow at hand.
func (m *Meeting) leave() {
	m.closed[m.at.arrow] = true
	m.at = nil
}

// renew takes up what the desk wrote.
func (m *Meeting) renew() {
	m.report = m.desk.Report()
	if x := m.answered(); x != nil {
		m.at.text = m.entry(x.Arrow)
	}
}

// lines are the lines of an error.
func lines(err error) []string {
	var f Fault
	if errors.As(err, &f) {
		return f.Lines
	}
	return strings.Split(err.Error(), "\n")
}

// today is the day of the meeting.
func (m *Meeting) today() model.Date { return m.report.Today }
