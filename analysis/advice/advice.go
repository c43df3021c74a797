// Package advice finds out what to do next: which monitor, alert, owner, expert or runbook avoids
// the largest loss.
//
// What an arrow loses in a year is how often it fails, times the worth lost until somebody knows,
// plus the worth lost until somebody mends it. Steps are taken greedily: after each the others are
// worth less, because what is known already cannot be told earlier twice. Greed is within 1-1/e of
// the best choice for gains that diminish (Nemhauser, Wolsey and Fisher 1978).
package advice

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// Assumptions are what the drawing does not state and the ranking needs.
type Assumptions struct {
	PerYear     float64       // how often an arrow fails that does not say so
	FindOwner   time.Duration // how much longer it takes to mend an arrow that nobody owns
	ReadCode    time.Duration // and one without a runbook
	Locate      time.Duration // and one that what tells does not name; half of that where it names a component
	WaitForOne  time.Duration // and one that nobody who is there can mend
	Absent      float64       // the share of time that a person is away
	Probe, Wait time.Duration // of a synthetic test of a journey: how often it runs, how long its alert waits
}

// Usual is assumed unless somebody knows better.
func Usual() Assumptions {
	return Assumptions{
		PerYear: 1, FindOwner: 30 * time.Minute, ReadCode: 15 * time.Minute, Locate: 20 * time.Minute, WaitForOne: 8 * time.Hour, Absent: 0.08,
		Probe: time.Minute, Wait: 3 * time.Minute,
	}
}

// A Kind is what a step adds.
type Kind uint8

// The kinds of steps.
const (
	AddMonitor Kind = iota
	AddAlert
	MendAlert
	AddJourneyTest
	AddOwner
	AddExpert
	AddRunbook
)

func (k Kind) String() string {
	return [...]string{"monitor", "alert", "alert that holds", "journey test", "owner", "expert", "runbook"}[k]
}

// A Step is one thing to do.
type Step struct {
	Kind    Kind
	Answers []*analysis.Answer // the arrows it is about, most harmful first; none for a step about a journey
	Journey *model.Journey     // or the journey
	Helps   int                // how many arrows it helps
	Before  time.Duration      // until somebody knew of the arrow, or of the arrow that gains most
	After   time.Duration      // and after the step
	Avoids  []analysis.Loss    // a year, one entry a currency, the largest first
	Paste   string             // the lines to write into the drawing
}

// A Plan is the steps in the order to take them.
type Plan struct {
	Steps   []Step
	Total   []analysis.Loss // what all arrows lose in a year as the drawing stands
	Worth   bool            // some journey states its worth; else journeys count by the minute
	Assumed int             // how many arrows do not say how often they fail
	Aimless bool            // no journey is drawn, so nothing is known to be worth more than anything else
}

// minutes is the currency of drawings in which no journey states its worth.
const minutes = "min of a broken journey"

// Next lists up to top steps, the most useful first; top 0 is all that avoid any loss.
func Next(r *analysis.Report, top int, as Assumptions) Plan {
	b := newBook(r, as)
	plan := Plan{Total: b.total(), Worth: b.worth, Aimless: len(r.Journeys) == 0}
	for _, l := range b.lines {
		if !l.answer.Arrow.Fails.Given() {
			plan.Assumed++
		}
	}
	candidates := b.candidates()
	for top == 0 || len(plan.Steps) < top {
		best, gains := -1, gain{}
		for i, c := range candidates {
			if g := b.gain(c); g.sum() > gains.sum()+dust {
				best, gains = i, g
			}
		}
		if best < 0 {
			break
		}
		plan.Steps = append(plan.Steps, b.take(candidates[best], gains))
		candidates = slices.Delete(candidates, best, best+1)
	}
	return plan
}

// dust is a gain that is no gain but an error of rounding.
const dust = 1e-6

// A book keeps for each arrow what is lost until it is noticed and mended, as steps are taken.
type book struct {
	as    Assumptions
	worth bool
	lines []*line
}

// A line is the account of one arrow.
type line struct {
	answer  *analysis.Answer
	perYear float64
	noticed time.Duration // until somebody knows; Never if nobody ever does
	where   analysis.Where
	longer  time.Duration // how much longer mending takes for want of an owner and a runbook
	absent  float64       // how likely nobody is there who can mend it
	hurts   []hurt
}

// A hurt is what a journey loses.
type hurt struct {
	degraded, broken time.Duration
	perSecond        float64 // while it is broken
	share            float64 // of that while it is degraded
	currency         string
}

func newBook(r *analysis.Report, as Assumptions) *book {
	b := &book{as: as}
	for _, j := range r.System.Journeys {
		b.worth = b.worth || j.Worth.Given()
	}
	for _, x := range r.ByHarm {
		if l := b.line(x, r.System.Settings.DegradedShare()); len(l.hurts) > 0 {
			b.lines = append(b.lines, l)
		}
	}
	return b
}

