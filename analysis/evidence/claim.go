package evidence

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A Claim is an alert of the drawing together with what the evidence says of it, whatever arrow and
// failure it is to tell of.
type Claim struct {
	Monitor *model.Monitor
	Alert   *model.Alert
	Rules   []*model.AlertRule // those of its name; the claim rests on a rule only if there is one
	Near    []*model.AlertRule // if it is refuted that there is one, those nearest to it

	Exists, Delivered, Exercised Step

	Routed    []*model.Receiver // where the routing may take it, as far as that is known
	Parties   []model.Party     // the teams and people whose contacts those are
	Strangers []*model.Receiver // those of Routed that belong to none of them
	Wait      time.Duration     // from firing until the route sends it

	Muted        time.Duration      // the longest stretch of a week in which its route is muted
	MutedAtNight bool               // it is muted at 03:00 UTC on a Sunday
	Silencers    []*model.AlertRule // alerts that may silence it while they fire
}

// Rule is the rule that the claim rests on, or nil.
func (c *Claim) Rule() *model.AlertRule {
	if len(c.Rules) != 1 {
		return nil
	}
	return c.Rules[0]
}

// Holds tells whether the claim is not refuted whatever it is about: a rule may exist, be evaluated,
// fire and reach people.
func (c *Claim) Holds() bool {
	if r := c.Rule(); r != nil && (r.Off != "" || r.Condition.Fault != "" && !c.Beats()) {
		return false
	}
	return c.Exists.Verdict != Refuted && c.Delivered.Verdict != Refuted
}

// claim holds one alert against the evidence.
func (j *Judge) claim(m *model.Monitor, alert *model.Alert) *Claim {
	c := &Claim{Monitor: m, Alert: alert, Wait: defaultWait}
	name, labels := SplitName(alert.Name.Value)
	c.Rules = j.named(name, labels)
	c.Exists = j.exists(c, name)
	if j.route(c); c.Beats() {
		c.Delivered = j.watchdog(c.Rule()).Heard
	}
	c.Exercised = j.exercised(name, labels)
	return c
}

// SplitName takes the labels off a name such as Name{severity="page"}.
func SplitName(written string) (string, []model.Label) {
	name, rest, found := strings.Cut(written, "{")
	if !found {
		return written, nil
	}
	var labels []model.Label
	for pair := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSpace(rest), "}"), ",") {
		if key, value, ok := strings.Cut(pair, "="); ok {
			labels = append(labels, model.Label{
				Name: strings.TrimSpace(key), Value: strings.Trim(strings.TrimSpace(value), `"'`), Known: true,
			})
		}
	}
	return strings.TrimSpace(name), labels
}

// named lists the rules of a name that have all the labels.
func (j *Judge) named(name string, labels []model.Label) []*model.AlertRule {
	var found []*model.AlertRule
	for _, r := range j.rules[name] {
		if hasAll(r.Labels, labels) {
			found = append(found, r)
		}
	}
	return found
}

func hasAll(all, wanted []model.Label) bool {
	for _, w := range wanted {
		if !slices.ContainsFunc(all, func(l model.Label) bool { return l.Known && l.Name == w.Name && l.Value == w.Value }) {
			return false
		}
	}
	return true
}

// exists judges whether one readable rule has the alert's name.
func (j *Judge) exists(c *Claim, name string) Step {
	switch rules := c.Rules; {
	case !j.readsRules:
		return unread("no file that defines alerts is among the evidence")
	case name == "":
		return doubted(c.Alert.Span, "the alert has no name to look for")
	case len(rules) == 1:
		return proven(rules[0].Span, "defined at "+rules[0].Span.String())
	case len(rules) > 1:
		why := fmt.Sprintf("%d rules have that name, first at %s", len(rules), rules[0].Span)
		if one := c.Choice(); one != "" {
			why += ": say which, as in " + one
		}
		return doubted(rules[0].Span, why)
	}
	if u, file := j.mention(name); u != nil {
		return doubted(u.Span, "named in "+file+", which cannot be read: "+u.Why)
	}
	if file := j.setAside(name); file != "" {
		return doubted(diag.Span{}, "it is defined in "+file+vouching)
	}
	if elsewhere(c.Monitor) {
		return unread("its source is " + c.Monitor.Source.Value + ", of which no evidence is read")
	}
	if len(j.unread) > 0 {
		u := j.unread[0]
		return doubted(u.Span, "no rule that can be read has that name, and "+u.Span.File+" cannot: "+u.Why)
	}
	why := "no rule has that name"
	if len(j.rules[name]) > 0 {
		why = "no rule of that name has those labels"
	}
	if c.Near = j.near(name); len(c.Near) > 0 {
		why += ", the nearest is " + c.Near[0].Name + " at " + c.Near[0].Span.String()
	}
	return refuted(diag.Span{}, why)
}

