package people_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// TestLevels counts the levels that add somebody: the depth of an escalation.
func TestLevels(t *testing.T) {
	given := func(people ...*model.Person) model.Stated[[]*model.Person] { return stated(people) }
	c := crowd{}
	ann, bob, gone := c.of("ann")[0], c.of("bob")[0], c.of("gone")[0]
	gone.Left = stated(model.Date{Year: 2026, Month: 1, Day: 1})
	ops := &model.Team{Name: "ops", Contact: stated("#ops"), People: given(bob)}
	unknown := &model.Team{Name: "unknown"}
	person := func(p *model.Person) model.Party { return model.Party{Name: p.Name, Person: p} }
	channel := func(name string) model.Party { return model.Party{Name: name, Channel: true} }
	for _, tc := range []struct {
		name        string
		own         model.Stated[[]*model.Person]
		escalatesTo []model.Party
		want        string
		depth       int
	}{
		{"nobody else", given(ann), nil, "ann", 1},
		{"the same person again", given(ann), []model.Party{person(ann)}, "ann|", 1},
		{"one more, then a channel", given(ann), []model.Party{person(bob), channel("#all")}, "ann|bob|", 2},
		{"a channel alone", given(), []model.Party{channel("#all")}, "|", 0},
		{"a channel that is the contact of a team", given(ann), []model.Party{channel("#ops")}, "ann|bob", 2},
		{"who left is none", given(ann, gone), []model.Party{person(gone)}, "ann|", 1},
		{"a team of which nothing is known", given(ann), []model.Party{{Name: "unknown", Team: unknown}, person(bob)}, "ann|?|bob", 2},
		{"itself", given(ann), []model.Party{{Name: "web"}}, "ann", 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			team := &model.Team{Name: "web", People: tc.own}
			for i, p := range tc.escalatesTo {
				if p.Name == "web" {
					tc.escalatesTo[i].Team = team
				}
			}
			team.EscalatesTo = stated(tc.escalatesTo)
			s := &model.System{Teams: []*model.Team{team, ops, unknown}}
			var got []string
			depth := 0
			for _, level := range people.New(s, model.Date{Year: 2026, Month: 11, Day: 22}).Levels(team) {
				names := make([]string, len(level.People))
				for i, p := range level.People {
					names[i] = p.Name
				}
				if !level.Complete {
					names = append(names, "?")
				}
				if len(level.People) > 0 {
					depth++
				}
				got = append(got, strings.Join(names, " "))
			}
			if said := strings.Join(got, "|"); said != tc.want || depth != tc.depth {
				t.Errorf("got %q of depth %d, want %q of depth %d", said, depth, tc.want, tc.depth)
			}
		})
	}
}
