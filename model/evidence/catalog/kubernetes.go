package catalog

import (
	"path"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// owners reads an OWNERS file, which speaks of the folder it lies in and of what is below. Those who
// have retired count for nothing.
func (r *reader) owners(n *yamlfile.Node) {
	r.known = true
	folder := path.Dir(path.Clean("/" + r.name))[1:]
	if folder == "" {
		folder = "."
	}
	e := &model.CatalogEntry{
		Format: model.KubernetesOwners, Kind: model.CatalogFolder, Name: folder, Span: n.Span,
		Code: []model.CodePlace{{Paths: []string{folder}, Span: n.Span}},
	}
	e.Alone = strings.EqualFold(text(at(n, "options", "no_parent_owners")), "true")
	approvals(e, n)
	for _, filter := range pairs(n.Get("filters")) {
		if filter.Key.Value == ".*" {
			approvals(e, filter.Value)
			continue
		}
		r.skip(filter.Key.Span, "it names owners of files by a regular expression")
	}
	r.evidence.Catalog = append(r.evidence.Catalog, e)
}

// approvals adds approvers and reviewers. Whether a name is an alias is known when all files are read.
func approvals(e *model.CatalogEntry, n *yamlfile.Node) {
	e.Owners = append(e.Owners, logins(n, "approvers", "")...)
	e.Reviewers = append(e.Reviewers, logins(n, "reviewers", "")...)
}

func logins(n *yamlfile.Node, field, kind string) []model.CatalogReference {
	var references []model.CatalogReference
	for _, item := range items(at(n, field)) {
		if name := text(item); name != "" {
			references = append(references, model.CatalogReference{Field: field, Kind: kind, Name: name, Span: item.Span})
		}
	}
	return references
}

// aliases reads OWNERS_ALIASES: teams, and the logins of who is in them.
func (r *reader) aliases(n *yamlfile.Node) {
	r.known = true
	for _, p := range n.Pairs {
		e := &model.CatalogEntry{Format: model.KubernetesOwners, Kind: model.CatalogGroup}
		if r.add(e, p.Key, n) {
			e.Members = model.Stated[[]model.CatalogReference]{Value: logins(n, p.Key.Value, model.CatalogUser), Span: p.Value.Span}
		}
	}
}
