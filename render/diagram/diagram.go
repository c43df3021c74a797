// Package diagram draws a Report: as a picture of arrows in SVG, and as a DOT file for other tools.
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
	Headline string // stands below the title
	NoLegend bool   // for a page that explains the signs itself
}

// A Note says that the picture is not what was hoped for. The zero Note says nothing.
type Note struct {
	Message string // lower case, no full stop
	Mend    string
}

// SVG draws the report. It needs no layout to succeed: where the Layouter is nil or fails, or where
// the graph is too dense for Graphviz, boxes are put into plain layers, and the Note says so. The
// error is that of w, or of a cancelled ctx. The same report gives the same bytes.
func SVG(ctx context.Context, w io.Writer, r *analysis.Report, o Options, layout Layouter) (Note, error) {
	s := newScene(r)
	g, note := s.place(ctx, layout)
	if errors.Is(ctx.Err(), context.Canceled) {
		return Note{}, ctx.Err()
	}
	if note != (Note{}) {
		s.withoutFrames()
		g = s.layers()
	}
	g.part(s)
	g.smooth(s)
	_, err := w.Write(draw(r, s, g, o))
	return note, err
}

// place asks the Layouter. The note is empty if the geometry can be used.
func (s *scene) place(ctx context.Context, layout Layouter) (*geometry, Note) {
	if s.tooDense() {
		return nil, Note{
			Message: fmt.Sprintf("%d arrows between %d boxes are too many for a good layout; drawn in plain layers, without boundaries", len(s.links), len(s.boxes)),
			Mend:    "render the included files one by one",
		}
	}
	g, err := s.laidOut(ctx, layout)
	if err != nil {
		mend := "the picture is complete; render fewer arrows at a time for a better one"
		if errors.Is(err, context.DeadlineExceeded) {
			mend = "try again with more time, or render fewer arrows"
		}
		return nil, Note{Message: fmt.Sprintf("no layout from Graphviz (%s); drawn in plain layers, without boundaries", err), Mend: mend}
	}
	return g, Note{}
}

func (s *scene) laidOut(ctx context.Context, layout Layouter) (*geometry, error) {
	if layout == nil {
		return nil, errors.New("it is not at hand")
	}
	answer, err := layout(ctx, s.request())
	if err != nil {
		return nil, err
	}
	return s.parse(answer)
}

// tooDense tells graphs apart on which Graphviz takes minutes. Density costs it more than size.
func (s *scene) tooDense() bool {
	arrows, boxes := len(s.links), len(s.boxes)
	return boxes > 600 || arrows > 300 || arrows > 150 && arrows >= 2*boxes || boxes > 60 && arrows >= 4*boxes
}
