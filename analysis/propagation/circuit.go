package propagation

import (
	"math"
	"time"
)

// A fact is something that may come true at some time after a failure and then stays true: this
// component is down, that arrow is impaired, fewer than two of this pool work.
type fact int32

// Most facts come in pairs about one thing. hurt is the fact that the thing has left its best
// level (degraded, impaired), and lost the next fact, that it has reached the worst one (down,
// fails, broken). Whenever lost comes true, hurt has come true, no later.
type pair struct{ hurt, lost fact }

func pairAt(first fact) pair { return pair{first, first + 1} }

// A circuit says which facts make which others true. A fact comes true when enough of the wires
// into it have fired: one, unless needs says more. All wires fire no earlier than the fact they
// start at comes true, which is what makes settling in order of time exact.
type circuit struct {
	start []int32 // the wires of fact f are wires[start[f]:start[f+1]]
	wires []wire
	terms []term
	needs []int64 // the weight of fired wires at which a fact comes true
}

// A wire leads to a fact. Its term is an index into the circuit's terms; term 0 is the plain one,
// which nearly all wires have.
type wire struct {
	to   fact
	term int32
}

// A term says how a wire fires.
type term struct {
	after  time.Duration
	age    bool  // after is counted from the failure, not from the fact the wire starts at (M9)
	gate   gate  // the wire is there only while this gate is open
	weight int64 // what it adds to the fact it leads to; 1 unless it fires at once
}

// at is when a wire fires whose fact comes true at now.
func (t *term) at(now time.Duration) time.Duration {
	if t.age {
		return max(now, t.after)
	}
	return plus(now, t.after)
}

// A gate is the index of an arrow with `for` among the arrows with `for`. It is open while a
// journey is judged for which that arrow counts.
type gate int32

// noGate is the gate of what is always there.
const noGate gate = -1

// plain is the term of a wire that fires at once, whoever is judged.
const plain int32 = 0

// latest stands for all times too late to be written: after it comes only Never, so that what
// comes to pass centuries from now is still told apart from what does not.
const latest = Never - 1

// plus adds two times, neither of them negative.
func plus(a, b time.Duration) time.Duration {
	if a > latest-b {
		return latest
	}
	return a + b
}

// times multiplies a time, saturating like plus.
func times(d time.Duration, n int64) time.Duration {
	if d > 0 && n > int64(latest/d) {
		return latest
	}
	return d * time.Duration(n)
}

// A builder collects the facts and wires of a circuit.
type builder struct {
	from  []fact
	to    []wire
	terms []term
	known map[term]int32
	needs []int64
}

func newBuilder() *builder {
	b := &builder{known: map[term]int32{}}
	b.index(term{gate: noGate, weight: 1}) // plain
	return b
}

// block adds n facts that need one wire each, and returns the first.
func (b *builder) block(n int) fact {
	first := fact(len(b.needs))
	for range n {
		b.needs = append(b.needs, 1)
	}
	return first
}

// pair adds two facts about one thing, both of which need n wires.
func (b *builder) pair(n int64) pair {
	p := pairAt(b.pairs(1))
	b.needs[p.hurt], b.needs[p.lost] = n, n
	return p
}

// pairs adds n pairs that need one wire each, and returns the first fact.
func (b *builder) pairs(n int) fact {
	first := b.block(2 * n)
	for i := range n {
		p := pairAt(first + fact(2*i))
		b.wire(p.lost, p.hurt)
	}
	return first
}

func (b *builder) wire(from, to fact) {
	b.from = append(b.from, from)
	b.to = append(b.to, wire{to, plain})
}

func (b *builder) wireTerm(from, to fact, t term) {
	if t.weight == 0 {
		t.weight = 1
	}
	if t.after == 0 {
		t.age = false
	}
	b.from = append(b.from, from)
	b.to = append(b.to, wire{to, b.index(t)})
}

// index is the index of a term, which is added if it is new.
func (b *builder) index(t term) int32 {
	i, seen := b.known[t]
	if !seen {
		i = int32(len(b.terms))
		b.known[t] = i
		b.terms = append(b.terms, t)
	}
	return i
}

// wires leads several facts to one.
func (b *builder) wires(from []fact, to fact, t term) {
	for _, f := range from {
		b.wireTerm(f, to, t)
	}
}

// both wires two things level by level.
func (b *builder) both(from, to pair) {
	b.wire(from.hurt, to.hurt)
	b.wire(from.lost, to.lost)
}

// build lays the wires out by the fact they start at.
func (b *builder) build() circuit {
	if len(b.needs) > math.MaxInt32 || len(b.to) > math.MaxInt32 {
		panic("propagation: a system too large for 32 bits")
	}
	start, order := rowsBy(len(b.needs), b.from)
	wires := make([]wire, len(b.to))
	for i, at := range order {
		wires[i] = b.to[at]
	}
	return circuit{start: start, wires: wires, terms: b.terms, needs: b.needs}
}
