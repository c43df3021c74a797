package yamlfile

import (
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// mostMatches bounds how many arrows all selectors and globs together are compared with.
const mostMatches = 20_000_000

// selected lists the arrows that a selector picks, or nothing, with a note, if there are none.
func (l *linker) selected(s selector) []*model.Arrow {
	if l.matches += len(l.system.Arrows); l.matches > mostMatches {
		l.fail(ruleLimit, s.span(), "too many selectors for so many arrows")
		l.matches = 0
		l.exhausted = true
	}
	if l.exhausted {
		return nil
	}
	match := arrowGlob(s.match.Value)
	var picked []*model.Arrow
	for i, a := range l.system.Arrows {
		switch {
		case s.match.Given() && !match.match(l.known.arrows[i]):
		case s.kind.Given() && a.Kind.Value != s.kind.Value:
		case s.tag.Given() && !slices.Contains(a.Tags.Value, s.tag.Value):
		case s.owner.Given() && l.system.OwnerOf(a).Party.Name != s.owner.Value:
		default:
			picked = append(picked, a)
		}
	}
	if len(picked) == 0 && !l.partial {
		l.note(ruleUnknownName, s.span(), "no arrow is selected by this")
	}
	return picked
}

// span is the place of the first thing the selector names.
func (s selector) span() diag.Span {
	for _, at := range []diag.Span{s.match.Span, s.kind.Span, s.tag.Span, s.owner.Span} {
		if !at.IsZero() {
			return at
		}
	}
	return diag.Span{}
}

// A choice is a default with the arrows it speaks of, which are found before any default is
// applied: the order of the defaults then decides only which of them wins.
type choice struct {
	values *model.Arrow
	fields []field[model.Arrow] // those the default states
	arrows []*model.Arrow
}

// applyDefaults gives arrows what the defaults state about them. Fallbacks come first, because an
// arrow that is only a fallback takes over nothing that would contradict that.
func (l *linker) applyDefaults() {
	var choices []choice
	for _, f := range l.files {
		for _, p := range f.presets {
			choices = append(choices, choice{&p.values, statedFields(&p.values), l.selected(p.selector)})
		}
	}
	if len(choices) == 0 {
		return
	}
	standIns := l.standIns(choices)
	for _, first := range []bool{true, false} {
		for _, c := range choices {
			for _, f := range c.fields {
				if isFirst := f.name == "fallback" || f.name == "fallback-only"; isFirst == first {
					c.give(f, standIns)
				}
			}
		}
		standIns = l.standIns(nil)
	}
}

// give has the arrows of a choice take over one field, where it fits them.
func (c choice) give(f field[model.Arrow], standIns map[*model.Arrow]bool) {
	for _, a := range c.arrows {
		if fits(f.name, a, c.values, standIns) {
			f.inherit(a, c.values)
		}
	}
}

func statedFields(a *model.Arrow) []field[model.Arrow] {
	var fields []field[model.Arrow]
	for _, f := range arrowFields {
		if f.given(a) {
			fields = append(fields, f)
		}
	}
	return fields
}

// standIns finds the arrows that are only fallbacks: those that say so, and those that are named as
// one and state no effect of their own (M17). Those that defaults name count too.
func (l *linker) standIns(choices []choice) map[*model.Arrow]bool {
	only := map[*model.Arrow]bool{}
	name := func(refs []model.ArrowRef) {
		for _, ref := range refs {
			a := ref.Arrow
			if !a.IfDown.Given() && !a.Pool.Given() && !a.Fallbacks.Given() && !a.FallbackOnly.Given() {
				only[a] = true
			}
		}
	}
	for _, a := range l.system.Arrows {
		if a.FallbackOnly.Value {
			only[a] = true
		}
		if a.Judged() {
			name(a.Fallbacks.Value)
		}
	}
	for _, c := range choices {
		name(c.values.Fallbacks.Value)
	}
	return only
}

// fits tells whether a default of that name can be meant for the arrow. One that would contradict
// what the arrow is (a stand-in, a member of a pool, an arrow with fallbacks) is not.
func fits(name string, a, values *model.Arrow, standIns map[*model.Arrow]bool) bool {
	switch name {
	case "if-down":
		return !standIns[a]
	case "pool":
		return !standIns[a] && !a.Fallbacks.Given()
	case "fallback":
		return !standIns[a] && !a.Pool.Given()
	case "fallback-only":
		return !a.IfDown.Given() && !a.Pool.Given() && !a.Fallbacks.Given()
	case "on-fallback":
		return len(a.Fallbacks.Value) > 0
	case "needs":
		return a.Pool.Given() || values.Pool.Given() && !standIns[a] && !a.Fallbacks.Given()
	}
	return true
}
