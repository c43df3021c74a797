package threagile

import (
	"github.com/linewalk/linewalk/model/diag"
)

// furnish puts assets and boundaries into the boundaries they lie in, and assets into runtimes.
func (r *reader) furnish() {
	for _, b := range r.boundaries.all {
		for _, n := range b.items("technical_assets_inside") {
			if t := r.assets.find(r, n); t != nil {
				r.settle(t, b, n.Span)
			}
		}
		for _, n := range b.items("trust_boundaries_nested") {
			if t := r.boundaries.find(r, n); t != nil && t != b {
				r.settle(t, b, n.Span)
			}
		}
	}
	for _, runtime := range r.runtimes.all {
		r.run(runtime)
	}
}

// settle puts something into a boundary, unless it is in another.
func (r *reader) settle(t, into *thing, at diag.Span) {
	if t.home != nil && t.home != into {
		r.Say(diag.Warning, at, "%s lies in %s already, and stays there", diag.Quote(t.id), diag.Quote(t.home.id))
		return
	}
	t.home = into
}

// run makes a runtime a place between its assets and the boundary that all of them lie in. A thing lies in
// one place, so a runtime whose assets lie in several boundaries is no place: its name is a tag of them.
func (r *reader) run(runtime *thing) {
	var running []*thing
	for _, n := range runtime.items("technical_assets_running") {
		if t := r.assets.find(r, n); t != nil {
			running = append(running, t)
		}
	}
	if len(running) == 0 {
		return
	}
	for _, t := range running {
		if t.home != running[0].home {
			for _, t := range running {
				t.tags = append(t.tags, runtime.id)
			}
			r.Say(diag.Note, runtime.span, "what runs on %s lies in several boundaries, so it is a tag and no place", diag.Quote(runtime.id))
			return
		}
	}
	runtime.home = running[0].home
	for _, t := range running {
		t.home = runtime
	}
}

// house lists the places that things lie in, the innermost first, each once.
func house(all []*thing) []*thing {
	var places []*thing
	seen := map[*thing]bool{nil: true}
	for _, t := range all {
		for place := t.home; !seen[place]; place = place.home {
			seen[place] = true
			places = append(places, place)
		}
	}
	return places
}

// name gives assets and places their names in the diagram. An asset goes by its ID. So does a place, unless
// something else has it.
func name(assets, places []*thing) {
	taken := map[string]bool{}
	for _, t := range assets {
		t.name = t.id
		taken[t.name] = true
	}
	for _, t := range places {
		for t.name = t.id; taken[t.name]; {
			t.name += " place"
		}
		taken[t.name] = true
	}
}
