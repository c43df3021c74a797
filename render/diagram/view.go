package diagram

import (
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A View says which part of a report a picture shows, and in which light. The zero View is the whole
// drawing.
type View struct {
	Name  string // "journey buy", a name for the picture that no other view of the report has; empty for the whole
	Title string // what stands behind the name of the system; empty for the whole

	only  func(*analysis.Answer) bool // the arrows that are drawn; nil for all
	lit   func(*analysis.Answer) bool // those among them that are meant, the others are dimmed; nil for all
	state *state                      // what a failure does; nil if nothing has failed
}

// OfJourney shows the arrows that a journey takes and those that hurt it when they fail. Its own steps
// are lit.
func OfJourney(j *model.Journey) View {
	step := map[*model.Arrow]bool{}
	for _, steps := range [][]model.ArrowRef{j.Steps.Value, j.Optional.Value} {
		for _, ref := range steps {
			step[ref.Arrow] = true
		}
	}
	return View{
		Name: "journey " + j.Name, Title: "journey " + j.Name,
		only: func(x *analysis.Answer) bool {
			return step[x.Arrow] || x.IfDown.Journeys[j.ID].Verdict > propagation.Untouched
		},
		lit: func(x *analysis.Answer) bool { return step[x.Arrow] },
	}
}

// OfOwner shows what a team or person owns, and all arrows to and from it. The owned arrows are lit.
func OfOwner(name string) View {
	owns := func(c *model.Component) bool {
		return c.Owner.Given() && !c.Owner.Value.Nobody && c.Owner.Value.Name == name
	}
	return View{
		Name: "owner " + name, Title: "what " + name + " owns",
		only: func(x *analysis.Answer) bool {
			return owns(x.Arrow.From) || owns(x.Arrow.To) || x.Owner.Concerns(name)
		},
		lit: func(x *analysis.Answer) bool { return x.Owner.Concerns(name) },
	}
}

// OfFailure shows the state of the system after some of its parts have failed: what was struck, how far
// that spreads, and when. The rest is dimmed.
func OfFailure(title string, q analysis.Question, c analysis.Consequence) View {
	s := newState(q, c)
	return View{
		Name: "failure " + title, Title: title, state: s,
		lit: func(x *analysis.Answer) bool { return s.arrows[x.Arrow].level > works },
	}
}

// close is the view without what is far from all that is lit. A whole drawing has no such part.
func (v View) close() (View, bool) {
	switch {
	case v.state != nil && v.only == nil:
		hit := func(c *model.Component) bool { return v.state.components[c].level > works }
		v.only = func(x *analysis.Answer) bool { return v.lit(x) || hit(x.Arrow.From) || hit(x.Arrow.To) }
		return v, true
	case v.state == nil && v.lit != nil:
		v.only, v.lit = v.lit, nil
		return v, true
	}
	return v, false
}

// draws lists the arrows of the view, in the order of the given ones.
func (v View) draws(answers []*analysis.Answer) []*analysis.Answer {
	if v.only == nil {
		return answers
	}
	var chosen []*analysis.Answer
	for _, x := range answers {
		if v.only(x) {
			chosen = append(chosen, x)
		}
	}
	return chosen
}

// A level is how far a part of the system is from working.
type level uint8

const (
	works  level = iota
	limps        // is degraded, is impaired
	fails        // is down, fails with what was struck
	struck       // failed on purpose
)

// A state is what becomes of the parts of the system after a failure.
type state struct {
	components map[*model.Component]fate
	arrows     map[*model.Arrow]fate
}

// A fate is the worst that becomes of a part, and the course of it in a few words.
type fate struct {
	level level
	text  string
}

func newState(q analysis.Question, c analysis.Consequence) *state {
	s := &state{components: map[*model.Component]fate{}, arrows: map[*model.Arrow]fate{}}
	spread := c.Spread()
	for _, x := range spread.Components {
		s.components[x.Component] = newFate("degraded", x.Degraded, "down", x.Down)
	}
	for _, x := range spread.Arrows {
		s.arrows[x.Arrow] = newFate("impaired", x.Impaired, "fails", x.Fails)
	}
	for _, x := range q.Components {
		s.components[x] = fate{struck, "fails"}
	}
	for _, x := range q.Arrows {
		s.arrows[x] = fate{struck, "fails"}
	}
	return s
}

func newFate(poor string, poorly time.Duration, bad string, badly time.Duration) fate {
	switch {
	case badly == propagation.Never:
		return fate{limps, poor + " " + analysis.After(poorly)}
	case poorly < badly:
		return fate{fails, poor + " " + analysis.After(poorly) + ", " + bad + " " + analysis.After(badly)}
	}
	return fate{fails, bad + " " + analysis.After(badly)}
}

// lines is the text with a line for each of the states that follow each other.
func (f fate) lines() []string {
	if f.text == "" {
		return nil
	}
	return strings.Split(strings.ReplaceAll(f.text, ", ", ",\n"), "\n")
}

// fate is what becomes of a component in the view.
func (v View) fate(c *model.Component) fate {
	if v.state == nil {
		return fate{}
	}
	return v.state.components[c]
}
