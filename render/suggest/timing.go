package suggest

import (
	"strconv"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// due is by when somebody should know, counted from the failure, and the promise that says so: that of
// the journey which the alert is about, else the earliest of those that suffer without the arrow. It is
// negative where none does.
func (s *Suggestion) due(settings model.Settings) (time.Duration, *analysis.Promise) {
	var first *analysis.Promise
	suffering := s.Answer.IfDown.Journeys
	if j := s.journey(); j != nil {
		suffering = []analysis.JourneyState{{Journey: j, Verdict: propagation.Broken}}
	}
	for _, j := range suffering {
		hurt := j.Hurt()
		if hurt == propagation.Never {
			continue
		}
		within := j.Journey.NoticeWithin.Or(settings.UsersTell())
		if hurt > propagation.Never-within {
			continue
		}
		if first == nil || hurt+within < first.By {
			first = &analysis.Promise{Journey: j, By: hurt + within}
		}
	}
	if first == nil {
		return -1, nil
	}
	return first.By, first
}

// What a rule takes besides its window and `for`, where nothing else is known: a scrape, an
// evaluation, and the wait of a group.
const overhead = time.Minute + time.Minute + 30*time.Second

// usual is how long a condition must hold before it fires, if there is time.
const usual = 5 * time.Minute

// window is how far rates look back: at least four scrapes, and over more than one period.
func (b *bench) window() time.Duration { return max(5*time.Minute, 4*b.scrape, b.cadence()) }

// gap is how long nothing may flow: as long as the window of other rates or, if that is more than the
// promise allows, three scrapes at least.
func (b *bench) gap() time.Duration {
	if by := b.suggestion.By; by >= 0 && b.cadence() == 0 {
		return max(3*b.scrape, min(b.window(), by-overhead)).Truncate(time.Minute)
	}
	return b.window()
}

// cadence is two periods of what comes every so often, else 0.
func (b *bench) cadence() time.Duration {
	if t := b.arrow.Traffic.Value; t.Pattern == model.Periodic {
		return 2 * t.Every
	}
	return 0
}

// count is how far back things are counted of which one is too many.
func (b *bench) count() time.Duration {
	if b.arrow.Traffic.Value.Pattern == model.Rare {
		return time.Hour
	}
	return max(15*time.Minute, b.window())
}

// old is how old something is that is too old: two periods and a run of what comes every so often,
// else as much as the promise leaves, a quarter of an hour at most.
func (b *bench) old() time.Duration {
	if t := b.arrow.Traffic.Value; t.Pattern == model.Periodic {
		return 2*t.Every + b.run()
	}
	by := b.suggestion.By
	if by < 0 {
		return 15 * time.Minute
	}
	return min(max((by-overhead)/2, time.Minute), 15*time.Minute).Truncate(time.Minute)
}

// run is how long a run is taken to last: a tenth of the period.
func (b *bench) run() time.Duration {
	return max(b.arrow.Traffic.Value.Every/10, time.Minute).Round(time.Minute)
}

func (b *bench) oldNote() string {
	if t := b.arrow.Traffic.Value; t.Pattern == model.Periodic {
		return "older than two periods of " + span(t.Every) + " and a run, taken to last " + span(b.run())
	}
	return "older than " + span(b.old())
}

// patience is how long an attempt may take: half of what From waits for it.
func (b *bench) patience() time.Duration {
	if t := b.arrow.Timeout; t.Given() && !t.Value.None && t.Value.After > 0 {
		return max(t.Value.After/2, time.Millisecond)
	}
	return time.Second
}

func (b *bench) patienceFrom() string {
	if t := b.arrow.Timeout; t.Given() && !t.Value.None && t.Value.After > 0 {
		return "half of the timeout of " + span(t.Value.After)
	}
	return "a guess: the drawing states no timeout"
}

// number writes a stretch of time as a number of seconds.
func number(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) }

// hold is how long a condition must hold: as long as usual, or as the promise allows after what else
// it takes, in whole evaluations.
func hold(rest, by, evaluation time.Duration) time.Duration {
	if by < 0 {
		return usual
	}
	return min(usual, max(0, by-rest)/evaluation*evaluation)
}
