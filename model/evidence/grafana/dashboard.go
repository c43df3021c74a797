package grafana

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// isDashboard knows the model of a dashboard: lists of panels, rows of panels before Grafana 5, and
// elements with a layout since Grafana 12.
func isDashboard(n *yamlfile.Node) bool {
	list := func(key string) bool { v := n.Get(key); return v != nil && v.Kind == yamlfile.Sequence }
	switch {
	case isElements(n), has(n, "schemaVersion"):
		return true
	}
	return has(n, "title") && (list("panels") || list("rows"))
}

func isElements(n *yamlfile.Node) bool {
	elements := n.Get("elements")
	return elements != nil && elements.Kind == yamlfile.Mapping && has(n, "layout")
}

func (p *part) dashboard(n *yamlfile.Node) *model.Dashboard {
	p.known = true
	d := &model.Dashboard{Title: text(n.Get("title")), UID: text(n.Get("uid")), Span: p.span(n)}
	if title := n.Get("title"); title != nil {
		d.Span = p.span(title)
	}
	if isElements(n) {
		p.elements(d, n.Get("elements"))
	}
	p.panels(d, n.Get("panels"), 0)
	each(n.Get("rows"), func(row *yamlfile.Node) { p.panels(d, row.Get("panels"), 0) })
	p.evidence.Dashboards = append(p.evidence.Dashboards, d)
	return d
}

// panels lists panels. A row that is folded up holds those below it, one that is not stands among
// them.
func (p *part) panels(d *model.Dashboard, list *yamlfile.Node, depth int) {
	each(list, func(n *yamlfile.Node) {
		if depth < maxNesting {
			p.panels(d, n.Get("panels"), depth+1)
		}
		if text(n.Get("type")) == "row" {
			return
		}
		if name := deep(n, "alert", "name"); text(name) != "" {
			p.oldAlert(name)
		}
		panel := model.Panel{ID: text(n.Get("id")), Title: text(n.Get("title")), Span: p.panelSpan(n)}
		each(n.Get("targets"), func(target *yamlfile.Node) {
			p.target(&panel, target.Get("expr"), datasourceType(target, n))
		})
		d.Panels = append(d.Panels, panel)
	})
}

// oldAlert keeps that a panel has an alert of its own, which Grafana took until version 10.
func (p *part) oldAlert(name *yamlfile.Node) {
	p.unread = append(p.unread, model.Unread{
		Span: p.span(name), Why: "it is an alert inside a panel, which Grafana took until version 10", Mentions: []string{text(name)},
	})
	p.panelAlerts = append(p.panelAlerts, p.span(name))
}

// elements lists the panels of a dashboard in the second version of the model.
func (p *part) elements(d *model.Dashboard, elements *yamlfile.Node) {
	for _, pair := range elements.Pairs {
		n := pair.Value.Get("spec")
		if n == nil {
			continue
		}
		panel := model.Panel{ID: text(n.Get("id")), Title: text(n.Get("title")), Span: p.panelSpan(n)}
		each(deep(n, "data", "spec", "queries"), func(q *yamlfile.Node) {
			query := deep(q, "spec", "query")
			if query == nil {
				return
			}
			// The first drafts of the model named the datasource in the kind, later ones in the group.
			language := text(query.Get("group"))
			if language == "" {
				language = text(query.Get("kind"))
			}
			if language == "DataQuery" {
				language = ""
			}
			p.target(&panel, deep(query, "spec", "expr"), language)
		})
		d.Panels = append(d.Panels, panel)
	}
}

func (p *part) panelSpan(n *yamlfile.Node) diag.Span {
	if at := find(n, "title", "id"); at != nil {
		return p.span(at)
	}
	return p.span(n)
}

// target adds the metrics of one query to a panel. Queries in other languages are passed over.
func (p *part) target(panel *model.Panel, expr *yamlfile.Node, datasource string) {
	if strings.TrimSpace(text(expr)) == "" || !mayBePrometheus(datasource) {
		return
	}
	names, err := metrics(text(expr))
	if err != nil {
		p.queries = append(p.queries, p.span(expr))
		return
	}
	for _, name := range names {
		if !slices.Contains(panel.Metrics, name) {
			panel.Metrics = append(panel.Metrics, name)
		}
	}
}

// datasourceType is the type of datasource that a query or the panel around it states. Names and
// variables, which older dashboards have in its place, tell no type.
func datasourceType(nodes ...*yamlfile.Node) string {
	for _, n := range nodes {
		if kind := text(deep(n, "datasource", "type")); kind != "" && kind != "datasource" && kind != "mixed" {
			return kind
		}
	}
	return ""
}

// mayBePrometheus tells whether a datasource may take PromQL. No type at all may be any.
func mayBePrometheus(kind string) bool {
	kind = strings.ToLower(kind)
	return kind == "" || strings.Contains(kind, "prometheus") || strings.Contains(kind, "victoriametrics") || templated(kind)
}
