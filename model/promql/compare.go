package promql

import (
	"math"
	"slices"

	"github.com/prometheus/prometheus/promql/parser"
)

// A sign is what is known of the difference of two figures.
type sign uint8

const (
	mixed sign = iota
	negative
	notAbove
	zero
	notBelow
	above
)

// A weight is the sum of what pulls a difference up and down.
type weight struct{ up, down bool }

func (w *weight) add(coefficient float64) {
	const nothing = 1e-9
	w.up, w.down = w.up || coefficient > nothing, w.down || coefficient < -nothing
}

func (w weight) any() bool { return w.up || w.down }

// signAt weighs the coefficients of a form. All unstated figures are positive unless their rank says otherwise;
// a huge one outweighs all others, and several things are one and perhaps some more.
func signAt(f form, coefficient func(line) float64) sign {
	var hugely, firmly, loosely, either weight
	number := 0.0
	for _, t := range f.terms {
		c := coefficient(t.line)
		switch t.base.rank {
		case exact:
			number += c
		case several:
			number += c
			loosely.add(c)
		case positive:
			firmly.add(c)
		case notNegative:
			loosely.add(c)
		case anySign:
			either.add(c)
		case huge:
			hugely.add(c)
		}
	}
	firmly.add(number)
	if hugely.up != hugely.down {
		firmly, loosely = hugely, weight{}
	}
	up, down := firmly.up || loosely.up, firmly.down || loosely.down
	switch {
	case either.any() || hugely.up && hugely.down || up && down:
		return mixed
	case firmly.up:
		return above
	case firmly.down:
		return negative
	case up:
		return notBelow
	case down:
		return notAbove
	}
	return zero
}

// holds tells whether a comparison with 0 is true of figures with that sign.
func (s sign) holds(op parser.ItemType) truth {
	switch op {
	case parser.GTR:
		return [...]truth{mixed: maybe, negative: no, notAbove: no, zero: no, notBelow: maybe, above: yes}[s]
	case parser.GTE:
		return [...]truth{mixed: maybe, negative: no, notAbove: maybe, zero: yes, notBelow: yes, above: yes}[s]
	case parser.LSS:
		return [...]truth{mixed: maybe, negative: yes, notAbove: maybe, zero: no, notBelow: no, above: no}[s]
	case parser.LTE:
		return [...]truth{mixed: maybe, negative: yes, notAbove: yes, zero: yes, notBelow: maybe, above: no}[s]
	case parser.EQLC:
		return [...]truth{mixed: maybe, negative: no, notAbove: maybe, zero: yes, notBelow: maybe, above: no}[s]
	case parser.NEQ:
		return yes - s.holds(parser.EQLC)
	}
	return maybe
}

// compared tells when a comparison of two values holds. Where its usual outcome does not follow from the figures
// it is open and taken to be usually; what moves away from it from there on is decided, and what moves towards it is not.
func compared(op parser.ItemType, left, right form, usually truth) (held when, open bool) {
	left, right = related(left, right)
	d := left.plus(right.scale(-1))
	rises := 1.0
	if _, fixed := left.number(); fixed {
		rises = -1
	}
	start := usual(d).holds(op)
	open = start == maybe
	if open {
		start = usually
	}
	if d.lost != "" {
		return turns(start, edge{to: maybe}), open
	}
	held = when{start: start}
	ts := d.turns()
	if len(ts) == 0 || !d.moves() {
		return held, open
	}
	last := start
	for i, t := range ts {
		next := t + 1
		if i+1 < len(ts) {
			next = ts[i+1]
		}
		middle := t + (next-t)/2
		to := d.holdsAt(op, middle, start, open)
		if to != last {
			held.edges = append(held.edges, edge{t, d.slackAt(t, rises), to})
			last = to
		}
	}
	if last == maybe && d.endless(op) {
		held.edges = append(held.edges, edge{math.Inf(1), slack{}, yes})
	}
	return held, open
}

// usual is the sign while all is as usual. A figure that grows even then, as counters do, counts with its
// growth.
func usual(f form) sign {
	return signAt(f, func(l line) float64 { return usualOf(l) })
}

func usualOf(l line) float64 {
	if l.head != 0 {
		return l.head * 1e9
	}
	return l.points[0].v
}

func (f form) holdsAt(op parser.ItemType, t float64, start truth, open bool) truth {
	if to := signAt(f, func(l line) float64 { return l.after(t) }).holds(op); to != maybe {
		return to
	}
	if !open && start == maybe {
		return maybe
	}
	moved := signAt(f, func(l line) float64 { return l.after(t) - usualAt(l, t) })
	switch {
	case moved == zero:
		return start
	case start == no && moved.away(op), start == yes && moved.towards(op):
		return start
	}
	return maybe
}

// usualAt is what the line would be at t had nothing happened.
func usualAt(l line, t float64) float64 {
	first := l.points[0]
	return first.v + l.head*(t-first.t)
}

// away tells whether a move of that sign makes the comparison less true.
func (s sign) away(op parser.ItemType) bool {
	switch op {
	case parser.GTR, parser.GTE:
		return s == negative || s == notAbove
	case parser.LSS, parser.LTE:
		return s == above || s == notBelow
	}
	return false
}

func (s sign) towards(op parser.ItemType) bool {
	switch op {
	case parser.GTR, parser.GTE:
		return s == above || s == notBelow
	case parser.LSS, parser.LTE:
		return s == negative || s == notAbove
	}
	return false
}

// endless tells whether the difference grows for ever in the direction of the comparison, so that it holds in the
// end, however long that takes.
func (f form) endless(op parser.ItemType) bool {
	grows := signAt(f, func(l line) float64 { return l.tail })
	switch op {
	case parser.GTR, parser.GTE:
		return grows == above
	case parser.LSS, parser.LTE:
		return grows == negative
	case parser.NEQ:
		return grows == above || grows == negative
	}
	return false
}

// turns lists the times at which the sign may change.
func (f form) turns() []float64 {
	var ts []float64
	for _, t := range f.terms {
		if t.line.head == t.line.tail && len(t.line.points) == 1 && t.line.head == 0 {
			continue
		}
		for _, p := range t.line.points {
			ts = append(ts, p.t)
		}
		ts = append(ts, t.line.roots()...)
	}
	ts = append(ts, f.leastNumber().roots()...)
	slices.Sort(ts)
	return slices.Compact(ts)
}

// leastNumber is the number in a form, with one of each of several things.
func (f form) leastNumber() line {
	l := level(0)
	for _, t := range f.terms {
		if t.base.rank == exact || t.base.rank == several {
			l = l.plus(t.line)
		}
	}
	return l
}

// slackAt is the slack of an edge at t. Of several lines the one that moves most decides.
func (f form) slackAt(t, rises float64) slack {
	move, settles := 0.0, false
	for _, term := range f.terms {
		l := term.line
		before := l.before(t) - l.before(t-1)
		if l.before(t) != l.after(t) {
			before = l.after(t) - l.before(t)
		}
		if before == 0 {
			before = l.after(t+1) - l.after(t)
		}
		if math.Abs(before) > math.Abs(move) {
			move = before
			settles = l.after(t) == l.after(t+1) && l.before(t) == l.after(t)
		}
	}
	return f.manner.slack(move*rises > 0, settles)
}
