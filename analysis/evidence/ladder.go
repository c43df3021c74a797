// Package evidence holds the claims of a drawing against what the files around it say. Each alert
// that the drawing names climbs a ladder: it is stated, a readable rule of that name exists, the
// rule can see the failure, the alert is delivered to people, and it has been exercised. Each step
// is proven, refuted or unknown, and unknown is never counted as either of the others.
//
// The files are read elsewhere: this package knows facts, and no format.
package evidence

import "github.com/linewalk/linewalk/model/diag"

// A Rung is a step of the ladder.
type Rung uint8

// The rungs, from the lowest.
const (
	Stated    Rung = iota // a name in the drawing
	Exists                // one readable rule of that name
	Effective             // its data exist, it can fire, it sees this mode from the right end
	Delivered             // routed to people who can be woken
	Exercised             // a test expects it to fire, or a drill did

	Rungs = iota // how many there are
)

func (r Rung) String() string {
	return [...]string{"stated", "exists", "effective", "delivered", "exercised"}[r]
}

// A Verdict is what the evidence says of a step.
type Verdict uint8

// The verdicts.
const (
	Unknown Verdict = iota
	Refuted
	Proven
)

func (v Verdict) String() string { return [...]string{"unknown", "refuted", "proven"}[v] }

// A Step is one rung of one ladder.
type Step struct {
	Verdict Verdict
	Why     string    // a phrase: what proves it, what refutes it, or why it is not known
	At      diag.Span // where that was read; none where nothing was
	Unread  bool      // it is unknown because no file that could tell is among the evidence
}

// A Ladder is what is known of an alert with regard to one failure.
type Ladder [Rungs]Step

// Ladder is what is known of a claim with regard to a case. Without a claim, for want of evidence,
// all but the first rung is unknown.
func (j *Judge) Ladder(c *Claim, x Case) *Ladder {
	if c == nil {
		return j.bare
	}
	l := &Ladder{
		Stated:    proven(c.Alert.Span, "stated at "+c.Alert.Span.String()),
		Exists:    c.Exists,
		Effective: j.Effective(c, x),
		Delivered: c.Delivered,
		Exercised: c.Exercised,
	}
	if drill := x.Arrow.Exercised; drill.Given() && l[Exercised].Verdict != Proven {
		l[Exercised] = proven(drill.Span, "the arrow failed, or was made to, on "+drill.Value.String())
	}
	return l
}

// bare is the ladder of a claim that nothing was read about.
func bare() *Ladder {
	l := &Ladder{Stated: proven(diag.Span{}, "the drawing states it")}
	for r := Exists; r < Rungs; r++ {
		l[r] = unread("no evidence is given")
	}
	return l
}

// Stands is the highest rung that is proven together with all below it. Every alert is stated.
func (l *Ladder) Stands() Rung {
	r := Stated
	for r+1 < Rungs && l[r+1].Verdict == Proven {
		r++
	}
	return r
}

// Fault is the lowest rung that is refuted. A test that is missing refutes nothing else.
func (l *Ladder) Fault() (Rung, bool) {
	for r := Exists; r <= Delivered; r++ {
		if l[r].Verdict == Refuted {
			return r, true
		}
	}
	return 0, false
}

// Doubt is the lowest rung up to delivery that is unknown although files that could tell were read.
func (l *Ladder) Doubt() (Rung, bool) {
	for r := Exists; r <= Delivered; r++ {
		if l[r].Verdict == Unknown && !l[r].Unread {
			return r, true
		}
	}
	return 0, false
}

// Compare is positive if l holds better than o: it is not refuted while o is, or stands higher, or
// is doubted less.
func (l *Ladder) Compare(o *Ladder) int {
	return l.weight() - o.weight()
}

func (l *Ladder) weight() int {
	w := 10 * int(l.Stands())
	for _, s := range l {
		if s.Verdict == Proven {
			w++
		}
	}
	if _, refuted := l.Fault(); refuted {
		w -= 100
	}
	return w
}

func proven(at diag.Span, why string) Step  { return Step{Verdict: Proven, Why: why, At: at} }
func refuted(at diag.Span, why string) Step { return Step{Verdict: Refuted, Why: why, At: at} }
func doubted(at diag.Span, why string) Step { return Step{Why: why, At: at} }
func unread(why string) Step                { return Step{Why: why, Unread: true} }
