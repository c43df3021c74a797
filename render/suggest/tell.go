package suggest

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// fillIn stands for a team that the drawing does not name.
const fillIn = placeholder + "team"

// wakes says how a suggestion should tell: somebody is woken for a journey that breaks, unless there
// are days left.
func wakes(s *Suggestion) model.How {
	if s.Lead == model.ModeExpired {
		return model.Ticket
	}
	for _, m := range s.Answer.Modes {
		if slices.Contains(s.Modes, m.Mode) && m.Worst == propagation.Broken {
			return model.Page
		}
	}
	return model.Ticket
}

// teller is whom an alert on an arrow should tell: who answers for it or, where nobody does, of those
// who answer for its ends and the journeys that it hurts the first who is reached.
func (p *planner) teller(x *analysis.Answer) model.Party {
	if x.Owner.Owned() {
		return x.Owner.Party
	}
	var named []model.Party
	for _, c := range []*model.Component{x.Arrow.DependentComponent(), x.Arrow.ProviderComponent()} {
		named = append(named, c.Owner.Value)
	}
	for _, j := range x.IfDown.Journeys {
		if j.Verdict != propagation.Untouched {
			named = append(named, j.Journey.Owner.Value)
		}
	}
	if teams := p.plan.System.Teams; len(teams) == 1 {
		named = append(named, model.Party{Name: teams[0].Name, Team: teams[0]})
	}
	named = slices.DeleteFunc(named, func(q model.Party) bool { return q.Name == "" || q.Nobody || q.Owner })
	for _, q := range named {
		if reached := p.people.Reached([]model.Party{q}, q); len(reached.People) > 0 || !reached.Complete {
			return q
		}
	}
	if len(named) > 0 {
		return named[0]
	}
	return model.Party{Name: fillIn}
}

// told names whom the alert of a suggestion tells, and notes where that reaches nobody.
func (p *planner) told(s *Suggestion) string {
	owner := s.Answer.Owner.Party
	for _, q := range s.Alert.Tells.Value {
		if q.Owner {
			q = owner
		}
		if q.Name == "" || q.Nobody {
			continue
		}
		switch reached := p.people.Reached([]model.Party{q}, owner); {
		case q.Name == fillIn:
			s.Notes = append(s.Notes, "nobody owns this arrow or its ends: put a team in the place of "+fillIn)
		case len(reached.People) == 0 && reached.Complete:
			s.Notes = append(s.Notes, "telling "+q.Name+" reaches nobody")
		}
		return q.Name
	}
	s.Notes = append(s.Notes, "the drawing does not say whom it tells")
	return ""
}

// severity is the label by which alerts that wake somebody are told from the others.
func (s *Suggestion) severity() string {
	if how := s.Alert.How; how.Given() && how.Value != model.Page {
		return "ticket"
	}
	return "page"
}
