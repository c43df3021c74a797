package diagram

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/overview"
	"github.com/linewalk/linewalk/model"
)

// An Album is the views that show a drawing piece by piece which is too large for one picture.
type Album struct {
	Views  []View
	Left   []View // those that there was no room for
	Unseen int    // arrows that none of the views draws by itself
}

// Parts are at most so many views: one for each journey, most harmed first, one for each owner, in the order
// of the drawing, and one for each group of the overview that has arrows which none of the others draws.
// Where these are too many, those are taken that draw the most arrows which no other does. There are none
// where one picture of the whole is enough.
func Parts(r *analysis.Report, limit int) Album {
	if !detail(r, View{}, ByHarm).tooDense() {
		return Album{}
	}
	var parts []part
	seen := make([]bool, len(r.System.Arrows))
	add := func(v View) {
		parts = append(parts, newPart(r, v))
		parts[len(parts)-1].see(seen)
	}
	for _, j := range r.Journeys {
		add(OfJourney(j.Journey))
	}
	for _, name := range owners(r) {
		add(OfOwner(name))
	}
	parts = append(parts, groupsFor(r, seen)...)
	return newAlbum(r, parts, limit)
}

// groupsFor are the groups that draw arrows which are not seen yet, each time the one that has the most of them.
func groupsFor(r *analysis.Report, seen []bool) []part {
	var groups, chosen []part
	for _, g := range overview.New(r, r.ByHarm).Groups {
		groups = append(groups, newPart(r, ofGroup(g)))
	}
	for {
		best, n := most(groups, seen)
		if n == 0 {
			return chosen
		}
		groups[best].see(seen)
		chosen = append(chosen, groups[best])
	}
}

// most is the first of the parts that have the most arrows which are not seen yet, and how many it has.
func most(parts []part, seen []bool) (best, fresh int) {
	for i, p := range parts {
		if n := p.fresh(seen); n > fresh {
			best, fresh = i, n
		}
	}
	return best, fresh
}

// A part is a view of some of the drawing, and the arrows that its picture draws by themselves.
type part struct {
	view   View
	arrows []model.ArrowID
}

// newPart finds what the picture of the view will be: it may be one of all that the view is about, one of what
// is near its middle, or one from afar that draws no arrow by itself.
func newPart(r *analysis.Report, v View) part {
	p := part{view: v}
	drawn := v.draws(r.Answers)
	if near, ok := v.close(); dense(drawn) && ok {
		drawn = near.draws(r.Answers)
	}
	if !dense(drawn) {
		for _, x := range drawn {
			p.arrows = append(p.arrows, x.Arrow.ID)
		}
	}
	return p
}

// dense tells whether one picture cannot hold the arrows of the answers.
func dense(answers []*analysis.Answer) bool {
	ends := map[*model.Component]bool{}
	for _, x := range answers {
		ends[x.Arrow.From], ends[x.Arrow.To] = true, true
	}
	return (&scene{links: make([]*link, len(answers)), boxes: make([]*box, len(ends))}).tooDense()
}

// fresh counts the arrows of the part that are not among the seen ones.
func (p part) fresh(seen []bool) int {
	n := 0
	for _, id := range p.arrows {
		if !seen[id] {
			n++
		}
	}
	return n
}

func (p part) see(seen []bool) {
	for _, id := range p.arrows {
		seen[id] = true
	}
}

// newAlbum takes at most so many of the parts. They keep their order.
func newAlbum(r *analysis.Report, parts []part, limit int) Album {
	seen, taken := make([]bool, len(r.System.Arrows)), make([]bool, len(parts))
	take := func(i int) {
		taken[i] = true
		parts[i].see(seen)
	}
	room := min(limit, len(parts))
	for best, n := most(parts, seen); n > 0 && room > 0; best, n = most(parts, seen) {
		take(best)
		room--
	}
	for i := range parts {
		if room > 0 && !taken[i] {
			take(i)
			room--
		}
	}
	var album Album
	for i, p := range parts {
		if taken[i] {
			album.Views = append(album.Views, p.view)
		} else {
			album.Left = append(album.Left, p.view)
		}
	}
	for _, x := range r.Answers {
		if !seen[x.Arrow.ID] {
			album.Unseen++
		}
	}
	return album
}

// ofGroup shows the components of a group and all arrows to and from them. The arrows inside are lit.
func ofGroup(g *overview.Group) View {
	in := map[*model.Component]bool{}
	for _, c := range g.Components {
		in[c] = true
	}
	title := g.Name
	for place := g.Components[0].Home(); place != nil; place = place.Home() {
		if place.Name == g.Name {
			title = "in " + place.Label.Or(g.Name)
		}
	}
	return View{
		Name: "group " + g.Name, Title: title,
		only: func(x *analysis.Answer) bool { return in[x.Arrow.From] || in[x.Arrow.To] },
		lit:  func(x *analysis.Answer) bool { return in[x.Arrow.From] && in[x.Arrow.To] },
	}
}

// owners lists who owns something that is drawn.
func owners(r *analysis.Report) []string {
	var names []string
	seen := map[string]bool{}
	add := func(p model.Party) {
		if p.Name != "" && !p.Nobody && !seen[p.Name] {
			seen[p.Name] = true
			names = append(names, p.Name)
		}
	}
	for _, x := range r.Answers {
		for _, p := range []model.Party{x.Owner.Party, x.Arrow.From.Owner.Value, x.Arrow.To.Owner.Value} {
			add(p)
		}
	}
	return names
}
