package diagram

import (
	"bytes"
	"context"
	"fmt"
	"image"
	imagedraw "image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// browser is the Chromium of this machine. Without one the test is skipped.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no Chromium on this machine to compare with")
	return ""
}

// screenshot is what the browser shows of a file, at two pixels a unit.
func screenshot(t *testing.T, browser, name string, content []byte, window image.Point) image.Image {
	t.Helper()
	folder := t.TempDir()
	file, shot := filepath.Join(folder, name), filepath.Join(folder, "shot.png")
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, browser,
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars",
		"--user-data-dir="+filepath.Join(folder, "profile"), "--force-device-scale-factor=2",
		fmt.Sprintf("--window-size=%d,%d", window.X, window.Y), "--screenshot="+shot, "file://"+file)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(shot)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A difference is how far two pictures are apart, from 0 to 255: on the average, and in the worst
// square.
type difference struct{ mean, worst float64 }

// A mosaic is the mean colours of the squares of a picture. Pictures are compared by them, so that
// edges which are a part of a pixel off do not count.
type mosaic map[image.Point][3]float64

func newMosaic(m image.Image) mosaic {
	const side = 16
	flat := image.NewRGBA(m.Bounds())
	imagedraw.Draw(flat, flat.Rect, m, flat.Rect.Min, imagedraw.Src)
	all := mosaic{}
	for y := 0; y+side <= flat.Rect.Dy(); y += side {
		for x := 0; x+side <= flat.Rect.Dx(); x += side {
			var square [3]float64
			for row := range side {
				pixels := flat.Pix[flat.PixOffset(x, y+row):]
				for i := range side {
					for k := range square {
						square[k] += float64(pixels[4*i+k]) / (side * side)
					}
				}
			}
			all[image.Pt(x/side, y/side)] = square
		}
	}
	return all
}

func (a mosaic) compare(b mosaic) difference {
	var d difference
	n := 0.0
	for at, p := range a {
		q, is := b[at]
		if !is {
			continue
		}
		off := (math.Abs(p[0]-q[0]) + math.Abs(p[1]-q[1]) + math.Abs(p[2]-q[2])) / 3
		d.mean += off
		d.worst = max(d.worst, off)
		n++
	}
	d.mean /= n
	return d
}

// without is the canvas without the elements that a test picks.
func (c *canvas) without(picked func(*element) bool) *canvas {
	var strip func(*element) *element
	strip = func(e *element) *element {
		other := *e
		other.inside = nil
		for _, inner := range e.inside {
			if !picked(inner) {
				other.inside = append(other.inside, strip(inner))
			}
		}
		return &other
	}
	return &canvas{root: *strip(&c.root)}
}

// TestPNGLooksLikeTheSVG compares with what a browser makes of the SVG, as a file of its own by day
// and on a page by night. That the comparison is fine enough is tested too: with any class of shapes
// left out, pictures count as different.
func TestPNGLooksLikeTheSVG(t *testing.T) {
	chromium := browser(t)
	tolerated := difference{mean: 0.5, worst: 16}
	same := func(d difference) bool { return d.mean <= tolerated.mean && d.worst <= tolerated.worst }
	r := cornerShop(t)
	failed := failure(r)
	for _, c := range []struct {
		name string
		o    Options
		dark bool
		file string
		wrap func(svg []byte) []byte
	}{
		{"by day", Options{Headline: "12 arrows"}, false, "picture.svg", func(svg []byte) []byte { return svg }},
		{"by night on a page", Options{View: failed, Page: &Page{Prefix: "x", Link: func(*analysis.Answer) string { return "#x" }}}, true, "page.html", func(svg []byte) []byte {
			return slices.Concat([]byte("<!doctype html><html data-theme=dark><style>body{margin:0}svg{display:block}"+PageStyle()+"</style>"), svg)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			canvas, _, err := compose(t.Context(), r, c.o, Layout)
			if err != nil {
				t.Fatal(err)
			}
			svg := canvas.root.inside[0]
			window := image.Pt(int(math.Ceil(svg.number("width"))), int(math.Ceil(svg.number("height"))))
			want := newMosaic(screenshot(t, chromium, c.file, c.wrap(canvas.markup()), window))
			got, _, err := canvas.raster(t.Context(), Pixels{Dark: c.dark})
			if err != nil {
				t.Fatal(err)
			}
			d := newMosaic(got).compare(want)
			t.Logf("mean %.2f, worst %.1f", d.mean, d.worst)
			if !same(d) {
				t.Errorf("the pictures differ: %+v", d)
			}
			for _, kind := range []string{"line", "tip", "box", "cell", "mark", "name", "small", "number", "rank"} {
				lacking, _, err := canvas.without(func(e *element) bool { return slices.Contains(strings.Fields(e.value("class")), kind) }).raster(t.Context(), Pixels{Dark: c.dark})
				if err != nil {
					t.Fatal(err)
				}
				d := newMosaic(lacking).compare(want)
				t.Logf("without %s: mean %.2f, worst %.1f", kind, d.mean, d.worst)
				if same(d) {
					t.Errorf("that every %s is missing is not seen: %+v", kind, d)
				}
			}
		})
	}
}

// failure is a view in which something is in each of the states.
func failure(r *analysis.Report) View {
	s := &state{arrows: map[*model.Arrow]fate{}, components: map[*model.Component]fate{}}
	a := r.System.Arrows
	s.arrows[a[0]] = fate{limps, "impaired at once"}
	s.arrows[a[1]] = fate{struck, "fails"}
	s.arrows[a[3]] = fate{fails, "fails after 30m"}
	s.components[a[0].To] = fate{limps, "degraded at once"}
	s.components[a[1].To] = fate{fails, "down after 5m"}
	s.components[a[5].To] = fate{struck, "fails"}
	return View{Title: "a failure", state: s, lit: func(x *analysis.Answer) bool { return s.arrows[x.Arrow].level > works }}
}
