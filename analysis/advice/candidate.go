package advice

import (
	"fmt"
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A candidate is a step that might be taken: the same lines for some arrows, or a test of a journey.
type candidate struct {
	kind    Kind
	lines   []*line
	journey *model.Journey
	paste   string
}

// candidates lists every step that may help, in the order of harm.
func (b *book) candidates() []candidate {
	var all []candidate
	var journeys []*model.Journey
	alike := map[string]int{} // the candidate that has the same to paste
	add := func(kind Kind, l *line, text string) {
		key := kind.String() + text
		i, known := alike[key]
		if !known || kind != AddOwner && kind != AddExpert {
			alike[key] = len(all)
			all = append(all, candidate{kind: kind, lines: []*line{l}, paste: text})
			return
		}
		all[i].lines = append(all[i].lines, l)
	}
	for _, l := range b.lines {
		x := l.answer
		if !toldByName(x) || l.noticed > paste.Soon(x) && x.Notice.Where == analysis.AtArrow {
			add(watching(x), l, watched(x))
		}
		if !x.Owner.Owned() {
			add(AddOwner, l, owned(x))
		}
		if l.absent > 0 {
			add(AddExpert, l, known(x))
		}
		if !hasRunbook(x.Arrow) {
			add(AddRunbook, l, "runbook: docs/runbooks/"+paste.FileName(x.Arrow.Name())+".md")
		}
		for _, j := range x.IfDown.Broken() {
			if !slices.Contains(journeys, j.Journey) {
				journeys = append(journeys, j.Journey)
			}
		}
	}
	for _, j := range journeys {
		all = append(all, candidate{kind: AddJourneyTest, journey: j, paste: b.tested(j)})
	}
	return all
}

// watching is what the arrow lacks until somebody is told of it.
func watching(x *analysis.Answer) Kind {
	switch {
	case x.Cells.Monitor.Value == people.No:
		return AddMonitor
	case len(x.Alerts()) > 0 && x.Cells.Alert.Value == people.No:
		return MendAlert
	case len(x.Alerts()) > 0 || !slices.ContainsFunc(x.Seeing, seesDown(x)):
		return AddMonitor
	}
	return AddAlert
}

// seesDown tells of a monitor whether it sees the arrow down.
func seesDown(x *analysis.Answer) func(*model.Monitor) bool {
	return func(m *model.Monitor) bool {
		return slices.ContainsFunc(x.Modes, func(y analysis.ModeAnswer) bool { return y.Mode == model.ModeDown && slices.Contains(y.Sees, m) })
	}
}

// watched is what to write so that somebody is told of the arrow.
func watched(x *analysis.Answer) string {
	switch watching(x) {
	case MendAlert:
		return "# " + x.Cells.Alert.Reason + ": mend that, or\nmonitors: [" + paste.Monitor(x, model.ModeDown) + "]"
	case AddAlert:
		return fmt.Sprintf("%s   # under %s", paste.Alert(x, paste.AlertName(x.Arrow, model.ModeDown)), monitorName(x.Seeing[0]))
	}
	return "monitors: [" + paste.Monitor(x, model.ModeDown) + "]"
}

func monitorName(m *model.Monitor) string {
	if m.Name == "" {
		return "the " + m.String()
	}
	return "monitor " + m.Name
}

func owned(x *analysis.Answer) string {
	who := paste.Teller(x)
	if who == "" {
		who = paste.ToFillIn
	}
	return "owner: " + paste.Name(who)
}

// known names the experts there are and one more from the teams around.
func known(x *analysis.Answer) string {
	var names []string
	for _, p := range x.Mending.Mend.People {
		names = append(names, p.Name)
	}
	return "experts: " + paste.List(append(names, oneMore(x, names)))
}

func oneMore(x *analysis.Answer, known []string) string {
	for _, party := range []model.Party{x.Owner.Party, x.Arrow.From.Owner.Value, x.Arrow.To.Owner.Value} {
		if party.Team == nil {
			continue
		}
		for _, p := range party.Team.People.Value {
			if !slices.Contains(known, p.Name) {
				return p.Name
			}
		}
	}
	return "SOMEBODY"
}

// tested is a monitor that walks a journey.
func (b *book) tested(j *model.Journey) string {
	tells := paste.ToFillIn
	if j.Owner.Given() && j.Owner.Value.Name != "" {
		tells = j.Owner.Value.Name
	} else if who := b.teller(j); who != "" {
		tells = who
	}
	return fmt.Sprintf("%s: {signal: synthetic, watches: %s, every: %s, alert: {name: %s, after: %s, tells: %s, how: page}}",
		paste.Name(j.Name+"-works"), paste.List([]string{j.Name}), model.FormatDuration(b.as.Probe),
		paste.Name(paste.Camel(j.Name)+"Fails"), model.FormatDuration(b.as.Wait), paste.Name(tells))
}

// teller is who answers for the first arrow that breaks a journey and has somebody who does.
func (b *book) teller(j *model.Journey) string {
	for _, l := range b.lines {
		if l.answer.IfDown.Journeys[j.ID].Broken == propagation.Never {
			continue
		}
		if who := paste.Teller(l.answer); who != "" {
			return who
		}
	}
	return ""
}

// concerned lists the accounts that a candidate may change.
func (b *book) concerned(c candidate) []*line {
	if c.journey != nil {
		return b.lines
	}
	return c.lines
}

// gain is what a candidate avoids as things stand.
func (b *book) gain(c candidate) gain {
	var g gain
	for _, l := range b.concerned(c) {
		g.add(l, l.lost(b.as), b.changed(c, l).lost(b.as))
	}
	return g
}

// changed is the account of an arrow after a step.
func (b *book) changed(c candidate, l *line) *line {
	after := *l
	switch c.kind {
	case AddMonitor, AddAlert, MendAlert:
		after.noticed, after.where = min(l.noticed, paste.Soon(l.answer)), analysis.AtArrow
	case AddJourneyTest:
		if told := b.testTells(c.journey, l.answer); told < l.noticed {
			after.noticed, after.where = told, analysis.AtJourney
		}
	case AddOwner:
		after.longer = max(0, l.longer-b.as.FindOwner)
	case AddRunbook:
		after.longer = max(0, l.longer-b.as.ReadCode)
	case AddExpert:
		after.absent = l.absent * b.as.Absent
	}
	return &after
}

// testTells is when a test of the journey tells of the arrow: some time after the journey breaks.
func (b *book) testTells(j *model.Journey, x *analysis.Answer) time.Duration {
	broken := x.IfDown.Journeys[j.ID].Broken
	if broken == propagation.Never {
		return propagation.Never
	}
	return broken + b.as.Probe + b.as.Wait
}

// take takes a step: the accounts change, and so do the gains of all that is left.
func (b *book) take(c candidate, g gain) Step {
	s := Step{Kind: c.kind, Journey: c.journey, Helps: g.helps, Paste: c.paste, Avoids: descending(g.losses), Before: g.most.noticed}
	for _, l := range c.lines {
		s.Answers = append(s.Answers, l.answer)
	}
	for _, l := range b.concerned(c) {
		*l = *b.changed(c, l)
	}
	s.After = g.most.noticed
	return s
}
