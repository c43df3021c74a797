package prometheus

import (
	"errors"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/promql"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// expression reads what a rule evaluates. An expression in another language, or one that a program
// completes, is unread and mentions the alert; a broken one is told at the character where it ends to
// make sense.
func (r *rules) expression(p passage, rule *yamlfile.Node, name string) (string, model.Condition) {
	n := rule.Get("expr")
	text, ok := r.scalar(p, n, "expr")
	switch {
	case n != nil && p.templated(n):
		return "", model.Condition{Unreadable: "its expression is a template"}
	case n != nil && !ok && !n.Null:
		return "", model.Condition{Unreadable: "its expression is not text"}
	case text == "":
		r.warn(p.span(rule.Span), "%s: a rule must have expr", quote(name))
		return "", model.Condition{Unreadable: "it has no expression"}
	case !r.spend(p.span(n.Span), len(text)):
		return text, model.Condition{Unreadable: "it is left out, because the file is too large"}
	}
	condition, err := promql.Read(text)
	if err == nil {
		doubtTemplates(&condition)
		return text, condition
	}
	condition.Unreadable = foreign(text, condition.Unreadable)
	if condition.Unreadable != noPromQL {
		r.unread(p.span(n.Span), condition.Unreadable, alertOf(rule)...)
		return text, condition
	}
	at, message := p.span(n.Span), err.Error()
	var syntax *promql.SyntaxError
	if errors.As(err, &syntax) {
		at, message = p.within(n, syntax.Offset), syntax.Message
	}
	r.warn(at, "%s: no PromQL: %s", quote(name), message)
	r.lost(p.span(n.Span), noPromQL, alertOf(rule)...)
	return text, condition
}

// noPromQL is what an expression is that looks like no other language either.
const noPromQL = "it is no PromQL"

// foreign tells what else an expression is that is no PromQL, or leaves it at what is said of it.
func foreign(text, said string) string {
	if why, _ := spoken(placeholders, text); why != "" {
		return why
	}
	if logQL.MatchString(text) {
		return "it is LogQL"
	}
	return said
}

// doubtTemplates takes labels that a program fills in for unknown, even where the whole is PromQL.
func doubtTemplates(c *model.Condition) {
	for i, l := range c.Labels {
		if l.Known {
			c.Labels[i] = label(l.Name, l.Value)
		}
	}
}

// alertOf is the name of the alert that a rule is, if it is one.
func alertOf(rule *yamlfile.Node) []string {
	if n := rule.Get("alert"); n != nil {
		return []string{n.Value}
	}
	return nil
}
