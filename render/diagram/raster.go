package diagram

import (
	"context"
	"image"
	"image/color"
	imagedraw "image/draw"

	"golang.org/x/image/vector"
)

// A painter turns elements into pixels. It works in tiles, so that a long thin arrow costs what it
// covers and not the rectangle around it.
type painter struct {
	scale   float64 // pixels a unit
	bounds  image.Rectangle
	letters *lettering
	layers  []*layer // the picture, and above it the groups that are see-through and open
	vector  vector.Rasterizer
}

// The size of a tile in pixels. Its width is one for which the rasteriser computes in floating point,
// which does not overflow where a line begins or ends far outside of the tile.
const (
	tileWide = 640
	tileTall = 128
)

// A layer is what a group is painted on. Tiles are made where something is painted.
type layer struct {
	columns int
	tiles   []*image.RGBA
}

// newPainter paints on a picture.
func newPainter(picture *image.RGBA, scale float64, letters *lettering) *painter {
	p := &painter{scale: scale, bounds: picture.Rect, letters: letters}
	ground := p.newLayer()
	for i := range ground.tiles {
		ground.tiles[i] = picture.SubImage(p.tileArea(i%ground.columns, i/ground.columns)).(*image.RGBA)
	}
	p.layers = []*layer{ground}
	return p
}

func (p *painter) tileArea(column, row int) image.Rectangle {
	return image.Rect(column*tileWide, row*tileTall, (column+1)*tileWide, (row+1)*tileTall).Intersect(p.bounds)
}

func (p *painter) newLayer() *layer {
	columns := (p.bounds.Dx() + tileWide - 1) / tileWide
	return &layer{columns: columns, tiles: make([]*image.RGBA, columns*((p.bounds.Dy()+tileTall-1)/tileTall))}
}

// paint paints an element whose group is of a kind, with all that is in it. It stops when ctx is done.
func (p *painter) paint(ctx context.Context, e *element, home *styled) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	kind := home.of(e)
	ink := kind.ink
	if ink.opacity < 1 {
		p.layers = append(p.layers, p.newLayer())
		defer p.merge(ink.opacity)
	}
	switch {
	case e.form == groupForm:
		for _, inner := range e.inside {
			if err := p.paint(ctx, inner, kind); err != nil {
				return err
			}
		}
	case e.tag == "text":
		p.ink(p.letters.text(e.words, ink, point{e.number("x") * p.scale, e.number("y") * p.scale}, p.scale), ink)
	default:
		p.ink(outline(e, p.scale), ink)
	}
	return nil
}

// ink fills outlines and draws along them.
func (p *painter) ink(lines []polyline, i ink) {
	if i.under {
		p.stroke(lines, i)
	}
	if i.fill.A > 0 {
		p.fill(lines, i.fill)
	}
	if !i.under {
		p.stroke(lines, i)
	}
}

func (p *painter) stroke(lines []polyline, i ink) {
	if i.stroke.A > 0 && i.width > 0 {
		p.fill(strokes(lines, i, p.scale), i.stroke)
	}
}

// fill gives what lies within the lines a colour, tile by tile.
func (p *painter) fill(lines []polyline, c color.NRGBA) {
	areas := make([]image.Rectangle, len(lines))
	var all image.Rectangle
	for i, line := range lines {
		areas[i] = line.bounds().Intersect(p.bounds)
		all = all.Union(areas[i])
	}
	if all.Empty() {
		return
	}
	source := image.NewUniform(c)
	for y := all.Min.Y / tileTall * tileTall; y < all.Max.Y; y += tileTall {
		for x := all.Min.X / tileWide * tileWide; x < all.Max.X; x += tileWide {
			tile := image.Rect(x, y, x+tileWide, y+tileTall)
			p.fillTile(lines, areas, tile.Intersect(all), source)
		}
	}
}

// fillTile fills the part of the lines that lies in a rectangle, which is within one tile. Lines that
// do not come near it add nothing to it.
func (p *painter) fillTile(lines []polyline, areas []image.Rectangle, within image.Rectangle, source *image.Uniform) {
	if len(lines) == 1 && lines[0].surrounds(within) {
		imagedraw.Draw(p.tile(within), within, source, image.Point{}, imagedraw.Over)
		return
	}
	started := false
	for i, line := range lines {
		if !areas[i].Overlaps(within) {
			continue
		}
		if !started {
			p.vector.Reset(tileWide, within.Dy())
			started = true
		}
		for k, q := range line.points {
			x, y := float32(q.x-float64(within.Min.X)), float32(q.y-float64(within.Min.Y))
			if k == 0 {
				p.vector.MoveTo(x, y)
			} else {
				p.vector.LineTo(x, y)
			}
		}
		p.vector.ClosePath()
	}
	if started {
		p.vector.Draw(p.tile(within), within, source, image.Point{})
	}
}

// tile is the one of the topmost layer that has the rectangle.
func (p *painter) tile(within image.Rectangle) *image.RGBA {
	top := p.layers[len(p.layers)-1]
	column, row := within.Min.X/tileWide, within.Min.Y/tileTall
	i := row*top.columns + column
	if top.tiles[i] == nil {
		top.tiles[i] = image.NewRGBA(p.tileArea(column, row))
	}
	return top.tiles[i]
}

// merge puts the topmost layer onto the one below it, as far as it is not see-through.
func (p *painter) merge(opacity float64) {
	last := len(p.layers) - 1
	top := p.layers[last]
	p.layers = p.layers[:last]
	share := uint32(opacity*255 + 0.5)
	for _, from := range top.tiles {
		if from != nil {
			lay(p.tile(from.Rect), from, share)
		}
	}
}

// lay puts pixels over those of the same tile. All values are multiplied by their alpha already, and
// those above count for a share of 255 parts.
func lay(below, above *image.RGBA, share uint32) {
	const whole = 255 * 255
	for y := above.Rect.Min.Y; y < above.Rect.Max.Y; y++ {
		over, under := above.Pix[above.PixOffset(above.Rect.Min.X, y):], below.Pix[below.PixOffset(above.Rect.Min.X, y):]
		for i := 0; i < 4*above.Rect.Dx(); i += 4 {
			if over[i+3] == 0 {
				continue
			}
			rest := whole - uint32(over[i+3])*share
			for k := i; k < i+4; k++ {
				under[k] = uint8((uint32(over[k])*share*255 + uint32(under[k])*rest + whole/2) / whole)
			}
		}
	}
}

// bounds are the pixels that the line touches.
func (p polyline) bounds() image.Rectangle {
	if len(p.points) == 0 {
		return image.Rectangle{}
	}
	low, high := p.points[0], p.points[0]
	for _, q := range p.points[1:] {
		low, high = point{min(low.x, q.x), min(low.y, q.y)}, point{max(high.x, q.x), max(high.y, q.y)}
	}
	return image.Rect(int(low.x), int(low.y), int(high.x)+1, int(high.y)+1)
}

// surrounds tells of lines that go around clockwise whether they go around all of a rectangle: then it
// lies to the right of each of their parts. It may say no of a line that bends inwards.
func (p polyline) surrounds(r image.Rectangle) bool {
	left, top, right, bottom := float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)
	for i, a := range p.points {
		b := p.points[(i+1)%len(p.points)]
		for _, q := range [4]point{{left, top}, {right, top}, {right, bottom}, {left, bottom}} {
			if (b.x-a.x)*(q.y-a.y)-(b.y-a.y)*(q.x-a.x) < 0 {
				return false
			}
		}
	}
	return area2(p.points) > 0
}
