package promql

import (
	"slices"

	"github.com/prometheus/prometheus/promql/parser"

	"github.com/linewalk/linewalk/model"
)

// An interpreter works out what an expression gives in one scene.
type interpreter struct {
	*expression
	scene
	left   int    // how much more work it does
	depth  int    // of recordings being looked through
	beyond string // why a threshold is out of reach; a phrase
}

// How far a reading goes, so that recordings that read recordings cannot make it endless.
const (
	mostNodes  = 2000
	mostDepth  = 8
	mostPoints = 600
)

func (x *expression) during(s scene) *interpreter {
	return &interpreter{expression: x, scene: s, left: mostNodes}
}

// eval gives the vector of an expression. Where the usual outcome of a comparison in it does not follow from the
// figures, it is usually.
func (in *interpreter) eval(e parser.Expr, usually truth) vector {
	if in.left--; in.left < 0 {
		return vector{{present: ever(maybe), value: unknown("it is too long")}}
	}
	v := in.node(e, usually)
	for i, m := range v {
		points := m.value.points()
		if in.left -= points / 16; points > mostPoints {
			v[i] = member{present: ever(maybe), value: unknown("it is too winding")}
		}
	}
	return v
}

func (in *interpreter) node(e parser.Expr, usually truth) vector {
	switch e := e.(type) {
	case *parser.NumberLiteral:
		return single(number(e.Val))
	case *parser.ParenExpr:
		return in.eval(e.Expr, usually)
	case *parser.StepInvariantExpr:
		return in.eval(e.Expr, usually)
	case *parser.UnaryExpr:
		v := in.eval(e.Expr, usually)
		if e.Op == parser.SUB {
			return v.values(func(f form) form { return f.scale(-1) })
		}
		return v
	case *parser.VectorSelector:
		return in.selected(e, usually)
	case *parser.AggregateExpr:
		return in.aggregated(e, usually)
	case *parser.BinaryExpr:
		return in.binary(e, usually)
	case *parser.Call:
		return in.called(e, usually)
	}
	return vector{{present: ever(maybe), value: unknown("it is not understood")}}
}

// selected gives the current samples of a metric, or what its recording records.
func (in *interpreter) selected(s *parser.VectorSelector, usually truth) vector {
	if s.Timestamp != nil || s.StartOrEnd != 0 {
		return vector{{present: ever(maybe), value: unknown("it looks at a fixed time")}}
	}
	if recorded := in.recording(s); recorded != nil && in.depth < mostDepth {
		in.depth++
		v := in.eval(recorded, usually)
		in.depth--
		return v.later(s.OriginalOffset.Seconds())
	}
	m := in.metric(s)
	return vector{in.member(m, in.present(m))}.later(s.OriginalOffset.Seconds())
}

func (in *interpreter) member(m metric, present when) member {
	member := member{present: present, value: in.value(m), of: m.id, labelled: yes}
	if m.recorded {
		member.labelled = maybe
	}
	if in.in(model.TrafficStops) && (m.kind == kindFastShare || m.kind == kindErrorShare) {
		member.nan = turns(no, edge{m.window, slack{1, 0}, yes})
	}
	if m.bucket && m.kind == kindLeft {
		left := in.remains(m)
		member.ends = &left
	}
	if m.bucket && !m.under && (m.kind == kindLatency || m.kind == kindAge) {
		slow := of(base{attemptsPrefix + m.id, positive}, product(in.flows(), in.on(model.AttemptsSlow)), sampled).each(line.integral)
		member.slow = &slow
	}
	return member
}

// aggregated gathers series. All of a group fare alike, so the least is the greatest and the mean.
func (in *interpreter) aggregated(e *parser.AggregateExpr, usually truth) vector {
	v := in.eval(e.Expr, usually)
	labelled := truthOf(len(e.Grouping) > 0)
	if e.Without {
		labelled = maybe
	}
	return v.each(func(m member) member {
		slow := m.slow
		m.slow = nil
		switch e.Op {
		case parser.SUM:
			m.value, m.slow = m.value.summed(m.of), summedSlow(slow, m.of)
		case parser.COUNT:
			m.value, m.nan = of(base{"number of " + m.of, several}, level(1), sampled), ever(no)
			if in.in(model.ChecksDiffer) && distinguishes(e) {
				m.value.lost = "whether they differ by what it counts is not known"
			}
		case parser.GROUP:
			m.value, m.nan = number(1), ever(no)
		case parser.AVG, parser.MIN, parser.MAX, parser.QUANTILE:
			m.slow = slow
		case parser.TOPK, parser.BOTTOMK, parser.LIMITK, parser.LIMIT_RATIO:
			m.slow = slow
			return m
		default:
			m.value = m.value.blend(form{}, " spread")
		}
		m.labelled = labelled
		return m
	})
}

// distinguishes tells whether an aggregation counts the different values of labels.
func distinguishes(e *parser.AggregateExpr) bool {
	inner, ok := unwrapped(e.Expr).(*parser.AggregateExpr)
	return ok && e.Op == parser.COUNT && len(inner.Grouping) > 0 && !inner.Without
}

func summedSlow(slow *form, of string) *form {
	if slow == nil {
		return nil
	}
	summed := slow.summed(of)
	return &summed
}

