package analysis

import (
	"time"

	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A transfer is how a failure in some mode spreads, held against the arrow being down.
type transfer uint8

const (
	likeDown   transfer = iota
	afterTries          // like down, once all tries have timed out
	hanging             // the dependent waits for ever, and hangs itself
	inPart              // a part of the value is lost: nothing goes down, and journeys are degraded at most
	unfelt              // all goes on, and the journeys over the arrow give no value, or a false one; nothing stands in
)

// transferOf is the transfer of a mode, as the design has it:
//
//   - down, and expired from its date: as worked out.
//   - slow: a request with a timeout is down once all its tries have timed out; one without hangs
//     its dependent; where nothing is stated it is down at once.
//   - overload: as down, unless something sheds load, which no drawing states.
//   - silent: a flow that carries nothing starves its dependent as if it were down. A request that
//     nobody makes takes nothing down, but the journeys over it give no value.
//   - wrong: all goes on, and the journeys over it give false value. In both cases no fallback fires.
//   - errors, limited, stale, repeated: a part of the value is lost.
func transferOf(a *model.Arrow, mode model.Mode) transfer {
	if Partial(mode) {
		return inPart
	}
	switch mode {
	case model.ModeSlow:
		switch {
		case !a.Request() || !a.Timeout.Given():
			return likeDown
		case a.Timeout.Value.None:
			return hanging
		}
		return afterTries
	case model.ModeWrong:
		return unfelt
	case model.ModeSilent:
		if a.Request() {
			return unfelt
		}
	}
	return likeDown
}

// Partial tells whether only a part of the value is lost in a mode, so that it degrades at most.
func Partial(mode model.Mode) bool {
	switch mode {
	case model.ModeErrors, model.ModeLimited, model.ModeStale, model.ModeRepeated:
		return true
	}
	return false
}

// patience is how long all tries of a request take that time out.
func patience(a *model.Arrow) time.Duration {
	return a.Timeout.Value.After * time.Duration(1+a.Retries.Value)
}

// hangs asks what happens if an arrow answers later than anyone waits.
func hangs(a *model.Arrow) propagation.Question {
	return propagation.Question{Arrows: []model.ArrowID{a.ID}, Mode: propagation.Slow}
}

// InMode is what the arrow does when it fails in a mode. It is worked out anew on each call: kept for
// every mode of every arrow it would outgrow everything else.
func (x *Answer) InMode(mode model.Mode) Consequence {
	if x.inMode == nil {
		return x.IfDown
	}
	return x.inMode(mode)
}

func (f *facts) inMode(x *Answer, mode model.Mode) Consequence {
	switch transferOf(x.Arrow, mode) {
	case afterTries:
		return x.IfDown.changed(later(patience(x.Arrow)))
	case hanging:
		q := hangs(x.Arrow)
		out := f.network.Ask(q)
		return f.consequence(q, &out)
	case inPart:
		return x.IfDown.changed(partly)
	case unfelt:
		return NewConsequence(f.unrelieved(x, mode), Spread{})
	}
	return x.IfDown
}

// unrelieved is what becomes of the journeys that the arrow touches if nothing stands in for it. Where
// nothing is asked, or the answer is false, nothing fails: no fallback fires, so all of them fail with the
// arrow here. Of a pool, one false member costs its share.
func (f *facts) unrelieved(x *Answer, mode model.Mode) []JourneyState {
	a := x.Arrow
	fallbacks := a.Fallbacks.Value
	if len(fallbacks) == 0 && (mode != model.ModeWrong || !a.Pool.Given()) {
		return x.IfDown.Journeys
	}
	q := propagation.Question{Arrows: []model.ArrowID{a.ID}}
	for _, ref := range fallbacks {
		if ref.Arrow.Judged() {
			q.Arrows = append(q.Arrows, ref.Arrow.ID)
		}
	}
	out := f.network.Ask(q)
	journeys := f.journeyStates(&out)
	for i, alone := range x.IfDown.Journeys {
		switch {
		case alone.Verdict == propagation.Untouched:
			journeys[i] = alone
		case mode == model.ModeWrong && a.Pool.Given() && journeys[i].Verdict == propagation.Masked:
			journeys[i].Verdict, journeys[i].Degraded = propagation.Degraded, 0
		}
	}
	return journeys
}

// A change makes other times of those at which something is impaired and at which it is lost.
type change func(impaired, lost time.Duration) (time.Duration, time.Duration)

// later has all happen later.
func later(by time.Duration) change {
	return func(impaired, lost time.Duration) (time.Duration, time.Duration) {
		return plus(impaired, by), plus(lost, by)
	}
}

// partly has nothing be lost that then is impaired.
func partly(impaired, lost time.Duration) (time.Duration, time.Duration) {
	return min(impaired, lost), propagation.Never
}

// changed is what becomes of journeys after a change, in the memory given.
func changed(into, journeys []JourneyState, by change) []JourneyState {
	into = append(into[:0], journeys...)
	for i := range into {
		j := &into[i]
		j.Degraded, j.Broken = by(j.Degraded, j.Broken)
		if j.Verdict == propagation.Broken && j.Broken == propagation.Never {
			j.Verdict = propagation.Degraded
		}
	}
	return into
}

// changed is the consequence after a change of all its times.
func (c Consequence) changed(by change) Consequence {
	spread := func() Spread {
		all := c.Spread()
		for i := range all.Components {
			s := &all.Components[i]
			s.Degraded, s.Down = by(s.Degraded, s.Down)
		}
		for i := range all.Arrows {
			s := &all.Arrows[i]
			s.Impaired, s.Fails = by(s.Impaired, s.Fails)
		}
		return all
	}
	other := Consequence{Journeys: changed(nil, c.Journeys, by), Hit: c.Hit, spread: spread}
	for _, s := range c.First {
		s.Degraded, s.Down = by(s.Degraded, s.Down)
		other.First = append(other.First, s)
	}
	for _, j := range other.Journeys {
		other.Worst = max(other.Worst, j.Verdict)
	}
	other.Line = other.inOneLine()
	return other
}
