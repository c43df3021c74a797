package backstage

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer/wording"
)

// owner is the group or user that a thing names as its owner, be it a mere name; nil if it names nobody.
// What leads nowhere is the only group or user of that name.
func (r *reader) owner(t *thing) *thing {
	for _, e := range t.entities {
		for _, ref := range e.Owners {
			if owner := r.things[key(ref)]; owner != nil && len(owner.entities) > 0 {
				return owner
			}
			anybody := func(model.CatalogReference) bool { return true }
			if owner := only(r.parties[strings.ToLower(ref.Name)], anybody); owner != nil {
				return owner
			}
			if wording.Owner(ref.Name) != "" {
				return r.thing(ref)
			}
		}
	}
	return nil
}

// join notes which groups each user says to be in.
func (r *reader) join() {
	for _, t := range r.all {
		for _, e := range t.entities {
			for _, group := range e.MemberOf {
				if t.ref.Kind == model.CatalogUser {
					r.joined[key(group)] = append(r.joined[key(group)], t.ref.Name)
				}
			}
		}
	}
}

// mostAsked is how many groups and people are looked at for all groups together. In groups that lie in each
// other everybody would stand many times.
const mostAsked = 100_000

// crew is who is in a group, and in the groups within it. Nobody stands in it twice.
func (r *reader) crew(group *thing) []string {
	var people []string
	known := map[string]bool{}
	add := func(name string) {
		r.asked++
		if !known[name] {
			known[name] = true
			people = append(people, name)
		}
	}
	seen := map[*thing]bool{group: true}
	for open := []*thing{group}; len(open) > 0; open = open[1:] {
		if r.asked++; r.asked > mostAsked {
			if r.Once("crew") {
				r.Say(diag.Note, group.ref.Span, "the groups hold too many people to list them all: those of this one and others may be missing")
			}
			return people
		}
		for _, e := range open[0].entities {
			for _, member := range e.Members.Value {
				add(r.thing(member).ref.Name)
			}
			for _, child := range r.catalog.Nested(e.CatalogEntry) {
				if within := r.thing(child.Reference()); !seen[within] {
					seen[within] = true
					open = append(open, within)
				}
			}
		}
		for _, name := range r.joined[key(open[0].ref)] {
			add(name)
		}
	}
	return people
}

// teams is a team of each group that has people and of each owner, under the name that its thing gets.
// Owners that are people are teams only where no other team has them.
func (r *reader) teams(owners []*thing) []model.SketchTeam {
	r.join()
	crews := map[*thing][]string{}
	known := map[string]bool{}
	parties, listed := slices.Clone(owners), map[*thing]bool{}
	for _, t := range owners {
		listed[t] = true
	}
	for _, t := range slices.Clone(r.all) {
		if t.ref.Kind != model.CatalogGroup || len(t.entities) == 0 {
			continue
		}
		crews[t] = r.crew(t)
		for _, person := range crews[t] {
			known[person] = true
		}
		if len(crews[t]) > 0 && !listed[t] {
			parties = append(parties, t)
		}
	}
	name(parties)
	var teams []model.SketchTeam
	for _, t := range parties {
		switch people := crews[t]; {
		case t.ref.Kind != model.CatalogUser:
			teams = append(teams, model.SketchTeam{Name: t.name, People: people})
		case !known[t.name]:
			teams = append(teams, model.SketchTeam{Name: t.name, People: []string{t.ref.Name}})
		}
	}
	return teams
}
