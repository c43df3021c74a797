package alertmanager

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A configuration is what one routing is made of.
type configuration struct {
	sheet
	settings  []*yamlfile.Node // mappings in which defaults of integrations are looked for
	prefix    string           // of the keys in the last of them
	receivers map[string]*model.Receiver
	intervals map[string]*model.TimeInterval
	routing   *model.Routing
}

// configuration reads a mapping that has route and receivers, with a prefix before its keys.
func (s sheet) configuration(n *yamlfile.Node, prefix string) {
	c := s.parts(n, prefix)
	route := get(n, prefix+"route")
	if text, ok := s.scalar(route); ok && isTemplate(text) {
		s.unread(s.at(route), "the route is a template")
		return
	}
	if route == nil || route.Kind != yamlfile.Mapping {
		at := n
		if route != nil {
			at = route
		}
		s.say(diag.Warning, s.start(at), "no route: Alertmanager refuses a configuration without one")
		return
	}
	c.routing.Span = s.at(route)
	c.routing.Root = c.route(route, defaults())
	c.checkRoot(route)
	s.reader.routings = append(s.reader.routings, c.routing)
}

// start is the place where a value begins.
func (s sheet) start(n *yamlfile.Node) diag.Span {
	span := s.at(n)
	span.End = span.Start
	return span
}

// parts reads all but the route.
func (s sheet) parts(n *yamlfile.Node, prefix string) *configuration {
	c := &configuration{
		sheet: s, prefix: prefix, routing: &model.Routing{Kind: model.EvidenceAlertmanager},
		receivers: map[string]*model.Receiver{}, intervals: map[string]*model.TimeInterval{},
	}
	for _, key := range [...]string{"timeintervals", "mutetimeintervals"} {
		c.readIntervals(get(n, prefix+key))
	}
	if global := get(n, prefix+"global"); global != nil {
		c.settings = append(c.settings, global)
	}
	if prefix != "" {
		c.settings = append(c.settings, n)
	}
	c.readReceivers(get(n, prefix+"receivers"))
	c.readInhibitions(get(n, prefix+"inhibitrules"))
	return c
}

// defaults is what a root route inherits.
func defaults() model.Route {
	return model.Route{GroupWait: 30 * time.Second, GroupInterval: 5 * time.Minute, RepeatInterval: 4 * time.Hour}
}

// checkRoot reports what Alertmanager does not let its root route have.
func (c *configuration) checkRoot(n *yamlfile.Node) {
	root := c.routing.Root
	if get(n, "receiver") == nil {
		c.say(diag.Warning, c.start(n), "the root route names no receiver: Alertmanager refuses that")
	}
	if len(root.Matchers) > 0 {
		c.say(diag.Warning, c.start(n), "the root route has matchers, which Alertmanager refuses: it takes all alerts")
		root.Matchers = nil
	}
	if len(root.Muted)+len(root.Active) > 0 {
		c.say(diag.Warning, c.start(n), "the root route has time intervals, which Alertmanager refuses")
		root.Muted, root.Active = nil, nil
	}
}

// items lists what stands in a list. A template in the place of the list, or of an item, is not read.
func (s sheet) items(n *yamlfile.Node, what string) []*yamlfile.Node {
	if n == nil || n.Null {
		return nil
	}
	if text, ok := s.scalar(n); ok && isTemplate(text) {
		s.unread(s.at(n), "the "+what+" are a template")
		return nil
	}
	if n.Kind != yamlfile.Sequence {
		s.warn(n, "the %s must be a list, not %s", what, n.Kind)
		return nil
	}
	var items []*yamlfile.Node
	for _, item := range n.Items {
		text, isText := s.scalar(item)
		switch {
		case isText && isTemplate(text):
			s.unread(s.at(item), "some of the "+what+" are a template")
		case item.Kind != yamlfile.Mapping:
			s.warn(item, "the %s must be mappings, not %s", what, item.Kind)
		default:
			items = append(items, item)
		}
	}
	return items
}

// nameOf is the name of an item, which must have one that is not taken.
func (c *configuration) nameOf(item *yamlfile.Node, what string, taken func(string) bool) (string, bool) {
	name, _ := c.scalar(get(item, "name"))
	switch {
	case name == "":
		c.say(diag.Warning, c.start(item), "a %s has no name: Alertmanager refuses that", what)
	case taken(name):
		c.warn(get(item, "name"), "a second %s named %s: Alertmanager refuses that", what, diag.Quote(name))
	default:
		return name, true
	}
	return "", false
}

// texts lists the texts of a list, or of a lone one.
func (s sheet) texts(n *yamlfile.Node) []*yamlfile.Node {
	switch {
	case n == nil || n.Null:
		return nil
	case n.Kind == yamlfile.Sequence:
		return n.Items
	}
	return []*yamlfile.Node{n}
}

// unknownKeys warns of keys that Alertmanager does not know, for which it refuses the file.
func (s sheet) unknownKeys(n *yamlfile.Node, what string, known []string) {
	for _, p := range n.Pairs {
		if key := fold(p.Key.Value); !slices.Contains(known, key) {
			s.warn(p.Key, "%s is no key of %s", diag.Quote(p.Key.Value), what)
		}
	}
}
