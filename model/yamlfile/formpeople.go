package yamlfile

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

var person = record[model.Person]{noun: "a person", home: "people", fields: []field[model.Person]{
	stated("name", "The full name.", text(), func(p *model.Person) *model.Stated[string] { return &p.FullName }),
	stated("emails", "Addresses the person commits and is known by.", oneOrMany(some()), func(p *model.Person) *model.Stated[[]string] { return &p.Emails }),
	stated("github", "The account name.", some(), func(p *model.Person) *model.Stated[string] { return &p.GitHub }),
	stated("left", "The day from which the person counts for nothing.", date(), func(p *model.Person) *model.Stated[model.Date] { return &p.Left }),
	stated("away", "Stretches of days at which the person cannot be reached.", oneOrMany(period()), func(p *model.Person) *model.Stated[[]model.Period] { return &p.Away }),
}}

var people = section[*model.Person]{
	noun: "person",
	keys: person.keys(),
	item: person.shape(),
	keep: func(r *reader, key *Node, p *model.Person) {
		p.Name, p.Span, p.Declared = key.Value, key.Span, true
		r.file.people = append(r.file.people, p)
	},
	bare: func(*reader, *Node) *model.Person { return &model.Person{} },
}

var team = record[model.Team]{noun: "a team", home: "teams", fields: []field[model.Team]{
	stated("description", "What the team is there for.", text(), func(t *model.Team) *model.Stated[string] { return &t.Description }),
	{
		name: "people", doc: "Who is in the team.", schema: members.schema,
		read: func(r *reader, into *model.Team, n *Node) {
			if names, ok := members.read(r, n); ok {
				r.file.members = append(r.file.members, membership{into, names, n.Span})
			}
		},
	},
	staffed("on-call", "Who is woken, when: 24x7, none, hours, or a mapping of people and hours.", onCall(),
		func(t *model.Team) *model.Stated[model.OnCall] { return &t.OnCall }, (*linker).onCall),
	staffed("escalates-to", "Further levels, in order: teams or people.", oneOrMany(name()),
		func(t *model.Team) *model.Stated[[]model.Party] { return &t.EscalatesTo }, (*linker).experts),
	stated("contact", "Where the team is reached: a channel, an address.", some(), func(t *model.Team) *model.Stated[string] { return &t.Contact }),
}}

var members = oneOrMany(name())

// A membership is the list of a team's people, which declares them.
type membership struct {
	team   *model.Team
	people []mention
	at     diag.Span
}

var teams = section[*model.Team]{
	noun: "team",
	keys: team.keys(),
	item: team.shape(),
	keep: func(r *reader, key *Node, t *model.Team) {
		t.Name, t.Span = key.Value, key.Span
		r.file.teams = append(r.file.teams, t)
	},
	bare: func(*reader, *Node) *model.Team { return &model.Team{} },
}

// A roster is what is written under on-call.
type roster struct {
	none   bool
	people model.Stated[[]mention]
	hours  model.Stated[model.Hours]
}

func onCall() shape[roster] {
	short := orWord(as(hours(), func(_ *reader, n *Node, h model.Hours) (roster, bool) {
		return roster{hours: model.Stated[model.Hours]{Value: h, Span: n.Span}}, true
	}), func() roster { return roster{none: true} }, "none", "nobody")
	listed := shape[roster]{short.read, short.schema, short.wants}
	listed.read = func(r *reader, n *Node) (roster, bool) {
		if n.Kind == Sequence {
			r.fail(ruleBadValue, n.Span, "on-call is hours, or a mapping of people and hours, not a list").Mend = "{people: " + flowList(n) + ", hours: 24x7}"
			return roster{}, false
		}
		return short.read(r, n)
	}
	long := record[roster]{noun: "on-call", home: "on-call", fields: []field[roster]{
		stated("people", "Who of the team; all of it if left out.", members, func(o *roster) *model.Stated[[]mention] { return &o.people }),
		stated("hours", "When: 24x7, or windows such as Mon-Fri 09:00-18:00 Europe/Lisbon.", hours(), func(o *roster) *model.Stated[model.Hours] { return &o.hours }),
	}}
	return orMapping(listed, long.value())
}
