package people

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/model"
)

// A Directory answers questions about the people of a system as of a day.
type Directory struct {
	system *model.System
	today  model.Date
	moment *moment

	measured Measured
}

// A moment is a minute of the week.
type moment struct {
	day    time.Weekday
	minute int // since midnight
}

// New makes a directory. People who left on or before today are in none of its answers.
func New(s *model.System, today model.Date) Directory { return Directory{system: s, today: today} }

// With adds what is measured.
func (d Directory) With(m Measured) Directory {
	d.measured = m
	return d
}

// At is the directory as it is at a minute of the week, counted from midnight in the time zone of
// each team: teams whose hours do not cover it reach nobody.
func (d Directory) At(day time.Weekday, minute int) Directory {
	d.moment = &moment{day, minute}
	return d
}

// Reached lists the people whom telling the parties reaches, over all levels of escalation; owner
// stands in for `owner`. It is incomplete where a party is not known or a team names nobody.
func (d Directory) Reached(parties []model.Party, owner model.Party) Clause {
	g := group{complete: true}
	d.climb(parties, owner, &g, func() {})
	return g.clause()
}

// Levels lists who is woken when a team is told, level by level: its own rota, then those it escalates
// to, in order, each followed by those that it escalates to itself. A level names only people who are
// in none before it, and is incomplete where there may be others.
func (d Directory) Levels(t *model.Team) []Clause {
	var levels []Clause
	g := group{complete: true}
	before := 0
	d.climb([]model.Party{{Name: t.Name, Team: t}}, model.Party{}, &g, func() {
		level := group{people: slices.Clone(g.people[before:]), complete: g.complete, why: g.why}
		levels = append(levels, level.clause())
		before, g.complete, g.why = len(g.people), true, ""
	})
	return levels
}

// climb adds whom telling the parties reaches to a group, level by level, and says when each is done.
func (d Directory) climb(parties []model.Party, owner model.Party, g *group, done func()) {
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
			case p.Team != nil && asked[p.Team]:
				continue
			case p.Team != nil:
				asked[p.Team] = true
				d.rota(p.Team, g)
			case p.Channel, p.Nobody, p.Name == "":
			default:
				g.complete, g.why = false, p.Name+" is no team and no person of the drawing"
			}
			if done(); p.Team != nil {
				tell(p.Team.EscalatesTo.Value)
			}
		}
	}
	tell(parties)
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
