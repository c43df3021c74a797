package meeting

import (
	"slices"
	"strconv"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// A visit is the time the meeting spends on one arrow.
type visit struct {
	arrow   string
	text    string               // what the drawing says of it
	full    bool                 // everything is asked, what is answered too
	vain    map[model.Topic]bool // asked in vain before this meeting: asked once more
	passed  map[stage]bool       // has been asked
	forced  map[stage]bool       // is asked although it is answered: somebody went back
	skipped bool                 // a question was skipped
}

// genuine is the question whether an imported arrow is there at all. It comes before the topics.
const genuine model.Topic = 0

// A stage is a question about an arrow. That of an alert has the monitor whose alert it is.
type stage struct {
	topic   model.Topic
	monitor string
}

// open is the first stage of the visit that has not been asked, and is to be.
func (v *visit) open(x *analysis.Answer) (stage, bool) {
	for _, s := range stages(x) {
		if !v.passed[s] && (v.forced[s] || v.wants(x, s)) {
			return s, true
		}
	}
	return stage{}, false
}

// wants tells whether a stage is asked of the arrow.
func (v *visit) wants(x *analysis.Answer, s stage) bool {
	switch {
	case s.topic == genuine:
		return gap(x, s)
	case v.full:
		return true
	case slices.Contains(x.Arrow.NobodyKnows.Value, s.topic):
		return v.vain[s.topic]
	}
	return gap(x, s)
}

// stages are the questions that can be asked of an arrow as it is.
func stages(x *analysis.Answer) []stage {
	all := []stage{{topic: genuine}}
	if !x.Arrow.StandIn() {
		all = append(all, stage{topic: model.TopicIfDown})
	}
	all = append(all, stage{topic: model.TopicMonitors})
	for _, m := range watching(x.Arrow, x) {
		all = append(all, stage{model.TopicAlert, m.key})
	}
	return append(all, stage{topic: model.TopicOwner}, stage{topic: model.TopicExperts})
}

// gap tells whether the drawing does not answer a question.
func gap(x *analysis.Answer, s stage) bool {
	a := x.Arrow
	switch s.topic {
	case genuine:
		return a.Review.Value == model.ReviewTodo
	case model.TopicIfDown:
		return !a.Answered()
	case model.TopicMonitors:
		return !a.Monitors.Given() && len(watching(a, x)) == 0
	case model.TopicAlert:
		return alertGap(x, s.monitor)
	case model.TopicOwner:
		return x.Owner.How == model.OwnedByNobody || x.Owner.How == model.OwnedBetween
	case model.TopicExperts:
		return !a.Experts.Given() && !a.From.Experts.Given() && !a.To.Experts.Given()
	}
	return false
}

// alertGap tells whether it is to be asked whom a monitor tells: nothing is stated of it, and no other monitor of
// the arrow tells anybody.
func alertGap(x *analysis.Answer, key string) bool {
	asked := false
	for _, m := range watching(x.Arrow, x) {
		if len(m.Alerts.Value) > 0 {
			return false
		}
		asked = asked || m.key == key && !m.Alerts.Given()
	}
	return asked
}

// A watcher is a monitor of an arrow, with a key that finds it again in a drawing that was changed.
type watcher struct {
	*model.Monitor
	key string
}

// watching are the monitors of an arrow: those that it lists, then those that say that they watch it.
func watching(a *model.Arrow, x *analysis.Answer) []watcher {
	var all []watcher
	for i, m := range a.Monitors.Value {
		key := m.Name
		if key == "" {
			key = "item " + strconv.Itoa(i+1)
		}
		all = append(all, watcher{m, key})
	}
	for _, m := range slices.Concat(x.Seeing, x.Boxes) {
		if m.Name != "" && !slices.Contains(a.Monitors.Value, m) && slices.Contains(m.Arrows, a) {
			all = append(all, watcher{m, m.Name})
		}
	}
	return all
}

// watcherOf is the monitor of a key.
func watcherOf(x *analysis.Answer, key string) (watcher, bool) {
	all := watching(x.Arrow, x)
	i := slices.IndexFunc(all, func(w watcher) bool { return w.key == key })
	if i < 0 {
		return watcher{}, false
	}
	return all[i], true
}
