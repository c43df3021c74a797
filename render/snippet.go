package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// A mark is a span to be underlined in a snippet, with a word beside it.
type mark struct {
	span    diag.Span
	label   string
	primary bool // drawn with ^ instead of -
}

// marksOf lists the spans a diagnostic points at: its own, and up to two related ones.
func marksOf(d *diag.Diagnostic) []mark {
	var marks []mark
	if !d.Span.IsZero() {
		marks = append(marks, mark{span: d.Span, primary: true})
	}
	for _, r := range d.Related[:min(2, len(d.Related))] {
		if !r.Span.IsZero() {
			marks = append(marks, mark{span: r.Span, label: r.Message})
		}
	}
	return marks
}

// A shelf holds the texts that snippets are cut from, each split into lines when first asked for.
type shelf struct {
	sources diag.Sources
	lines   map[string][]string
}

func newShelf(sources diag.Sources) *shelf {
	return &shelf{sources: sources, lines: map[string][]string{}}
}

// line is line n (1-based) of the file, or false if there is no such text.
func (s *shelf) line(file string, n int) (string, bool) {
	lines, split := s.lines[file]
	if !split {
		if text, ok := s.sources[file]; ok {
			lines = strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
		}
		s.lines[file] = lines
	}
	if n < 1 || n > len(lines) {
		return "", false
	}
	return strings.TrimSuffix(lines[n-1], "\r"), true
}

// A margin is the column of line numbers to the left of a snippet.
type margin int

// marginOf is wide enough for the line numbers of all marks.
func marginOf(marks []mark) margin {
	widest := 1
	for _, m := range marks {
		widest = max(widest, len(strconv.Itoa(int(m.span.Start.Line))))
	}
	return margin(widest)
}

func (m margin) number(n int) string { return fmt.Sprintf("%*d |", int(m), n) }
func (m margin) blank() string       { return strings.Repeat(" ", int(m)) + " |" }
func (m margin) item() string        { return strings.Repeat(" ", int(m)) + " = " }
func (m margin) elsewhere() string   { return strings.Repeat(" ", int(m)) + "::: " }

// snippet draws the marked lines: those of the first mark's file, then those of other files under
// their names. A mark whose file is not on the shelf is named with its place if it has a label.
func (s *sheet) snippet(texts *shelf, marks []mark, gutter margin, accent style) {
	for i, group := range byFile(marks) {
		file := group[0].span.File
		if _, ok := texts.line(file, int(group[0].span.Start.Line)); !ok {
			s.places(group, gutter)
			continue
		}
		if i > 0 || !group[0].inFileOf(marks[0]) {
			s.add(blue, gutter.elsewhere())
			s.say(group[0].span.String())
		} else {
			s.add(blue, gutter.blank())
			s.end()
		}
		s.lines(texts, group, gutter, accent)
	}
}

func (m mark) inFileOf(o mark) bool { return m.span.File == o.span.File }

// byFile groups marks by file, in the order in which the files come up, each in its own order.
func byFile(marks []mark) [][]mark {
	var groups [][]mark
	for _, m := range marks {
		i := slices.IndexFunc(groups, func(g []mark) bool { return g[0].inFileOf(m) })
		if i < 0 {
			groups = append(groups, []mark{m})
			continue
		}
		groups[i] = append(groups[i], m)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(a, b mark) int { return a.span.Compare(b.span) })
	}
	return groups
}

func (s *sheet) places(marks []mark, gutter margin) {
	for _, m := range marks {
		if m.label != "" {
			s.add(blue, gutter.elsewhere())
			s.say(m.span.String() + " " + m.label)
		}
	}
}

// lines draws the marked lines of one file, with "..." where some are left out.
func (s *sheet) lines(texts *shelf, marks []mark, gutter margin, accent style) {
	last := 0
	for len(marks) > 0 {
		n := int(marks[0].span.Start.Line)
		same := 1
		for same < len(marks) && int(marks[same].span.Start.Line) == n {
			same++
		}
		if text, ok := texts.line(marks[0].span.File, n); ok {
			if last > 0 && n > last+1 {
				s.add(blue, "...")
				s.end()
			}
			s.marked(n, text, marks[:same], gutter, accent)
			last = n
		}
		marks = marks[same:]
	}
}

// marked draws one line and what points at it.
func (s *sheet) marked(n int, text string, marks []mark, gutter margin, accent style) {
	v := window(text, int(marks[0].span.Start.Col)-1)
	s.add(blue, gutter.number(n))
	s.say(" " + v.text())
	for len(marks) > 0 {
		row := v.row(marks)
		s.add(blue, gutter.blank())
		s.add(plain, " ")
		at := 0
		for _, u := range row {
			st, sign := blue, "-"
			if u.primary {
				st, sign = accent, "^"
			}
			s.add(plain, strings.Repeat(" ", max(0, u.from-at)))
			s.add(st, strings.Repeat(sign, u.to-max(u.from, at)))
			at = max(at, u.to)
		}
		if label := row[len(row)-1].label; label != "" {
			s.add(blue, " "+label)
		}
		s.end()
		marks = marks[len(row):]
	}
}

// A view is the part of a line that is shown. Lines are shown whole unless they are very long.
type view struct {
	runes    []rune // of the whole line, tabs as blanks
	from, to int    // the part shown
}

// widest is how many runes of a line are shown at most, and before how many a cut line keeps
// before the place that matters.
const (
	widest = 140
	before = 40
)

// window chooses the part of the line around the given column (0-based, in runes).
func window(line string, col int) view {
	v := view{runes: []rune(strings.ReplaceAll(line, "\t", " "))}
	v.to = len(v.runes)
	if len(v.runes) <= widest {
		return v
	}
	if col+before > widest {
		v.from = min(col-before, len(v.runes)-widest)
	}
	v.to = v.from + widest
	return v
}

const ellipsis = "..."

func (v view) lead() string {
	if v.from > 0 {
		return ellipsis
	}
	return ""
}

func (v view) text() string {
	text := v.lead() + string(v.runes[v.from:v.to])
	if v.to < len(v.runes) {
		text += ellipsis
	}
	return text
}

// An underline is a mark in cells of the shown text.
type underline struct {
	mark

	from, to int
}

// underline measures a mark. A span that is empty, or starts behind the text, gets one cell; one
// that goes on in further lines reaches to the end of this one.
func (v view) underline(m mark) underline {
	start := v.clip(int(m.span.Start.Col))
	end := v.clip(int(m.span.End.Col))
	if m.span.End.Line > m.span.Start.Line {
		end = v.from + len([]rune(strings.TrimRight(string(v.runes[v.from:v.to]), " ")))
	}
	from := cells(v.lead() + string(v.runes[v.from:start]))
	return underline{m, from, from + max(1, cells(string(v.runes[start:max(start, end)])))}
}

// clip is the index of the column (1-based) in the runes, kept within the part shown.
func (v view) clip(col int) int { return min(max(col-1, v.from), v.to) }

// row takes as many of the marks, which are in the order of their columns, as one row can show: a
// label stands at its end, so that only the last one may have one.
func (v view) row(marks []mark) []underline {
	var row []underline
	for _, m := range marks {
		row = append(row, v.underline(m))
		if m.label != "" {
			break
		}
	}
	return row
}
