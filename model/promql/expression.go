package promql

import (
	"slices"
	"strings"

	"github.com/prometheus/prometheus/promql/parser"

	"github.com/linewalk/linewalk/model"
)

// An expression is what was parsed, with what its metrics are taken for.
type expression struct {
	root     parser.Expr
	recorded map[string]parser.Expr // by name; nil for one that is no PromQL
	context  Context
	metrics  map[*parser.VectorSelector]metric
	misreads map[misreading]bool
	doubt    doubts
	known    map[reach][]metric
}

// A reach is a part of an expression, and how far the readings of its names are believed.
type reach struct {
	part  parser.Expr
	doubt doubts
}

// Doubts say how far the readings of names are to be believed. A condition that fired all the time while all is
// well would not have been written, so a reading of its metrics with which it does is wrong.
type doubts uint8

const (
	believed doubts = iota
	turned          // what looks like a thing that holds is a fault, and what looks like attempts should not happen
	blank           // nothing is believed
)

func newExpression(root parser.Expr, c Context) *expression {
	x := &expression{root: root, context: c, recorded: map[string]parser.Expr{}, metrics: map[*parser.VectorSelector]metric{}, misreads: map[misreading]bool{}}
	x.setAside()
	x.seeUse()
	x.known = map[reach][]metric{}
	return x
}

// seeUse sees what a metric is by how the expression uses it.
func (x *expression) seeUse() {
	parser.Inspect(x.root, func(n parser.Node, _ []parser.Node) error {
		switch n := n.(type) {
		case *parser.Call:
			if n.Func.Name == "histogram_quantile" {
				x.seeHistogram(n.Args[1])
			}
		case *parser.BinaryExpr:
			switch {
			case n.Op == parser.DIV:
				x.seeParts(n)
			case n.Op.IsComparisonOperator():
				x.seePercent(n)
			}
		}
		return nil
	})
}

// seeHistogram sees that a quantile is taken of a native histogram, which is one of times unless its name says
// otherwise.
func (x *expression) seeHistogram(e parser.Expr) {
	x.change(e, func(m metric) metric {
		_, looked := x.context.Recordings[m.name]
		switch {
		case m.bucket, m.recorded, looked:
			return m
		case m.kind == kindUnknown && (strings.Contains(m.words, "_bytes_") || strings.Contains(m.words, "_size_")):
			return m
		case m.kind == kindUnknown, m.kind == kindAttempts, m.kind == kindLatency:
			m.reading = reading{kindLatency, model.SignalLatency}
			m.bucket, m.counter = true, true
		}
		return m
	})
}

// seeParts sees that a quotient sets a part of what a metric counts against more of it. Which part that is its
// labels say, and where they say nothing of outcomes it is not known.
func (x *expression) seeParts(e *parser.BinaryExpr) {
	parts, wholes := x.read(e.LHS, 0), x.read(e.RHS, 0)
	x.change(e.LHS, func(m metric) metric {
		if m.kind == kindAttempts && slices.ContainsFunc(wholes, func(w metric) bool { return w.name == m.name && w.id != m.id && w.kind == kindAttempts }) {
			m.reading, m.part = reading{}, true
		}
		return m
	})
	x.change(e.RHS, func(m metric) metric {
		for _, p := range parts {
			if p.name != m.name || p.kind != kindErrors && p.kind != kindSuccesses {
				continue
			}
			if m.kind == kindUnknown {
				m.reading = reading{kindAttempts, model.SignalTraffic}
			}
			m.sure = m.sure || p.sure && m.kind == kindAttempts
		}
		return m
	})
}

// seePercent sees that a share is one of a hundred, because a number of 2 or more is what it is compared with.
func (x *expression) seePercent(e *parser.BinaryExpr) {
	figure, bound := e.LHS, unwrapped(e.RHS)
	if e.LHS.Type() == parser.ValueTypeScalar {
		figure, bound = e.RHS, unwrapped(e.LHS)
	}
	if n, ok := bound.(*parser.NumberLiteral); !ok || n.Val < 2 || calculates(figure) {
		return
	}
	x.change(figure, func(m metric) metric {
		m.percent = m.percent || m.kind == kindErrorShare || m.kind == kindUsedShare
		return m
	})
}

// calculates tells whether an expression holds an operation of two sides.
func calculates(e parser.Expr) bool {
	found := false
	parser.Inspect(e, func(n parser.Node, _ []parser.Node) error {
		_, binary := n.(*parser.BinaryExpr)
		found = found || binary
		return nil
	})
	return found
}

