package analysis

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A DeadMansSwitch says whether anybody would notice if no alert could be sent any more.
type DeadMansSwitch struct {
	State Switch
	Why   string           // a phrase: what is there, what is wrong with it, or what goes unwatched
	At    diag.Span        // the place in the drawing that it speaks of
	Rule  *model.AlertRule // the rule that always fires; nil if there is none
	Found diag.Span        // where the evidence shows it; none without
}

// A Switch is the state of a dead man's switch.
type Switch uint8

// The states.
const (
	SwitchUnknown Switch = iota // nobody is alerted at all, or nothing that could tell is stated or read
	SwitchNone
	SwitchBroken
	SwitchSet
)

// deadMansSwitch looks for what would miss the alerts: a heartbeat of the drawing that watches
// something the news travels through, or a rule that always fires and is brought to what misses it.
func (f *facts) deadMansSwitch() DeadMansSwitch {
	alert := f.firstAlert()
	if alert == nil {
		return DeadMansSwitch{}
	}
	drawn := f.heartbeat()
	if drawn.State == SwitchSet {
		return drawn
	}
	dogs, all := f.judge.Watchdogs()
	switch {
	case len(dogs) > 0:
		return f.best(dogs, alert.Span)
	case drawn.State != SwitchUnknown:
		return drawn
	case all:
		return DeadMansSwitch{State: SwitchNone, Why: "no rule that was read fires always", At: alert.Span}
	}
	return DeadMansSwitch{}
}

func (f *facts) firstAlert() *model.Alert {
	for _, m := range f.system.Monitors {
		if len(m.Alerts.Value) > 0 {
			return m.Alerts.Value[0]
		}
	}
	return nil
}

// heartbeat looks for a dead man's switch in the drawing. It is unknown where no monitor says what
// its news travels through.
func (f *facts) heartbeat() DeadMansSwitch {
	path := map[*model.Component]bool{}
	var first *model.Monitor
	for _, m := range f.system.Monitors {
		if first == nil && len(m.Through.Value) > 0 && len(m.Alerts.Value) > 0 {
			first = m
		}
		for _, c := range m.Through.Value {
			path[c] = true
		}
	}
	if first == nil {
		return DeadMansSwitch{}
	}
	var broken DeadMansSwitch
	for _, m := range f.system.Monitors {
		box := beats(m, path)
		if box == nil || len(m.Alerts.Value) == 0 {
			continue
		}
		if !slices.Contains(m.Through.Value, box) {
			return DeadMansSwitch{State: SwitchSet, Why: m.String() + " misses what " + box.Name + " does not send", At: m.Span}
		}
		broken = DeadMansSwitch{State: SwitchBroken, Why: "the news of " + m.String() + " travels through " + box.Name + " itself", At: m.Through.Span}
	}
	if broken.State == SwitchBroken {
		return broken
	}
	return DeadMansSwitch{State: SwitchNone, Why: "no heartbeat watches " + first.Through.Value[0].Name, At: first.Through.Span}
}

// beats is a component on the path that a heartbeat watches, itself or by an arrow at it; nil if m is
// no heartbeat or watches none.
func beats(m *model.Monitor, path map[*model.Component]bool) *model.Component {
	if m.Signal.Value != model.SignalHeartbeat {
		return nil
	}
	boxes := slices.Clone(m.Components)
	for _, a := range m.Arrows {
		boxes = append(boxes, a.From, a.To)
	}
	for _, c := range boxes {
		if path[c] {
			return c
		}
	}
	return nil
}

// best is the state of the watchdog that works, else of the first. One that is heard less often than
// users would tell us is no use.
func (f *facts) best(dogs []evidence.Watchdog, at diag.Span) DeadMansSwitch {
	var worst DeadMansSwitch
	for _, dog := range dogs {
		d := DeadMansSwitch{State: SwitchSet, Why: dog.Rule.Name + " always fires, " + dog.Heard.Why, At: at, Rule: dog.Rule, Found: dog.Rule.Span}
		patience := f.system.Settings.UsersTell()
		switch {
		case dog.Heard.Verdict == evidence.Refuted:
			d.State, d.Found = SwitchBroken, dog.Heard.At
		case dog.Every > patience:
			d.State, d.Found = SwitchBroken, dog.Heard.At
			d.Why = fmt.Sprintf("%s is repeated every %s, and users tell us after %s", dog.Rule.Name, model.FormatDuration(dog.Every), model.FormatDuration(patience))
		}
		if d.State == SwitchSet {
			return d
		}
		if worst.State == SwitchUnknown {
			worst = d
		}
	}
	return worst
}
