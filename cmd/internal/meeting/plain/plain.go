// Package plain holds a meeting in lines: it writes the questions, and reads an answer a line. It is for pipes,
// scripts and terminals that can do no more.
package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/linewalk/linewalk/cmd/internal/meeting"
	"github.com/linewalk/linewalk/render"
)

// longestLine is how much of a line is taken, in bytes.
const longestLine = 64 << 10

// Options say how the lines are written.
type Options struct {
	Echo bool // write the answers too, as nobody sees them being typed
}

// Run holds a meeting until it is over, nothing more comes in, or the context ends. The error is that of reading or
// writing.
func Run(ctx context.Context, m *meeting.Meeting, in io.Reader, out io.Writer, o Options) error {
	p := &page{m: m, echo: o.Echo}
	lines := listen(ctx, in)
	p.opening()
	for !m.Over() {
		p.ask()
		if err := p.flush(out); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			m.Quit()
		case said, more := <-lines:
			switch {
			case !more:
				m.Quit()
			case said.err != nil:
				return said.err
			default:
				if p.echo {
					p.line("", said.text)
				}
				p.reply(m.Hear(said.text))
			}
		}
	}
	p.text.WriteString("\n")
	return p.flush(out)
}

// A said line is what somebody said, or why it could not be read.
type said struct {
	text string
	err  error
}

// listen reads lines until there are no more.
func listen(ctx context.Context, in io.Reader) <-chan said {
	lines := make(chan said)
	go func() {
		defer close(lines)
		s := bufio.NewScanner(in)
		s.Buffer(nil, longestLine)
		for s.Scan() {
			select {
			case lines <- said{text: s.Text()}:
			case <-ctx.Done():
				return
			}
		}
		if err := s.Err(); err != nil && !errors.Is(err, io.ErrClosedPipe) {
			select {
			case lines <- said{err: fmt.Errorf("read the answers: %w", err)}:
			case <-ctx.Done():
			}
		}
	}()
	return lines
}

// A page is what is written until somebody has to answer.
type page struct {
	m     *meeting.Meeting
	echo  bool
	text  strings.Builder
	arrow string // that was shown last
	left  int    // arrows to walk at the start
}

// line adds a line. Nothing in it acts on a terminal.
func (p *page) line(indent, text string) {
	for part := range strings.SplitSeq(render.Visible(text), "\n") {
		p.text.WriteString(render.Inert(indent+strings.ReplaceAll(part, "\t", " ")) + "\n")
	}
}

func (p *page) flush(out io.Writer) error {
	_, err := io.WriteString(out, p.text.String())
	p.text.Reset()
	return err
}

func (p *page) opening() {
	p.left = p.m.Extent().Left
	if p.left == 0 {
		return
	}
	p.line("", fmt.Sprintf("%s to walk. Answer a line each; an empty line keeps what is there, or skips.", render.Count(p.left, "arrow")))
	p.commands()
}

func (p *page) commands() {
	var all []string
	for _, c := range meeting.Commands() {
		name := c.Short
		if c.Word != "" {
			name += " " + c.Word
		}
		all = append(all, name)
	}
	p.line("", "At any time: "+strings.Join(all, ", ")+".")
}

// ask writes the question at hand, with the arrow where that is another than before.
func (p *page) ask() {
	q := p.m.Question()
	if x := p.m.Arrow(); x != nil && x.Arrow.Name() != p.arrow && !q.Broken && !q.Aside {
		p.arrow = x.Arrow.Name()
		p.card()
	}
	p.line("", q.Ask)
	if q.Present != "" {
		now := "now: " + q.Present
		if q.Whence != "" {
			now += " (" + q.Whence + ")"
		}
		p.line("  ", now)
	}
	var choices []string
	for _, c := range q.Choices {
		choices = append(choices, c.Key+" "+c.Means)
	}
	if q.Before != "" {
		choices = append(choices, ". "+q.Before)
	}
	if len(choices) > 0 {
		p.line("  ", strings.Join(choices, " | "))
	}
	p.text.WriteString("> ")
}

// card shows the arrow at hand.
func (p *page) card() {
	e := p.m.Extent()
	p.text.WriteString("\n")
	p.line("", fmt.Sprintf("[%d/%d] %s  (%s)", e.Walked+1, e.Walked+e.Left, p.arrow, p.m.About()))
	p.line("  ", p.m.Way().String())
	for _, place := range p.m.Evidence() {
		p.line("  ", "evidence: "+place)
	}
	if doubt := p.m.Doubt(); doubt != "" {
		p.line("  ", doubt)
	}
	for _, text := range p.m.Present() {
		p.line("  ", text)
	}
}

// reply writes what the meeting says.
func (p *page) reply(r meeting.Reply) {
	for _, text := range r.Said {
		p.line("  ", text)
	}
	for _, text := range r.Wrong {
		p.line("  ", "! "+text)
	}
	if r.Done != "" {
		p.line("  ", "= "+r.Done)
	}
	if x := p.m.Arrow(); p.arrow != "" && (x == nil || x.Arrow.Name() != p.arrow) {
		p.bars()
	}
}

// width is how many blocks a bar has.
const width = 8

// bars writes how far the drawing is covered.
func (p *page) bars() {
	var all []string
	for _, b := range p.m.Bars() {
		all = append(all, fmt.Sprintf("%s %s %d of %d", b.Name, blocks(b, width), b.Yes, b.Of))
	}
	p.line("  ", strings.Join(all, "  "))
}

func blocks(b meeting.Bar, width int) string {
	full := 0
	if b.Of > 0 {
		full = b.Yes * width / b.Of
	}
	return strings.Repeat("█", full) + strings.Repeat("░", width-full)
}