func (in *interpreter) binary(e *parser.BinaryExpr, usually truth) vector {
	switch e.Op {
	case parser.LAND:
		left := in.eval(e.LHS, in.expected(e.LHS, usually))
		if b, ok := unwrapped(e.RHS).(*parser.BinaryExpr); ok && e.VectorMatching.On && (in.describes(e.RHS) || in.qualifies(e)) {
			return left.restricted(in.eval(b.LHS, yes).present())
		}
		return left.restricted(in.eval(e.RHS, in.expected(e.RHS, usually)).present())
	case parser.LUNLESS:
		left := in.eval(e.LHS, usually)
		if in.describes(e.RHS) {
			return left
		}
		right := in.eval(e.RHS, no).present()
		if right.start == yes && left.present().start == no && !in.shared(e) {
			// What would always suppress the alert is taken to do so only when somebody wants it to.
			return left
		}
		return left.restricted(right.not())
	case parser.LOR:
		return in.either(e, usually)
	}
	inner := no
	if e.Op.IsComparisonOperator() {
		inner = usually
	}
	left, right := in.eval(e.LHS, inner), in.eval(e.RHS, inner)
	differs := in.in(model.ChecksDiffer) && reconciles(in.expression, e)
	if !e.Op.IsComparisonOperator() {
		v := pairs(left, right, func(a, b member) member { return calculated(e, a, b) })
		if differs {
			return v.lost("it looks for a difference in one direction only")
		}
		return v
	}
	if differs && e.Op == parser.NEQ {
		return left.restricted(turns(usually, edge{0, slack{0, 1}, yes}))
	}
	return pairs(left, right, func(a, b member) member {
		in.reach(e.Op, a.value, b.value)
		a.value, b.value = in.stated(a.value), in.stated(b.value)
		return filtered(e, a, b, usually)
	})
}

// either gives what or gives. Series without labels on one side never match series with labels on the other.
func (in *interpreter) either(e *parser.BinaryExpr, usually truth) vector {
	left, right := in.eval(e.LHS, usually), in.eval(e.RHS, usually)
	together := false
	if m := e.VectorMatching; m == nil || !m.On && len(m.MatchingLabels) == 0 {
		together = len(left) > 0 && len(right) > 0 && (left[0].labelled == yes && right[0].labelled == no || left[0].labelled == no && right[0].labelled == yes)
	}
	return united(left, right, together)
}

// expected is what a comparison that the figures leave open is taken to be inside an "and": no where the circumstance
// moves it, for it is what the alert waits for. What guards an alert, such as a least rate of attempts, usually holds.
func (in *interpreter) expected(e parser.Expr, usually truth) truth {
	if in.touches(e) {
		return no
	}
	if usually == yes || in.guards(e) {
		return yes
	}
	return maybe
}

// touches tells whether something becomes of a metric of the expression.
func (in *interpreter) touches(e parser.Expr) bool {
	for _, m := range in.metricsOf(e) {
		if in.moves(m) {
			return true
		}
	}
	return false
}

// describes tells whether a comparison asks what series are, such as their role, rather than how they fare: it holds
// metrics that nothing else is known of against a number. Such a thing is taken not to change with a failure.
func (in *interpreter) describes(e parser.Expr) bool {
	b, ok := unwrapped(e).(*parser.BinaryExpr)
	if !ok || !b.Op.IsComparisonOperator() || b.RHS.Type() != parser.ValueTypeScalar {
		return false
	}
	for _, m := range in.metricsOf(b.LHS) {
		if m.kind != kindUnknown && m.kind != kindInfo || m.counter {
			return false
		}
	}
	return true
}

// qualifies tells whether the right side of an "and" only asks for a state that usually holds, while the left side is
// about another: it says of which things the left side is wanted.
func (in *interpreter) qualifies(e *parser.BinaryExpr) bool {
	b, ok := unwrapped(e.RHS).(*parser.BinaryExpr)
	if !ok || !b.Op.IsComparisonOperator() || b.RHS.Type() != parser.ValueTypeScalar || in.shared(e) || !in.touches(e.LHS) {
		return false
	}
	for _, m := range in.metricsOf(b.LHS) {
		if m.kind != kindState {
			return false
		}
	}
	return in.eval(e.RHS, no).present().start == yes
}

// shared tells whether both sides of an operation read the same metric.
func (in *interpreter) shared(e *parser.BinaryExpr) bool {
	return slices.ContainsFunc(in.metricsOf(e.LHS), func(l metric) bool {
		return slices.ContainsFunc(in.metricsOf(e.RHS), func(r metric) bool { return l.name == r.name })
	})
}

// guards tells whether an expression asks that something be as large as it usually is.
func (in *interpreter) guards(e parser.Expr) bool {
	b, ok := unwrapped(e).(*parser.BinaryExpr)
	if !ok || b.Op != parser.GTR && b.Op != parser.GTE {
		return false
	}
	metrics := in.metricsOf(e)
	for _, m := range metrics {
		if m.kind != kindAttempts && m.kind != kindSuccesses && m.kind != kindLimit {
			return false
		}
	}
	return len(metrics) > 0
}

func unwrapped(e parser.Expr) parser.Expr {
	for {
		p, ok := e.(*parser.ParenExpr)
		if !ok {
			return e
		}
		e = p.Expr
	}
}
