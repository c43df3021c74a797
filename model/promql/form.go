package promql

import (
	"slices"
	"strings"
)

// A base is a figure that nobody states but that stays what it is, such as the usual rate of attempts. The
// zero base is the number 1.
type base struct {
	name string
	rank rank
}

// A rank is what is known of a base.
type rank uint8

const (
	exact       rank = iota // the number 1
	positive                // more than 0
	several                 // a number of things: 1 or more
	notNegative             // 0 or more
	anySign
	huge // more than any threshold
)

// A form is the value of a series over time: a sum of unstated figures, each times a line.
type form struct {
	terms  []term
	manner manner
	share  bool   // it is a part of all attempts, or of a bound, times a number
	lost   string // why nothing is known of the value once the failure begins; a phrase
}

type term struct {
	base base
	line line
}

// A manner is how a figure follows what it measures, which decides the slack of its edges.
type manner uint8

const (
	stated   manner = iota // at once, like the clock
	sampled                // with the next scrape
	windowed               // over a window
	trailing               // when the last old sample leaves a window
)

// slack gives the slack of the edge where a figure crosses a threshold, or settles on its last value. The
// rows are those of the table of detection times.
func (m manner) slack(rises, settles bool) slack {
	switch {
	case m == stated:
		return slack{}
	case m == sampled:
		return slack{0, 1}
	case m == trailing || settles:
		return slack{1, 0}
	case rises:
		return slack{0, 1}
	}
	return slack{1, 1}
}

func number(v float64) form { return form{terms: []term{{line: level(v)}}} }

func of(b base, l line, m manner) form { return form{terms: []term{{b, l}}, manner: m} }

func unknown(why string) form { return form{lost: why} }

// number tells whether the form is one and the same number for ever.
func (f form) number() (float64, bool) {
	if f.lost != "" {
		return 0, false
	}
	if len(f.terms) == 0 {
		return 0, true
	}
	if len(f.terms) > 1 || f.terms[0].base != (base{}) {
		return 0, false
	}
	return f.terms[0].line.flat()
}

// zero tells whether the form is 0 for ever.
func (f form) zero() bool {
	return !slices.ContainsFunc(f.terms, func(t term) bool { return !t.line.zero() })
}

// parted is the form as a part of a larger one that is made of the same figures.
func (f form) parted() form {
	terms := slices.Clone(f.terms)
	for i, t := range terms {
		if t.base.rank != exact {
			terms[i].base.name = "part of " + t.base.name
		}
	}
	f.terms = terms
	return f
}

// sameBases tells whether two forms are made of the same unstated figure.
func (f form) sameBases(g form) bool {
	return len(f.terms) == 1 && len(g.terms) == 1 && f.terms[0].base == g.terms[0].base && f.terms[0].base.rank != exact
}

// line is the line of a form of one term, and 0 for ever where there is none.
func (f form) line() line {
	if len(f.terms) == 0 {
		return level(0)
	}
	return f.terms[0].line
}

// points counts the points of all lines.
func (f form) points() int {
	n := 0
	for _, t := range f.terms {
		n += len(t.line.points)
	}
	return n
}

// moves tells whether the value is other than usual at some time.
func (f form) moves() bool {
	if f.lost != "" {
		return true
	}
	for _, t := range f.terms {
		if _, flat := t.line.flat(); !flat && !(t.line.head == t.line.tail && len(t.line.points) == 1) {
			return true
		}
	}
	return false
}

// each applies a linear step to every line.
func (f form) each(step func(line) line) form {
	terms := make([]term, len(f.terms))
	for i, t := range f.terms {
		terms[i] = term{t.base, step(t.line)}
	}
	f.terms = terms
	return f
}

func (f form) scale(k float64) form { return f.each(func(l line) line { return l.scale(k) }) }

