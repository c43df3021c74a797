package people

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/linewalk/linewalk/model"
)

// An Entry is an arrow with the people around it.
type Entry struct {
	Arrow *model.Arrow
	Sets  Sets
	Need  Need
}

// A Standing is what hangs on one person.
type Standing struct {
	Person *model.Person
	Told   []*model.Arrow // of which the person is told
	Knows  []*model.Arrow // which the person knows, or an end of which
	Load   []*model.Arrow // of which the person is in a clause
	Sole   []*model.Arrow // that nobody can mend without the person
}

// Standings says what hangs on each person who is in any set, whoever is alone on most arrows first,
// then whoever carries most.
func Standings(entries []Entry) []Standing {
	found := map[*model.Person]*Standing{}
	of := func(p *model.Person) *Standing {
		if found[p] == nil {
			found[p] = &Standing{Person: p}
		}
		return found[p]
	}
	for _, e := range entries {
		for _, p := range e.Sets.Told.People {
			of(p).Told = append(of(p).Told, e.Arrow)
		}
		for _, p := range e.Sets.Experts() {
			of(p).Knows = append(of(p).Knows, e.Arrow)
		}
		for _, p := range union(e.Need.Told.People, e.Need.Mend.People) {
			of(p).Load = append(of(p).Load, e.Arrow)
		}
		if p := e.Need.Sole(); p != nil {
			of(p).Sole = append(of(p).Sole, e.Arrow)
		}
	}
	all := make([]Standing, 0, len(found))
	for _, s := range found {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(len(b.Sole), len(a.Sole)), cmp.Compare(len(b.Load), len(a.Load)), cmp.Compare(a.Person.ID, b.Person.ID))
	})
	return all
}

func union(a, b []*model.Person) []*model.Person {
	g := group{}
	g.add(a...)
	g.add(b...)
	return g.people
}

// A Truck is the truck factor of a drawing: the fewest people whose loss leaves more than half of
// its arrows with nobody who can mend them. Only arrows of which all the people are known count.
type Truck struct {
	People []*model.Person
	Breaks int  // arrows that nobody can mend without them
	Of     int  // arrows of which all the people are known
	Exact  bool // otherwise fewer may do, and no more
}

// mostTried is how many people there may be for all sets of them to be tried.
const mostTried = 20

// TruckFactor finds the truck factor: exactly for up to twenty people, beyond that greedily, which is
// an upper bound. Its cost is that of the sets tried times the arrows that differ.
func TruckFactor(entries []Entry) Truck {
	t := newTruck(entries)
	half := t.of / 2
	if t.of == 0 {
		return Truck{}
	}
	if n := len(t.people); n <= mostTried {
		for size := 0; size <= n; size++ {
			if lost, broken := t.best(size); broken > half {
				return t.result(lost, broken, true)
			}
		}
	}
	lost := make(mask, t.words)
	for {
		broken := t.broken(lost)
		if broken > half {
			return t.result(lost, broken, false)
		}
		best, most := -1, -1
		for i := range t.people {
			if lost.has(i) {
				continue
			}
			lost.set(i)
			if b := t.weight(lost); b > most {
				best, most = i, b
			}
			lost.clear(i)
		}
		if best < 0 {
			return t.result(lost, broken, false)
		}
		lost.set(best)
	}
}

// A mask is a set of people by their place in a list.
type mask []uint64

func (m mask) has(i int) bool { return m[i/64]&(1<<(i%64)) != 0 }
func (m mask) set(i int)      { m[i/64] |= 1 << (i % 64) }
func (m mask) clear(i int)    { m[i/64] &^= 1 << (i % 64) }

// within tells whether all of m are in o.
func (m mask) within(o mask) bool {
	for i := range m {
		if m[i]&^o[i] != 0 {
			return false
		}
	}
	return true
}

// A lorry knows the clauses of all arrows, equal arrows together.
type lorry struct {
	people []*model.Person
	words  int
	of     int
	arrows []cargo
}

// A cargo is the clauses that some arrows have in common.
type cargo struct {
	clauses []mask
	arrows  int
}

