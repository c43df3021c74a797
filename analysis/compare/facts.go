package compare

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// renamedComponents finds the components that only changed their names: new names by old ones. It is
// the same the other way round.
func renamedComponents(old, new *model.System) map[string]string {
	gone, fresh := missing(old, new), missing(new, old)
	if len(gone) == 0 || len(fresh) == 0 {
		return nil
	}
	was, is := likenesses(old, gone), likenesses(new, fresh)
	renamed := map[string]string{}
	for likeness, names := range was {
		if now := is[likeness]; len(names) == 1 && len(now) == 1 {
			renamed[names[0]] = now[0]
		}
	}
	return renamed
}

// missing lists the components of a system that another has not.
func missing(from, in *model.System) map[*model.Component]bool {
	known := make(map[string]bool, len(in.Components))
	for _, c := range in.Components {
		known[c.Name] = true
	}
	left := map[*model.Component]bool{}
	for _, c := range from.Components {
		if !known[c.Name] {
			left[c] = true
		}
	}
	return left
}

// likenesses describes components by all but their own names: what is stated about each, and about its
// arrows to others. Components without arrows have none. Components of one likeness are listed
// together.
func likenesses(s *model.System, of map[*model.Component]bool) map[string][]string {
	arrows := map[*model.Component][]string{}
	for _, a := range s.Arrows {
		if !a.Judged() {
			continue
		}
		for _, c := range []*model.Component{a.From, a.To} {
			if of[c] {
				arrows[c] = append(arrows[c], seenFrom(c, a)+" "+arrowFacts(a))
			}
		}
	}
	all := map[string][]string{}
	for c, lines := range arrows {
		slices.Sort(lines)
		likeness := componentFacts(c) + "\n" + strings.Join(lines, "\n")
		all[likeness] = append(all[likeness], c.Name)
	}
	return all
}

// seenFrom is the name of the arrow where a component calls itself by no name.
func seenFrom(c *model.Component, a *model.Arrow) string {
	end := func(at *model.Component) string {
		if at == c {
			return "itself"
		}
		return fmt.Sprintf("%q", at.Name)
	}
	return fmt.Sprintf("%s -> %s (%q)", end(a.From), end(a.To), a.Qualifier)
}

// componentFacts is what is stated about a component, but for its name and what is said in passing.
func componentFacts(c *model.Component) string {
	return fmt.Sprintf("%v|%q|%q|%q|%d|%d|%d|%v|%q|%v", c.Kind.Value, c.Owner.Value.Name, parties(c.Experts), names(c.In.Value),
		c.Replicas.Value, c.Needs.Value, c.Tier.Value, c.IsHub(), c.Code.Value, c.Availability.Value)
}

// arrowFacts is what is stated about an arrow, but for its name and what is said in passing. Of what
// else bears names that may change with a component, such as fallbacks, it is the number.
func arrowFacts(a *model.Arrow) string {
	return fmt.Sprintf("%v|%v|%q|%v|%s|%s|%v|%v|%d|%q|%q|%s", a.Kind.Value, a.Status.Value, a.Via.Value, a.FallbackOnly.Value,
		stages(a, model.From), stages(a, model.To), a.Timeout.Value, a.Retries.Value, len(a.Fallbacks.Value),
		a.Owner.Value.Name, parties(a.Experts), monitors(a))
}

func stages(a *model.Arrow, e model.End) string {
	var parts []string
	for _, s := range a.IfDown.Value.Ends[e] {
		parts = append(parts, fmt.Sprintf("%v after %v", s.Effect, s.After))
	}
	return fmt.Sprintf("%v %q", a.IfDown.Given(), parts)
}

// monitors describes the monitors listed on the arrow by their names or signals, and whom their alerts
// tell.
func monitors(a *model.Arrow) string {
	var lines []string
	for _, m := range a.Monitors.Value {
		line := fmt.Sprintf("%q %v", m.Name, m.Signal.Value)
		for _, alert := range m.Alerts.Value {
			line += fmt.Sprintf(" %q %v %q", alert.Name.Value, alert.After.Value, parties(alert.Tells))
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return fmt.Sprintf("%v %q", a.Monitors.Given(), lines)
}

func parties(p model.Stated[[]model.Party]) []string { return names(p.Value) }

// names lists the names of things, sorted.
func names[T fmt.Stringer](things []T) []string {
	all := make([]string, len(things))
	for i, t := range things {
		all[i] = t.String()
	}
	slices.Sort(all)
	return all
}
