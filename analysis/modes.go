package analysis

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A detector finds out how we would know of failing arrows, one after the other in the same memory.
type detector struct {
	*facts
	around lookout // what fails around an arrow when it is down
	now    lookout // over the arrow in one mode
	arrow  [1]*model.Arrow
	hurt   []JourneyState // by the mode
}

// detect finds out how we would know that the arrow of an answer fails, in each of its modes.
func (d *detector) detect(x *Answer, out *propagation.Outcome) {
	a := x.Arrow
	d.arrow[0] = a
	d.around.begin(d.facts, failure{arrows: d.arrow[:], out: out, journeys: x.IfDown.Journeys})
	d.around.around()
	d.now = d.around
	d.now.itself()
	x.Notice = d.now.end()
	x.Watches = slices.Clone(d.now.kept)
	if last := lastIncident(a); last != nil {
		d.overrule(&x.Notice, last, x.IfDown.Journeys)
	}
	modes := detection.Modes(a)
	x.Modes = make([]ModeAnswer, len(modes))
	for i, mode := range modes {
		d.inMode(x, &x.Modes[i], mode)
	}
	d.sortMonitors(x)
	x.Proof = overall(x.Modes)
}

// inMode answers for one mode.
func (d *detector) inMode(x *Answer, m *ModeAnswer, mode model.Mode) {
	m.Mode = mode
	m.Sees, m.Blank = d.lookers(x.Arrow, mode)
	d.inItsWay(x, mode)
	for _, j := range d.now.failure.journeys {
		m.Worst = max(m.Worst, j.Verdict)
	}
	m.Notice = x.Notice
	if mode != model.ModeDown {
		d.now.itself()
		m.Notice = d.now.end()
	}
	m.By = d.promised(d.now.failure.journeys)
	m.Proof = d.proof(x.Arrow, *m, m.By)
}

// lookers tells the monitors on an arrow that see a mode from those that do not.
func (f *facts) lookers(a *model.Arrow, mode model.Mode) (sees []*model.Monitor, blank []Unfit) {
	monitors := f.arrowMonitors[a.ID]
	for i, monitor := range monitors {
		look := detection.See(a, monitor, mode)
		switch {
		case !taken(monitor, mode, look):
			blank = append(blank, Unfit{monitor, look.Why})
		case len(sees) == i:
			sees = monitors[: i+1 : i+1] // so far it is all of them
		default:
			sees = append(sees, monitor)
		}
	}
	return sees, blank
}

// taken tells whether a monitor is taken to see a mode. One that does not say what it measures is
// taken to see the arrow down, and nothing else.
func taken(m *model.Monitor, mode model.Mode, look detection.Look) bool {
	return look.Sees == detection.Yes || !m.Signal.Given() && mode == model.ModeDown
}

// inItsWay is a lookout over an arrow that fails in a mode: what that does to the journeys, and what
// it takes down.
func (d *detector) inItsWay(x *Answer, mode model.Mode) {
	a := x.Arrow
	alone := failure{arrows: d.arrow[:], mode: mode, journeys: x.IfDown.Journeys}
	switch transferOf(a, mode) {
	case likeDown:
		d.now = d.around
		d.now.failure.mode = mode
	case afterTries:
		alone.late = patience(a)
		d.hurt = changed(d.hurt, x.IfDown.Journeys, later(alone.late))
		alone.journeys, alone.out = d.hurt, d.around.failure.out
		d.now.begin(d.facts, alone)
		d.now.around()
	case hanging:
		out := d.network.Ask(hangs(a))
		alone.journeys, alone.out = d.journeyStates(&out), &out
		d.now.begin(d.facts, alone)
		d.now.around()
	case inPart:
		d.hurt = changed(d.hurt, x.IfDown.Journeys, partly)
		alone.journeys, alone.whole = d.hurt, x.IfDown.Journeys
		d.now.begin(d.facts, alone)
	case unfelt:
		alone.journeys = d.unrelieved(x, mode)
		d.now.begin(d.facts, alone)
	}
}

// promised is by when somebody should know of the failure, as the journeys that suffer promise; it
// is negative where none of them does.
func (f *facts) promised(journeys []JourneyState) time.Duration {
	by := time.Duration(-1)
	for _, j := range journeys {
		if j.Hurt() == propagation.Never || !j.Journey.NoticeWithin.Given() {
			continue
		}
		if due := plus(j.Hurt(), j.Journey.NoticeWithin.Value); by < 0 || due < by {
			by = due
		}
	}
	return by
}

// proof is the alert on the arrow that holds best in a mode, of those that tell somebody if any does.
func (f *facts) proof(a *model.Arrow, m ModeAnswer, by time.Duration) *Proof {
	var best *Proof
	for _, monitor := range m.Sees {
		for _, alert := range monitor.Alerts.Value {
			claim := f.judge.Claim(alert)
			ladder := f.judge.Ladder(claim, evidence.Case{Arrow: a, Mode: m.Mode, By: by})
			if best == nil || ladder.Compare(best.Ladder) > 0 {
				best = &Proof{monitor, alert, claim, ladder}
			}
		}
	}
	return best
}

