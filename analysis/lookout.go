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
// arrows. A monitor on another arrow names a line nearby, which points as far as naming a component.
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
			l.fallen(l.system.Arrows[s.Arrow], plus(s.Fails, x.late))
		}
	}
}

// fallen looks at an arrow that fails because of the failure. How it fails depends on which end is
// down: without To attempts fail, without From nothing is sent, and neither end counts when it is down
// itself. Where both are up, a hub passes on that nothing comes in.
func (l *lookout) fallen(a *model.Arrow, onset time.Duration) {
	mode, dead := model.ModeSilent, model.Vantage(0)
	switch {
	case l.failure.takesDown(a.From):
		dead = model.AtFrom
	case l.failure.takesDown(a.To):
		mode, dead = model.ModeDown, model.AtTo
	}
	for _, m := range l.arrowMonitors[a.ID] {
		look := detection.See(a, m, mode)
		if taken(m, mode, look) && (dead == 0 || look.At != dead) {
			l.see(Watch{Monitor: m, Where: AtComponent, Onset: onset, Owner: l.system.OwnerOf(a).Party, arrow: a, mode: mode})
		}
	}
}

// takesDown tells whether the failure takes a component down, or is that it is down.
func (x failure) takesDown(box *model.Component) bool {
	i, hit := slices.BinarySearchFunc(x.out.Components, box.ID, func(s propagation.ComponentState, id model.ComponentID) int {
		return int(s.Component - id)
	})
	return hit && x.out.Components[i].Down != propagation.Never
}

// itself looks at the arrows that failed, from the start, and at the journeys that suffer. What
// only shows in a journey tells of the arrow when that journey breaks.
func (l *lookout) itself() {
	for _, a := range l.failure.arrows {
		l.ofArrow(a)
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

func (l *lookout) ofArrow(a *model.Arrow) {
	mode := l.failure.mode
	for _, m := range l.arrowMonitors[a.ID] {
		if taken(m, mode, detection.See(a, m, mode)) {
			l.see(Watch{Monitor: m, Where: AtArrow, Owner: l.system.OwnerOf(a).Party, arrow: a, mode: mode})
		}
	}
}

// ofComponent takes up the monitors of a component that no longer does its work. Its processor and
// memory know nothing of that.
func (l *lookout) ofComponent(box *model.Component, onset time.Duration) {
	for _, m := range l.componentMonitors[box.ID] {
		if m.Signal.Value == model.SignalCause {
			continue
		}
		l.see(Watch{Monitor: m, Where: AtComponent, Onset: onset, Owner: box.Owner.Value})
	}
}

// ofJourney takes up a monitor of a journey from the time the journey would break. What only
// degrades a journey need not show in what its users get, nor in a test that walks it.
func (l *lookout) ofJourney(m *model.Monitor, j JourneyState) {
	mode := l.failure.felt()
	if taken(m, mode, detection.SeesJourney(m.Signal.Value, mode)) {
		l.see(Watch{Monitor: m, Where: AtJourney, Onset: j.Broken, Owner: j.Journey.Owner.Value})
	}
}

// felt is the mode as its journeys feel it: what takes components down is felt as that.
func (x failure) felt() model.Mode {
	if x.out != nil {
		return model.ModeDown
	}
	return x.mode
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
		t := l.takes(w, alert)
		if !t.counts {
			continue
		}
		told := plus(w.Onset, t.took)
		sooner := told < n.After || told == n.After && told != propagation.Never && w.Where > n.Where
		if sooner && l.tells(alert, w.Owner) {
			n.After, n.Where, n.Alert, n.Monitor, n.Delay = told, w.Where, alert, w.Monitor, t.measured
			improved = true
		}
	}
	return improved
}

// A taking is how long an alert takes from the moment there is something to see.
type taking struct {
	took     time.Duration
	measured *evidence.Delay // where evidence tells
	counts   bool            // the evidence does not refute it
}

// An asked is what a taking depends on.
type asked struct {
	alert *model.Alert
	arrow *model.Arrow
	mode  model.Mode
}

// takes is how long an alert takes: as the evidence says or, where it does not say, as the drawing
// states. An alert that the evidence refutes does not count. Many failures reach the same alert, so
// what was worked out once is kept.
func (l *lookout) takes(w Watch, alert *model.Alert) taking {
	claim := l.judge.Claim(alert)
	if claim == nil {
		return taking{took: stated(w.Monitor, alert), counts: true}
	}
	if w.arrow == nil {
		w.mode = l.failure.felt()
	}
	question := asked{alert, w.arrow, w.mode}
	if known, ok := l.takings.Load(question); ok {
		return known.(taking)
	}
	t := l.work(w, alert, claim)
	l.takings.Store(question, t)
	return t
}

// work works out how long an alert takes that was held against evidence. Of one whose rule is known
// and whose condition is not, no less is assumed than the rule waits.
func (l *lookout) work(w Watch, alert *model.Alert, claim *evidence.Claim) taking {
	t := taking{took: max(stated(w.Monitor, alert), l.judge.AtLeast(claim)), counts: claim.Holds()}
	if w.arrow == nil {
		d, known, counts := l.judge.Elsewhere(claim, w.mode)
		if known {
			t.took, t.measured = d.Most, &d
		}
		t.counts = t.counts && counts
		return t
	}
	x := evidence.Case{Arrow: w.arrow, Mode: w.mode, By: -1}
	t.counts = t.counts && l.judge.Effective(claim, x).Verdict != evidence.Refuted
	if d, known := l.judge.Delay(claim, x); known {
		t.took, t.measured = d.Most, &d
	}
	return t
}

// end settles the notice. What was kept is then what sees what failed and the journeys, and whatever
// else the notice comes from.
func (l *lookout) end() Notice {
	n := &l.notice
	n.Claimed = n.After
	first := l.first
	switch {
	case n.Alert != nil:
		n.Told = named(l.told(n.Alert), first.Owner)
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
