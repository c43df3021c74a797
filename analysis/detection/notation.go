package detection

import "github.com/linewalk/linewalk/model"

// The table names signals and modes without their package, to read like a table.
const (
	errors     = model.SignalErrors
	latency    = model.SignalLatency
	traffic    = model.SignalTraffic
	absence    = model.SignalAbsence
	saturation = model.SignalSaturation
	state      = model.SignalState
	lagDepth   = model.SignalLagDepth
	lagAge     = model.SignalLagAge
	freshness  = model.SignalFreshness
	heartbeat  = model.SignalHeartbeat
	expiry     = model.SignalExpiry
	synthetic  = model.SignalSynthetic
	reconcile  = model.SignalReconcile
	integrity  = model.SignalIntegrity
	duplicates = model.SignalDuplicates
	deadLetter = model.SignalDeadLetter
	value      = model.SignalValue
)

// from, to, outside and anywhere say at which vantage a signal sees a mode.
func from(s model.Signal) Seer     { return Seer{Signal: s, At: model.AtFrom} }
func to(s model.Signal) Seer       { return Seer{Signal: s, At: model.AtTo} }
func outside(s model.Signal) Seer  { return Seer{Signal: s, At: model.AtOutside} }
func anywhere(s model.Signal) Seer { return Seer{Signal: s} }

// note says what to heed.
func (s Seer) note(text string) Seer {
	s.Note = text
	return s
}

// when restricts the seer.
func (s Seer) when(c Condition) Seer {
	s.If = c
	return s
}

// not makes a decoy of a signal at a vantage.
func (s Seer) not(why string) Decoy { return Decoy{Signal: s.Signal, At: s.At, Why: why} }

// mere is a decoy that is a part of a signal, or no signal at all.
func mere(what, why string) Decoy { return Decoy{What: what, Why: why} }