func (b *book) line(x *analysis.Answer, share float64) *line {
	l := &line{answer: x, perYear: b.as.PerYear, noticed: min(x.Notice.After, x.Notice.Users), where: x.Notice.Where}
	if x.Notice.Users < x.Notice.After {
		l.where = analysis.Nowhere
	}
	if toldByName(x) {
		l.where = analysis.AtArrow // a little later, at most
	}
	if x.Arrow.Fails.Given() {
		l.perYear = x.Arrow.Fails.Value.Rate.PerYear()
	}
	for _, j := range x.IfDown.Journeys {
		if j.Hurt() == propagation.Never {
			continue
		}
		h := hurt{degraded: j.Degraded, broken: j.Broken, share: share}
		switch worth := j.Journey.Worth; {
		case worth.Given():
			h.perSecond, h.currency = worth.Value.Amount/worth.Value.Per.Seconds(), worth.Value.Currency
		case b.worth:
			continue
		default:
			h.perSecond, h.currency = 1.0/60, minutes
		}
		l.hurts = append(l.hurts, h)
	}
	if !x.Owner.Owned() {
		l.longer += b.as.FindOwner
	}
	if !hasRunbook(x.Arrow) {
		l.longer += b.as.ReadCode
	}
	l.absent = b.absence(x.Mending)
	return l
}

// toldByName tells whether an alert on the arrow itself tells that it is down, whatever tells first.
func toldByName(x *analysis.Answer) bool {
	for _, m := range x.Modes {
		if m.Mode == model.ModeDown && m.Proof != nil {
			_, refuted := m.Proof.Ladder.Fault()
			return !refuted && x.Cells.Alert.Value != people.No
		}
	}
	return false
}

// hasRunbook tells whether it is written down what to do, for the arrow or the end that is needed.
func hasRunbook(a *model.Arrow) bool {
	return a.Runbook.Given() || a.ProviderComponent().Runbook.Given()
}

// absence is how likely it is that of the people known to be able to mend an arrow none is there,
// each being away independently. Where others may know it too, that many are taken as enough.
func (b *book) absence(n people.Need) float64 {
	if !n.Mend.Complete {
		return 0
	}
	return math.Pow(b.as.Absent, float64(len(n.Mend.People)))
}

// A gain is what a step avoids in a year, by currency in the order of the drawing.
type gain struct {
	losses []analysis.Loss
	helps  int
	most   *line // the arrow that gains most
	mostBy float64
}

// sum compares gains in several currencies, for want of rates.
func (g gain) sum() float64 {
	var sum float64
	for _, l := range g.losses {
		sum += l.Amount
	}
	return sum
}

func (g *gain) add(l *line, before, after []analysis.Loss) {
	var by float64
	for i := range before {
		saved := before[i].Amount - after[i].Amount
		by += saved
		g.losses = addLoss(g.losses, analysis.Loss{Amount: saved, Currency: before[i].Currency})
	}
	if by > dust {
		g.helps++
		if by > g.mostBy {
			g.most, g.mostBy = l, by
		}
	}
}

func addLoss(losses []analysis.Loss, l analysis.Loss) []analysis.Loss {
	for i := range losses {
		if losses[i].Currency == l.Currency {
			losses[i].Amount += l.Amount
			return losses
		}
	}
	return append(losses, l)
}

// lost is what the arrow loses in a year, one entry a journey.
func (l *line) lost(as Assumptions) []analysis.Loss {
	slower := l.longer + l.locating(as) + time.Duration(l.absent*float64(as.WaitForOne))
	all := make([]analysis.Loss, len(l.hurts))
	for i, h := range l.hurts {
		all[i] = analysis.Loss{Amount: l.perYear * h.until(l.noticed, slower), Currency: h.currency}
	}
	return all
}

// locating is how long it takes to find out which arrow it is.
func (l *line) locating(as Assumptions) time.Duration {
	switch l.where {
	case analysis.AtArrow:
		return 0
	case analysis.AtComponent:
		return as.Locate / 2
	}
	return as.Locate
}

// until is what the journey loses until somebody knows, and for the time that mending takes longer
// than it should. What is never noticed is never mended: then it counts as if noticed after a day.
func (h hurt) until(noticed, slower time.Duration) float64 {
	if noticed == propagation.Never {
		noticed = 24 * time.Hour
	}
	end := noticed + slower
	broken := max(0, end-min(end, h.broken))
	degraded := max(0, min(end, h.broken)-min(end, h.degraded))
	return h.perSecond * (broken.Seconds() + h.share*degraded.Seconds())
}

func (b *book) total() []analysis.Loss {
	var all []analysis.Loss
	for _, l := range b.lines {
		for _, loss := range l.lost(b.as) {
			all = addLoss(all, loss)
		}
	}
	return descending(all)
}

func descending(losses []analysis.Loss) []analysis.Loss {
	losses = slices.DeleteFunc(losses, func(l analysis.Loss) bool { return l.Amount <= dust })
	slices.SortStableFunc(losses, func(a, b analysis.Loss) int { return cmp.Compare(b.Amount, a.Amount) })
	return losses
}
