package analysis

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/model"
)

// An Overload is a person without whom nobody can mend so many arrows that the drawing rests on that
// person, and the colleague who is nearest to taking a part.
type Overload struct {
	Person *model.Person
	Alone  []*Answer // the arrows, most harmful first

	Helper *model.Person // nil if nobody is near
	Told   int           // of how many of the arrows, which only Person can mend, the helper is told
	Knows  int           // how many the helper can mend, of which only Person is told
}

// An Overload is alone on more than manyAlone arrows, and on more than one in largeShare.
const (
	manyAlone  = 3
	largeShare = 10
)

// Overloads lists the people who are alone on many arrows, whoever is on most first.
func (r *Report) Overloads() []Overload {
	var all []Overload
	for _, s := range r.Headline.Sole {
		if s.Arrows <= manyAlone || s.Arrows*largeShare <= len(r.Answers) {
			continue
		}
		o := Overload{Person: s.Person}
		for _, x := range r.ByHarm {
			if x.Mending.Sole() == s.Person {
				o.Alone = append(o.Alone, x)
			}
		}
		o.findHelper()
		all = append(all, o)
	}
	return all
}

// findHelper finds who has one half of what mending takes, being told or knowing, of most of the arrows.
// Who is told of an arrow that only the overloaded can mend has to learn it; who can mend one of
// which only the overloaded is told has to be told.
func (o *Overload) findHelper() {
	told, knows := map[*model.Person]int{}, map[*model.Person]int{}
	var near []*model.Person
	count := func(people []*model.Person, of map[*model.Person]int) {
		for _, p := range people {
			if p == o.Person {
				continue
			}
			if told[p]+knows[p] == 0 {
				near = append(near, p)
			}
			of[p]++
		}
	}
	only := []*model.Person{o.Person}
	for _, x := range o.Alone {
		tell, mend := x.Mending.Told, x.Mending.Mend
		if mend.Complete && slices.Equal(mend.People, only) {
			count(tell.People, told)
		}
		if tell.Complete && slices.Equal(tell.People, only) {
			count(mend.People, knows)
		}
	}
	if len(near) == 0 {
		return
	}
	o.Helper = slices.MinFunc(near, func(a, b *model.Person) int {
		return cmp.Or(cmp.Compare(told[b]+knows[b], told[a]+knows[a]), cmp.Compare(a.ID, b.ID))
	})
	o.Told, o.Knows = told[o.Helper], knows[o.Helper]
}
