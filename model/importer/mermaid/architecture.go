package mermaid

import (
	"regexp"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// An architecture reads an architecture diagram of Mermaid, a statement a line
// (https://mermaid.js.org/syntax/architecture.html).
type architecture struct{ parser }

// The statements of an architecture diagram.
var (
	// group api(cloud)[API] in outside: the word, the ID, the icon, the title and the group around it.
	architectureBox = regexp.MustCompile(`^(group|service|junction)\s+([\w-]+)\s*(?:\(([^)]*)\)|\("[^"]*"\))?\s*(?:\[([^\]]*)\])?\s*(?:in\s+([\w-]+))?$`)

	// db{group}:L <-[label]-> R:shop: an ID, a head, a label, a head and an ID.
	architectureLine = regexp.MustCompile(`^([\w-]+)(?:\{group\})?\s*:\s*[LRTB]\s*(<)?-(?:-|\[([^\]]*)\]-)(>)?\s*[LRTB]\s*:\s*([\w-]+)(?:\{group\})?$`)
)

// icons say what a service is.
var icons = map[string]model.ComponentKind{
	"database": model.ComponentDatabase, "disk": model.ComponentStorage, "internet": model.ComponentExternal,
}

// parse reads all lines.
func (p *architecture) parse() {
	p.pos = p.wordEnd(p.start())
	groups := map[string][]string{} // what stands in each
	for p.pos < len(p.text) {
		p.pos = p.skip(p.pos, " \t\n")
		line, next := p.line(p.pos)
		text := strings.TrimSpace(string(line))
		switch {
		case text == "", strings.HasPrefix(text, "title "), strings.HasPrefix(text, "accTitle"), strings.HasPrefix(text, "accDescr"), strings.HasPrefix(text, "align "):
		case architectureBox.MatchString(text):
			p.box(architectureBox.FindStringSubmatch(text), groups)
		case architectureLine.MatchString(text):
			p.connection(architectureLine.FindStringSubmatch(text))
		default:
			p.fail(p.pos, p.pos+len(text), "this is no group, service, junction or arrow", "write a:R --> L:b for an arrow")
		}
		if p.pos < len(p.text) {
			p.pos = next
		}
	}
	for _, t := range p.chart.things {
		if t.group {
			p.chart.settle(t.id, groups[t.id])
		}
	}
}

// box draws a group, a service or a junction.
func (p *architecture) box(found []string, groups map[string][]string) {
	word, id, icon, title, around := found[1], found[2], found[3], found[4], found[5]
	t := p.chart.thing(id, p.from+p.pos)
	t.group = word == "group"
	t.kind = icons[icon]
	if title != "" {
		t.setLabel(labelLines(title))
	}
	if around != "" {
		groups[around] = append(groups[around], id)
	}
}

// connection draws an arrow.
func (p *architecture) connection(found []string) {
	a := arrow{from: found[1], to: found[5], label: cleanLabel(found[3])}
	switch tail, head := found[2] != "", found[4] != ""; {
	case tail && head:
		a.question = importer.AskBack
	case tail:
		a.from, a.to = a.to, a.from
	case !head:
		a.question = importer.AskDirection
	}
	p.chart.thing(a.from, p.from+p.pos)
	p.chart.thing(a.to, p.from+p.pos)
	if len(p.chart.arrows) < mostArrows {
		p.chart.arrows = append(p.chart.arrows, a)
	}
}
