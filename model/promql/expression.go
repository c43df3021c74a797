package promql

import (
	"slices"

	"github.com/prometheus/prometheus/promql/parser"
)

// An expression is what was parsed, with what its metrics are taken for.
type expression struct {
	root     parser.Expr
	recorded map[string]parser.Expr // by name; nil for one that is no PromQL
	context  Context
	metrics  map[*parser.VectorSelector]metric
	misreads map[misreading]bool
	doubt    doubts
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
	return x
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
