package analysis

import (
	"slices"

	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// Around finds the sets of people that matter to an arrow. They are found anew on each call: what an
// Answer needs of them it has.
func (r *Report) Around(x *Answer) people.Sets { return r.directory.Sets(x.Arrow, x.tell) }

// Tells lists whom the alerts on the arrow tell, the owner by his name. It is nil where no alert on it
// holds.
func (x *Answer) Tells() []model.Party {
	parties := slices.Clone(x.tell)
	for i, p := range parties {
		if p.Owner {
			parties[i] = x.Owner.Party
		}
	}
	return parties
}

// A Crowd is what hangs on the people of a drawing.
type Crowd struct {
	Entries   []people.Entry // one an answer, in their order
	Standings []people.Standing
	Truck     people.Truck
	Away      []*model.Person // who is away on the day of the report
	Histories []Measurement   // what the histories of repositories tell as a whole
	Unknown   int             // arrows of which not all the people are known
}

// Crowd says what hangs on each person.
func (r *Report) Crowd() Crowd {
	c := Crowd{Entries: make([]people.Entry, len(r.Answers))}
	for i, x := range r.Answers {
		c.Entries[i] = people.Entry{Arrow: x.Arrow, Sets: r.Around(x), Need: x.Mending}
		if !x.Mending.Told.Complete || !x.Mending.Mend.Complete {
			c.Unknown++
		}
	}
	c.Standings, c.Truck = people.Standings(c.Entries), people.TruckFactor(c.Entries)
	for i, ledger := range r.ledgers {
		c.Histories = append(c.Histories, measure(r.histories[i], ledger))
	}
	for _, p := range r.System.People {
		if !p.Gone(r.Today) && slices.ContainsFunc(p.Away.Value, func(w model.Period) bool { return w.Holds(r.Today) }) {
			c.Away = append(c.Away, p)
		}
	}
	return c
}

// A Lack is an arrow that fewer people can mend when some are gone.
type Lack struct {
	Answer *Answer
	Left   people.Need
}

// An Absence is what becomes worse without some people.
type Absence struct {
	Gone   []*model.Person
	Broken []Lack // nobody is left who is told and can mend it, and somebody was
	Low    []Lack // fewer are left than are wanted, and enough were
}

// Without says what becomes worse when some people are gone.
func (r *Report) Without(gone []*model.Person) Absence {
	a := Absence{Gone: gone}
	wanted := r.System.Settings.WantedBusFactor()
	for _, x := range r.Answers {
		sets := r.Around(x).Without(gone)
		left := people.Between(sets.Told, sets.Mend())
		switch {
		case left.High == 0 && x.Mending.High > 0:
			a.Broken = append(a.Broken, Lack{x, left})
		case left.High > 0 && left.Enough(wanted) == people.No && x.Mending.Enough(wanted) != people.No:
			a.Low = append(a.Low, Lack{x, left})
		}
	}
	return a
}

// A Measurement is what the history of a repository tells of all its files.
type Measurement struct {
	Name        string
	Unknown     model.Obstacle // why it tells nothing; all else is then empty
	TruckFactor knowledge.TruckFactor
	Decayed     knowledge.Decayed
	Doubts      []knowledge.Supposition // people who may be one, and what the figure would become
}

func measure(h *model.History, ledger *knowledge.Ledger) Measurement {
	m := Measurement{Name: h.Name, Unknown: h.Obstacle}
	if m.Unknown.Blocks() {
		return m
	}
	files := ledger.All()
	m.TruckFactor = ledger.TruckFactor(files)
	m.Decayed = ledger.Fade(knowledge.DefaultDecay()).BusFactor(files)
	m.Doubts, _ = ledger.Review(files)
	return m
}
