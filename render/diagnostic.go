package render

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// TextOptions say how much is shown, and how.
type TextOptions struct {
	Show    diag.Level // the lowest level listed; the zero value lists warnings and errors
	All     bool       // every diagnostic in full, however many there are
	Waived  bool       // list what is waived, with reasons and dates
	Color   bool       // write SGR sequences
	Actions bool       // break what a runner of GitHub Actions takes for commands
}

// lowest is the lowest level that is listed.
func (o TextOptions) lowest() diag.Level {
	if o.Show == 0 {
		return diag.Warning
	}
	return o.Show
}

func (o TextOptions) sheet() *sheet { return &sheet{colour: o.Color, actions: o.Actions} }

// fullProblems is how many problems of reading are shown in full before the rest is listed one a
// line: by then the first ones are better mended first.
const fullProblems = 20

// Diagnostics writes what is wrong with files, in the order given, and how much it is. It is for
// problems of reading: a drawing that has them is not judged.
func Diagnostics(w io.Writer, ds []diag.Diagnostic, sources diag.Sources, o TextOptions) error {
	s := o.sheet()
	p := &printer{sheet: s, texts: newShelf(sources)}
	brief := false
	for i := range ds {
		d := &ds[i]
		if brief = !o.All && i >= fullProblems; brief {
			p.placeLine(d)
			continue
		}
		if i > 0 {
			p.end()
		}
		p.begin()
		p.full(d, nil)
	}
	s.end()
	if brief {
		s.say(fmt.Sprintf("the first %d are shown in full (--all shows every one)", fullProblems))
	}
	s.say(tally(ds))
	return s.writeTo(w)
}

// tally counts diagnostics by level: "2 errors, 1 warning". Levels without any are left out.
func tally(ds []diag.Diagnostic) string {
	var parts []string
	for _, level := range slices.Backward(diag.Levels()) {
		n := 0
		for _, d := range ds {
			if d.Level == level {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, Count(n, level.String()))
		}
	}
	if len(parts) == 0 {
		return "no problems"
	}
	return strings.Join(parts, ", ")
}

// A printer prints diagnostics. Within a group, which is about one arrow, what was shown is not
// shown again: the marked places and the answer.
type printer struct {
	*sheet

	texts     *shelf
	explained []string // rules whose page has been named
	marked    []mark
	ifDown    string
}

// begin starts a new group.
func (p *printer) begin() { p.marked, p.ifDown = nil, "" }

// full prints a diagnostic with its snippet, the answer and what to do. Also lists the places where
// the same is said of other arrows.
func (p *printer) full(d *diag.Diagnostic, also []string) {
	p.placeLine(d)
	marks := marksOf(d)
	gutter := marginOf(marks)
	p.snippet(p.texts, p.unmarked(marks), gutter, levelStyle(d.Level))
	if d.IfDown != "" && d.IfDown != p.ifDown {
		p.item(gutter, "if down", d.IfDown)
		p.ifDown = d.IfDown
	}
	if d.Mend != "" {
		p.item(gutter, "mend", d.Mend)
	}
	if d.Waive != "" {
		p.item(gutter, "waive", d.Waive)
	}
	if !d.Reading() && !slices.Contains(p.explained, d.Rule) {
		p.item(gutter, "more", "linewalk explain "+d.Rule)
		p.explained = append(p.explained, d.Rule)
	}
	p.also(gutter, also)
}

// brief prints a diagnostic in one line, and the places where the same is said of other arrows.
func (p *printer) brief(d *diag.Diagnostic, also []string) {
	p.placeLine(d)
	p.also(marginOf(nil), also)
}

// placeLine prints "path:line:col: level: message [rule]".
func (p *printer) placeLine(d *diag.Diagnostic) {
	if !d.Span.IsZero() {
		p.add(strong, d.Span.String()+": ")
	} else if d.Span.File != "" {
		p.add(strong, d.Span.File+": ")
	}
	p.add(levelStyle(d.Level), d.Level.String()+": ")
	p.add(strong, d.Message)
	p.add(faint, " ["+d.Rule+"]")
	p.end()
}

// unmarked drops the marks that the group has shown before.
func (p *printer) unmarked(marks []mark) []mark {
	var fresh []mark
	for _, m := range marks {
		if !slices.Contains(p.marked, m) {
			fresh = append(fresh, m)
		}
	}
	p.marked = append(p.marked, fresh...)
	return fresh
}

// item prints a labelled line. A text of several lines stands below its label, so that it can be
// pasted as it is.
func (p *printer) item(gutter margin, label, text string) {
	if strings.Contains(text, "\n") {
		p.block(gutter, label, "", strings.Split(text, "\n"))
		return
	}
	p.block(gutter, label, " "+text, nil)
}

// also prints where else the same is said, behind its head.
func (p *printer) also(gutter margin, lines []string) {
	if len(lines) > 0 {
		p.block(gutter, "also", " "+lines[0], lines[1:])
	}
}

// block prints a label, text beside it, and lines below it.
func (p *printer) block(gutter margin, label, beside string, below []string) {
	head := gutter.item()
	p.add(blue, head)
	p.add(strong, label+":")
	p.say(beside)
	for _, line := range below {
		p.say(strings.Repeat(" ", len(head)) + line)
	}
}

func levelStyle(l diag.Level) style {
	switch l {
	case diag.Error:
		return red
	case diag.Warning:
		return yellow
	}
	return cyan
}

// Count is "1 arrow", "2 arrows".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
