// Package diagram draws a Report: as a picture of arrows in SVG and PNG, and as a DOT file for other tools.
//
// Graphviz computes coordinates and nothing else. It gets a graph whose names and labels are all
// made here (see request), and its answer is read as numbers (see parse), so that no text of the
// drawing ever passes through it. What is drawn, and how it is escaped, is decided by the writer
// of this package alone. Graphviz has no time limit of its own; the caller therefore hands in a
// Layouter that can be stopped, and where it fails a simpler layout takes its place.
package diagram

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/linewalk/linewalk/analysis"
)

// A Layouter computes a layout: it takes a graph in DOT and returns Graphviz's json0 form of it.
// It returns when ctx is done.
type Layouter func(ctx context.Context, dot []byte) ([]byte, error)

// Options are what a picture can be asked for.
type Options struct {
	View
	ColourBy Colouring
	Headline string // stands below the title
	NoLegend bool   // for a page that explains the signs itself
	Page     *Page  // the page that the picture is part of; nil for a file of its own
}

// A Page is what a picture needs to know of the HTML page that it is part of. Its style is that of
// PageStyle, and its groups carry the attributes that a script asks for: data-arrow, data-from, data-to,
// data-component, data-place, data-group and data-arrows of a bundle.
type Page struct {
	Prefix string                        // of the ids in this picture
	Link   func(*analysis.Answer) string // where an arrow leads: "#arrow=shop-%3Eorders"
}

func (p *Page) prefix() string {
	if p == nil {
		return ""
	}
	return p.Prefix
}

// link is where an arrow leads, and a bundle of which only the most harmful arrow has a place to go to.
func (p *Page) link(l *link) string { return p.Link(l.answers[0]) }

// A Note says that the picture is not what was hoped for. The zero Note says nothing.
type Note struct {
	Message string // lower case, no full stop
	Mend    string
}

// SVG draws the report. It needs no layout to succeed: where the Layouter is nil or fails, boxes are put
// into plain layers. Where there is more to draw than one picture can hold, the arrows far from what
// the view is about are left out, or all is drawn from afar, in groups and bundles. The Note says so. The
// error is that of w, or of a cancelled ctx. The same report gives the same bytes.
func SVG(ctx context.Context, w io.Writer, r *analysis.Report, o Options, layout Layouter) (Note, error) {
	c, note, err := compose(ctx, r, o, layout)
	if err != nil {
		return Note{}, err
	}
	_, err = w.Write(c.markup())
	return note, err
}

// compose makes the picture.
func compose(ctx context.Context, r *analysis.Report, o Options, layout Layouter) (*canvas, Note, error) {
	s, far := stage(r, o)
	g, note := s.place(ctx, layout)
	if errors.Is(ctx.Err(), context.Canceled) {
		return nil, Note{}, ctx.Err()
	}
	return draw(r, s, g, o), far.and(note), nil
}

// and is both notes in one, with the mend of the first.
func (n Note) and(other Note) Note {
	if n == (Note{}) {
		return other
	}
	if other != (Note{}) {
		n.Message += "; " + other.Message
	}
	return n
}

// stage is a scene of the view that one picture can hold.
func stage(r *analysis.Report, o Options) (*scene, Note) {
	s := detail(r, o.View, o.ColourBy)
	if !s.tooDense() {
		return s, Note{}
	}
	arrows := len(s.links)
	if near, ok := o.close(); ok {
		s = detail(r, near, o.ColourBy)
		if !s.tooDense() && len(s.links) > 0 {
			s.missing = fmt.Sprintf("%d of %s, as all are too many for one picture", len(s.links), counted(arrows, "arrow"))
			return s, Note{Message: "drawn: " + s.missing, Mend: "an HTML page (-o drawing.html) has the others"}
		}
	}
	s = distant(r, o.View, o.ColourBy)
	return s, Note{
		Message: fmt.Sprintf("%d arrows are too many for one picture; drawn from afar: %s between %s", arrows, counted(len(s.links), "bundle"), counted(len(s.boxes), "group")),
		Mend:    "draw a part with --journey, --owner or --focus, or all parts in an HTML page (-o drawing.html)",
	}
}
