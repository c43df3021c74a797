package grafana

import (
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A group is what its rules take from the group around them.
type group struct {
	of     *model.RuleGroup // nil of a rule that the API has by itself
	folder *yamlfile.Node
	every  model.Stated[time.Duration]
}

// isGroup knows a group of alert rules of Grafana. Those of Prometheus have alert, record and expr.
func isGroup(n *yamlfile.Node) bool {
	for _, item := range items(n.Get("rules")) {
		if isRule(item) {
			return true
		}
	}
	return false
}

func isRule(n *yamlfile.Node) bool {
	data := n.Get("data")
	return has(n, "grafana_alert") || data != nil && data.Kind == yamlfile.Sequence && (has(n, "title") || has(n, "condition") || has(n, "record"))
}

func (p *part) groups(list *yamlfile.Node) {
	for _, item := range items(list) {
		switch {
		case isGroup(item):
			p.group(item)
		case hasPrometheusRules(item):
			p.note(p.span(item), "these are rules of Prometheus: name the file under prometheus-rules")
			return
		default:
			p.known = p.known || has(item, "rules")
		}
	}
}

func hasPrometheusRules(n *yamlfile.Node) bool {
	for _, item := range items(n.Get("rules")) {
		if has(item, "expr") {
			return true
		}
	}
	return false
}

func (p *part) group(n *yamlfile.Node) {
	p.known = true
	name := find(n, "name", "title")
	g := group{
		of:     &model.RuleGroup{Name: text(name), Span: p.span(n)},
		folder: find(n, "folder", "folderUid", "folderUID", "folderRef"),
		every:  p.stated(n.Get("interval")),
	}
	if name != nil {
		g.of.Span = p.span(name)
	}
	each(n.Get("rules"), func(item *yamlfile.Node) { p.alertRule(item, g) })
}

// A definition is a rule as it is written. The ruler API has the part that is Grafana's own in a
// mapping inside, with other spellings.
type definition struct{ outer, inner *yamlfile.Node }

func (d definition) get(keys ...string) *yamlfile.Node {
	if value := find(d.outer, keys...); value != nil {
		return value
	}
	return find(d.inner, keys...)
}

// alertRule reads a rule: an alert, the companion that is raised when it has no data, or a recording.
func (p *part) alertRule(n *yamlfile.Node, g group) {
	p.known = true
	d := definition{n, n.Get("grafana_alert")}
	title := d.get("title")
	if text(title) == "" {
		p.warn(p.span(n), "an alert rule without a title")
		return
	}
	if g.folder == nil {
		g.folder = d.get("folder", "folderUID", "folderUid", "namespace_uid")
	}
	c := newChain(d.get("data"))
	if record := d.get("record"); record != nil && record.Kind == yamlfile.Mapping {
		p.recording(record, c, g)
		return
	}
	rule := &model.AlertRule{
		Name: text(title), Span: p.span(title), Kind: model.EvidenceGrafana, Group: g.of,
		ForUnread:  text(d.get("for")) != "" && !readable(d.get("for")),
		For:        p.duration(d.get("for")),
		KeepFiring: p.duration(d.get("keepFiringFor", "keep_firing_for")),
		Every:      g.every,
		Labels:     p.labels(d.get("labels"), g),
		Runbook:    text(find(d.get("annotations"), "runbook_url", "runbook")),
		Receiver:   text(find(d.get("notification_settings", "notificationSettings"), "receiver")),
		Panel:      p.panelOf(d),
	}
	if yes(d.get("isPaused", "is_paused")) {
		rule.Off = "it is paused"
	}
	condition := text(d.get("condition"))
	missing, known := noDataState(d.get("noDataState", "no_data_state"))
	if !known {
		p.warn(p.span(d.get("noDataState", "no_data_state")), "noDataState is one of NoData, OK, Alerting, KeepLast")
	}
	companion := p.judge(rule, c, condition, missing)
	p.evidence.Rules = append(p.evidence.Rules, rule)
	if companion != nil {
		p.evidence.Rules = append(p.evidence.Rules, companion)
	}
}

// maxJudged is how many bytes of expressions are judged in one file. A short chain can stand for a
// long expression, and judging takes its time.
const maxJudged = 4 << 20

// judge reads the condition of a rule and what becomes of it without data.
func (p *part) judge(rule *model.AlertRule, c *chain, condition string, missing noData) *model.AlertRule {
	expr, err := c.fires(condition)
	rule.Offset = c.offset
	if err != nil {
		rule.Condition.Unreadable = err.Error()
		p.notUnderstood(rule.Span, err.Error())
		return nil
	}
	if p.judged += len(expr); p.judged > maxJudged {
		rule.Condition.Unreadable = "the file has more expressions than are looked at"
		p.notUnderstood(rule.Span, rule.Condition.Unreadable)
		return nil
	}
	rule.Expr = expr
	rule.Condition = readCondition(expr)
	if c.unlabelled {
		rule.Condition.Labels, rule.Condition.Possible, rule.Condition.Open = nil, nil, false
	}
	if why := rule.Condition.Unreadable; why != "" {
		p.notUnderstood(rule.Span, why)
		return nil
	}
	return missing.apply(rule, c.absence())
}

func (r *reader) notUnderstood(at diag.Span, why string) {
	if len(r.foreign) == 0 {
		r.why = why
	}
	r.foreign = append(r.foreign, at)
}

// recording reads a rule that records what one of its queries gives.
func (p *part) recording(record *yamlfile.Node, c *chain, g group) {
	name := record.Get("metric")
	if text(name) == "" {
		p.warn(p.span(record), "a recording rule without a metric")
		return
	}
	m := model.Metric{Name: text(name), Span: p.span(name), Recorded: true, Group: g.of, Every: g.every.Value}
	if expr, err := c.value(text(record.Get("from"))); err == nil {
		m.Expr = expr
		m.Reads, _ = metrics(expr)
	}
	p.evidence.Metrics = append(p.evidence.Metrics, m)
}

// labels are those of the rule, and the folder that Grafana adds. The name of the alert, which it
// adds too, is the name of the rule.
func (p *part) labels(n *yamlfile.Node, g group) []model.Label {
	var labels []model.Label
	if n != nil {
		for _, pair := range n.Pairs {
			labels = append(labels, label(pair.Key.Value, pair.Value))
		}
	}
	taken := slices.ContainsFunc(labels, func(l model.Label) bool { return l.Name == "grafana_folder" })
	if g.folder != nil && !taken {
		labels = append(labels, label("grafana_folder", g.folder))
	}
	return labels
}

func label(name string, n *yamlfile.Node) model.Label {
	value := text(n)
	if templated(value) || n.Kind != yamlfile.Scalar {
		return model.Label{Name: name}
	}
	return model.Label{Name: name, Value: strings.ReplaceAll(value, "$$", "$"), Known: true}
}

// panelOf is the panel that a rule belongs to. Answers of the API keep it in annotations, and files
// of the first versions misspell it.
func (p *part) panelOf(d definition) model.PanelRef {
	annotations := d.get("annotations")
	dashboard := d.get("dashboardUid", "dashboardUID", "dasboardUid")
	if text(dashboard) == "" {
		dashboard = find(annotations, "__dashboardUid__")
	}
	panel := d.get("panelId", "panelID")
	if text(panel) == "" {
		panel = find(annotations, "__panelId__")
	}
	if text(dashboard) == "" || templated(text(dashboard)) {
		return model.PanelRef{}
	}
	ref := model.PanelRef{Dashboard: text(dashboard), Panel: text(panel), Span: p.span(dashboard)}
	if ref.Panel == "0" || templated(ref.Panel) {
		ref.Panel = ""
	}
	return ref
}

// duration reads a duration, or warns. One from the environment is not known, and taken for none.
func (p *part) duration(n *yamlfile.Node) time.Duration { return p.stated(n).Value }

// readable tells whether a value is a duration.
func readable(n *yamlfile.Node) bool {
	_, ok := duration(text(n))
	return ok
}

// stated reads a duration with its place.
func (p *part) stated(n *yamlfile.Node) model.Stated[time.Duration] {
	written := text(n)
	if written == "" || templated(written) {
		return model.Stated[time.Duration]{}
	}
	d, ok := duration(written)
	if !ok {
		p.warn(p.span(n), "this is no duration: write 30s, 5m or 1h30m")
		return model.Stated[time.Duration]{}
	}
	return model.Stated[time.Duration]{Value: d, Span: p.span(n)}
}
