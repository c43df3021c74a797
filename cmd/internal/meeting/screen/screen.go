// Package screen holds a meeting on a whole terminal: the arrow at hand with where it lies, the question, and how
// far the drawing is covered. It alone knows the libraries for that.
package screen

import (
	"context"
	"errors"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
)

// Options say how the terminal is used.
type Options struct {
	Color bool
}

// Run holds a meeting until it is over or the context ends, and leaves the terminal as it was. In is the keyboard
// and out the screen.
func Run(ctx context.Context, m *meeting.Meeting, in io.Reader, out io.Writer, o Options) error {
	p := tea.NewProgram(&screen{m: m, ink: newInk(o.Color)}, tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out), tea.WithoutSignalHandler())
	_, err := p.Run()
	switch {
	case errors.Is(err, tea.ErrProgramPanic):
		panic(err) // the terminal is as it was, and somebody above reports it
	case ctx.Err() != nil:
		return nil // interrupted: the minutes follow
	}
	return err
}

// A screen is what is shown of a meeting, and what is being typed.
type screen struct {
	m             *meeting.Meeting
	ink           ink
	line          line
	reply         meeting.Reply
	said          string // the last answer
	width, height int
}

// Init asks for nothing.
func (s *screen) Init() tea.Cmd { return nil }

// Update takes a key, pasted text or a new size.
func (s *screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = msg.Width, msg.Height
	case tea.PasteMsg:
		first, _, _ := strings.Cut(strings.TrimLeft(msg.Content, "\r\n"), "\n")
		s.line.put(strings.TrimRight(first, "\r"))
	case tea.KeyPressMsg:
		s.key(msg)
	}
	if s.m.Over() {
		return s, tea.Quit
	}
	return s, nil
}

// key does what a key is for.
func (s *screen) key(key tea.KeyPressMsg) {
	switch key.String() {
	case "enter":
		s.hear(s.line.text())
	case "ctrl+c":
		s.m.Quit()
	case "ctrl+d":
		if s.line.empty() {
			s.m.Quit()
		}
	case "esc":
		s.line.clear()
	case "tab":
		s.line.complete(s.m.Question().Names)
	case "up":
		s.line.clear()
		s.line.put(s.said)
	default:
		if s.line.edit(key.String(), key.Text) {
			return
		}
	}
	if q := s.m.Question(); len(key.Text) == 1 && s.line.text() == key.Text && strings.Contains(q.Instant, key.Text) {
		s.hear(key.Text)
	}
}

// hear hands an answer on. One that was not taken stays, to be mended or said again.
func (s *screen) hear(text string) {
	broken := s.m.Question().Broken
	s.reply = s.m.Hear(text)
	if s.reply.Wrong != nil || broken {
		return
	}
	if text != "" {
		s.said = text
	}
	s.line.clear()
}
