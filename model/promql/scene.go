package promql

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A scene is a circumstance in figures. In the zero scene nothing happens.
type scene struct {
	what    model.Circumstance
	happens bool
	failing line               // the share of attempts that fail, if that is what happens
	usual   map[string]float64 // figures that are known after all, by the names of their bases
	empty   bool               // no series exist at all

	// doubting takes it that names may be wrong that say of a metric that nothing becomes of it.
	doubting bool
}

// sceneOf is a circumstance at its worst: all attempts fail, and go on failing.
func sceneOf(c model.Circumstance) scene {
	return scene{what: c, happens: true, failing: jump(0, 1)}
}

// The lookback of Prometheus: a series that ends without a marker is seen for as long.
const lookback = 300

// ahead is how long before its end the circumstance of a nearing date begins, in seconds.
const ahead = 10 * 365 * 86400

// in tells whether one of some circumstances happens.
func (s scene) in(some ...model.Circumstance) bool {
	for _, c := range some {
		if s.happens && s.what == c {
			return true
		}
	}
	return false
}

// fails is the share of failing attempts.
func (s scene) fails() line {
	if s.in(model.AttemptsFail, model.CounterBorn) {
		return s.failing
	}
	return level(0)
}

// flows is the rate of attempts as a multiple of the usual one.
func (s scene) flows() line {
	if s.in(model.TrafficStops) {
		return jump(1, 0)
	}
	return level(1)
}

// on is 0, and 1 from the beginning of one of some circumstances.
func (s scene) on(some ...model.Circumstance) line {
	if s.in(some...) {
		return jump(0, 1)
	}
	return level(0)
}

// off is 1, and 0 from the beginning of one of some circumstances.
func (s scene) off(some ...model.Circumstance) line { return s.on(some...).scale(-1).raise(1) }

// gone tells whether the series of a metric end.
func (s scene) gone(m metric) bool {
	switch {
	case m.aside, m.kind == kindScrape && strings.HasPrefix(m.name, "ALERTS"):
		return false
	case m.kind == kindBoxUp, m.kind == kindScrape:
		return s.in(model.TargetRemoved)
	}
	return s.in(model.TargetGone, model.TargetRemoved, model.PushEnds)
}

// born tells whether the series of a metric begin with the first failure.
func (s scene) born(m metric) bool {
	return s.in(model.CounterBorn) && (m.kind == kindErrors || m.kind == kindTimeouts || m.kind == kindErrorShare)
}

// present tells when a metric has a current sample.
func (s scene) present(m metric) when {
	switch {
	case s.empty:
		return ever(no)
	case s.gone(m) && m.window > 0:
		return turns(yes, edge{m.window, slack{2, -1}, no})
	case s.gone(m) && s.what == model.PushEnds:
		return turns(yes, edge{lookback, slack{1, 0}, no})
	case s.gone(m):
		return turns(yes, edge{0, slack{0, 1}, no})
	case s.born(m):
		return turns(no, edge{0, slack{0, 1}, yes})
	}
	return ever(yes)
}

// presentIn tells when a metric has some number of samples in the last window.
func (s scene) presentIn(m metric, window float64, samples int8) when {
	if s.gone(m) && !s.empty {
		return turns(yes, edge{window + m.window, slack{samples, 1 - samples}, no})
	}
	return s.present(m)
}

