package diagram

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// place finds where everything of the scene is. The layout made here always succeeds. Graphviz is asked
// too, with less effort where it fails at first, and the better layout is drawn. The note says why
// Graphviz had no part in it, or less than it could have.
func (s *scene) place(ctx context.Context, layout Layouter) (*geometry, Note) {
	best := s.legibly()
	other, note := s.ask(ctx, layout)
	if other != nil && other.cost() < best.cost() {
		best = other
	}
	return best.geometry(), note
}

// legibly lays the scene out with as many boundaries as leave it legible on a screen. Where it never is,
// it has all of them.
func (s *scene) legibly() *layering {
	whole := s.layers()
	if !whole.tooHigh() {
		return whole
	}
	for depth := s.depth() - 1; depth > 0; depth-- {
		flatter := s.flattened(depth)
		if l := flatter.layers(); !l.tooHigh() {
			*s = *flatter
			return l
		}
	}
	return whole
}

// tooHigh tells of a layout that is not legible on a screen, although its arrows are few enough for one and
// its width does not forbid it.
func (l *layering) tooHigh() bool {
	const fit = 100
	page := l.page.area(l)
	return len(l.chips) <= fit && l.page.bottom-l.page.top > max(legible, (page.right-page.left)/screen)
}

// depth is how many boundaries lie inside each other.
func (s *scene) depth() int {
	deepest := 0
	for _, f := range s.frames {
		deepest = max(deepest, f.depth)
	}
	return deepest
}

// flattened is the scene with words in the boxes for the boundaries that are deeper than that.
func (s *scene) flattened(depth int) *scene {
	t := *s
	t.boxes, t.links, t.frames = nil, nil, nil
	t.page = &frame{}
	frames := map[*frame]*frame{s.page: t.page}
	for _, f := range s.frames {
		parent := frames[f.parent]
		if f.depth > depth {
			frames[f] = parent
			continue
		}
		flat := *f
		flat.id, flat.parent, flat.boxes, flat.links, flat.inner = len(t.frames), parent, nil, nil, nil
		parent.inner = append(parent.inner, &flat)
		t.frames = append(t.frames, &flat)
		frames[f] = &flat
	}
	for _, b := range s.boxes {
		flat := *b
		if flat.frame = frames[b.frame]; b.frame.depth > depth {
			flat.small = slices.Concat(b.small, smallFont.lines("in "+strings.TrimPrefix(b.frame.place.Name, flat.frame.place.Name+"/"), boxRoom, 1))
		}
		flat.frame.boxes = append(flat.frame.boxes, &flat)
		t.boxes = append(t.boxes, &flat)
	}
	for _, l := range s.links {
		flat := *l
		flat.from, flat.to, flat.frame = t.boxes[l.from.id], t.boxes[l.to.id], frames[l.frame]
		flat.frame.links = append(flat.frame.links, &flat)
		t.links = append(t.links, &flat)
	}
	t.measure()
	return &t
}

// ask is the layout that Graphviz gives, or nil.
func (s *scene) ask(ctx context.Context, layout Layouter) (*layering, Note) {
	if s.tooDense() {
		return nil, Note{
			Message: fmt.Sprintf("%d arrows between %d boxes are too many for Graphviz; laid out without it", len(s.links), len(s.boxes)),
			Mend:    "draw a part with --journey, --owner or --focus",
		}
	}
	if layout == nil {
		return nil, unaided(errors.New("it is not at hand"))
	}
	l, err := s.laidOut(ctx, layout, fullEffort)
	if err == nil {
		return l, Note{}
	}
	if ctx.Err() == nil {
		if l, again := s.laidOut(ctx, layout, lessEffort); again == nil {
			return l, Note{
				Message: fmt.Sprintf("no full layout from Graphviz (%s); laid out with less effort", err),
				Mend:    "give it more time with --layout-timeout, or draw fewer arrows",
			}
		}
	}
	return nil, unaided(err)
}

// unaided is the note on a picture for which Graphviz could not be had.
func unaided(err error) Note {
	mend := "the picture is complete; draw fewer arrows at a time for a better one"
	if errors.Is(err, context.DeadlineExceeded) {
		mend = "give it more time with --layout-timeout, or draw fewer arrows"
	}
	return Note{Message: fmt.Sprintf("no layout from Graphviz (%s); laid out without it", err), Mend: mend}
}

func (s *scene) laidOut(ctx context.Context, layout Layouter, e effort) (*layering, error) {
	answer, err := layout(ctx, s.request(e))
	if err != nil {
		return nil, err
	}
	g, err := s.parse(answer)
	if err != nil {
		return nil, err
	}
	return s.arranged(g)
}

// tooDense tells graphs apart on which Graphviz takes minutes. Density costs it more than size.
func (s *scene) tooDense() bool {
	arrows, boxes := len(s.links), len(s.boxes)
	return boxes > 600 || arrows > 300 || arrows > 150 && arrows >= 2*boxes || boxes > 60 && arrows >= 4*boxes
}
