package openslo

import (
	"cmp"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/slofile"
)

const unnamed = "unnamed"

// receiverName is that of what a policy tells. All its targets together are one receiver, as each of
// its alerts goes to all of them.
func receiverName(policy *object) string { return cmp.Or(policy.name, unnamed) }

// route makes a receiver of the targets of a policy, once.
func (c *catalog) route(o objective, policy *object) {
	targets := slofile.Items(policy.at("notificationTargets"))
	if len(targets) == 0 || c.routed[policy.node] {
		return
	}
	c.routed[policy.node] = true
	receiver := &model.Receiver{Name: receiverName(policy), Span: policy.at("notificationTargets").Span}
	for _, n := range targets {
		target, named := c.inside(policy, n, kindTarget, "targetRef")
		contact := model.Contact{Via: named.name}
		if target != nil {
			contact = contactOf(slofile.Text(target.at("target")))
		} else {
			policy.file.Unclear(n.Span, "the target "+named.name+" is in no file that was read")
		}
		contact.Span = n.Span
		receiver.Contacts = append(receiver.Contacts, contact)
	}
	policy.file.Route(&model.Routing{Span: receiver.Span, Receivers: []*model.Receiver{receiver}})
}

// contactOf is what a target reaches: the name of a service, or an address.
func contactOf(target string) model.Contact {
	switch {
	case strings.Contains(target, "://"):
		return model.NewContact("webhook", []string{target}, nil)
	case strings.Contains(target, "@"):
		return model.NewContact("email", []string{target}, nil)
	}
	return model.NewContact(target, nil, nil)
}
