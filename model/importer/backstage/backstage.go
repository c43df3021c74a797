// Package backstage reads the software catalog of Backstage (backstage.io, catalog-info.yaml: the descriptor
// format of entities, backstage.io/v1alpha1) as a diagram. Components and resources are its boxes, what they
// depend on and whose APIs they consume its arrows, systems and domains its places, and groups its teams.
//
// The entities themselves are read by package catalog, which reads the same files as evidence of owners.
package backstage

import (
	"regexp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/catalog"
	"github.com/linewalk/linewalk/model/importer"
)

var answered = regexp.MustCompile(`"apiVersion"\s*:\s*"backstage\.io/v1(alpha|beta)1"`)

// Looks tells whether a text holds entities of a catalog: YAML of which a document says so at its top, or
// JSON as the catalog answers with it.
func Looks(text []byte) bool {
	if importer.IsJSON(text) {
		return answered.Match(text)
	}
	for _, k := range importer.TopKeys(text) {
		if k.Key == "apiVersion" && (k.Value == "backstage.io/v1alpha1" || k.Value == "backstage.io/v1beta1") {
			return true
		}
	}
	return false
}

// Read reads files of one catalog, in order. Files and addresses that locations point at are not followed, and
// relations, which the catalog works out of the rest, are not read.
func Read(named []importer.File) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{
		files: named, things: map[string]*thing{}, names: map[string][]*thing{}, parties: map[string][]*thing{},
		providers: map[string][]*thing{}, joined: map[string][]string{}, claims: map[claim]bool{},
	}
	for _, f := range named {
		entities, found := catalog.Entities(f.Name, f.Text)
		r.Hear(found)
		for _, e := range entities {
			r.take(e)
		}
	}
	evidence := model.Evidence{Catalog: r.entries}
	r.Hear(catalog.Complete(&evidence))
	r.catalog = model.NewCatalog(r.entries)
	r.index()
	r.draw()
	return r.sketch(), r.All(named)
}

// A reader gathers what the files of a catalog say.
type reader struct {
	importer.Remarks
	files   []importer.File
	entries []*model.CatalogEntry
	catalog *model.Catalog

	all       []*thing
	things    map[string]*thing   // by key
	names     map[string][]*thing // those of the catalog that are no people, by their names in lower case
	parties   map[string][]*thing // groups and users of the catalog, likewise
	providers map[string][]*thing // by the key of an API
	joined    map[string][]string // by the key of a group: the users that say to be in it
	arrows    []arrow
	claims    map[claim]bool // what the arrows were drawn for
	asked     int            // how many groups and people were looked at
}

// take files an entity under what it is.
func (r *reader) take(e catalog.Entity) {
	switch e.Kind {
	case "location":
		r.location(e)
		return
	case "template":
		return
	}
	r.entries = append(r.entries, e.CatalogEntry)
	t := r.thing(e.Reference())
	if len(t.entities) > 0 {
		r.Add(diag.Diagnostic{
			Rule: importer.ReadImport, Level: diag.Note, Span: e.Span,
			Message: diag.Shorten(t.ref.String(), 50) + " stands here once more: all that is said of it is taken together",
			Related: []diag.Related{{Span: t.ref.Span, Message: "first here"}},
			Mend:    "keep one of them, or give them different names",
		})
	}
	t.entities = append(t.entities, e)
}
