package detection

import "github.com/linewalk/linewalk/model"

// DefaultVantage is where a monitor of signal s on arrow a looks from if it does not say so. It is
// the end that would count the figure: on request kinds From for attempts, on flow kinds To; a
// broker for what waits in it. It is never an end at which nothing of ours runs: what cannot be
// measured there is taken to be measured at the other end, and between two outside parties from
// outside.
func DefaultVantage(a *model.Arrow, s model.Signal) model.Vantage {
	at := usual(a, s)
	if at == model.AtFrom && a.From.IsOutside() {
		if s == model.SignalSynthetic {
			return model.AtOutside
		}
		at = model.AtTo
	}
	if at == model.AtTo && a.To.IsOutside() {
		at = model.AtFrom
	}
	if at == model.AtFrom && a.From.IsOutside() {
		return model.AtOutside
	}
	return at
}

// usual is the default vantage between parts of our own.
func usual(a *model.Arrow, s model.Signal) model.Vantage {
	kind := a.Kind.Value
	switch s {
	case model.SignalExpiry:
		return model.AtOutside
	case model.SignalSynthetic:
		return model.AtFrom
	case model.SignalHeartbeat, model.SignalDuplicates, model.SignalIntegrity, model.SignalUp, model.SignalCause:
		return model.AtTo
	case model.SignalState, model.SignalLagDepth, model.SignalLagAge, model.SignalDeadLetter:
		if kind == model.Notification || a.From.IsHub() && !a.To.IsHub() {
			return model.AtFrom
		}
		return model.AtTo
	case model.SignalSaturation:
		if kind == model.Notification {
			return model.AtFrom
		}
		return model.AtTo
	}
	if kind.Request() || kind == model.Notification {
		return model.AtFrom
	}
	return model.AtTo
}

// measurable tells whether a signal can be measured at a vantage. Nothing of ours runs at an
// outside party. At a person's end there are what the pages they load report, and what they
// acknowledge.
func measurable(a *model.Arrow, at model.Vantage, s model.Signal) bool {
	c := endAt(a, at)
	switch {
	case c == nil:
		return true
	case c.Kind.Value == model.ComponentExternal:
		return false
	case c.IsPerson():
		switch s {
		case model.SignalErrors, model.SignalLatency, model.SignalTraffic, model.SignalHeartbeat:
			return true
		}
		return false
	}
	return true
}

// endAt is the component at a vantage, or nil from outside and where the vantage does not matter.
func endAt(a *model.Arrow, at model.Vantage) *model.Component {
	switch at {
	case model.AtFrom:
		return a.From
	case model.AtTo:
		return a.To
	}
	return nil
}

// immeasurable says why nothing can be measured at an end.
func immeasurable(a *model.Arrow, at model.Vantage) string {
	c := endAt(a, at)
	if c.IsPerson() {
		return "at the end of " + c.Name + " there is nothing but what their pages report"
	}
	return "nobody can measure inside " + c.Name + ", an outside party"
}
