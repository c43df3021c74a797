package evidence

import (
	"time"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
)

// A Watchdog is a rule that fires always, on purpose: something outside misses its alert when it no
// longer comes, and with it every other that takes the same way.
type Watchdog struct {
	Rule  *model.AlertRule
	Heard Step          // whether it is brought to something that misses it
	Every time.Duration // the longest from one reminder to the next; 0 where that is not known
}

// Beats tells whether the alert is there to be missed: it is that of a heartbeat, and its rule always
// fires.
func (c *Claim) Beats() bool {
	r := c.Rule()
	return r != nil && r.Off == "" && c.Monitor.Signal.Value == model.SignalHeartbeat && firesAlways(r)
}

// firesAlways tells whether a rule comes true whatever happens, because it looks at nothing:
// vector(1).
func firesAlways(rule *model.AlertRule) bool {
	c := rule.Condition
	return c.Unreadable == "" && len(c.Metrics) == 0 && !c.Pattern && c.Sights[model.AttemptsFail].Fires == model.FiresAlways
}

// Watchdogs lists the watchdogs that are evaluated, and tells whether there are no others: rules of
// alerts were read, and nothing among them is unreadable.
func (j *Judge) Watchdogs() (dogs []Watchdog, all bool) {
	for _, rule := range j.evidence.Rules {
		if rule.Off == "" && firesAlways(rule) {
			dogs = append(dogs, j.watchdog(rule))
		}
	}
	read := len(j.evidence.Of(model.EvidencePrometheusRules)) + len(j.evidence.Of(model.EvidenceGrafana))
	return dogs, read > 0 && len(j.unread) == 0
}

// watchdog follows a watchdog through the routings. It is heard if any of them brings it to what
// misses it.
func (j *Judge) watchdog(rule *model.AlertRule) Watchdog {
	dog := Watchdog{Rule: rule, Heard: unread("no routing of alerts is among the evidence")}
	for i, t := range j.trees(rule) {
		heard, every := j.heard(rule, t)
		if i == 0 || better(heard, dog.Heard) {
			dog.Heard, dog.Every = heard, every
		}
	}
	return dog
}

// better tells whether a step holds better than another: proven before unknown before refuted.
func better(one, other Step) bool {
	rank := func(v Verdict) int { return [...]int{Unknown: 1, Refuted: 0, Proven: 2}[v] }
	return rank(one.Verdict) > rank(other.Verdict)
}

// heard judges whether one routing brings an alert to a receiver that misses what does not come.
func (j *Judge) heard(rule *model.AlertRule, t tree) (Step, time.Duration) {
	if rule.Receiver != "" {
		return doubted(rule.Span, "it names receiver "+rule.Receiver+" itself"), 0
	}
	labelled := j.labelled(rule)
	sure := t.Reach(labelled, func(to *model.Receiver) bool { return misses(to) == Proven })
	at, names := t.routing.Span, receiverNames(sure.Receivers())
	if len(sure.Deliveries) > 0 {
		at = sure.Deliveries[0].Route.Span
	}
	switch sure.Value {
	case routing.Always:
		first := sure.First()
		return proven(first.Span, "routed to "+names), first.RepeatInterval + first.GroupInterval
	case routing.Depends:
		return doubted(at, "it depends: it is missed "+sure.Condition), 0
	}
	maybe := t.Reach(labelled, func(to *model.Receiver) bool { return misses(to) != Refuted })
	if maybe.Value != routing.Never {
		return doubted(at, "routed to "+names+", of which it is not known whether it misses what does not come"), 0
	}
	return refuted(at, "routed to "+names+unmissed(sure.Receivers())), 0
}

// misses judges by its content whether a receiver misses what does not come.
func misses(to *model.Receiver) Verdict {
	verdict := Refuted
	for _, c := range to.Contacts {
		switch c.Class {
		case model.ContactHeartbeat:
			return Proven
		case model.ContactUnknown:
			verdict = Unknown
		}
	}
	return verdict
}

// unmissed says why none of the receivers misses what does not come.
func unmissed(to []*model.Receiver) string {
	for _, r := range to {
		if len(r.Contacts) > 0 {
			return ", a " + r.Contacts[0].Class.String() + ", which misses nothing that does not come"
		}
	}
	return ", which tells nobody"
}
