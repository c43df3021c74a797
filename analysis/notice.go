package analysis

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// seesArrow tells whether a monitor that watches an arrow sees anything of it: the health of a box
// never does.
func seesArrow(m *model.Monitor) bool {
	return !(m.Signal.Given() && m.Signal.Value.OfBox())
}

// seesDown tells whether a monitor that watches an arrow sees it carry nothing. A date foretells
// one way of dying and sees none of the others.
func seesDown(m *model.Monitor) bool {
	return seesArrow(m) && m.Signal.Value != model.SignalExpiry
}

// A failure is a question and its outcome, as detection looks at it.
type failure struct {
	arrows     []*model.Arrow     // failed on purpose
	components []*model.Component // failed on purpose
	out        *propagation.Outcome
	suffering  Consequence
}

// watches calls see for every monitor that sees something of a failure: those of what failed, from
// the start; those of the components and journeys it takes down, from when that happens. A monitor
// on another arrow sees that the component at its far end is down: it names a line nearby, which
// points as far as naming that component.
func (f *facts) watches(x failure, see func(Watch)) {
	add := func(m *model.Monitor, where Where, onset time.Duration, owner model.Party) {
		see(Watch{m, where, onset, owner, x.blinds(m, onset)})
	}
	for _, a := range x.arrows {
		f.ofArrow(a, AtArrow, 0, add)
	}
	for _, box := range x.components {
		f.ofComponent(box, 0, add)
	}
	for _, s := range x.out.Components {
		if s.Down != propagation.Never && !s.OnPurpose {
			f.ofComponent(f.system.Components[s.Component], s.Down, add)
		}
	}
	for _, s := range x.out.Arrows {
		if s.Fails != propagation.Never && !s.OnPurpose {
			f.ofArrow(f.system.Arrows[s.Arrow], AtComponent, s.Fails, add)
		}
	}
	for _, j := range x.suffering.Journeys {
		if j.Broken != propagation.Never {
			for _, m := range f.journeyMonitors[j.Journey.ID] {
				add(m, AtJourney, j.Broken, j.Journey.Owner.Value)
			}
		}
	}
}

type addWatch func(m *model.Monitor, where Where, onset time.Duration, owner model.Party)

func (f *facts) ofArrow(a *model.Arrow, where Where, onset time.Duration, add addWatch) {
	for _, m := range f.arrowMonitors[a.ID] {
		if seesDown(m) {
			add(m, where, onset, f.system.OwnerOf(a).Party)
		}
	}
}

func (f *facts) ofComponent(box *model.Component, onset time.Duration, add addWatch) {
	for _, m := range f.componentMonitors[box.ID] {
		add(m, AtComponent, onset, box.Owner.Value)
	}
}

// blinds is a component through which the monitor's news travels and which the failure takes down
// before the news is through; nil if there is none.
func (x failure) blinds(m *model.Monitor, onset time.Duration) *model.Component {
	for _, box := range m.Through.Value {
		i, hit := slices.BinarySearchFunc(x.out.Components, box.ID, func(s propagation.ComponentState, id model.ComponentID) int {
			return int(s.Component - id)
		})
		if hit && x.out.Components[i].Down != propagation.Never && x.out.Components[i].Down <= plus(onset, slowest(m)) {
			return box
		}
	}
	return nil
}

// slowest is the longest that one of the monitor's alerts takes.
func slowest(m *model.Monitor) time.Duration {
	var longest time.Duration
	for _, alert := range m.Alerts.Value {
		longest = max(longest, delay(m, alert))
	}
	return longest
}

// delay is how long a monitor and its alert take from the moment there is something to see: one
// period of measuring, and the alert's own delay.
func delay(m *model.Monitor, alert *model.Alert) time.Duration {
	return plus(m.Every.Value, alert.After.Value)
}

func plus(a, b time.Duration) time.Duration {
	if a > propagation.Never-b {
		return propagation.Never
	}
	return a + b
}

// tells tells whether an alert reaches anybody, as far as is known: a team that names nobody may
// reach somebody, a channel alone does not.
func (f *facts) tells(alert *model.Alert, owner model.Party) bool {
	reached := f.directory.Reached(alert.Tells.Value, owner)
	return len(reached.People) > 0 || !reached.Complete
}

