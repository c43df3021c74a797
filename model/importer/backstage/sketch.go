package backstage

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// sketch is what was read, as a diagram.
func (r *reader) sketch() *model.Sketch {
	drawn, left := r.furnish()
	name(drawn)
	for _, t := range drawn {
		t.settle()
	}
	d := &importer.Diagram{System: r.title()}
	owners, owned := r.owners(drawn)
	for _, team := range r.teams(owners) {
		d.Team(team)
	}
	for _, t := range drawn {
		c := t.component()
		if owner := owned[t]; owner != nil {
			c.Owner = owner.name
		}
		d.Component(c)
	}
	for _, a := range r.arrows {
		d.Arrow(a.line())
	}
	r.unshown(d, drawn, left)
	return d.Sketch()
}

// owners lists who owns what is drawn, each once, and whose each thing is.
func (r *reader) owners(drawn []*thing) ([]*thing, map[*thing]*thing) {
	var all []*thing
	owned, seen := map[*thing]*thing{}, map[*thing]bool{nil: true}
	for _, t := range drawn {
		owner := r.owner(t)
		if owned[t] = owner; !seen[owner] {
			seen[owner] = true
			all = append(all, owner)
		}
	}
	return all, owned
}

// title is the name of the whole: that of the only domain, or else of the only system.
func (r *reader) title() string {
	for _, kind := range []string{domain, system} {
		var found []*thing
		for _, t := range r.all {
			if t.ref.Kind == kind && len(t.entities) > 0 {
				found = append(found, t)
			}
		}
		if len(found) == 1 {
			if title := found[0].text("metadata", "title"); title != "" {
				return title
			}
			return found[0].ref.Name
		}
	}
	return ""
}

// unshown says what the catalog does not show.
func (r *reader) unshown(d *importer.Diagram, drawn, left []*thing) {
	var mute, mere []*thing
	boxes := 0
	for _, t := range drawn {
		switch {
		case t.holds:
			continue
		case len(t.entities) == 0:
			mere = append(mere, t)
		case !t.end:
			mute = append(mute, t)
		}
		boxes++
	}
	if len(mute) > 0 && boxes > 1 {
		d.Unshown(fmt.Sprintf("%d of %d components need nothing and are needed by nothing, as far as dependsOn, dependencyOf and consumesApis say: %s. "+
			"Write it there, import what they are deployed with or what traces show, or draw the arrows", len(mute), boxes, list(mute)))
	}
	if len(mere) > 0 {
		d.Unshown("named by others, and in no file that was read, so that only the name is known: " + list(mere))
	}
	if len(left) > 0 {
		d.Unshown("left out, as it is nothing that runs and nothing depends on it: " + list(left))
	}
}

// list is the first names of many.
func list(all []*thing) string {
	const most = 8
	var names []string
	for i, t := range all {
		if i == most {
			return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", len(all)-most)
		}
		names = append(names, diag.Shorten(t.ref.Name, 60))
	}
	return strings.Join(names, ", ")
}
