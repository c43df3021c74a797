package propagation

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A sketch is a system being drawn by a test.
type sketch struct{ *model.System }

func newSketch() *sketch { return &sketch{&model.System{}} }

// said is a value that some line of a drawing states.
func said[T any](v T) model.Stated[T] {
	return model.Stated[T]{Value: v, Span: diag.Span{Start: diag.Point{Line: 1}, End: diag.Point{Line: 1, Col: 1}}}
}

// box is the component of that name, which is added if it is new.
func (s *sketch) box(name string) *model.Component {
	if c := s.Component(name); c != nil {
		return c
	}
	c := &model.Component{ID: model.ComponentID(len(s.Components)), Name: name}
	s.Components = append(s.Components, c)
	return c
}

// place is the place of that name, with all places it lies in.
func (s *sketch) place(name string) *model.Component {
	if cut := strings.LastIndexByte(name, '/'); cut >= 0 {
		s.place(name[:cut])
	}
	c := s.box(name)
	c.Kind = said(model.ComponentPlace)
	return c
}

// add draws an arrow; text is "from -> to".
func (s *sketch) add(text string, kind model.Kind) *model.Arrow {
	from, to, _ := strings.Cut(text, " -> ")
	return s.between(s.box(from), s.box(to), kind)
}

func (s *sketch) between(from, to *model.Component, kind model.Kind) *model.Arrow {
	a := &model.Arrow{ID: model.ArrowID(len(s.Arrows)), From: from, To: to, Kind: said(kind)}
	s.Arrows = append(s.Arrows, a)
	return a
}

func (s *sketch) journey(name string, steps ...*model.Arrow) *model.Journey {
	j := &model.Journey{ID: model.JourneyID(len(s.Journeys)), Name: name, Steps: said(refs(steps...))}
	s.Journeys = append(s.Journeys, j)
	return j
}

func refs(arrows ...*model.Arrow) []model.ArrowRef {
	list := []model.ArrowRef{}
	for _, a := range arrows {
		list = append(list, model.ArrowRef{Arrow: a})
	}
	return list
}

// network settles the sketch and compiles it.
func (s *sketch) network(t testing.TB) *Network {
	t.Helper()
	if found := s.Settle(); len(found) > 0 {
		t.Fatal(found)
	}
	return New(s.System)
}

func only(effects ...model.Stage) model.Stated[model.IfDown] {
	return said(model.IfDown{Ends: [2][]model.Stage{effects, effects}})
}

func byEnd(from, to []model.Stage) model.Stated[model.IfDown] {
	return said(model.IfDown{Ends: [2][]model.Stage{from, to}, ByEnd: true})
}

func stage(e model.Effect, after time.Duration) model.Stage {
	return model.Stage{Effect: e, After: after}
}

// A dice draws random systems that have every construct.
type dice struct{ *rand.Rand }

func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

func pick[T any](d dice, from ...T) T { return from[d.IntN(len(from))] }

func (d dice) seconds() time.Duration { return time.Duration(d.IntN(5)) * time.Second }

// system draws one that has no contradictions.
func (d dice) system() *model.System {
	for {
		s := newSketch()
		d.draw(s)
		if len(s.Settle()) == 0 {
			return s.System
		}
	}
}

func (d dice) draw(s *sketch) {
	var places []*model.Component
	for _, name := range []string{"p/a", "p/b", "q"}[:d.IntN(4)] {
		s.place(name)
	}
	places = append(places, s.Components...)
	boxes := 2 + d.IntN(6)
	for i := range boxes {
		d.box(s.box(fmt.Sprintf("c%d", i)), places)
	}
	if d.chance(20) && len(places) > 0 {
		p := s.place("p/x")
		p.In = said([]*model.Component{pick(d, places...)})
	}
	for range d.IntN(4) {
		s.journey(fmt.Sprintf("j%d", len(s.Journeys)))
	}
	for range 1 + d.IntN(12) {
		d.arrow(s)
	}
	for _, c := range s.Components {
		if d.chance(40) {
			d.pool(s, c)
		}
	}
	for _, a := range s.Arrows {
		if !a.Pool.Given() && a.Judged() && d.chance(30) {
			d.fallback(s, a)
		}
	}
	d.standIns(s)
	for _, j := range s.Journeys {
		for range d.IntN(3) {
			j.Steps.Value = append(j.Steps.Value, refs(d.judged(s))...)
		}
		if d.chance(40) {
			j.Optional = said(refs(d.judged(s)))
		}
	}
}

