package routing

import (
	"time"

	"github.com/linewalk/linewalk/model"
)

// A Value is an answer about all the sets of labels that an alert may have.
type Value uint8

// The values.
const (
	Never Value = iota
	Depends
	Always
)

func (v Value) String() string { return [...]string{"never", "depends", "always"}[v] }

// A Verdict says whether an alert reaches what was asked for.
type Verdict struct {
	Value     Value
	Condition string // of Depends: "only if env = gprd or ops"

	// Deliveries are the routes that may deliver the alert, to whomever, in the order of the tree.
	Deliveries []Delivery
}

// A Delivery is a route that delivers an alert, always or for some sets of labels.
type Delivery struct {
	Route    *model.Route
	Value    Value // Always or Depends
	Accepted bool  // its receiver is one of those asked for
}

// First is the accepted delivery that tells soonest, by the wait of its group: among those that always
// happen if there are any, and otherwise, as it is not known which one happens, the slowest. It is
// nil if nothing accepted may happen.
func (v Verdict) First() *model.Route {
	var surely, perhaps *model.Route
	for _, d := range v.Deliveries {
		switch {
		case !d.Accepted:
		case d.Value == Always && (surely == nil || d.Route.GroupWait < surely.GroupWait):
			surely = d.Route
		case d.Value == Depends && (perhaps == nil || d.Route.GroupWait > perhaps.GroupWait):
			perhaps = d.Route
		}
	}
	if surely != nil {
		return surely
	}
	return perhaps
}

// Receivers lists the receivers that the alert may reach, each once, in the order of the tree.
func (v Verdict) Receivers() []*model.Receiver {
	var all []*model.Receiver
	seen := map[*model.Receiver]bool{}
	for _, d := range v.Deliveries {
		if r := d.Route.Receiver; r != nil && !seen[r] {
			seen[r] = true
			all = append(all, r)
		}
	}
	return all
}

// MutedAt tells whether none of the accepted deliveries that may happen sends anything at t. It is
// false if there are none.
func (v Verdict) MutedAt(t time.Time) bool {
	muted := false
	for _, d := range v.Deliveries {
		if !d.Accepted {
			continue
		}
		if !MutedAt(d.Route, t) {
			return false
		}
		muted = true
	}
	return muted
}

// Reach tells whether an alert reaches any receiver that is accepted. A receiver without contacts
// tells nobody, and is not asked for.
func (t *Tree) Reach(a Alert, accept func(*model.Receiver) bool) Verdict {
	if t.root == nil {
		return Verdict{}
	}
	accepted := func(r *model.Route) bool {
		return r.Receiver != nil && len(r.Receiver.Contacts) > 0 && accept(r.Receiver)
	}
	domains := t.domains(a)
	w := newWorld(domains)
	all := w.deliveries(t.root, func(*model.Route) bool { return true })
	v := Verdict{Deliveries: w.judge(all, accepted)}
	reached := w.any(all, accepted)
	if w.full { // fewer functions may fit
		w = newWorld(domains)
		reached = w.any(w.deliveries(t.root, accepted), accepted)
	}
	v.Value = w.value(reached)
	if v.Value == Depends {
		v.Condition = t.condition(w, reached)
	}
	return v
}

func (w *world) judge(all []delivery, accepted func(*model.Route) bool) []Delivery {
	var judged []Delivery
	for _, d := range all {
		judged = append(judged, Delivery{Route: d.route, Value: w.value(d.when), Accepted: accepted(d.route)})
	}
	return judged
}

// any is when any of the accepted deliveries happens.
func (w *world) any(all []delivery, accepted func(*model.Route) bool) ref {
	reached := never
	for _, d := range all {
		if accepted(d.route) {
			reached = w.or(reached, d.when)
		}
	}
	return reached
}

// value is what is certain of a function. A constant is not, where there may be more classes of values
// than those it was made from.
func (w *world) value(f ref) Value {
	switch {
	case w.partial:
		return Depends
	case f == always:
		return Always
	case f == never:
		return Never
	}
	return Depends
}
