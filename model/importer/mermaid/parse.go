package mermaid

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// What is read of one chart at most. A chart that goes beyond is no drawing that people look at.
const (
	mostArrows = 100_000
	mostFaults = 100
	deepest    = 100 // groups in groups
)

// A parser reads a flowchart statement by statement. After a fault it goes on with the next line, so that all
// faults are found in one run.
type parser struct {
	*draft
	pos     int
	chart   *chart
	remarks *importer.Remarks
	open    []scope // the groups that are open, the innermost last
	faults  int
}

// A scope is a group that is open.
type scope struct {
	id      string // empty if it has neither ID nor title
	at      int    // where it starts
	capital bool   // its keyword is written with a capital
	members []string
}

// parse reads all statements.
func (p *parser) parse() {
	p.header()
	for p.pos = p.skip(p.pos, " \t\n;"); p.pos < len(p.text); p.pos = p.skip(p.pos, " \t\n;") {
		p.statement()
	}
	for i := len(p.open) - 1; i >= 0; i-- {
		s := p.open[i]
		p.fail(s.at, p.wordEnd(s.at), "this subgraph is never closed", "write end on a line of its own")
		p.endGroup()
	}
}

// header reads the word that makes the text a flowchart, and the direction.
func (p *parser) header() {
	p.pos = p.skip(p.wordEnd(p.start()), " \t")
	p.pos += p.directionAt(p.pos)
	p.lenientHeader(p.start(), p.pos)
}

// fail reports a fault at a stretch of the text.
func (p *parser) fail(from, to int, message, mend string) {
	p.faults++
	if p.faults > mostFaults {
		p.pos = len(p.text)
		return
	}
	p.remarks.Add(fault(p.span(from, to), message, mend))
	if p.faults == mostFaults {
		p.remarks.Say(diag.Note, p.span(from, from), "after %d faults the rest of this diagram is not read", mostFaults)
		p.pos = len(p.text)
	}
}

// span is the place of a stretch in the file.
func (p *parser) span(from, to int) diag.Span { return p.chart.lines.Span(p.from+from, p.from+to) }

// skipLine leaves the rest of the line out.
func (p *parser) skipLine() { _, p.pos = p.line(min(p.pos, len(p.text))) }

// statement reads one statement.
func (p *parser) statement() {
	from := p.pos
	word := string(p.text[from:p.wordEnd(from)])
	behind := from + len(word)
	alone := behind >= len(p.text) || strings.IndexByte(" \t\n;", p.text[behind]) >= 0
	switch {
	case alone && p.opensGroup(word, behind):
		p.group(from, behind)
	case alone && p.closesGroup(word, behind):
		p.pos = behind
		if len(p.open) == 0 {
			p.fail(from, behind, "this end closes no subgraph", "remove it")
			return
		}
		p.endGroup()
	case alone && lookWords[word]:
		p.skipLooks()
	case alone && word == "direction" && p.directionAt(p.skip(behind, " \t")) > 0:
		p.skipLine()
	case (word == "accTitle" || word == "accDescr") && strings.IndexByte(":{", p.at(p.skip(behind, " \t\n"))) >= 0:
		p.description(behind)
	default:
		p.chain()
	}
}

// lookWords start the statements that say how something looks, or what happens when it is clicked.
var lookWords = map[string]bool{"style": true, "classDef": true, "class": true, "linkStyle": true, "click": true}

// skipLooks leaves out a statement about looks. In a style, what stands behind a semicolon may be more of it.
func (p *parser) skipLooks() {
	line, next := p.line(p.pos)
	from, quoted := p.pos, false
	for i, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ';' && !quoted && !isProperty(line[i+1:]):
			p.pos = from + i
			return
		}
	}
	p.pos = next
}

// isProperty tells whether a text starts with the name of a CSS property and a colon.
func isProperty(text []byte) bool {
	text = bytes.TrimLeft(text, " \t")
	n := 0
	for n < len(text) && (text[n] >= 'a' && text[n] <= 'z' || text[n] == '-') {
		n++
	}
	return n > 0 && n < len(text) && text[n] == ':' && !bytes.HasPrefix(text[n:], []byte(":::"))
}

// description leaves out accTitle and accDescr, which may run over several lines in braces.
func (p *parser) description(behind int) {
	at := p.skip(behind, " \t\n")
	if p.text[at] == ':' {
		p.pos = p.skip(at+1, " \t\n")
	} else if n := bytes.IndexByte(p.text[at:], '}'); n >= 0 {
		p.pos = at + n + 1
		return
	} else {
		p.fail(p.pos, behind, "this description is never closed", "close it with }")
	}
	p.skipLine()
}

// chain reads boxes and the arrows between them: A --> B & C --> D.
func (p *parser) chain() {
	from, ok := p.boxes()
	for ok {
		at := p.pos
		l, found := p.link()
		if !found {
			break
		}
		if l.broken {
			p.skipLine()
			return
		}
		var to []string
		if to, ok = p.target(at); ok {
			p.connect(from, to, l)
			from = to
		}
	}
	if ok {
		p.endStatement()
	}
}

// target reads the boxes that an arrow leads to. A statement on the line below is not what it leads to.
func (p *parser) target(link int) ([]string, bool) {
	word := string(p.text[p.pos:p.wordEnd(p.pos)])
	keyword := reserved[word] && p.idEnd(p.pos) == p.pos+len(word)
	below := bytes.IndexByte(p.text[link:p.pos], '\n') >= 0 && len(bytes.TrimSpace(p.text[link:p.pos])) > 0
	if p.pos >= len(p.text) || strings.IndexByte("\n;", p.text[p.pos]) >= 0 || keyword && below {
		link = p.skip(link, " \t\n")
		p.fail(link, link+1, "this arrow leads nowhere", "name the box behind it")
		return nil, false
	}
	if word == "end" && keyword {
		p.fail(p.pos, p.pos+len(word), "the word end closes a subgraph, so no box can have it for an ID", `give it an ID, such as done["end"]`)
		p.skipLine()
		return nil, false
	}
	return p.boxes()
}

