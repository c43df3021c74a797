package evidence

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// An Unused is a part of a routing that does nothing: no alert takes the route, no route leads to the
// receiver, or nothing raises what the inhibition waits for.
type Unused struct {
	Kind model.EvidenceKind // of the routing
	Part Part
	Name string    // of the receiver; the matchers of the route; those of what the inhibition waits for
	At   diag.Span // the part
	By   diag.Span // the route that takes what this one matches; none where its matchers contradict each other
}

// A Part is a kind of part of a routing.
type Part uint8

// The parts.
const (
	PartRoute Part = iota
	PartReceiver
	PartInhibition
)

func (p Part) String() string { return [...]string{"route", "receiver", "inhibition"}[p] }

// Unused lists the parts of the routings that do nothing, routing by routing: routes, receivers, then
// inhibitions. Of what may only look so, because some file cannot be read, nothing is said.
func (j *Judge) Unused() []Unused {
	var all []Unused
	led := j.led()
	seen := map[diag.Span]bool{} // the trees of Grafana share their receivers
	for _, t := range j.routes {
		for _, u := range slices.Concat(t.unusedRoutes(), j.unusedReceivers(t, led), j.unusedInhibitions(t)) {
			if !seen[u.At] {
				seen[u.At] = true
				u.Kind = t.routing.Kind
				all = append(all, u)
			}
		}
	}
	return all
}

func (t tree) unusedRoutes() []Unused {
	var all []Unused
	for _, s := range t.Shadows() {
		u := Unused{Part: PartRoute, Name: listed(s.Route.Matchers), At: s.Route.Span}
		if s.By != nil {
			u.By = s.By.Span
		}
		all = append(all, u)
	}
	return all
}

// listed writes matchers: team="web", severity=~"page|critical".
func listed(matchers []model.Matcher) string {
	all := make([]string, len(matchers))
	for i, m := range matchers {
		all[i] = m.String()
	}
	return strings.Join(all, ", ")
}

// led are the receivers that some route leads to, or some rule names itself. Those of a route that no
// alert takes are led to as well: it is the route that is unused.
func (j *Judge) led() map[*model.Receiver]bool {
	led := map[*model.Receiver]bool{}
	for _, t := range j.routes {
		idle := t.Idle()
		for _, r := range t.routing.Receivers {
			named := func(rule *model.AlertRule) bool { return rule.Receiver == r.Name }
			led[r] = led[r] || !slices.Contains(idle, r) || slices.ContainsFunc(j.evidence.Rules, named)
		}
		for _, s := range t.Shadows() {
			leads(s.Route, led)
		}
	}
	return led
}

// leads adds the receivers of a route and of those below it.
func leads(r *model.Route, led map[*model.Receiver]bool) {
	led[r.Receiver] = true
	for _, below := range r.Routes {
		leads(below, led)
	}
}

// unusedReceivers lists the receivers that nothing leads to. Without a tree, or where part of the
// files cannot be read, something else may.
func (j *Judge) unusedReceivers(t tree, led map[*model.Receiver]bool) []Unused {
	if t.routing.Root == nil || j.partly(t.routing.Kind) {
		return nil
	}
	var all []Unused
	for _, r := range t.routing.Receivers {
		if !led[r] {
			all = append(all, Unused{Part: PartReceiver, Name: r.Name, At: r.Span})
		}
	}
	return all
}

// unusedInhibitions lists the inhibitions whose source no rule raises, if all rules can be read.
func (j *Judge) unusedInhibitions(t tree) []Unused {
	if t.inhibitor == nil || len(t.rules) == 0 || len(j.unread) > 0 {
		return nil
	}
	var all []Unused
	for _, i := range t.inhibitor.Unraised() {
		all = append(all, Unused{Part: PartInhibition, Name: listed(i.Source), At: i.Span})
	}
	return all
}

// partly tells whether something in the files of a kind cannot be read.
func (j *Judge) partly(kind model.EvidenceKind) bool {
	return slices.ContainsFunc(j.evidence.Of(kind), func(f model.EvidenceFile) bool { return len(f.Unread) > 0 })
}
