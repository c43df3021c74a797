package mermaid

import (
	"bytes"
	"strings"

	"github.com/linewalk/linewalk/model/importer"
)

// A link is what stands between two boxes.
type link struct {
	label    string
	question string
	unseen   bool // ~~~ keeps boxes apart and is not drawn
	broken   bool // it is a fault, and reported
}

// A mark is a link, or the first half of one that has its label in it: -- label -->.
type mark struct {
	end    int  // where it ends; 0 if there is none
	stroke byte // - = . or ~
	half   bool
	tail   byte // what it starts with: x, o or <; 0 if nothing
	head   byte // x, o or >; 0 if it has none
}

// linkAt is the mark at an offset. The patterns are those of Mermaid: [xo<]?--+[-xo>], the same with ==, and
// [xo<]?-?\.+-[xo>]? for dotted ones, each of any length; ~~~ is not seen.
func (p *parser) linkAt(at int) mark {
	var m mark
	if c := p.at(at); c == 'x' || c == 'o' || c == '<' {
		m.tail = c
		at++
	}
	run := func(c byte, from int) int {
		for p.at(from) == c {
			from++
		}
		return from
	}
	switch c := p.at(at); {
	case c == '~' && m.tail == 0:
		if end := run('~', at); end-at >= 3 {
			return mark{end: end, stroke: '~'}
		}
	case (c == '-' || c == '=') && p.at(at+1) == c:
		m.stroke, m.end = c, run(c, at)
		m.head = p.headAt(m.end)
		m.half = m.end-at == 2 && m.head == 0
	case c == '.' || c == '-' && p.at(at+1) == '.':
		dots := at
		if c == '-' {
			dots++
		}
		m.stroke, m.end = '.', run('.', dots)
		switch {
		case p.at(m.end) == '-':
			m.end++
			m.head = p.headAt(m.end)
		case c == '-':
			m.end, m.half = dots+1, true
		default:
			return mark{}
		}
	default:
		return mark{}
	}
	if m.head != 0 {
		m.end++
	}
	return m
}

// headAt is the head at an offset, 0 if there is none.
func (p *parser) headAt(at int) byte {
	if c := p.at(at); c == 'x' || c == 'o' || c == '>' {
		return c
	}
	return 0
}

// link reads what leads from the boxes read to others. It may start on a line below. Where none follows,
// nothing is read.
func (p *parser) link() (link, bool) {
	at := p.skip(p.pos, " \t")
	if end := p.arrowID(at); end > at {
		if p.chart.arrowIDs == nil {
			p.chart.arrowIDs = map[string]bool{}
		}
		p.chart.arrowIDs[string(p.text[at:end-1])] = true
		at = end
	}
	at = p.skip(at, " \t\n")
	m := p.linkAt(at)
	if m.end == 0 {
		return link{}, false
	}
	p.pos = p.skip(m.end, " \t\n")
	l := link{unseen: m.stroke == '~'}
	switch {
	case m.half:
		label, end, found := p.labelWithin(m)
		if !found {
			p.fail(at, m.end, "no arrow ends the label that starts here", `write A -->|label| B`)
			return link{broken: true}, true
		}
		m = mark{stroke: m.stroke, tail: m.tail, head: end.head, end: end.end}
		l.label = label
		p.pos = p.skip(m.end, " \t\n")
	case p.at(p.pos) == '|':
		label, found := p.labelBehind()
		if !found {
			p.fail(p.pos, p.pos+1, "this label is never closed", "close it with |")
			return link{broken: true}, true
		}
		l.label = label
	}
	l.question = m.question()
	return l, true
}

// question is what remains open about a link.
func (m mark) question() string {
	switch {
	case m.stroke == '~':
		return ""
	case m.head == 0:
		return importer.AskDirection
	case m.tail == m.head || m.tail == '<' && m.head == '>':
		return importer.AskBack
	}
	return ""
}

// arrowID is where the ID of an arrow ends, as in A e1@--> B; else the offset itself.
func (p *parser) arrowID(at int) int {
	end := p.idEnd(at)
	if end > at && p.at(end) == '@' && p.linkAt(p.skip(end+1, " \t\n")).end > 0 {
		return end + 1
	}
	return at
}

// labelBehind reads |label|.
func (p *parser) labelBehind() (string, bool) {
	at := p.pos + 1
	from := p.skip(at, " \t\n")
	if p.at(from) == '"' {
		if n := bytes.IndexByte(p.text[from+1:], '"'); n >= 0 {
			if end := p.skip(from+n+2, " \t\n"); p.at(end) == '|' {
				p.pos = p.skip(end+1, " \t")
				return cleanLabel(string(p.text[from : from+n+2])), true
			}
		}
	}
	end := p.signEnd(at, '|')
	if end < 0 {
		return "", false
	}
	p.lenientLabel(at, end)
	p.pos = p.skip(end+1, " \t")
	return cleanLabel(string(p.text[at:end])), true
}

// labelWithin reads the label between the halves of a link, and its second half, which has the same stroke.
// The second half may take the last letter of the label for a tail, as Mermaid does.
func (p *parser) labelWithin(first mark) (string, mark, bool) {
	below := false // the line in which the label starts
	for at := p.pos; at < len(p.text); at++ {
		c := p.text[at]
		switch {
		case c == '\n':
			below = true
		case c == '"':
			n := bytes.IndexByte(p.text[at+1:], '"')
			if n < 0 {
				return "", mark{}, false
			}
			at += n + 1
		case c == first.stroke || first.stroke == '.' && c == '-' && p.at(at+1) == '.':
			m := p.linkAt(at)
			switch {
			case m.end == 0: // a sign that is part of the label
				for p.at(at+1) == c {
					at++
				}
			case m.half && below:
				return "", mark{}, false // the label of another link
			case m.half:
				at = m.end - 1
			default:
				end := at
				if at > p.pos && strings.IndexByte("xo<", p.text[at-1]) >= 0 {
					end--
				}
				p.lenientWithin(p.pos, end, first.stroke)
				return cleanLabel(string(p.text[p.pos:end])), m, true
			}
		}
	}
	return "", mark{}, false
}
