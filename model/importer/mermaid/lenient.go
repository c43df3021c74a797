package mermaid

import (
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/model/diag"
)

// lenient notes that something is read which Mermaid refuses, once a file: who looks at the picture sees a fault
// in its place.
func (p *parser) lenient(from, to int, why string) {
	if p.remarks.Once(p.chart.lines.File() + "\x00lenient") {
		p.remarks.Say(diag.Note, p.span(from, to), "Mermaid itself does not take this: %s", why)
	}
}

// lenientLabel looks at a label of a box or an arrow. Outside of quotes it can hold no bracket, no bar, no quote
// and nothing that looks like the ID of an arrow.
func (p *parser) lenientLabel(from, to int) {
	label := strings.TrimSpace(string(p.text[from:to]))
	if n := len(label); n >= 2 && label[0] == '"' && strings.IndexByte(label[1:], '"') == n-2 {
		return
	}
	if strings.ContainsAny(label, `()[]{}|"`) || likeArrowID(string(p.text[max(0, from-1):to])) {
		p.lenient(from, to, "such a label needs quotes")
	}
}

// likeArrowID tells whether a text has an @ behind something else than a blank, as the ID of an arrow has.
func likeArrowID(text string) bool {
	at := strings.IndexByte(text, '@')
	return at > 0 && strings.IndexByte(" \t\n", text[at-1]) < 0 && !strings.HasPrefix(text[at+1:], "{") && !strings.HasPrefix(text[at+1:], `"`)
}

// lenientWithin looks at a label between the halves of a link.
func (p *parser) lenientWithin(from, to int, stroke byte) {
	label := strings.TrimSpace(string(p.text[from:to]))
	switch quote := strings.IndexByte(label, '"'); {
	case quote == 0:
	case quote > 0, stroke == '.' && strings.Contains(label, "."):
		p.lenient(from, to, "such a label needs quotes")
	}
}

// lenientName looks at the name of a subgraph without quotes.
func (p *parser) lenientName(name string, from int) {
	switch {
	case name == "" && p.at(p.pos) != '[':
		p.lenient(from, from+len("subgraph"), "a subgraph needs a name")
	case strings.HasPrefix(name, `"`):
	case strings.ContainsAny(name, "<>()[]{}|\",=@\u2014\u2013") || strings.Contains(name, "--") || strings.ContainsFunc(name, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsSymbol(r) }):
		p.lenient(from, p.pos, "such a name needs quotes")
	}
}

// lenientID looks at the ID of a box. One that begins with a word of Mermaid is read as that word.
func (p *parser) lenientID(from int) {
	if end := p.wordEnd(from); end < len(p.text) || end > from {
		word, _, _ := strings.Cut(string(p.text[from:end]), "-")
		if behind := p.at(from + len(word)); reserved[word] && strings.IndexByte("-./", behind) >= 0 && behind != 0 {
			p.lenient(from, end, "the ID starts with "+word+", which is a word of its own")
		}
	}
}

// lenientHeader looks at the words with which the text starts.
func (p *parser) lenientHeader(from, to int) {
	word, direction, _ := strings.Cut(strings.TrimSpace(string(p.text[from:to])), " ")
	if strings.ToLower(word) != word || strings.TrimSpace(direction) != "v" && strings.ToUpper(direction) != direction {
		p.lenient(from, to, "write "+strings.ToLower(word)+" in small letters, and directions in capitals")
	}
}
