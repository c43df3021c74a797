package people_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// crowd makes people from names, the same person for the same name.
type crowd map[string]*model.Person

func (c crowd) of(names string) []*model.Person {
	var all []*model.Person
	for _, name := range strings.Fields(names) {
		if c[name] == nil {
			c[name] = &model.Person{ID: model.PersonID(len(c)), Name: name}
		}
		all = append(all, c[name])
	}
	return all
}

// clause reads "ann bob" as complete, "ann ..." as partly known.
func (c crowd) clause(text string) people.Clause {
	known, open := strings.CutSuffix(text, "...")
	return people.Clause{People: c.of(known), Complete: !open}
}

func write(cuts [][]*model.Person) string {
	var all []string
	for _, cut := range cuts {
		var names []string
		for _, p := range cut {
			names = append(names, p.Name)
		}
		all = append(all, "{"+strings.Join(names, " ")+"}")
	}
	return strings.Join(all, " ")
}

func TestBetween(t *testing.T) {
	const any = people.Unbounded
	for _, tc := range []struct {
		told, mend string
		low, high  int
		enough     people.Tri
		cuts       string
	}{
		{"...", "ann", 0, 1, people.No, "{ann}"},
		{"...", "ann bob", 0, 2, people.Unknown, "{ann bob}"},
		{"", "...", 0, 0, people.No, "{}"},
		{"ann bob", "ann carl ...", 2, 2, people.Yes, "{ann bob}"},
		{"ann ...", "ann bob carl", 1, 3, people.Unknown, "{ann bob carl}"},
		{"ann ...", "ann ...", 1, any, people.Unknown, ""},
		{"ann bob", "ann carl dana", 2, 2, people.Yes, "{ann bob} {ann carl dana}"},
		{"ann bob", "ann", 1, 1, people.No, "{ann}"},
		{"carl", "carl dana", 1, 1, people.No, "{carl}"},
		{"ann bob", "ann bob", 2, 2, people.Yes, "{ann bob}"},
	} {
		c := crowd{}
		n := people.Between(c.clause(tc.told), c.clause(tc.mend))
		if n.Low != tc.low || n.High != tc.high || n.Enough(2) != tc.enough || write(n.Cuts) != tc.cuts {
			t.Errorf("told {%s}, mend {%s}: %d to %d, enough %s, cuts %s; want %d to %d, %s, %s",
				tc.told, tc.mend, n.Low, n.High, n.Enough(2), write(n.Cuts), tc.low, tc.high, tc.enough, tc.cuts)
		}
	}
}

func stated[T any](v T) model.Stated[T] {
	return model.Stated[T]{Value: v, Span: diag.Span{File: "x", Start: diag.Point{Line: 1, Col: 1}}}
}

func experts(people ...*model.Person) model.Stated[[]model.Party] {
	parties := []model.Party{}
	for _, p := range people {
		parties = append(parties, model.Party{Name: p.Name, Person: p})
	}
	return stated(parties)
}

