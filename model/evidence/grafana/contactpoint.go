package grafana

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// isContactPoint knows a contact point with its receivers, and one receiver of it as the API has it.
func isContactPoint(n *yamlfile.Node) bool {
	if !has(n, "name") {
		return false
	}
	if has(n, "settings") && has(n, "type") {
		return true
	}
	for _, item := range items(n.Get("receivers")) {
		return has(item, "type") && has(item, "settings")
	}
	return false
}

// contactPoint reads a contact point. Several entries of one name are one receiver.
func (p *part) contactPoint(n *yamlfile.Node) {
	p.known = true
	name := n.Get("name")
	if text(name) == "" {
		p.warn(p.span(n), "a contact point without a name")
		return
	}
	receiver := p.receiver(name)
	if has(n, "settings") {
		receiver.Contacts = append(receiver.Contacts, p.contact(n))
	}
	each(n.Get("receivers"), func(item *yamlfile.Node) {
		receiver.Contacts = append(receiver.Contacts, p.contact(item))
	})
}

// receiver is the receiver of a name in this file.
func (p *part) receiver(name *yamlfile.Node) *model.Receiver {
	points := p.definitions(name)
	for _, r := range points.Receivers {
		if r.Name == text(name) {
			return r
		}
	}
	r := &model.Receiver{Name: text(name), Span: p.span(name)}
	points.Receivers = append(points.Receivers, r)
	return r
}

// definitions is the Routing that holds what the file defines and no tree of it: its receivers and
// its hours. It begins with the first of them.
func (p *part) definitions(first *yamlfile.Node) *model.Routing {
	if p.defined == nil {
		p.defined = &model.Routing{Kind: model.EvidenceGrafana, Span: p.span(first)}
		p.evidence.Routings = append(p.evidence.Routings, p.defined)
	}
	return p.defined
}

// addresses are the settings that say where an integration sends to.
var addresses = [...]string{
	"addresses", "recipient", "url", "webhookUrl", "webhook_url", "api_url", "apiUrl", "endpointUrl", "kafkaRestProxy", "brokerUrl", "kafkaTopic",
	"topic", "topic_arn", "channel", "room_id", "roomId", "chatid", "to", "toUser", "to_user", "project",
}

// secrets are the settings that say by what right it does. Nothing of them is kept but whether they
// are still to be filled in.
var secrets = [...]string{
	"integrationKey", "apiKey", "api_key", "token", "bottoken", "bot_token", "userKey", "apiToken", "api_token", "integration_key",
}

func (p *part) contact(n *yamlfile.Node) model.Contact {
	settings := n.Get("settings")
	contact := model.NewContact(text(n.Get("type")), settled(settings, addresses[:]), settled(settings, secrets[:]))
	contact.Span = p.span(n)
	if kind := n.Get("type"); kind != nil {
		contact.Span = p.span(kind)
	}
	return contact
}

// settled lists what some of the settings say.
func settled(settings *yamlfile.Node, keys []string) []string {
	var all []string
	for _, key := range keys {
		all = append(all, texts(find(settings, key))...)
	}
	return all
}
