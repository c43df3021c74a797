package mermaid

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// shapes are the brackets around a label, the longer ones first, and the kind of component that they draw.
var shapes = []struct {
	open, close string
	kind        model.ComponentKind
}{
	{"(((", ")))", model.ComponentService},
	{"((", "))", model.ComponentService},
	{"([", "])", model.ComponentService},
	{"(-", "-)", model.ComponentService},
	{"(", ")", model.ComponentService},
	{"[[", "]]", model.ComponentService},
	{"[(", ")]", model.ComponentDatabase},
	{"[/", "/]", model.ComponentService},
	{"[/", "\\]", model.ComponentService},
	{"[\\", "\\]", model.ComponentService},
	{"[\\", "/]", model.ComponentService},
	{"[", "]", model.ComponentService},
	{"{{", "}}", model.ComponentService},
	{"{", "}", model.ComponentService},
	{">", "]", model.ComponentService},
}

// namedShapes are the shapes of @{shape: ...} that say what a component is, under all of their names.
var namedShapes = map[string]model.ComponentKind{
	"cyl": model.ComponentDatabase, "cylinder": model.ComponentDatabase, "database": model.ComponentDatabase, "db": model.ComponentDatabase,
	"datastore": model.ComponentDatabase, "data-store": model.ComponentDatabase,
	"h-cyl": model.ComponentStorage, "das": model.ComponentStorage, "horizontal-cylinder": model.ComponentStorage,
	"lin-cyl": model.ComponentStorage, "disk": model.ComponentStorage, "lined-cylinder": model.ComponentStorage,
	"bow-rect": model.ComponentStorage, "stored-data": model.ComponentStorage, "bow-tie-rectangle": model.ComponentStorage,
	"win-pane": model.ComponentStorage, "internal-storage": model.ComponentStorage, "window-pane": model.ComponentStorage,
	"bucket": model.ComponentStorage, "person": model.ComponentPerson, "browser": model.ComponentFrontend,
}

// furthestNested bounds how far the closing bracket of a label with brackets in it is looked for, in bytes.
const furthestNested = 1000

// shape reads the brackets behind an ID and the label in them, if there are any. It tells whether they are
// closed, and reports it if not.
func (p *parser) shape(t *thing) bool {
	at := p.skip(p.pos, " \t")
	rest := p.text[at:]
	if len(rest) == 0 || strings.IndexByte("([{>", rest[0]) < 0 || rest[0] == '>' && at > p.pos {
		return true
	}
	for _, s := range shapes {
		if !bytes.HasPrefix(rest, []byte(s.open)) {
			continue
		}
		if end := p.labelEnd(at+len(s.open), s.close); end >= 0 {
			p.lenientLabel(at+len(s.open), end)
			if c := p.text[at+1]; s.open == "[" && (c == '/' || c == '\\') {
				p.lenient(at, end, "a label that starts with a slash needs quotes")
			}
			p.pos = end + len(s.close)
			t.setLabel(labelLines(string(p.text[at+len(s.open) : end])))
			t.kind = s.kind
			return true
		}
	}
	p.fail(at, at+1, "this bracket is never closed", "close it, and quote a label that has brackets in it")
	return false
}

// setLabel gives the thing a label, line by line.
func (t *thing) setLabel(lines string) {
	t.label, t.words = importer.LabelText(lines), lines
	if t.label == t.id {
		t.label = ""
	}
}

// labelEnd is where the closing brackets of a label start, -1 if it is not closed by those. A label in quotes
// may hold anything. One without may hold brackets in pairs; Mermaid takes none at all.
func (p *parser) labelEnd(from int, closer string) int {
	start := p.skip(from, " \t\n")
	if p.at(start) == '"' {
		n := bytes.IndexByte(p.text[start+1:], '"')
		if n < 0 {
			return -1
		}
		if end := p.skip(start+n+2, " \t\n"); bytes.HasPrefix(p.text[end:], []byte(closer)) {
			return end
		}
	}
	slant := strings.IndexByte("/\\-", closer[0]) >= 0
	bracket := closer[0]
	if slant {
		bracket = closer[1]
	}
	at := p.bracketEnd(from, bracket)
	if at < 0 {
		return -1
	}
	if slant {
		at--
	}
	if at < from || !bytes.HasPrefix(p.text[at:], []byte(closer)) {
		return -1
	}
	return at
}

