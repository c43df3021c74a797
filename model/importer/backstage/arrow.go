package backstage

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// An arrow is one that an entity states.
type arrow struct {
	from, to *thing
	api      *thing // over which it runs; nil if none is named
	question string
	evidence model.SketchEvidence
}

// What is asked about an arrow besides whether it is real.
const (
	askMeant  = "the catalog has nothing of that kind and name: is the one of that name meant?"
	askEvents = "the API is of events, which run from the provider to the consumer: should it be turned?"
)

// draw finds the arrows of all entities.
func (r *reader) draw() {
	for _, t := range slices.Clone(r.all) {
		for _, e := range t.entities {
			for _, ref := range e.Others {
				switch ref.Field {
				case "dependsOn", "consumesApis":
					for _, a := range r.needed(ref) {
						a.from = t
						r.add(a, t, ref)
					}
				case "dependencyOf":
					for _, a := range r.needed(ref) {
						a.from, a.to = a.to, t
						r.add(a, t, ref)
					}
				}
			}
		}
	}
}

// A claim is an arrow with the field and the file that state it.
type claim struct {
	from, to, api *thing
	field, file   string
}

// add keeps an arrow that a thing states with a reference. What it says again in the same field is kept once.
func (r *reader) add(a arrow, by *thing, ref model.CatalogReference) {
	said := claim{a.from, a.to, a.api, ref.Field, ref.Span.File}
	if r.claims[said] || a.api != nil && a.from == a.to { // what consumes its own API needs nothing else for it
		return
	}
	r.claims[said] = true
	a.from.end, a.to.end = true, true
	a.evidence = importer.Drawn(ref.Span.File, by.ref.String(), "spec", ref.Field, ref.String())
	a.evidence.Reading = ref.Field
	if a.question == "" && a.api != nil && strings.EqualFold(a.api.text("spec", "type"), "asyncapi") {
		a.question = askEvents
	}
	r.arrows = append(r.arrows, a)
}

// mostProviders is how many providers of one API are drawn. Of so many nobody can say which one is meant.
const mostProviders = 20

// needed is arrows to whatever a reference leads to: of an API, to all who provide it.
func (r *reader) needed(ref model.CatalogReference) []arrow {
	to, guessed := r.thing(ref), false
	if len(r.providers[key(ref)]) == 0 { // else it is known even if the catalog does not describe it
		to, guessed = r.meant(ref)
	}
	all := []arrow{{to: to}}
	switch providers := r.providers[key(to.ref)]; {
	case len(providers) > mostProviders:
		if r.Once("providers " + key(to.ref)) {
			r.Say(diag.Note, ref.Span, "%d entities provide %s, so it is drawn as a component of its own", len(providers), diag.Shorten(to.ref.String(), 40))
		}
	case len(providers) > 0:
		all = all[:0]
		for _, p := range providers {
			all = append(all, arrow{to: p, api: to})
		}
	}
	if named := guessed || ref.Field != "consumesApis" && all[0].api != nil; named && len(all) == 1 {
		all[0].to.alias(ref)
	}
	if guessed {
		for i := range all {
			all[i].question = askMeant
		}
	}
	return all
}

// alias notes that a reference was taken to mean the thing.
func (t *thing) alias(ref model.CatalogReference) {
	if name := ref.String(); !slices.Contains(t.aliases, name) && len(t.aliases) < mostAliases {
		t.aliases = append(t.aliases, name)
	}
}

// mostAliases is how many other references to a thing are kept.
const mostAliases = 20

// line is the arrow as a diagram has it.
func (a arrow) line() importer.Line {
	l := importer.Line{From: a.from.name, To: a.to.name, Question: a.question, Evidence: a.evidence}
	if a.api != nil {
		l.Label = a.api.ref.Name
		l.Via = protocols[strings.ToLower(a.api.text("spec", "type"))]
		return l
	}
	l.Kind = a.to.need
	if l.Kind == model.Event && l.Question == "" {
		l.Question = importer.AskSide
	}
	return l
}

// protocols are those that types of APIs speak.
var protocols = map[string]string{"openapi": "HTTP", "grpc": "gRPC", "graphql": "GraphQL", "trpc": "tRPC", "soap": "SOAP", "wsdl": "SOAP"}
