package promql

import (
	"slices"

	"github.com/prometheus/prometheus/promql/parser"
)

// rangeArgument is the place of the argument that is a range, or -1.
func rangeArgument(e *parser.Call) int {
	return slices.IndexFunc(e.Args, func(a parser.Expr) bool { return a.Type() == parser.ValueTypeMatrix })
}

// A stretch is what a function over time looks at.
type stretch struct {
	vector
	window float64
	metric *metric // whose samples they are; nil in a subquery
}

// overTime gives what a function of a range gives.
func (in *interpreter) overTime(e *parser.Call, arg parser.Expr, usually truth) vector {
	name := e.Func.Name
	s := in.stretch(name, arg, usually)
	if s.window <= 0 {
		return vector{{present: ever(maybe), value: unknown("its window is not known")}}
	}
	switch name {
	case "absent_over_time":
		return vector{{present: s.present().not(), value: number(1), labelled: truthOf(len(absentLabels(arg)) > 0)}}
	case "present_over_time":
		return s.values(func(form) form { return number(1) })
	case "count_over_time":
		return s.each(func(m member) member {
			m.value = of(base{"samples of " + m.of, positive}, level(1), windowed)
			return m
		})
	case "changes":
		return s.each(s.changes)
	case "predict_linear":
		return s.values(foretold)
	}
	return s.values(func(f form) form { return s.figure(name, f) })
}

// stretch selects the samples of a window, or evaluates a subquery over it.
func (in *interpreter) stretch(function string, arg parser.Expr, usually truth) stretch {
	switch a := unwrapped(arg).(type) {
	case *parser.MatrixSelector:
		v, ok := a.VectorSelector.(*parser.VectorSelector)
		if !ok {
			break
		}
		window := a.Range.Seconds()
		if v.Timestamp != nil || v.StartOrEnd != 0 || in.recording(v) != nil {
			return stretch{in.selected(v, usually).stretched(window), window, nil}
		}
		m := in.metric(v)
		m.counter = m.counter || counts(function) && m.kind != kindStamp && m.kind != kindAge
		samples := int8(1)
		if needsTwo(function) {
			samples = 2
		}
		member := in.member(m, in.presentIn(m, window, samples))
		return stretch{vector{member}.later(v.OriginalOffset.Seconds()), window, &m}
	case *parser.SubqueryExpr:
		window := a.Range.Seconds()
		return stretch{in.eval(a.Expr, usually).stretched(window).later(a.OriginalOffset.Seconds()), window, nil}
	}
	return stretch{}
}

// stretched is the vector where any value of the last window counts.
func (v vector) stretched(window float64) vector {
	return v.each(func(m member) member {
		m.present = m.present.stretched(window)
		return m
	})
}

// counts tells whether a function is meant for counters.
func counts(function string) bool {
	return function == "rate" || function == "irate" || function == "increase"
}

// needsTwo tells whether a function gives nothing for one sample alone.
func needsTwo(function string) bool {
	switch function {
	case "rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "double_exponential_smoothing":
		return true
	}
	return false
}

// figure applies a function to the figures of a window.
func (s stretch) figure(function string, f form) form {
	moves := f.moves()
	switch function {
	case "max_over_time":
		return s.extreme(f, func(a, b float64) float64 { return max(a, b) })
	case "min_over_time":
		return s.extreme(f, func(a, b float64) float64 { return min(a, b) })
	}
	f.manner = max(f.manner, windowed)
	switch function {
	case "rate", "deriv":
		return f.each(func(l line) line { return l.grew(s.window).scale(1 / s.window) })
	case "increase", "delta":
		return f.each(func(l line) line { return l.grew(s.window) })
	case "irate", "idelta":
		f.manner = sampled
		return f.each(line.slope)
	case "avg_over_time":
		return f.each(func(l line) line { return l.mean(s.window) })
	case "sum_over_time":
		f = f.each(func(l line) line { return l.mean(s.window) })
		return f.times(of(base{"samples", positive}, level(1), windowed))
	case "last_over_time", "first_over_time", "quantile_over_time", "mad_over_time":
		if !moves || function == "last_over_time" {
			return f
		}
		if function == "quantile_over_time" && len(f.terms) == 1 {
			return f.each(func(l line) line { return l.mean(s.window) })
		}
	}
	return f.blend(form{}, " "+function)
}

