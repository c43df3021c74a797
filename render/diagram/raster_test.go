package diagram

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"strings"
	"testing"
)

// painted is what is drawn on a white page of some units, at one pixel a unit.
func painted(t *testing.T, z size, classes string, draw func(*canvas)) *image.RGBA {
	t.Helper()
	c := &canvas{}
	c.open("svg", class("linewalk"+classes), at("width", z.width), at("height", z.height))
	c.rect("page", area{0, 0, z.width, z.height}, 0)
	draw(c)
	c.close("svg")
	picture, _, err := c.raster(context.Background(), Pixels{Scale: 1})
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func pixel(t *testing.T, m *image.RGBA, x, y int, want color.RGBA, tolerance int) {
	t.Helper()
	got := m.RGBAAt(x, y)
	for _, d := range []int{int(got.R) - int(want.R), int(got.G) - int(want.G), int(got.B) - int(want.B), int(got.A) - int(want.A)} {
		if d > tolerance || d < -tolerance {
			t.Errorf("at %d,%d is %v, want %v", x, y, got, want)
			return
		}
	}
}

var (
	paper = color.RGBA{255, 255, 255, 255}
	panel = color.RGBA{0xf4, 0xf5, 0xf7, 255}
	red   = color.RGBA{0xb3, 0x26, 0x1e, 255}
)

// mixed is a part of the ink on paper.
func mixed(ink color.RGBA, part float64) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*part + float64(b)*(1-part))) }
	return color.RGBA{mix(ink.R, paper.R), mix(ink.G, paper.G), mix(ink.B, paper.B), 255}
}

func TestPixelsAreCoveredInParts(t *testing.T) {
	m := painted(t, size{20, 20}, "", func(c *canvas) {
		c.path("tip broken", new(pen).move(point{4, 4}).line(point{10.5, 4}, point{10.5, 10.25}, point{4, 10.25}).close())
	})
	pixel(t, m, 0, 0, paper, 0)
	pixel(t, m, 7, 7, red, 1)
	// The stroke around it is half a unit wide on each side.
	pixel(t, m, 10, 7, red, 1)
	pixel(t, m, 11, 7, paper, 1)
	pixel(t, m, 7, 3, mixed(red, 0.5), 2)
	pixel(t, m, 7, 10, mixed(red, 1-0.75*0.25), 2) // a quarter by the fill, three quarters by the stroke
}

func TestTilesHaveNoSeams(t *testing.T) {
	wide, tall := 2*tileWide+50, 3*tileTall+20
	m := painted(t, size{float64(wide), float64(tall)}, "", func(c *canvas) {
		c.rect("frame", area{-50, -50, float64(wide) + 50, float64(tall) + 50}, 0)
		c.path("line broken", new(pen).move(point{-100, -100}).line(point{float64(wide) + 100, float64(tall) + 100}))
	})
	for x := range wide {
		y := -100 + int(math.Round((float64(x)+0.5+100)*float64(tall+200)/float64(wide+200)-0.5))
		if y < 0 || y >= tall {
			continue
		}
		pixel(t, m, x, y, red, 8)
		if above := y - 10; above >= 0 {
			pixel(t, m, x, above, panel, 0)
		}
		if below := y + 10; below < tall {
			pixel(t, m, x, below, panel, 0)
		}
	}
}

