package prometheus

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

const (
	longestMessage = 100

	// What a file may cost beyond its size: aliases and files inside of files make few bytes stand
	// for many.
	mostBytes = 20 << 20
)

// A reader collects what one file says, and what is wrong with it.
type reader struct {
	name     string
	file     model.EvidenceFile
	evidence model.Evidence
	found    []diag.Diagnostic

	told  []bool // of each part that is unread, whether a diagnostic of its own speaks of it
	spent int    // bytes looked at beyond the file itself
	broke bool   // mostBytes were passed, and that is said
}

func newReader(kind model.EvidenceKind, name string) *reader {
	return &reader{name: name, file: model.EvidenceFile{Kind: kind, Name: name}}
}

// finish hands back what was read. The parts that cannot be read are told in one note for the file.
func (r *reader) finish() (model.Evidence, []diag.Diagnostic) {
	r.noteUnread()
	r.evidence.Files = []model.EvidenceFile{r.file}
	diag.Sort(r.found, []string{r.name})
	return r.evidence, r.found
}

func (r *reader) noteUnread() {
	untold := 0
	var first model.Unread
	for i, u := range r.file.Unread {
		if r.told[i] {
			continue
		}
		if untold++; untold == 1 {
			first = u
		}
	}
	switch n := len(first.Mentions); {
	case untold == 0:
	case untold > 1:
		r.note(first.Span, "%d parts of this file cannot be read; the first: %s", untold, first.Why)
	case n > 0:
		r.note(first.Span, "this cannot be read: %s; it mentions %s", first.Why, count(n, "alert"))
	default:
		r.note(first.Span, "this cannot be read: %s", first.Why)
	}
}

// unread notes a part that cannot be read.
func (r *reader) unread(at diag.Span, why string, mentions ...string) {
	r.file.Unread = append(r.file.Unread, model.Unread{Span: at, Why: why, Mentions: mentions})
	r.told = append(r.told, false)
}

// lost notes a part that cannot be read because it is broken, of which a diagnostic speaks.
func (r *reader) lost(at diag.Span, why string, mentions ...string) {
	r.file.Unread = append(r.file.Unread, model.Unread{Span: at, Why: why, Mentions: mentions})
	r.told = append(r.told, true)
}

func (r *reader) warn(at diag.Span, format string, args ...any) {
	r.say(diag.Warning, at, format, args...)
}

func (r *reader) note(at diag.Span, format string, args ...any) {
	r.say(diag.Note, at, format, args...)
}

func (r *reader) say(level diag.Level, at diag.Span, format string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{
		Rule: model.ReadEvidence, Level: level, Span: at, Message: diag.Shorten(fmt.Sprintf(format, args...), longestMessage),
	})
}

// pass hands on what the YAML reader says. It calls everything that is wrong an error, because what
// it reads for is a drawing; around a drawing nothing is worse than a warning.
func (r *reader) pass(p passage, found []diag.Diagnostic) {
	for _, d := range found {
		if d.Rule == "read-limit" {
			d.Mend = "" // it tells how to split a drawing
		}
		d.Rule, d.Level, d.Span = model.ReadEvidence, min(d.Level, diag.Warning), p.span(d.Span)
		d.Related = slices.Clone(d.Related)
		for i := range d.Related {
			d.Related[i].Span = p.span(d.Related[i].Span)
		}
		r.found = append(r.found, d)
	}
}

// spend tells whether so many more bytes may be looked at.
func (r *reader) spend(at diag.Span, bytes int) bool {
	if r.spent += bytes; r.spent <= mostBytes {
		return true
	}
	if !r.broke {
		r.broke = true
		r.warn(at, "aliases and embedded files make this more than %d MB; the rest is left out", mostBytes>>20)
	}
	return false
}

// start is the place at which the file begins.
func (r *reader) start() diag.Span {
	first := diag.Point{Line: 1, Col: 1}
	return diag.Span{File: r.name, Start: first, End: first}
}

// scalar is the text of a node, which must be one line of text or more. Null is none.
func (r *reader) scalar(p passage, n *yamlfile.Node, what string) (string, bool) {
	switch {
	case n == nil || n.Null:
		return "", false
	case n.Kind != yamlfile.Scalar && p.templated(n):
		r.unread(p.span(n.Span), what+" is a template")
		return "", false
	case n.Kind != yamlfile.Scalar:
		r.warn(p.span(n.Span), "%s must be text, not %s", what, n.Kind)
		return "", false
	}
	return n.Value, true
}

// templated tells whether a collection is really a placeholder: {{ x }} is a mapping to YAML.
func (p passage) templated(n *yamlfile.Node) bool {
	return n.Kind == yamlfile.Mapping && strings.HasPrefix(p.raw(n), "{{")
}

// isMapping tells whether n is a mapping, and complains where it is something else that says something.
func (r *reader) isMapping(p passage, n *yamlfile.Node, what string) bool {
	switch {
	case n == nil || n.Null:
		return false
	case p.templated(n):
		r.unread(p.span(n.Span), what+" is a template")
		return false
	case n.Kind != yamlfile.Mapping:
		r.warn(p.span(n.Span), "%s must be a mapping, not %s", what, n.Kind)
		return false
	}
	return true
}

// items lists what stands in a list, and complains where n is no list.
func (r *reader) items(p passage, n *yamlfile.Node, what string) []*yamlfile.Node {
	switch {
	case n == nil || n.Null:
		return nil
	case p.templated(n):
		r.unread(p.span(n.Span), what+" is a template")
	case n.Kind != yamlfile.Sequence:
		r.warn(p.span(n.Span), "%s must be a list, not %s", what, n.Kind)
	}
	return n.Items
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
