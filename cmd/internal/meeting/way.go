package meeting

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A Way is where the arrow at hand lies: up to two arrows before it, and up to two behind it.
type Way struct {
	Stops []Stop
	At    int // the stop that the arrow at hand starts at
}

// A Stop is a component on a way, and how the way goes on from there.
type Stop struct {
	Name  string
	State State  // without the arrow at hand, by the answers so far
	When  string // when that sets in: "after 4h"; empty if at once
	Open  bool   // nobody has said what happens without the arrow to the next stop, or whether it is real
}

// A State is what becomes of a component.
type State uint8

// The states.
const (
	Up State = iota
	Degraded
	Down
)

func (s State) String() string { return [...]string{"up", "degraded", "down"}[s] }

// around is how many arrows a way has on each side.
const around = 2

// Way is where the arrow at hand lies.
func (m *Meeting) Way() Way {
	x := m.answered()
	if x == nil {
		return Way{}
	}
	likely := m.alongside(x)
	arrows := []*model.Arrow{x.Arrow}
	on := []*model.Component{x.Arrow.From, x.Arrow.To}
	for range around {
		first := arrows[0]
		i := slices.IndexFunc(likely, func(a *model.Arrow) bool { return a.To == first.From && !slices.Contains(on, a.From) })
		if i < 0 {
			break
		}
		arrows, on = append([]*model.Arrow{likely[i]}, arrows...), append(on, likely[i].From)
	}
	at := len(arrows) - 1
	for range around {
		last := arrows[len(arrows)-1]
		i := slices.IndexFunc(likely, func(a *model.Arrow) bool { return a.From == last.To && !slices.Contains(on, a.To) })
		if i < 0 {
			break
		}
		arrows, on = append(arrows, likely[i]), append(on, likely[i].To)
	}
	return Way{stops(x, arrows), at}
}

// alongside are the arrows that a way may lead over: first those of the journeys that the arrow belongs to, then
// the others, most harmful first. Telemetry is on nobody's way.
func (m *Meeting) alongside(x *analysis.Answer) []*model.Arrow {
	var all, others []*model.Arrow
	for _, j := range m.report.System.Journeys {
		steps := slices.Concat(j.Steps.Value, j.Optional.Value)
		if slices.ContainsFunc(steps, func(r model.ArrowRef) bool { return r.Arrow == x.Arrow }) {
			for _, step := range steps {
				all = append(all, step.Arrow)
			}
		}
	}
	for _, y := range m.report.ByHarm {
		if !slices.Contains(y.Arrow.Tags.Value, telemetry) {
			others = append(others, y.Arrow)
		}
	}
	return append(all, others...)
}

// stops are the components along some arrows, and their states without one of them.
func stops(x *analysis.Answer, arrows []*model.Arrow) []Stop {
	states := map[*model.Component]analysis.ComponentState{}
	for _, s := range x.IfDown.Spread().Components {
		states[s.Component] = s
	}
	stop := func(c *model.Component) Stop {
		s, hurt := states[c]
		switch {
		case !hurt:
			return Stop{Name: c.Name}
		case s.Down != propagation.Never:
			return Stop{Name: c.Name, State: Down, When: delay(analysis.After(s.Down))}
		}
		return Stop{Name: c.Name, State: Degraded, When: delay(analysis.After(s.Degraded))}
	}
	all := []Stop{stop(arrows[0].From)}
	for i, a := range arrows {
		all[i].Open = !a.Answered() || a.Review.Value == model.ReviewTodo
		all = append(all, stop(a.To))
	}
	return all
}

func delay(when string) string {
	if when == "at once" {
		return ""
	}
	return when
}

// String is "customer -> shop (down) -> [checkout (down) -?> stripe]".
func (w Way) String() string {
	text := ""
	for i, s := range w.Stops {
		if i == w.At {
			text += "["
		}
		text += s.String()
		if i == w.At+1 {
			text += "]"
		}
		if i+1 < len(w.Stops) {
			text += s.Line()
		}
	}
	return text
}

// String is the name with the state: "shop (down after 4h)".
func (s Stop) String() string {
	switch {
	case s.State == Up:
		return s.Name
	case s.When != "":
		return s.Name + " (" + s.State.String() + " " + s.When + ")"
	}
	return s.Name + " (" + s.State.String() + ")"
}

// Line is the arrow to the next stop. A question mark is in one that nobody has answered.
func (s Stop) Line() string {
	if s.Open {
		return " -?> "
	}
	return " -> "
}
