package dot

import (
	"html"
	"strings"

	"github.com/linewalk/linewalk/model/importer"
)

// An object is what a label belongs to: what stands in it for \N, \G, \E, \T and \H.
type object struct{ node, graph, tail, head, arrow string }

// plain is a label as plain text in one line.
func (v value) plain(o object, record bool) string { return importer.LabelText(v.lines(o, record)) }

// lines is a label as plain text, line by line. A record has fields, which | parts, in place of lines.
func (v value) lines(o object, record bool) string {
	if v.html {
		return importer.PlainLines(v.text)
	}
	var text strings.Builder
	port := false
	for i := 0; i < len(v.text) && text.Len() < 64<<10; i++ {
		c := v.text[i]
		switch {
		case c == '\\' && i+1 < len(v.text):
			i++
			if !port {
				text.WriteString(o.resolve(v.text[i]))
			}
		case record && (c == '<' || c == '>'):
			port = c == '<'
		case port:
		case record && (c == '|' || c == '{' || c == '}'):
			text.WriteByte('\n')
		default:
			text.WriteByte(c)
		}
	}
	return html.UnescapeString(text.String())
}

// resolve is what a character behind a backslash stands for (https://graphviz.org/docs/attr-types/escString/).
func (o object) resolve(c byte) string {
	switch c {
	case 'n', 'l', 'r':
		return "\n"
	case 'N':
		return o.node
	case 'G':
		return o.graph
	case 'E':
		return o.arrow
	case 'T':
		return o.tail
	case 'H':
		return o.head
	case 'L':
		return ""
	}
	return string(rune(c))
}