// overall is the proof for the arrow as a whole: that it is down or, where no alert sees that, the
// best of any mode.
func overall(modes []ModeAnswer) *Proof {
	var best *Proof
	for _, m := range modes {
		switch {
		case m.Proof == nil:
		case m.Mode == model.ModeDown:
			return m.Proof
		case best == nil || m.Proof.Ladder.Compare(best.Ladder) > 0:
			best = m.Proof
		}
	}
	return best
}

// sortMonitors tells the monitors on the arrow apart: those that see some of its modes, those that
// see only a box, and the others. Monitors of its ends see boxes too.
func (f *facts) sortMonitors(x *Answer) {
	for _, m := range f.arrowMonitors[x.Arrow.ID] {
		switch {
		case !m.Signal.Given() || slices.ContainsFunc(x.Modes, func(y ModeAnswer) bool { return slices.Contains(y.Sees, m) }):
			x.Seeing = append(x.Seeing, m)
		case m.Signal.Value.OfBox():
			x.Boxes = append(x.Boxes, m)
		default:
			x.Unfit = append(x.Unfit, Unfit{m, whyUnfit(x, m)})
		}
	}
	for _, end := range []*model.Component{x.Arrow.From, x.Arrow.To} {
		for _, m := range f.componentMonitors[end.ID] {
			if !slices.Contains(x.Boxes, m) {
				x.Boxes = append(x.Boxes, m)
			}
		}
	}
}

// whyUnfit is why a monitor does not see the first of the arrow's modes.
func whyUnfit(x *Answer, m *model.Monitor) string {
	for _, y := range x.Modes {
		for _, u := range y.Blank {
			if u.Monitor == m {
				return u.Why
			}
		}
	}
	return "no failure mode is asked of the arrow"
}

// holding lists the alerts on the arrow that the evidence does not refute in every mode that their
// monitor sees.
func (f *facts) holding(x *Answer) []*model.Alert {
	var held []*model.Alert
	for _, m := range x.Seeing {
		for _, alert := range m.Alerts.Value {
			if f.holds(x, m, alert) {
				held = append(held, alert)
			}
		}
	}
	return held
}

func (f *facts) holds(x *Answer, m *model.Monitor, alert *model.Alert) bool {
	claim := f.judge.Claim(alert)
	if claim == nil {
		return true
	}
	if !claim.Holds() {
		return false
	}
	asked := false
	for _, y := range x.Modes {
		if !slices.Contains(y.Sees, m) {
			continue
		}
		asked = true
		if f.judge.Effective(claim, evidence.Case{Arrow: x.Arrow, Mode: y.Mode, By: -1}).Verdict != evidence.Refuted {
			return true
		}
	}
	return !asked
}

// tellings lists all whom the alerts tell; nil if there is no alert.
func (f *facts) tellings(alerts []*model.Alert) []model.Party {
	if len(alerts) == 0 {
		return nil
	}
	all := []model.Party{}
	for _, alert := range alerts {
		all = append(all, f.told(alert)...)
	}
	return all
}

// atNight says who is woken at 03:00 on a Sunday, each by the clock of his team: by the alerts on the
// arrow, and by the one that comes first.
func (f *facts) atNight(x *Answer, alerts []*model.Alert) people.Clause {
	const three = 3 * 60
	var parties []model.Party
	asleep, doubt := "no alert tells anybody of the arrow", ""
	rouse := func(alert *model.Alert, told []model.Party) {
		claim := f.judge.Claim(alert)
		switch {
		case alert.How.Given() && alert.How.Value != model.Page:
			asleep = "its alerts wake nobody"
		case claim != nil && claim.MutedAtNight:
			asleep = "the route of its alerts is muted then"
		default:
			parties = append(parties, told...)
			if claim != nil && claim.Delivered.Verdict == evidence.Unknown && !claim.Delivered.Unread {
				doubt = claim.Delivered.Why
			}
		}
	}
	for _, alert := range alerts {
		rouse(alert, named(f.told(alert), x.Owner.Party))
	}
	if first := x.Notice.Alert; first != nil && !slices.Contains(alerts, first) {
		rouse(first, x.Notice.Told)
	}
	if len(parties) == 0 {
		return people.Clause{Complete: true, Why: asleep}
	}
	woken := f.directory.At(time.Sunday, three).Reached(parties, x.Owner.Party)
	if doubt != "" {
		woken.Complete, woken.Why = false, doubt
	}
	return woken
}

// yearly is what an arrow costs in a year, where it is stated how often it fails.
func yearly(a *model.Arrow, cost []Loss) []Loss {
	if !a.Fails.Given() {
		return nil
	}
	times := a.Fails.Value.Rate.PerYear()
	all := make([]Loss, len(cost))
	for i, l := range cost {
		all[i] = Loss{l.Amount * times, l.Currency}
	}
	return all
}