// Choice is how to name one of several rules that a claim may rest on: the first that a label sets
// apart from the others. It is empty where no label does.
func (c *Claim) Choice() string {
	name, labels := SplitName(c.Alert.Name.Value)
	for _, r := range c.Rules {
		for _, l := range r.Labels {
			alike := func(other *model.AlertRule) bool { return other != r && hasAll(other.Labels, []model.Label{l}) }
			if l.Known && !slices.ContainsFunc(c.Rules, alike) {
				return withLabels(name, append(labels, l))
			}
		}
	}
	return ""
}

// withLabels writes a name with labels, as splitName reads it.
func withLabels(name string, labels []model.Label) string {
	pairs := make([]string, len(labels))
	for i, l := range labels {
		pairs[i] = fmt.Sprintf("%s=%q", l.Name, l.Value)
	}
	return name + "{" + strings.Join(pairs, ",") + "}"
}

// elsewhere tells whether a monitor says that it lives in a tool none of whose files are read.
func elsewhere(m *model.Monitor) bool {
	switch strings.ToLower(m.Source.Value) {
	case "", "prometheus", "thanos", "mimir", "cortex", "victoriametrics", "grafana", "alertmanager", "sloth", "pyrra", "openslo":
		return false
	}
	return true
}

// route follows the alert through the routing.
func (j *Judge) route(c *Claim) {
	rule := c.Rule()
	switch {
	case len(j.routes) == 0:
		c.Delivered = unread("no routing of alerts is among the evidence")
		return
	case rule == nil:
		c.Delivered = doubted(diag.Span{}, "without a rule it is not known which labels would route it")
		if c.Exists.Unread {
			c.Delivered.Unread = true
		}
		return
	}
	trees := j.trees(rule)
	if len(trees) == 0 {
		c.Delivered = unread("no routing is read for alerts of " + rule.Kind.String())
		return
	}
	steps := make([]Step, len(trees))
	for i, t := range trees {
		steps[i] = j.deliver(c, rule, t)
	}
	c.Delivered = agreed(steps)
	c.Parties, c.Strangers = j.parties(c.Routed), j.strangers(c.Routed)
}

// agreed is what all steps say, or unknown where they differ.
func agreed(steps []Step) Step {
	for _, s := range steps[1:] {
		if s.Verdict != steps[0].Verdict {
			return doubted(steps[0].At, "it depends on which of the routings gets it: "+steps[0].Why+", or "+s.Why)
		}
	}
	return steps[0]
}

// deliver judges whether one routing brings the alert to people.
func (j *Judge) deliver(c *Claim, rule *model.AlertRule, t tree) Step {
	if rule.Receiver != "" {
		return j.direct(c, rule, t.routing)
	}
	labelled := j.labelled(rule)
	sure := t.Reach(labelled, func(to *model.Receiver) bool { return wakes(c.Alert, to) == Proven })
	receivers := sure.Receivers()
	c.Routed = append(c.Routed, receivers...)
	at, names := t.routing.Span, receiverNames(receivers)
	if first := sure.First(); first != nil {
		at, c.Wait = first.Span, first.GroupWait
		_, muted := sure.LongestMute(j.midnight())
		c.Muted = max(c.Muted, muted)
		c.MutedAtNight = c.MutedAtNight || sure.MutedAt(j.night())
	} else if len(sure.Deliveries) > 0 {
		at = sure.Deliveries[0].Route.Span
	}
	switch sure.Value {
	case routing.Always:
		if j.mayDrop() {
			return doubted(at, "routed to "+names+", unless the server drops it before it is sent: alert_relabel_configs may")
		}
		why := "routed to " + names
		if c.Muted > 0 {
			why += ", but muted for up to " + model.FormatDuration(c.Muted)
		}
		if c.Silencers = t.silencers(labelled, rule); len(c.Silencers) > 0 {
			why += "; " + ruleNames(c.Silencers) + " may silence it"
		}
		return proven(at, why)
	case routing.Depends:
		return doubted(at, "it depends: it reaches people "+sure.Condition)
	}
	maybe := t.Reach(labelled, func(to *model.Receiver) bool { return wakes(c.Alert, to) != Refuted })
	if maybe.Value != routing.Never {
		return doubted(at, "routed to "+names+", of which it is not known whom it reaches")
	}
	return refuted(at, "routed to "+names+whyNot(c.Alert, receivers))
}

