package codeowners

import (
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// A line is a line of the file without the blanks around it. One that is empty or a comment has no
// words.
type line struct {
	text  string
	words []word
}

// A word is a stretch of a line between blanks. A blank behind a backslash belongs to the word.
type word struct {
	text       string
	start, end int // in the text of the line, in bytes
	span       diag.Span
}

// linesOf takes a text apart.
func linesOf(name, text string) []line {
	var lines []line
	offset := 0
	if rest, ok := strings.CutPrefix(text, "\ufeff"); ok {
		offset, text = len(text)-len(rest), rest
	}
	number := int32(0)
	for full := range strings.Lines(text) {
		number++
		trimmed := strings.TrimLeft(full, " \t")
		indent := len(full) - len(trimmed)
		trimmed = trimBehind(trimmed)
		l := line{text: trimmed}
		if trimmed != "" && trimmed[0] != '#' {
			at := diag.Point{Line: number, Col: int32(indent) + 1, Offset: int32(offset + indent)}
			l.words = wordsOf(name, trimmed, at)
		}
		lines = append(lines, l)
		offset += len(full)
	}
	return lines
}

// trimBehind takes off the blanks at the end of a line, but none that is escaped.
func trimBehind(text string) string {
	trimmed := strings.TrimRight(text, " \t\r\n")
	backslashes := len(trimmed) - len(strings.TrimRight(trimmed, `\`))
	if backslashes%2 == 1 && len(trimmed) < len(text) && text[len(trimmed)] == ' ' {
		return text[:len(trimmed)+1]
	}
	return trimmed
}

// wordsOf takes a line apart that begins at a place.
func wordsOf(name, text string, at diag.Point) []word {
	var words []word
	blank := func(i int) bool { return text[i] == ' ' || text[i] == '\t' }
	for i := 0; i < len(text); {
		if blank(i) {
			i++
			continue
		}
		start := i
		for i < len(text) && !blank(i) {
			if text[i] == '\\' {
				i++
			}
			i++
		}
		i = min(i, len(text))
		words = append(words, word{text: text[start:i], start: start, end: i})
	}
	col, passed := at.Col, 0
	point := func(i int) diag.Point {
		col += int32(utf8.RuneCountInString(text[passed:i]))
		passed = i
		return diag.Point{Line: at.Line, Col: col, Offset: at.Offset + int32(i)}
	}
	for i := range words {
		w := &words[i]
		w.span = diag.Span{File: name, Start: point(w.start), End: point(w.end)}
	}
	return words
}

// span is from the first word of a line to its last.
func (l line) span() diag.Span {
	span := l.words[0].span
	span.End = l.words[len(l.words)-1].span.End
	return span
}

// controls tells whether a line has characters in it that no editor shows.
func (l line) controls() bool {
	return strings.ContainsFunc(l.text, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}
