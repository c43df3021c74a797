package importer

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/linewalk/linewalk/model/diag"
)

// How much of a label is read, in bytes, and how much of it is drawn, in characters. A drawing refuses values
// that are far longer, and nobody reads them.
const (
	longestMarkup = 16 << 10
	longestLabel  = 200
)

// PlainText is what a reader sees of a label that is HTML, in one line.
func PlainText(markup string) string { return LabelText(PlainLines(markup)) }

// PlainLines is what a reader sees of a label that is HTML: without tags, comments and scripts, with entities
// resolved, and with a line feed where a tag ends a line. What only looks like a tag, such as List<Order>, is
// left as it is.
func PlainLines(markup string) string {
	markup = cutText(markup)
	if !strings.ContainsAny(markup, "<&") {
		return markup
	}
	var text strings.Builder
	hidden := atom.Atom(0)
	tokens := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken: // the end: there is no other fault
			return text.String()
		case html.TextToken:
			if hidden == 0 {
				text.Write(tokens.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := string(tokens.Raw())
			tag := tagOf(tokens)
			switch {
			case tag == 0 && hidden == 0:
				text.WriteString(raw)
			case tag == atom.Script || tag == atom.Style:
				hidden = 0
				if kind == html.StartTagToken {
					hidden = tag
				}
			case !inlineTags[tag]:
				text.WriteByte('\n')
			}
		}
	}
}

// tagOf is the element that a tag is of, or 0 if HTML and the labels of Graphviz have no such.
func tagOf(tokens *html.Tokenizer) atom.Atom {
	name, _ := tokens.TagName()
	if bytes.EqualFold(name, []byte("o")) || bytes.EqualFold(name, []byte("vr")) {
		return atom.Span
	}
	return atom.Lookup(bytes.ToLower(name))
}

// inlineTags are the elements that part no words.
var inlineTags = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true,
	atom.Kbd: true, atom.Mark: true, atom.S: true, atom.Small: true, atom.Span: true, atom.Strong: true,
	atom.Sub: true, atom.Sup: true, atom.Tt: true, atom.U: true,
}

// LabelText is a plain text as a label that can be drawn: in one line, and cut where it is too long.
func LabelText(text string) string {
	return diag.Shorten(oneLine(cutText(text)), longestLabel)
}

// cutText is the start of a text of any length.
func cutText(text string) string {
	if len(text) > longestMarkup {
		return strings.ToValidUTF8(text[:longestMarkup], "")
	}
	return text
}
