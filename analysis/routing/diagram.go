package routing

import (
	"encoding/binary"
	"math"
)

// A ref is a function of the choices, as a place in a diagram.
type ref int32

// The constant functions. What is lost is not known: a matcher could not be read, or the diagram has
// become too large.
const (
	never ref = iota
	always
	lost
	constants // how many there are
)

// tooLarge is how many functions the places of a diagram may have together, and how many joins may
// be made. Trees in use need some thousands.
const tooLarge = 50_000

// A diagram holds functions of choices, each of which has a few values, to the three constants. It is
// a multi-valued decision diagram, reduced and shared: equal functions are the same ref. The
// connectives are those of Kleene's logic. See R. E. Bryant, "Graph-Based Algorithms for Boolean
// Function Manipulation", 1986, and A. Srinivasan et al., "Algorithms for Discrete Function
// Manipulation", 1990.
type diagram struct {
	places []place
	known  map[string]ref
	memo   map[[3]ref]ref
	key    []byte
	size   int
	full   bool // it would have become too large, and something is lost for that reason
}

// A place asks for one choice, and has a function for each of its values. Choices are asked in
// increasing order; the constants ask for none, which comes last.
type place struct {
	choice int
	next   []ref
}

func newDiagram() *diagram {
	d := &diagram{known: map[string]ref{}, memo: map[[3]ref]ref{}}
	for range constants {
		d.places = append(d.places, place{choice: math.MaxInt})
	}
	return d
}

// ask is the function that goes on with next by the value of a choice. It keeps next.
func (d *diagram) ask(choice int, next []ref) ref {
	same := true
	for _, n := range next[1:] {
		same = same && n == next[0]
	}
	if same {
		return next[0]
	}
	d.key = binary.AppendUvarint(d.key[:0], uint64(choice))
	for _, n := range next {
		d.key = binary.AppendUvarint(d.key, uint64(n))
	}
	if r, ok := d.known[string(d.key)]; ok {
		return r
	}
	if d.size += len(next); d.size > tooLarge {
		d.full = true
		return lost
	}
	r := ref(len(d.places))
	d.places = append(d.places, place{choice, next})
	d.known[string(d.key)] = r
	return r
}

// The connectives, as the first part of the keys of the memo.
const (
	opAnd ref = iota
	opOr
	opNot
)

func (d *diagram) and(a, b ref) ref {
	switch {
	case a == never || b == never:
		return never
	case a == always || a == b:
		return b
	case b == always:
		return a
	}
	return d.join(opAnd, a, b)
}

func (d *diagram) or(a, b ref) ref {
	switch {
	case a == always || b == always:
		return always
	case a == never || a == b:
		return b
	case b == never:
		return a
	}
	return d.join(opOr, a, b)
}

// join connects two different functions of which one is no constant.
func (d *diagram) join(op, a, b ref) ref {
	if a > b {
		a, b = b, a
	}
	if r, ok := d.memo[[3]ref{op, a, b}]; ok {
		return r
	}
	if d.full = d.full || len(d.memo) > tooLarge; d.full {
		return lost
	}
	top := d.places[a]
	if d.places[b].choice < top.choice {
		top = d.places[b]
	}
	choice := top.choice
	next := make([]ref, len(top.next))
	for v := range next {
		va, vb := d.given(a, choice, v), d.given(b, choice, v)
		if op == opAnd {
			next[v] = d.and(va, vb)
		} else {
			next[v] = d.or(va, vb)
		}
	}
	r := d.ask(choice, next)
	d.memo[[3]ref{op, a, b}] = r
	return r
}

// given is what is left of a function once its first choice has been made.
func (d *diagram) given(f ref, choice, value int) ref {
	if d.places[f].choice != choice {
		return f
	}
	return d.places[f].next[value]
}

func (d *diagram) not(f ref) ref {
	switch f {
	case never:
		return always
	case always:
		return never
	case lost:
		return lost
	}
	if r, ok := d.memo[[3]ref{opNot, f, f}]; ok {
		return r
	}
	if d.full {
		return lost
	}
	next := make([]ref, len(d.places[f].next))
	for v, n := range d.places[f].next {
		next[v] = d.not(n)
	}
	r := d.ask(d.places[f].choice, next)
	d.memo[[3]ref{opNot, f, f}] = r
	return r
}

// reaches tells which of the constants a function takes.
func (d *diagram) reaches(f ref) (constant [constants]bool) {
	seen := map[ref]bool{}
	var visit func(ref)
	visit = func(f ref) {
		if f < constants {
			constant[f] = true
			return
		}
		if seen[f] {
			return
		}
		seen[f] = true
		for _, n := range d.places[f].next {
			visit(n)
		}
	}
	visit(f)
	return constant
}

// asks lists, for each of some choices, whether a function depends on it.
func (d *diagram) asks(f ref, choices int) []bool {
	asked := make([]bool, choices)
	seen := map[ref]bool{}
	var visit func(ref)
	visit = func(f ref) {
		if f < constants || seen[f] {
			return
		}
		seen[f] = true
		asked[d.places[f].choice] = true
		for _, n := range d.places[f].next {
			visit(n)
		}
	}
	visit(f)
	return asked
}

// allows lists the values of a choice, of so many, with which a function can be anything but never.
// A function that is not the constant never can be, whatever is left of it.
func (d *diagram) allows(f ref, choice, width int) []bool {
	allowed := make([]bool, width)
	seen := map[ref]bool{}
	var visit func(ref)
	visit = func(f ref) {
		if f == never || seen[f] {
			return
		}
		seen[f] = true
		switch {
		case d.places[f].choice > choice:
			for v := range allowed {
				allowed[v] = true
			}
		case d.places[f].choice == choice:
			for v, n := range d.places[f].next {
				allowed[v] = allowed[v] || n != never
			}
		default:
			for _, n := range d.places[f].next {
				visit(n)
			}
		}
	}
	visit(f)
	return allowed
}
