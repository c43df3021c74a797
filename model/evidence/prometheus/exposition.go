package prometheus

import (
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// How many broken lines of one file are told.
const mostBroken = 20

// exposition reads lines of samples and comments, or lines that hold a name alone.
func (r *metrics) exposition(text string) {
	var open family
	for offset := 0; offset < len(text); {
		length := lineLength(text[offset:])
		line := text[offset : offset+length]
		if offset == 0 {
			line = strings.TrimPrefix(line, byteOrderMark)
		}
		at := offset + length - len(line)
		at += len(line) - len(strings.TrimLeft(line, " \t"))
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case line[0] == '#':
			if name, kind, from, ok := declaration(line); ok {
				r.close(open)
				open = family{name: name, kind: kind, at: r.cursor.span(at+from, at+from+len(name))}
			}
		default:
			name := r.sample(line, at)
			open.exposed = open.exposed || open.has(name)
		}
		offset += length
	}
	r.close(open)
	if rest := r.broken - mostBroken; rest > 0 {
		r.warn(r.start(), "%s more are no samples and no names", count(rest, "line"))
	}
}

// A family is what a comment with a type announces.
type family struct {
	name, kind string
	at         diag.Span
	exposed    bool // samples of it are there, so they tell the names
}

// has tells whether a sample of that name is one of the family.
func (f family) has(name string) bool {
	rest, found := strings.CutPrefix(name, f.name)
	return found && f.name != "" && (rest == "" || rest[0] == '_')
}

// declaration reads "# TYPE name type". A name in quotes may be any.
func declaration(line string) (name, kind string, from int, ok bool) {
	rest, found := strings.CutPrefix(line, "# TYPE ")
	if !found {
		return "", "", 0, false
	}
	from = len(line) - len(rest)
	if !strings.HasPrefix(rest, `"`) {
		name, kind, _ = strings.Cut(rest, " ")
		return name, strings.TrimSpace(kind), from, name != ""
	}
	length, _ := quotedLength(rest)
	name, err := strconv.Unquote(rest[:length])
	return name, strings.TrimSpace(rest[length:]), from + 1, err == nil && name != ""
}

// close keeps the names of a family of which no samples followed.
func (r *metrics) close(f family) {
	if f.name != "" && !f.exposed {
		r.addFamily(f.name, f.kind, f.at)
	}
}

// sample keeps the name that a line begins with, and hands it back.
func (r *metrics) sample(line string, at int) string {
	name, from, to, ok := sampleName(line)
	if ok {
		r.add(name, r.cursor.span(at+from, at+to))
		return name
	}
	if r.broken++; r.broken <= mostBroken {
		r.warn(r.cursor.span(at, at+len(line)), "this line is neither a sample nor the name of a metric")
	}
	return ""
}

// sampleName is the name that a line gives, and where in the line it stands: alone, in a list, in
// quotes, before labels and a figure, or quoted among the labels.
func sampleName(line string) (name string, from, to int, ok bool) {
	if item := strings.TrimLeft(strings.TrimPrefix(line, "- "), " "); len(item) < len(line) {
		from, line = len(line)-len(item), item
	}
	if line == "" {
		return "", 0, 0, false
	}
	if c := line[0]; c == '"' || c == '\'' {
		length, closed := quotedLength(line)
		return line[1:max(length-1, 1)], from + 1, from + length - 1, closed && length == len(line) && isName(line[1:length-1])
	}
	bare := leading(line, func(c byte) bool { return c != '{' && c != ' ' && c != '\t' })
	name, rest := line[:bare], strings.TrimLeft(line[bare:], " \t")
	to = from + bare
	if strings.HasPrefix(rest, "{") {
		length, quoted, closed := labelsLength(rest)
		if !closed {
			return "", 0, 0, false
		}
		if name == "" {
			unquoted, err := strconv.Unquote(rest[quoted[0]:quoted[1]])
			return unquoted, from + quoted[0], from + quoted[1], err == nil && unquoted != "" && isFigure(rest[length:])
		}
		rest = rest[length:]
	}
	return name, from, to, isName(name) && (strings.TrimSpace(rest) == "" || isFigure(rest))
}

// isName tells whether a word can be the name of a metric. Names of OpenTelemetry have dots.
func isName(word string) bool {
	for i := range len(word) {
		c := word[i]
		inside := isDigit(c) || c == '.' || c == '-' || c == '/'
		if !isLetter(c) && c != '_' && c != ':' && (i == 0 || !inside) {
			return false
		}
	}
	return word != ""
}

// isFigure tells whether a figure follows, which is all that is asked of it.
func isFigure(rest string) bool {
	word := strings.TrimLeft(rest, " \t")
	if strings.HasPrefix(word, "{") { // a native histogram is a figure of many parts
		return true
	}
	word = word[:leading(word, func(c byte) bool { return c != ' ' && c != '\t' })]
	_, err := strconv.ParseFloat(word, 64)
	return err == nil
}

// labelsLength is how long the braces are that a text begins with, whether they are closed, and where
// in them a quoted name stands that has no value.
func labelsLength(text string) (length int, name [2]int, closed bool) {
	for i := 1; i < len(text); {
		switch text[i] {
		case '}':
			return i + 1, name, true
		case '"':
			n, ended := quotedLength(text[i:])
			if !ended {
				return len(text), name, false
			}
			before := strings.TrimRight(text[:i], " \t")
			after := strings.TrimLeft(text[i+n:], " \t")
			if !strings.HasSuffix(before, "=") && !strings.HasPrefix(after, "=") && name[1] == 0 {
				name = [2]int{i, i + n}
			}
			i += n
		default:
			i++
		}
	}
	return len(text), name, false
}

// quotedLength is how long the quoted text is that a text begins with, and whether it is closed.
func quotedLength(text string) (int, bool) {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[0]:
			return i + 1, true
		}
	}
	return len(text), false
}

// leading counts the bytes at the start of a text that are of some sort.
func leading(text string, is func(byte) bool) int {
	for i := range len(text) {
		if !is(text[i]) {
			return i
		}
	}
	return len(text)
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
