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
	"time"

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
	Low        int               // the bus factor is at least this
	High       int               // and at most this; Unbounded if no clause is complete
	Cuts       [][]*model.Person // the complete clauses that contain no other: without the people of one, nobody is left
}

// Unbounded is the upper bound of a bus factor about which nothing is known.
const Unbounded = math.MaxInt

// Enough tells whether the bus factor is at least wanted.
func (n Need) Enough(wanted int) Tri {
	switch {
	case n.Low >= wanted:
		return Yes
	case n.High < wanted:
		return No
	}
	return Unknown
}

// Cut is the smallest set of people without whom nobody is left, or nil where none is known.
func (n Need) Cut() []*model.Person {
	var smallest []*model.Person
	for i, cut := range n.Cuts {
		if i == 0 || len(cut) < len(smallest) {
			smallest = cut
		}
	}
	return smallest
}

// Sole tells whether nobody is left without p alone.
func (n Need) Sole() *model.Person {
	if cut := n.Cut(); len(cut) == 1 {
		return cut[0]
	}
	return nil
}

// A Directory answers questions about the people of a system as of a day.
type Directory struct {
	system *model.System
	today  model.Date
	moment *moment
}

// A moment is a minute of the week.
type moment struct {
	day    time.Weekday
	minute int // since midnight
}

// New makes a directory. People who left on or before today are in none of its answers.
func New(s *model.System, today model.Date) Directory { return Directory{system: s, today: today} }

// At is the directory as it is at a minute of the week, counted from midnight in the time zone of
// each team: teams whose hours do not cover it reach nobody.
func (d Directory) At(day time.Weekday, minute int) Directory {
	d.moment = &moment{day, minute}
	return d
}

// Need says who is told of a, if its alerts tell the given parties, and who can mend it. No
// parties, and not just an empty list, is no alert.
func (d Directory) Need(a *model.Arrow, tell []model.Party) Need {
	return Between(d.told(a, tell), d.mend(a))
}

// Between works out the bounds and cuts of two clauses both of which must hold.
func Between(told, mend Clause) Need {
	n := Need{Told: told, Mend: mend, High: Unbounded, Cuts: minimal(told, mend)}
	n.Low = min(len(n.Told.People), len(n.Mend.People))
	for _, c := range []Clause{n.Told, n.Mend} {
		if c.Complete {
			n.High = min(n.High, len(c.People))
		}
	}
	return n
}

