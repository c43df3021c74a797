package grafana

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// A chain is the queries of an alert rule and the expressions over them, which Grafana evaluates
// itself: query, reduce, threshold. It is written as one expression of PromQL that fires when they
// do, so that the rule can be judged like any other.
type chain struct {
	steps map[string]*yamlfile.Node // the items of data by their refId
	path  []string                  // of steps being written, to see circles

	queries    []string      // the queries that were written, each once
	offset     time.Duration // how far in the past the latest of them looks
	unlabelled bool          // the result has no labels
	size       int           // of what was written
}

// maxExpression bounds what a chain may grow to, which may name each step many times.
const maxExpression = 60_000

func newChain(data *yamlfile.Node) *chain {
	c := &chain{steps: map[string]*yamlfile.Node{}}
	each(data, func(n *yamlfile.Node) {
		ref := text(n.Get("refId"))
		if ref == "" {
			ref = text(deep(n, "model", "refId"))
		}
		c.steps[ref] = n
	})
	return c
}

// fires is an expression that returns something when the alert fires, and nothing otherwise. The
// error is a phrase that says why there is none.
func (c *chain) fires(ref string) (string, error) {
	return c.visit(ref, func(n, query *yamlfile.Node) (string, error) {
		if !isExpression(n) {
			value, err := c.query(n)
			return value + " != 0", err
		}
		switch kind := text(query.Get("type")); kind {
		case "threshold":
			return c.threshold(query, "")
		case "classic_conditions":
			return c.classic(query)
		case "math":
			m, err := parseMath(text(query.Get("expression")))
			if err != nil {
				return "", err
			}
			return c.mathFires(m)
		default:
			value, err := c.step(kind, query)
			return value + " != 0", err
		}
	})
}

// value is an expression for the number that a step gives. It is in parentheses where that matters.
func (c *chain) value(ref string) (string, error) {
	return c.visit(ref, func(n, query *yamlfile.Node) (string, error) {
		if !isExpression(n) {
			return c.query(n)
		}
		switch kind := text(query.Get("type")); kind {
		case "threshold":
			compared, err := c.threshold(query, "bool ")
			return "(" + compared + ")", err
		case "math":
			m, err := parseMath(text(query.Get("expression")))
			if err != nil {
				return "", err
			}
			return c.mathValue(m)
		default:
			return c.step(kind, query)
		}
	})
}

// step is a step that passes on what it is given, or draws it together.
func (c *chain) step(kind string, query *yamlfile.Node) (string, error) {
	of := reference(query.Get("expression"))
	switch kind {
	case "reduce":
		return c.reduce(of, text(query.Get("reducer")))
	case "resample":
		return c.value(of)
	case "sql":
		return "", errors.New("it is computed in SQL")
	case "":
		return "", errors.New("an expression without a type")
	}
	return "", fmt.Errorf("it is computed by %s", quote(kind))
}

// visit finds a step and has it written, unless that is being done already.
func (c *chain) visit(ref string, write func(n, query *yamlfile.Node) (string, error)) (string, error) {
	n := c.steps[ref]
	switch {
	case ref == "":
		return "", errors.New("it has no condition")
	case n == nil:
		return "", fmt.Errorf("it refers to %s, which is not there", quote(ref))
	case n.Get("model") == nil:
		return "", fmt.Errorf("step %s has no model", quote(ref))
	case slices.Contains(c.path, ref):
		return "", fmt.Errorf("step %s refers to itself", quote(ref))
	}
	c.path = append(c.path, ref)
	written, err := write(n, n.Get("model"))
	c.path = c.path[:len(c.path)-1]
	if c.size += len(written); c.size > maxExpression && err == nil {
		return "", errors.New("it is too long")
	}
	return written, err
}

// isExpression tells a step that Grafana computes from one that a datasource answers.
func isExpression(n *yamlfile.Node) bool {
	const own = "__expr__"
	of := deep(n, "model", "datasource")
	uid := text(n.Get("datasourceUid"))
	return uid == own || uid == "-100" || text(of) == own || text(find(of, "uid")) == own || text(find(of, "type")) == own
}

