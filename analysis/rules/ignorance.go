package rules

import (
	"slices"
	"sync"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// An ignorance is an arrow of which only people are told who know nothing of it.
type ignorance struct {
	x       *analysis.Answer
	told    []*model.Person
	experts []*model.Person
	team    *model.Team     // that is told, and has some of the experts in it, who are not on call; or nil
	idle    []*model.Person // those experts
}

// ignorances lists the arrows of which it is known that none of those told knows them or an end, and
// somebody else does. That an alert tells the wrong team altogether is alert-wrong-team's matter.
func ignorances(p *analysis.Pass) []ignorance {
	mistold := sync.OnceValue(func() map[*model.Alert]bool { return mistoldAlerts(p) })
	var found []ignorance
	for _, x := range p.Report.Answers {
		if told := x.Mending.Told; !told.Complete || len(told.People) == 0 {
			continue
		}
		sets := p.Report.Around(x)
		if !sets.Strangers() || slices.ContainsFunc(x.Alerts(), func(a *model.Alert) bool { return mistold()[a] }) {
			continue
		}
		i := ignorance{x: x, told: sets.Told.People, experts: sets.Experts()}
		for _, t := range teamsTold(x.Tells()) {
			if i.idle = common(i.experts, t.People.Value); len(i.idle) > 0 {
				i.team = t
				break
			}
		}
		found = append(found, i)
	}
	return found
}

// mistoldAlerts are the alerts of which alert-wrong-team says that they tell others than those who
// answer for their arrows.
func mistoldAlerts(p *analysis.Pass) map[*model.Alert]bool {
	said := map[*model.Alert]bool{}
	if !p.Asks("alert-wrong-team") {
		return said
	}
	answers := answersOf(p.Report)
	for _, t := range tellings(p.Report) {
		said[t.alert] = said[t.alert] || len(answers.mistold(t)) > 0
	}
	return said
}

// teamsTold lists the teams among some parties, and those that they escalate to, each once.
func teamsTold(parties []model.Party) []*model.Team {
	var all []*model.Team
	var add func([]model.Party)
	add = func(parties []model.Party) {
		for _, p := range parties {
			if p.Team != nil && !slices.Contains(all, p.Team) {
				all = append(all, p.Team)
				add(p.Team.EscalatesTo.Value)
			}
		}
	}
	add(parties)
	return all
}

// common lists those of some people who are among others.
func common(some, others []*model.Person) []*model.Person {
	var both []*model.Person
	for _, p := range some {
		if slices.Contains(others, p) {
			both = append(both, p)
		}
	}
	return both
}

// know is "ana knows it", "ana and li know it".
func know(people []*model.Person) string {
	if len(people) == 1 {
		return people[0].Name + " knows it"
	}
	return listed(people) + " know it"
}

// is is the verb that follows some people.
func is(people []*model.Person) string {
	if len(people) == 1 {
		return "is"
	}
	return "are"
}

// names lists the names of some people.
func names(people []*model.Person) []string {
	all := make([]string, len(people))
	for i, p := range people {
		all[i] = p.Name
	}
	return all
}