// bracketEnd is where the bracket is that closes a text, -1 if there is none. Within its line brackets in pairs
// are passed over; a text of several lines holds no sign that means something in Mermaid.
func (p *parser) bracketEnd(from int, bracket byte) int {
	line, _ := p.line(from)
	partner := "([{"[strings.IndexByte(")]}", bracket)]
	depth := 0
	for i, c := range line[:min(len(line), furthestNested)] {
		if c == partner {
			depth++
		}
		if c == bracket {
			if depth == 0 {
				return from + i
			}
			depth--
		}
	}
	return p.signEnd(from, bracket)
}

// signEnd is where a sign closes a text: in its line, or below if no other sign stands before it there.
func (p *parser) signEnd(from int, sign byte) int {
	line, _ := p.line(from)
	if n := bytes.IndexByte(line, sign); n >= 0 {
		return from + n
	}
	below := from + len(line)
	if n := bytes.IndexAny(p.text[below:], "()[]{}|\""); n >= 0 && p.text[below+n] == sign && !bytes.ContainsAny(line, "()[]{}|\"") {
		return below + n
	}
	return -1
}

// attributes reads @{ shape: cyl, label: "Orders" } behind a box, in one line or several. It tells whether
// they are closed, and reports it if not.
func (p *parser) attributes(t *thing) bool {
	from := p.pos + len("@{")
	quoted := false
	for i, c := range p.text[from:] {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '}' && !quoted:
			for _, pair := range attribute.FindAllStringSubmatch(string(p.text[from:from+i]), -1) {
				p.attribute(t, pair[1], pair[2])
			}
			p.pos = from + i + 1
			return true
		}
	}
	p.fail(p.pos, from, "these attributes are never closed", "close them with }")
	return false
}

// attribute is a key of a YAML mapping with its value, in quotes or up to what parts it from the next.
var attribute = regexp.MustCompile(`(?:^|[,\n])\s*["']?(\w+)["']?\s*:\s*("[^"]*"|'[^'\n]*'|[^,\n]*)`)

func (p *parser) attribute(t *thing, key, value string) {
	value = strings.TrimSpace(value)
	switch key {
	case "label":
		t.setLabel(labelLines(strings.Trim(value, "'")))
	case "shape":
		if kind, says := namedShapes[strings.Trim(value, `"'`)]; says {
			t.kind = kind
		}
	}
}

// What stands in labels besides text.
var (
	entity   = regexp.MustCompile(`#(\w+);`)
	icon     = regexp.MustCompile(`\bfa[a-z]{0,2}:fa-[\w-]+`)
	emphasis = regexp.MustCompile(`\*+([^*]+)\*+|\b_+([^_]+)_+\b`)
)

// cleanLabel is the plain text of a label.
func cleanLabel(text string) string { return importer.LabelText(labelLines(text)) }

// labelLines is the plain text of a label, line by line. Entities of Mermaid start with # in place of &#, and
// \n is a line end. A label in quotes and backticks is Markdown.
func labelLines(text string) string {
	text = strings.TrimSpace(text)
	if n := len(text); n >= 2 && text[0] == '"' && text[n-1] == '"' {
		text = strings.TrimSpace(text[1 : n-1])
		if n := len(text); n >= 2 && text[0] == '`' && text[n-1] == '`' {
			text = emphasis.ReplaceAllString(text[1:n-1], "$1$2")
		}
	}
	text = entity.ReplaceAllStringFunc(text, func(e string) string {
		if c := e[1]; c >= '0' && c <= '9' {
			return "&" + e
		}
		return "&" + e[1:]
	})
	return importer.PlainLines(strings.ReplaceAll(icon.ReplaceAllString(text, ""), `\n`, "\n"))
}
