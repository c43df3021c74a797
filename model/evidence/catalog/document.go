package catalog

import (
	"regexp"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// maxBlanking bounds what is read again when a stream is broken: its documents times its bytes.
const maxBlanking = 256 << 20

// documents reads the stream. Where one document is broken the others are still read, each on its own.
func (r *reader) documents(text string) []*yamlfile.Node {
	roots, found := yamlfile.Tree(r.name, []byte(text))
	if len(found) == 0 {
		return roots
	}
	starts := marker.FindAllStringIndex(text, -1)
	if len(starts) == 0 || (len(starts)+1)*len(text) > maxBlanking {
		r.broken(text, found, len(roots) > 0)
		return roots
	}
	roots = nil
	from := 0
	for _, next := range append(starts, []int{len(text), len(text)}) {
		piece := blanked(text[:from]) + text[from:next[0]]
		own, found := yamlfile.Tree(r.name, []byte(piece))
		if len(found) > 0 {
			r.broken(text[from:next[0]], found, len(own) > 0)
		}
		roots = append(roots, own...)
		from = next[0]
	}
	return roots
}

var marker = regexp.MustCompile(`(?m)^---(?:[ \t\r]|$)`)

// blanked is a text with nothing in it but its lines, so that what follows keeps its place.
func blanked(text string) string {
	blank := []byte(text)
	for i := range blank {
		if blank[i] != '\n' {
			blank[i] = ' '
		}
	}
	return string(blank)
}

// broken tells what is wrong with a part of a file. A template is no YAML yet, which is said once.
func (r *reader) broken(text string, found []diag.Diagnostic, rest bool) {
	switch {
	case !rest && templated(text):
		r.skip(found[0].Span, "it is a template")
		return
	case !rest && strings.TrimSpace(text) != "":
		r.known = true
		r.file.Unread = append(r.file.Unread, model.Unread{Span: found[0].Span, Why: "it is not YAML"})
	}
	for _, d := range found {
		told := diagnostic(r.broke, d.Span, "%s", d.Message)
		told.Mend, told.Related = d.Mend, d.Related
		r.say(told)
	}
}