func TestSurrounds(t *testing.T) {
	r := image.Rect(10, 10, 20, 20)
	clockwise := func(points ...point) polyline { return polyline{points: points, closed: true} }
	for name, c := range map[string]struct {
		line polyline
		want bool
	}{
		"exactly":          {clockwise(point{10, 10}, point{20, 10}, point{20, 20}, point{10, 20}), true},
		"widely":           {clockwise(point{-10, -10}, point{70, -10}, point{10, 70}), true},
		"all but a corner": {clockwise(point{10, 10}, point{19, 10}, point{20, 11}, point{20, 20}, point{10, 20}), false},
		"the other way":    {clockwise(point{0, 30}, point{30, 30}, point{30, 0}, point{0, 0}), false},
		"on one point":     {clockwise(point{15, 15}, point{15, 15}, point{15, 15}), false},
		"beside it":        {clockwise(point{30, 10}, point{40, 10}, point{40, 20}, point{30, 20}), false},
		"with a bay":       {clockwise(point{0, 0}, point{30, 0}, point{30, 30}, point{15, 15}, point{0, 30}), false},
	} {
		if got := c.line.surrounds(r); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAGroupIsDimmedAsAWhole(t *testing.T) {
	draw := func(classes string) func(*canvas) {
		return func(c *canvas) {
			c.open("g", class(classes))
			c.path("tip broken", new(pen).move(point{2, 2}).line(point{700, 2}, point{700, 300}, point{2, 300}).close())
			c.path("tip broken", new(pen).move(point{10, 10}).line(point{600, 10}, point{600, 200}, point{10, 200}).close())
			c.close("g")
		}
	}
	for classes, part := range map[string]float64{"arrow": 0.25, "arrow lit": 1, "legend": 1} {
		m := painted(t, size{720, 320}, " telling", draw(classes))
		for _, at := range []image.Point{{300, 100}, {680, 280}, {639, 100}, {640, 127}, {650, 128}} { // one or two layers thick
			pixel(t, m, at.X, at.Y, mixed(red, part), 2)
		}
		pixel(t, m, 710, 310, paper, 0)
	}
}

func TestAHaloLiesUnderTheLetters(t *testing.T) {
	text := func(classes string) *image.RGBA {
		return painted(t, size{60, 30}, "", func(c *canvas) {
			c.rect("frame", area{-1, -1, 61, 31}, 0)
			c.write("small "+classes, "lllll", 30, 20)
		})
	}
	count := func(m *image.RGBA, is func(color.RGBA) bool) int {
		n := 0
		for y := range 30 {
			for x := range 60 {
				if is(m.RGBAAt(x, y)) {
					n++
				}
			}
		}
		return n
	}
	dark, white := func(c color.RGBA) bool { return c.R < 128 }, func(c color.RGBA) bool { return c == paper }
	bare, halo := text(""), text("halo")
	if count(bare, white) != 0 || count(halo, white) < 20 {
		t.Errorf("%d white pixels without halo and %d with it", count(bare, white), count(halo, white))
	}
	if a, b := count(bare, dark), count(halo, dark); a == 0 || a != b {
		t.Errorf("%d dark pixels without halo and %d with it", a, b)
	}
}

func TestHitsAreNotPainted(t *testing.T) {
	m := painted(t, size{40, 20}, "", func(c *canvas) {
		c.path("hit", new(pen).move(point{0, 10}).line(point{40, 10}))
		c.text("title", "not shown")
		c.text("desc", "not shown")
		c.write("when", "", 10, 10)
	})
	for i, v := range m.Pix {
		if v != 255 {
			t.Fatalf("something is painted at %d", i/4)
		}
	}
}

func painting(t testing.TB, x Pixels, layout Layouter) ([]byte, []Note) {
	t.Helper()
	var out bytes.Buffer
	notes, err := PNG(context.Background(), &out, cornerShop(t), Options{}, x, layout)
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), notes
}

func TestPNGHasTheSizeOfTheSVG(t *testing.T) {
	c, _, err := compose(context.Background(), cornerShop(t), Options{}, Layout)
	if err != nil {
		t.Fatal(err)
	}
	svg := c.root.inside[0]
	for scale, want := range map[float64]float64{0: 2, 1: 1, 0.5: 0.5} {
		data, notes := painting(t, Pixels{Scale: scale}, Layout)
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil || notes != nil {
			t.Fatal(err, notes)
		}
		if w, h := int(svg.number("width")*want), int(svg.number("height")*want); m.Bounds() != image.Rect(0, 0, w, h) {
			t.Errorf("at scale %v: %v, want %d x %d", scale, m.Bounds(), w, h)
		}
		if opaque, is := m.(interface{ Opaque() bool }); !is || !opaque.Opaque() {
			t.Errorf("at scale %v one can see through it", scale)
		}
	}
}

func TestPNGByNightIsDark(t *testing.T) {
	for dark, ground := range map[bool]color.NRGBA{false: {255, 255, 255, 255}, true: {0x1a, 0x1c, 0x1e, 255}} {
		data, _ := painting(t, Pixels{Dark: dark}, nil)
		m, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if got := color.NRGBAModel.Convert(m.At(2, 2)); got != ground {
			t.Errorf("dark %v: the ground is %v", dark, got)
		}
	}
}

func TestPNGIsTheSameEveryTime(t *testing.T) {
	first, _ := painting(t, Pixels{Scale: 1}, Layout)
	for range 5 {
		if again, _ := painting(t, Pixels{Scale: 1}, Layout); !bytes.Equal(again, first) {
			t.Fatal("the same report gives other bytes")
		}
	}
}

func TestPNGSaysWhatItLacks(t *testing.T) {
	_, notes := painting(t, Pixels{}, nil)
	if len(notes) != 1 || !strings.HasPrefix(notes[0].Message, "no layout from Graphviz") {
		t.Errorf("notes %q", notes)
	}
	k := newSketch(t, "支払い")
	var out bytes.Buffer
	notes, err := PNG(context.Background(), &out, k.done(), Options{}, Pixels{}, Layout)
	if err != nil || len(notes) != 1 || !strings.Contains(notes[0].Message, "lacks 3 characters") {
		t.Errorf("notes %q, error %v", notes, err)
	}
}

func TestPNGIsBounded(t *testing.T) {
	for _, c := range []struct {
		page   size
		asked  float64
		want   float64
		shrunk bool
	}{
		{size{1000, 500}, 2, 2, false},
		{size{1000, 500}, 0, 2, false},
		{size{1000, 500}, -3, 2, false},
		{size{1000, 500}, math.NaN(), 2, false},
		{size{8192, 8192}, 1, 1, false},
		{size{8192, 8192}, 2, 1, true},
		{size{1000, 500}, math.Inf(1), math.Sqrt(mostPixels / 500_000.0), true},
	} {
		scale, shrunk := fitting(c.page, c.asked)
		if math.Abs(scale-c.want) > 1e-9 || shrunk != c.shrunk {
			t.Errorf("%v at %v: %v, %v", c.page, c.asked, scale, shrunk)
		}
		if c.page.width*scale*c.page.height*scale > mostPixels*1.001 {
			t.Errorf("%v at %v has too many pixels", c.page, c.asked)
		}
	}
	canvas := &canvas{}
	canvas.open("svg", class("linewalk"), at("width", 1_000_000), at("height", 100))
	canvas.close("svg")
	m, notes, err := canvas.raster(context.Background(), Pixels{Scale: 4})
	if err != nil || len(notes) != 1 || !strings.Contains(notes[0].Message, "64 million pixels") || notes[0].Mend == "" {
		t.Errorf("notes %q, error %v", notes, err)
	}
	if n := m.Rect.Dx() * m.Rect.Dy(); n > mostPixels {
		t.Errorf("%d pixels", n)
	}
}

func TestHostileTextIsPainted(t *testing.T) {
	for name, text := range hostile {
		var out bytes.Buffer
		if _, err := PNG(context.Background(), &out, infested(t, text), Options{}, Pixels{Scale: 0.5}, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := png.DecodeConfig(&out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACancelledPNGIsNone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c, _, err := compose(ctx, cornerShop(t), Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, _, err := c.raster(ctx, Pixels{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if _, err := PNG(ctx, io.Discard, cornerShop(t), Options{}, Pixels{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
