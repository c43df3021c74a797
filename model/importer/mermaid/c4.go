package mermaid

import (
	"cmp"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// A c4 reads a C4 diagram of Mermaid: one call a line, Rel(shop, db, "reads", "SQL"), and braces around what
// stands in a boundary (https://mermaid.js.org/syntax/c4.html).
type c4 struct{ parser }

// elements are the words that draw a box, without what says that it is outside.
var elements = map[string]model.ComponentKind{
	"Person": model.ComponentPerson,
	"System": model.ComponentService, "SystemDb": model.ComponentDatabase, "SystemQueue": model.ComponentQueue,
	"Container": model.ComponentService, "ContainerDb": model.ComponentDatabase, "ContainerQueue": model.ComponentQueue,
	"Component": model.ComponentService, "ComponentDb": model.ComponentDatabase, "ComponentQueue": model.ComponentQueue,
}

// boundaries are the words that draw a frame.
var boundaries = map[string]bool{
	"Boundary": true, "Enterprise_Boundary": true, "System_Boundary": true, "Container_Boundary": true,
	"Deployment_Node": true, "Node": true, "Node_L": true, "Node_R": true,
}

// parse reads all calls.
func (p *c4) parse() {
	for p.skipLine(); ; {
		p.pos = p.skip(p.pos, " \t\n;")
		if p.pos >= len(p.text) {
			break
		}
		p.statement()
	}
	for len(p.open) > 0 {
		p.fail(p.open[len(p.open)-1].at, p.open[len(p.open)-1].at+1, "this boundary is never closed", "close it with }")
		p.endGroup()
	}
}

// statement reads one call, or the end of a boundary.
func (p *c4) statement() {
	from := p.pos
	if p.text[from] == '}' {
		p.pos++
		if len(p.open) == 0 {
			p.fail(from, from+1, "this brace closes nothing", "remove it")
			return
		}
		p.endGroup()
		return
	}
	end := p.wordEnd(from)
	word := string(p.text[from:end])
	if p.pos = p.skip(end, " \t"); p.at(p.pos) != '(' {
		p.other(word, from)
		return
	}
	args, closed := p.arguments()
	if !closed {
		p.fail(from, end, "the brackets behind "+diag.Quote(word)+" are never closed", "close them with )")
		p.skipLine()
		return
	}
	p.call(word, from, args)
}

// other reads a statement that is no call.
func (p *c4) other(word string, from int) {
	line, next := p.line(p.pos)
	switch word {
	case "title":
		p.chart.title = cmp.Or(p.chart.title, strings.TrimSpace(string(line)))
	case "direction", "accTitle", "accDescr":
	default:
		p.fail(from, max(p.wordEnd(from), from+1), "no call is written here", `write a call such as Rel(a, b, "label")`)
	}
	p.pos = next
}

// call draws what a call says.
func (p *c4) call(word string, from int, args []string) {
	kind, element := elements[strings.TrimSuffix(word, "_Ext")]
	relation, direction, _ := strings.Cut(word, "_")
	switch {
	case element || boundaries[word]:
		if len(args) == 0 || args[0] == "" {
			p.fail(from, from+len(word), "this has no alias", "write one before the label")
			return
		}
		p.box(word, kind, from, args)
	case word == "RelIndex" && len(args) > 0:
		p.relate(word, from, args[1:], "")
	case relation == "Rel" || relation == "BiRel":
		p.relate(relation, from, args, direction)
	case strings.HasPrefix(word, "Update"):
	default:
		p.remarks.Say(diag.Note, p.span(from, from+len(word)), "nothing is read of %s", diag.Quote(word))
	}
}

// box draws a box, or a frame which the brace behind it opens.
func (p *c4) box(word string, kind model.ComponentKind, from int, args []string) {
	t := p.chart.thing(args[0], p.from+from)
	if len(args) > 1 {
		t.setLabel(args[1])
	}
	t.kind = kind
	if strings.HasSuffix(word, "_Ext") && kind == model.ComponentService {
		t.kind = model.ComponentExternal
	}
	if len(p.open) > 0 {
		s := &p.open[len(p.open)-1]
		s.members = append(s.members, t.id)
	}
	if !boundaries[word] {
		return
	}
	t.group = true
	if at := p.skip(p.pos, " \t\n"); p.at(at) == '{' && len(p.open) < deepest {
		p.pos = at + 1
		p.open = append(p.open, scope{id: t.id, at: from})
	}
}

// relate draws an arrow.
func (p *c4) relate(word string, from int, args []string, direction string) {
	if len(args) < 2 || args[0] == "" || args[1] == "" {
		p.fail(from, from+len(word), "an arrow needs two ends", `write Rel(a, b, "label")`)
		return
	}
	args = append(args, "", "")
	p.chart.thing(args[0], p.from+from)
	p.chart.thing(args[1], p.from+from)
	a := arrow{from: args[0], to: args[1], label: args[2], via: args[3]}
	if word == "BiRel" {
		a.question = importer.AskBack
	}
	if direction == "Back" {
		a.from, a.to = a.to, a.from
	}
	if len(p.chart.arrows) < mostArrows {
		p.chart.arrows = append(p.chart.arrows, a)
	}
}

// longestCall bounds how far the end of a call is looked for, in bytes.
const longestCall = 16 << 10

// arguments reads what stands in brackets: names, and texts in quotes. Those that are named, such as
// $link="...", are about looks.
func (p *c4) arguments() (args []string, closed bool) {
	from, quoted := p.pos+1, false
	for at := from; at < min(len(p.text), p.pos+longestCall); at++ {
		c := p.text[at]
		switch {
		case c == '"':
			quoted = !quoted
		case quoted || c != ',' && c != ')':
		default:
			if arg := strings.TrimSpace(string(p.text[from:at])); !strings.HasPrefix(arg, "$") {
				args = append(args, cleanLabel(arg))
			}
			from = at + 1
			if c == ')' {
				p.pos = from
				return args, true
			}
		}
	}
	return nil, false
}
