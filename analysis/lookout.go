package analysis

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A failure is what detection looks at: what failed, in which mode, and what comes of it.
type failure struct {
	arrows     []*model.Arrow     // failed on purpose
	components []*model.Component // failed on purpose
	mode       model.Mode
	out        *propagation.Outcome // what it takes down; nil where the mode takes nothing down
	journeys   []JourneyState       // as the mode hurts them
	whole      []JourneyState       // as they would be hurt if nothing were left of what failed; nil if they are
	late       time.Duration        // how much later than in out all of that happens
}

// A lookout gathers the monitors that see something of a failure, and keeps the notice that comes
// first. Of several at the same moment the one that names the nearest thing counts. Where nobody is
// told, it keeps the nearest monitor at which somebody could look.
type lookout struct {
	*facts
	failure  failure
	notice   Notice
	first    Watch // where the notice comes from
	measured Watch
	kept     []Watch // those on what failed and on the journeys
}

// begin looks at another failure. The memory of the one before is used again.
func (l *lookout) begin(f *facts, x failure) {
	*l = lookout{facts: f, failure: x, notice: Notice{After: propagation.Never, Users: f.usersTell(x.journeys)}, kept: l.kept[:0]}
}

// around looks at what the failure takes down: components, from when that happens, and other
// arrows. A monitor on another arrow sees that the component at its far end is down: it names a
// line nearby, which points as far as naming that component.
func (l *lookout) around() {
	x := l.failure
	for _, box := range x.components {
		l.ofComponent(box, 0)
	}
	if x.out == nil {
		return
	}
	for _, s := range x.out.Components {
		if s.Down != propagation.Never && !s.OnPurpose {
			l.ofComponent(l.system.Components[s.Component], plus(s.Down, x.late))
		}
	}
	for _, s := range x.out.Arrows {
		if s.Fails != propagation.Never && !s.OnPurpose {
			l.ofArrow(l.system.Arrows[s.Arrow], AtComponent, model.ModeDown, plus(s.Fails, x.late))
		}
	}
}

// itself looks at the arrows that failed, from the start, and at the journeys that suffer. What
// only shows in a journey tells of the arrow when that journey breaks.
func (l *lookout) itself() {
	for _, a := range l.failure.arrows {
		l.ofArrow(a, AtArrow, l.failure.mode, 0)
	}
	for i, j := range l.failure.journeys {
		if l.failure.whole != nil {
			j = l.failure.whole[i]
		}
		if j.Broken == propagation.Never {
			continue
		}
		for _, m := range l.journeyMonitors[j.Journey.ID] {
			l.ofJourney(m, j)
		}
		for _, a := range l.failure.arrows {
			for _, m := range l.arrowMonitors[a.ID] {
				symptom := m.Signal.Value == model.SignalValue || m.Signal.Value == model.SignalSynthetic
				if symptom && !taken(m, l.failure.mode, detection.See(a, m, l.failure.mode)) {
					l.ofJourney(m, j)
				}
			}
		}
	}
}

func (l *lookout) ofArrow(a *model.Arrow, where Where, mode model.Mode, onset time.Duration) {
	for _, m := range l.arrowMonitors[a.ID] {
		if taken(m, mode, detection.See(a, m, mode)) {
			l.see(Watch{Monitor: m, Where: where, Onset: onset, Owner: l.system.OwnerOf(a).Party, arrow: a})
		}
	}
}

func (l *lookout) ofComponent(box *model.Component, onset time.Duration) {
	for _, m := range l.componentMonitors[box.ID] {
		l.see(Watch{Monitor: m, Where: AtComponent, Onset: onset, Owner: box.Owner.Value})
	}
}

// ofJourney takes up a monitor of a journey from the time the journey would break. What only
// degrades a journey need not show in what its users get, nor in a test that walks it.
func (l *lookout) ofJourney(m *model.Monitor, j JourneyState) {
	if taken(m, l.failure.mode, detection.SeesJourney(m.Signal.Value, l.failure.mode)) {
		l.see(Watch{Monitor: m, Where: AtJourney, Onset: j.Broken, Owner: j.Journey.Owner.Value})
	}
}

