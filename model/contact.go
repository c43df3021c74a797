package model

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NewContact classifies an integration by its content. Via is its name as the configuration has it
// (slack, email, webhook_configs), addresses are where it sends to: URLs, mail addresses, channels.
// Keys are by what right it does: they are looked at for templates and "change me", and kept nowhere.
// Of a URL only the host becomes the Target, for its path is a key as often as not.
func NewContact(via string, addresses, keys []string) Contact {
	c := Contact{Via: via}
	var hosts, mailboxes []string
	for _, a := range addresses {
		a = strings.TrimSpace(a)
		switch host := hostOf(a); {
		case host != "":
			hosts = append(hosts, host)
		case strings.Contains(a, "@") && !strings.HasPrefix(a, "@"):
			mailboxes = append(mailboxes, splitMailboxes(a)...)
		}
	}
	c.Target = target(hosts, mailboxes, addresses)
	c.Class = classify(normalVia(via), slices.Concat(addresses, keys), hosts, mailboxes)
	return c
}

// target is what of the addresses may be shown.
func target(hosts, mailboxes, addresses []string) string {
	for _, a := range addresses {
		if a = strings.TrimSpace(a); channel(a) {
			return a
		}
	}
	switch {
	case len(mailboxes) > 0:
		return strings.Join(mailboxes, ", ")
	case len(hosts) > 0:
		return hosts[0]
	}
	return ""
}

// channel tells whether an address is the name of a room or of a member of it.
func channel(address string) bool {
	name := strings.TrimLeft(address, "#@")
	outlandish := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-", r)
	}
	return len(address) == len(name)+1 && name != "" && utf8.RuneCountInString(name) <= 80 && !strings.ContainsFunc(name, outlandish)
}

// classify looks at all that is stated first, then at the integration, then at its hosts.
func classify(via string, stated, hosts, mailboxes []string) ContactClass {
	switch {
	case slices.ContainsFunc(stated, templatedAddress):
		return ContactUnknown
	case slices.ContainsFunc(stated, placeholder) || slices.ContainsFunc(hosts, placeholderHost) || slices.ContainsFunc(mailboxes, placeholderMailbox):
		return ContactPlaceholder
	case slices.ContainsFunc(stated, heartbeat):
		return ContactHeartbeat
	}
	if class, known := classOfVia[via]; known {
		return class
	}
	if via == "email" {
		return classOfMailboxes(mailboxes)
	}
	for _, h := range hosts {
		if class := hostClass(h); class != ContactUnknown {
			return class
		}
	}
	return ContactUnknown
}

// hostClass is what is known of a host.
func hostClass(host string) ContactClass {
	for _, known := range classOfHost {
		if host == known.host || strings.HasSuffix(host, "."+known.host) {
			return known.class
		}
	}
	return ContactUnknown
}

// normalVia is the name without what only tells products apart: "slack_configs" of Alertmanager,
// "prometheus-alertmanager" of Grafana, "MS Teams".
func normalVia(via string) string {
	via = strings.ToLower(via)
	via = strings.TrimSuffix(strings.TrimSuffix(via, "_configs"), "_config")
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' {
			return -1
		}
		return r
	}, via)
}

var classOfVia = map[string]ContactClass{
	"pagerduty": ContactPager, "opsgenie": ContactPager, "victorops": ContactPager, "incidentio": ContactPager,
	"oncall": ContactPager, "squadcast": ContactPager, "rootly": ContactPager,
	"slack": ContactChat, "discord": ContactChat, "telegram": ContactChat, "msteams": ContactChat, "msteamsv2": ContactChat,
	"teams": ContactChat, "mattermost": ContactChat, "rocketchat": ContactChat, "webex": ContactChat, "wechat": ContactChat,
	"wecom": ContactChat, "googlechat": ContactChat, "dingding": ContactChat, "line": ContactChat, "threema": ContactChat,
	"jira":     ContactTicket,
	"pushover": ContactPerson,
}

