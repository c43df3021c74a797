package alertmanager

import (
	"strings"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/promql"
	"github.com/linewalk/linewalk/model/yamlfile"
)

var routeKeys = []string{
	"receiver", "groupby", "groupwait", "groupinterval", "repeatinterval", "match", "matchre", "matchers",
	"mutetimeintervals", "activetimeintervals", "continue", "routes", "labels",
}

// route reads a route that inherits from another: receiver, grouping and timers, but no times at which
// it is muted.
func (c *configuration) route(n *yamlfile.Node, above model.Route) *model.Route {
	c.unknownKeys(n, "a route", routeKeys)
	r := &model.Route{
		Span: c.at(n), Receiver: above.Receiver, GroupBy: above.GroupBy,
		GroupWait: above.GroupWait, GroupInterval: above.GroupInterval, RepeatInterval: above.RepeatInterval,
	}
	if name := get(n, "receiver"); name != nil && !name.Null && (name.Kind != yamlfile.Scalar || name.Value != "") {
		r.Receiver = c.receiver(name)
	}
	if by := get(n, "groupby"); by != nil && !by.Null {
		r.GroupBy = c.labels(by)
	}
	c.duration(n, "groupwait", &r.GroupWait, true)
	c.duration(n, "groupinterval", &r.GroupInterval, false)
	c.duration(n, "repeatinterval", &r.RepeatInterval, false)
	r.Matchers = c.matchers(n, "")
	r.Continue = c.isTrue(get(n, "continue"))
	r.Muted = c.named(get(n, "mutetimeintervals"))
	r.Active = c.named(get(n, "activetimeintervals"))
	for _, child := range c.items(get(n, "routes"), "routes") {
		r.Routes = append(r.Routes, c.route(child, *r))
	}
	return r
}

// receiver finds the receiver that a route names. One whose name is a template is a receiver of its
// own, of which nothing is known.
func (c *configuration) receiver(n *yamlfile.Node) *model.Receiver {
	name, ok := c.scalar(n)
	if !ok {
		c.warn(n, "a receiver must be a name, not %s", n.Kind)
		return nil
	}
	if r := c.receivers[name]; r != nil {
		return r
	}
	if isTemplate(name) {
		r := &model.Receiver{Name: name, Span: c.at(n), Contacts: []model.Contact{{Via: "template", Span: c.at(n)}}}
		c.receivers[name] = r
		c.routing.Receivers = append(c.routing.Receivers, r)
		c.unread(c.at(n), "the name of a receiver is a template")
		return r
	}
	var names []string
	for _, r := range c.routing.Receivers {
		names = append(names, r.Name)
	}
	c.warn(n, "no receiver is named %s%s", diag.Quote(name), didYouMean(name, names))
	return nil
}

func didYouMean(name string, names []string) string {
	if near := diag.Near(name, names); len(near) > 0 {
		return ", did you mean " + diag.Quote(near[0]) + "?"
	}
	return ""
}

// isTrue reads a truth value as YAML 1.1 has it.
func (c *configuration) isTrue(n *yamlfile.Node) bool {
	text, ok := c.scalar(n)
	if !ok {
		return false
	}
	switch strings.ToLower(text) {
	case "true", "yes", "on", "y":
		return true
	case "false", "no", "off", "n":
		return false
	}
	if isTemplate(text) {
		c.unread(c.at(n), "whether a route continues is a template")
	} else {
		c.warn(n, "continue must be true or false, not %s", diag.Quote(text))
	}
	return false
}

// duration reads a timer over what is inherited.
func (c *configuration) duration(n *yamlfile.Node, key string, timer *time.Duration, mayBeZero bool) {
	value := get(n, key)
	text, ok := c.scalar(value)
	if !ok {
		return
	}
	d, err := promql.Duration(text)
	switch {
	case isTemplate(text):
		c.unread(c.at(value), "a timer is a template")
	case err != nil:
		c.warn(value, "%s is no duration of Alertmanager, such as 5m or 1h30m", diag.Quote(text))
	case d == 0 && !mayBeZero:
		c.warn(value, "this timer must not be zero: Alertmanager refuses that")
	default:
		*timer = d
	}
}
