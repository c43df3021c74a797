package meeting

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// An urgency says how soon an arrow is walked. Lesser ones come first.
type urgency uint8

// The urgencies.
const (
	unreviewed urgency = iota // imported, and nobody has said whether it is real
	sideline                  // the same of telemetry
	unasked                   // something was never asked
	vain                      // something was asked on another day, and nobody knew
	stale                     // all is answered, but long ago
	wanted                    // all is answered, and somebody names the arrow
	settled                   // there is nothing to ask
)

// urgencyOf says how soon an arrow is walked on a day.
func urgencyOf(x *analysis.Answer, today model.Date, settings model.Settings, named bool) urgency {
	a := x.Arrow
	asked := a.Reviewed.Given() && !a.Reviewed.Value.On.Before(today)
	switch {
	case a.Review.Value == model.ReviewTodo && slices.Contains(a.Tags.Value, telemetry):
		return sideline
	case a.Review.Value == model.ReviewTodo:
		return unreviewed
	case slices.ContainsFunc(stages(x), func(s stage) bool { return gap(x, s) && !slices.Contains(a.NobodyKnows.Value, s.topic) }):
		return unasked
	case len(a.NobodyKnows.Value) > 0 && !asked:
		return vain
	case a.Reviewed.Given() && older(a.Reviewed.Value.On, today, settings):
		return stale
	case named:
		return wanted
	}
	return settled
}

// telemetry is the tag that import gives to arrows that carry traces, metrics and logs.
const telemetry = "telemetry"

// older tells whether an answer of a day is to be asked for again, as rule answer-stale has it.
func older(on, today model.Date, settings model.Settings) bool {
	return today.Since(on) > int(settings.ReviewAge().Hours()/24)
}

// agenda lists the arrows that are still to be walked, in the order in which they are.
func (m *Meeting) agenda() []*analysis.Answer {
	chosen := m.options.Select
	chosen.Top = 0
	var all []*analysis.Answer
	urgent := map[*analysis.Answer]urgency{}
	for _, x := range chosen.Select(m.report) {
		u := urgencyOf(x, m.today(), m.report.System.Settings, chosen.Arrow != "")
		if u < settled && !m.closed[x.Arrow.Name()] {
			urgent[x] = u
			all = append(all, x)
		}
	}
	slices.SortStableFunc(all, func(x, y *analysis.Answer) int {
		return cmp.Or(cmp.Compare(urgent[x], urgent[y]), cmp.Compare(unanswered(y), unanswered(x)))
	})
	if top := m.options.Select.Top; top > 0 {
		all = all[:max(0, min(len(all), top-len(m.closed)))]
	}
	return all
}

// unanswered is 1 for arrows of which nobody says what happens without them.
func unanswered(x *analysis.Answer) int {
	if x.Arrow.Answered() {
		return 0
	}
	return 1
}

// next goes to the first arrow of the agenda.
func (m *Meeting) next() bool {
	all := m.agenda()
	if len(all) == 0 {
		return false
	}
	m.visit(all[0])
	return true
}

// visit goes to an arrow.
func (m *Meeting) visit(x *analysis.Answer) {
	a := x.Arrow
	if v := m.visits[a.Name()]; v != nil {
		m.at, v.text = v, m.entry(a)
		return
	}
	m.at = &visit{
		arrow: a.Name(), text: m.entry(a), passed: map[stage]bool{}, forced: map[stage]bool{}, vain: map[model.Topic]bool{},
	}
	m.visits[m.at.arrow] = m.at
	named := m.options.Select.Arrow != ""
	m.at.full = named || urgencyOf(x, m.today(), m.report.System.Settings, named) == stale
	if !a.Reviewed.Given() || a.Reviewed.Value.On.Before(m.today()) {
		for _, t := range a.NobodyKnows.Value {
			m.at.vain[t] = true
		}
	}
}

// An Extent says how far a meeting has come.
type Extent struct {
	Walked int // arrows that are done with in this meeting
	Left   int // arrows still to be walked in it, that at hand among them
	Open   int // arrows that another meeting would walk: those left, and those that were skipped
}

// Extent says how far the meeting has come.
func (m *Meeting) Extent() Extent {
	e := Extent{Walked: len(m.closed), Left: len(m.agenda())}
	chosen := m.options.Select
	chosen.Top = 0
	for _, x := range chosen.Select(m.report) {
		if urgencyOf(x, m.today(), m.report.System.Settings, false) < settled {
			e.Open++
		}
	}
	return e
}