func newTruck(entries []Entry) *lorry {
	t := &lorry{}
	index := map[*model.Person]int{}
	var known []Entry
	for _, e := range entries {
		if !e.Need.Told.Complete || !e.Need.Mend.Complete {
			continue
		}
		known = append(known, e)
		for _, p := range union(e.Need.Told.People, e.Need.Mend.People) {
			if _, seen := index[p]; !seen {
				index[p] = len(t.people)
				t.people = append(t.people, p)
			}
		}
	}
	t.of, t.words = len(known), max(1, (len(t.people)+63)/64)
	same := map[string]int{}
	for _, e := range known {
		told, mend := t.mask(e.Need.Told.People, index), t.mask(e.Need.Mend.People, index)
		key := told.key() + mend.key()
		i, seen := same[key]
		if !seen {
			i = len(t.arrows)
			same[key] = i
			t.arrows = append(t.arrows, cargo{clauses: []mask{told, mend}})
		}
		t.arrows[i].arrows++
	}
	return t
}

func (t *lorry) mask(people []*model.Person, index map[*model.Person]int) mask {
	m := make(mask, t.words)
	for _, p := range people {
		m.set(index[p])
	}
	return m
}

func (m mask) key() string {
	var b []byte
	for _, w := range m {
		for i := range 8 {
			b = append(b, byte(w>>(8*i)))
		}
	}
	return string(b)
}

// broken counts the arrows that nobody can mend without the lost.
func (t *lorry) broken(lost mask) int {
	n := 0
	for _, c := range t.arrows {
		if slices.ContainsFunc(c.clauses, func(m mask) bool { return m.within(lost) }) {
			n += c.arrows
		}
	}
	return n
}

// weight is by what greed chooses: arrows broken first, then how near the others are to it.
func (t *lorry) weight(lost mask) int {
	const whole = 1000
	sum := 0
	for _, c := range t.arrows {
		left := math.MaxInt
		for _, m := range c.clauses {
			n := 0
			for i := range m {
				n += bits.OnesCount64(m[i] &^ lost[i])
			}
			left = min(left, n)
		}
		sum += c.arrows * whole / (1 + left)
	}
	return sum
}

// best tries all sets of a size and returns the one that breaks most, the first of equals.
func (t *lorry) best(size int) (mask, int) {
	most, found := -1, mask(nil)
	for set := range subsets(len(t.people), size) {
		lost := mask{set}
		if b := t.broken(lost); b > most {
			most, found = b, lost
		}
	}
	return found, most
}

// subsets yields all sets of the given size out of n things, as bits, smallest number first (Gosper).
func subsets(n, size int) func(func(uint64) bool) {
	return func(yield func(uint64) bool) {
		if size == 0 {
			yield(0)
			return
		}
		for set := uint64(1)<<size - 1; set < 1<<n; {
			if !yield(set) {
				return
			}
			low := set & -set
			next := set + low
			set = next | (set^next)/low>>2
		}
	}
}

func (t *lorry) result(lost mask, broken int, exact bool) Truck {
	out := Truck{Breaks: broken, Of: t.of, Exact: exact}
	for i, p := range t.people {
		if lost.has(i) {
			out.People = append(out.People, p)
		}
	}
	slices.SortFunc(out.People, func(a, b *model.Person) int { return int(a.ID - b.ID) })
	return out
}

// Absent is how likely nobody is there who can mend an arrow, if each person is away with
// probability q, independently: by inclusion and exclusion over the complete clauses. Clauses that
// are only partly known are taken as enough.
func Absent(q float64, clauses ...Clause) float64 {
	var known [][]*model.Person
	for _, c := range clauses {
		if c.Complete {
			known = append(known, c.People)
		}
	}
	sum := 0.0
	for set := uint64(1); set < 1<<len(known); set++ {
		var gone []*model.Person
		for i, people := range known {
			if set&(1<<i) != 0 {
				gone = union(gone, people)
			}
		}
		term := math.Pow(q, float64(len(gone)))
		if bits.OnesCount64(set)%2 == 0 {
			term = -term
		}
		sum += term
	}
	return sum
}
