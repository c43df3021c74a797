package prometheus

import (
	"errors"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/promql"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// longestExpression is how many bytes of PromQL are read. Real ones have a few thousand.
const longestExpression = 64 << 10

// An expression is what a rule evaluates.
type expression struct {
	text      string
	condition model.Condition
	broken    bool // Prometheus would refuse it, and a diagnostic says why
}

// expression reads what a rule evaluates, if it is text.
func (r *rules) expression(p passage, rule *yamlfile.Node, name string, read func(string) (model.Condition, error)) expression {
	n := rule.Get("expr")
	text, ok := r.scalar(p, n, "expr")
	unreadable := func(why string, broken bool) expression {
		return expression{text, model.Condition{Unreadable: why}, broken}
	}
	switch {
	case n != nil && p.templated(n):
		return unreadable("its expression is a template", false)
	case n != nil && !ok && !n.Null:
		return unreadable("its expression is not text", true)
	case text == "":
		r.warn(p.span(rule.Span), "%s: a rule must have expr", diag.Quote(name))
		return unreadable("it has no expression", true)
	case len(text) > longestExpression:
		r.warn(p.span(n.Span), "%s: expr is longer than %d kB", diag.Quote(name), longestExpression>>10)
		return unreadable("its expression is too long", false)
	case !r.spend(p.span(n.Span), len(text)):
		return unreadable("it is left out, because the file stands for too much", false)
	}
	condition, err := read(text)
	if err != nil {
		return r.noPromQL(p, rule, name, expression{text: text, condition: condition}, err)
	}
	return expression{text: text, condition: condition}
}

// noPromQL tells of an expression that could not be read. One in another language, or one that a
// program completes, is unread and mentions the alert; a broken one is told at the character where it
// ends to make sense.
func (r *rules) noPromQL(p passage, rule *yamlfile.Node, name string, e expression, err error) expression {
	n := rule.Get("expr")
	syntax := &promql.SyntaxError{Message: err.Error()}
	_ = errors.As(err, &syntax)
	if why := foreign(e.text, syntax.Foreign); why != "" {
		e.condition.Unreadable = why
		r.unread(p.span(n.Span), why, alertOf(rule)...)
		return e
	}
	r.warn(p.within(n, syntax.Offset), "%s: no PromQL: %s", diag.Quote(name), syntax.Message)
	r.lost(p.span(n.Span), e.condition.Unreadable, alertOf(rule)...)
	e.broken = true
	return e
}

// readCondition reads the expression of an alert. A label that a program fills in is unknown, even where
// the whole is PromQL.
func readCondition(text string, recordings map[string]string) (model.Condition, error) {
	condition, err := promql.ReadWith(text, promql.Context{Recordings: recordings})
	for i, l := range condition.Labels {
		if l.Known {
			condition.Labels[i] = label(l.Name, l.Value)
		}
	}
	return condition, err
}

// readNames reads the expression of a recording, of which only what it reads matters.
func readNames(text string) (model.Condition, error) {
	names, err := promql.Names(text)
	if err != nil {
		return promql.Read(text) // which says why
	}
	return model.Condition{Metrics: names}, nil
}

// foreign tells what else an expression is that is no PromQL, or leaves it at what is said of it, which is nothing of
// one that is broken.
func foreign(text, said string) string {
	if why, _ := spoken(placeholders, text); why != "" {
		return why
	}
	if logQL.MatchString(text) {
		return "it is LogQL"
	}
	return said
}

// alertOf is the name of the alert that a rule is, if it is one.
func alertOf(rule *yamlfile.Node) []string {
	if n := rule.Get("alert"); n != nil {
		return []string{n.Value}
	}
	return nil
}
