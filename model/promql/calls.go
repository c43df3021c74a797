package promql

import (
	"math"

	"github.com/prometheus/prometheus/promql/parser"

	"github.com/linewalk/linewalk/model"
)

// called gives what a function gives.
func (in *interpreter) called(e *parser.Call, usually truth) vector {
	if i := rangeArgument(e); i >= 0 {
		return in.overTime(e, e.Args[i], usually)
	}
	switch e.Func.Name {
	case "time":
		return single(of(base{"now", huge}, level(1), stated).plus(of(base{}, bend(0, 1, 1), stated)))
	case "pi":
		return single(number(math.Pi))
	case "vector":
		return in.eval(e.Args[0], usually)
	case "scalar":
		return in.eval(e.Args[0], usually).each(func(m member) member {
			m.nan = m.nan.or(m.present.not())
			m.present, m.labelled = ever(yes), no
			return m
		})
	case "absent":
		return in.absent(in.eval(e.Args[0], yes), e.Args[0])
	case "label_replace", "label_join", "sort", "sort_desc", "sort_by_label", "sort_by_label_desc", "info":
		return in.eval(e.Args[0], usually)
	case "histogram_quantile":
		return in.quantile(e, usually)
	case "timestamp":
		now := of(base{"now", huge}, level(1), sampled).plus(of(base{}, bend(0, 1, 1), sampled))
		return in.eval(e.Args[0], usually).values(func(form) form { return now })
	case "abs":
		return in.absolute(e, usually)
	case "clamp", "clamp_min", "clamp_max":
		return in.clamped(e, usually)
	case "round", "ceil", "floor":
		return in.eval(e.Args[0], usually).values(func(f form) form { return rounded(e, f) })
	case "sgn", "sqrt", "exp", "ln", "log2", "log10":
		return in.eval(e.Args[0], usually).values(func(f form) form { return f.curve(e.Func.Name, curves(e.Func.Name)) })
	case "hour", "minute", "day_of_week", "day_of_month", "day_of_year", "days_in_month", "month", "year":
		return single(of(base{"date", anySign}, level(1), stated))
	}
	if len(e.Args) > 0 && e.Args[0].Type() == parser.ValueTypeVector {
		return in.eval(e.Args[0], usually).values(func(f form) form { return f.blend(form{}, " "+e.Func.Name) })
	}
	return vector{{present: ever(maybe), value: unknown("what " + e.Func.Name + "() gives is not known")}}
}

func curves(name string) func(float64) float64 {
	switch name {
	case "sqrt":
		return math.Sqrt
	case "exp":
		return math.Exp
	case "ln":
		return math.Log
	case "log2":
		return math.Log2
	case "log10":
		return math.Log10
	}
	return func(v float64) float64 {
		switch {
		case v > 0:
			return 1
		case v < 0:
			return -1
		}
		return 0
	}
}

// rounded rounds numbers. Figures that nobody states are taken as they are.
func rounded(e *parser.Call, f form) form {
	if e.Func.Name == "round" && len(e.Args) > 1 {
		return f
	}
	v, fixed := f.number()
	if !fixed {
		return f
	}
	return number(map[string]func(float64) float64{"round": math.Round, "ceil": math.Ceil, "floor": math.Floor}[e.Func.Name](v))
}

// absent gives 1 while there is nothing.
func (in *interpreter) absent(v vector, e parser.Expr) vector {
	return vector{{present: v.present().not(), value: number(1), labelled: truthOf(len(absentLabels(e)) > 0)}}
}

// absolute drops the sign. A difference of two figures that should agree is as large as can be once they do not.
func (in *interpreter) absolute(e *parser.Call, usually truth) vector {
	if b, ok := unwrapped(e.Args[0]).(*parser.BinaryExpr); ok && b.Op == parser.SUB && in.in(model.ChecksDiffer) && reconciles(in.expression, b) {
		return single(of(base{"difference", huge}, jump(0, 1), sampled))
	}
	return in.eval(e.Args[0], usually).values(func(f form) form {
		if signAt(f, usualOf) >= zero && !f.moves() {
			return f
		}
		return f.curve("abs", math.Abs)
	})
}

