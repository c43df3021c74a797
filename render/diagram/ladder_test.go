package diagram

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestLessEffortIsTheSecondRung fails the first request and answers the second.
func TestLessEffortIsTheSecondRung(t *testing.T) {
	var asked []string
	svg, note := drawn(t, cornerShop(t), func(ctx context.Context, dot []byte) ([]byte, error) {
		asked = append(asked, string(dot))
		if len(asked) == 1 {
			return nil, fmt.Errorf("it took more than 3s: %w", context.DeadlineExceeded)
		}
		return Layout(ctx, dot)
	})
	if len(asked) != 2 || !strings.Contains(asked[0], string(fullEffort)) || !strings.Contains(asked[1], string(lessEffort)) {
		t.Errorf("asked %d times: %.300q", len(asked), asked)
	}
	if !strings.HasPrefix(note.Message, "no full layout from Graphviz (it took more than 3s") || !strings.Contains(note.Mend, "--layout-timeout") {
		t.Errorf("the note says %q; %q", note.Message, note.Mend)
	}
	if n := strings.Count(svg, `class="arrow"`); n != 12 {
		t.Errorf("%d of 12 arrows are drawn", n)
	}
}

func TestGraphvizIsAskedNoMoreOnceTheRunEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	asked := 0
	newScene(cornerShop(t)).place(ctx, func(context.Context, []byte) ([]byte, error) {
		asked++
		cancel()
		return nil, ctx.Err()
	})
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

// TestTheBetterLayoutIsDrawn compares the picture with both layouts that it can come from.
func TestTheBetterLayoutIsDrawn(t *testing.T) {
	r := platform(t)
	s := newScene(r)
	own := s.legibly()
	g, note := s.place(context.Background(), Layout)
	if note != (Note{}) {
		t.Fatal(note)
	}
	asked, err := s.laidOut(context.Background(), Layout, fullEffort)
	if err != nil {
		t.Fatal(err)
	}
	best := own
	if asked.cost() < own.cost() {
		best = asked
	}
	if want := best.geometry().size; g.size != want {
		t.Errorf("drawn in %v, want the better of two, %v", g.size, want)
	}
}

func TestAnArrowThatTurnsRoundIsNoLayout(t *testing.T) {
	s := newScene(sketched(t, "x", "", "a -> b call broken nnnn"))
	g := &geometry{
		boxes: []area{{100, 0, 200, 40}, {0, 0, 90, 40}}, chips: []area{{300, 0, 400, 20}},
		tails: []route{{points: make([]point, 4)}}, heads: []route{{points: make([]point, 4)}},
	}
	if _, err := s.arranged(g); err == nil {
		t.Error("it is taken")
	}
}

// TestInnerBoundariesGiveWayToLegibleLetters draws zones in regions in a cloud, one above the other.
func TestInnerBoundariesGiveWayToLegibleLetters(t *testing.T) {
	var boxes, arrows strings.Builder
	for i := range 12 {
		for j := range 3 {
			fmt.Fprintf(&boxes, "s%d-%d service - cloud/eu/z%d\n", i, j, i)
		}
		fmt.Fprintf(&arrows, "s%[1]d-0 -> s%[1]d-1 call broken nnnn\ns%[1]d-1 -> s%[1]d-2 call broken nnnn\n", i)
		if i > 0 {
			fmt.Fprintf(&arrows, "s0-0 -> s%d-2 call broken nnnn some words on it\n", i)
		}
	}
	r := sketched(t, "zones", boxes.String(), arrows.String())
	whole := newScene(r).layers()
	if !whole.tooHigh() {
		t.Fatalf("it is legible with all boundaries, and shows nothing: %v", whole.geometry().size)
	}
	s := newScene(r)
	g, _ := s.place(context.Background(), nil)
	if g.size.height > legible || len(s.frames) != 2 || len(g.frames) != 2 {
		t.Errorf("%.0f high, %d boundaries, want at most %.0f, and the two outer ones", g.size.height, len(s.frames), legible)
	}
	for _, b := range s.boxes {
		if want := "in z"; !strings.HasPrefix(b.small[len(b.small)-1], want) {
			t.Errorf("%s does not say where it is: %q", b.component, b.small)
		}
	}
	tidy(t, s, g)
}

func TestManyArrowsKeepTheirBoundaries(t *testing.T) {
	var arrows strings.Builder
	for i := range 290 {
		fmt.Fprintf(&arrows, "a%d -> b%d call broken nnnn\n", i%140, (i*7)%150)
	}
	s := newScene(sketched(t, "many", "a0 service - x/y/z\nb1 service - x/y/z", arrows.String()))
	s.place(context.Background(), func(context.Context, []byte) ([]byte, error) { return nil, errors.New("no") })
	if len(s.frames) != 3 {
		t.Errorf("%d boundaries, want all three", len(s.frames))
	}
}
