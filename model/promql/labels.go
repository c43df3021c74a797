package promql

import (
	"slices"
	"strings"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"

	"github.com/linewalk/linewalk/model"
)

// A flow is what is known of the labels of a result: values that are certain, names that may be there, and whether
// any others may.
type flow struct {
	known    map[string]string
	possible map[string]bool
	open     bool
}

func closed() flow { return flow{known: map[string]string{}, possible: map[string]bool{}} }

// labelsOf follows the labels through an expression.
func labelsOf(e parser.Expr) flow {
	switch e := e.(type) {
	case *parser.ParenExpr:
		return labelsOf(e.Expr)
	case *parser.StepInvariantExpr:
		return labelsOf(e.Expr)
	case *parser.UnaryExpr:
		return labelsOf(e.Expr)
	case *parser.VectorSelector:
		return selectedLabels(e)
	case *parser.MatrixSelector:
		return labelsOf(e.VectorSelector)
	case *parser.SubqueryExpr:
		return labelsOf(e.Expr)
	case *parser.AggregateExpr:
		return aggregatedLabels(e)
	case *parser.Call:
		return calledLabels(e)
	case *parser.BinaryExpr:
		return binaryLabels(e)
	}
	return closed()
}

// selectedLabels gives the labels of a metric: those that its selector states, and any others. What a template puts in
// is not known.
func selectedLabels(s *parser.VectorSelector) flow {
	f := flow{known: equalMatchers(s), possible: map[string]bool{}, open: true}
	for name, value := range f.known {
		if templated(value) != "" {
			delete(f.known, name)
			f.possible[name] = true
		}
	}
	return f
}

// equalMatchers gives the labels that a selector states, but for the name of the metric.
func equalMatchers(s *parser.VectorSelector) map[string]string {
	known := map[string]string{}
	for _, m := range s.LabelMatchers {
		if m.Type == labels.MatchEqual && m.Name != nameLabel && m.Value != "" {
			known[m.Name] = m.Value
		}
	}
	return known
}

func aggregatedLabels(e *parser.AggregateExpr) flow {
	f := labelsOf(e.Expr)
	switch e.Op {
	case parser.TOPK, parser.BOTTOMK, parser.LIMITK, parser.LIMIT_RATIO:
		return f
	}
	if e.Without {
		f = f.without(e.Grouping)
	} else {
		f = f.only(e.Grouping)
	}
	if value, ok := unwrapped(e.Param).(*parser.StringLiteral); ok && e.Op == parser.COUNT_VALUES {
		f = f.uncertain(value.Val)
	}
	return f
}

// calledLabels is what functions do with labels: nearly all keep them.
func calledLabels(e *parser.Call) flow {
	switch e.Func.Name {
	case "absent", "absent_over_time":
		f := flow{known: absentLabels(e.Args[0]), possible: map[string]bool{}}
		for name, value := range f.known {
			if templated(value) != "" {
				f = f.uncertain(name)
			}
		}
		return f
	case "vector", "scalar", "time", "pi":
		return closed()
	case "label_replace", "label_join":
		f := labelsOf(e.Args[0])
		if name, ok := unwrapped(e.Args[1]).(*parser.StringLiteral); ok {
			f = f.uncertain(name.Val)
		}
		return f
	case "info":
		f := labelsOf(e.Args[0])
		f.open = true
		return f
	case "histogram_quantile":
		return labelsOf(e.Args[1]).without([]string{"le"})
	}
	for _, a := range e.Args {
		if t := a.Type(); t == parser.ValueTypeVector || t == parser.ValueTypeMatrix {
			return labelsOf(a)
		}
	}
	return closed()
}

// absentLabels are the labels that absent() makes up: those that a selector states once, if its argument is a
// selector and nothing else.
func absentLabels(e parser.Expr) map[string]string {
	e = unwrapped(e)
	if m, ok := e.(*parser.MatrixSelector); ok {
		e = m.VectorSelector
	}
	s, ok := e.(*parser.VectorSelector)
	if !ok {
		return map[string]string{}
	}
	known := equalMatchers(s)
	seen := map[string]bool{}
	for _, m := range s.LabelMatchers {
		if m.Name != nameLabel && (seen[m.Name] || m.Type != labels.MatchEqual) {
			delete(known, m.Name)
		}
		seen[m.Name] = true
	}
	return known
}

func binaryLabels(e *parser.BinaryExpr) flow {
	switch {
	case e.LHS.Type() == parser.ValueTypeScalar:
		return labelsOf(e.RHS)
	case e.RHS.Type() == parser.ValueTypeScalar:
		return labelsOf(e.LHS)
	}
	left := labelsOf(e.LHS)
	m := e.VectorMatching
	switch {
	case e.Op == parser.LAND, e.Op == parser.LUNLESS, m == nil:
		return left
	case e.Op == parser.LOR:
		return left.or(labelsOf(e.RHS))
	case m.Card == parser.CardManyToOne:
		return left.uncertain(m.Include...)
	case m.Card == parser.CardOneToMany:
		return labelsOf(e.RHS).uncertain(m.Include...)
	case m.On:
		return left.only(m.MatchingLabels)
	}
	return left.without(m.MatchingLabels)
}

// only keeps the labels named.
func (f flow) only(names []string) flow {
	kept := closed()
	for _, n := range names {
		switch value, known := f.known[n]; {
		case known:
			kept.known[n] = value
		case f.open || f.possible[n]:
			kept.possible[n] = true
		}
	}
	return kept
}

// without drops the labels named.
func (f flow) without(names []string) flow {
	kept := closed()
	kept.open = f.open
	for n, v := range f.known {
		if !slices.Contains(names, n) {
			kept.known[n] = v
		}
	}
	for n := range f.possible {
		if !slices.Contains(names, n) {
			kept.possible[n] = true
		}
	}
	return kept
}

// uncertain makes the values of labels unknown.
func (f flow) uncertain(names ...string) flow {
	f = f.without(names)
	for _, n := range names {
		f.possible[n] = true
	}
	return f
}

// or is what either side may have: certain only where both agree.
func (f flow) or(g flow) flow {
	both := closed()
	both.open = f.open || g.open
	for _, side := range []flow{f, g} {
		for n, v := range side.known {
			if w, known := f.known[n]; known && w == v && g.known[n] == v {
				both.known[n] = v
			} else {
				both.possible[n] = true
			}
		}
		for n := range side.possible {
			both.possible[n] = true
		}
	}
	for n := range both.known {
		if both.possible[n] {
			delete(both.known, n)
		}
	}
	return both
}

// result gives the flow as a condition states it, sorted.
func (f flow) result() (known []model.Label, possible []string, open bool) {
	for n, v := range f.known {
		known = append(known, model.Label{Name: n, Value: v, Known: true})
	}
	slices.SortFunc(known, func(a, b model.Label) int { return strings.Compare(a.Name, b.Name) })
	for n := range f.possible {
		possible = append(possible, n)
	}
	slices.Sort(possible)
	return known, possible, f.open
}