// extreme is the greatest or the least of a window. Of a sum of several unstated figures it is known only while
// they stay as they are.
func (s stretch) extreme(f form, most func(a, b float64) float64) form {
	moving, fills := 0, false
	for _, t := range f.terms {
		if _, flat := t.line.flat(); !flat {
			moving++
			fills = fills || t.base.name == boundName
		}
	}
	switch {
	case moving > 1 && fills && most(0, 1) == 1:
		// Use is never more than the bound that it reaches.
		return f
	case moving > 1:
		return f.blend(form{}, " extreme")
	}
	g := f.each(func(l line) line { return l.extreme(s.window, most) })
	g.manner = max(f.manner, sampled)
	if moving == 1 && delayed(f, g) {
		g.manner = trailing
	}
	return g
}

// delayed tells whether a figure moves only when the last old sample has left the window.
func delayed(f, g form) bool {
	for i, t := range f.terms {
		usual := t.line.points[0].v
		for _, p := range t.line.points {
			if t.line.after(p.t+1) != usual {
				return g.terms[i].line.after(p.t+1) == usual
			}
		}
	}
	return false
}

// changes counts how often a figure changes in a window. When its series end, the last sample alone in the window
// has not changed.
func (s stretch) changes(m member) member {
	moves := level(0)
	for _, t := range m.value.terms {
		if t.base.rank == exact || t.line.head != 0 || t.line.tail != 0 {
			moves = moves.plus(t.line.restless(s.window))
		}
	}
	f := of(base{"changes of " + m.of, positive}, moves, windowed)
	f.lost = m.value.lost
	if s.metric != nil && !m.present.constant() {
		last := m.present.edges[len(m.present.edges)-1]
		if last.to == no && m.present.start == yes {
			f = f.each(func(l line) line { return product(l, jump(1, 0).later(last.at-instant)) })
			f.manner = stated
		}
	}
	m.value = f
	return m
}

// instant stands for one scrape interval, of which the length is not known.
const instant = 1e-6

// restless is the part of the window in which the line moves. A jump counts as one move.
func (l line) restless(window float64) line {
	slope := l.slope()
	moving := line{points: slices.Clone(slope.points)}
	for i, p := range moving.points {
		if p.v != 0 {
			moving.points[i].v = 1
		}
	}
	rest := moving.mean(window)
	for i := 1; i < len(l.points); i++ {
		if a, b := l.points[i-1], l.points[i]; a.t == b.t && a.v != b.v {
			rest = rest.plus(jump(0, 1).later(a.t)).plus(jump(0, -1).later(a.t + window))
		}
	}
	return rest
}

// slope is how fast the line moves.
func (l line) slope() line {
	slope := line{points: []point{{l.points[0].t, l.head}}}
	for i, p := range l.points {
		next := l.tail
		if i+1 < len(l.points) {
			if l.points[i+1].t == p.t {
				continue
			}
			next = (l.points[i+1].v - p.v) / (l.points[i+1].t - p.t)
		}
		slope.points = append(slope.points, point{p.t, slope.points[len(slope.points)-1].v}, point{p.t, next})
	}
	return slope
}

// foretold is where a figure is going: what moves in one direction is foretold to pass any threshold there.
func foretold(f form) form {
	if !f.moves() || f.lost != "" {
		return f
	}
	moved := signAt(f, func(l line) float64 { return l.after(1) - usualAt(l, 1) })
	switch moved {
	case above, notBelow:
		return f.plus(of(base{"forecast", huge}, jump(0, 1), sampled))
	case negative, notAbove:
		return f.plus(of(base{"forecast", huge}, jump(0, -1), sampled))
	}
	return f.blend(form{}, " forecast")
}
