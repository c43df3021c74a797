// Package people finds out who can be told of a failing arrow, who can mend it, and how few people
// need to be away until nobody can: the bus factor.
//
// With R the people told by an alert on the arrow, K the people who know a thing and A the people
// who may mend it, an arrow from u to v can be mended as long as
//
//	R and (K_u*A_u + K_v*A_v + K_e*(A_u + A_v))
//
// holds, where * is intersection and + is union. The two operands of "and" are clauses: sets of
// people one of whom must be there. The bus factor is the size of the smallest clause.
//
// Three choices are made where the drawing leaves room. A team that states no rota is told as a
// whole. A channel is no person; one that is the contact of a team stands for that team. Who names
// the experts of an arrow, or of both its ends, is taken at his word: the mending clause is then
// complete. In all other cases there may be more people than are known.
package people

import (
	"math"
	"slices"

	"github.com/linewalk/linewalk/model"
)

// A Tri is a claim in three values. Unknown is never counted as either of the others.
type Tri uint8

// The values of a claim.
const (
	No Tri = iota
	Unknown
	Yes
)

func (t Tri) String() string { return [...]string{"no", "unknown", "yes"}[t] }

// A Clause is a set of people one of whom must be there. It may be only partly known.
type Clause struct {
	People   []*model.Person // each once, in the order of the drawing
	Complete bool            // there is nobody beside them
	Why      string          // why it is not complete, or why there is nobody; a phrase
}

// A Need says what must hold for an arrow to be mended: somebody told and somebody who knows and
// may mend it.
type Need struct {
	Told, Mend Clause
	Bound
}

// A Bound is what is known of a bus factor.
type Bound struct {
	Low  int               // it is at least this
	High int               // and at most this; Unbounded if no clause is complete
	Cuts [][]*model.Person // the complete clauses that contain no other: without the people of one, nobody is left
}

// Unbounded is the upper bound of a bus factor about which nothing is known.
const Unbounded = math.MaxInt

// Enough tells whether the bus factor is at least wanted.
func (b Bound) Enough(wanted int) Tri {
	switch {
	case b.Low >= wanted:
		return Yes
	case b.High < wanted:
		return No
	}
	return Unknown
}

// Cut is the smallest set of people without whom nobody is left, or nil where none is known.
func (b Bound) Cut() []*model.Person {
	var smallest []*model.Person
	for i, cut := range b.Cuts {
		if i == 0 || len(cut) < len(smallest) {
			smallest = cut
		}
	}
	return smallest
}

// Sole tells whether nobody is left without p alone.
func (b Bound) Sole() *model.Person {
	if cut := b.Cut(); len(cut) == 1 {
		return cut[0]
	}
	return nil
}

// Between works out the bounds and cuts of what must hold: of each clause somebody must be there.
func Between(told, mend Clause) Need {
	return Need{Told: told, Mend: mend, Bound: BoundOf(told, mend)}
}

// BoundOf works out the bounds and cuts of some clauses.
func BoundOf(clauses ...Clause) Bound {
	b := Bound{Low: Unbounded, High: Unbounded, Cuts: minimal(clauses)}
	for _, c := range clauses {
		b.Low = min(b.Low, len(c.People))
		if c.Complete {
			b.High = min(b.High, len(c.People))
		}
	}
	return b
}

// minimal lists the complete clauses that contain no other one; of equal ones the first.
func minimal(clauses []Clause) [][]*model.Person {
	var cuts [][]*model.Person
	for i, c := range clauses {
		smallest := c.Complete
		for j, other := range clauses {
			if smallest && i != j && other.Complete && contains(c.People, other.People) {
				smallest = len(other.People) == len(c.People) && i < j
			}
		}
		if smallest {
			cuts = append(cuts, c.People)
		}
	}
	return cuts
}

func contains(all, some []*model.Person) bool {
	for _, p := range some {
		if !slices.Contains(all, p) {
			return false
		}
	}
	return true
}
