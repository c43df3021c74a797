package diagram

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// newScene is the whole drawing.
func newScene(r *analysis.Report) *scene { return detail(r, View{}, ByHarm) }

// detail is a scene of the arrows of a view, each for itself.
func detail(r *analysis.Report, v View, by Colouring) *scene {
	s := &scene{page: &frame{}, palette: newPalette(by, r), dims: v.lit != nil, failed: v.state != nil}
	b := builder{
		scene: s, ends: map[*model.Component]bool{},
		frames: map[*model.Component]*frame{}, boxes: map[*model.Component]*box{}, view: v,
	}
	answers := v.draws(r.Answers)
	for _, a := range answers {
		b.ends[a.Arrow.From], b.ends[a.Arrow.To] = true, true
	}
	components := b.drawn(r.System.Components)
	b.addFrames(components)
	b.addBoxes(components)
	numbers := numbered(r)
	for _, a := range answers {
		b.addLink(a, numbers[a])
	}
	s.cutCycles()
	s.measure()
	return s
}

// A builder finds the parts of a scene by what they stand for.
type builder struct {
	*scene
	ends   map[*model.Component]bool // where arrows start or end
	frames map[*model.Component]*frame
	boxes  map[*model.Component]*box
	view   View
}

// numbered gives each arrow its number by harm.
func numbered(r *analysis.Report) map[*analysis.Answer]int {
	numbers := make(map[*analysis.Answer]int, len(r.ByHarm))
	for i, a := range r.ByHarm {
		numbers[a] = i + 1
	}
	return numbers
}

// drawn lists the components of the view: all of them, or the ends of its arrows and what has failed.
func (b *builder) drawn(components []*model.Component) []*model.Component {
	if b.view.only == nil {
		return components
	}
	var all []*model.Component
	for _, c := range components {
		if b.ends[c] || b.view.fate(c).level > works {
			all = append(all, c)
		}
	}
	return all
}

// addFrames makes a frame of every place that something is drawn in.
func (b *builder) addFrames(components []*model.Component) {
	for _, c := range components {
		if c.Kind.Value == model.ComponentPlace && !b.ends[c] {
			continue
		}
		if home := c.Home(); home != nil {
			b.frame(home)
		}
	}
}

// frame is the frame of a place, made if need be.
func (b *builder) frame(place *model.Component) *frame {
	if f := b.frames[place]; f != nil {
		return f
	}
	f := &frame{place: place, title: place.Label.Or(place.Name), parent: b.page, fate: b.view.fate(place)}
	if outer := place.Home(); outer != nil {
		f.parent = b.frame(outer)
		f.title = place.Label.Or(strings.TrimPrefix(place.Name, outer.Name+"/"))
	}
	f.id, f.depth = len(b.scene.frames), f.parent.depth+1
	f.parent.inner = append(f.parent.inner, f)
	b.frames[place] = f
	b.scene.frames = append(b.scene.frames, f)
	return f
}

// addBoxes makes a box of every component. A place is one only where arrows end at it, or where
// nothing else would show it.
func (b *builder) addBoxes(components []*model.Component) {
	told := map[*model.Component]bool{}
	for _, c := range components {
		for _, place := range c.In.Value {
			told[place] = true
		}
	}
	for _, c := range components {
		own := b.frames[c]
		if c.Kind.Value == model.ComponentPlace && !b.ends[c] && (own != nil || told[c] || !c.Declared) {
			continue
		}
		x := &box{
			id: len(b.scene.boxes), component: c, look: looks[c.Kind.Value], frame: cmp.Or(own, b.frames[c.Home()], b.page),
			title: boxTitle(c), fate: b.view.fate(c),
		}
		x.lit = x.fate.level > works
		x.told = x.fate.lines()
		x.look.above += toldTall(x.told)
		x.name = nameFont.lines(c.Label.Or(c.Name), boxRoom, 3)
		x.small = smallLines(c)
		x.frame.boxes = append(x.frame.boxes, x)
		b.boxes[c] = x
		b.scene.boxes = append(b.scene.boxes, x)
	}
}

// smallFacts say what the component is and whose.
func smallFacts(c *model.Component) []string {
	var facts []string
	if c.Kind.Value != model.ComponentService && c.Kind.Value != model.ComponentPerson {
		facts = append(facts, c.Kind.Value.String())
	}
	if c.Owner.Given() && !c.Owner.Value.Nobody {
		facts = append(facts, c.Owner.Value.Name)
	}
	if c.Elsewhere {
		facts = append(facts, "drawn elsewhere")
	}
	return facts
}

// smallLines are the facts, and the places where no frame can say them.
func smallLines(c *model.Component) []string {
	lines := smallFont.lines(strings.Join(smallFacts(c), " · "), boxRoom, 2)
	if len(c.In.Value) > 1 {
		names := make([]string, len(c.In.Value))
		for i, place := range c.In.Value {
			names[i] = place.Name[strings.LastIndexByte(place.Name, '/')+1:]
		}
		lines = append(lines, smallFont.lines("in "+strings.Join(names, ", "), boxRoom, 1)...)
	}
	return lines
}

func (b *builder) addLink(a *analysis.Answer, number int) {
	cells := a.Cells.All()
	l := &link{
		id: len(b.links), answers: []*analysis.Answer{a}, number: number, rank: strconv.Itoa(number),
		from: b.boxes[a.Arrow.From], to: b.boxes[a.Arrow.To],
		harm: harm(a), manner: manner(a.Arrow), assumed: !a.Arrow.Answered(), proof: a.Proof,
		title: linkTitle(number, a), story: linkStory(a),
	}
	for i, c := range cells {
		l.cells[i] = c.Value
	}
	if b.view.state != nil {
		l.fate = b.view.state.arrows[a.Arrow]
		l.told = l.fate.lines()
	}
	l.text = smallFont.lines(a.Arrow.Label.Or(a.Arrow.Qualifier), textRoom, 3)
	if b.view.lit != nil && b.view.lit(a) {
		l.lit, l.from.lit, l.to.lit = true, true, true
	}
	b.add(l)
}

// add puts a complete link into the scene.
func (s *scene) add(l *link) {
	l.tone = s.palette.tone(l.answers)
	if l.tone.tag != "" {
		l.text = append(smallFont.lines(l.tone.tag, textRoom, 1), l.text...)
	}
	l.frame = common(l.from.frame, l.to.frame)
	l.frame.links = append(l.frame.links, l)
	s.links = append(s.links, l)
}
