// Package prometheus reads what Prometheus is told and what it tells: rule files in the forms in
// which repositories keep them, its configuration, the names of the metrics it has, and unit tests
// of rules. It reads text that is handed to it, judges no rule, and takes what it cannot read for
// unread, never for missing.
package prometheus

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Read reads a file of alerting and recording rules: one of Prometheus itself, PrometheusRule objects
// and lists of them, several documents in a stream, rule files inside a ConfigMap or Secret, and
// rules below keys of another program's own. YAML and JSON are read alike.
//
// The text must be UTF-8 and at most 10 MB. A rule that is broken is told and costs only itself. What
// is written in another language is an Unread of the file.
func Read(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	r := &rules{reader: newReader(model.EvidencePrometheusRules, name)}
	r.passage(whole(name, text), 0)
	if !r.seen && len(r.file.Unread) == 0 && diag.Worst(r.found) < diag.Warning {
		r.note(r.start(), "no rules are in this file")
	}
	wait(&r.evidence, defaultEvaluation)
	return r.finish()
}

// How deep rule files may stand inside of each other.
const mostNested = 4

// A rules reader looks for rules in everything a file holds.
type rules struct {
	*reader
	seen bool // something that looks like rules
}

// passage reads the documents of a text, which stands so many files deep in the one that is read.
func (r *rules) passage(p passage, nested int) {
	for _, d := range r.documents(p) {
		r.document(d, nested)
	}
}

func (r *rules) document(d document, nested int) {
	if d.root.Kind == yamlfile.Scalar {
		if why, _ := spoken(templates, d.root.Value); why != "" {
			r.unread(d.span(d.root.Span), why, mentions(d.text)...)
			return
		}
		if nested == 0 {
			r.warn(d.span(d.root.Span), "rules must be a mapping with groups, not text")
		}
		return
	}
	if groups := d.root.Get("groups"); groups != nil && !groups.Null {
		r.groups(d.passage, groups)
		return
	}
	r.visit(d.passage, d.root, nested)
}

// visit looks for rules in a value of any kind of file.
func (r *rules) visit(p passage, n *yamlfile.Node, nested int) {
	switch n.Kind {
	case yamlfile.Sequence:
		switch {
		case anyItem(n, isRule):
			r.seen = true
			r.rulesOf(p, n, group{})
		case anyItem(n, isGroup):
			r.groups(p, n)
		default:
			for _, item := range n.Items {
				r.visit(p, item, nested)
			}
		}
	case yamlfile.Mapping:
		r.mapping(p, n, nested)
	}
}

func (r *rules) mapping(p passage, n *yamlfile.Node, nested int) {
	kind := kindOf(n)
	if kind == "PrometheusRule" || kind == "VMRule" {
		r.ruleObject(p, n)
		return
	}
	for _, pair := range n.Pairs {
		key, value := pair.Key, pair.Value
		switch {
		case kind != "" && key.Value == "metadata":
			// Notes there repeat the whole object as text.
		case kind == "Secret" && key.Value == "data", key.Value == "binaryData":
			r.encoded(p, value, nested)
		case value.Kind == yamlfile.Scalar:
			r.embedded(p, key, value, nested)
		default:
			r.visit(p, value, nested)
		}
	}
}

// kindOf is the kind of a Kubernetes object, or empty.
func kindOf(n *yamlfile.Node) string {
	kind, version := n.Get("kind"), n.Get("apiVersion")
	if kind == nil || version == nil || kind.Kind != yamlfile.Scalar {
		return ""
	}
	return kind.Value
}

// ruleVersions are the versions of the objects that hold rules. Their groups are those of rule files.
var ruleVersions = []string{"monitoring.coreos.com/v1", "operator.victoriametrics.com/v1beta1"}

// ruleObject reads an object of which all that matters is spec.groups.
func (r *rules) ruleObject(p passage, n *yamlfile.Node) {
	version := n.Get("apiVersion")
	if !slices.Contains(ruleVersions, version.Value) {
		r.note(p.span(version.Span), "version %s is not known; it is read like %s", diag.Quote(version.Value), ruleVersions[0])
	}
	r.seen = true
	spec := n.Get("spec")
	if !r.isMapping(p, spec, "spec") {
		return
	}
	if groups := spec.Get("groups"); groups != nil {
		r.groups(p, groups)
	}
}

// ruleFile is what a text that holds rules has at the start of a line.
var ruleFile = regexp.MustCompile(`(?m)^\s*(?:-\s+|\{)?["']?(?:groups|alert|record)["']?\s*:`)

// embedded reads a rule file that is the text of a key.
func (r *rules) embedded(p passage, key, value *yamlfile.Node, nested int) {
	manyLines := strings.Contains(value.Value, "\n") || strings.HasPrefix(value.Value, "{")
	if !manyLines || !ruleFile.MatchString(value.Value) || !r.mayNest(p, key, len(value.Value), nested) {
		return
	}
	r.passage(p.inside(key, value), nested+1)
}

// encoded reads the rule files among texts in base64.
func (r *rules) encoded(p passage, data *yamlfile.Node, nested int) {
	for _, pair := range data.Pairs {
		if pair.Value.Kind != yamlfile.Scalar || !r.mayNest(p, pair.Key, len(pair.Value.Value), nested) {
			continue
		}
		text, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(pair.Value.Value), ""))
		switch {
		case err != nil && isRuleFileName(pair.Key.Value):
			r.unread(p.span(pair.Key.Span), "it is no base64")
			continue
		case err != nil || !ruleFile.Match(text):
			continue
		}
		r.passage(p.elsewhere(pair.Key, string(text)), nested+1)
	}
}

func isRuleFileName(name string) bool {
	return strings.HasSuffix(name, ".rules") || strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

func (r *rules) mayNest(p passage, key *yamlfile.Node, bytes, nested int) bool {
	if nested < mostNested {
		return r.spend(p.span(key.Span), bytes)
	}
	r.warn(p.span(key.Span), "rule files stand inside of each other more than %d deep", mostNested)
	return false
}

// isRule tells whether an item of a list can only be a rule, a broken one included.
func isRule(n *yamlfile.Node) bool {
	if n.Get("alert") == nil && n.Get("record") == nil {
		return false
	}
	for _, key := range [...]string{"expr", "for", "labels", "annotations"} {
		if n.Get(key) != nil {
			return true
		}
	}
	return false
}

// isGroup tells whether an item of a list can only be a group of rules.
func isGroup(n *yamlfile.Node) bool {
	list := n.Get("rules")
	return list != nil && anyItem(list, isRule)
}

func anyItem(list *yamlfile.Node, is func(*yamlfile.Node) bool) bool {
	for _, item := range list.Items {
		if is(item) {
			return true
		}
	}
	return false
}
