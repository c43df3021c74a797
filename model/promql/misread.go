package promql

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// byName is why it is not known whether a condition comes true that does not by what its metrics are called.
const byName = "by the names of its metrics it would not notice, and nothing else tells what they are"

// A misreading is a way in which names may be wrong: circumstances in which the same metrics may be other than they
// are called share one.
type misreading struct{ rises, boxes, apart bool }

// misread tells whether a condition that does not come true by what its metrics are called might do so all the same,
// because what becomes of them is other than their names say. It does not where the shape of the expression
// decides: where series end, or their values do not matter.
func (x *expression) misread(s scene, reads []metric) bool {
	if s.in(model.TargetGone, model.TargetRemoved, model.PushEnds) || !slices.ContainsFunc(reads, s.doubtful) {
		return false
	}
	s.doubting = true
	in := x.during(s)
	holds := in.eval(x.root, no).present()
	return holds.start != no || slices.ContainsFunc(holds.edges, func(e edge) bool { return e.to != no })
}

// misreadings is misread of a condition of which no metric moves in the scene. What it answers is then the same in
// most scenes.
func (x *expression) misreadings(s scene, reads []metric) bool {
	if s.in(model.TrafficStops, model.TargetGone, model.TargetRemoved, model.PushEnds) {
		return x.misread(s, reads)
	}
	way := misreading{s.in(raising...), s.in(boxes...), s.in(apart...)}
	known, ok := x.misreads[way]
	if !ok {
		known = x.misread(s, reads)
		x.misreads[way] = known
	}
	return known
}

// raising are the circumstances in which the count of something that a name takes for attempts may at most rise,
// because it may count some that fared ill.
var raising = []model.Circumstance{model.AttemptsFail, model.CounterBorn, model.AttemptsSlow}

// boxes are the circumstances that the health of a box may tell of.
var boxes = []model.Circumstance{model.TrafficSurges, model.BoundReached, model.EventsCounted, model.StateLost}

// apart are the circumstances that a count of attempts by how they ended does not tell of.
var apart = []model.Circumstance{model.BacklogGrows, model.AgeGrows, model.DateNears, model.ChecksDiffer}

// doubtful tells whether only the name of a metric says that nothing becomes of it in the scene. Prometheus itself
// makes some metrics, those named so only carry labels, and the health of a box tells of boxes.
func (s scene) doubtful(m metric) bool {
	switch m.kind {
	case kindBoxUp, kindScrape, kindInfo:
		return false
	case kindCause:
		return s.in(boxes...)
	}
	return !s.moves(m) && !(m.sure && s.in(apart...))
}

// perhaps is what a metric may count besides what its name says.
func (s scene) perhaps(m metric) form {
	if !s.doubting || !s.in(raising...) {
		return form{}
	}
	return of(base{"perhaps of " + m.id, notNegative}, s.on(raising...), sampled)
}
