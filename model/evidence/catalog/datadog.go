package catalog

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// datadogService reads a service definition of version 2, 2.1 or 2.2. They have no arrows.
func (r *reader) datadogService(n *yamlfile.Node) {
	switch version := n.Get("schema-version"); text(version) {
	case "v2", "v2.1", "v2.2":
	case "":
		r.note(n.Span, "no schema-version is stated: this is read as v2.2")
	default:
		r.skip(version.Span, "its schema-version "+quote(text(version))+" is not known")
		return
	}
	e := &model.CatalogEntry{Format: model.Datadog, Kind: "service", Namespace: defaultNamespace}
	if !r.add(e, n.Get("dd-service"), n) {
		return
	}
	team := n.Get("team")
	if text(team) == "" {
		team = n.Get("dd-team")
	}
	e.Owners = datadogOwners(team)
	datadogContacts(e, n)
	datadogLinks(e, n.Get("links"))
	for _, repo := range items(n.Get("repos")) {
		datadogCode(e, repo.Get("url"))
	}
	datadogPagers(e, n.Get("integrations"))
}

// datadogEntity reads an entity of version 3, of whatever kind.
func (r *reader) datadogEntity(n *yamlfile.Node, version string) {
	if version != "v3" {
		r.skip(n.Get("apiVersion").Span, "its version "+quote(version)+" is not known")
		return
	}
	metadata, spec := n.Get("metadata"), n.Get("spec")
	e := &model.CatalogEntry{Format: model.Datadog, Kind: strings.ToLower(text(n.Get("kind"))), Namespace: text(at(metadata, "namespace"))}
	if e.Namespace == "" {
		e.Namespace = defaultNamespace
	}
	if e.Kind == "" {
		r.skip(n.Get("kind").Span, "its kind is not stated")
		return
	}
	if !r.add(e, at(metadata, "name"), n) {
		return
	}
	addAlias(e, text(at(metadata, "displayName")))
	e.Owners = datadogOwners(at(metadata, "owner"))
	for _, other := range items(at(metadata, "additionalOwners")) {
		e.Owners = append(e.Owners, datadogOwners(other.Get("name"))...)
	}
	datadogContacts(e, metadata)
	datadogLinks(e, at(metadata, "links"))
	datadogPagers(e, n.Get("integrations"))
	for _, location := range items(at(n, "datadog", "codeLocations")) {
		place, ok := codePlace(location, text(location.Get("repositoryURL")))
		if !ok {
			place = model.CodePlace{Span: location.Span}
		}
		for _, path := range items(location.Get("paths")) {
			place.Paths = append(place.Paths, text(path))
		}
		if ok || len(place.Paths) > 0 {
			e.Code = append(e.Code, place)
		}
	}
	for _, field := range [...]string{"dependsOn", "dependencyOf", "componentOf", "components"} {
		for _, item := range items(at(spec, field)) {
			if ref, ok := r.reference(e, relation{field: field, kind: "service"}, item); ok {
				e.Others = append(e.Others, ref)
			}
		}
	}
}

// datadogOwners is the team or the mailbox that a value names.
func datadogOwners(n *yamlfile.Node) []model.CatalogReference {
	name := text(n)
	if name == "" || templated(name) {
		return nil
	}
	ref := model.CatalogReference{Field: "owner", Kind: model.CatalogGroup, Name: name, Span: n.Span}
	if strings.Contains(name, "@") {
		ref.Kind = model.CatalogUser
	}
	return []model.CatalogReference{ref}
}

func datadogContacts(e *model.CatalogEntry, n *yamlfile.Node) {
	for _, c := range items(at(n, "contacts")) {
		if address := c.Get("contact"); text(address) != "" {
			e.Contacts = append(e.Contacts, contact(text(c.Get("type")), address, text(address)))
		}
	}
}

func datadogLinks(e *model.CatalogEntry, links *yamlfile.Node) {
	for _, link := range items(links) {
		kind := text(link.Get("type"))
		switch {
		case isRunbook(kind, text(link.Get("name"))):
			if book, ok := runbook(link.Get("url")); ok {
				e.Runbooks = append(e.Runbooks, book)
			}
		case kind == "repo":
			datadogCode(e, link.Get("url"))
		}
	}
}

func datadogCode(e *model.CatalogEntry, address *yamlfile.Node) {
	if place, ok := codePlace(address, text(address)); ok {
		addCode(e, place)
	}
}

// datadogPagers reads integrations: a URL, or a mapping with a URL in it.
func datadogPagers(e *model.CatalogEntry, integrations *yamlfile.Node) {
	for _, p := range pairs(integrations) {
		if via := strings.ToLower(p.Key.Value); via != "pagerduty" && via != "opsgenie" {
			continue
		}
		for _, n := range [...]*yamlfile.Node{p.Value, at(p.Value, "service-url"), at(p.Value, "serviceURL")} {
			if text(n) != "" {
				e.OnCall = append(e.OnCall, pager(strings.ToLower(p.Key.Value), n, text(n)))
			}
		}
	}
}