// reference is the step that an expression names: A, $A or ${A}.
func reference(n *yamlfile.Node) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(text(n)), "$"), "{"), "}")
}

// query is what a datasource is asked, in parentheses, in PromQL or not at all.
func (c *chain) query(n *yamlfile.Node) (string, error) {
	query := n.Get("model")
	kind := datasourceType(query)
	if !mayBePrometheus(kind) {
		return "", fmt.Errorf("its datasource is %s", quote(kind))
	}
	expr := strings.TrimSpace(text(query.Get("expr")))
	if expr == "" {
		return "", errors.New("its query is not in PromQL")
	}
	if to, ok := duration(text(deep(n, "relativeTimeRange", "to"))); ok {
		c.offset = max(c.offset, to)
	}
	expr, err := filled(expr)
	if err != nil {
		return "", errors.New("its query is not in PromQL")
	}
	if strings.Contains(expr, "#") {
		expr += "\n" // a comment ends there
	}
	expr = "(" + expr + ")"
	c.ask(expr)
	return expr, nil
}

func (c *chain) ask(expr string) {
	if !slices.Contains(c.queries, expr) {
		c.queries = append(c.queries, expr)
	}
}

// reducers are the functions of PromQL that draw a stretch of samples together as those of Grafana
// do. The classic conditions have names of their own for some.
var reducers = map[string]string{
	"last": "last_over_time", "mean": "avg_over_time", "avg": "avg_over_time", "min": "min_over_time",
	"max": "max_over_time", "sum": "sum_over_time", "count": "count_over_time", "count_non_null": "count_over_time",
}

// reduce draws a series together to a number. What is a number already stays as it is.
func (c *chain) reduce(ref, reducer string) (string, error) {
	stretch := c.stretch(ref)
	before := len(c.queries)
	value, err := c.value(ref)
	if err != nil || stretch == 0 {
		return value, err
	}
	samples := value + "[" + strconv.Itoa(int(stretch/time.Second)) + "s:]"
	switch f, known := reducers[strings.ToLower(reducer)]; {
	case known:
		value = f + "(" + samples + ")"
	case strings.EqualFold(reducer, "median"):
		value = "quantile_over_time(0.5, " + samples + ")"
	default:
		return "", fmt.Errorf("it is reduced to %s", quote(reducer))
	}
	// A series that has ended is still there for as long as the reducer looks back.
	for i, q := range c.queries[before:] {
		c.queries[before+i] = "last_over_time(" + q + "[" + strconv.Itoa(int(stretch/time.Second)) + "s:])"
	}
	return value, nil
}

// stretch is the time over which a step gives a series; 0 if it gives numbers. What is computed from
// series is one.
func (c *chain) stretch(ref string) time.Duration {
	for range len(c.steps) {
		n := c.steps[ref]
		if n == nil {
			return 0
		}
		if !isExpression(n) {
			return stretchOf(n)
		}
		if text(deep(n, "model", "type")) != "resample" {
			return 0
		}
		ref = reference(deep(n, "model", "expression"))
	}
	return 0
}

// stretchOf is the time over which a query is asked for a series.
func stretchOf(n *yamlfile.Node) time.Duration {
	query := n.Get("model")
	if yes(query.Get("instant")) && !yes(query.Get("range")) {
		return 0
	}
	from, _ := duration(text(deep(n, "relativeTimeRange", "from")))
	to, _ := duration(text(deep(n, "relativeTimeRange", "to")))
	return max(from-to, 0).Truncate(time.Second)
}

// threshold compares one step with numbers.
func (c *chain) threshold(query *yamlfile.Node, modifier string) (string, error) {
	value, err := c.value(reference(query.Get("expression")))
	if err != nil {
		return "", err
	}
	for _, condition := range items(query.Get("conditions")) {
		return compare(value, condition.Get("evaluator"), modifier)
	}
	return "", errors.New("a threshold without a condition")
}

