package routing

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/model"
)

// MutedAt tells whether a route sends nothing at t. A muted route still ends the search for routes,
// so that what it mutes goes nowhere else.
func MutedAt(r *model.Route, t time.Time) bool {
	holds := func(i *model.TimeInterval) bool { return i.Contains(t) }
	return slices.ContainsFunc(r.Muted, holds) || len(r.Active) > 0 && !slices.ContainsFunc(r.Active, holds)
}

// LongestMute is the longest stretch at which none of the accepted deliveries that may happen sends
// anything, among those that begin in the week after the given time: when it begins and how long
// it lasts, at most a week. Nothing is muted if it lasts 0.
func (v Verdict) LongestMute(week time.Time) (begins time.Time, lasts time.Duration) {
	steady := func(d Delivery) bool { return d.Accepted && !pauses(d.Route) }
	if slices.ContainsFunc(v.Deliveries, steady) {
		return time.Time{}, 0
	}
	const minutes = 7 * 24 * 60
	start := week.UTC().Truncate(time.Minute)
	run := 0
	for m := range 2 * minutes {
		now := start.Add(time.Duration(m) * time.Minute)
		if !v.MutedAt(now) {
			run = 0
			if m >= minutes {
				break
			}
			continue
		}
		run++
		if run > minutes {
			break
		}
		if length := time.Duration(run) * time.Minute; length > lasts {
			begins, lasts = now.Add(time.Minute-length), length
		}
	}
	return begins, lasts
}

// pauses tells whether a route may be muted at some times.
func pauses(r *model.Route) bool { return len(r.Muted) > 0 || len(r.Active) > 0 }