// minimal lists the complete clauses that do not contain the other one.
func minimal(told, mend Clause) [][]*model.Person {
	var cuts [][]*model.Person
	if told.Complete && (!mend.Complete || !contains(told.People, mend.People) || len(told.People) == len(mend.People)) {
		cuts = append(cuts, told.People)
	}
	if mend.Complete && (!told.Complete || !contains(mend.People, told.People)) {
		cuts = append(cuts, mend.People)
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

func (d Directory) told(a *model.Arrow, tell []model.Party) Clause {
	if tell == nil {
		return Clause{Complete: true, Why: "no alert on the arrow tells anybody"}
	}
	c := d.Reached(tell, d.system.OwnerOf(a).Party)
	if c.Why == "" && len(c.People) == 0 {
		c.Why = "its alerts tell no person"
	}
	return c
}

func (d Directory) mend(a *model.Arrow) Clause {
	fromMay, toMay := d.mayMend(a.From), d.mayMend(a.To)
	mending := group{}
	from, fromKnown := d.knows(a.From.Experts)
	to, toKnown := d.knows(a.To.Experts)
	line, lineKnown := d.knows(a.Experts)
	for _, p := range from {
		if fromMay.lets(p) {
			mending.add(p)
		}
	}
	for _, p := range to {
		if toMay.lets(p) {
			mending.add(p)
		}
	}
	for _, p := range line {
		if fromMay.lets(p) || toMay.lets(p) {
			mending.add(p)
		}
	}
	bothOutside := a.From.IsOutside() && a.To.IsOutside()
	endsKnown := (fromKnown || a.From.IsOutside()) && (toKnown || a.To.IsOutside()) && !bothOutside
	mending.complete = lineKnown || endsKnown
	c := mending.clause()
	switch {
	case !c.Complete && len(c.People) == 0:
		c.Why = "nobody is named who knows it"
	case !c.Complete:
		c.Why = "others may know it too"
	case len(c.People) == 0 && len(from)+len(to)+len(line) > 0:
		c.Why = "whoever knows it is not in the team that may mend it"
	case len(c.People) == 0:
		c.Why = "nobody knows it"
	}
	return c
}

// knows lists the people among the experts who are still here, and whether any experts are stated.
func (d Directory) knows(experts model.Stated[[]model.Party]) ([]*model.Person, bool) {
	g := group{complete: true}
	for _, e := range experts.Value {
		switch {
		case e.Person != nil:
			g.add(d.here(e.Person)...)
		case e.Team != nil:
			g.add(d.here(e.Team.People.Value...)...)
		}
	}
	return g.people, experts.Given()
}

// A right is the people who may mend something; everyone where nothing narrows it.
type right struct {
	everyone bool
	people   []*model.Person
}

func (r right) lets(p *model.Person) bool { return r.everyone || slices.Contains(r.people, p) }

func (d Directory) mayMend(c *model.Component) right {
	owner := c.Owner.Value
	switch {
	case c.IsPerson():
		return right{}
	case owner.Person != nil:
		return right{people: []*model.Person{owner.Person}}
	case owner.Team != nil && owner.Team.People.Given():
		return right{people: owner.Team.People.Value}
	}
	return right{everyone: true}
}

// Reached lists the people whom telling the parties reaches, over all levels of escalation; owner
// stands in for `owner`. It is incomplete where a party is not known or a team names nobody.
func (d Directory) Reached(parties []model.Party, owner model.Party) Clause {
	g := group{complete: true}
	asked := map[*model.Team]bool{}
	var tell func([]model.Party)
	tell = func(parties []model.Party) {
		for _, p := range parties {
			if p.Owner {
				p = owner
			}
			if p.Channel {
				p.Team = d.teamAt(p.Name)
			}
			switch {
			case p.Person != nil:
				g.add(d.here(p.Person)...)
			case p.Team != nil:
				if !asked[p.Team] {
					asked[p.Team] = true
					d.rota(p.Team, &g)
					tell(p.Team.EscalatesTo.Value)
				}
			case p.Channel, p.Nobody, p.Name == "":
			default:
				g.complete, g.why = false, p.Name+" is no team and no person of the drawing"
			}
		}
	}
	tell(parties)
	return g.clause()
}

func (d Directory) rota(t *model.Team, g *group) {
	on := t.OnCall.Value
	switch {
	case t.OnCall.Given() && on.None:
		g.lacks(t.Name + " has nobody on call")
	case d.moment != nil && t.OnCall.Given() && !on.Hours.Covers(d.moment.day, d.moment.minute):
		g.lacks("the hours of " + t.Name + " are " + on.Hours.Text)
	case d.moment != nil && !t.OnCall.Given():
		g.complete, g.why = false, "nothing is stated about when "+t.Name+" is on call"
	case t.OnCall.Given() && t.OnCall.Value.People.Given():
		g.add(d.here(t.OnCall.Value.People.Value...)...)
	case t.People.Given():
		g.add(d.here(t.People.Value...)...)
	default:
		g.complete, g.why = false, "team "+t.Name+" names nobody"
	}
}

// teamAt is the team whose contact is the channel, or nil.
func (d Directory) teamAt(channel string) *model.Team {
	for _, t := range d.system.Teams {
		if t.Contact.Given() && t.Contact.Value == channel {
			return t
		}
	}
	return nil
}

func (d Directory) here(people ...*model.Person) []*model.Person {
	return slices.DeleteFunc(slices.Clone(people), func(p *model.Person) bool { return p.Gone(d.today) })
}

// A group gathers people, each once.
type group struct {
	people   []*model.Person
	complete bool
	why      string
}

func (g *group) add(people ...*model.Person) {
	for _, p := range people {
		if !slices.Contains(g.people, p) {
			g.people = append(g.people, p)
		}
	}
}

// lacks notes why somebody is not there, without making the group any less complete.
func (g *group) lacks(why string) {
	if g.why == "" {
		g.why = why
	}
}

func (g *group) clause() Clause {
	slices.SortFunc(g.people, func(a, b *model.Person) int { return int(a.ID - b.ID) })
	return Clause{People: g.people, Complete: g.complete, Why: g.why}
}
