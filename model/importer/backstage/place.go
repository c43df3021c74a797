package backstage

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// around are the fields that say what a thing is part of, the innermost first.
var around = []string{"subcomponentOf", system, domain, "subdomainOf"}

// container is what a thing says to be part of; nil if it says nothing. Where the reference leads nowhere, it
// is the only thing of that kind and name in another namespace.
func (r *reader) container(t *thing) *thing {
	var said []model.CatalogReference
	for _, field := range around {
		said = append(said, t.refers(field)...)
	}
	if len(said) == 0 {
		return nil
	}
	ref := said[0]
	if c := r.things[key(ref)]; c != nil && len(c.entities) > 0 {
		return c
	}
	ofKind := func(other model.CatalogReference) bool { return other.Kind == ref.Kind }
	if c := only(r.names[strings.ToLower(ref.Name)], ofKind); c != nil {
		return c
	}
	return r.thing(ref)
}

// house finds the place that a thing lies in: what it is part of. What is an end of arrows itself is no
// place; then it is what that is part of.
func (r *reader) house(t *thing) {
	var way []*thing
	var home *thing
	for at := t; !at.homed; {
		at.homed = true
		way = append(way, at)
		c := r.container(at)
		if c == nil || c == at {
			break
		}
		if home = c; !c.end {
			break
		}
		at, home = c, c.home
	}
	for _, w := range way {
		w.home = home
	}
	if home != nil {
		home.holds = true
	}
}

// furnish chooses what is drawn: everything that runs, all ends of arrows, and the places they lie in. It
// tells what was left out because it does not run and nothing needs it.
func (r *reader) furnish() (drawn, left []*thing) {
	for _, t := range r.all {
		switch box := len(t.entities) > 0 && isBox(t.ref); {
		case t.end, box && t.runs():
			drawn = append(drawn, t)
		case box:
			left = append(left, t)
		}
	}
	inside := map[*thing]bool{}
	for _, t := range drawn {
		inside[t] = true
	}
	for i := 0; i < len(drawn); i++ { // places come in behind those that lie in them
		r.house(drawn[i])
		if home := drawn[i].home; home != nil && !inside[home] {
			inside[home] = true
			drawn = append(drawn, home)
		}
	}
	return drawn, slices.DeleteFunc(left, func(t *thing) bool { return inside[t] })
}

// name gives everything drawn its name: its own where no other has it, else the kind before it, else the
// whole reference. Places give way to what lies in them.
func name(drawn []*thing) {
	same, plain, kinded := map[string]int{}, map[string]int{}, map[string]int{}
	taken := map[string]bool{}
	for _, t := range drawn {
		low := strings.ToLower(t.ref.Name)
		same[low]++
		kinded[t.ref.Kind+":"+low]++
		if !t.holds {
			plain[low]++
		}
	}
	for _, t := range drawn {
		low := strings.ToLower(t.ref.Name)
		switch {
		case same[low] == 1, !t.holds && plain[low] == 1:
			t.name = t.ref.Name
		case kinded[t.ref.Kind+":"+low] == 1:
			t.name = t.ref.Kind + ":" + t.ref.Name
		default:
			t.name = t.ref.String()
		}
		for taken[t.name] {
			t.name += "'"
		}
		taken[t.name] = true
	}
}
