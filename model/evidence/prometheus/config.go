package prometheus

import (
	"encoding/base64"
	"regexp"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// ReadConfig reads the configuration of Prometheus: its own file, as it is or inside a ConfigMap or
// Secret, and the Prometheus objects of its operator. Each becomes a server. What is read is how often
// it scrapes and evaluates, what it scrapes, its external labels, and whether it rewrites alerts; no
// address and no credential is.
func ReadConfig(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	r := &config{newReader(model.EvidencePrometheusConfig, name)}
	r.passage(whole(name, text), 0)
	if len(r.evidence.Servers) == 0 && len(r.file.Unread) == 0 && diag.Worst(r.found) < diag.Warning {
		r.note(r.start(), "no configuration of Prometheus is in this file")
	}
	return r.finish()
}

type config struct{ *reader }

func (r *config) passage(p passage, nested int) {
	for _, d := range r.documents(p) {
		if why, at := spoken(templates, d.root.Value); why != "" && nested == 0 {
			r.unread(d.within(d.root, at), why)
			continue
		}
		r.visit(d.passage, d.root, nested)
	}
}

// visit looks for configurations in a value of any kind of file.
func (r *config) visit(p passage, n *yamlfile.Node, nested int) {
	switch kind := kindOf(n); {
	case kind == "Prometheus" || kind == "PrometheusAgent":
		r.object(p, n)
		return
	case kind == "ConfigMap" || kind == "Secret":
		r.contained(p, n, kind, nested)
		return
	case isConfig(n):
		r.server(p, n)
		return
	}
	for _, item := range n.Items {
		r.visit(p, item, nested)
	}
	for _, pair := range n.Pairs {
		if pair.Key.Value == "prometheusSpec" { // what a chart makes an object of
			r.specified(p, n, pair.Value, &model.MetricServer{Span: p.span(pair.Key.Span)})
			continue
		}
		r.visit(p, pair.Value, nested)
	}
}

// isConfig tells whether a mapping is the configuration of a server.
func isConfig(n *yamlfile.Node) bool {
	global := n.Get("global")
	return n.Get("scrape_configs") != nil || n.Get("rule_files") != nil ||
		global != nil && (global.Get("scrape_interval") != nil || global.Get("evaluation_interval") != nil || global.Get("external_labels") != nil)
}

// configFile is what a text that holds a configuration has at the start of a line.
var configFile = regexp.MustCompile(`(?m)^["'{]*(?:global|scrape_configs|rule_files)["']?\s*:`)

// contained reads the configurations that are texts of an object's keys.
func (r *config) contained(p passage, n *yamlfile.Node, kind string, nested int) {
	for _, section := range n.Pairs {
		encoded := section.Key.Value == "binaryData" || kind == "Secret" && section.Key.Value == "data"
		if section.Value.Kind != yamlfile.Mapping || section.Key.Value == "metadata" {
			continue
		}
		for _, pair := range section.Value.Pairs {
			inner := p.inside(pair.Key, pair.Value)
			if encoded {
				text, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(pair.Value.Value), ""))
				if err != nil {
					continue
				}
				inner = p.elsewhere(pair.Key, string(text))
			}
			if configFile.MatchString(inner.text) && nested == 0 && r.spend(p.span(pair.Key.Span), len(inner.text)) {
				r.passage(inner, nested+1)
			}
		}
	}
}

// server reads the configuration file of a server.
func (r *config) server(p passage, n *yamlfile.Node) {
	s := &model.MetricServer{Span: p.span(n.Span)}
	if global := n.Get("global"); r.isMapping(p, global, "global") {
		s.ScrapeEvery, _ = r.duration(p, global, "scrape_interval")
		s.ScrapeTimeout, _ = r.duration(p, global, "scrape_timeout")
		s.EvaluateEvery, _ = r.duration(p, global, "evaluation_interval")
		s.QueryOffset, _ = r.duration(p, global, "rule_query_offset")
		s.ExternalLabels = r.externalLabels(p, global.Get("external_labels"))
	}
	s.Jobs = r.jobs(p, n.Get("scrape_configs"))
	if alerting := n.Get("alerting"); r.isMapping(p, alerting, "alerting") {
		s.Rewrites = r.rewrites(p, alerting)
	}
	r.evidence.Servers = append(r.evidence.Servers, s)
}

// rewrites reads what the server does to alerts before it sends them, to any Alertmanager.
func (r *config) rewrites(p passage, alerting *yamlfile.Node) []model.AlertRewrite {
	all := r.relabelings(p, alerting.Get("alert_relabel_configs"))
	for _, manager := range r.items(p, alerting.Get("alertmanagers"), "alertmanagers") {
		all = append(all, r.relabelings(p, manager.Get("alert_relabel_configs"))...)
	}
	return all
}