// connect draws an arrow from each of some boxes to each of others.
func (p *parser) connect(from, to []string, l link) {
	if l.unseen {
		return
	}
	if len(p.chart.arrows)+len(from)*len(to) > mostArrows {
		p.fail(p.pos, p.pos, "there are more than 100,000 arrows", "split the diagram")
		p.pos = len(p.text)
		return
	}
	for _, a := range from {
		for _, b := range to {
			p.chart.arrows = append(p.chart.arrows, arrow{from: a, to: b, label: l.label, question: l.question})
		}
	}
}

// endStatement expects that nothing stands behind the statement.
func (p *parser) endStatement() {
	p.pos = p.skip(p.pos, " \t")
	switch rest := p.text[p.pos:]; {
	case len(rest) == 0 || rest[0] == '\n' || rest[0] == ';':
		return
	case bytes.HasPrefix(rest, []byte("%%")):
		p.fail(p.pos, p.pos+2, "a comment cannot stand behind a statement", "put the comment on a line of its own")
	case bytes.HasPrefix(rest, []byte("->")) || bytes.HasPrefix(rest, []byte("=>")):
		p.fail(p.pos, p.pos+2, "Mermaid has no such arrow as "+string(rest[:2]), "write "+strings.Repeat(string(rest[:1]), 2)+">")
	default:
		_, size := utf8.DecodeRune(rest)
		p.fail(p.pos, p.pos+size, "an arrow or the end of the line is expected here", "put what follows on a line of its own, or quote the label before it")
	}
	p.skipLine()
}

// boxes reads one box or several with & between them.
func (p *parser) boxes() ([]string, bool) {
	var all []string
	for {
		id, ok := p.box()
		if !ok {
			return nil, false
		}
		all = append(all, id)
		next := p.skip(p.pos, " \t")
		if p.at(next) != '&' {
			return all, true
		}
		p.pos = p.skip(next+1, " \t\n")
	}
}

// box reads the ID of a box, its shape with its label, its class and its attributes.
func (p *parser) box() (string, bool) {
	from := p.pos
	end := p.idEnd(from)
	id := string(p.text[from:end])
	if id == "" || reserved[id] {
		p.noBox(from, end)
		return "", false
	}
	p.lenientID(from)
	p.pos = end
	t := p.chart.thing(id, p.from+from)
	if len(p.open) > 0 {
		s := &p.open[len(p.open)-1]
		s.members = append(s.members, id)
	}
	if !p.shape(t) {
		p.skipLine()
		return "", false
	}
	for bytes.HasPrefix(p.text[p.pos:], []byte(":::")) {
		p.pos = p.idEnd(p.pos + len(":::"))
	}
	if p.at(p.pos) == '@' && p.at(p.pos+1) == '{' && !p.attributes(t) {
		p.skipLine()
		return "", false
	}
	return id, true
}

// reserved are the words that Mermaid keeps for itself.
var reserved = map[string]bool{"end": true, "subgraph": true, "graph": true, "flowchart": true, "style": true, "class": true, "classDef": true, "linkStyle": true}

// noBox reports that no box stands where one should.
func (p *parser) noBox(from, end int) {
	_, size := utf8.DecodeRune(p.text[from:])
	switch rest := p.text[from:]; {
	case end > from:
		p.fail(from, end, string(rest[:end-from])+" is a word of Mermaid, so no box can have it for an ID", "give the box another ID, and its name as a label: x["+string(rest[:end-from])+"]")
	case len(rest) == 0:
		p.fail(from, from, "a box is expected here", "name the box")
	case bytes.HasPrefix(rest, []byte("%%")):
		p.fail(from, from+2, "a comment cannot stand behind a statement", "put the comment on a line of its own")
	case rest[0] == '"':
		p.fail(from, from+1, "a box has no ID in quotes", `give it an ID, and its name as a label: x["name"]`)
	case p.linkAt(from).end > from:
		p.fail(from, from+size, "this arrow starts nowhere", "name the box before it")
	default:
		p.fail(from, from+size, "a box is expected here", "start with the ID of a box")
	}
	p.skipLine()
}

// idEnd is where the ID ends that starts at an offset. Letters of all scripts are good, and most signs that
// are part of no arrow and no shape.
func (p *parser) idEnd(from int) int {
	at := from
	whole := true // an arrow may start here, though x or o could belong to the ID: 1x--x2, but not box--x2
	for at < len(p.text) {
		c := p.text[at]
		next := p.at(at + 1)
		switch {
		case c == '-' && (next == '-' || next == '.' || next == '>'):
			return at
		case c == '=' && (next == '=' || next == '>'):
			return at
		case c == ':' && next == ':' && p.at(at+2) == ':':
			return at
		case (c == '&' || c == '"' || c == '%' && next == '%') && at == from:
			return at
		case c < utf8.RuneSelf && !wordChar(c) && strings.IndexByte("-=:!\"#$%&'*+.,`?\\/", c) < 0:
			return at
		case whole && at > from && strings.IndexByte("xo.", c) >= 0 && p.linkAt(at).end > 0:
			return at
		}
		whole = c >= utf8.RuneSelf || c == ':' || c == ',' || whole && c >= '0' && c <= '9'
		at++
	}
	return at
}
