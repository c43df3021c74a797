package grafana

import (
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// The timers of a policy that states none (Grafana's documentation, notification policies).
const (
	groupWait      = 30 * time.Second
	groupInterval  = 5 * time.Minute
	repeatInterval = 4 * time.Hour
)

// isRoute knows the root of a tree of policies. In a configuration of Alertmanager the receivers
// stand beside the route.
func isRoute(n *yamlfile.Node) bool {
	receiver := n.Get("receiver")
	return receiver != nil && receiver.Kind == yamlfile.Scalar && !has(n, "receivers") && !has(n, "data")
}

// policies reads a tree of notification policies. The receivers of its routes, and the hours at
// which they are muted, have only names until Complete finds them.
func (p *part) policies(n *yamlfile.Node) {
	p.known = true
	root := p.route(n, &model.Route{
		GroupBy:   []string{"grafana_folder", "alertname"},
		GroupWait: groupWait, GroupInterval: groupInterval, RepeatInterval: repeatInterval,
	})
	root.Matchers, root.Continue = nil, false
	p.evidence.Routings = append(p.evidence.Routings, &model.Routing{Kind: model.EvidenceGrafana, Span: p.span(n), Root: root})
}

// route reads a policy. What it does not state it has from the one around it.
func (p *part) route(n *yamlfile.Node, around *model.Route) *model.Route {
	r := &model.Route{
		Span:           p.span(n),
		Matchers:       p.matchers(n),
		Continue:       yes(n.Get("continue")),
		To:             around.To,
		GroupBy:        around.GroupBy,
		GroupWait:      p.stated(find(n, "group_wait", "groupWait")).Or(around.GroupWait),
		GroupInterval:  p.stated(find(n, "group_interval", "groupInterval")).Or(around.GroupInterval),
		RepeatInterval: p.stated(find(n, "repeat_interval", "repeatInterval")).Or(around.RepeatInterval),
		Muted:          p.named(find(n, "mute_time_intervals", "muteTimeIntervals")),
		Active:         p.named(find(n, "active_time_intervals", "activeTimeIntervals")),
	}
	if receiver := n.Get("receiver"); text(receiver) != "" {
		r.To, r.Span = text(receiver), p.span(receiver)
	}
	if by := find(n, "group_by", "groupBy"); by != nil {
		r.GroupBy = texts(by)
	}
	each(n.Get("routes"), func(child *yamlfile.Node) { r.Routes = append(r.Routes, p.route(child, r)) })
	return r
}

// named stands for intervals that are defined elsewhere.
func (p *part) named(list *yamlfile.Node) []*model.TimeInterval {
	var all []*model.TimeInterval
	for _, item := range items(list) {
		if name := text(item); name != "" {
			all = append(all, &model.TimeInterval{Name: name, Span: p.span(item)})
		}
	}
	return all
}

// matchers reads all that a policy is matched by: triples, texts in the form of Prometheus, objects
// of Kubernetes, and the mappings of the first versions.
func (p *part) matchers(n *yamlfile.Node) []model.Matcher {
	var all []model.Matcher
	for _, m := range items(find(n, "object_matchers", "objectMatchers")) {
		if len(m.Items) != 3 {
			p.warn(p.span(m), "a matcher is a list of name, operator and value")
			all = append(all, model.Matcher{Unread: true})
			continue
		}
		all = append(all, p.matcher(m, text(m.Items[0]), text(m.Items[1]), text(m.Items[2])))
	}
	matchers := n.Get("matchers")
	list := items(matchers)
	if text(matchers) != "" {
		list = []*yamlfile.Node{matchers}
	}
	for _, m := range list {
		if m.Kind == yamlfile.Mapping {
			all = append(all, p.matcher(m, text(find(m, "name", "label")), operatorOf(m), text(m.Get("value"))))
			continue
		}
		for _, one := range splitMatchers(text(m)) {
			name, op, value := cutMatcher(one)
			all = append(all, p.matcher(m, name, op, value))
		}
	}
	for _, old := range [...]struct{ key, op string }{{"match", "="}, {"match_re", "=~"}} {
		if values := n.Get(old.key); values != nil {
			for _, pair := range values.Pairs {
				all = append(all, p.matcher(pair.Value, pair.Key.Value, old.op, text(pair.Value)))
			}
		}
	}
	return all
}

// operatorOf is the operator of a matcher that is an object.
func operatorOf(m *yamlfile.Node) string {
	if kind := text(find(m, "matchType", "type")); kind != "" {
		return kind
	}
	differs, regex := text(m.Get("isEqual")) == "false", yes(m.Get("isRegex"))
	switch {
	case differs && regex:
		return "!~"
	case differs:
		return "!="
	case regex:
		return "=~"
	}
	return "="
}

// matcher makes a matcher, or one that is unread where it cannot be told what it matches.
func (p *part) matcher(n *yamlfile.Node, name, op, value string) model.Matcher {
	known := map[string]model.MatchOp{
		"=": model.MatchEqual, "!=": model.MatchNotEqual, "=~": model.MatchRegexp, "!~": model.MatchNotRegexp,
	}
	how, ok := known[strings.TrimSpace(op)]
	switch {
	case !ok || name == "":
		p.warn(p.span(n), "a matcher is a label, one of = != =~ !~, and a value")
		return model.Matcher{Name: name, Unread: true}
	case strings.Contains(value, "${") || strings.Contains(value, "{{"): // a $ alone ends a regular expression
		return model.Matcher{Name: name, Op: how, Unread: true}
	}
	m, err := model.NewMatcher(name, how, value)
	if err != nil {
		p.warn(p.span(n), "the value of this matcher is no regular expression")
	}
	return m
}

// splitMatchers cuts {a="b", c=~"d"} into its parts. Commas in quotes are text.
func splitMatchers(written string) []string {
	written = strings.TrimSpace(written)
	if inside, ok := strings.CutPrefix(written, "{"); ok {
		written = strings.TrimSuffix(inside, "}")
	}
	var parts []string
	start, quoted := 0, false
	for i := 0; i < len(written); i++ {
		switch {
		case quoted && written[i] == '\\':
			i++
		case written[i] == '"':
			quoted = !quoted
		case written[i] == ',' && !quoted:
			parts = append(parts, written[start:i])
			start = i + 1
		}
	}
	return append(parts, written[min(start, len(written)):])
}

// cutMatcher takes a="b" apart. The quotes may be left out.
func cutMatcher(written string) (name, op, value string) {
	at := strings.IndexAny(written, "=!")
	if at < 0 {
		return strings.TrimSpace(written), "", ""
	}
	end := at + 1
	if end < len(written) && (written[end] == '~' || written[at] == '!' && written[end] == '=') {
		end++
	}
	name = strings.Trim(strings.TrimSpace(written[:at]), `"`)
	return name, written[at:end], unquote(strings.TrimSpace(written[end:]))
}

// unquote takes off double quotes and the backslashes of what they escape.
func unquote(value string) string {
	if len(value) < 2 || value[0] != '"' || value[len(value)-1] != '"' {
		return value
	}
	return strings.NewReplacer(`\"`, `"`, `\\`, `\`, `\n`, "\n").Replace(value[1 : len(value)-1])
}
