package diagram

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// A lettering turns text into outlines. Its font, Liberation Sans, is as wide as Helvetica and Arial,
// so that a text is as long here as in a browser.
type lettering struct {
	regular, bold typeface
	lacking       []rune // that no glyph is there for, in the order in which they came
}

// A typeface is a font of one weight. Its glyphs are read at a size at which one pixel is one unit of
// the font's own grid, and are scaled from there.
type typeface struct {
	font   *sfnt.Font
	grid   fixed.Int26_6
	em     float64 // units of the grid
	buffer sfnt.Buffer
	glyphs map[rune]glyph
}

// A glyph is a letter as the font has it, with the pen at 0,0 and y growing downwards.
type glyph struct {
	index    sfnt.GlyphIndex
	segments sfnt.Segments
	advance  float64
	missing  bool
}

func newLettering() (*lettering, error) {
	regular, err := newTypeface(liberationsansregular.TTF)
	if err != nil {
		return nil, err
	}
	bold, err := newTypeface(liberationsansbold.TTF)
	if err != nil {
		return nil, err
	}
	return &lettering{regular: regular, bold: bold}, nil
}

func newTypeface(ttf []byte) (typeface, error) {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		return typeface{}, fmt.Errorf("read the font: %w", err)
	}
	em := int(f.UnitsPerEm())
	return typeface{font: f, grid: fixed.I(em), em: float64(em), glyphs: map[rune]glyph{}}, nil
}

// text is the outline of a text that is written at a point as the ink says, all in pixels. A character
// without a glyph becomes an empty box.
func (l *lettering) text(text string, i ink, at point, scale float64) []polyline {
	face := &l.regular
	if i.bold {
		face = &l.bold
	}
	text = visual(norm.NFC.String(strings.Join(strings.Fields(clean(text)), " ")))
	size := i.size * scale / face.em
	row := face.row(text)
	x := at.x - row.width*size*i.anchor
	start := x
	o := &outliner{}
	for k, g := range row.glyphs {
		x := x + row.places[k]*size
		if g.missing {
			l.lacks(row.runes[k])
			o.lines = append(o.lines, hollow(x, at.y, g.advance*size, i.size*scale)...)
			continue
		}
		o.glyph(g.segments, point{x, at.y}, size)
	}
	if i.struck && row.width > 0 {
		y, thick := at.y-0.29*i.size*scale, 0.09*i.size*scale
		o.lines = append(o.lines, boxed(start, y-thick/2, start+row.width*size, y+thick/2))
	}
	return o.lines
}

// visual is the text in the order in which it stands on paper, from left to right: words of scripts
// that are written from right to left are turned around, and such words and the numbers among them
// change places. As in SVG, the line as a whole starts on the left.
func visual(text string) string {
	if !strings.ContainsFunc(text, leftward) {
		return text
	}
	const start = "\u200e" // makes the line start on the left, whatever comes first
	var p bidi.Paragraph
	if _, err := p.SetString(start + text); err != nil {
		return text
	}
	order, err := p.Order()
	if err != nil {
		return text
	}
	var line, turned []string
	for i := range order.NumRuns() {
		run := order.Run(i)
		if run.Direction() == bidi.RightToLeft {
			turned = append(turned, bidi.ReverseString(run.String()))
			continue
		}
		number, rest := "", run.String()
		if len(turned) > 0 {
			number, rest = cutNumber(rest)
			turned = append(turned, number)
		}
		if rest != "" {
			slices.Reverse(turned)
			line, turned = append(append(line, turned...), rest), nil
		}
	}
	slices.Reverse(turned)
	return strings.TrimPrefix(strings.Join(append(line, turned...), ""), start)
}

// cutNumber cuts text behind the number that it starts with, if there is one.
func cutNumber(text string) (number, rest string) {
	is := func(classes ...bidi.Class) func(rune) bool {
		return func(r rune) bool {
			p, _ := bidi.LookupRune(r)
			return slices.Contains(classes, p.Class())
		}
	}
	after := strings.TrimLeftFunc(text, is(bidi.EN, bidi.ES, bidi.CS))
	number = text[:len(text)-len(after)]
	number = number[:strings.LastIndexFunc(number, is(bidi.EN))+1]
	return number, text[len(number):]
}

func leftward(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

func (l *lettering) lacks(r rune) {
	if !slices.Contains(l.lacking, r) {
		l.lacking = append(l.lacking, r)
	}
}

// A row is glyphs side by side, in units of the grid.
type row struct {
	runes  []rune
	glyphs []glyph
	places []float64
	width  float64
}

// row puts the glyphs of a text side by side, pairs such as "AV" closer together. Marks that only
// steer other characters take no room.
func (t *typeface) row(text string) row {
	var r row
	for _, c := range text {
		g := t.glyph(c)
		if g.missing && unicode.Is(unicode.Cf, c) {
			continue
		}
		if last := len(r.glyphs) - 1; last >= 0 && !g.missing && !r.glyphs[last].missing {
			if kern, err := t.font.Kern(&t.buffer, r.glyphs[last].index, g.index, t.grid, xfont.HintingNone); err == nil {
				r.width += units(kern)
			}
		}
		r.runes, r.glyphs, r.places = append(r.runes, c), append(r.glyphs, g), append(r.places, r.width)
		r.width += g.advance
	}
	return r
}

func units(n fixed.Int26_6) float64 { return float64(n) / 64 }

func (t *typeface) glyph(c rune) glyph {
	if known, ok := t.glyphs[c]; ok {
		return known
	}
	g, err := t.load(c)
	if err != nil || g.index == 0 {
		g = glyph{missing: true, advance: float64(advance(c)) / 1000 * t.em}
	}
	t.glyphs[c] = g
	return g
}

func (t *typeface) load(c rune) (glyph, error) {
	index, err := t.font.GlyphIndex(&t.buffer, c)
	if err != nil {
		return glyph{}, err
	}
	segments, err := t.font.LoadGlyph(&t.buffer, index, t.grid, nil)
	if err != nil {
		return glyph{}, err
	}
	segments = slices.Clone(segments) // the buffer is used again
	wide, err := t.font.GlyphAdvance(&t.buffer, index, t.grid, xfont.HintingNone)
	return glyph{index: index, segments: segments, advance: units(wide)}, err
}

// glyph draws a letter with its pen at a point.
func (o *outliner) glyph(segments sfnt.Segments, at point, size float64) {
	for _, s := range segments {
		var p [3]point
		for i, a := range s.Args {
			p[i] = point{at.x + units(a.X)*size, at.y + units(a.Y)*size}
		}
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			o.lines = append(o.lines, polyline{points: []point{p[0]}, closed: true})
		case sfnt.SegmentOpLineTo:
			o.to(p[0])
		case sfnt.SegmentOpQuadTo:
			o.quadratic(p[0], p[1])
		case sfnt.SegmentOpCubeTo:
			o.curve(p[0], p[1], p[2])
		}
	}
}

// hollow is the box that stands for a character without a glyph: an outline as thick as a letter's.
func hollow(x, y, width, size float64) []polyline {
	thick := 0.07 * size
	left, right := x+thick, x+max(width, 0.5*size)-thick
	top := y - 0.72*size
	inner := boxed(left+thick, top+thick, right-thick, y-thick)
	slices.Reverse(inner.points)
	return []polyline{boxed(left, top, right, y), inner}
}

func boxed(left, top, right, bottom float64) polyline {
	return polyline{points: []point{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, closed: true}
}