// concerns is the table of the circumstances in which something becomes of a metric, or may, besides the end of its
// series. It is the quick way to see that a condition cannot notice.
var concerns = [...][]model.Circumstance{
	kindErrors:      {model.AttemptsFail, model.CounterBorn},
	kindErrorShare:  {model.AttemptsFail, model.CounterBorn, model.TrafficStops},
	kindAttempts:    {model.TrafficStops, model.TrafficSurges},
	kindSuccesses:   {model.AttemptsFail, model.CounterBorn, model.TrafficStops, model.TrafficSurges},
	kindFastShare:   {model.AttemptsFail, model.CounterBorn, model.TrafficStops, model.TrafficSurges, model.AttemptsSlow},
	kindLatency:     {model.AttemptsFail, model.CounterBorn, model.TrafficStops, model.AttemptsSlow},
	kindTimeouts:    {model.AttemptsFail, model.CounterBorn, model.AttemptsSlow},
	kindBacklog:     {model.AttemptsFail, model.CounterBorn, model.TrafficSurges, model.BacklogGrows, model.BoundReached},
	kindLag:         {model.AttemptsFail, model.CounterBorn, model.TrafficSurges, model.BacklogGrows, model.AgeGrows},
	kindDeadLetters: {model.AttemptsFail, model.CounterBorn, model.BacklogGrows, model.EventsCounted},
	kindAge:         {model.AttemptsFail, model.CounterBorn, model.TrafficSurges, model.AgeGrows},
	kindStamp:       {model.AttemptsFail, model.TrafficStops, model.AgeGrows},
	kindClock:       {model.TrafficStops},
	kindDate:        {model.DateNears},
	kindLeft:        {model.DateNears},
	kindUsed:        {model.TrafficSurges, model.AttemptsSlow, model.BoundReached},
	kindUsedShare:   {model.TrafficSurges, model.AttemptsSlow, model.BoundReached},
	kindFree:        {model.TrafficSurges, model.AttemptsSlow, model.BoundReached},
	kindWaits:       {model.TrafficSurges, model.AttemptsSlow, model.BoundReached},
	kindTripped:     {model.AttemptsFail, model.CounterBorn, model.TrafficSurges, model.AttemptsSlow, model.BoundReached},
	kindRefused:     {model.TrafficSurges, model.AttemptsSlow, model.BoundReached, model.EventsCounted},
	kindEvents:      {model.EventsCounted},
	kindState:       {model.StateLost},
	kindFault:       {model.StateLost},
	kindBoxUp:       {model.TargetGone},
	kindProbe:       {model.ProbeFails},
	kindProbeFault:  {model.ProbeFails},
	kindProbeCode:   {model.ProbeFails},
	kindCause:       {},
}

// moves tells whether anything becomes of a metric, as far as its reading says.
func (s scene) moves(m metric) bool {
	if s.gone(m) || s.born(m) || m.kind == kindUnknown {
		return true
	}
	return m.counter && s.in(model.TrafficStops) || slices.Contains(concerns[m.kind], s.what)
}

// unclear lists what may or may not become of a kind of metric in a circumstance.
func (s scene) unclear(m metric) string {
	const surge = "whether a surge moves it is not known"
	switch m.kind {
	case kindUnknown:
		if s.happens && !s.gone(m) && !(s.in(model.TrafficStops) && m.counter) {
			return "what " + m.called() + " tells is not known"
		}
	case kindLatency, kindFastShare:
		if s.in(model.AttemptsFail, model.CounterBorn) {
			return "failing attempts may be quick or slow"
		}
	case kindUsed, kindUsedShare, kindFree, kindRefused, kindWaits, kindTripped:
		switch {
		case s.in(model.TrafficSurges):
			return surge
		case s.in(model.AttemptsSlow):
			return "whether slow attempts fill what is bounded is not known"
		}
	case kindDeadLetters:
		if s.in(model.AttemptsFail, model.CounterBorn) {
			return "whether failing attempts are set aside is not known"
		}
	case kindClock:
		if s.in(model.TrafficStops) {
			return "whether " + m.called() + " goes on is not known"
		}
	case kindBacklog, kindLag, kindAge:
		switch {
		case s.in(model.AttemptsFail, model.CounterBorn):
			return "whether failing attempts pile up is not known"
		case s.in(model.TrafficSurges):
			return surge
		}
	}
	return ""
}

func (m metric) called() string {
	if m.name == "" {
		return "a metric without a name"
	}
	return m.name
}

