package alertmanager

import (
	"regexp"
	"slices"

	"github.com/prometheus/alertmanager/matcher/parse"
	"github.com/prometheus/alertmanager/pkg/labels"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// matchers reads what a route, or a side of an inhibition, asks of labels: match, match_re and matchers
// under keys with a prefix, all of which must hold.
func (c *configuration) matchers(n *yamlfile.Node, prefix string) []model.Matcher {
	all := slices.Concat(
		c.matchersByName(get(n, prefix+"match"), model.MatchEqual),
		c.matchersByName(get(n, prefix+"matchre"), model.MatchRegexp),
	)
	for _, m := range c.texts(get(n, prefix+"matchers")) {
		all = append(all, c.matchersOf(m)...)
	}
	return all
}

// matchersByName reads a mapping from labels to values. AlertmanagerConfig has a list of objects instead.
func (c *configuration) matchersByName(n *yamlfile.Node, op model.MatchOp) []model.Matcher {
	var all []model.Matcher
	switch {
	case n == nil || n.Null:
	case n.Kind == yamlfile.Sequence:
		for _, m := range n.Items {
			all = append(all, c.matchersOf(m)...)
		}
	case n.Kind == yamlfile.Mapping:
		for _, p := range n.Pairs {
			if p.Value.Null && op == model.MatchRegexp {
				c.warn(p.Key, "no regular expression for label %s: Alertmanager refuses that", diag.Quote(p.Key.Value))
				all = append(all, model.Matcher{Name: p.Key.Value, Op: op, Unread: true})
				continue
			}
			value, _ := c.scalar(p.Value)
			all = append(all, c.matcher(p.Value, p.Key.Value, op, value))
		}
	default:
		c.warn(n, "matchers must be a mapping from labels to values, not %s", n.Kind)
	}
	return all
}

// matchersOf reads an item of matchers: a text with one or more, or an object.
func (c *configuration) matchersOf(n *yamlfile.Node) []model.Matcher {
	if text, ok := c.scalar(n); ok {
		return c.parse(n, text)
	}
	if n.Kind != yamlfile.Mapping {
		c.warn(n, "a matcher must be text, not %s", n.Kind)
		return []model.Matcher{{Unread: true}}
	}
	if len(n.Pairs) == 1 && get(n, "name") == nil { // - severity: critical, a slip for the text
		c.warn(n, "a matcher must be text such as %s", diag.Quote(n.Pairs[0].Key.Value+`="value"`))
		return []model.Matcher{{Name: n.Pairs[0].Key.Value, Unread: true}}
	}
	name, _ := c.scalar(get(n, "name"))
	value, _ := c.scalar(get(n, "value"))
	return []model.Matcher{c.matcher(n, name, c.operator(n), value)}
}

// operator reads how the matcher of an AlertmanagerConfig compares: matchType, or regex in older ones.
func (c *configuration) operator(n *yamlfile.Node) model.MatchOp {
	written, _ := c.scalar(get(n, "matchtype"))
	for op := model.MatchEqual; op <= model.MatchNotRegexp; op++ {
		if op.String() == written {
			return op
		}
	}
	if written != "" {
		c.warn(get(n, "matchtype"), "%s compares nothing: = != =~ or !~", diag.Quote(written))
	}
	if regex, _ := c.scalar(get(n, "regex")); regex == "true" {
		return model.MatchRegexp
	}
	return model.MatchEqual
}

// matcher makes a matcher, of which nothing is known if its value is a template or broken.
func (c *configuration) matcher(n *yamlfile.Node, name string, op model.MatchOp, value string) model.Matcher {
	if isPlaceholder(value) {
		c.unread(c.at(n), "the value of a matcher is a template")
		return model.Matcher{Name: name, Op: op, Value: value, Unread: true}
	}
	m, err := model.NewMatcher(name, op, value)
	if err != nil {
		c.warn(n, "%s is no regular expression", diag.Quote(value))
	}
	return m
}

// A mark of a template in the value of a matcher. Other marks may be part of an expression.
var placeholderMark = regexp.MustCompile(`\{\{|\$\{[A-Za-z_]|<%|\{%`)

func isPlaceholder(value string) bool { return placeholderMark.MatchString(value) }

// beginning is the name and the operator of a matcher.
var beginning = regexp.MustCompile(`^\s*"?([a-zA-Z_:][a-zA-Z0-9_:]*)"?\s*(?:=~|!=|!~|=)`)

// parse reads the text of one or more matchers as Alertmanager does while it moves from one grammar to
// another: where only one of them reads the text, that one counts, and where they differ, the older.
func (c *configuration) parse(n *yamlfile.Node, text string) []model.Matcher {
	newer, newerFault := parse.Matchers(text)
	older, olderFault := labels.ParseMatchers(text)
	found := []*labels.Matcher(newer)
	switch {
	case newerFault != nil && olderFault != nil:
		return c.unparsed(n, text)
	case newerFault != nil:
		found = older
	case olderFault == nil && !slices.EqualFunc(newer, older, sameMatcher):
		found = older
		c.say(diag.Note, c.at(n), "the two grammars of Alertmanager read %s differently; the older one counts", diag.Quote(text))
	}
	var all []model.Matcher
	for _, m := range found {
		all = append(all, c.matcher(n, m.Name, operators[m.Type], m.Value))
	}
	return all
}

// unparsed stands for a text that is no matcher, or a template.
func (c *configuration) unparsed(n *yamlfile.Node, text string) []model.Matcher {
	if isPlaceholder(text) {
		c.unread(c.at(n), "a matcher is a template")
	} else {
		c.warn(n, "%s is no matcher, such as severity=\"critical\"", diag.Quote(text))
	}
	m := model.Matcher{Value: text, Unread: true}
	if parts := beginning.FindStringSubmatch(text); parts != nil {
		m.Name = parts[1]
	}
	return []model.Matcher{m}
}

var operators = map[labels.MatchType]model.MatchOp{
	labels.MatchEqual:     model.MatchEqual,
	labels.MatchNotEqual:  model.MatchNotEqual,
	labels.MatchRegexp:    model.MatchRegexp,
	labels.MatchNotRegexp: model.MatchNotRegexp,
}

func sameMatcher(a, b *labels.Matcher) bool {
	return a.Type == b.Type && a.Name == b.Name && a.Value == b.Value
}
