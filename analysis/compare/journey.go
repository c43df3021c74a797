package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// journeys lists the journeys that are in one drawing only, and what is stated otherwise about the
// others.
func (p *pairs) journeys() []JourneyChange {
	was, is := byName(p.oldReport.System.Journeys), byName(p.newReport.System.Journeys)
	var changes []JourneyChange
	for name, old := range was {
		if new := is[name]; new != nil {
			changes = append(changes, p.journey(old, new)...)
		} else {
			changes = append(changes, JourneyChange{Journey: Name{Old: name}, Old: name})
		}
	}
	for name := range is {
		if was[name] == nil {
			changes = append(changes, JourneyChange{Journey: Name{New: name}, New: name})
		}
	}
	slices.SortFunc(changes, func(a, b JourneyChange) int {
		return cmp.Or(compareNames(a.Journey, b.Journey), cmp.Compare(a.What, b.What))
	})
	return changes
}

func byName(journeys []*model.Journey) map[string]*model.Journey {
	named := make(map[string]*model.Journey, len(journeys))
	for _, j := range journeys {
		named[j.Name] = j
	}
	return named
}

// journey lists what is stated otherwise about a journey. To promise less is worse: then less has to
// hold for the drawing to pass.
func (p *pairs) journey(old, new *model.Journey) []JourneyChange {
	var changes []JourneyChange
	note := func(what, was, is string, means Direction) {
		if was != is {
			changes = append(changes, JourneyChange{Name{old.Name, new.Name}, what, was, is, means})
		}
	}
	note("worth", stated(old.Worth, model.Money.String), stated(new.Worth, model.Money.String), Neutral)
	note("target", stated(old.Target, percent), stated(new.Target, percent), promised(old.Target, new.Target, true))
	note("notice-within", stated(old.NoticeWithin, model.FormatDuration), stated(new.NoticeWithin, model.FormatDuration),
		promised(old.NoticeWithin, new.NoticeWithin, false))
	note("tier", stated(old.Tier, strconv.Itoa), stated(new.Tier, strconv.Itoa), Neutral)
	note("who", stated(old.Who, p.oldComponent), stated(new.Who, (*model.Component).String), Neutral)
	note("owner", stated(old.Owner, model.Party.String), stated(new.Owner, model.Party.String), Neutral)
	note("steps", p.oldSteps(old.Steps), newSteps(new.Steps), Neutral)
	note("optional", p.oldSteps(old.Optional), newSteps(new.Optional), Neutral)
	return changes
}

// stated writes a value; nothing where nothing is stated.
func stated[T any](s model.Stated[T], write func(T) string) string {
	if !s.Given() {
		return ""
	}
	return write(s.Value)
}

// promised is the direction of a change from a promise to another, where more, or less, is the greater
// promise, and none the least.
func promised[T cmp.Ordered](old, new model.Stated[T], more bool) Direction {
	switch {
	case !old.Given() || !new.Given():
		return moreIsBetter(number(old.Given()), number(new.Given()))
	case more:
		return moreIsBetter(old.Value, new.Value)
	}
	return moreIsBetter(new.Value, old.Value)
}

func percent(share float64) string {
	text := strconv.FormatFloat(100*share, 'f', 6, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + "%"
}

func (p *pairs) oldComponent(c *model.Component) string { return p.component(c.Name) }

// oldSteps names the steps of an old journey as the new drawing does, sorted: their order says nothing.
func (p *pairs) oldSteps(steps model.Stated[[]model.ArrowRef]) string {
	return stepNames(steps.Value, func(a *model.Arrow) string {
		if new := p.newOf[a.Name()]; new != nil {
			return new.Arrow.Name()
		}
		return a.Name()
	})
}

func newSteps(steps model.Stated[[]model.ArrowRef]) string {
	return stepNames(steps.Value, (*model.Arrow).Name)
}

func stepNames(steps []model.ArrowRef, name func(*model.Arrow) string) string {
	all := make([]string, len(steps))
	for i, ref := range steps {
		all[i] = name(ref.Arrow)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}
