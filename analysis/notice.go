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

// tells tells whether an alert reaches anybody at all, a channel included. Where the drawing names
// no team and no person, every name counts as somebody.
func (f *facts) tells(alert *model.Alert, owner model.Party) bool {
	return slices.ContainsFunc(alert.Tells.Value, func(p model.Party) bool {
		if p.Owner {
			p = owner
		}
		return p.Team != nil || p.Person != nil || p.Channel || p.Name != "" && !p.Nobody && !f.declaresParties
	})
}

// notice finds the earliest alert among all that see something of a failure. Of several at the same
// moment the one that names the nearest thing counts. Where nobody is told, it notes the nearest
// monitor at which somebody could look. It also returns what sees the arrows that failed and the
// journeys that break.
func (f *facts) notice(x failure) (Notice, []Watch) {
	n := Notice{After: propagation.Never, Users: f.usersTell(x.suffering)}
	var measured Watch
	var kept []Watch
	f.watches(x, func(w Watch) {
		if w.Where != AtComponent {
			kept = append(kept, w)
		}
		if w.Where > measured.Where {
			measured = w
		}
		if w.Blind == nil {
			f.earlier(&n, w)
		}
	})
	n.Claimed = n.After
	switch {
	case n.After != propagation.Never:
		n.When = f.promises(x.suffering).judge(n.After)
	case measured.Monitor != nil:
		n.Where, n.Monitor = OnDashboard, measured.Monitor
	}
	return n, kept
}

// earlier lets the alerts of a watch improve the notice.
func (f *facts) earlier(n *Notice, w Watch) {
	for _, alert := range w.Monitor.Alerts.Value {
		told := plus(w.Onset, delay(w.Monitor, alert))
		sooner := told < n.After || told == n.After && told != propagation.Never && w.Where > n.Where
		if sooner && f.tells(alert, w.Owner) {
			n.After, n.Where, n.Alert, n.Monitor = told, w.Where, alert, w.Monitor
		}
	}
}

// promises lists by when somebody should know of the journeys that suffer.
type promises []time.Duration

// promises lists for every journey that suffers its onset and promise. A journey that promises
// nothing is noticed in time before its users would tell us.
func (f *facts) promises(c Consequence) promises {
	var due promises
	for _, j := range c.Journeys {
		if hurt := j.Hurt(); hurt != propagation.Never {
			due = append(due, plus(hurt, j.Journey.NoticeWithin.Or(f.system.Settings.UsersTell())))
		}
	}
	return due
}

func (p promises) judge(told time.Duration) When {
	for _, due := range p {
		if told > due {
			return Late
		}
	}
	return InTime
}

// usersTell is when the users of the first journey that suffers tell us.
func (f *facts) usersTell(c Consequence) time.Duration {
	first := c.FirstHurt()
	if first == propagation.Never {
		return propagation.Never
	}
	return plus(first, f.system.Settings.UsersTell())
}

// overrule puts experience before claims.
func (n *Notice) overrule(i *model.Incident, due promises) {
	n.Incident = i
	if i.Noticed.Given() {
		n.After = i.Noticed.Value
		n.When = due.judge(n.After)
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

// cost is the worth lost until somebody knows: by an alert or from the users, whichever comes
// first. Degraded journeys cost their share.
func (f *facts) cost(c Consequence, n Notice) []Loss {
	until := min(n.After, n.Users)
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
