package mermaid

import (
	"bytes"
	"strings"
)

// opensGroup tells whether a word opens a group. Mermaid wants it in small letters; with capitals it is taken
// for the keyword where a name follows, as two boxes without an arrow between them would be a fault.
func (p *parser) opensGroup(word string, behind int) bool {
	if word == "subgraph" {
		return true
	}
	next := p.at(p.skip(behind, " \t"))
	return strings.EqualFold(word, "subgraph") && (wordChar(next) && p.linkAt(p.skip(behind, " \t")).end == 0 || next == '"')
}

// closesGroup tells whether a word closes a group: end, or End for what Subgraph has opened.
func (p *parser) closesGroup(word string, behind int) bool {
	if word == "end" {
		return true
	}
	next := p.at(p.skip(behind, " \t"))
	return strings.EqualFold(word, "end") && len(p.open) > 0 && p.open[len(p.open)-1].capital && (next == 0 || next == '\n' || next == ';')
}

// group opens a group: subgraph ID, subgraph Some title, subgraph ID [Some title], each with or without quotes.
func (p *parser) group(from, behind int) {
	if len(p.open) == deepest {
		p.fail(from, behind, "subgraphs are nested more than 100 deep", "nest them less")
		p.pos = len(p.text)
		return
	}
	p.pos = p.skip(behind, " \t")
	id := p.groupName()
	p.lenientName(id, from)
	if p.text[from] != 's' {
		p.lenient(from, behind, "write subgraph in small letters")
	}
	title, closed := "", true
	if p.at(p.pos) == '[' {
		var t thing
		closed = p.shape(&t)
		title = t.label
	} else if strings.ContainsAny(id, " \t\n<>()[]{}|\"") {
		id, title = "", cleanLabel(id)
	}
	p.open = append(p.open, scope{id: p.nameGroup(id, title, p.from+from), at: from, capital: p.text[from] != 's'})
	p.pos = p.skip(p.pos, " \t")
	if c := p.at(p.pos); closed && c != 0 && c != '\n' && c != ';' {
		p.fail(p.pos, p.pos+1, "the end of the line is expected behind the name of a subgraph", "quote the name")
		closed = false
	}
	if !closed {
		p.skipLine()
	}
}

// nameGroup draws the group under its ID, which it tells.
func (p *parser) nameGroup(id, title string, at int) string {
	id = p.groupID(id, title)
	if id != "" {
		t := p.chart.thing(id, at)
		t.group = true
		if title != "" && !strings.HasSuffix(id, title) {
			t.label = title
		}
	}
	return id
}

// groupName reads the name behind the keyword, up to its title or the end of the statement. One in quotes
// loses them where an ID is left.
func (p *parser) groupName() string {
	if p.at(p.pos) == '"' {
		if n := bytes.IndexByte(p.text[p.pos+1:], '"'); n >= 0 {
			name := string(p.text[p.pos : p.pos+n+2])
			p.pos = p.skip(p.pos+len(name), " \t")
			if bare := name[1 : len(name)-1]; !strings.ContainsAny(bare, " \t\n`") {
				return bare
			}
			return name
		}
	}
	line, _ := p.line(p.pos)
	if n := bytes.IndexAny(line, "[;"); n >= 0 {
		line = line[:n]
	}
	p.pos += len(line)
	return string(bytes.TrimSpace(line))
}

// groupID is the ID of a group. One that has only a title goes by that, within the group around it if
// another has the same.
func (p *parser) groupID(id, title string) string {
	if id != "" || title == "" {
		return id
	}
	around := ""
	for _, s := range p.open {
		if s.id != "" {
			around = s.id
		}
	}
	i, known := p.chart.index[title]
	if !known || around == "" {
		return title
	}
	if t := p.chart.things[i]; t.group && t.home == around {
		return title
	}
	return around + "/" + title
}

// endGroup closes the innermost group. What stands in one without a name stands in the group around it.
func (p *parser) endGroup() {
	last := len(p.open) - 1
	s := p.open[last]
	p.open = p.open[:last]
	members := s.members
	if s.id != "" {
		p.chart.settle(s.id, s.members)
		members = []string{s.id}
	}
	if last > 0 {
		p.open[last-1].members = append(p.open[last-1].members, members...)
	}
}