func (f form) plus(g form) form {
	f, g = related(f, g)
	sum := form{manner: max(f.manner, g.manner), share: f.share || g.share, lost: either(f.lost, g.lost)}
	sum.terms = slices.Clone(f.terms)
	for _, t := range g.terms {
		i := slices.IndexFunc(sum.terms, func(u term) bool { return u.base == t.base })
		if i < 0 {
			sum.terms = append(sum.terms, t)
			continue
		}
		sum.terms[i].line = sum.terms[i].line.plus(t.line)
	}
	sum.terms = slices.DeleteFunc(sum.terms, func(t term) bool { return t.line.zero() })
	return sum
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// summed is the sum, or the count, of as many series as there are. How many is one more unstated figure.
func (f form) summed(of string) form {
	terms := make([]term, len(f.terms))
	for i, t := range f.terms {
		terms[i] = t
		switch {
		case t.base.name == boundName:
			// What is full is full as a whole, and its bound is that of the whole.
		case t.base.rank == exact:
			terms[i].base = base{"number of " + of, several}
		case !strings.HasPrefix(t.base.name, summedPrefix) && !strings.HasPrefix(t.base.name, "number of "):
			terms[i].base.name = summedPrefix + t.base.name
		}
	}
	f.terms = terms
	return f
}

const (
	summedPrefix   = "sum of "
	attemptsName   = "attempts"
	boundName      = "bound"
	attemptsPrefix = "attempts: " // and the metric that counts them
)

// related sees that a part of the attempts and the count of all of them in one expression speak of the same
// attempts, whatever the metrics are called.
func related(f, g form) (form, form) {
	switch {
	case f.hasPart() && g.hasWhole():
		return f, g.asParts()
	case g.hasPart() && f.hasWhole():
		return f.asParts(), g
	}
	return f, g
}

func (f form) hasPart() bool {
	return slices.ContainsFunc(f.terms, func(t term) bool { return strings.HasSuffix(t.base.name, attemptsName) })
}

func (f form) hasWhole() bool {
	return slices.ContainsFunc(f.terms, func(t term) bool { return strings.Contains(t.base.name, attemptsPrefix) })
}

func (f form) asParts() form {
	parts := form{manner: f.manner, share: f.share, lost: f.lost}
	for _, t := range f.terms {
		if before, _, found := strings.Cut(t.base.name, attemptsPrefix); found {
			t.base.name = before + attemptsName
		}
		parts = parts.plus(form{terms: []term{t}})
	}
	return parts
}

// times multiplies. The product of two unstated figures is one more.
func (f form) times(g form) form {
	if k, ok := f.number(); ok {
		return keepManner(g.scale(k), f)
	}
	if k, ok := g.number(); ok {
		return keepManner(f.scale(k), g)
	}
	if f.lost != "" || g.lost != "" || len(f.terms) != 1 || len(g.terms) != 1 {
		return f.blend(g, " times ")
	}
	a, b := f.terms[0], g.terms[0]
	product, ok := combine(a.line, b.line, func(x, y float64) float64 { return x * y })
	if !ok {
		return f.blend(g, " times ")
	}
	m := max(f.manner, g.manner)
	switch {
	case a.base.rank == exact:
		return form{terms: []term{{b.base, product}}, manner: m, share: g.share}
	case b.base.rank == exact:
		return form{terms: []term{{a.base, product}}, manner: m, share: f.share}
	}
	return of(base{a.base.name + " times " + b.base.name, max(a.base.rank, b.base.rank)}, product, m)
}

func keepManner(f, g form) form {
	f.manner = max(f.manner, g.manner)
	return f
}

// over divides. The second result says where it is 0 / 0.
func (f form) over(g form) (form, when) {
	if k, ok := g.number(); ok && k != 0 {
		return f.scale(1 / k), ever(no)
	}
	f, g = related(f, g)
	if len(f.terms) == 0 && f.lost == "" {
		f = number(0)
	}
	switch {
	case f.lost == "" && f.zero():
		return keepManner(number(0), f), empties(f, g)
	case f.lost != "" || g.lost != "":
		return f.blend(g, " over "), ever(no)
	}
	g, outgrown := g.ordinary()
	if !outgrown.constant() {
		q, empty := f.over(g)
		return q, empty.or(outgrown)
	}
	if len(g.terms) != 1 {
		if quotient, ok := f.proportion(g); ok {
			return quotient, empties(f, g)
		}
		return f.blend(g, " over "), empties(f, g)
	}
	q := form{manner: max(f.manner, g.manner)}
	for _, t := range f.terms {
		part, ok := t.over(g.terms[0])
		if !ok {
			return f.blend(g, " over "), empties(f, g)
		}
		q = q.plus(form{terms: []term{part}})
		q.share = q.share || t.base == g.terms[0].base && (strings.HasSuffix(t.base.name, attemptsName) || t.base.name == boundName)
	}
	return q, empties(f, g)
}

// ordinary takes what is more than any threshold out of a sum, and tells from when on it is there. A quotient of two
// such figures is no number.
func (f form) ordinary() (form, when) {
	rest, outgrown := f, ever(no)
	rest.terms = nil
	for _, t := range f.terms {
		if t.base.rank != huge || t.line.before(0) != 0 || len(f.terms) == 1 {
			rest.terms = append(rest.terms, t)
			continue
		}
		outgrown = outgrown.or(t.line.vanishes(f.manner).not())
	}
	return rest, outgrown
}

// over divides one figure by another. What two of them are to each other is one more that nobody states.
func (t term) over(u term) (term, bool) {
	quotient, ok := ratio(t.line, u.line)
	switch {
	case t.base == u.base:
		return term{line: quotient}, ok
	case t.base.rank == huge:
		return term{t.base, quotient}, ok && u.base.rank != huge
	case u.base.rank == huge:
		return term{}, false
	case u.base.rank == exact:
		return term{t.base, quotient}, ok
	}
	return term{base{t.base.name + " over " + u.base.name, max(t.base.rank, u.base.rank)}, quotient}, ok
}

// proportion divides sums of figures that all stay as they usually are.
func (f form) proportion(g form) (form, bool) {
	if f.moves() || g.moves() {
		return form{}, false
	}
	return of(base{f.name() + " over " + g.name(), anySign}, level(1), max(f.manner, g.manner)), true
}

// ratio divides line by line. Where both are 0 for a moment it is the limit, and where they stay 0 it is 0; ok is
// false where only the divisor stays 0, or a line never settles.
func ratio(a, b line) (quotient line, ok bool) {
	if v, flat := b.flat(); flat && v != 0 {
		return a.scale(1 / v), true
	}
	if a.head != 0 || a.tail != 0 || b.head != 0 || b.tail != 0 {
		return line{}, false
	}
	ts := times(a, b)
	if !a.steps() || !b.steps() {
		ts = finer(ts)
	}
	infinite := false
	quotient = draw(ts, func(t float64, after bool) float64 {
		x, y := a.at(t, after), b.at(t, after)
		if y == 0 {
			aside := t - instant
			if after {
				aside = t + instant
			}
			x, y = a.at(aside, after), b.at(aside, after)
		}
		if y == 0 {
			infinite = infinite || x != 0
			return 0
		}
		return x / y
	})
	return quotient, !infinite
}

// empties tells from when on both forms are 0.
func empties(f, g form) when {
	none := ever(yes)
	for _, t := range append(slices.Clone(f.terms), g.terms...) {
		none = none.and(t.line.vanishes(max(f.manner, g.manner)))
	}
	return none
}

// vanishes tells where a line is 0 for longer than a moment.
func (l line) vanishes(m manner) when {
	if v, flat := l.flat(); flat {
		return ever(truthOf(v == 0))
	}
	first := l.points[0]
	w := ever(truthOf(first.v == 0 && l.head == 0))
	last := w.start
	for i, p := range l.points {
		to := p.v == 0
		if i+1 < len(l.points) {
			to = to && l.points[i+1].v == 0
		} else {
			to = to && l.tail == 0
		}
		if truthOf(to) != last {
			last = truthOf(to)
			w.edges = append(w.edges, edge{p.t, m.slack(false, to), last})
		}
	}
	return w
}

// blend is the result of an operation that these forms cannot express: an unstated figure while all is as usual,
// and unknown once something moves.
func (f form) blend(g form, word string) form {
	blend := of(base{f.name() + word + g.name(), anySign}, level(1), max(f.manner, g.manner))
	blend.lost = either(f.lost, g.lost)
	if blend.lost == "" && (f.moves() || g.moves()) {
		blend.lost = "what becomes of its arithmetic is not known"
	}
	return blend
}

func (f form) name() string {
	var names []string
	for _, t := range f.terms {
		names = append(names, t.base.name)
	}
	return strings.Join(names, " and ")
}

// curve applies a function that is no straight line.
func (f form) curve(name string, curve func(float64) float64) form {
	if len(f.terms) == 1 && f.terms[0].base.rank == exact && f.lost == "" {
		l := f.terms[0].line
		if curved, ok := combine(l, l, func(v, _ float64) float64 { return curve(v) }); ok {
			return form{terms: []term{{line: curved}}, manner: f.manner}
		}
	}
	return f.blend(form{}, " "+name)
}
