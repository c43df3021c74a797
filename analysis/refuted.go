package analysis

import (
	"slices"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
)

// A Refutal is an alert on an arrow whose rule exists and tells of none of the modes that its
// monitor sees.
type Refutal struct {
	Monitor *model.Monitor
	Alert   *model.Alert
	Rule    *model.AlertRule
	Step    evidence.Step // why, for the first of the modes
	Cause   Cause
}

// A Cause is the kind of reason for which a rule does not do what is claimed of it.
type Cause uint8

// The causes.
const (
	CannotTell Cause = iota // of this arrow
	NeverRight              // of anything: it is not evaluated, cannot fire, or always does
	NoData                  // nothing emits what it reads
	TooLate                 // it tells, after somebody should know
)

// refuted lists the alerts on the arrow of an answer that the evidence refutes in every mode that
// their monitor sees. What holds is tried without a promise first, as a rule that is only too late
// tells all the same; where somebody is told in time anyhow, it may be.
func (f *facts) refuted(x *Answer) []Refutal {
	if f.judge.Idle() {
		return nil
	}
	var all []Refutal
	for _, m := range x.Seeing {
		for _, alert := range m.Alerts.Value {
			if r, is := f.refutal(x, m, alert); is {
				all = append(all, r)
			}
		}
	}
	return all
}

func (f *facts) refutal(x *Answer, m *model.Monitor, alert *model.Alert) (Refutal, bool) {
	claim := f.judge.Claim(alert)
	if claim == nil || claim.Rule() == nil {
		return Refutal{}, false
	}
	r := Refutal{Monitor: m, Alert: alert, Rule: claim.Rule()}
	late := false
	for _, y := range x.Modes {
		if !slices.Contains(y.Sees, m) {
			continue
		}
		step := f.judge.Effective(claim, evidence.Case{Arrow: x.Arrow, Mode: y.Mode, By: -1})
		if step.Verdict == evidence.Refuted {
			if r.Step.Why == "" {
				r.Step = step
			}
			continue
		}
		step = f.judge.Effective(claim, evidence.Case{Arrow: x.Arrow, Mode: y.Mode, By: y.By})
		if step.Verdict != evidence.Refuted || y.Notice.When == InTime {
			return Refutal{}, false
		}
		if !late {
			r.Step, late = step, true
		}
	}
	r.Cause = f.cause(r, late)
	return r, r.Step.Why != ""
}

func (f *facts) cause(r Refutal, late bool) Cause {
	c := r.Rule.Condition
	switch {
	case late:
		return TooLate
	case r.Rule.Off != "" || c.Fault != "":
		return NeverRight
	case slices.ContainsFunc(f.judge.Lacks(c), func(metric string) bool { return f.judge.Emits(metric).Why == r.Step.Why }):
		return NoData
	}
	return CannotTell
}
