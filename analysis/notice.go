package analysis

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// tells tells whether an alert reaches anybody, as far as is known: a team that names nobody may
// reach somebody, a channel alone does not.
func (f *facts) tells(alert *model.Alert, owner model.Party) bool {
	reached := f.directory.Reached(f.told(alert), owner)
	return len(reached.People) > 0 || !reached.Complete
}

// told lists whom an alert tells: those to whom the routing brings it, where that is known, else
// those whom the drawing states.
func (f *facts) told(alert *model.Alert) []model.Party {
	if c := f.judge.Claim(alert); c != nil && c.Delivered.Verdict == evidence.Proven && len(c.Parties) > 0 {
		return c.Parties
	}
	return alert.Tells.Value
}

// named puts the owner in the place of `owner`.
func named(parties []model.Party, owner model.Party) []model.Party {
	all := slices.Clone(parties)
	for i, p := range all {
		if p.Owner && owner.Name != "" {
			all[i] = owner
		}
	}
	return all
}

// missed is the first promise that a notice so long after the failure breaks, of broken journeys
// before degraded ones; nil if it breaks none. A journey that promises nothing is to be noticed
// before its users would tell us.
func (f *facts) missed(journeys []JourneyState, after time.Duration) *Promise {
	for _, v := range []propagation.Verdict{propagation.Broken, propagation.Degraded} {
		for i := range journeys {
			j := &journeys[i]
			if j.Verdict != v {
				continue
			}
			if by := plus(j.Hurt(), j.Journey.NoticeWithin.Or(f.system.Settings.UsersTell())); after > by {
				return &Promise{*j, by}
			}
		}
	}
	return nil
}

// judgeNotice holds a notice against the promises.
func (f *facts) judgeNotice(n *Notice, journeys []JourneyState) {
	n.When, n.Missed = InTime, f.missed(journeys, n.After)
	if n.Missed != nil {
		n.When = Late
	}
}

// usersTell is when the users of the first journey that suffers tell us.
func (f *facts) usersTell(journeys []JourneyState) time.Duration {
	first := firstHurt(journeys)
	if first == propagation.Never {
		return propagation.Never
	}
	return plus(first, f.system.Settings.UsersTell())
}

// overrule puts experience before claims. Where no alert claims anything, nobody was told: then the
// incident says how long it takes until the users do.
func (f *facts) overrule(n *Notice, i *model.Incident, journeys []JourneyState) {
	n.Incident = i
	switch {
	case !i.Noticed.Given():
	case n.Alert == nil:
		n.Users = i.Noticed.Value
	default:
		n.After = i.Noticed.Value
		f.judgeNotice(n, journeys)
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
