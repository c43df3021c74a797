package diagram

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A geometry says where everything of a scene is. Its lists are indexed like those of the scene;
// y grows downwards.
type geometry struct {
	size   size
	boxes  []area
	chips  []area // with their words where Graphviz says it, else without
	frames []area
	tails  []route // from the tail of the arrow to its chip
	heads  []route // from the chip to the tip of the arrow
}

type point struct{ x, y float64 }

type area struct{ left, top, right, bottom float64 }

func (a area) middle() point { return point{(a.left + a.right) / 2, (a.top + a.bottom) / 2} }

func around(middle point, z size) area {
	return area{middle.x - z.width/2, middle.y - z.height/2, middle.x + z.width/2, middle.y + z.height/2}
}

// A route is a chain of cubic Bézier curves in the direction of the arrow: a point, and three for
// each curve. The route to the head stops short of the tip, which lies on the box.
type route struct {
	points []point
	tip    point
}

func (r route) reversed() route {
	slices.Reverse(r.points)
	return r
}

// An answer is what linewalk reads of Graphviz's json0. All numbers are text, y grows upwards.
type answer struct {
	BB      string `json:"bb"`
	Objects []struct {
		Name   string `json:"name"`
		BB     string `json:"bb"`
		Pos    string `json:"pos"`
		Width  string `json:"width"`
		Height string `json:"height"`
	} `json:"objects"`
	Edges []struct {
		ID  string `json:"id"`
		Pos string `json:"pos"`
	} `json:"edges"`
}

// parse reads the coordinates of everything the scene has. Whatever is missing or no number is an
// error.
func (s *scene) parse(text []byte) (*geometry, error) {
	var a answer
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, fmt.Errorf("its answer is no JSON: %w", err)
	}
	page, err := numbers(a.BB, 4)
	if err != nil {
		return nil, err
	}
	p := placer{left: page[0], top: page[3], areas: map[string]area{}, routes: map[string]route{}}
	for _, o := range a.Objects {
		if err := p.object(o.Name, o.BB, o.Pos, o.Width, o.Height); err != nil {
			return nil, err
		}
	}
	for _, e := range a.Edges {
		if e.ID == "" {
			continue // a tie
		}
		if p.routes[e.ID], err = p.route(e.Pos); err != nil {
			return nil, err
		}
	}
	return p.geometry(s, size{page[2] - page[0], page[3] - page[1]})
}

// A placer turns Graphviz's coordinates into those of the picture.
type placer struct {
	left, top float64
	areas     map[string]area
	routes    map[string]route
}

func (p placer) object(name, bb, pos, width, height string) error {
	if bb != "" {
		n, err := numbers(bb, 4)
		if err != nil {
			return err
		}
		low, high := p.point(n[0], n[1]), p.point(n[2], n[3])
		p.areas[name] = area{low.x, high.y, high.x, low.y}
		return nil
	}
	n, err := numbers(pos+","+width+","+height, 4)
	if err != nil {
		return err
	}
	p.areas[name] = around(p.point(n[0], n[1]), size{n[2] * inch, n[3] * inch})
	return nil
}

func (p placer) point(x, y float64) point { return point{x - p.left, p.top - y} }

// route reads "s,x,y e,x,y x,y x,y ...", where s and e are the tips, if there are any.
func (p placer) route(pos string) (route, error) {
	var r route
	for _, field := range strings.Fields(pos) {
		coordinates, tip := strings.CutPrefix(field, "e,")
		if !tip {
			coordinates, tip = strings.CutPrefix(field, "s,")
		}
		n, err := numbers(coordinates, 2)
		if err != nil {
			return route{}, err
		}
		if at := p.point(n[0], n[1]); tip {
			r.tip = at
		} else {
			r.points = append(r.points, at)
		}
	}
	if len(r.points) < 4 || len(r.points)%3 != 1 {
		return route{}, fmt.Errorf("its answer has a curve of %d points", len(r.points))
	}
	return r, nil
}

func (p placer) geometry(s *scene, z size) (*geometry, error) {
	g := &geometry{size: z}
	missing := false
	areaOf := func(prefix string, id int) area {
		a, ok := p.areas[prefix+strconv.Itoa(id)]
		missing = missing || !ok
		return a
	}
	routeOf := func(prefix string, id int) route {
		r, ok := p.routes[prefix+strconv.Itoa(id)]
		missing = missing || !ok
		return r
	}
	for i := range s.boxes {
		g.boxes = append(g.boxes, areaOf("n", i))
	}
	for i := range s.frames {
		g.frames = append(g.frames, areaOf("cluster_", i))
	}
	for i, l := range s.links {
		g.chips = append(g.chips, areaOf("c", i))
		tail, head := routeOf("t", i), routeOf("h", i)
		if l.back {
			tail, head = head.reversed(), tail.reversed()
		}
		g.tails, g.heads = append(g.tails, tail), append(g.heads, head)
	}
	if missing {
		return nil, errors.New("its answer lacks a part of the graph")
	}
	return g, nil
}

// numbers reads that many numbers parted by commas.
func numbers(text string, want int) ([]float64, error) {
	fields := strings.Split(text, ",")
	if len(fields) != want {
		return nil, fmt.Errorf("its answer has %q for %d numbers", text, want)
	}
	all := make([]float64, want)
	for i, f := range fields {
		n, err := strconv.ParseFloat(f, 64)
		if err != nil || math.IsNaN(n) || math.Abs(n) > 1e6 {
			return nil, fmt.Errorf("its answer has %q for a number", f)
		}
		all[i] = n
	}
	return all, nil
}

// chipIn is the chip in the room of the link.
func (l *link) chipIn(room area) area {
	x := room.middle().x
	return area{x - l.chip.width/2, room.top, x + l.chip.width/2, room.top + l.chip.height}
}