// clamped bounds a figure. One that nobody states is taken to be inside the bounds while it is as usual.
func (in *interpreter) clamped(e *parser.Call, usually truth) vector {
	least, greatest := math.Inf(-1), math.Inf(1)
	bound := func(i int) (float64, bool) {
		v := in.eval(e.Args[i], no)
		if len(v) != 1 {
			return 0, false
		}
		return v[0].value.number()
	}
	ok := true
	switch e.Func.Name {
	case "clamp_min":
		least, ok = bound(1)
	case "clamp_max":
		greatest, ok = bound(1)
	default:
		var top bool
		least, ok = bound(1)
		greatest, top = bound(2)
		ok = ok && top
	}
	return in.eval(e.Args[0], usually).values(func(f form) form {
		if ok && len(f.terms) == 1 && f.terms[0].base.rank == exact && f.lost == "" {
			f.terms = []term{{line: f.terms[0].line.clamp(least, greatest)}}
			return f
		}
		if !f.moves() || least <= 0 && math.IsInf(greatest, 1) && signAt(f, usualOf) >= zero {
			return f
		}
		return f.blend(form{}, " clamped")
	})
}

// clamp bounds a line.
func (l line) clamp(least, greatest float64) line {
	ts := append(times(l), l.scale(-1).raise(least).rootsOf()...)
	ts = sorted(append(ts, l.scale(-1).raise(greatest).rootsOf()...))
	clamped := draw(ts, func(t float64, after bool) float64 { return min(max(l.at(t, after), least), greatest) })
	if l.head != 0 && (l.head > 0) != math.IsInf(least, -1) && (l.head < 0) != math.IsInf(greatest, 1) {
		clamped.head = l.head
	}
	if l.tail > 0 && math.IsInf(greatest, 1) || l.tail < 0 && math.IsInf(least, -1) {
		clamped.tail = l.tail
	}
	return clamped
}

// quantile follows the attempts that a histogram counts. The quantile goes beyond any threshold once the part
// of the attempts that take long is more than the part above the quantile.
func (in *interpreter) quantile(e *parser.Call, usually truth) vector {
	share := in.eval(e.Args[0], no)
	return in.eval(e.Args[1], usually).each(func(m member) member {
		if m.ends != nil {
			m.value, m.ends = *m.ends, nil
			return m
		}
		m.nan = m.nan.or(empties(m.value, form{manner: m.value.manner}))
		q, ok := 0.0, false
		if len(share) == 1 {
			q, ok = share[0].value.number()
		}
		slow := m.slow
		m.slow = nil
		if m.value.lost != "" || !ok || slow == nil {
			lost := m.value.lost
			if lost == "" && m.value.moves() && slow == nil {
				lost = "what becomes of its histogram is not known"
			}
			m.value = of(base{"quantile of " + m.of, positive}, level(1), windowed)
			m.value.lost = lost
			return m
		}
		part, _ := slow.over(m.value)
		beyond, _ := compared(parser.GTR, part, number(1-q), no)
		m.value = of(base{"quantile of " + m.of, positive}, level(1), windowed)
		m.value = m.value.plus(of(base{"long time", huge}, beyond.line(), part.manner))
		return m
	})
}

// reconciles tells whether an operation compares two figures that count different things in the same way.
func reconciles(x *expression, e *parser.BinaryExpr) bool {
	left, right := x.read(e.LHS, 1), x.read(e.RHS, 1)
	if len(left) != 1 || len(right) != 1 || left[0].name == right[0].name {
		return false
	}
	counts := func(k kind) bool { return k == kindAttempts || k == kindSuccesses || k == kindState }
	return counts(left[0].kind) && counts(right[0].kind) && e.Op != parser.DIV
}
