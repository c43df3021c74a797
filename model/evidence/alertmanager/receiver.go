package alertmanager

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Keys of integrations, in the order in which they are looked at.
var (
	// addresses say where a message goes.
	addresses = []string{"channel", "to", "url", "apiurl", "webhookurl", "host", "chatid", "roomid", "phonenumber", "topicarn", "targetarn"}

	// secrets are looked at for templates and placeholders, and kept nowhere.
	secrets = []string{"routingkey", "servicekey", "apikey", "apisecret", "userkey", "token", "bottoken"}

	// rooms are the integrations whose channels are written with a # or without.
	rooms = []string{"slack", "mattermost", "rocketchat"}
)

func (c *configuration) readReceivers(n *yamlfile.Node) {
	for _, item := range c.items(n, "receivers") {
		name, ok := c.nameOf(item, "receiver", func(name string) bool { return c.receivers[name] != nil })
		if !ok {
			continue
		}
		r := &model.Receiver{Name: name, Span: c.at(get(item, "name")), Contacts: c.contacts(item)}
		c.receivers[name] = r
		c.routing.Receivers = append(c.routing.Receivers, r)
	}
}

// contacts reads the integrations of a receiver: any key that ends in configs is a list of them.
func (c *configuration) contacts(receiver *yamlfile.Node) []model.Contact {
	var all []model.Contact
	for _, p := range receiver.Pairs {
		via, isList := strings.CutSuffix(fold(p.Key.Value), "configs")
		if !isList {
			continue
		}
		if text, ok := c.scalar(p.Value); ok && isTemplate(text) {
			c.unread(c.at(p.Value), "the integrations of a receiver are a template")
			all = append(all, model.Contact{Via: via, Span: c.at(p.Value)})
			continue
		}
		if p.Value.Kind != yamlfile.Sequence && !p.Value.Null {
			c.warn(p.Value, "%s must be a list, not %s", diag.Quote(p.Key.Value), p.Value.Kind)
			continue
		}
		for _, item := range p.Value.Items {
			all = append(all, c.contact(via, item))
		}
	}
	return all
}

// contact reads an integration, with what it takes from the settings of all.
func (c *configuration) contact(via string, n *yamlfile.Node) model.Contact {
	contact := model.NewContact(via, c.stated(via, n, addresses), c.stated(via, n, secrets))
	contact.Span = c.at(n)
	if contact.Target == "" {
		contact.Target = c.team(n)
	}
	return contact
}

// stated lists what an integration states under some keys.
func (c *configuration) stated(via string, n *yamlfile.Node, keys []string) []string {
	var texts []string
	for _, key := range keys {
		text := c.setting(via, n, key)
		if key == "channel" && slices.Contains(rooms, via) && text != "" && !strings.ContainsAny(text[:1], "#@{$<") {
			text = "#" + text
		}
		if text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// setting is the text of a key of an integration, or of the setting for all integrations of the kind:
// slack_api_url for api_url of Slack.
func (c *configuration) setting(via string, n *yamlfile.Node, key string) string {
	if text, ok := c.scalar(get(n, key)); ok {
		return text
	}
	for i, settings := range c.settings {
		prefix := ""
		if i > 0 || get(settings, c.prefix+"receivers") != nil {
			prefix = c.prefix
		}
		if text, ok := c.scalar(get(settings, prefix+via+key)); ok {
			return text
		}
	}
	return ""
}

// team is the project or the responders that an integration names, where it names no address.
func (c *configuration) team(n *yamlfile.Node) string {
	project, _ := c.scalar(get(n, "project"))
	if project == "" {
		project, _ = c.scalar(get(get(n, "project"), "key"))
	}
	if project != "" && !isTemplate(project) {
		return project
	}
	responders := get(n, "responders")
	if responders == nil {
		return ""
	}
	var names []string
	for _, r := range responders.Items {
		if name, _ := c.scalar(get(r, "name")); name != "" && !isTemplate(name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}
