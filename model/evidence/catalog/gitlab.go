package catalog

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// gitLab reads a list of services, of teams, or both.
func (r *reader) gitLab(n *yamlfile.Node) {
	r.known = true
	for _, service := range items(n.Get("services")) {
		r.service(service)
	}
	for _, team := range items(n.Get("teams")) {
		r.team(team)
	}
}

func (r *reader) service(n *yamlfile.Node) {
	e := &model.CatalogEntry{Format: model.GitLabServices, Kind: "service"}
	if !r.add(e, n.Get("name"), n) {
		return
	}
	addAlias(e, text(n.Get("friendly_name")))
	addAlias(e, text(n.Get("label")))
	for _, field := range [...]string{"teams", "team", "owner"} {
		e.Owners = append(e.Owners, logins(n, field, model.CatalogGroup)...)
	}
	for _, dependency := range items(at(n, "technical", "dependencies")) {
		e.Others = append(e.Others, logins(dependency, "service", "service")...)
	}
	for _, project := range items(at(n, "technical", "project")) {
		if place, ok := codePlace(project, text(project)); ok {
			addCode(e, place)
		}
	}
	for _, book := range items(at(n, "operations", "runbooks")) {
		for _, address := range [...]*yamlfile.Node{book, book.Get("url")} {
			if link, ok := runbook(address); ok {
				e.Runbooks = append(e.Runbooks, link)
			}
		}
	}
}

func (r *reader) team(n *yamlfile.Node) {
	e := &model.CatalogEntry{Format: model.GitLabServices, Kind: model.CatalogGroup}
	if !r.add(e, n.Get("name"), n) {
		return
	}
	for _, field := range [...]string{"slack_alerts_channel", "slack_channel"} {
		if channel := n.Get(field); text(channel) != "" {
			e.Contacts = append(e.Contacts, contact("slack", channel, "#"+strings.TrimPrefix(text(channel), "#")))
		}
	}
	if schedule := n.Get("oncall_schedule"); text(schedule) != "" {
		e.OnCall = append(e.OnCall, pager("oncall", schedule, text(schedule)))
	}
	if manager := n.Get("manager_slug"); text(manager) != "" {
		c := contact("manager", manager, "@"+text(manager))
		c.Class = model.ContactPerson
		e.Contacts = append(e.Contacts, c)
	}
	if members := n.Get("members"); members != nil && !members.Null {
		e.Members = model.Stated[[]model.CatalogReference]{Value: logins(n, "members", model.CatalogUser), Span: members.Span}
	}
}
