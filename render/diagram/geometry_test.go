package diagram

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
)

func (a area) meets(b area) bool {
	const touch = 0.5
	return a.left < b.right-touch && b.left < a.right-touch && a.top < b.bottom-touch && b.top < a.bottom-touch
}

func (a area) holds(b area) bool {
	const touch = 0.5
	return a.left <= b.left+touch && a.right >= b.right-touch && a.top <= b.top+touch && a.bottom >= b.bottom-touch
}

// TestNothingLiesOnAnother looks at what all layouts promise: boxes, chips with their words, and
// boundaries do not overlap, lie on the page, and are in the right boundaries; arrows run past them.
func TestNothingLiesOnAnother(t *testing.T) {
	reports := map[string]*analysis.Report{"corner shop": cornerShop(t), "platform": platform(t)}
	for seed := range uint64(20) {
		reports[fmt.Sprint("random ", seed)] = random(t, seed)
	}
	for name, r := range reports {
		for _, c := range []struct {
			name string
			lay  func(s *scene) (*layering, error)
		}{
			{"with much effort", func(s *scene) (*layering, error) { return s.laidOut(context.Background(), Layout, fullEffort) }},
			{"with less effort", func(s *scene) (*layering, error) { return s.laidOut(context.Background(), Layout, lessEffort) }},
			{"without Graphviz", func(s *scene) (*layering, error) { return s.layers(), nil }},
			{"flattened", func(s *scene) (*layering, error) {
				*s = *s.flattened(1)
				return s.layers(), nil
			}},
		} {
			t.Run(name+" "+c.name, func(t *testing.T) {
				s := newScene(r)
				l, err := c.lay(s)
				if err != nil {
					t.Fatal(err)
				}
				g := l.geometry()
				tidy(t, s, g)
				runsFree(t, s, g)
			})
		}
	}
}

// runsFree complains of arrows that run over boxes, chips or words that are not theirs.
func runsFree(t *testing.T, s *scene, g *geometry) {
	t.Helper()
	for i, l := range s.links {
		for _, r := range []route{g.tails[i], g.heads[i]} {
			for j := 0; j+3 < len(r.points); j += 3 {
				const steps = 20
				for k := range steps {
					p := curve(r.points[j:j+4], float64(k)/steps)
					at := area{p.x, p.y, p.x + 1, p.y + 1}
					for n, b := range s.boxes {
						if b != l.from && b != l.to && g.boxes[n].meets(at) {
							t.Fatalf("%s runs over %s", l.answers[0].Arrow, b.component)
						}
					}
					for n, other := range s.links {
						if n != i && other.roomOf(g.chips[n]).meets(at) {
							t.Fatalf("%s runs over the chip of %s", l.answers[0].Arrow, other.answers[0].Arrow)
						}
					}
				}
			}
		}
	}
}

func tidy(t *testing.T, s *scene, g *geometry) {
	t.Helper()
	page := area{0, 0, g.size.width, g.size.height}
	var things []area
	var names []string
	for i, b := range s.boxes {
		things, names = append(things, g.boxes[i]), append(names, b.component.Name)
		if got := g.boxes[i]; math.Abs(got.right-got.left-b.size.width) > 0.2 || math.Abs(got.bottom-got.top-b.size.height) > 0.2 {
			t.Errorf("%s has not its size", b.component)
		}
	}
	for i, l := range s.links {
		things, names = append(things, l.roomOf(g.chips[i])), append(names, l.answers[0].Arrow.Name())
	}
	for i, a := range things {
		if !page.holds(a) {
			t.Errorf("%s is off the page", names[i])
		}
		for j, b := range things[:i] {
			if a.meets(b) {
				t.Errorf("%s lies on %s", names[i], names[j])
			}
		}
	}
	for i, f := range s.frames {
		for j, b := range s.boxes {
			switch inside := within(b.frame, f); {
			case inside && !g.frames[i].holds(g.boxes[j]):
				t.Errorf("%s is outside %s", b.component, f.place)
			case !inside && g.frames[i].meets(g.boxes[j]):
				t.Errorf("%s is inside %s", b.component, f.place)
			}
		}
	}
	for i, f := range s.frames {
		for j, other := range s.frames[:i] {
			if f.parent == other && !g.frames[j].holds(g.frames[i]) || f.parent == other.parent && g.frames[i].meets(g.frames[j]) {
				t.Errorf("%s lies wrong to %s", f.place, other.place)
			}
		}
	}
	for i, l := range s.links {
		start, tip := g.tails[i].points[0], g.heads[i].tip
		if !onSide(start, g.boxes[l.from.id]) || !onSide(tip, g.boxes[l.to.id]) {
			t.Errorf("%s runs from %v to %v, which is not from box to box", l.answers[0].Arrow, start, tip)
		}
	}
}

