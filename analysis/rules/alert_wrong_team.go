package rules

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// alertWrongTeam speaks of alerts that the routing brings to others than the drawing says, and of
// alerts on an arrow that tell only people who answer for neither the arrow nor its ends. Where it
// is not known who those people are, or who answers, it is silent.
var alertWrongTeam = &analysis.Rule{
	ID: "alert-wrong-team", Title: "alert that tells a team whose matter it is not",
	Group: groupTold, Level: diag.Warning, Page: page("alert-wrong-team"),
	Run: func(p *analysis.Pass) {
		answers, claims := answersOf(p.Report), claimsBy(p.Report)
		for _, t := range tellings(p.Report) {
			meant := t.parties()
			if c := claims[t.alert]; c != nil && misrouted(c, meant) {
				d := t.say("is routed to %s, and the drawing says %s", listed(c.Parties), listed(meant))
				d.Gap = diag.GapSystem
				d.Related = shownAt(c.Delivered.At, "routed here")
				d.Mend = "route it to " + meant[0].Name + ", or say whom it tells: tells: " + paste.Name(c.Parties[0].Name)
				p.Say(d)
				continue
			}
			about := answers.mistold(t)
			if len(about) == 0 {
				continue
			}
			d := t.say("tells %s, and %s", listed(meant), answering(about[0], t.x == nil))
			d.Gap = diag.GapSystem
			d.Related = ownersOfEnds(about[0])
			d.Mend = "tells: " + paste.Name(paste.Teller(about[0]))
			p.Say(d)
		}
	},
}

// mistold lists the arrows that an alert speaks of, if it tells only people who answer for none of
// them.
func (all answers) mistold(t telling) []*analysis.Answer {
	about := all.about(t)
	if slices.ContainsFunc(about, func(x *analysis.Answer) bool { return !strangers(x, t.parties()) }) {
		return nil
	}
	return about
}

// about lists the arrows that an alert speaks of; none if its monitor watches something else besides.
func (all answers) about(t telling) []*analysis.Answer {
	if t.x != nil {
		return []*analysis.Answer{t.x}
	}
	if len(t.monitor.Components)+len(t.monitor.Journeys) > 0 {
		return nil
	}
	var about []*analysis.Answer
	for _, a := range t.monitor.Arrows {
		if x := all[a.ID]; x != nil {
			about = append(about, x)
		}
	}
	return about
}

// misrouted tells whether the routing is known to bring an alert to none of those whom the drawing
// means.
func misrouted(c *evidence.Claim, meant []model.Party) bool {
	if c.Delivered.Verdict != evidence.Proven || len(c.Parties) == 0 || len(c.Strangers) > 0 || !people(meant) {
		return false
	}
	return !related(c.Parties, meant)
}

// strangers tells whether none of those whom an alert on an arrow tells answers for it, and it is
// known who does.
func strangers(x *analysis.Answer, told []model.Party) bool {
	answer := []model.Party{x.Owner.Party, x.Owner.From, x.Owner.To}
	answer = slices.DeleteFunc(answer, func(p model.Party) bool { return !named(p) })
	settled := x.Owner.How == model.OwnedOutright || settledEnd(x.Arrow.From) && settledEnd(x.Arrow.To)
	if !settled || !people(answer) || !people(told) {
		return false
	}
	return !related(told, answer)
}

// settledEnd tells whether it is stated who answers for a component, or nobody need.
func settledEnd(c *model.Component) bool { return c.Owner.Given() || c.IsOutside() }

// people tells whether there are parties, and all are teams and persons.
func people(parties []model.Party) bool {
	return len(parties) > 0 && all(parties, func(p model.Party) bool { return p.Team != nil || p.Person != nil })
}

// related tells whether some of the parties have anybody in common, or one of them escalates to the
// other. That both escalate to the same third does not relate them.
func related(some, others []model.Party) bool {
	for _, p := range some {
		if slices.ContainsFunc(others, func(q model.Party) bool { return p.Team != nil && p.Team == q.Team }) {
			return true // as it mostly is
		}
	}
	return circleOf(some, false).meets(circleOf(others, true)) || circleOf(some, true).meets(circleOf(others, false))
}

// A circle is teams and people.
type circle struct {
	teams   map[*model.Team]bool
	persons map[*model.Person]bool
}

// circleOf is the parties and the people of the teams among them, and of those they escalate to.
func circleOf(parties []model.Party, escalating bool) circle {
	c := circle{map[*model.Team]bool{}, map[*model.Person]bool{}}
	var add func([]model.Party)
	add = func(parties []model.Party) {
		for _, p := range parties {
			if p.Person != nil {
				c.persons[p.Person] = true
			}
			if p.Team == nil || c.teams[p.Team] {
				continue
			}
			c.teams[p.Team] = true
			for _, person := range slices.Concat(p.Team.People.Value, p.Team.OnCall.Value.People.Value) {
				c.persons[person] = true
			}
			if escalating {
				add(p.Team.EscalatesTo.Value)
			}
		}
	}
	add(parties)
	return c
}

func (c circle) meets(o circle) bool {
	for t := range c.teams {
		if o.teams[t] {
			return true
		}
	}
	for p := range c.persons {
		if o.persons[p] {
			return true
		}
	}
	return false
}

// answering says who answers for an arrow: its owner, or those of its ends. It is named where it is one
// of several.
func answering(x *analysis.Answer, several bool) string {
	arrow, ends := "it", "its ends"
	if several {
		arrow, ends = x.Arrow.Name(), "the ends of "+x.Arrow.Name()
	}
	if x.Owner.Owned() {
		return x.Owner.Party.Name + " answers for " + arrow
	}
	return x.Owner.From.Name + " and " + x.Owner.To.Name + " answer for " + ends
}
