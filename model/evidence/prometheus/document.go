package prometheus

import (
	"strings"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A document is the root of a YAML document, and the passage its places are in.
type document struct {
	passage
	root *yamlfile.Node
}

// A broken file is read in so many parts at most.
const mostParts = 5000

// documents reads the YAML documents of a passage. A document that is broken costs no other one, and
// what is not YAML at all is noted as unread together with the alerts it mentions.
func (r *reader) documents(p passage) []document {
	roots, found := yamlfile.Tree(p.file, []byte(p.text))
	if diag.Worst(found) < diag.Error {
		r.pass(p, found)
		return documentsOf(p, roots)
	}
	parts := p.documents()
	if len(parts) == 1 || len(parts) > mostParts {
		return r.troubled(p, roots, found)
	}
	var all []document
	for _, part := range parts {
		roots, found := yamlfile.Tree(p.file, []byte(part.text))
		all = append(all, r.troubled(part, roots, found)...)
	}
	return all
}

func documentsOf(p passage, roots []*yamlfile.Node) []document {
	all := make([]document, len(roots))
	for i, root := range roots {
		all[i] = document{p, root}
	}
	return all
}

// troubled is what remains of a document of which the YAML reader says something. The complaints
// about a template are those of a reader who does not know the language, so they are not handed on.
func (r *reader) troubled(p passage, roots []*yamlfile.Node, found []diag.Diagnostic) []document {
	if diag.Worst(found) < diag.Error {
		r.pass(p, found)
		return documentsOf(p, roots)
	}
	if why, at := p.writtenIn(found); why != "" {
		r.unread(p.span(at), why, mentions(p.text)...)
		return documentsOf(p, roots)
	}
	if len(roots) == 0 {
		return r.salvage(p, found)
	}
	r.pass(p, found)
	return documentsOf(p, roots)
}

// salvage reads the groups of a document that is broken YAML one by one, so that a mistake in one
// costs no other one. Each is a list of one group.
func (r *reader) salvage(p passage, found []diag.Diagnostic) []document {
	var all []document
	broken := false
	parts := p.groups()
	for _, part := range parts[:min(len(parts), mostParts)] {
		roots, found := yamlfile.Tree(p.file, []byte(part.text))
		r.pass(part, found)
		if len(roots) == 0 && diag.Worst(found) == diag.Error {
			broken = true
			r.lost(part.span(firstError(found).Span), "it is broken YAML", mentions(part.text)...)
		}
		all = append(all, documentsOf(part, roots)...)
	}
	if !broken {
		r.pass(p, found)
	}
	if len(all) == 0 && !broken {
		r.lost(p.span(firstError(found).Span), "it is broken YAML", mentions(p.text)...)
	}
	return all
}

// groups cuts out what looks like the items of a list of groups in text that is not YAML: the lines
// that begin with a dash below "groups:", each with those that are indented beyond it.
func (p passage) groups() []passage {
	var parts []passage
	from, firstLine := -1, 0 // of the group that is open
	dash := -1               // how far its dash is indented
	below := false           // "groups:" was seen, and no group yet
	offset, number := 0, 0
	finish := func() {
		if from >= 0 {
			parts = append(parts, p.stretch(from, offset, firstLine))
		}
		from = -1
	}
	for ; offset < len(p.text); offset += lineLength(p.text[offset:]) {
		number++
		content := strings.TrimSpace(p.text[offset : offset+lineLength(p.text[offset:])])
		if content == "" || content[0] == '#' {
			continue
		}
		indent := blanks(p.text[offset:])
		starts := content == "-" || strings.HasPrefix(content, "- ")
		switch {
		case content == "groups:":
			finish()
			below, dash = true, -1
		case starts && (below || indent == dash):
			finish()
			from, firstLine, dash, below = offset, number, indent, false
		case indent <= dash:
			finish()
			dash = -1
		}
	}
	finish()
	return parts
}

// writtenIn tells what other language a text is in that is no good YAML, and where that shows; empty
// if it is not known. The line of a complaint may be one that a template would complete.
func (p passage) writtenIn(found []diag.Diagnostic) (string, diag.Span) {
	if why, at := spoken(templates, p.text); why != "" {
		return why, p.characterAt(at)
	}
	for _, d := range found {
		if d.Level == diag.Error && strings.HasPrefix(strings.TrimSpace(p.lineOf(d.Span)), "{{") {
			return "it is a template", d.Span
		}
	}
	return "", diag.Span{}
}

// lineOf is the text of the line on which a stretch of the passage begins.
func (p passage) lineOf(at diag.Span) string {
	offset := min(max(int(at.Start.Offset), 0), len(p.text))
	start := strings.LastIndexByte(p.text[:offset], '\n') + 1
	return strings.TrimRight(p.text[start:start+lineLength(p.text[start:])], "\r\n")
}

// firstError is the first complaint because of which a document is lost.
func firstError(found []diag.Diagnostic) diag.Diagnostic {
	for _, d := range found {
		if d.Level == diag.Error {
			return d
		}
	}
	return diag.Diagnostic{}
}
