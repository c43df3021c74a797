package kubernetes

import (
	"regexp"
	"slices"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

var (
	// action is what a template of Helm has where its values go in.
	action = regexp.MustCompile(`\{\{-?\s*(?:\.|\$|/\*|(?:if|else|end|range|with|include|template|define|block|toYaml|required|default|tpl|printf|quote|fail|lookup)\b)`)

	// declared is a key that manifests have at their top.
	declared = regexp.MustCompile(`(?m)^(?:apiVersion|kind|metadata):|\.Values\b|\.Release\b`)
)

// isTemplate tells whether a text is a template of Helm. Manifests may hold some as values, so that a text which is
// YAML is one only by what an object is called.
func isTemplate(text []byte, documents []*yamlfile.Node, faults []diag.Diagnostic) bool {
	if !action.Match(text) || !declared.Match(text) {
		return false
	}
	if diag.Worst(faults) == diag.Error {
		return true
	}
	return slices.ContainsFunc(documents, func(d *yamlfile.Node) bool {
		return action.MatchString(value(d, "kind") + value(d, "metadata", "name"))
	})
}

// isChart tells whether documents are what a chart of Helm says of itself, in Chart.yaml.
func isChart(documents []*yamlfile.Node) bool {
	if len(documents) != 1 {
		return false
	}
	version := value(documents[0], "apiVersion")
	return (version == "v1" || version == "v2") && documents[0].Get("kind") == nil && value(documents[0], "name") != ""
}

// tellTemplates says that charts are to be rendered first. Beside manifests they may be what those were made of.
func (r *reader) tellTemplates() {
	n := len(r.templates)
	switch {
	case n == 0:
	case len(r.objects) == 0:
		r.Say(diag.Error, r.templates[0], "this is a chart of Helm: render it first: helm template, and import what that prints")
		r.broken = true
	case n == 1:
		r.Say(diag.Note, r.templates[0], "this is of a chart of Helm, and not read: render it first: helm template")
	default:
		r.Say(diag.Note, r.templates[0], "this and %d more are of a chart of Helm, and not read: render it first: helm template", n-1)
	}
}
