package wiring

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// sketch writes down what was found: the surest first, and last what only starts in order.
func (d *derivation) sketch(evident []bool) *model.Sketch {
	k := &model.Sketch{System: d.Name}
	teams := map[string]bool{}
	for i, p := range d.Parts {
		c := p.Component
		c.Kind, c.Mute = d.kinds[i], !evident[i]
		k.Components = append(k.Components, c)
		if c.Owner != "" && !teams[c.Owner] {
			teams[c.Owner] = true
			k.Teams = append(k.Teams, model.SketchTeam{Name: c.Owner})
		}
	}
	slices.SortStableFunc(d.leads, func(a, b *lead) int {
		return cmp.Or(compareBool(a.ordered, b.ordered), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	for _, l := range d.leads {
		k.Arrows = append(k.Arrows, d.arrow(l))
	}
	k.Monitors = d.monitors()
	k.Unshown = d.unshown(evident)
	return k
}

// monitors proposes one for each part that another one asks whether it is well. What takes telemetry asks for figures.
func (d *derivation) monitors() []model.SketchMonitor {
	asked := make([]bool, len(d.Parts))
	for _, l := range d.leads {
		asked[l.to] = asked[l.to] || l.has(Probe) && !d.Parts[l.from].is(sinks)
	}
	var all []model.SketchMonitor
	for i, p := range d.Parts {
		if asked[i] {
			all = append(all, model.SketchMonitor{Name: p.Component.Name + "-health", Watches: []string{p.Component.Name}})
		}
	}
	return all
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// arrow gives an arrow its kind, and the question it leaves open.
func (d *derivation) arrow(l *lead) model.SketchArrow {
	slices.SortStableFunc(l.evidence, func(a, b model.SketchEvidence) int { return cmp.Compare(b.Confidence, a.Confidence) })
	from, to := &d.Parts[l.from], &d.Parts[l.to]
	a := model.SketchArrow{From: from.Component.Name, To: to.Component.Name, Evidence: l.evidence}
	queued := d.kinds[l.to] == model.ComponentQueue && d.kinds[l.from] != model.ComponentQueue
	switch {
	case from.isTelemetry() || to.isTelemetry():
		a.Tags = append(a.Tags, "telemetry")
		a.Kind = d.telemetryKind(l)
	case queued && l.called:
		a.Kind = model.Event
		side := l.side
		if side == eitherSide {
			side = namesSide(from.Component.Name)
		}
		switch side {
		case receives:
			a.From, a.To = a.To, a.From
		case eitherSide:
			a.Question = importer.AskSide
		}
	case to.is(resolvers):
		a.Kind = model.Resolve
	case stores(d.kinds[l.to]):
		a.Kind = model.Query
	case queued:
		a.Kind, a.Question = model.Event, importer.AskSide
	}
	if l.has(Probe) && !l.called {
		a.Tags = append(a.Tags, "probe")
	}
	if asked := l.doubt(a.Confidence()); asked != "" {
		a.Question = asked
	} else if l.called && !l.own && len(a.Tags) == 0 && a.Question == "" {
		a.Question = "several are given the same setting: does this one use it?"
	}
	return a
}

// telemetryKind is the kind of an arrow that has to do with telemetry at one of its ends.
func (d *derivation) telemetryKind(l *lead) model.Kind {
	from, to := &d.Parts[l.from], &d.Parts[l.to]
	switch {
	case stores(d.kinds[l.to]), from.is(watchers) && to.is(sinks):
		return model.Query
	case to.is(sinks) && !to.is(watchers):
		return model.Stream
	}
	return model.Call
}

// doubt is what should be asked where the evidence leaves open whether there is a call at all.
func (l *lead) doubt(best model.Confidence) string {
	switch {
	case l.ordered:
		return "start order or a call?"
	case best == model.Low:
		return "a guess from the names: is it so?"
	case l.called:
		return ""
	}
	for _, open := range asking {
		if l.has(open.reading) {
			return open.question
		}
	}
	return ""
}

// unshown says what the files do not show.
func (d *derivation) unshown(evident []bool) []string {
	touched := make([]bool, len(d.Parts))
	permitted := 0
	for _, l := range d.leads {
		touched[l.from], touched[l.to] = true, true
		if l.has(Allowed) && !l.called {
			permitted++
		}
	}
	var mute []string
	guessed := false
	for i, p := range d.Parts {
		if !evident[i] {
			mute = append(mute, p.Component.Name)
			guessed = guessed || touched[i]
		}
	}
	var all []string
	if len(mute) > 0 && len(d.Parts) > 1 {
		but, verb, them := "", "have", "them"
		if guessed {
			but = " other than start order or names"
		}
		if len(mute) == 1 {
			verb, them = "has", "it"
		}
		all = append(all, fmt.Sprintf("%d of %s %s no evidence of an arrow%s: %s. What is wired to %s stands in no file that was read: %s",
			len(mute), importer.Count(len(d.Parts), "component", "components"), verb, but, importer.ShortList(mute, 8), them, d.Remedy))
	}
	if permitted > 0 {
		all = append(all, fmt.Sprintf("%s only allowed by a policy: no file that was read says that anybody goes that way. Traces would show it",
			importer.Count(permitted, "arrow is", "arrows are")))
	}
	if sentence := d.strays.sentence(); sentence != "" {
		all = append(all, sentence)
	}
	return all
}