// change puts in other readings of the metrics of a part of the expression.
func (x *expression) change(e parser.Expr, reading func(metric) metric) {
	budget := mostNodes
	x.visit(e, 0, &budget, func(s *parser.VectorSelector) { x.metrics[s] = reading(x.metric(s)) })
}

// setAside marks the metrics that only carry labels for others. They come from elsewhere, and stay when the target
// goes.
func (x *expression) setAside() {
	reads := x.read(x.root, 0)
	if !slices.ContainsFunc(reads, func(m metric) bool { return m.kind != kindInfo }) {
		return
	}
	for s, m := range x.metrics {
		m.aside = m.kind == kindInfo
		x.metrics[s] = m
	}
}

// recording gives the expression that a metric records, or nil.
func (x *expression) recording(s *parser.VectorSelector) parser.Expr {
	name, _ := nameOf(s)
	text, ok := x.context.Recordings[name]
	if !ok {
		return nil
	}
	e, ok := x.recorded[name]
	if !ok {
		e, _ = parse(text)
		x.recorded[name] = e
	}
	return e
}

// metric gives what a selector is taken for.
func (x *expression) metric(s *parser.VectorSelector) metric {
	m, ok := x.metrics[s]
	if !ok {
		m = understand(s)
		x.metrics[s] = m
	}
	switch {
	case x.doubt == blank && m.kind != kindBoxUp && m.kind != kindScrape:
		m.reading = reading{}
	case x.doubt == turned && m.kind == kindState:
		m.kind = kindFault
	case x.doubt == turned && m.kind == kindFault:
		m.kind = kindState
	case x.doubt == turned && (m.kind == kindAttempts || m.kind == kindSuccesses):
		m.reading = reading{}
	}
	return m
}

// read lists the metrics of a part of the expression, through some recordings.
func (x *expression) read(e parser.Expr, through int) []metric {
	var metrics []metric
	budget := mostNodes
	x.visit(e, through, &budget, func(s *parser.VectorSelector) { metrics = append(metrics, x.metric(s)) })
	return metrics
}

// metricsOf lists the metrics of a part of the expression, through recordings. It remembers them.
func (x *expression) metricsOf(e parser.Expr) []metric {
	asked := reach{e, x.doubt}
	metrics, ok := x.known[asked]
	if !ok {
		metrics = x.read(e, mostDepth)
		x.known[asked] = metrics
	}
	return metrics
}

func (x *expression) visit(e parser.Expr, through int, budget *int, see func(*parser.VectorSelector)) {
	parser.Inspect(e, func(n parser.Node, _ []parser.Node) error {
		s, ok := n.(*parser.VectorSelector)
		if *budget--; !ok || *budget < 0 {
			return nil
		}
		if recorded := x.recording(s); recorded != nil && through > 0 {
			x.visit(recorded, through-1, budget, see)
			return nil
		}
		see(s)
		return nil
	})
}

// names lists the metrics that the text itself names, each once, and whether a pattern or nothing names others.
func names(e parser.Expr) (all []string, pattern bool) {
	parser.Inspect(e, func(n parser.Node, _ []parser.Node) error {
		if s, ok := n.(*parser.VectorSelector); ok {
			name, named := nameOf(s)
			if named && !slices.Contains(all, name) {
				all = append(all, name)
			}
			pattern = pattern || !named
		}
		return nil
	})
	return all, pattern
}

// windows gives the shortest and the longest stretch of time that the expression looks back over, in seconds, and
// the shortest in which some function needs two samples.
func (x *expression) windows() (shortest, longest, pair float64) {
	see := func(w float64) {
		if w <= 0 {
			return
		}
		if shortest == 0 || w < shortest {
			shortest = w
		}
		longest = max(longest, w)
	}
	parser.Inspect(x.root, func(n parser.Node, _ []parser.Node) error {
		switch n := n.(type) {
		case *parser.MatrixSelector:
			see(n.Range.Seconds())
		case *parser.SubqueryExpr:
			see(n.Range.Seconds())
		case *parser.VectorSelector:
			see(x.metric(n).window)
		case *parser.Call:
			if i := rangeArgument(n); i >= 0 && needsTwo(n.Func.Name) {
				if m, ok := unwrapped(n.Args[i]).(*parser.MatrixSelector); ok {
					if w := m.Range.Seconds(); pair == 0 || w < pair {
						pair = w
					}
				}
			}
		}
		return nil
	})
	return shortest, longest, pair
}
