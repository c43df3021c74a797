package diagram

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
	"strings"

	"github.com/linewalk/linewalk/analysis"
)

// Pixels are what a picture of pixels can be asked for.
type Pixels struct {
	Scale float64 // pixels a unit of the SVG; 0 for 2, as sharp screens have
	Dark  bool    // the colours of the night
}

// mostPixels bounds the size of a picture of pixels, which takes four bytes of memory for each.
const mostPixels = 64 << 20

// PNG draws the report like SVG does, in pixels. A Note says what is different from the SVG: where the
// picture is too large for the scale, which is made smaller, and where the font lacks a character,
// which becomes an empty box.
func PNG(ctx context.Context, w io.Writer, r *analysis.Report, o Options, x Pixels, layout Layouter) ([]Note, error) {
	c, note, err := compose(ctx, r, o, layout)
	if err != nil {
		return nil, err
	}
	picture, notes, err := c.raster(ctx, x)
	if err != nil {
		return nil, err
	}
	if note != (Note{}) {
		notes = append([]Note{note}, notes...)
	}
	return notes, png.Encode(w, picture)
}

// raster paints what is on the canvas.
func (c *canvas) raster(ctx context.Context, x Pixels) (*image.RGBA, []Note, error) {
	letters, err := newLettering()
	if err != nil {
		return nil, nil, err
	}
	svg := c.root.inside[0]
	page := size{svg.number("width"), svg.number("height")}
	scale, shrunk := fitting(page, x.Scale)
	picture := image.NewRGBA(image.Rect(0, 0, max(1, int(page.width*scale)), max(1, int(page.height*scale))))
	p := newPainter(picture, scale, letters)
	if err := p.paint(ctx, svg, newCascade(x.Dark).top()); err != nil {
		return nil, nil, err
	}
	var notes []Note
	if shrunk {
		notes = append(notes, Note{
			Message: fmt.Sprintf("at full size the PNG would have more than %d million pixels; it is drawn at %.2g pixels a unit", mostPixels>>20, scale),
			Mend:    "write .svg, which is sharp at any size",
		})
	}
	return picture, append(notes, letters.notes()...), nil
}

// fitting is the scale at which a page is no larger than it may be. It tells whether that is less than
// what was asked for.
func fitting(page size, asked float64) (scale float64, shrunk bool) {
	const usual = 2
	if !(asked > 0) {
		asked = usual
	}
	most := math.Sqrt(mostPixels / (page.width * page.height))
	return min(asked, most), asked > most
}

func (l *lettering) notes() []Note {
	if len(l.lacking) == 0 {
		return nil
	}
	const shown = 12
	some := make([]string, 0, shown)
	for _, r := range l.lacking[:min(shown, len(l.lacking))] {
		some = append(some, string(r))
	}
	if len(l.lacking) > shown {
		some = append(some, "...")
	}
	characters := "1 character"
	if n := len(l.lacking); n > 1 {
		characters = fmt.Sprintf("%d characters", n)
	}
	return []Note{{
		Message: fmt.Sprintf("the font of the PNG lacks %s, drawn as empty boxes: %s", characters, strings.Join(some, " ")),
		Mend:    "write .svg, which is shown in the reader's fonts",
	}}
}
