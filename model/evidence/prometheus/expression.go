package prometheus

import (
	"errors"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// expression reads what a rule evaluates. An expression in another language, or one that a program
// completes, is unread and mentions the alert; a broken one is told at the character where it ends to
// make sense.
func (r *rules) expression(p passage, rule *yamlfile.Node, alert string) (string, model.Condition) {
	n := rule.Get("expr")
	text, ok := r.scalar(p, n, "expr")
	switch {
	case n != nil && !ok && !n.Null:
		return "", model.Condition{Unreadable: "its expression is not text"}
	case text == "":
		r.warn(p.span(rule.Span), "a rule must have expr")
		return "", model.Condition{Unreadable: "it has no expression"}
	case !r.spend(p.span(n.Span), len(text)):
		return text, model.Condition{Unreadable: "it is left out, because the file is too large"}
	}
	condition, err := readPromQL(text)
	if err == nil {
		doubtTemplates(&condition)
		return text, condition
	}
	if why := foreign(text); why != "" {
		r.unread(p.span(n.Span), why, named(alert)...)
		return text, model.Condition{Unreadable: why}
	}
	at, message := p.span(n.Span), err.Error()
	var syntax *syntaxError
	if errors.As(err, &syntax) {
		at, message = p.within(n, syntax.Offset), syntax.Message
	}
	r.warn(at, "no PromQL: %s", message)
	r.lost(p.span(n.Span), "its expression is no PromQL", named(alert)...)
	return text, model.Condition{Unreadable: "its expression is no PromQL"}
}

// foreign tells what else an expression may be that is no PromQL; empty if nothing tells.
func foreign(text string) string {
	if why := spoken(placeholders, text); why != "" {
		return why
	}
	return spoken(queryLanguages, text)
}

// doubtTemplates takes labels that a program fills in for unknown, even where the whole is PromQL.
func doubtTemplates(c *model.Condition) {
	for i, l := range c.Labels {
		if l.Known {
			c.Labels[i] = label(l.Name, l.Value)
		}
	}
}

func named(alert string) []string {
	if alert == "" {
		return nil
	}
	return []string{alert}
}