// notice finds the earliest alert among all that see something of a failure. Of several at the same
// moment the one that names the nearest thing counts. Where nobody is told, it notes the nearest
// monitor at which somebody could look. It also returns what sees the arrows that failed and the
// journeys that break, and whatever else the notice comes from.
func (f *facts) notice(x failure) (Notice, []Watch) {
	n := Notice{After: propagation.Never, Users: f.usersTell(x.suffering)}
	var first, measured Watch
	var kept []Watch
	f.watches(x, func(w Watch) {
		if w.Where != AtComponent {
			kept = append(kept, w)
		}
		if w.Where > measured.Where {
			measured = w
		}
		if w.Blind == nil && f.earlier(&n, w) {
			first = w
		}
	})
	n.Claimed = n.After
	switch {
	case n.Alert != nil:
		n.judge(f.promises(x.suffering))
	case measured.Monitor != nil:
		first = measured
		n.Where, n.Monitor = OnDashboard, measured.Monitor
	}
	if first.Where == AtComponent {
		kept = append(kept, first)
	}
	return n, kept
}

// earlier lets the alerts of a watch improve the notice, and tells whether they do.
func (f *facts) earlier(n *Notice, w Watch) bool {
	improved := false
	for _, alert := range w.Monitor.Alerts.Value {
		told := plus(w.Onset, delay(w.Monitor, alert))
		sooner := told < n.After || told == n.After && told != propagation.Never && w.Where > n.Where
		if sooner && f.tells(alert, w.Owner) {
			n.After, n.Where, n.Alert, n.Monitor = told, w.Where, alert, w.Monitor
			improved = true
		}
	}
	return improved
}

// promises lists for every journey that suffers by when somebody should know, broken ones first. A
// journey that promises nothing is to be noticed before its users would tell us.
func (f *facts) promises(c Consequence) []Promise {
	var due []Promise
	for _, v := range []propagation.Verdict{propagation.Broken, propagation.Degraded} {
		for _, j := range c.Journeys {
			if j.Verdict == v {
				due = append(due, Promise{j, plus(j.Hurt(), j.Journey.NoticeWithin.Or(f.system.Settings.UsersTell()))})
			}
		}
	}
	return due
}

// judge holds the notice against the promises.
func (n *Notice) judge(due []Promise) {
	n.When, n.Missed = InTime, nil
	for i := range due {
		if n.After > due[i].By {
			n.When, n.Missed = Late, &due[i]
			return
		}
	}
}

// usersTell is when the users of the first journey that suffers tell us.
func (f *facts) usersTell(c Consequence) time.Duration {
	first := c.FirstHurt()
	if first == propagation.Never {
		return propagation.Never
	}
	return plus(first, f.system.Settings.UsersTell())
}

// overrule puts experience before claims. Where no alert claims anything, nobody was told: then the
// incident says how long it takes until the users do.
func (n *Notice) overrule(i *model.Incident, due []Promise) {
	n.Incident = i
	switch {
	case !i.Noticed.Given():
	case n.Alert == nil:
		n.Users = i.Noticed.Value
	default:
		n.After = i.Noticed.Value
		n.judge(due)
	}
}

// lastIncident is the latest incident on record, or nil.
func lastIncident(a *model.Arrow) *model.Incident {
	var last *model.Incident
	for i := range a.Happened.Value {
		if here := &a.Happened.Value[i]; last == nil || last.On.Before(here.On) {
			last = here
		}
	}
	return last
}

// cost is the worth lost until somebody knows: as experience says, or else by an alert or from the
// users, whichever comes first. Degraded journeys cost their share.
func (f *facts) cost(c Consequence, n Notice) []Loss {
	until := min(n.After, n.Users)
	if n.Incident != nil && n.Incident.Noticed.Given() {
		until = n.Incident.Noticed.Value
	}
	if until == propagation.Never {
		return nil
	}
	var losses []Loss
	for _, j := range c.Journeys {
		if !j.Journey.Worth.Given() || j.Hurt() >= until {
			continue
		}
		broken := max(0, until-min(until, j.Broken))
		degraded := max(0, min(until, j.Broken)-min(until, j.Degraded))
		worth := j.Journey.Worth.Value
		share := broken.Seconds() + degraded.Seconds()*f.system.Settings.DegradedShare()
		losses = addLoss(losses, Loss{worth.Amount * share / worth.Per.Seconds(), worth.Currency})
	}
	return losses
}

func addLoss(losses []Loss, l Loss) []Loss {
	for i := range losses {
		if losses[i].Currency == l.Currency {
			losses[i].Amount += l.Amount
			return losses
		}
	}
	return append(losses, l)
}
