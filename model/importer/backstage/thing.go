package backstage

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/evidence/catalog"
)

// A thing is what a reference means: an entity of the catalog, however often it stands there, or a name that
// nothing has.
type thing struct {
	ref      model.CatalogReference
	entities []catalog.Entity // that are it; none of a mere name
	aliases  []string         // other references that were taken to mean it
	end      bool             // of an arrow
	holds    bool             // something lies in it
	home     *thing           // the place it lies in
	homed    bool             // home is known
	name     string           // in the drawing
	kind     model.ComponentKind
	need     model.Kind // of the arrows to it
}

// Kinds of Backstage that are told apart here.
const (
	component = "component"
	api       = "api"
	resource  = "resource"
	system    = "system"
	domain    = "domain"
)

func key(r model.CatalogReference) string { return strings.ToLower(r.String()) }

// thing is what has exactly the reference, be it a mere name.
func (r *reader) thing(ref model.CatalogReference) *thing {
	t := r.things[key(ref)]
	if t == nil {
		t = &thing{ref: ref}
		r.things[key(ref)] = t
		r.all = append(r.all, t)
	}
	return t
}

// index makes what is in the catalog known by its name, and by the APIs that it provides.
func (r *reader) index() {
	for _, t := range r.all {
		names, name := r.names, strings.ToLower(t.ref.Name)
		if isPeople(t.ref.Kind) {
			names = r.parties
		}
		names[name] = append(names[name], t)
		for _, ref := range t.refers("providesApis") {
			if all := r.providers[key(ref)]; ref.Kind == api && (len(all) == 0 || all[len(all)-1] != t) {
				r.providers[key(ref)] = append(all, t)
			}
		}
	}
}

func isPeople(kind string) bool { return kind == model.CatalogGroup || kind == model.CatalogUser }

// isBox tells whether what a reference means is drawn as a box wherever it stands in the catalog.
func isBox(ref model.CatalogReference) bool { return ref.Kind == component || ref.Kind == resource }

// refers lists what the thing says in one of its fields.
func (t *thing) refers(field string) []model.CatalogReference {
	var all []model.CatalogReference
	for _, e := range t.entities {
		for _, ref := range e.Others {
			if ref.Field == field {
				all = append(all, ref)
			}
		}
	}
	return all
}

// text is the first of what the entities have at a path of keys.
func (t *thing) text(path ...string) string {
	for _, e := range t.entities {
		if written := e.Text(path...); written != "" {
			return written
		}
	}
	return ""
}

// mostAlike is how many things of one name are looked at to find the one that is meant.
const mostAlike = 100

// meant is what a reference leads to. Where nothing has that kind, namespace and name, it is the only thing
// of that name; of several, the only one of that kind, or in that namespace, or that runs by itself, as a
// system and an API do not. What is not in the catalog at all is a mere name.
func (r *reader) meant(ref model.CatalogReference) (t *thing, guessed bool) {
	if t := r.things[key(ref)]; t != nil && len(t.entities) > 0 {
		return t, false
	}
	any := func(model.CatalogReference) bool { return true }
	ofKind := func(other model.CatalogReference) bool { return other.Kind == ref.Kind }
	near := func(other model.CatalogReference) bool { return strings.EqualFold(other.Namespace, ref.Namespace) }
	for _, fits := range []func(model.CatalogReference) bool{any, ofKind, near, isBox} {
		if t := only(r.names[strings.ToLower(ref.Name)], fits); t != nil {
			return t, true
		}
	}
	return r.thing(ref), false
}

// only is the only one of things of one name that fits; nil if none or several do.
func only(alike []*thing, fits func(model.CatalogReference) bool) *thing {
	if len(alike) > mostAlike {
		return nil
	}
	var found *thing
	for _, t := range alike {
		switch {
		case !fits(t.ref):
		case found != nil:
			return nil
		default:
			found = t
		}
	}
	return found
}
