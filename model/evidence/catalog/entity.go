package catalog

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// An Entity is one of Backstage together with all that stands there, for those who ask for more than
// owners and people. Of a location and of a template the entry has no more than its kind.
type Entity struct {
	*model.CatalogEntry
	document *yamlfile.Node
}

// Text is the text at a path of keys, without the blanks around it; empty if there is none, or if another
// program is to fill it in.
func (e Entity) Text(path ...string) string {
	written := text(at(e.document, path...))
	if templated(written) {
		return ""
	}
	return written
}

// List is what a list at a path of keys holds, or the lone value there. Empty values are left out.
func (e Entity) List(path ...string) []*yamlfile.Node { return items(at(e.document, path...)) }

// Entities reads the entities of Backstage in a file, YAML or JSON, in the order of the file. It also
// takes the lists that the catalog itself answers with. It says what Read says, and takes what is no YAML
// for an error.
func Entities(name string, text []byte) ([]Entity, []diag.Diagnostic) {
	r := newReader(name)
	r.broke = diag.Error
	for _, root := range r.documents(string(text)) {
		r.entity(root, 0)
	}
	r.summarise()
	diag.Sort(r.found, []string{name})
	return r.entities, slices.Clip(r.found)
}

// entity reads a document that is an entity, or holds some.
func (r *reader) entity(n *yamlfile.Node, depth int) {
	listed := n
	if n.Kind == yamlfile.Mapping && n.Get("apiVersion") == nil && isList(n, "items") {
		listed = n.Get("items")
	}
	version := text(n.Get("apiVersion"))
	switch {
	case listed.Kind == yamlfile.Sequence && depth < maxNesting:
		for _, item := range listed.Items {
			r.entity(item, depth+1)
		}
	case strings.HasPrefix(version, "backstage.io/"):
		r.backstage(n, version)
	default:
		r.skip(n.Span, "it is no entity of a catalog of Backstage")
	}
}
