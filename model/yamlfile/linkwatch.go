package yamlfile

import (
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// watch gives every monitor what it watches: what it says itself, and the arrows that list it.
func (l *linker) watch() {
	watching := make([]map[*model.Arrow]bool, len(l.system.Monitors))
	see := func(m *model.Monitor, arrows ...*model.Arrow) {
		if watching[m.ID] == nil {
			watching[m.ID] = map[*model.Arrow]bool{}
		}
		for _, a := range arrows {
			watching[m.ID][a] = true
		}
	}
	for _, a := range l.system.Arrows {
		for _, m := range a.Monitors.Value {
			see(m, a)
		}
	}
	for _, f := range l.files {
		for _, w := range f.watches {
			for _, t := range w.what {
				see(w.monitor, l.target(w.monitor, t)...)
			}
		}
	}
	for i, m := range l.system.Monitors {
		for a := range watching[i] {
			m.Arrows = append(m.Arrows, a)
		}
		slices.SortFunc(m.Arrows, func(a, b *model.Arrow) int { return int(a.ID - b.ID) })
		slices.SortFunc(m.Components, func(a, b *model.Component) int { return int(a.ID - b.ID) })
		slices.SortFunc(m.Journeys, func(a, b *model.Journey) int { return int(a.ID - b.ID) })
		m.Components, m.Journeys = slices.Compact(m.Components), slices.Compact(m.Journeys)
	}
}

// target finds what a name, a glob or a selector stands for. Arrows are handed back, components
// and journeys added to the monitor.
func (l *linker) target(m *model.Monitor, t target) []*model.Arrow {
	component, journey := l.components[t.name], l.journeysBy[t.name]
	switch {
	case t.selector != nil:
		return l.selected(*t.selector)
	case journey != nil:
		m.Journeys = append(m.Journeys, journey)
		if component != nil {
			l.note(ruleUnknownName, t.span, "%s is a component and a journey; the journey is watched", diag.Quote(t.name))
		}
		return nil
	case component != nil:
		m.Components = append(m.Components, component)
		return nil
	}
	name, err := parseArrowName(t.name)
	if a, there := l.arrows[name.String()]; there && (err == nil || name.from != "") {
		if err != nil {
			l.badArrow(t.mention, name, err)
		}
		return []*model.Arrow{a}
	}
	switch {
	case isGlob(t.name):
		return l.selected(selector{match: model.Stated[string]{Value: t.name, Span: t.span}})
	case err == nil:
		a, ok := l.unknownArrow(mention{name.String(), t.span, t.file}, name)
		if !ok {
			return nil
		}
		return []*model.Arrow{a}
	}
	return l.guessTarget(m, t)
}

// guessTarget reports a name that is neither arrow nor component nor journey.
func (l *linker) guessTarget(m *model.Monitor, t target) []*model.Arrow {
	var all []string
	if l.guesses < mostGuesses {
		all = slices.Concat(l.known.journeys, l.known.components, l.known.arrows)
	}
	noun := arrowNoun
	for _, other := range []string{componentNoun, "journey"} {
		if l.lost[other] {
			noun = other
		}
	}
	meant, ok := l.unknown(noun, t.mention, "there is no arrow, component or journey "+diag.Quote(t.name), all, l.placeOfAny)
	switch {
	case !ok:
	case l.journeysBy[meant] != nil:
		m.Journeys = append(m.Journeys, l.journeysBy[meant])
	case l.components[meant] != nil:
		m.Components = append(m.Components, l.components[meant])
	default:
		return []*model.Arrow{l.arrows[meant]}
	}
	return nil
}

func (l *linker) placeOfAny(name string) diag.Span {
	if j, ok := l.journeysBy[name]; ok {
		return j.Span
	}
	if c, ok := l.components[name]; ok {
		return c.Span
	}
	return l.arrows[name].Span
}