// counts is how fast a metric counts, in multiples of unstated figures.
func (s scene) counts(m metric) form {
	own := base{m.id, positive}
	fails, flows := s.fails(), s.flows()
	whole := base{attemptsPrefix + m.id, positive}
	part := base{attemptsName, positive}
	switch m.kind {
	case kindErrors, kindErrorShare:
		return of(part, fails, sampled)
	case kindTimeouts:
		return of(part, fails.plus(s.on(model.AttemptsSlow)), sampled)
	case kindAttempts:
		return of(whole, flows, sampled).plus(s.surge()).plus(s.perhaps(m))
	case kindSuccesses, kindFastShare:
		return of(part, product(flows, fails.scale(-1).raise(1)), sampled).plus(s.surge())
	case kindLatency:
		switch {
		case m.bucket && m.under:
			return of(part, product(flows, s.off(model.AttemptsSlow)), sampled)
		case m.bucket:
			return of(whole, flows, sampled)
		}
		slow := of(base{"long time", huge}, s.on(model.AttemptsSlow), sampled)
		return of(own, flows, sampled).plus(slow)
	case kindRefused:
		return of(own, s.on(model.BoundReached, model.EventsCounted), sampled)
	case kindEvents:
		return of(own, s.on(model.EventsCounted), sampled)
	case kindDeadLetters:
		return of(own, s.on(model.EventsCounted, model.BacklogGrows), sampled)
	case kindWaits:
		return of(base{m.id, notNegative}, flows, sampled).plus(of(base{"waiting", huge}, s.on(model.BoundReached), sampled))
	case kindProbe:
		return of(own, s.off(model.ProbeFails), sampled)
	case kindProbeFault:
		return of(own, s.on(model.ProbeFails), sampled)
	case kindCause:
		return of(base{m.id, notNegative}, level(1), sampled)
	}
	return of(base{m.id, notNegative}, flows, sampled)
}

// surge is what a surge adds to a rate: more than any threshold.
func (s scene) surge() form {
	return of(base{"surge", huge}, s.on(model.TrafficSurges), sampled)
}

func product(l, m line) line {
	p, _ := combine(l, m, func(a, b float64) float64 { return a * b })
	return p
}

// value is what a metric shows.
func (s scene) value(m metric) form {
	f := s.plain(m)
	f.lost = s.unclear(m)
	if s.doubting && s.doubtful(m) && !(m.kind == kindAttempts && s.in(raising...)) {
		f.lost = either(f.lost, byName)
	}
	return f
}

// stated puts in the figures that are known after all.
func (s scene) stated(f form) form {
	if len(s.usual) == 0 {
		return f
	}
	known := form{manner: f.manner, share: f.share, lost: f.lost}
	for _, t := range f.terms {
		if v, ok := s.usual[t.base.name]; ok {
			t = term{line: t.line.scale(v)}
		}
		known = known.plus(form{terms: []term{t}})
	}
	return known
}

