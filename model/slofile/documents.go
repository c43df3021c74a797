package slofile

import (
	"regexp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// maxBlanking bounds what is read again when a stream is broken: its documents times its bytes.
const maxBlanking = 256 << 20

// documents reads the stream. Where one document is broken the others are still read, each on its
// own.
func (f *File) documents() []*yamlfile.Node {
	roots, found := yamlfile.Tree(f.name, []byte(f.text))
	if len(found) == 0 {
		return roots
	}
	pieces := cut(f.text)
	if len(pieces) == 1 || len(pieces)*len(f.text) > maxBlanking {
		f.broken(stretch{0, len(f.text)}, found, len(roots) > 0)
		return roots
	}
	roots = nil
	for _, p := range pieces {
		own, found := yamlfile.Tree(f.name, alone(f.text, p))
		if len(found) > 0 {
			f.broken(p, found, len(own) > 0)
		}
		roots = append(roots, own...)
	}
	return roots
}

// broken reports what YAML says of a part of the file. Duplicate keys and the like leave something
// to read; otherwise the part is unread.
func (f *File) broken(p stretch, found []diag.Diagnostic, rest bool) {
	text := f.text[p.from:p.to]
	mentions := mentions(text)
	if kind := templateIn(text); kind != "" && !rest {
		f.Unread(found[0].Span, kind, mentions...)
		return
	}
	for _, d := range found {
		f.Warn(d.Span, "%s", d.Message)
	}
	if !rest {
		f.entry.Unread = append(f.entry.Unread, model.Unread{Span: found[0].Span, Why: "it is not YAML", Mentions: mentions})
	}
}

// A stretch is a part of a text in bytes.
type stretch struct{ from, to int }

var marker = regexp.MustCompile(`(?m)^---(?:[ \t\r]|$)`)

// cut divides a text at its document markers.
func cut(text string) []stretch {
	var pieces []stretch
	from := 0
	for _, m := range marker.FindAllStringIndex(text, -1) {
		if strings.TrimSpace(text[from:m[0]]) != "" {
			pieces = append(pieces, stretch{from, m[0]})
		}
		from = m[0]
	}
	return append(pieces, stretch{from, len(text)})
}

// alone is the text with all but one stretch made blank, so that places stay what they are.
func alone(text string, p stretch) []byte {
	blank := []byte(text[:p.to])
	for i := range blank[:p.from] {
		if blank[i] != '\n' {
			blank[i] = ' '
		}
	}
	return blank
}

// flattened puts the items of lists of Kubernetes in the place of the lists.
func flattened(documents []*yamlfile.Node) []*yamlfile.Node {
	var flat []*yamlfile.Node
	for _, d := range documents {
		if strings.HasSuffix(Text(At(d, "kind")), "List") && At(d, "items") != nil {
			flat = append(flat, At(d, "items").Items...)
			continue
		}
		flat = append(flat, d)
	}
	return flat
}

// templates are what files of objectives are generated from, the more telling marks first. Queries
// of objectives hold {{.window}}, which alone says nothing.
var templates = []struct {
	is   string
	mark *regexp.Regexp
}{
	{"it is an ERB template", regexp.MustCompile(`<%`)},
	{"it is a Helm template", regexp.MustCompile(`\{\{[^}]*(?:\.(?:Values|Release|Chart|Files|Capabilities)\b|\b(?:include|define|toYaml|nindent|tpl)\b)`)},
	{"it is a Jinja template", regexp.MustCompile(`\{%|\{#`)},
	{"it is a template", regexp.MustCompile(`(?m)^[ \t]*(?:-[ \t]+)?(?:[\w-]+:[ \t]*)?\{\{`)},
}

// templateIn says what template a text that is no YAML looks like, or nothing.
func templateIn(text string) string {
	for _, t := range templates {
		if t.mark.MatchString(text) {
			return t.is
		}
	}
	return ""
}

// Templated tells whether a value is filled in by another program.
func Templated(value string) bool {
	return strings.Contains(value, "{{") || strings.Contains(value, "${") || strings.Contains(value, "<%")
}

// alertsIn lists the alerts that a document names, each once: those under alerting, and alert policies.
func alertsIn(document *yamlfile.Node) []string {
	var names []string
	add := func(n *yamlfile.Node) {
		if name := Text(n); name != "" && !Templated(name) && !slices.Contains(names, name) && len(names) < mostMentions {
			names = append(names, name)
		}
	}
	var walk func(n *yamlfile.Node)
	walk = func(n *yamlfile.Node) {
		if Text(At(n, "kind")) == policyKind {
			add(At(n, "metadata", "name"))
		}
		add(At(n, "alerting", "name"))
		add(At(n, "alerting", "absentName"))
		for _, p := range n.Pairs {
			walk(p.Value)
		}
		for _, item := range n.Items {
			walk(item)
		}
	}
	walk(document)
	return names
}

const (
	policyKind   = "AlertPolicy"
	mostMentions = 1000 // of one part of a file
)

var keyLine = regexp.MustCompile(`^([ \t]*(?:-[ \t]+)*)["']?([\w-]+)["']?:[ \t]*["']?([^\s"'#,{}]*)`)

// mentions lists the alerts that a text which is no YAML names, as alertsIn does for what is.
func mentions(text string) []string {
	var names []string
	seen := map[string]bool{"": true}
	inside, policy := -1, false
	for line := range strings.Lines(text) {
		m := keyLine.FindStringSubmatch(line)
		if m == nil {
			policy = policy && !strings.HasPrefix(line, "---")
			continue
		}
		indent, key, value := len(m[1]), m[2], m[3]
		if indent <= inside {
			inside = -1
		}
		switch {
		case key == "alerting":
			inside = indent
		case key == "kind":
			policy = value == policyKind
		case (key == "name" || key == "absentName") && (inside >= 0 || policy) && !seen[value] && len(names) < mostMentions:
			seen[value] = true
			names = append(names, value)
		}
	}
	return names
}
