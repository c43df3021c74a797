package meeting

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// mostShown is how many names a question numbers.
const mostShown = 6

func numbered(names []string) []Choice {
	var all []Choice
	for i, name := range names {
		all = append(all, Choice{strconv.Itoa(i + 1), name})
	}
	return all
}

// partyNames are all teams and people of the drawing.
func (m *Meeting) partyNames() []string {
	var names []string
	for _, t := range m.report.System.Teams {
		names = append(names, t.Name)
	}
	return append(names, m.peopleNames()...)
}

// peopleNames are all people of the drawing who have not left.
func (m *Meeting) peopleNames() []string {
	var names []string
	for _, p := range m.report.System.People {
		if !p.Gone(m.today()) {
			names = append(names, p.Name)
		}
	}
	return names
}

// monitorNames are all monitors that have a name.
func (m *Meeting) monitorNames() []string {
	var names []string
	for _, w := range m.report.System.Monitors {
		if w.Name != "" {
			names = append(names, w.Name)
		}
	}
	return names
}

func signalNames() []string {
	var names []string
	for _, s := range model.Signals() {
		names = append(names, s.String())
	}
	return names
}

// A list gathers names, each once.
type list struct{ names []string }

func (l *list) add(names ...string) {
	for _, name := range names {
		if name != "" && !slices.Contains(l.names, name) {
			l.names = append(l.names, name)
		}
	}
}

func (l *list) first() []string { return l.names[:min(mostShown, len(l.names))] }

// likelyParties are those who most likely own an arrow or are told of it: the owners of the arrow and of its ends,
// whoever was named last, then the others.
func (m *Meeting) likelyParties(x *analysis.Answer) []string {
	var l list
	for _, p := range []model.Party{x.Owner.Party, x.Owner.From, x.Owner.To} {
		if !p.Nobody {
			l.add(p.Name)
		}
	}
	l.add(m.recent...)
	l.add(m.partyNames()...)
	return l.first()
}

// likelyTold are the same without the owner, who has a letter of their own there.
func (m *Meeting) likelyTold(x *analysis.Answer) []string {
	return slices.DeleteFunc(m.likelyParties(x), func(name string) bool { return name == x.Owner.Party.Name })
}

// likelyExperts are those who most likely can mend an arrow: the people of its owner, and who knows its ends.
func (m *Meeting) likelyExperts(x *analysis.Answer) []string {
	known := m.peopleNames()
	var l list
	for _, p := range slices.Concat(x.Arrow.From.Experts.Value, x.Arrow.To.Experts.Value, []model.Party{x.Owner.Party, x.Owner.From, x.Owner.To}) {
		if p.Person != nil {
			l.add(p.Person.Name)
		}
		if p.Team != nil {
			for _, member := range p.Team.People.Value {
				l.add(member.Name)
			}
		}
	}
	l.add(known...)
	l.names = slices.DeleteFunc(l.names, func(name string) bool { return !slices.Contains(known, name) })
	return l.first()
}

// likelyMonitors are the monitors that most likely see an arrow: those of arrows and components next to it, the
// nearest first.
func (m *Meeting) likelyMonitors(x *analysis.Answer) []string {
	near := func(w *model.Monitor) int {
		for _, a := range w.Arrows {
			if a.To == x.Arrow.To || a.From == x.Arrow.From {
				return 0
			}
		}
		for _, c := range w.Components {
			if c == x.Arrow.From || c == x.Arrow.To {
				return 1
			}
		}
		return 2
	}
	var named []*model.Monitor
	for _, w := range m.report.System.Monitors {
		if w.Name != "" && !slices.Contains(x.Arrow.Monitors.Value, w) {
			named = append(named, w)
		}
	}
	slices.SortStableFunc(named, func(v, w *model.Monitor) int { return cmp.Compare(near(v), near(w)) })
	var names []string
	for _, w := range named[:min(mostShown, len(named))] {
		names = append(names, w.Name)
	}
	return names
}

// titleOfMonitor is the name of a monitor with what it measures.
func (m *Meeting) titleOfMonitor(name string) string {
	for _, w := range m.report.System.Monitors {
		if w.Name == name && w.Signal.Given() {
			return name + " (" + w.Signal.Value.String() + ")"
		}
	}
	return name
}

// errNoName tells that nothing bears a name.
var errNoName = errors.New("nothing is named so")

// complete finds the name that somebody means by a number of those shown, by the name itself or by its beginning.
func complete(word string, shown, all []string) (string, error) {
	if slices.Contains(all, word) {
		return word, nil
	}
	if i, err := strconv.Atoi(word); err == nil {
		if i >= 1 && i <= len(shown) {
			return shown[i-1], nil
		}
		return "", fmt.Errorf("there is no number %s here", word)
	}
	var begin []string
	for _, name := range all {
		switch {
		case strings.EqualFold(name, word):
			return name, nil
		case len(name) > len(word) && strings.EqualFold(name[:len(word)], word):
			begin = append(begin, name)
		}
	}
	switch len(begin) {
	case 0:
		return "", errNoName
	case 1:
		return begin[0], nil
	}
	return "", fmt.Errorf("%q may be %s", word, strings.Join(begin[:min(mostShown, len(begin))], ", "))
}

// items are the parts of a list in one line.
func items(line string) []string {
	var all []string
	for part := range strings.SplitSeq(line, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
