package render

import (
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// A style is how a stretch of text looks where colour is asked for: the parameters of an SGR
// sequence. It never carries meaning alone.
type style string

const (
	plain  style = ""
	strong style = "1"
	faint  style = "2"
	red    style = "1;31"
	green  style = "32"
	yellow style = "1;33"
	blue   style = "1;34"
	cyan   style = "1;36"
)

// A sheet is text for a terminal in the making. Everything that is added to it passes through
// visible, so that no name can act on the terminal, and every line through inert if a runner of
// GitHub Actions reads along.
type sheet struct {
	colour  bool
	actions bool

	done strings.Builder
	line strings.Builder
}

// add continues the line.
func (s *sheet) add(st style, text string) {
	text = visible(text)
	if s.colour && st != plain && text != "" {
		text = "\x1b[" + string(st) + "m" + text + "\x1b[0m"
	}
	s.line.WriteString(text)
}

// end ends the line. Blanks at its end are dropped.
func (s *sheet) end() {
	line := strings.TrimRight(s.line.String(), " ")
	if s.actions {
		line = Inert(line)
	}
	s.done.WriteString(line)
	s.done.WriteByte('\n')
	s.line.Reset()
}

// say adds a plain line.
func (s *sheet) say(text string) {
	s.add(plain, text)
	s.end()
}

// writeTo hands the finished sheet over in one piece.
func (s *sheet) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, s.done.String())
	return err
}

// screen is the width that wrapped text keeps to, in cells.
const screen = 80

// cells is how many cells of a terminal the text takes once it is visible: wide characters take
// two, combining ones none. It does not depend on the locale.
func cells(text string) int {
	c := runewidth.Condition{StrictEmojiNeutral: true}
	return c.StringWidth(visible(text))
}

// pad fills text up with blanks to the given number of cells.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-cells(text)))
}

// wrap breaks text at blanks into lines of at most width cells. A longer word has a line of its
// own.
func wrap(text string, width int) []string {
	var lines []string
	line, taken := "", 0
	for _, word := range strings.Fields(visible(text)) {
		n := cells(word)
		if taken > 0 && taken+1+n > width {
			lines = append(lines, line)
			line, taken = "", 0
		}
		if taken > 0 {
			line, taken = line+" ", taken+1
		}
		line, taken = line+word, taken+n
	}
	if taken > 0 {
		lines = append(lines, line)
	}
	return lines
}

// paragraph adds text wrapped to the screen, its first line behind head and the others under it.
func (s *sheet) paragraph(headStyle style, head, text string) { s.hanging(headStyle, head, text, 0) }

// hanging adds a paragraph whose later lines stand some cells further in.
func (s *sheet) hanging(headStyle style, head, text string, further int) {
	indent := cells(head)
	for i, line := range wrap(text, screen-indent-further) {
		if i == 0 {
			s.add(headStyle, head)
		} else {
			s.add(plain, strings.Repeat(" ", indent+further))
		}
		s.add(plain, line)
		s.end()
	}
}

// items adds things that are not broken, joined with commas, as a paragraph would be.
func (s *sheet) items(head string, things []string) {
	indent := cells(head)
	lines, _ := flow("", things, screen-indent, len(things))
	for i, line := range lines {
		if i > 0 {
			head = strings.Repeat(" ", indent)
		}
		s.say(head + line)
	}
}
