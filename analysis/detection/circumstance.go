package detection

import "github.com/linewalk/linewalk/model"

// Circumstances lists what a monitor of signal s must fire in to see arrow a fail in a mode. Any
// one suffices. It is empty where the signal does not see an arrow at all.
func Circumstances(a *model.Arrow, s model.Signal, mode model.Mode) []model.Circumstance {
	switch s {
	case model.SignalErrors:
		if mode == model.ModeDown {
			return of(model.AttemptsFail)
		}
		return of(model.AttemptsFail, model.EventsCounted)
	case model.SignalLatency:
		if mode == model.ModeDown {
			return of(model.AttemptsFail) // slow only where what waits until its timeout is timed
		}
		return of(model.AttemptsSlow)
	case model.SignalTraffic:
		switch mode {
		case model.ModeDown, model.ModeSilent:
			return of(model.TrafficStops)
		}
		return of(model.TrafficSurges, model.EventsCounted)
	case model.SignalAbsence:
		if a.From.IsOutside() {
			// The series are counted at To, which is still there.
			return of(model.TrafficStops, model.PushEnds)
		}
		return of(model.TargetGone, model.TargetRemoved, model.PushEnds)
	case model.SignalSaturation:
		if mode == model.ModeOverload {
			return of(model.BoundReached, model.TrafficSurges)
		}
		return of(model.BoundReached)
	case model.SignalState:
		if mode == model.ModeStale {
			return of(model.StateLost, model.AgeGrows, model.BacklogGrows)
		}
		return of(model.StateLost)
	case model.SignalLagDepth:
		return of(model.BacklogGrows)
	case model.SignalLagAge, model.SignalFreshness:
		return of(model.AgeGrows)
	case model.SignalHeartbeat:
		return of(model.AgeGrows, model.PushEnds, model.TrafficStops)
	case model.SignalExpiry:
		return of(model.DateNears)
	case model.SignalSynthetic:
		if mode == model.ModeSlow {
			return of(model.ProbeFails, model.AttemptsFail, model.AttemptsSlow)
		}
		return of(model.ProbeFails, model.AttemptsFail)
	case model.SignalReconcile:
		return of(model.ChecksDiffer)
	case model.SignalIntegrity:
		return of(model.ChecksDiffer, model.EventsCounted)
	case model.SignalDuplicates, model.SignalDeadLetter:
		return of(model.EventsCounted)
	case model.SignalValue:
		return of(model.TrafficStops)
	}
	return nil
}

func of(c ...model.Circumstance) []model.Circumstance { return c }
