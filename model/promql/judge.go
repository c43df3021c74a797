package promql

import (
	"math"
	"slices"
	"strconv"

	"github.com/prometheus/prometheus/promql/parser"

	"github.com/linewalk/linewalk/model"
)

// judge works out all sights, and why the condition can never be of use.
func (x *expression) judge() (sights [model.Circumstances]model.Sight, fault string) {
	always := x.believe()
	reads := x.metricsOf(x.root)
	for c := range model.Circumstance(model.Circumstances) {
		sight, unreachable := x.sight(sceneOf(c), reads, always)
		sights[c] = sight
		fault = either(fault, unreachable)
	}
	switch {
	case always && len(reads) == 0:
		return sights, ""
	case always:
		return sights, "it fires all the time, whatever its metrics say"
	case slices.ContainsFunc(sights[:], func(s model.Sight) bool { return s.Fires == model.FiresYes || s.Fires == model.FiresResolves }):
		return sights, ""
	}
	return sights, fault
}

// believe settles how far the readings of the names go, and tells whether the condition holds while all is well.
func (x *expression) believe() (always bool) {
	if bare(x.root) {
		return false
	}
	for _, doubt := range []doubts{believed, turned, blank} {
		x.doubt = doubt
		if x.usually() != yes {
			return false
		}
	}
	x.doubt = believed
	return true
}

// bare tells whether an expression is a metric without any threshold. It fires whenever its series exist, and some
// exist only in a failure.
func bare(e parser.Expr) bool {
	switch e := e.(type) {
	case *parser.ParenExpr:
		return bare(e.Expr)
	case *parser.AggregateExpr:
		return bare(e.Expr)
	case *parser.VectorSelector:
		return true
	case *parser.Call:
		return (e.Func.Name == "label_replace" || e.Func.Name == "label_join") && bare(e.Args[0])
	}
	return false
}

// usually tells whether the condition holds while all is well.
func (x *expression) usually() truth {
	in := x.during(scene{})
	return in.eval(x.root, no).present().start
}

// sight works out one sight. The second result says why a threshold is out of reach.
func (x *expression) sight(s scene, reads []metric, always bool) (model.Sight, string) {
	if !always && !slices.ContainsFunc(reads, s.moves) && !(s.in(model.ChecksDiffer) && x.checks()) {
		if x.misreadings(s, reads) {
			return model.Sight{Why: byName}, ""
		}
		return model.Sight{Fires: model.FiresNever, Why: s.unmoved(reads)}, ""
	}
	in := x.during(s)
	holds := in.eval(x.root, no).present()
	if bare(x.root) && !(len(holds.edges) > 0 && holds.edges[len(holds.edges)-1].to == no) {
		return model.Sight{Why: "it has no threshold, and whether its series exist is not known"}, ""
	}
	sight := sightOf(holds, always)
	if bare(x.root) {
		sight = model.Sight{Fires: model.FiresNever}
	}
	if s.in(model.DateNears) && sight.Fires == model.FiresYes || s.in(model.DateNears) && sight.Fires == model.FiresResolves {
		sight = model.Sight{Fires: model.FiresYes, Ahead: seconds(ahead) - sight.Window}
	}
	switch {
	case sight.Fires == model.FiresNever && in.beyond == "" && x.misread(s, reads):
		sight = model.Sight{Why: byName}
	case sight.Fires == model.FiresNever:
		sight.Why = either(in.beyond, s.silent(reads))
	case sight.Fires == model.FiresUnknown:
		sight.Why = s.open(reads)
	}
	return sight, in.beyond
}

// sightOf reads from when on a condition holds.
func sightOf(holds when, always bool) model.Sight {
	if holds.start == yes || always && holds.start != no {
		return model.Sight{Fires: model.FiresAlways}
	}
	open := holds.start == maybe
	for i, e := range holds.edges {
		open = open || e.to == maybe
		if e.to != yes {
			continue
		}
		if math.IsInf(e.at, 1) {
			return model.Sight{Fires: model.FiresYes, Untimed: true}
		}
		s := model.Sight{Fires: model.FiresYes, Window: seconds(max(e.at, 0)), Early: e.slack.early, Late: e.slack.late}
		for _, later := range holds.edges[i+1:] {
			if later.to == no {
				s.Fires, s.Until = model.FiresResolves, seconds(later.at)
				break
			}
		}
		return s
	}
	if open {
		return model.Sight{}
	}
	return model.Sight{Fires: model.FiresNever}
}