func within(f, outer *frame) bool {
	for ; f != nil; f = f.parent {
		if f == outer {
			return true
		}
	}
	return false
}

func onSide(p point, a area) bool {
	return p.y > a.top && p.y < a.bottom && min(math.Abs(p.x-a.left), math.Abs(p.x-a.right)) < 1.5
}

// random is a system with cycles, arrows side by side, places in places and lone boxes.
func random(t testing.TB, seed uint64) *analysis.Report {
	rnd := rand.New(rand.NewPCG(seed, 1))
	n := 2 + rnd.IntN(20)
	places := []string{"-", "-", "a", "a/b", "a/b/c", "d", "a/b,a/e", "a,d"}
	kinds := []string{"service", "person", "database", "queue", "external", "frontend", "storage", "cache", "device"}
	var boxes, arrows strings.Builder
	for i := range n {
		fmt.Fprintf(&boxes, "box-%d %s team-%d %s\n", i, kinds[rnd.IntN(len(kinds))], rnd.IntN(4), places[rnd.IntN(len(places))])
	}
	for range rnd.IntN(2 * n) {
		from, to := rnd.IntN(n), rnd.IntN(n)
		if from != to {
			fmt.Fprintf(&arrows, "box-%d -> box-%d call degraded yn?n %s\n", from, to, strings.Repeat("some words ", rnd.IntN(6)))
		}
	}
	if rnd.IntN(2) == 0 {
		fmt.Fprintf(&arrows, "box-0 -> a call broken nnnn\n")
	}
	return sketched(t, "random", boxes.String(), arrows.String())
}

func TestArrowsGoForwardButForCycles(t *testing.T) {
	for _, c := range []struct{ name, boxes, arrows, back string }{
		{"a chain", "", "a -> b\nb -> c", ""},
		{"declared last", "", "a -> b\nb -> c\nc -> a", "c -> a"},
		{"a call-back", "", "stripe -> shop\nshop -> stripe\nweb -> shop", "stripe -> shop"},
		{"people come first", "buyer person", "mail -> buyer\nbuyer -> web\nweb -> mail", "mail -> buyer"},
		{"people who are told", "owner person", "owner -> web\nbank -> owner\njob -> bank", "bank -> owner"},
		{"people who only listen", "pager external\nana person", "pager -> ana", ""},
		{"two ways", "", "a -> b\na -> c\nb -> d\nc -> d", ""},
	} {
		var arrows strings.Builder
		for _, a := range lines(c.arrows) {
			arrows.WriteString(a + " call untouched nnnn\n")
		}
		var back []string
		for _, l := range newScene(sketched(t, "x", c.boxes, arrows.String())).links {
			if l.back {
				back = append(back, l.answers[0].Arrow.Name())
			}
		}
		if got := strings.Join(back, ", "); got != c.back {
			t.Errorf("%s: back go %q, want %q", c.name, got, c.back)
		}
	}
}

func TestFramesAreThePlaces(t *testing.T) {
	r := sketched(t, "x", `
		a service - aws/eu/a
		both service - aws/eu/a,aws/eu/b
		apart service - aws/eu/a,gcp/us
		out service
	`, `a -> aws call broken nnnn`)
	s := newScene(r)
	var got []string
	for _, b := range s.boxes {
		in := "the page"
		if b.frame.place != nil {
			in = b.frame.place.Name
		}
		got = append(got, b.component.Name+" in "+in)
	}
	want := "a in aws/eu/a, aws in aws, both in aws/eu, apart in the page, out in the page"
	if strings.Join(got, ", ") != want {
		t.Errorf("%s\nwant %s", strings.Join(got, ", "), want)
	}
	var frames []string
	for _, f := range s.frames {
		frames = append(frames, f.title)
	}
	if got := strings.Join(frames, " "); got != "aws eu a" {
		t.Errorf("frames %s", got)
	}
}

func FuzzParse(f *testing.F) {
	s := newScene(cornerShop(f))
	answer, err := Layout(context.Background(), s.request(fullEffort))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(answer)
	f.Add([]byte(`{"bb":"0,0,1,1","objects":[{"name":"n0","pos":"1,1","width":"1","height":"1"}],"edges":[{"id":"t0","pos":"e,1,1 1,1"}]}`))
	f.Fuzz(func(t *testing.T, answer []byte) {
		g, err := s.parse(answer)
		if err != nil {
			return
		}
		if l, err := s.arranged(g); err == nil {
			g := l.geometry()
			draw(cornerShop(t), s, g, Options{})
		}
	})
}

// roomOf is the room of chip and words.
func (l *link) roomOf(chip area) area {
	x := chip.middle().x
	return area{x - l.room.width/2, chip.top, x + l.room.width/2, chip.top + l.room.height}
}