// classOfHost is what is known of the hosts that a webhook may call.
var classOfHost = []struct {
	host  string
	class ContactClass
}{
	{"pagerduty.com", ContactPager},
	{"opsgenie.com", ContactPager},
	{"opsgenie.net", ContactPager},
	{"ilert.com", ContactPager},
	{"betterstack.com", ContactPager},
	{"betteruptime.com", ContactPager},
	{"zenduty.com", ContactPager},
	{"spike.sh", ContactPager},
	{"signl4.com", ContactPager},
	{"xmatters.com", ContactPager},
	{"victorops.com", ContactPager},
	{"incident.io", ContactPager},
	{"squadcast.com", ContactPager},
	{"rootly.com", ContactPager},
	{"hooks.slack.com", ContactChat},
	{"slack.com", ContactChat},
	{"discord.com", ContactChat},
	{"discordapp.com", ContactChat},
	{"api.telegram.org", ContactChat},
	{"webhook.office.com", ContactChat},
	{"office.com", ContactChat},
	{"chat.googleapis.com", ContactChat},
	{"webexapis.com", ContactChat},
	{"dingtalk.com", ContactChat},
	{"qyapi.weixin.qq.com", ContactChat},
	{"atlassian.net", ContactTicket},
	{"pushover.net", ContactPerson},
}

var (
	templateMark    = regexp.MustCompile(`\$\{|\$\(|\{\{|<%|\$__[a-z]+\{|\$[A-Za-z_]|^%\w+%$|^__\w+__$|^ENC\[|^vault:`)
	placeholderMark = regexp.MustCompile(`XXX|^REDACTED$|^0{8,}$|\bCHANGE\b|\bTODO\b|(?i:change[-_ ]?me|xxxx|your[-_])|<[^<>@]*>`)
	heartbeatMark   = regexp.MustCompile(`(?i)\bnosnch\.in|deadmanssnitch|healthchecks|\bhc-ping\.com|cronitor|/heartbeats?\b`)
)

func templatedAddress(address string) bool { return templateMark.MatchString(address) }
func placeholder(address string) bool      { return placeholderMark.MatchString(address) }
func heartbeat(address string) bool        { return heartbeatMark.MatchString(address) }

// placeholderHost knows the names that RFC 2606 keeps for examples, and the machine itself.
func placeholderHost(host string) bool {
	switch host {
	case "localhost", "127.0.0.1", "::1", "0.0.0.0", "host.docker.internal":
		return true
	}
	for _, reserved := range [...]string{"example.com", "example.org", "example.net", "example", "invalid", "test", "localhost"} {
		if host == reserved || strings.HasSuffix(host, "."+reserved) {
			return true
		}
	}
	return false
}

func placeholderMailbox(mailbox string) bool {
	_, host, _ := strings.Cut(mailbox, "@")
	return placeholderHost(strings.ToLower(strings.TrimSuffix(host, ">")))
}

// classOfMailboxes takes a lone mailbox for a person unless its name is that of a group.
func classOfMailboxes(mailboxes []string) ContactClass {
	switch len(mailboxes) {
	case 0:
		return ContactUnknown
	case 1:
		name, host, _ := strings.Cut(mailboxes[0], "@")
		if class := hostClass(strings.ToLower(host)); class == ContactPager { // a pager's own mailbox
			return class
		}
		if group.MatchString(name) {
			return ContactMailList
		}
		return ContactPerson
	}
	return ContactMailList
}

// group matches the names of mailboxes that several people read.
var group = regexp.MustCompile(`(?i)(^|[-_.+])(on-?call|ops|devops|sre|sres|noc|admins?|alerts?|alerting|monitoring|support|help-?desk|team|teams|all|everyone|engineering|engineers|developers?|devs?|dba|dbas|platform|infra|infrastructure|security|service-?desk|staff|group|list|incidents?|operations|duty|notifications?|root|info|it|webmaster|postmaster)($|[-_.+0-9])|(team|ops|alerts?|admins?|list|group)$`)

func splitMailboxes(text string) []string {
	var boxes []string
	for _, box := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == ' ' || r == '\t' }) {
		if strings.Contains(box, "@") {
			boxes = append(boxes, strings.Trim(box, "<>\"'"))
		}
	}
	return boxes
}

// hostOf is the host of a URL, in lower case, without its port; empty if the text is no URL.
func hostOf(text string) string {
	if !strings.Contains(text, "://") {
		return ""
	}
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
