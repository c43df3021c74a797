package grafana

import (
	"compress/gzip"
	"encoding/base64"
	"io"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// object reads an object of Kubernetes: what an operator of Grafana takes, or what a sidecar finds
// in a ConfigMap.
func (p *part) object(n *yamlfile.Node, depth int) {
	spec := n.Get("spec")
	switch kind := text(n.Get("kind")); kind {
	case "List", "ConfigMapList", "SecretList":
		each(n.Get("items"), func(item *yamlfile.Node) { p.document(item, depth+1) })
	case "ConfigMap":
		p.texts(n.Get("data"), asWritten)
	case "Secret":
		p.texts(n.Get("stringData"), asWritten)
		p.texts(n.Get("data"), decoded)
	case "Dashboard":
		p.dashboardObject(n)
	case "GrafanaDashboard":
		p.operatorDashboard(spec)
	case "GrafanaAlertRuleGroup":
		if spec != nil {
			p.group(spec)
		}
	case "GrafanaContactPoint":
		if spec != nil && isContactPoint(spec) {
			p.contactPoint(spec)
		}
	case "GrafanaNotificationPolicy":
		if route := deep(spec, "route"); route != nil && isRoute(route) {
			p.policies(route)
		}
	case "GrafanaMuteTiming":
		if spec != nil {
			p.muteTime(spec)
		}
	}
}

// dashboardObject reads an object of Grafana's own API, in which the UID is the name of the object.
func (p *part) dashboardObject(n *yamlfile.Node) {
	spec := n.Get("spec")
	if spec == nil || spec.Kind != yamlfile.Mapping {
		return
	}
	if p.known = true; !isDashboard(spec) && !has(spec, "panels") {
		p.skip(spec, "a dashboard of a version that is not known")
		return
	}
	d := p.dashboard(spec)
	if name := text(deep(n, "metadata", "name")); name != "" {
		d.UID = name
	}
}

// operatorDashboard reads what the operator of Grafana is given. Dashboards that it fetches or
// computes are there and cannot be read.
func (p *part) operatorDashboard(spec *yamlfile.Node) {
	p.known = true
	for _, source := range [...]struct{ key, why string }{
		{"url", "the dashboard is fetched from elsewhere"},
		{"grafanaCom", "the dashboard is fetched from grafana.com"},
		{"jsonnet", "the dashboard is made by Jsonnet"},
		{"jsonnetLib", "the dashboard is made by Jsonnet"},
	} {
		if value := find(spec, source.key); value != nil {
			p.skip(value, source.why)
		}
	}
	if value := find(spec, "json"); text(value) != "" {
		p.inside(value, value.Value)
	}
	if value := find(spec, "gzipJson"); text(value) != "" {
		unpacked, ok := p.unzip(value.Value)
		if !ok {
			p.skip(value, "the dashboard is no base64 of gzip, or too large")
			return
		}
		p.inside(value, unpacked)
	}
}

// skip keeps that something is there that cannot be read.
func (p *part) skip(n *yamlfile.Node, why string) {
	p.unread = append(p.unread, model.Unread{Span: p.span(n), Why: why})
	p.note(p.span(n), "%s", why)
}

// texts reads the files that a ConfigMap or Secret holds, those of them that look like Grafana's.
func (p *part) texts(data *yamlfile.Node, decode func(string) (string, bool)) {
	if data == nil {
		return
	}
	for _, pair := range data.Pairs {
		if inner, ok := decode(text(pair.Value)); ok && looksLikeGrafana(inner) {
			p.inside(pair.Value, inner)
		}
	}
}

// inside reads a text that a value holds.
func (p *part) inside(n *yamlfile.Node, inner string) {
	if p.level < maxNesting {
		p.inner(n, inner).read()
	}
}

// looksLikeGrafana tells whether a text is worth reading: configuration maps hold anything.
func looksLikeGrafana(text string) bool {
	for _, word := range [...]string{"panels", "schemaVersion", "\"rows\"", "elements", "contactPoints", "policies", "muteTimes", "__expr__", "datasourceUid", "datasources", "providers"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

func asWritten(value string) (string, bool) { return value, value != "" }

func decoded(value string) (string, bool) {
	plain, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(value), ""))
	return string(plain), err == nil
}

// maxUnpacked is how many bytes of packed dashboards are read of one file.
const maxUnpacked = 20 << 20

func (r *reader) unzip(value string) (string, bool) {
	packed, ok := decoded(value)
	if !ok {
		return "", false
	}
	unzipped, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		return "", false
	}
	plain, err := io.ReadAll(io.LimitReader(unzipped, int64(maxUnpacked-r.unpacked)))
	r.unpacked += len(plain)
	return string(plain), err == nil && r.unpacked < maxUnpacked
}
