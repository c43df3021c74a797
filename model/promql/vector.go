package promql

import (
	"slices"

	"github.com/prometheus/prometheus/promql/parser"
)

// A vector is what an expression gives over time. Its members stand for groups of series that fare alike.
type vector []member

// A member is a group of series: when they exist, and what they show.
type member struct {
	present  when
	value    form
	nan      when   // when the value is no number
	of       string // what the series are of, to tell one number of them from another
	labelled truth  // whether they have labels
	slow     *form  // of the buckets of a histogram: the attempts counted that took long
	ends     *form  // of the buckets of a histogram of times left: the least of them
}

// most is how many groups an expression may have; beyond that nothing is known of it.
const most = 6

func single(f form) vector { return vector{{present: ever(yes), value: f}} }

// each applies a step to every member.
func (v vector) each(step func(member) member) vector {
	w := make(vector, len(v))
	for i, m := range v {
		w[i] = step(m)
	}
	return w
}

// values applies a step to every value.
func (v vector) values(step func(form) form) vector {
	return v.each(func(m member) member {
		m.value = step(m.value)
		if m.slow != nil {
			slow := step(*m.slow)
			m.slow = &slow
		}
		return m
	})
}

// present tells when any series exists.
func (v vector) present() when {
	some := ever(no)
	for _, m := range v {
		some = some.or(m.present)
	}
	return some
}

// later is the vector of some time ago.
func (v vector) later(d float64) vector {
	if d == 0 {
		return v
	}
	v = v.values(func(f form) form { return f.each(func(l line) line { return l.later(d) }) })
	return v.each(func(m member) member {
		m.present, m.nan = m.present.later(d), m.nan.later(d)
		return m
	})
}

// lost is the vector with nothing known of its values.
func (v vector) lost(why string) vector {
	return v.values(func(f form) form {
		f.lost = either(f.lost, why)
		return f
	})
}

// bounded keeps a vector small.
func (v vector) bounded() vector {
	if len(v) <= most {
		return v
	}
	return vector{{present: ever(maybe), value: unknown("it has too many parts")}}
}

// pairs applies a step to all pairs of members.
func pairs(v, w vector, step func(a, b member) member) vector {
	var all vector
	for _, a := range v {
		for _, b := range w {
			all = append(all, step(a, b))
		}
	}
	return all.bounded()
}

// joint is the member that two members give together.
func joint(a, b member) member {
	return member{
		present: a.present.and(b.present), nan: a.nan.or(b.nan), of: either(a.of, b.of), labelled: max(a.labelled, b.labelled),
	}
}

// calculated applies arithmetic to two members.
func calculated(e *parser.BinaryExpr, a, b member) member {
	m := joint(a, b)
	if v := e.VectorMatching; v != nil && v.Card != parser.CardOneToOne && a.value.sameBases(b.value) {
		a.value = a.value.parted()
	}
	switch e.Op {
	case parser.ADD:
		m.value = a.value.plus(b.value)
	case parser.SUB:
		m.value = a.value.plus(b.value.scale(-1))
	case parser.MUL:
		m.value = a.value.times(b.value)
	case parser.DIV:
		var empty when
		m.value, empty = a.value.over(b.value)
		m.nan = m.nan.or(empty)
	default:
		m.value = a.value.blend(b.value, " "+e.Op.String()+" ")
	}
	return m
}

// filtered keeps a member while a comparison holds; with bool it becomes 1 and 0 instead.
func filtered(e *parser.BinaryExpr, a, b member, usually truth) member {
	m := joint(a, b)
	holds, open := compared(e.Op, a.value, b.value, usually)
	if e.Op == parser.NEQ {
		holds = holds.or(m.nan)
	} else {
		holds = holds.and(m.nan.not())
	}
	if e.ReturnBool {
		m.nan = ever(no)
		manner := max(a.value.manner, b.value.manner)
		switch {
		case open:
			m.value = of(base{"whether " + m.of, anySign}, level(1), manner)
		default:
			m.value = of(base{}, holds.line(), manner)
		}
		if !holds.certain() || open && !holds.constant() {
			m.value.lost = either(doubt(a.value, b.value), "how large it gets is not known")
		}
		return m
	}
	m.value, m.slow = a.value, a.slow
	if e.LHS.Type() == parser.ValueTypeScalar {
		m.value, m.slow = b.value, b.slow
	}
	m.present = m.present.and(holds)
	return m
}

func doubt(a, b form) string { return either(a.lost, b.lost) }

// united is v, and w where v has nothing.
func united(v, w vector, together bool) vector {
	there := v.present()
	if together {
		there = ever(no)
	}
	all := slices.Clone(v)
	for _, m := range w {
		m.present = m.present.and(there.not())
		if !(m.present.constant() && m.present.start == no) {
			all = append(all, m)
		}
	}
	return all.bounded()
}

// restricted keeps v while the claim holds.
func (v vector) restricted(to when) vector {
	return v.each(func(m member) member {
		m.present = m.present.and(to)
		return m
	})
}