func (r *config) relabelings(p passage, list *yamlfile.Node) []model.AlertRewrite {
	var all []model.AlertRewrite
	for _, n := range r.items(p, list, "alert_relabel_configs") {
		if r.isMapping(p, n, "a relabelling") {
			all = append(all, relabeling(n))
		}
	}
	return all
}

// relabeling is what one step may do. Whatever is not simple enough may change any label.
func relabeling(n *yamlfile.Node) model.AlertRewrite {
	text := func(key string) string {
		if v := n.Get(key); v != nil {
			return v.Value
		}
		return ""
	}
	any := model.AlertRewrite{Labels: regexp.MustCompile(`^`)}
	switch strings.ToLower(text("action")) {
	case "drop", "keep", "dropequal", "keepequal":
		return model.AlertRewrite{Drops: true}
	case "labeldrop":
		if names, err := regexp.Compile("^(?:" + text("regex") + ")$"); err == nil {
			return model.AlertRewrite{Labels: names}
		}
	case "", "replace", "hashmod", "lowercase", "uppercase":
		if target := text("target_label"); target != "" && !strings.Contains(target, "$") {
			return model.AlertRewrite{Labels: regexp.MustCompile("^" + regexp.QuoteMeta(target) + "$")}
		}
	}
	return any
}

func (r *config) jobs(p passage, list *yamlfile.Node) []model.ScrapeJob {
	var jobs []model.ScrapeJob
	for _, n := range r.items(p, list, "scrape_configs") {
		if !r.isMapping(p, n, "a scrape job") {
			continue
		}
		name, ok := r.scalar(p, n.Get("job_name"), "job_name")
		if !ok {
			if n.Get("job_name") == nil {
				r.warn(p.span(n.Span), "a scrape job must have job_name")
			}
			continue
		}
		job := model.ScrapeJob{Name: name, Span: p.span(n.Get("job_name").Span)}
		job.ScrapeEvery, _ = r.duration(p, n, "scrape_interval")
		job.ScrapeTimeout, _ = r.duration(p, n, "scrape_timeout")
		jobs = append(jobs, job)
	}
	return jobs
}

// externalLabels reads the labels that the server adds. Variables of its environment may stand in
// them, and are not known.
func (r *config) externalLabels(p passage, n *yamlfile.Node) []model.Label {
	labels := r.labels(p, n, "external labels")
	for i, l := range labels {
		if strings.Contains(l.Value, "$") {
			labels[i] = model.Label{Name: l.Name}
		}
	}
	return labels
}

// object reads an object of the Prometheus operator. The jobs it scrapes are other objects.
func (r *config) object(p passage, n *yamlfile.Node) {
	if version := n.Get("apiVersion"); !strings.HasPrefix(version.Value, "monitoring.coreos.com/v1") {
		r.note(p.span(version.Span), "version %s is not known; it is read like monitoring.coreos.com/v1", diag.Quote(version.Value))
	}
	r.specified(p, n, n.Get("spec"), &model.MetricServer{Span: p.span(n.Span)})
}

// specified completes a server from what the operator is told of it.
func (r *config) specified(p passage, n, spec *yamlfile.Node, s *model.MetricServer) {
	if r.isMapping(p, spec, "spec") {
		s.ScrapeEvery, _ = r.duration(p, spec, "scrapeInterval")
		s.ScrapeTimeout, _ = r.duration(p, spec, "scrapeTimeout")
		s.EvaluateEvery, _ = r.duration(p, spec, "evaluationInterval")
		s.ExternalLabels = r.operatorLabels(p, n, spec)
		if spec.Get("additionalAlertRelabelConfigs") != nil { // they are in a Secret
			s.Rewrites = []model.AlertRewrite{{Labels: regexp.MustCompile(`^`), Drops: true}}
		}
	}
	r.evidence.Servers = append(r.evidence.Servers, s)
}

// operatorLabels are the external labels of an object: those it states, and the one by which the
// operator names the server, unless that is switched off by an empty name. The label of the replica is
// taken off alerts again.
func (r *config) operatorLabels(p passage, n, spec *yamlfile.Node) []model.Label {
	stated := r.externalLabels(p, spec.Get("externalLabels"))
	by := "prometheus"
	if name := spec.Get("prometheusExternalLabelName"); name != nil && name.Kind == yamlfile.Scalar {
		by = name.Value
	}
	if by == "" || spec.Get("externalLabels") != nil && spec.Get("externalLabels").Get(by) != nil {
		return stated
	}
	added := model.Label{Name: by}
	if meta := n.Get("metadata"); meta != nil {
		name, space := meta.Get("name"), meta.Get("namespace")
		if name != nil && space != nil && plain(name.Value+space.Value) {
			added = model.Label{Name: by, Value: space.Value + "/" + name.Value, Known: true}
		}
	}
	return append([]model.Label{added}, stated...)
}