// reach notes a threshold that a share of attempts cannot pass.
func (in *interpreter) reach(op parser.ItemType, left, right form) {
	if in.beyond != "" || !in.in(model.AttemptsFail, model.BoundReached) {
		return
	}
	threshold, ok := right.number()
	if !ok {
		if threshold, ok = left.number(); ok {
			in.reach(mirrored(op), right, number(threshold))
		}
		return
	}
	l, ok := left.whole()
	if !ok {
		return
	}
	what := "a share of attempts"
	if in.in(model.BoundReached) {
		what = "a share of a bound"
	}
	least, greatest := l.before(0), l.before(0)
	for _, p := range l.points {
		least, greatest = min(least, p.v), max(greatest, p.v)
	}
	text := strconv.FormatFloat(threshold, 'g', 6, 64)
	switch {
	case least == greatest:
	case op == parser.GTR && greatest <= threshold, op == parser.GTE && greatest < threshold:
		in.beyond = what + " never gets above " + text
	case op == parser.LSS && least >= threshold, op == parser.LTE && least > threshold:
		in.beyond = what + " never gets below " + text
	}
}

// whole gives the line of a share that is known in the end.
func (f form) whole() (l line, ok bool) {
	if !f.share {
		return line{}, false
	}
	for _, t := range f.terms {
		switch {
		case t.base.rank == exact:
			l, ok = t.line, true
		case t.line.after(0) != 0:
			return line{}, false
		}
	}
	return l, ok
}

// mirrored is the comparison with its sides exchanged.
func mirrored(op parser.ItemType) parser.ItemType {
	switch op {
	case parser.GTR:
		return parser.LSS
	case parser.GTE:
		return parser.LTE
	case parser.LSS:
		return parser.GTR
	case parser.LTE:
		return parser.GTE
	}
	return op
}

// checks tells whether the expression compares two figures that should agree, or counts how many different ones there
// are.
func (x *expression) checks() bool {
	found := false
	parser.Inspect(x.root, func(n parser.Node, _ []parser.Node) error {
		switch n := n.(type) {
		case *parser.BinaryExpr:
			found = found || (n.Op == parser.SUB || n.Op.IsComparisonOperator()) && reconciles(x, n)
		case *parser.AggregateExpr:
			found = found || distinguishes(n)
		}
		return nil
	})
	return found
}

func has(metrics []metric, kinds ...kind) bool {
	return slices.ContainsFunc(metrics, func(m metric) bool { return slices.Contains(kinds, m.kind) })
}

// unmoved says why nothing becomes of the metrics.
func (s scene) unmoved(reads []metric) string {
	switch {
	case len(reads) == 0:
		return "it looks at no metric"
	case has(reads, kindBoxUp) && s.in(model.PushEnds):
		return "up tells of what is scraped, not of what is pushed"
	}
	return [...]string{
		model.AttemptsFail:  "it does not look at how attempts end",
		model.TrafficStops:  "it does not look at how much flows",
		model.TargetGone:    "its metrics do not come from the target",
		model.TargetRemoved: "its metrics do not come from the target",
		model.PushEnds:      "its metrics are not pushed",
		model.CounterBorn:   "it counts no errors",
		model.TrafficSurges: "it does not look at how much flows",
		model.AttemptsSlow:  "it does not look at how long attempts take",
		model.BacklogGrows:  "it does not look at what waits",
		model.AgeGrows:      "it does not look at the age of anything",
		model.BoundReached:  "it looks at nothing that can be full",
		model.EventsCounted: "it counts nothing that should not happen",
		model.ChecksDiffer:  "it compares no two figures that should agree",
		model.DateNears:     "it looks at no date",
		model.ProbeFails:    "it looks at no test transaction",
		model.StateLost:     "it looks at nothing that can be lost",
	}[s.what]
}

// silent says why the condition stays untrue although its metrics move.
func (s scene) silent(reads []metric) string {
	switch s.what {
	case model.TargetGone, model.TargetRemoved, model.PushEnds:
		return "its series end, and what does not exist passes no threshold"
	case model.TrafficStops:
		switch {
		case has(reads, kindErrors, kindErrorShare, kindSuccesses) && has(reads, kindAttempts, kindErrorShare, kindSuccesses):
			return "an error ratio says nothing when nothing flows"
		case has(reads, kindLatency, kindFastShare):
			return "nothing is timed when nothing flows"
		}
		return "its counters stand still, and that passes no threshold"
	case model.AttemptsFail, model.CounterBorn:
		return "attempts that fail do not bring it to its threshold"
	}
	return "what it looks at does not come to its threshold"
}

// open says why it is not known whether the condition comes true.
func (s scene) open(reads []metric) string {
	for _, m := range reads {
		if why := s.unclear(m); why != "" {
			return why
		}
	}
	if s.in(model.ChecksDiffer) {
		return "whether the difference is what it looks for is not known"
	}
	return "whether its threshold is passed depends on figures that nobody states"
}
