package paste

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// entry is how a line of a mapping begins.
var entry = regexp.MustCompile(`^[A-Za-z-]+:([ \t\r\n]|$)`)

// Under is how to write a line, such as "owner: web", under a key of a drawing, whatever stands there
// already: nothing, a mapping in braces, or one a line each. Everything else stays as it is. It is nil
// where something else stands there, such as an alias, and no place is certain. Text is the whole file
// that the key is in.
func Under(text string, key diag.Span, line string) *diag.Insertion {
	at := int(key.End.Offset)
	if at > len(text) {
		return nil
	}
	at += leading(text[at:], " \t")
	if !strings.HasPrefix(text[at:], ":") {
		return nil
	}
	colon := at + 1
	value := colon + leading(text[colon:], " \t")
	switch rest := text[value:]; {
	case strings.HasPrefix(rest, "{"):
		return inBraces(text, key, value+1, line)
	case rest == "" || strings.HasPrefix(rest, "\n") || strings.HasPrefix(rest, "\r\n") || value > colon && strings.HasPrefix(rest, "#"):
		return below(text, key, colon, line)
	}
	return nil
}

// inBraces writes the line as the first of a mapping that opens just before a place.
func inBraces(text string, key diag.Span, open int, line string) *diag.Insertion {
	if !strings.HasPrefix(text[open+leading(text[open:], " \t\r\n"):], "}") {
		line += ", "
	}
	return beside(text, key, open, line)
}

// below writes the line above the first one that is indented below the key, or in braces behind the
// colon of a key that has nothing below it.
func below(text string, key diag.Span, colon int, line string) *diag.Insertion {
	end := "\n"
	for n, start := int32(1), 0; ; n++ {
		next := strings.IndexByte(text[colon+start:], '\n') + 1
		if next == 0 {
			return beside(text, key, colon, " {"+line+"}")
		}
		if strings.HasSuffix(text[:colon+start+next], "\r\n") {
			end = "\r\n"
		}
		start += next
		first := text[colon+start:]
		indent := leading(first, " ")
		content := first[indent:]
		switch {
		case content == "", strings.HasPrefix(content, "#"), strings.HasPrefix(content, "\n"), strings.HasPrefix(content, "\r\n"):
			continue
		case indent < int(key.Start.Col):
			return beside(text, key, colon, " {"+line+"}")
		case !entry.MatchString(content):
			return nil
		}
		return &diag.Insertion{
			File: key.File, At: diag.Point{Line: key.End.Line + n, Col: 1, Offset: int32(colon + start)}, Text: first[:indent] + line + end,
		}
	}
}

// beside writes text at an offset on the line that the key ends on.
func beside(text string, key diag.Span, offset int, insert string) *diag.Insertion {
	behind := utf8.RuneCountInString(text[key.End.Offset:offset])
	return &diag.Insertion{
		File: key.File, At: diag.Point{Line: key.End.Line, Col: key.End.Col + int32(behind), Offset: int32(offset)}, Text: insert,
	}
}

// leading counts the bytes at the head of a text that are among the given ones.
func leading(text, among string) int { return len(text) - len(strings.TrimLeft(text, among)) }
