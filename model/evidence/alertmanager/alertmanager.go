// Package alertmanager reads where alerts go: the routing tree of Alertmanager, its receivers, mute
// times and inhibitions. It takes the file as Alertmanager does, as text in a Secret or a ConfigMap,
// as an AlertmanagerConfig object, and as variables of a deployment under names of their own. What
// Alertmanager would refuse is said, and the rest is read all the same.
package alertmanager

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Read reads the routings in a file. The name is how the file is printed. The evidence holds exactly
// one EvidenceFile; what is a template and cannot be read is listed in it.
func Read(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	r := &reader{file: model.EvidenceFile{Kind: model.EvidenceAlertmanager, Name: name}}
	whole := sheet{reader: r, text: string(text), place: func(s diag.Span) diag.Span { return s }}
	for _, document := range whole.documents(name) {
		whole.search(document, 0)
	}
	r.conclude(name)
	diag.Sort(r.found, []string{name})
	return model.Evidence{Files: []model.EvidenceFile{r.file}, Routings: r.routings}, r.found
}

// A reader collects what a file says.
type reader struct {
	file     model.EvidenceFile
	routings []*model.Routing
	found    []diag.Diagnostic
}

// conclude says, once for the file, what is missing or could not be read.
func (r *reader) conclude(name string) {
	top := diag.Point{Line: 1, Col: 1}
	whole := diag.Span{File: name, Start: top, End: top}
	if n := len(r.file.Unread); n > 0 {
		first := r.file.Unread[0]
		more := ""
		if n > 1 {
			more = fmt.Sprintf(", and %d more", n-1)
		}
		r.say(diag.Note, first.Span, "not read: %s%s", first.Why, more)
	}
	if len(r.routings) == 0 && len(r.file.Unread) == 0 && len(r.found) == 0 {
		r.say(diag.Warning, whole, "no routing of Alertmanager in this file: no route with receivers")
	}
}

// unread notes a part that is there and is not understood.
func (r *reader) unread(at diag.Span, why string) {
	r.file.Unread = append(r.file.Unread, model.Unread{Span: at, Why: why})
}

func (r *reader) say(level diag.Level, at diag.Span, format string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{
		Rule: model.ReadEvidence, Level: level, Span: at, Message: diag.Shorten(fmt.Sprintf(format, args...), 100),
	})
}

// A sheet is a text in the YAML format: the file, or a text inside it.
type sheet struct {
	*reader
	text  string                    // that the offsets of spans count in
	place func(diag.Span) diag.Span // where a span of the text lies in the file
}

func (s sheet) at(n *yamlfile.Node) diag.Span { return s.place(n.Span) }

func (s sheet) warn(n *yamlfile.Node, format string, args ...any) {
	s.say(diag.Warning, s.at(n), format, args...)
}

// documents parses the text. That a value is a template without quotes, such as {{ x }}, is told where
// it is used; other faults are told here.
func (s sheet) documents(name string) []*yamlfile.Node {
	documents, faults := yamlfile.Tree(name, []byte(s.text))
	for _, f := range faults {
		if s.isValue(f.Span) {
			continue
		}
		if s.templated(f.Span) {
			s.unread(s.place(f.Span), "it is a template that is no YAML")
			break
		}
		level := diag.Warning
		if f.Level == diag.Note {
			level = diag.Note
		}
		s.say(level, s.place(f.Span), "%s", f.Message)
	}
	return documents
}

// control is a line of a template language where YAML has no text: at the left margin.
var control = regexp.MustCompile(`(?m)^(?:\{\{|\{%|<%)`)

// templated tells whether a fault comes from a template: its line has a mark of one, or the text has
// lines that are nothing else. That messages are templates says nothing, as they are text.
func (s sheet) templated(fault diag.Span) bool {
	at := min(int(fault.Start.Offset), len(s.text))
	line := s.text[strings.LastIndexByte(s.text[:at], '\n')+1:]
	line, _, _ = strings.Cut(line, "\n")
	return isTemplate(line) || control.MatchString(s.text)
}

// isValue tells whether a span is what stands between the outer braces of {{ x }}, which YAML takes for
// a mapping as the key of another.
func (s sheet) isValue(inner diag.Span) bool {
	start, end := int(inner.Start.Offset), int(inner.End.Offset)
	return start > 0 && start < end && end < len(s.text) &&
		strings.HasPrefix(s.text[start-1:], "{{") && strings.HasPrefix(s.text[end-1:], "}}")
}

// scalar is the text of a value, and whether it has one. A template without quotes looks like a
// mapping, and has the text that stands in the file.
func (s sheet) scalar(n *yamlfile.Node) (string, bool) {
	switch {
	case n == nil || n.Null:
		return "", false
	case n.Kind == yamlfile.Scalar:
		return n.Value, true
	case n.Kind == yamlfile.Mapping && n.Style == yamlfile.Flow:
		start, end := int(n.Span.Start.Offset), int(n.Span.End.Offset)
		if end <= len(s.text) && start < end && strings.HasPrefix(s.text[start:end], "{{") {
			return s.text[start:end], true
		}
	}
	return "", false
}

// isTemplate tells whether a text is made up when the file is deployed.
func isTemplate(text string) bool {
	for _, mark := range [...]string{"{{", "${", "<%", "{%"} {
		if strings.Contains(text, mark) {
			return true
		}
	}
	return false
}