func (d dice) box(c *model.Component, places []*model.Component) {
	c.Kind = said(pick(d, model.ComponentService, model.ComponentService, model.ComponentService, model.ComponentDatabase,
		model.ComponentQueue, model.ComponentQueue, model.ComponentPerson))
	if d.chance(10) && !c.IsPerson() {
		c.Hub = said(d.chance(60))
	}
	if len(places) > 0 && d.chance(60) && !c.IsPerson() {
		var in []*model.Component
		for range 1 + d.IntN(3) {
			in = append(in, pick(d, places...))
		}
		c.In = said(in)
	}
	if d.chance(40) {
		c.Replicas = said(1 + d.IntN(4))
	}
	if d.chance(40) {
		c.Needs = said(1 + d.IntN(c.ReplicaCount()))
	}
}

func (d dice) stages() []model.Stage {
	first := stage(pick(d, model.Degrades, model.Breaks, model.Breaks), 0)
	if d.chance(50) {
		first.After = d.seconds()
	}
	switch {
	case d.chance(15):
		return []model.Stage{stage(model.Nothing, 0)}
	case first.Effect == model.Degrades && d.chance(50):
		return []model.Stage{first, stage(model.Breaks, first.After+time.Second+d.seconds())}
	}
	return []model.Stage{first}
}

func (d dice) arrow(s *sketch) {
	from, to := pick(d, s.Components...), pick(d, s.Components...)
	if n := len(s.Arrows); n > 0 && d.chance(50) { // gather arrows at one end, for pools and fallbacks
		from, to = s.Arrows[n-1].From, s.Arrows[n-1].To
		if d.chance(50) {
			to = pick(d, s.Components...)
		} else {
			from = pick(d, s.Components...)
		}
	}
	a := s.between(from, to, pick(d, model.Call, model.Query, model.Call, model.Event, model.Batch, model.Notification))
	a.Qualifier = pick(d, "", "", "r", "s")
	switch d.IntN(5) {
	case 0:
	case 1, 2, 3:
		stages := d.stages()
		a.IfDown = only(stages...)
	case 4:
		ends := [2][]model.Stage{}
		for end := range ends {
			if d.chance(75) {
				ends[end] = d.stages()
			}
		}
		a.IfDown = byEnd(ends[0], ends[1])
	}
	if d.chance(60) {
		a.Timeout = said(model.Timeout{None: d.chance(50), After: d.seconds()})
		if d.chance(50) {
			a.Retries = said(d.IntN(3))
		}
	}
	if len(s.Journeys) > 0 && d.chance(25) {
		a.For = said([]*model.Journey{})
		for _, j := range s.Journeys {
			if d.chance(50) {
				a.For.Value = append(a.For.Value, j)
			}
		}
	}
	switch {
	case d.chance(5) && len(s.Arrows) > 1:
		a.Status = said(model.Retired)
	case d.chance(5):
		a.Status = said(model.Planned)
	}
}

func (d dice) judged(s *sketch) *model.Arrow {
	for {
		if a := pick(d, s.Arrows...); a.Judged() {
			return a
		}
	}
}

// pool puts some of the arrows that depend at c into one pool.
func (d dice) pool(s *sketch, c *model.Component) {
	var members []*model.Arrow
	for _, a := range s.Arrows {
		if a.Judged() && a.DependentComponent() == c && d.chance(80) {
			members = append(members, a)
			a.Pool = said("x")
		}
	}
	if len(members) > 0 && d.chance(60) {
		pick(d, members...).Needs = said(1 + d.IntN(len(members)))
	}
}

// standIns says of some arrows that they are or are not only fallbacks.
func (d dice) standIns(s *sketch) {
	named := map[*model.Arrow]bool{}
	for _, a := range s.Arrows {
		for _, f := range a.Fallbacks.Value {
			named[f.Arrow] = true
		}
	}
	for _, a := range s.Arrows {
		free := !a.IfDown.Given() && !a.Pool.Given() && !a.Fallbacks.Given()
		if d.chance(30) {
			a.FallbackOnly = said(free && named[a] && d.chance(70))
		}
	}
}

func (d dice) fallback(s *sketch, a *model.Arrow) {
	at := a.DependentComponent()
	for _, f := range s.Arrows {
		if f != a && (f.From == at || f.To == at) && f.Judged() && d.chance(50) {
			a.Fallbacks = said(append(a.Fallbacks.Value, refs(f)...))
		}
	}
	if a.Fallbacks.Given() && d.chance(50) {
		a.OnFallback = said(pick(d, model.Nothing, model.Degrades))
	}
}

// question fails some of what can fail.
func (d dice) question(s *model.System) Question {
	q := Question{Mode: pick(d, Down, Slow)}
	if d.chance(40) {
		q.Arrows = append(q.Arrows, d.judged(&sketch{s}).ID)
		return q
	}
	for _, a := range s.Arrows {
		if a.Judged() && d.IntN(len(s.Arrows)+len(s.Components)) < 2 {
			q.Arrows = append(q.Arrows, a.ID)
		}
	}
	for _, c := range s.Components {
		if !c.IsPerson() && d.IntN(len(s.Arrows)+len(s.Components)) < 1 {
			q.Components = append(q.Components, c.ID)
		}
	}
	return q
}
