package suggest

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
)

// label gives every suggestion the labels that route it to those whom it should tell: team and
// severity and, where the routing that was read needs others, those.
func (p *planner) label(all []*Suggestion) {
	type errand struct{ told, severity string }
	found := map[errand][]model.Label{}
	for _, s := range all {
		e := errand{s.Told, s.severity()}
		labels, tried := found[e]
		if !tried {
			labels = p.route(s)
			found[e] = labels
		}
		s.Rule.Labels = with(labels, s.Rule.Labels) // those that its name states stay
	}
}

// own are the labels that suggestions have in any case.
func (s *Suggestion) own() []model.Label {
	var labels []model.Label
	if s.Told != "" {
		labels = append(labels, sure("team", s.Told))
	}
	return append(labels, sure("severity", s.severity()))
}

func sure(name, value string) model.Label {
	return model.Label{Name: name, Value: value, Known: true}
}

// with adds labels that are not there, and replaces those that are.
func with(labels, more []model.Label) []model.Label {
	all := slices.Clone(labels)
	for _, l := range more {
		if i := slices.IndexFunc(all, func(o model.Label) bool { return o.Name == l.Name }); i >= 0 {
			all[i] = l
		} else {
			all = append(all, l)
		}
	}
	return all
}

// without leaves out the labels that are among others.
func without(labels, others []model.Label) []model.Label {
	return slices.DeleteFunc(slices.Clone(labels), func(l model.Label) bool {
		return slices.ContainsFunc(others, func(o model.Label) bool { return o.Name == l.Name })
	})
}

// route tries the labels under which the routing may bring a suggestion to those whom it should tell:
// its own, then those that the routes ask for, few before many. The first that surely does it is
// taken, else the first that may, else its own.
func (p *planner) route(s *Suggestion) []model.Label {
	tries := p.tries(s.own())
	if len(tries) == 1 {
		return tries[0]
	}
	trial := make([]*Suggestion, len(tries))
	for i, labels := range tries {
		one, alert, rule := *s, *s.Alert, *s.Rule
		rule.Labels = with(labels, rule.Labels)
		// Each is a rule of its own, which its labels tell from the others.
		rule.Name += mark(labelText(labels))
		alert.Name.Value = rule.Name
		one.Alert, one.Rule = &alert, &rule
		trial[i] = &one
	}
	// Labels that may come from a server nobody describes are left out of account: with them anything
	// might be brought anywhere.
	servers := p.evidence.Servers
	if len(servers) == 0 {
		servers = []*model.MetricServer{{}}
	}
	judge := p.judge(trial, servers)
	maybe := -1
	for i, one := range trial {
		claim := judge.Claim(one.Alert)
		switch {
		case !reaches(claim, s.Told):
		case claim.Delivered.Verdict == evidence.Proven:
			return tries[i]
		case claim.Delivered.Verdict == evidence.Unknown && maybe < 0:
			maybe = i
		}
	}
	if maybe >= 0 {
		return tries[maybe]
	}
	return tries[0]
}

func labelText(labels []model.Label) string {
	texts := make([]string, len(labels))
	for i, l := range labels {
		texts[i] = l.Name + "=" + quoted(l.Value)
	}
	return strings.Join(texts, ", ")
}

// mostTries bounds how many sets of labels are tried. Large trees have a few hundred routes.
const mostTries = 400

// tries lists sets of labels to try, the least first.
func (p *planner) tries(own []model.Label) [][]model.Label {
	all := [][]model.Label{own}
	for _, r := range p.evidence.Routings {
		if r.Kind == model.EvidenceGrafana || r.Root == nil {
			continue
		}
		var visit func(*model.Route, []model.Label)
		visit = func(route *model.Route, asked []model.Label) {
			for _, m := range route.Matchers {
				if value, ok := satisfying(m); ok && m.Name != "alertname" {
					asked = with(asked, []model.Label{sure(m.Name, value)})
				}
			}
			if len(all) >= mostTries {
				return
			}
			// The labels of its own are kept where the route asks for another value as well: the
			// second try lets the route win.
			for _, labels := range [][]model.Label{with(own, without(asked, own)), with(own, asked)} {
				if !slices.ContainsFunc(all, func(o []model.Label) bool { return slices.Equal(o, labels) }) {
					all = append(all, labels)
				}
			}
			for _, child := range route.Routes {
				visit(child, asked)
			}
		}
		visit(r.Root, nil)
	}
	slices.SortStableFunc(all, func(a, b []model.Label) int { return len(a) - len(b) })
	return all
}

// alternative matches a regular expression that is nothing but words, or the first of several.
var alternative = regexp.MustCompile(`^\(?([\pL\pN_:/ -]+)(\|[\pL\pN_:/ |-]*)?\)?$`)

// satisfying is a value that a matcher lets pass, where one is easily found.
func satisfying(m model.Matcher) (string, bool) {
	switch m.Op {
	case model.MatchEqual:
		return m.Value, m.Value != ""
	case model.MatchRegexp:
		if found := alternative.FindStringSubmatch(m.Value); found != nil && m.Matches(found[1]) {
			return found[1], true
		}
	}
	return "", false
}

// evaluation is how often rules are evaluated, as the slowest server says.
func (p *planner) evaluation() time.Duration {
	every := time.Minute
	for i, server := range p.evidence.Servers {
		if own := server.EvaluateEvery.Or(time.Minute); i == 0 || own > every {
			every = own
		}
	}
	return max(every, time.Second)
}
