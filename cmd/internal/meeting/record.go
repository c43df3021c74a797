package meeting

import (
	"slices"

	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
)

// mostSteps is how many next steps the minutes list.
const mostSteps = 10

// Minutes is what came of the meeting so far.
func (m *Meeting) Minutes() render.Meeting {
	minutes := render.Meeting{
		By: m.by, Before: m.opened, After: m.report, Left: m.Extent().Open, Files: m.files(),
		Plan: advice.Next(m.report, mostSteps, advice.Usual()),
	}
	for _, w := range m.record {
		if len(w.Decisions)+len(w.Vain)+len(w.Notes) > 0 || w.Confirmed {
			minutes.Walked = append(minutes.Walked, *w)
		}
	}
	return minutes
}

// files are those that the meeting changed, in the order in which it did.
func (m *Meeting) files() []string {
	var names list
	for _, change := range m.made {
		for _, r := range change.done {
			names.add(r.Name)
		}
	}
	return names.names
}

// decide records a decision. Of two on the same question the later counts, and a question that is answered was not
// asked in vain.
func decide(w *render.Walked, d render.Decision) {
	w.Vain = slices.DeleteFunc(slices.Clone(w.Vain), func(t model.Topic) bool { return t == d.Topic })
	w.Decisions = slices.Clone(w.Decisions)
	i := slices.IndexFunc(w.Decisions, func(old render.Decision) bool { return old.Topic == d.Topic && old.Of == d.Of })
	if i < 0 {
		w.Decisions = append(w.Decisions, d)
		return
	}
	d.Before = w.Decisions[i].Before
	w.Decisions[i] = d
}

// note is the record of what is said of an arrow.
func (m *Meeting) note(arrow string) *render.Walked {
	i := slices.IndexFunc(m.record, func(w *render.Walked) bool { return w.Arrow == arrow })
	if i < 0 {
		i = len(m.record)
		m.record = append(m.record, &render.Walked{Arrow: arrow})
	}
	return m.record[i]
}
