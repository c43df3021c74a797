package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/render"
	"github.com/linewalk/linewalk/render/diagram"
)

// A rendering is what one run of the command is asked for.
type rendering struct {
	out     []string
	timeout time.Duration
}

func (s *session) renderCommand() *cobra.Command {
	var k rendering
	c := s.drawingCommand(&cobra.Command{
		Use:   "render -o OUT",
		Short: "Draw the arrows and their coverage as a picture",
		Long: `Draw the arrows of a drawing and their coverage. The ending of OUT says what is
written: .svg for a picture, .dot for other tools.`,
		Example: `  linewalk render -o out/shop.svg
  linewalk render -o shop.svg -o shop.dot services/*/linewalk.yaml`,
		RunE: func(c *cobra.Command, args []string) error { return s.render(c.Context(), &k, args) },
	})
	c.Flags().StringArrayVarP(&k.out, "out", "o", nil, "the `FILE` to write, ending in .svg or .dot; may be repeated")
	c.Flags().DurationVar(&k.timeout, "layout-timeout", 5*time.Second, "how long the layout may take, a `DURATION`")
	return c
}

// A drawer draws a report.
type drawer func(ctx context.Context, w io.Writer, r *analysis.Report) error

// drawers are the ways of drawing, by the ending of the file.
func (s *session) drawers(k *rendering) map[string]drawer {
	return map[string]drawer{
		".svg": func(ctx context.Context, w io.Writer, r *analysis.Report) error { return s.svg(ctx, k, w, r) },
		".dot": func(_ context.Context, w io.Writer, r *analysis.Report) error { return diagram.DOT(w, r) },
	}
}

func (s *session) render(ctx context.Context, k *rendering, args []string) error {
	drawers := s.drawers(k)
	if len(k.out) == 0 {
		return errors.New("say where to, for example: linewalk render -o drawing.svg")
	}
	if k.timeout <= 0 {
		return errors.New("--layout-timeout takes a time such as 5s")
	}
	for _, name := range k.out {
		if drawers[ending(name)] == nil {
			return fmt.Errorf("-o %s: the ending says what to write, and must be .svg or .dot", name)
		}
	}
	d, err := s.read(args)
	if err != nil {
		return err
	}
	if err := s.outbox.refuses(k.out, d.inputs); err != nil {
		return err
	}
	if !d.usable() {
		return s.refuse(nil, d, s.errorPage(), render.TextOptions{})
	}
	r := s.analyse(d)
	drawn := make([]bytes.Buffer, len(k.out))
	for i, name := range k.out {
		if err := drawers[ending(name)](ctx, &drawn[i], r); err != nil {
			return fmt.Errorf("draw %s: %w", name, err)
		}
	}
	for i, name := range k.out {
		if err := s.outbox.write(name, drawn[i].Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func ending(name string) string { return strings.ToLower(filepath.Ext(name)) }

// svg draws the picture. Where the layout had to be a plain one, the user is told why.
func (s *session) svg(ctx context.Context, k *rendering, w io.Writer, r *analysis.Report) error {
	defer s.progress(fmt.Sprintf("laying out %d arrows", len(r.Answers)))()
	note, err := diagram.SVG(ctx, w, r, diagram.Options{Headline: render.Headline(r)}, layouter(k.timeout))
	if note.Message != "" {
		s.say(note.Message + "; " + note.Mend)
	}
	return err
}
