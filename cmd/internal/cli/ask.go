package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/cmd/internal/meeting/plain"
	"github.com/linewalk/linewalk/cmd/internal/meeting/screen"
	"github.com/linewalk/linewalk/render"
)

// An ask is what makes a walk a meeting.
type ask struct {
	on      bool
	by      string
	byGiven func() bool
	plain   bool
	minutes string
}

// flags adds the flags of the meeting to the walk.
func (k *ask) flags(c *cobra.Command) {
	flags := c.Flags()
	flags.BoolVar(&k.on, "ask", false, "hold the meeting: ask, and write each answer into the drawing")
	flags.StringVar(&k.by, "by", "", "with --ask: the `NAME` of who walks the arrows")
	flags.BoolVar(&k.plain, "plain", false, "with --ask: speak in lines, whatever the terminal can do")
	flags.StringVar(&k.minutes, "minutes", "", "with --ask: the `FILE` for the minutes, in Markdown (default: the standard output)")
	k.byGiven = func() bool { return flags.Changed("by") }
}

// complete refuses flags that contradict each other.
func (k *ask) complete(to []destination, args []string) error {
	k.by = strings.TrimSpace(k.by)
	switch {
	case !k.on && (k.by != "" || k.plain || k.minutes != ""):
		return errors.New("--by, --plain and --minutes are for the meeting: give --ask too")
	case !k.on:
		return nil
	case !slices.Equal(to, []destination{{format: "text"}}):
		return errors.New("--ask is a talk with people, and has no --format; --minutes FILE is where its minutes go")
	case slices.Contains(args, "-"):
		return errors.New("--ask writes the answers into the drawing, and the standard input is no file")
	}
	return nil
}

// ask holds the meeting over a drawing.
func (s *session) ask(k *walk, d *drawing, args []string) error {
	desk := &desk{session: s, args: args, drawing: d, report: s.analyse(d)}
	if err := desk.writable(k.Selection); err != nil {
		return err
	}
	if k.ask.minutes != "" {
		if err := s.outbox.refuses([]string{k.ask.minutes}, d.inputs); err != nil {
			return err
		}
	}
	if known := partyNames(d.system); k.ask.by != "" && len(known) > 0 && !slices.Contains(known, k.ask.by) {
		s.say(fmt.Sprintf("%s is not among the people of the drawing%s", k.ask.by, meant(k.ask.by, known)))
	}
	s.unhurried.Store(true)
	m := meeting.Open(desk, meeting.Options{Select: k.Selection, By: k.ask.by, AskBy: !k.ask.byGiven()})
	if m.Over() {
		s.say("nothing is left to ask: every arrow is answered, or nobody knows more today; --arrow NAME asks again")
	}
	talk := s.hold(k, m)
	if left := m.Extent().Open; left > 0 {
		s.say(render.Count(left, "arrow") + " left to walk; run it again to go on")
	}
	return errors.Join(talk, s.putMinutes(k, m))
}

// hold holds the meeting: on the whole terminal where there is one, else in lines.
func (s *session) hold(k *walk, m *meeting.Meeting) error {
	to := s.dialogue()
	if k.ask.plain || m.Over() || !isTerminal(s.stdin) || !isTerminal(to) || slices.Contains([]string{"", "dumb"}, os.Getenv("TERM")) {
		return plain.Run(s.ctx, m, s.stdin, to, plain.Options{Echo: !isTerminal(s.stdin)})
	}
	return screen.Run(s.ctx, m, s.stdin, to, screen.Options{Color: s.colored(to)})
}

// dialogue is where the meeting speaks: the standard error output, or the terminal where that is none.
func (s *session) dialogue() io.Writer {
	if !isTerminal(s.stderr) && isTerminal(s.terminal) {
		return s.terminal
	}
	return s.stderr
}

// putMinutes writes the minutes of a meeting, unless nothing came of it.
func (s *session) putMinutes(k *walk, m *meeting.Meeting) error {
	var text bytes.Buffer
	if err := render.Minutes(&text, m.Minutes()); err != nil {
		return err
	}
	if k.ask.minutes == "" {
		return s.print(text.String())
	}
	if err := s.outbox.write(k.ask.minutes, text.Bytes()); err != nil {
		return err
	}
	s.say("wrote the minutes to " + k.ask.minutes)
	return nil
}

// writable tells why the answers could not be written: a file in which an arrow to be walked stands is read through
// a symbolic link, is read-only, or lies in a folder that nothing can be written to.
func (d *desk) writable(chosen render.Selection) error {
	var wrong []error
	var seen []string
	for _, x := range chosen.Select(d.report) {
		name := x.Arrow.Span.File
		if !slices.Contains(seen, name) {
			seen = append(seen, name)
			wrong = append(wrong, accepts(name))
		}
	}
	return errors.Join(wrong...)
}

// accepts tells why a file could not be written anew.
func accepts(name string) error {
	if err := inTheWay(name); err != nil {
		return err
	}
	info, err := os.Stat(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, cause(err))
	}
	if info.Mode().Perm()&0o222 == 0 {
		return fmt.Errorf("%s is read-only, and the answers are written into it", name)
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, cause(err))
	}
	return errors.Join(f.Close(), acceptsBeside(name))
}

// acceptsBeside tells why no file could be written beside another.
func acceptsBeside(name string) error {
	root, rel, err := shelter(name)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, cause(err))
	}
	defer root.Close()
	temp := beside(rel)
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write beside %s: %w", name, cause(err))
	}
	return errors.Join(f.Close(), root.Remove(temp))
}