func (s scene) plain(m metric) form {
	if m.counter {
		return s.counts(m).each(line.integral)
	}
	own := base{m.id, notNegative}
	switch m.kind {
	case kindErrorShare:
		share := of(base{}, s.recorded(m, s.fails()).scale(m.whole()), m.manner())
		share.share = true
		return share
	case kindErrors, kindTimeouts, kindAttempts, kindSuccesses, kindLatency, kindProbeFault:
		f := s.counts(m)
		if one := m.one(); one == (base{}) && (m.kind == kindErrors || m.kind == kindProbeFault) && !m.recorded {
			f.terms = form{terms: []term{{line: f.line()}}}.plus(form{}).terms
		}
		f.manner = m.manner()
		return f.each(func(l line) line { return s.recorded(m, l) })
	case kindFastShare:
		return of(base{}, s.recorded(m, s.off(model.AttemptsSlow)), m.manner())
	case kindBacklog:
		growth := of(base{"growth of " + m.id, positive}, s.grows(model.BacklogGrows), sampled)
		return of(own, s.off(model.BoundReached), sampled).plus(s.full()).plus(growth)
	case kindLag:
		growth := of(base{"growth of " + m.id, positive}, s.grows(model.BacklogGrows, model.AgeGrows), sampled)
		return of(own, level(1), sampled).plus(growth)
	case kindDeadLetters:
		growth := of(base{"growth of " + m.id, positive}, s.grows(model.BacklogGrows, model.EventsCounted), sampled)
		return of(own, level(1), sampled).plus(growth)
	case kindClock:
		return of(base{"now", huge}, level(1), sampled).plus(of(base{}, bend(0, 1, 1), sampled)).scale(1 / m.unit)
	case kindTripped:
		return of(base{}, s.on(model.AttemptsFail, model.CounterBorn, model.BoundReached), sampled)
	case kindAge:
		age := of(base{}, s.grows(model.AgeGrows).scale(1/m.unit), sampled)
		return of(own, level(1), sampled).plus(age)
	case kindStamp:
		last := of(base{"now", huge}, level(1), stated).plus(of(base{}, s.clock(), stated)).plus(of(base{"age of " + m.id, notNegative}, level(-1), stated))
		return last.scale(1 / m.unit)
	case kindDate:
		return of(base{"now", huge}, level(1), stated).plus(of(base{}, bend(0, 1, 1), stated)).plus(s.remains(m)).scale(1 / m.unit)
	case kindLeft:
		return s.remains(m).scale(1 / m.unit)
	case kindUsed:
		return of(own, s.off(model.BoundReached), sampled).plus(s.full())
	case kindUsedShare:
		return of(own, s.off(model.BoundReached), sampled).plus(of(base{}, s.on(model.BoundReached).scale(m.whole()), sampled))
	case kindFree:
		return of(base{m.id, positive}, s.off(model.BoundReached), sampled)
	case kindLimit:
		return of(base{boundName, positive}, level(1), sampled)
	case kindRefused:
		if one := m.one(); one == (base{}) {
			return of(one, s.on(model.BoundReached, model.EventsCounted), sampled)
		}
		return of(base{m.id, positive}, s.grows(model.BoundReached, model.EventsCounted), sampled)
	case kindEvents:
		return of(base{m.id, positive}, s.grows(model.EventsCounted), sampled)
	case kindState:
		return of(m.one(), s.off(model.StateLost), sampled)
	case kindFault:
		return of(m.one(), s.on(model.StateLost), sampled)
	case kindBoxUp:
		return of(base{}, s.off(model.TargetGone), sampled)
	case kindProbe:
		return of(base{}, s.off(model.ProbeFails), sampled)
	case kindProbeCode:
		return of(base{m.id, positive}, s.off(model.ProbeFails), sampled)
	case kindThreshold:
		return of(base{m.id, positive}, level(1), sampled)
	case kindInfo:
		return number(1)
	case kindCause, kindScrape:
		return of(own, level(1), sampled)
	}
	return of(base{m.id, anySign}, level(1), sampled)
}

// clock is the time of the last good thing, seen from the beginning of the circumstance.
func (s scene) clock() line {
	if s.in(model.AgeGrows, model.AttemptsFail, model.TrafficStops) {
		return bend(0, 1, 0)
	}
	return bend(0, 1, 1)
}

// grows is 0, and goes up for ever from the beginning of one of some circumstances.
func (s scene) grows(some ...model.Circumstance) line {
	if s.in(some...) {
		return bend(0, 0, 1)
	}
	return level(0)
}

// full is a bound that is reached.
func (s scene) full() form {
	return of(base{boundName, positive}, s.on(model.BoundReached), sampled)
}

// remains is the time left until an end, in seconds.
func (s scene) remains(m metric) form {
	if s.in(model.DateNears) {
		return of(base{}, bend(ahead, 0, -1), stated)
	}
	return of(base{"time left of " + m.id, positive}, level(1), stated)
}

// recorded averages a figure over the window of the recording.
func (s scene) recorded(m metric, l line) line {
	if m.window == 0 {
		return l
	}
	if _, flat := l.flat(); flat {
		return l
	}
	return l.mean(m.window)
}

func (m metric) manner() manner {
	if m.window > 0 {
		return windowed
	}
	return sampled
}

// whole is the number that stands for all of something.
func (m metric) whole() float64 {
	if m.percent {
		return 100
	}
	return 1
}

// one is the number 1, or how many there are where the name is a plural.
func (m metric) one() base {
	last := strings.TrimSuffix(m.words, "_")
	for _, unit := range []string{"_total", "_count", "_number"} {
		last = strings.TrimSuffix(last, unit)
	}
	last = last[strings.LastIndexByte(last, '_')+1:]
	for _, singular := range []string{"ss", "us", "status", "is"} {
		if strings.HasSuffix(last, singular) {
			return base{}
		}
	}
	if strings.HasSuffix(last, "s") || strings.Contains(m.words, "_replicas_") || strings.Contains(m.words, "_nodes_") || strings.Contains(m.words, "_number_") {
		return base{m.id, positive}
	}
	return base{}
}
