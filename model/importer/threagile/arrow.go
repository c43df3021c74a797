package threagile

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wording"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A link is a communication link.
type link struct {
	from, to *thing // to is nil where no asset has the ID
	target   string // the ID
	title    string
	node     *yamlfile.Node
}

// link finds the communication links of all assets.
func (r *reader) link() {
	for _, t := range r.assets.all {
		for _, part := range t.parts {
			links := part.Get("communication_links")
			if links != nil && links.Kind == yamlfile.Sequence { // as Threagile writes it itself
				for _, n := range r.Objects(part, "communication_links") {
					r.draw(t, importer.Text(n, "title"), n, n.Get("target_id"))
				}
				continue
			}
			for _, p := range r.Members(part, "communication_links") {
				r.draw(t, p.Key.Value, p.Value, p.Value.Get("target"))
			}
		}
	}
}

func (r *reader) draw(from *thing, title string, n, target *yamlfile.Node) {
	if importer.Scalar(target) == "" {
		at := n.Span
		if target != nil {
			at = target.Span
		}
		r.Add(diag.Diagnostic{
			Rule: importer.ReadImport, Level: diag.Error, Span: at,
			Message: diag.Quote(title) + " has no target", Mend: "add target: and the id of the asset that is spoken to",
		})
		return
	}
	r.links = append(r.links, link{from: from, to: r.assets.find(r, target), target: importer.Scalar(target), title: title, node: n})
}

// line is the link as a diagram has it.
func (l link) line() importer.Line {
	line := importer.Line{
		From: l.from.name, To: l.target, Label: l.title, Via: importer.Text(l.node, "protocol"),
		Evidence: importer.Drawn(l.node.Span.File, "technical_assets", l.from.title, "communication_links", l.title),
	}
	if l.to != nil {
		line.To = l.to.name
	}
	line.Apart = []string{line.Via}
	line.Kind, line.Question = l.kind()
	if strings.EqualFold(importer.Text(l.node, "usage"), "devops") {
		line.Tags = append(line.Tags, "devops")
	}
	if isTrue(importer.Text(l.node, "readonly")) {
		line.Tags = append(line.Tags, "read-only")
	}
	if l.isTelemetry() {
		line.Tags = append(line.Tags, "telemetry")
	}
	return line
}

// protocol is what the link speaks, whether or not it is encrypted.
func (l link) protocol() string {
	return strings.TrimSuffix(strings.ToLower(importer.Text(l.node, "protocol")), "-encrypted")
}

// made tells whether the to-end is made of one of some technologies.
func (l link) made(words ...string) bool {
	return l.to != nil && slices.ContainsFunc(l.to.made(), func(made string) bool { return slices.Contains(words, made) })
}

func (l link) isTelemetry() bool { return l.made("monitoring", "siem") || l.protocol() == "nrpe" }

// toKind is what the to-end is.
func (l link) toKind() model.ComponentKind {
	if l.to == nil {
		return model.ComponentService
	}
	return l.to.kind()
}

// kind is what kind of arrow the link is: by its protocol, or else by what it leads to. The question is what
// that leaves open.
func (l link) kind() (model.Kind, string) {
	from, to := l.from.kind(), l.toKind()
	toStore := to == model.ComponentDatabase || to == model.ComponentCache || to == model.ComponentStorage
	switch protocol := l.protocol(); {
	case to == model.ComponentPerson:
		return model.Notification, ""
	case from == model.ComponentPerson && !toStore:
		return model.Call, ""
	case from == model.ComponentQueue && to != model.ComponentQueue && !toStore:
		return model.Event, ""
	case slices.Contains([]string{"mqtt", "jms"}, protocol), to == model.ComponentQueue:
		return l.message()
	case slices.Contains([]string{"smtp"}, protocol):
		return model.Notification, ""
	case slices.Contains([]string{"ftp", "ftps", "sftp", "scp"}, protocol) && l.sends() && !l.receives():
		return model.Batch, ""
	case protocol == "container-spawning":
		return model.Trigger, ""
	case slices.Contains([]string{"jdbc", "odbc", "sql-access-protocol", "nosql-access-protocol", "ldap", "ldaps", "nfs", "smb", "local-file-access", "pop3", "imap"}, protocol), toStore:
		return model.Query, ""
	case l.made("identity-provider", "idp", "vault", "hashicorp-vault", "service-registry", "service-discovery"):
		return model.Resolve, ""
	case l.made("monitoring", "siem") && !l.receives():
		return model.Stream, ""
	}
	return model.Call, ""
}

// message is the kind of a link that carries messages. It runs as they do where the model says that data is
// sent and none received.
func (l link) message() (model.Kind, string) {
	switch {
	case l.sends() && !l.receives():
		return model.Event, ""
	case l.receives() && !l.sends():
		return model.Call, wording.AskReceives
	}
	return model.Event, importer.AskSide
}

func (l link) sends() bool    { return len(importer.Texts(l.node, "data_assets_sent")) > 0 }
func (l link) receives() bool { return len(importer.Texts(l.node, "data_assets_received")) > 0 }
