package importer

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// drawAll gives a Sketch its arrows, and tells for each line which of them it became.
func (d *Diagram) drawAll(k *model.Sketch, names map[string]string) []int {
	at := make([]int, len(d.lines))
	groups := map[[2]string][]int{}
	for i, l := range d.lines {
		ends := [2]string{l.From, l.To}
		groups[ends] = append(groups[ends], i)
	}
	qualifiers := make([]string, len(d.lines))
	leads := make([]int, len(d.lines)) // the line whose arrow a line is part of
	for _, group := range groups {
		d.tellApart(group, qualifiers, leads)
	}
	for i, l := range d.lines {
		if leads[i] != i {
			at[i] = at[leads[i]]
			into := &k.Arrows[at[i]]
			if !slices.Contains(into.Evidence, l.Evidence) {
				into.Evidence = append(into.Evidence, l.Evidence)
			}
			into.Tags = united(into.Tags, tidy(l.Tags))
			continue
		}
		at[i] = len(k.Arrows)
		a := model.SketchArrow{
			From: names[l.From], To: names[l.To], Qualifier: qualifiers[i], Label: plain(l.Label), Via: plain(l.Via), Kind: l.Kind,
			Tags: tidy(l.Tags), Evidence: []model.SketchEvidence{l.Evidence}, Question: l.Question,
		}
		if a.Label == a.Qualifier {
			a.Label = ""
		}
		k.Arrows = append(k.Arrows, a)
	}
	return at
}

// tellApart finds what stands in parentheses behind each of several lines between the same ends. Those that
// say the same belong to the first of them.
func (d *Diagram) tellApart(group []int, qualifiers []string, leads []int) {
	var apart []int
	first := map[string]int{}
	for _, i := range group {
		same := d.lines[i].saying()
		if lead, said := first[same]; said {
			leads[i] = lead
			continue
		}
		first[same], leads[i] = i, i
		apart = append(apart, i)
	}
	if len(apart) == 1 {
		return
	}
	taken := register{}
	for _, i := range apart {
		qualifiers[i] = d.lines[i].unlike(taken)
	}
}

// saying is what a line says besides its ends.
func (l Line) saying() string {
	said := l.Kind.String() + "\x00" + oneLine(l.Label)
	if l.Label == "" {
		for _, other := range l.Apart {
			said += "\x00" + other
		}
	}
	return said
}

// unlike is the first of what tells the line apart that no other has taken, and takes it. It may be nothing,
// for one of the lines.
func (l Line) unlike(taken register) string {
	for _, text := range append([]string{l.Label}, l.Apart...) {
		if q := qualifier(text); q != "" && taken[q] == 0 {
			taken.take(q)
			return q
		}
	}
	if l.Label == "" && taken[""] == 0 {
		taken.take("")
		return ""
	}
	name := qualifier(l.Label)
	if name == "" {
		name = l.Kind.String()
	}
	return taken.free(name)
}
