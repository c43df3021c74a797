package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// policy lists the rules of judging that the drawings state otherwise: the levels of rules, the level that
// fails, the other settings that decide what is found, and the waivers. Sorted by what they are about.
func (p *pairs) policy(stated model.Settings) []PolicyChange {
	system, old := *p.oldReport.System, *p.oldReport
	system.Settings, old.System = stated, &system
	changes := slices.Concat(
		ruleChanges(&old, p.newReport),
		settingChanges(stated, p.newReport.System.Settings),
		waiverChanges(waivers(p.oldReport.System, p.named), waivers(p.newReport.System, itself)),
	)
	sortPolicy(changes)
	return changes
}

// Proposed lists what a drawing would have judged otherwise than a policy does, of which the settings and
// waivers are given as a system: the levels of the rules, the settings and the waivers; what would be more
// lenient first.
func Proposed(policy, drawing *model.System, rules []*analysis.Rule) []analysis.Proposal {
	old, new := &analysis.Report{System: policy, Rules: rules}, &analysis.Report{System: drawing, Rules: rules}
	changes := slices.Concat(
		ruleChanges(old, new),
		settingChanges(policy.Settings, drawing.Settings),
		waiverChanges(waivers(policy, itself), waivers(drawing, itself)),
	)
	sortPolicy(changes)
	slices.SortStableFunc(changes, func(a, b PolicyChange) int { return cmp.Compare(a.Means, b.Means) })
	proposals := make([]analysis.Proposal, len(changes))
	for i, x := range changes {
		proposals[i] = analysis.Proposal{What: x.subject(), Old: x.Old, New: x.New}
	}
	return proposals
}

func itself(name string) string { return name }

// subject is what the change is about: "waiver of arrow-no-alert for shop -> mailer".
func (c PolicyChange) subject() string {
	if about := c.About.String(); about != "" {
		return c.What + " for " + about
	}
	return c.What
}

func sortPolicy(changes []PolicyChange) {
	slices.SortFunc(changes, func(a, b PolicyChange) int {
		return cmp.Or(cmp.Compare(a.What, b.What), compareNames(a.About, b.About))
	})
}

// ruleChanges lists the rules that both reports asked, and at other levels.
func ruleChanges(old, new *analysis.Report) []PolicyChange {
	known := make(map[string]*analysis.Rule, len(old.Rules))
	for _, rule := range old.Rules {
		known[rule.ID] = rule
	}
	var changes []PolicyChange
	for _, rule := range new.Rules {
		before := known[rule.ID]
		if before == nil {
			continue
		}
		was, is := loudness(old, before), loudness(new, rule)
		if was != is {
			changes = append(changes, PolicyChange{What: "rule " + rule.ID, Old: volume(was), New: volume(is), Means: moreIsBetter(was, is)})
		}
	}
	return changes
}

// loudness is the level of a rule in a report, or 0 where it is off.
func loudness(r *analysis.Report, rule *analysis.Rule) diag.Level {
	level, off := r.Level(rule)
	if off {
		return 0
	}
	return level
}

func volume(l diag.Level) string {
	if l == 0 {
		return "off"
	}
	return l.String()
}

// settingChanges lists the settings in force that differ. Of each, one direction finds less.
func settingChanges(old, new model.Settings) []PolicyChange {
	var changes []PolicyChange
	note := func(what, was, is string, means Direction) {
		if was != is {
			changes = append(changes, PolicyChange{What: what, Old: was, New: is, Means: means})
		}
	}
	note("fail-on", old.FailsOn().String(), new.FailsOn().String(), moreIsBetter(new.FailsOn(), old.FailsOn()))
	note("bus-factor", strconv.Itoa(old.WantedBusFactor()), strconv.Itoa(new.WantedBusFactor()), moreIsBetter(old.WantedBusFactor(), new.WantedBusFactor()))
	note("review-every", model.FormatDuration(old.ReviewAge()), model.FormatDuration(new.ReviewAge()), moreIsBetter(new.ReviewAge(), old.ReviewAge()))
	note("flag-max-age", model.FormatDuration(old.FlagAge()), model.FormatDuration(new.FlagAge()), moreIsBetter(new.FlagAge(), old.FlagAge()))
	note("users-tell-us-after", model.FormatDuration(old.UsersTell()), model.FormatDuration(new.UsersTell()), moreIsBetter(new.UsersTell(), old.UsersTell()))
	note("degraded-costs", percent(old.DegradedShare()), percent(new.DegradedShare()), moreIsBetter(old.DegradedShare(), new.DegradedShare()))
	note("waiver-max", bound(old.WaiverMax), bound(new.WaiverMax), promised(old.WaiverMax, new.WaiverMax, false))
	note("arrow-owner", old.ArrowOwner.Value.String(), new.ArrowOwner.Value.String(), Neutral)
	note("our-metrics", list(old.OurMetrics.Value), list(new.OurMetrics.Value), Neutral)
	return changes
}

// bound is how far ahead a waiver may end; nothing where that is not bounded.
func bound(most model.Stated[time.Duration]) string { return stated(most, model.FormatDuration) }

func list(texts []string) string { return strings.Join(slices.Sorted(slices.Values(texts)), ", ") }

// waiverChanges lists the waivers that are in one drawing only, end on another day or give another reason.
// To accept more, or for longer, is worse.
func waiverChanges(was, is map[scope]term) []PolicyChange {
	var changes []PolicyChange
	for what, old := range was {
		new := is[what]
		name := Name{old.about, new.about}
		if new.until != old.until {
			changes = append(changes, PolicyChange{"waiver of " + what.rule, name, old.until, new.until, moreIsBetter(new.until, old.until)})
		}
		if new.because != "" && new.because != old.because {
			changes = append(changes, PolicyChange{"reason of the waiver of " + what.rule, name, old.because, new.because, Neutral})
		}
	}
	for what, new := range is {
		if _, known := was[what]; !known {
			changes = append(changes, PolicyChange{"waiver of " + what.rule, Name{New: new.about}, "", new.until, Worse})
		}
	}
	return changes
}

// A scope is what a waiver accepts, in the words of the new drawing.
type scope struct{ rule, about string }

// A term is the last day of a waiver, its reason, and what it is about in the words of its own drawing.
type term struct{ until, because, about string }

// waivers has the terms of all waivers. Of several that accept the same the longest counts.
func waivers(s *model.System, named func(string) string) map[scope]term {
	terms := make(map[scope]term, len(s.Waivers))
	for _, w := range s.Waivers {
		var about string
		switch {
		case w.Arrow.Value != nil:
			about = w.Arrow.Value.Name()
		case w.Journey.Value != nil:
			about = w.Journey.Value.Name
		case w.Component.Value != nil:
			about = w.Component.Value.Name
		}
		what := scope{w.Rule.Value, named(about)}
		if until := w.Until.Value.String(); until > terms[what].until {
			terms[what] = term{until, w.Because.Value, about}
		}
	}
	return terms
}