// see takes up a monitor.
func (l *lookout) see(w Watch) {
	w.Blind = l.failure.blinds(w.Monitor, w.Onset)
	if w.Where != AtComponent {
		l.kept = append(l.kept, w)
	}
	if w.Where > l.measured.Where {
		l.measured = w
	}
	if w.Blind == nil && l.improves(w) {
		l.first = w
	}
}

// improves lets the alerts of a watch improve the notice, and tells whether they do.
func (l *lookout) improves(w Watch) bool {
	n, improved := &l.notice, false
	for _, alert := range w.Monitor.Alerts.Value {
		took, measured, counts := l.takes(w, alert)
		if !counts {
			continue
		}
		told := plus(w.Onset, took)
		sooner := told < n.After || told == n.After && told != propagation.Never && w.Where > n.Where
		if sooner && l.tells(alert, w.Owner) {
			n.After, n.Where, n.Alert, n.Monitor, n.Delay = told, w.Where, alert, w.Monitor, measured
			improved = true
		}
	}
	return improved
}

// takes is how long an alert takes from the moment there is something to see: as the evidence says
// or, where it does not say, as the drawing states. An alert that the evidence refutes does not
// count.
func (l *lookout) takes(w Watch, alert *model.Alert) (took time.Duration, measured *evidence.Delay, counts bool) {
	took = stated(w.Monitor, alert)
	claim := l.judge.Claim(alert)
	if claim == nil {
		return took, nil, true
	}
	if w.arrow == nil {
		d, known, counts := l.judge.Elsewhere(claim)
		if known {
			return d.Most, &d, claim.Holds()
		}
		return took, nil, counts && claim.Holds()
	}
	x := evidence.Case{Arrow: w.arrow, Mode: l.failure.mode, By: -1}
	if w.Where != AtArrow {
		x.Mode = model.ModeDown
	}
	if !claim.Holds() || l.judge.Effective(claim, x).Verdict == evidence.Refuted {
		return 0, nil, false
	}
	if d, known := l.judge.Delay(claim, x); known {
		return d.Most, &d, true
	}
	return took, nil, true
}

// end settles the notice. What was kept is then what sees what failed and the journeys, and whatever
// else the notice comes from.
func (l *lookout) end() Notice {
	n := &l.notice
	n.Claimed = n.After
	first := l.first
	switch {
	case n.Alert != nil:
		l.judgeNotice(n, l.failure.journeys)
	case l.measured.Monitor != nil:
		first = l.measured
		n.Where, n.Monitor = OnDashboard, first.Monitor
	}
	if first.Where == AtComponent {
		l.kept = append(l.kept, first)
	}
	return *n
}

// blinds is a component through which the monitor's news travels and which the failure takes down
// before the news is through; nil if there is none.
func (x failure) blinds(m *model.Monitor, onset time.Duration) *model.Component {
	if x.out == nil {
		return nil
	}
	for _, box := range m.Through.Value {
		i, hit := slices.BinarySearchFunc(x.out.Components, box.ID, func(s propagation.ComponentState, id model.ComponentID) int {
			return int(s.Component - id)
		})
		if hit && x.out.Components[i].Down != propagation.Never && plus(x.out.Components[i].Down, x.late) <= plus(onset, slowest(m)) {
			return box
		}
	}
	return nil
}

// slowest is the longest that one of the monitor's alerts takes, as stated.
func slowest(m *model.Monitor) time.Duration {
	var longest time.Duration
	for _, alert := range m.Alerts.Value {
		longest = max(longest, stated(m, alert))
	}
	return longest
}

// stated is how long a monitor and its alert take by what the drawing says: one period of
// measuring, and the alert's own delay.
func stated(m *model.Monitor, alert *model.Alert) time.Duration {
	return plus(m.Every.Value, alert.After.Value)
}

func plus(a, b time.Duration) time.Duration {
	if a > propagation.Never-b {
		return propagation.Never
	}
	return a + b
}