// comparisons are the evaluators with one limit.
var comparisons = map[string]string{"gt": ">", "lt": "<", "eq": "==", "ne": "!=", "gte": ">=", "lte": "<="}

// ranges are the evaluators with two limits: how the value compares with the lower one and with the
// upper one, and whether both must hold.
var ranges = map[string]struct {
	lower, upper string
	both         bool
}{
	"within_range":           {">", "<", true},
	"within_range_included":  {">=", "<=", true},
	"outside_range":          {"<", ">", false},
	"outside_range_included": {"<=", ">=", false},
}

// compare writes an evaluator. The modifier is "bool ", or empty for what filters.
func compare(value string, evaluator *yamlfile.Node, modifier string) (string, error) {
	kind := text(find(evaluator, "type"))
	var limits []string
	for _, item := range items(find(evaluator, "params")) {
		if _, ok := number(item); !ok {
			return "", errors.New("its threshold is no number")
		}
		limits = append(limits, text(item))
	}
	if op, ok := comparisons[kind]; ok && len(limits) > 0 {
		return value + " " + op + " " + modifier + limits[0], nil
	}
	r, ok := ranges[kind]
	switch {
	case !ok:
		return "", fmt.Errorf("its threshold is of type %s", quote(kind))
	case len(limits) < 2:
		return "", errors.New("its threshold lacks a limit")
	}
	lower := "(" + value + " " + r.lower + " " + modifier + limits[0] + ")"
	upper := "(" + value + " " + r.upper + " " + modifier + limits[1] + ")"
	switch {
	case modifier == "" && r.both:
		return lower + " and " + upper, nil
	case modifier == "":
		return lower + " or " + upper, nil
	case r.both:
		return lower + " * " + upper, nil
	}
	return lower + " + " + upper, nil // at most one of the two holds
}

// classic writes the conditions that were panels' alerts before Grafana 8. They are judged from left
// to right, each over any of its series, and their result has no labels.
func (c *chain) classic(query *yamlfile.Node) (string, error) {
	c.unlabelled = true
	whole := ""
	for _, condition := range items(query.Get("conditions")) {
		one, err := c.classicCondition(condition)
		switch {
		case err != nil:
			return "", err
		case whole == "":
			whole = one
		case text(deep(condition, "operator", "type")) == "or":
			whole = "(" + whole + ") or (" + one + ")"
		default:
			whole = "(" + whole + ") and on() (" + one + ")"
		}
		if len(whole) > maxExpression {
			return "", errors.New("it is too long")
		}
	}
	if whole == "" {
		return "", errors.New("it has no condition")
	}
	return whole, nil
}

func (c *chain) classicCondition(n *yamlfile.Node) (string, error) {
	var of string
	for _, item := range items(deep(n, "query", "params")) {
		of = reference(item)
		break
	}
	value, err := c.reduce(of, text(deep(n, "reducer", "type")))
	if err != nil {
		return "", err
	}
	if text(deep(n, "evaluator", "type")) == "no_value" {
		return "absent(" + value + ")", nil
	}
	return compare(value, n.Get("evaluator"), "")
}

// absence is the condition that a query has no data. Grafana takes a rule that has several for
// without data as soon as one of them is.
func (c *chain) absence() absence {
	a := absence{usual: func() bool { return slices.ContainsFunc(c.queries, usuallyEmpty) }}
	absent := make([]string, len(c.queries))
	for i, q := range c.queries {
		if !strings.HasPrefix(q, "(") {
			q = "(" + q + ")"
		}
		absent[i] = "absent" + q
	}
	a.expr = strings.Join(absent, " or ")
	a.condition = readCondition(a.expr)
	return a
}

// usuallyEmpty tells whether a query returns nothing while all is well. An alert on one that returns
// something, whatever it is, would always fire.
func usuallyEmpty(query string) bool { return readCondition(query+" >= bool 0").Fault == "" }
