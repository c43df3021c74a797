package analysis

import (
	"fmt"
	"path"
	"slices"
	"strconv"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// judge has the rules speak at the levels the drawing sets, sets the waived diagnostics apart, and
// orders what is left. Rules about the waivers come last, when it is known what each accepts.
func (r *Report) judge(rules []*Rule, reading []diag.Diagnostic) {
	r.Diagnostics = r.waive(append(r.ask(rules, false), reading...))
	r.Diagnostics = append(r.Diagnostics, r.ask(rules, true)...)
	diag.Sort(r.Diagnostics, r.System.Files)
	r.Changed = lowered(r.System.Settings.Rules, rules)
}

// ask gathers what the rules have to say, each with the waiver that would accept it: those that
// judge the waivers, or all the others.
func (r *Report) ask(rules []*Rule, afterWaivers bool) []diag.Diagnostic {
	about := newSubjects(r.System, r.Today)
	said := make([][][]diag.Diagnostic, len(rules))
	parallel(len(rules), func(i int) {
		level, off := levelOf(rules[i], r.System.Settings.Rules)
		if off || rules[i].AfterWaivers != afterWaivers {
			return
		}
		p := &Pass{Report: r, Rule: rules[i], Level: level}
		rules[i].Run(p)
		for _, part := range p.found {
			for i := range part {
				if !afterWaivers {
					part[i].Waive = about.waiver(part[i])
				}
			}
		}
		said[i] = p.found
	})
	return slices.Concat(slices.Concat(said...)...)
}

// Level is the level that a rule has in this run, and whether it is off: as the drawing sets it, else
// as the rule itself does.
func (r *Report) Level(rule *Rule) (level diag.Level, off bool) {
	return levelOf(rule, r.System.Settings.Rules)
}

// levelOf is the level of a rule in this drawing. Of several settings that match, an exact ID wins,
// then the longer glob, then the later one.
func levelOf(rule *Rule, settings []model.RuleSetting) (level diag.Level, off bool) {
	level, off = rule.Level, rule.Off
	best := -1
	for _, s := range settings {
		weight := len(s.Rule)
		if s.Rule == rule.ID {
			weight += 1000
		} else if matched, err := path.Match(s.Rule, rule.ID); err != nil || !matched {
			continue
		}
		if weight >= best {
			best, off = weight, s.Off
			if !s.Off {
				level = s.Level
			}
		}
	}
	return level, off
}

// lowered lists the settings that make some rule quieter than it is by itself.
func lowered(settings []model.RuleSetting, rules []*Rule) []model.RuleSetting {
	var quieter []model.RuleSetting
	for _, s := range settings {
		if slices.ContainsFunc(rules, func(rule *Rule) bool {
			matched, err := path.Match(s.Rule, rule.ID)
			return err == nil && matched && !rule.Off && (s.Off || s.Level < rule.Level)
		}) {
			quieter = append(quieter, s)
		}
	}
	return quieter
}

// waive sets the diagnostics that a waiver accepts apart from those in force. Waivers are exact:
// one rule, one arrow, journey or component, until a day that is still in it. Where waivers are set
// aside they accept nothing. It returns those in force, in the memory of found.
func (r *Report) waive(found []diag.Diagnostic) []diag.Diagnostic {
	active := found[:0]
	r.Waivers = make([]WaiverUse, len(r.System.Waivers))
	for i, w := range r.System.Waivers {
		left := w.Until.Value.Since(r.Today)
		r.Waivers[i] = WaiverUse{Waiver: w, Expired: left < 0, EndsSoon: left >= 0 && left <= SoonEnds, Leaving: r.leaving[w]}
	}
	for _, d := range found {
		accepted := false
		for i := range r.Waivers {
			use := &r.Waivers[i]
			if !d.Reading() && covers(use.Waiver, d) {
				use.Matches++
				if !use.Expired && !accepted && !r.NoWaivers {
					accepted = true
					r.Waived = append(r.Waived, Waived{d, use.Waiver})
				}
			}
		}
		if !accepted {
			active = append(active, d)
		}
	}
	return active
}

func covers(w *model.Waiver, d diag.Diagnostic) bool {
	if w.Rule.Value != d.Rule {
		return false
	}
	switch {
	case w.Arrow.Value != nil:
		return w.Arrow.Value.Name() == d.Arrow
	case w.Journey.Value != nil:
		return d.Arrow == "" && w.Journey.Value.Name == d.Subject
	case w.Component.Value != nil:
		return d.Arrow == "" && w.Component.Value.Name == d.Subject
	}
	return false
}

// subjects tells what a name that is no arrow's means, and until when it may be waived.
type subjects struct {
	journeys, components map[string]bool
	until                model.Date
}

func newSubjects(s *model.System, today model.Date) subjects {
	all := subjects{map[string]bool{}, map[string]bool{}, WaiverEnd(s, today)}
	for _, j := range s.Journeys {
		all.journeys[j.Name] = true
	}
	for _, c := range s.Components {
		all.components[c.Name] = true
	}
	return all
}

// waiver is the waiver to paste for a diagnostic, with the usual end; empty where it cannot be waived. Names are quoted, in a way that YAML reads as well. The reason is left blank for a
// person to write: a blank one is refused.
func (s subjects) waiver(d diag.Diagnostic) string {
	var about string
	switch {
	case d.Arrow != "":
		about = "arrow: " + strconv.Quote(d.Arrow)
	case s.journeys[d.Subject]:
		about = "journey: " + strconv.Quote(d.Subject)
	case s.components[d.Subject]:
		about = "component: " + strconv.Quote(d.Subject)
	default:
		return ""
	}
	return fmt.Sprintf(`- {rule: %s, %s, because: "", until: %s}`, d.Rule, about, s.until)
}
