package catalog

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// kept are the kinds of Backstage that say something about owners or people.
var kept = map[string]bool{
	"component": true, "api": true, "resource": true, "system": true, "domain": true,
	model.CatalogGroup: true, model.CatalogUser: true,
}

// passed are the kinds that are known and say nothing of that: places to read more from, and forms to
// fill in.
var passed = map[string]bool{"location": true, "template": true}

// defaultNamespace is where entities are that name none.
const defaultNamespace = "default"

// backstage reads an entity.
func (r *reader) backstage(n *yamlfile.Node, version string) {
	kind := strings.ToLower(text(n.Get("kind")))
	switch {
	case passed[kind]:
		r.known = true
		r.entities = append(r.entities, Entity{&model.CatalogEntry{Format: model.Backstage, Kind: kind, Span: n.Span}, n})
		return
	case version != "backstage.io/v1alpha1" && version != "backstage.io/v1beta1":
		r.skip(n.Get("apiVersion").Span, "its version "+quote(version)+" is not known")
		return
	case !kept[kind]:
		at := n.Span
		if n.Get("kind") != nil {
			at = n.Get("kind").Span
		}
		r.skip(at, "it is of the unknown kind "+quote(text(n.Get("kind"))))
		return
	}
	metadata, spec := n.Get("metadata"), n.Get("spec")
	e := &model.CatalogEntry{Format: model.Backstage, Kind: kind, Namespace: text(at(metadata, "namespace"))}
	if e.Namespace == "" {
		e.Namespace = defaultNamespace
	}
	if !r.add(e, at(metadata, "name"), n) {
		return
	}
	for _, title := range [...]*yamlfile.Node{at(metadata, "title"), at(spec, "profile", "displayName")} {
		addAlias(e, text(title))
	}
	for _, p := range pairs(at(metadata, "annotations")) {
		annotation(e, p.Key.Value, p.Value)
	}
	for _, link := range items(at(metadata, "links")) {
		backstageLink(e, link)
	}
	if mail := at(spec, "profile", "email"); text(mail) != "" {
		if kind == model.CatalogUser {
			e.Emails = append(e.Emails, text(mail))
		} else {
			e.Contacts = append(e.Contacts, contact("email", mail, text(mail)))
		}
	}
	r.relations(e, spec)
	r.entities = append(r.entities, Entity{e, n})
}

// addAlias adds a name that an entry goes by as well.
func addAlias(e *model.CatalogEntry, name string) {
	if name == "" || name == e.Name || templated(name) {
		return
	}
	for _, known := range e.Aliases {
		if known == name {
			return
		}
	}
	e.Aliases = append(e.Aliases, name)
}

// pagers are the sites whose annotations say that somebody is called.
var pagers = map[string]string{
	"pagerduty.com": "pagerduty", "opsgenie.com": "opsgenie", "victorops.com": "victorops", "splunk.com": "victorops",
	"incident.io": "incidentio", "squadcast.com": "squadcast", "rootly.com": "rootly", "ilert.com": "ilert",
	"grafana.com": "oncall", "firehydrant.com": "firehydrant", "xmatters.com": "xmatters",
}

// annotation reads what an annotation says of on-call, runbooks, code and names.
func annotation(e *model.CatalogEntry, key string, n *yamlfile.Node) {
	value := text(n)
	if value == "" {
		return
	}
	site, name, _ := strings.Cut(key, "/")
	via, calls := pagers[site]
	if site == "splunk.com" || site == "grafana.com" { // these have annotations of other kinds too
		calls = calls && strings.Contains(strings.ReplaceAll(name, "-", ""), "oncall")
	}
	switch {
	case calls:
		e.OnCall = append(e.OnCall, pager(via, n, value))
	case isRunbook(name):
		if link, ok := runbook(n); ok {
			e.Runbooks = append(e.Runbooks, link)
		}
	case key == "backstage.io/source-location":
		if place, ok := codePlace(n, strings.TrimPrefix(value, "url:")); ok {
			addCode(e, place)
		}
	case key == "github.com/project-slug" || key == "gitlab.com/project-slug":
		addCode(e, model.CodePlace{Repository: site + "/" + strings.Trim(value, "/"), Span: n.Span})
	case key == "github.com/user-login":
		e.GitHub = value
	case key == "backstage.io/kubernetes-id":
		addAlias(e, value)
	}
}