// direct judges an alert that names its receiver itself.
func (j *Judge) direct(c *Claim, rule *model.AlertRule, r *model.Routing) Step {
	for _, to := range r.Receivers {
		if to.Name != rule.Receiver {
			continue
		}
		c.Routed = append(c.Routed, to)
		switch wakes(c.Alert, to) {
		case Proven:
			return proven(to.Span, "sent to "+to.Name+", which it names itself")
		case Refuted:
			return refuted(to.Span, "sent to "+to.Name+whyNot(c.Alert, []*model.Receiver{to}))
		}
		return doubted(to.Span, "sent to "+to.Name+", of which it is not known whom it reaches")
	}
	return refuted(rule.Span, "it names receiver "+rule.Receiver+", which is not defined")
}

// labelled is what routing needs to know of the alerts of a rule. Without the server's
// configuration any label may come from outside.
func (j *Judge) labelled(rule *model.AlertRule) routing.Alert {
	a := routing.Alert{
		Labels:   slices.Concat(rule.Condition.Labels, rule.Labels, []model.Label{{Name: "alertname", Value: rule.Name, Known: true}}),
		Possible: rule.Condition.Possible,
		Open:     rule.Condition.Open || rule.Condition.Unreadable != "" || len(j.evidence.Servers) == 0,
	}
	for _, s := range j.evidence.Servers {
		a.External = append(a.External, s.ExternalLabels...)
		for _, w := range s.Rewrites {
			for i, l := range a.Labels {
				a.Labels[i].Known = l.Known && (w.Labels == nil || !w.Labels.MatchString(l.Name))
			}
		}
	}
	return a
}

// wakes judges by its content whether a receiver reaches people in the way the alert means to.
func wakes(alert *model.Alert, to *model.Receiver) Verdict {
	verdict := Refuted
	for _, c := range to.Contacts {
		switch {
		case reaches(alert.How.Value, c):
			return Proven
		case c.Class == model.ContactUnknown:
			verdict = Unknown
		}
	}
	return verdict
}

// reaches tells whether a contact tells people, and wakes them where the alert pages.
func reaches(how model.How, c model.Contact) bool {
	switch c.Class {
	case model.ContactPager:
		return true
	case model.ContactPerson:
		return how != model.Page || c.Via != "email"
	case model.ContactChat, model.ContactTicket, model.ContactMailList:
		return how != model.Page
	}
	return false
}

// whyNot says why none of the receivers reaches people.
func whyNot(alert *model.Alert, to []*model.Receiver) string {
	var contacts []model.Contact
	for _, r := range to {
		contacts = append(contacts, r.Contacts...)
	}
	switch {
	case len(contacts) == 0:
		return ", which tells nobody"
	case alert.How.Value == model.Page && contacts[0].Class == model.ContactPerson:
		return ", a person's mailbox, which wakes nobody"
	case alert.How.Value == model.Page && contacts[0].Class > model.ContactPager:
		return ", a " + contacts[0].Class.String() + ", which wakes nobody"
	}
	return ", a " + contacts[0].Class.String() + ", which reaches no person"
}

func receiverNames(all []*model.Receiver) string {
	names := make([]string, len(all))
	for i, r := range all {
		names[i] = r.Name
	}
	if len(names) == 0 {
		return "no receiver"
	}
	return strings.Join(names, ", ")
}

// mayDrop tells whether a server does not send alerts with some labels.
func (j *Judge) mayDrop() bool {
	return slices.ContainsFunc(j.evidence.Servers, func(s *model.MetricServer) bool {
		return slices.ContainsFunc(s.Rewrites, func(w model.AlertRewrite) bool { return w.Drops })
	})
}

// ruleNames lists the first names of some rules.
func ruleNames(rules []*model.AlertRule) string {
	const few = 3
	var names []string
	for _, r := range rules {
		if !slices.Contains(names, r.Name) {
			names = append(names, r.Name)
		}
	}
	if rest := len(names) - few; rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), rest)
	}
	return strings.Join(names, ", ")
}

// exercised judges whether a unit test expects an alert of that name to fire.
func (j *Judge) exercised(name string, labels []model.Label) Step {
	if len(j.evidence.Of(model.EvidencePrometheusTests)) == 0 {
		return unread("no tests of alerts are among the evidence")
	}
	var silent *model.AlertTest
	for i := range j.evidence.Tests {
		t := &j.evidence.Tests[i]
		switch {
		case t.Alert != name || t.Fires && !hasAll(t.Labels, labels):
		case t.Fires:
			return proven(t.Span, "a test expects it to fire, at "+t.Span.String())
		case silent == nil:
			silent = t
		}
	}
	if silent != nil {
		return refuted(silent.Span, "its tests expect silence only")
	}
	return doubted(diag.Span{}, "no test makes it fire")
}
