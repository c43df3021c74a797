// Package grafana reads what Grafana is provisioned with and what it exports: dashboards, alert
// rules, contact points, notification policies and mute timings, as files, as objects of Kubernetes
// and as answers of its API. It tells by content what a file is.
package grafana

import (
	"fmt"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Read reads a file of Grafana, YAML or JSON. The result holds one EvidenceFile. What is broken is
// a Warning and the rest is read all the same; what is there and cannot be read is in the Unread of
// the file. Receivers that other files define are left to Complete, and panels to Check.
func Read(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	r := &reader{}
	newPart(r, name, string(text)).read()
	r.summarise(name)
	r.evidence.Files = []model.EvidenceFile{{Kind: model.EvidenceGrafana, Name: name, Unread: r.unread}}
	diag.Sort(r.found, []string{name})
	return r.evidence, r.found
}

// A reader gathers what one file says.
type reader struct {
	evidence model.Evidence
	unread   []model.Unread
	found    []diag.Diagnostic

	known       bool           // something of Grafana was in it
	defined     *model.Routing // of its contact points and mute timings; nil until there are some
	foreign     []diag.Span    // alert rules that are not understood
	why         string         // what the first of them is
	queries     []diag.Span    // queries of panels that should be PromQL, and are not
	panelAlerts []diag.Span    // alerts inside panels

	unpacked int // bytes of packed dashboards
	judged   int // bytes of expressions
}

// read goes through the documents of a text.
func (p *part) read() {
	roots, found := yamlfile.Tree(p.file, []byte(p.text))
	p.report(found)
	for _, root := range roots {
		p.document(root, 0)
	}
}

// report passes on what is wrong with a text. Of a template everything is, which is said once.
func (p *part) report(found []diag.Diagnostic) {
	broken := false
	for _, d := range found {
		broken = broken || d.Rule != "read-duplicate"
	}
	if broken {
		p.leaveUnread()
		if p.isTemplate() {
			p.note(p.start(), "a template, which is not read")
			return
		}
		if at, isJSON := p.jsonFault(); isJSON {
			p.warn(p.place(at), "the JSON is broken here")
			return
		}
	}
	for _, d := range found {
		p.warn(p.place(d.Span), "%s", d.Message)
	}
}

// maxNesting is how deep documents may lie in one another: lists, wrappers, and texts within texts.
const maxNesting = 4

// document tells by content what a value is and reads it.
func (p *part) document(n *yamlfile.Node, depth int) {
	if depth > maxNesting {
		return
	}
	switch n.Kind {
	case yamlfile.Sequence:
		for _, item := range n.Items {
			p.document(item, depth+1)
		}
	case yamlfile.Mapping:
		p.mapping(n, depth)
	}
}

func (p *part) mapping(n *yamlfile.Node, depth int) {
	switch {
	case text(n.Get("kind")) != "" && (has(n, "metadata") || has(n, "items") || has(n, "spec")):
		p.object(n, depth)
	case isDashboard(n):
		p.dashboard(n)
	case n.Get("dashboard") != nil && n.Get("dashboard").Kind == yamlfile.Mapping:
		p.document(n.Get("dashboard"), depth+1)
	case isRule(n):
		p.alertRule(n, group{})
	case isGroup(n):
		p.group(n)
	case isRoute(n):
		p.policies(n)
	case isContactPoint(n):
		p.contactPoint(n)
	case has(n, "access") && has(n, "type") && has(n, "name"): // a datasource as the API has it
		p.known = true
	case has(n, "time_intervals") && has(n, "name"):
		p.muteTime(n)
	default:
		p.provisioning(n, depth)
	}
}

// provisioning reads a file of Grafana's provisioning folders. Those that speak of no alert and no
// panel are known and hold nothing to keep.
func (p *part) provisioning(n *yamlfile.Node, depth int) {
	if version := n.Get("apiVersion"); text(version) > "1" {
		p.note(p.span(version), "version %s is not known here, and read as version 1", quote(text(version)))
	}
	for _, pair := range n.Pairs {
		value := pair.Value
		switch pair.Key.Value {
		case "groups":
			p.groups(value)
		case "contactPoints":
			each(value, p.contactPoint)
		case "policies":
			each(value, p.policies)
		case "muteTimes":
			each(value, p.muteTime)
		case "datasources", "providers", "apps", "templates", "notifiers", "deleteDatasources", "deleteRules",
			"deleteContactPoints", "resetPolicies", "deleteMuteTimes", "deleteTemplates", "prune":
			p.known = true
		default:
			p.folder(value, depth)
		}
	}
}

// folder reads the answer of the ruler API, in which groups stand under the name of their folder.
func (p *part) folder(value *yamlfile.Node, depth int) {
	if value.Kind != yamlfile.Sequence || depth > 0 {
		return
	}
	for _, item := range value.Items {
		if isGroup(item) {
			p.group(item)
		}
	}
}

// summarise says once a file what of it was not understood.
func (r *reader) summarise(name string) {
	r.noteFirst(r.foreign, "alert not understood: "+r.why)
	r.noteFirst(r.queries, "the query of a panel is not in PromQL")
	r.noteFirst(r.panelAlerts, "an alert inside a panel, which Grafana took until version 10, is not read")
	if !r.known && len(r.unread) == 0 && len(r.found) == 0 {
		at := diag.Point{Line: 1, Col: 1}
		r.note(diag.Span{File: name, Start: at, End: at}, "nothing of Grafana is in this file")
	}
}

// noteFirst says at the first of some places what is the case at all of them.
func (r *reader) noteFirst(at []diag.Span, message string) {
	switch len(at) {
	case 0:
	case 1:
		r.note(at[0], "%s", message)
	default:
		r.note(at[0], "%s (and %d more)", message, len(at)-1)
	}
}

func (r *reader) warn(at diag.Span, format string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{Rule: model.ReadEvidence, Level: diag.Warning, Span: at, Message: fmt.Sprintf(format, args...)})
}

func (r *reader) note(at diag.Span, format string, args ...any) {
	r.found = append(r.found, diag.Diagnostic{Rule: model.ReadEvidence, Level: diag.Note, Span: at, Message: fmt.Sprintf(format, args...)})
}
