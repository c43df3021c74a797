package yamlfile

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

const byteOrderMark = "\ufeff"

// A source is the text of one file with a table of its lines. Offsets into text leave a byte order
// mark out; the offsets of Points have it in.
type source struct {
	name  string
	text  string
	mark  int   // length of the byte order mark
	lines []int // where each line starts
	ascii bool

	// seen is the last place that was worked out. Asking in the order of the text makes all
	// places of a file cost one pass, however long its lines are.
	seen place
}

type place struct{ line, offset, col int } // line is an index into lines, col counts runes from 0

func newSource(name, text string) *source {
	s := &source{name: name, text: strings.TrimPrefix(text, byteOrderMark), lines: []int{0}, ascii: true}
	s.mark = len(text) - len(s.text)
	for i := 0; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '\n':
			s.lines = append(s.lines, i+1)
		case c >= utf8.RuneSelf:
			s.ascii = false
		}
	}
	return s
}

// point is the place of the byte at offset.
func (s *source) point(offset int) diag.Point {
	line := s.seen.line
	if offset < s.lines[line] || line+1 < len(s.lines) && offset >= s.lines[line+1] {
		line = sort.SearchInts(s.lines, offset+1) - 1
	}
	return diag.Point{Line: int32(line + 1), Col: int32(s.column(line, offset) + 1), Offset: int32(offset + s.mark)}
}

func (s *source) column(line, offset int) int {
	start := s.lines[line]
	if s.ascii {
		return offset - start
	}
	from := place{line, start, 0}
	if s.seen.line == line && s.seen.offset <= offset && s.seen.offset >= start {
		from = s.seen
	}
	from.col += utf8.RuneCountInString(s.text[from.offset:offset])
	from.offset = offset
	s.seen = from
	return from.col
}

// offset is where the given line and column are, both counted from 1 and the column in runes.
func (s *source) offset(line, col int) int {
	line = min(max(line-1, 0), len(s.lines)-1)
	start, end := s.lines[line], s.lineEnd(line)
	if s.ascii {
		return min(start+col-1, end)
	}
	from := place{line, start, 0}
	if s.seen.line == line && s.seen.col <= col-1 {
		from = s.seen
	}
	for from.col < col-1 && from.offset < end {
		_, size := utf8.DecodeRuneInString(s.text[from.offset:])
		from.offset += size
		from.col++
	}
	s.seen = from
	return from.offset
}

// lineEnd is where the text of a line ends, its line break left out.
func (s *source) lineEnd(line int) int {
	end := len(s.text)
	if line+1 < len(s.lines) {
		end = s.lines[line+1] - 1
	}
	if end > s.lines[line] && s.text[end-1] == '\r' {
		end--
	}
	return end
}

// span is the stretch between two offsets. It ends with whole characters.
func (s *source) span(from, to int) diag.Span {
	for to < len(s.text) && !utf8.RuneStart(s.text[to]) {
		to++
	}
	return diag.Span{File: s.name, Start: s.point(from), End: s.point(to)}
}

// lineSpan is the text of a line without the blanks around it.
func (s *source) lineSpan(line int) diag.Span {
	line = min(max(line-1, 0), len(s.lines)-1)
	start, end := s.lines[line], s.lineEnd(line)
	text := s.text[start:end]
	start += len(text) - len(strings.TrimLeft(text, " \t"))
	return s.span(start, max(start, s.lines[line]+len(strings.TrimRight(text, " \t"))))
}

// skipProperties moves over the anchor and tag in front of a value.
func (s *source) skipProperties(i int) int {
	for i < len(s.text) && (s.text[i] == '&' || s.text[i] == '!') {
		anchor := s.text[i] == '&'
		i++
		for i < len(s.text) && !isBlank(s.text[i]) && (!anchor || strings.IndexByte(aliasCharacters, s.text[i]) >= 0) {
			i++
		}
		i = s.skipSpace(i)
	}
	return i
}

// skipSpace moves over blanks, line breaks and comments.
func (s *source) skipSpace(i int) int {
	for i < len(s.text) {
		switch {
		case isBlank(s.text[i]):
			i++
		case s.text[i] == '#':
			i = s.skipLine(i)
		default:
			return i
		}
	}
	return i
}

// skipLine moves to the line break, or to the end of the text.
func (s *source) skipLine(i int) int {
	if n := strings.IndexByte(s.text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(s.text)
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// skipBlanks moves over blanks within the line.
func (s *source) skipBlanks(i int) int {
	for i < len(s.text) && (s.text[i] == ' ' || s.text[i] == '\t') {
		i++
	}
	return i
}