// addCode adds a place. Of two places in one repository, one with a path says more than all of it.
func addCode(e *model.CatalogEntry, place model.CodePlace) {
	for i, known := range e.Code {
		if !strings.EqualFold(known.Repository, place.Repository) {
			continue
		}
		if len(known.Paths) == 0 {
			e.Code[i] = place
			return
		}
		if len(place.Paths) == 0 {
			return
		}
	}
	e.Code = append(e.Code, place)
}

func backstageLink(e *model.CatalogEntry, link *yamlfile.Node) {
	address := link.Get("url")
	switch {
	case text(address) == "":
	case isRunbook(text(link.Get("type")), text(link.Get("title")), text(link.Get("icon"))):
		if link, ok := runbook(address); ok {
			e.Runbooks = append(e.Runbooks, link)
		}
	default:
		mailbox, isMail := strings.CutPrefix(text(address), "mailto:")
		if c := contact("link", address, mailbox); isMail || c.Class == model.ContactChat {
			e.Contacts = append(e.Contacts, c)
		} else if c.Class == model.ContactPager {
			e.OnCall = append(e.OnCall, c)
		}
	}
}

// A relation is a field that holds references, and the kind they are of unless they say otherwise.
type relation struct {
	field, kind string
	allowed     []string // kinds; the one above where there are none
}

var relations = []relation{
	{field: "owner", kind: model.CatalogGroup, allowed: []string{model.CatalogGroup, model.CatalogUser}},
	{field: "members", kind: model.CatalogUser},
	{field: "memberOf", kind: model.CatalogGroup},
	{field: "parent", kind: model.CatalogGroup},
	{field: "children", kind: model.CatalogGroup},
	{field: "system", kind: "system"},
	{field: "domain", kind: "domain"},
	{field: "subdomainOf", kind: "domain"},
	{field: "subcomponentOf", kind: "component"},
	{field: "dependsOn", kind: "component", allowed: []string{"component", "resource", "api", "system"}},
	{field: "dependencyOf", kind: "component", allowed: []string{"component", "resource", "api", "system"}},
	{field: "consumesApis", kind: "api"},
	{field: "providesApis", kind: "api"},
}

// relations reads the fields of an entity that refer to others.
func (r *reader) relations(e *model.CatalogEntry, spec *yamlfile.Node) {
	for _, relation := range relations {
		field := at(spec, relation.field)
		var references []model.CatalogReference
		for _, item := range items(field) {
			if reference, ok := r.reference(e, relation, item); ok {
				references = append(references, reference)
			}
		}
		switch relation.field {
		case "owner":
			e.Owners = references
		case "members":
			if field != nil && !field.Null {
				e.Members = model.Stated[[]model.CatalogReference]{Value: references, Span: field.Span}
			}
		case "memberOf":
			e.MemberOf = references
		case "parent":
			e.Parents = references
		case "children":
			e.Children = references
		default:
			e.Others = append(e.Others, references...)
		}
	}
}

// reference reads `[kind:][namespace/]name`. What is left out is the kind that the field asks for and
// the namespace of the entity that refers.
func (r *reader) reference(e *model.CatalogEntry, by relation, n *yamlfile.Node) (model.CatalogReference, bool) {
	written := text(n)
	if written == "" || templated(written) {
		if n.Kind != yamlfile.Scalar {
			r.warn(n.Span, "a reference in %s is text, not %s", by.field, n.Kind)
		}
		return model.CatalogReference{}, false
	}
	ref := model.CatalogReference{Field: by.field, Kind: by.kind, Namespace: e.Namespace, Name: written, Span: n.Span}
	if kind, rest, ok := strings.Cut(ref.Name, ":"); ok {
		ref.Kind, ref.Name = strings.ToLower(strings.TrimSpace(kind)), strings.TrimSpace(rest)
	}
	if namespace, rest, ok := strings.Cut(ref.Name, "/"); ok {
		ref.Namespace, ref.Name = strings.TrimSpace(namespace), strings.TrimSpace(rest)
	}
	if ref.Kind == "" || ref.Namespace == "" || ref.Name == "" || strings.ContainsAny(ref.Name, ":/") {
		r.warn(n.Span, "%s is no reference: write kind:namespace/name", quote(written))
		return ref, false
	}
	return ref, true
}