// TestNeed draws u -> v between two teams and varies what is stated about who knows.
func TestNeed(t *testing.T) {
	today := model.Date{Year: 2026, Month: 11, Day: 22}
	c := crowd{}
	ann, bob, carl, dana := c.of("ann")[0], c.of("bob")[0], c.of("carl")[0], c.of("dana")[0]
	red := &model.Team{Name: "red", People: stated(c.of("ann bob"))}
	blue := &model.Team{Name: "blue", People: stated(c.of("carl dana")), Contact: stated("#blue")}
	tells := func(parties ...model.Party) []model.Party { return parties }
	team := func(t *model.Team) model.Party { return model.Party{Name: t.Name, Team: t} }

	for _, tc := range []struct {
		name   string
		change func(a *model.Arrow)
		tells  []model.Party
		told   string
		mend   string
	}{
		{"nothing stated", func(*model.Arrow) {}, nil, "{}", "{}..."},
		{"one end known", func(a *model.Arrow) { a.From.Experts = experts(ann) }, tells(team(red)), "{ann bob}", "{ann}..."},
		{"both ends known", func(a *model.Arrow) {
			a.From.Experts, a.To.Experts = experts(ann), experts(carl, dana)
		}, tells(team(red)), "{ann bob}", "{ann carl dana}"},
		{"experts of the arrow are taken at their word", func(a *model.Arrow) { a.Experts = experts(ann) }, tells(team(red)), "{ann bob}", "{ann}"},
		{"nobody knows", func(a *model.Arrow) { a.Experts = experts() }, tells(team(red)), "{ann bob}", "{}"},
		{"an expert outside the owning team may not mend", func(a *model.Arrow) {
			a.From.Experts, a.To.Experts = experts(carl), experts(carl)
		}, nil, "{}", "{carl}"},
		{"who knows the arrow may mend either end", func(a *model.Arrow) { a.Experts = experts(bob, dana) }, nil, "{}", "{bob dana}"},
		{"whoever left counts for nothing", func(a *model.Arrow) {
			gone := *ann
			gone.Left = stated(today)
			a.Experts = experts(&gone, bob)
		}, nil, "{}", "{bob}"},
		{"an outside end adds nobody", func(a *model.Arrow) {
			a.To.Kind, a.To.Owner = stated(model.ComponentExternal), model.Stated[model.Party]{}
			a.From.Experts = experts(bob)
		}, nil, "{}", "{bob}"},
		{"a channel is no person", func(*model.Arrow) {}, tells(model.Party{Name: "#ops", Channel: true}), "{}", "{}..."},
		{"a team's own channel is the team", func(*model.Arrow) {}, tells(model.Party{Name: "#blue", Channel: true}), "{carl dana}", "{}..."},
		{"the owner", func(a *model.Arrow) { a.Owner = stated(team(blue)) }, tells(model.Party{Name: "owner", Owner: true}), "{carl dana}", "{}..."},
		{"a name nobody explains", func(*model.Arrow) {}, tells(model.Party{Name: "ghosts"}), "{}...", "{}..."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			a := &model.Arrow{
				From: &model.Component{Name: "u", Owner: stated(team(red))},
				To:   &model.Component{Name: "v", Owner: stated(team(blue))},
			}
			tc.change(a)
			n := people.New(&model.System{Teams: []*model.Team{red, blue}}, today).Need(a, tc.tells)
			if diff := cmp.Diff(tc.told, text(n.Told)); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.mend, text(n.Mend)); diff != "" {
				t.Errorf("mend (-want +got):\n%s", diff)
			}
		})
	}
}

func text(c people.Clause) string {
	s := write([][]*model.Person{c.People})
	if !c.Complete {
		s += "..."
	}
	return s
}

// TestEscalation follows levels around a cycle, each person once.
func TestEscalation(t *testing.T) {
	c := crowd{}
	first := &model.Team{Name: "first", People: stated(c.of("ann bob")), OnCall: stated(model.OnCall{People: stated(c.of("ann"))})}
	second := &model.Team{Name: "second", People: stated(c.of("bob carl"))}
	first.EscalatesTo = stated([]model.Party{{Name: "second", Team: second}})
	second.EscalatesTo = stated([]model.Party{{Name: "first", Team: first}})
	asleep := &model.Team{Name: "asleep", People: stated(c.of("dana")), OnCall: stated(model.OnCall{None: true})}
	d := people.New(&model.System{Teams: []*model.Team{first, second, asleep}}, model.Date{Year: 2026, Month: 1, Day: 1})
	got := d.Reached([]model.Party{{Name: "first", Team: first}, {Name: "asleep", Team: asleep}}, model.Party{})
	if want := "{ann bob carl}"; text(got) != want {
		t.Errorf("reached %s, want %s", text(got), want)
	}
}
