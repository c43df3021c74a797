package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/fmea"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
	"github.com/linewalk/linewalk/render/diagram"
)

// A rendering is what one run of the command is asked for.
type rendering struct {
	out      []string
	timeout  time.Duration
	colourBy choice
	part     part
}

// A part says which part of the drawing is shown in pictures, and in which light. At most one of its
// fields is given.
type part struct {
	journey, owner, focus string
	failed                []string
}

// asked lists the flags that were given.
func (p part) asked() []string {
	var flags []string
	for _, f := range []struct {
		name  string
		given bool
	}{{"--journey", p.journey != ""}, {"--owner", p.owner != ""}, {"--focus", p.focus != ""}, {"--failed", len(p.failed) > 0}} {
		if f.given {
			flags = append(flags, f.name)
		}
	}
	return flags
}

func (s *session) renderCommand() *cobra.Command {
	k := rendering{colourBy: choice{value: diagram.ByHarm.String(), kind: "QUESTION"}}
	for _, c := range diagram.Colourings() {
		k.colourBy.allowed = append(k.colourBy.allowed, c.String())
	}
	c := s.drawingCommand(&cobra.Command{
		Use:   "render -o OUT",
		Short: "Draw the arrows, and write the report as a page or a table",
		Long: `Draw the arrows of a drawing and what is known of each. The ending of OUT says
what is written, and several are written from one analysis:

  .html   the report: one page that needs no network, for the review
  .svg    the picture
  .png    the picture as an image
  .md     the report for a wiki or a pull request
  .csv    the FMEA table: each arrow in each failure mode
  .json   all answers, for programs
  .dot    the drawing for other tools

The flags that choose a part are for pictures: .svg and .png.`,
		Example: `  linewalk render -o out/shop.html -o out/shop.svg
  linewalk render --focus 'shop -> checkout' -o out/checkout.svg
  linewalk render --failed stripe --failed adyen -o out/no-payments.png
  linewalk render --journey buy --colour-by notice -o out/buy.svg`,
		RunE: func(c *cobra.Command, args []string) error { return s.render(c.Context(), &k, args) },
	})
	flags := c.Flags()
	flags.StringArrayVarP(&k.out, "out", "o", nil, "the `FILE` to write; may be repeated")
	flags.StringVar(&k.part.focus, "focus", "", "what happens without this `ARROW`, as 'from -> to', and when")
	flags.StringArrayVar(&k.part.failed, "failed", nil, "the state after `X` has failed, an arrow or a component; may be repeated")
	flags.StringVar(&k.part.journey, "journey", "", "only arrows that this `JOURNEY` takes or that hurt it")
	flags.StringVar(&k.part.owner, "owner", "", "only what this `OWNER`, a team or a person, owns, and the arrows to and from it")
	k.colourBy.add(c, "colour-by", "what the colours tell: harm, coverage, notice, owner, worth or busfactor")
	flags.DurationVar(&k.timeout, "layout-timeout", 5*time.Second, "how long the layout of a picture may take, a `DURATION`")
	s.completeFromDrawing(c, "focus", arrowNames)
	s.completeFromDrawing(c, "failed", failureNames)
	s.completeFromDrawing(c, "journey", journeyNames)
	s.completeFromDrawing(c, "owner", partyNames)
	return c
}

// A drawer writes a report in one form.
type drawer func(ctx context.Context, w io.Writer, o *output) error

// An output is what there is to write.
type output struct {
	*rendering
	drawing *drawing
	report  *analysis.Report
	view    diagram.View
	line    string // what the picture says in one line
}

// drawers are the forms, by the ending of the file.
func (s *session) drawers() map[string]drawer {
	plain := func(write func(io.Writer, *analysis.Report) error) drawer {
		return func(_ context.Context, w io.Writer, o *output) error { return write(w, o.report) }
	}
	return map[string]drawer{
		".html": s.html, ".svg": s.svg, ".png": s.png,
		".dot":  plain(diagram.DOT),
		".md":   plain(func(w io.Writer, r *analysis.Report) error { return render.Markdown(w, r, render.MarkdownOptions{}) }),
		".csv":  plain(func(w io.Writer, r *analysis.Report) error { return render.FMEA(w, fmea.Rows(r)) }),
		".json": plain(func(w io.Writer, r *analysis.Report) error { return render.JSON(w, r, version()) }),
	}
}

// endings lists those that say what to write.
func endings() []string { return []string{".html", ".svg", ".png", ".md", ".csv", ".json", ".dot"} }

func (s *session) render(ctx context.Context, k *rendering, args []string) error {
	if err := k.sound(); err != nil {
		return err
	}
	d, err := s.read(args)
	if err != nil {
		return err
	}
	if err := s.outbox.refuses(k.out, d.inputs); err != nil {
		return err
	}
	if !d.usable() {
		return s.refuse(nil, d, s.errorSink(), render.TextOptions{})
	}
	o := &output{rendering: k, drawing: d}
	question, err := k.part.find(d.system)
	if err != nil {
		return err
	}
	o.report = s.analyse(d)
	o.show(question, s.options(d))
	drawers, drawn := s.drawers(), make([]bytes.Buffer, len(k.out))
	for i, name := range k.out {
		if err := drawers[ending(name)](ctx, &drawn[i], o); err != nil {
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

// sound refuses what can never be, before anything is read.
func (k *rendering) sound() error {
	if len(k.out) == 0 {
		return errors.New("say where to, for example: linewalk render -o drawing.html")
	}
	if k.timeout <= 0 {
		return errors.New("--layout-timeout takes a time such as 5s")
	}
	asked := k.part.asked()
	if len(asked) > 1 {
		return fmt.Errorf("%s cannot go together: a picture shows one part", strings.Join(asked, " and "))
	}
	for _, name := range k.out {
		end := ending(name)
		if !slices.Contains(endings(), end) {
			return fmt.Errorf("-o %s: the ending says what to write, and must be %s", name, oneOf(endings()))
		}
		if len(asked) > 0 && end != ".svg" && end != ".png" {
			return fmt.Errorf("-o %s: %s chooses a part of a picture, .svg or .png", name, asked[0])
		}
	}
	return nil
}

func ending(name string) string { return strings.ToLower(filepath.Ext(name)) }

// find refuses names that the drawing does not have, and tells which failure is asked for.
func (p *part) find(system *model.System) (analysis.Question, error) {
	failed := p.failed
	switch {
	case p.journey != "":
		return analysis.Question{}, among("journey", p.journey, journeyNames(system))
	case p.owner != "":
		return analysis.Question{}, among("team or person", p.owner, partyNames(system))
	case p.focus != "":
		p.focus = analysis.NormalName(p.focus)
		if err := among("arrow", p.focus, arrowNames(system)); err != nil {
			return analysis.Question{}, err
		}
		failed = []string{p.focus}
	}
	q, wrong := analysis.NewQuestion(system, failed, propagation.Down)
	return q, errors.Join(wrong...)
}

// show finds the view of the part, and what to say of it.
func (o *output) show(q analysis.Question, options analysis.Options) {
	o.line = render.Headline(o.report)
	switch p := o.part; {
	case p.journey != "":
		for _, j := range o.report.Journeys {
			if j.Journey.Name == p.journey {
				o.view, o.line = diagram.OfJourney(j.Journey), render.JourneyHeadline(j)
			}
		}
	case p.owner != "":
		o.view = diagram.OfOwner(p.owner)
		owned := only(o.report, render.Selection{Owner: p.owner}.Select(o.report))
		owned.Headline = analysis.NewHeadline(owned.Answers)
		if o.line = render.Headline(owned); len(owned.Answers) == 0 {
			o.line = p.owner + " owns no arrow"
		}
	case len(q.Arrows)+len(q.Components) > 0:
		w := analysis.Ask(o.report.System, q, options)
		o.view, o.line = diagram.OfFailure(render.FailureTitle(w), q, w.IfDown), render.FailureHeadline(w)
	}
}

// picture completes what is asked of a picture.
func (o *output) picture() diagram.Options {
	by := slices.Index(o.colourBy.allowed, o.colourBy.value)
	return diagram.Options{View: o.view, ColourBy: diagram.Colourings()[by], Headline: o.line}
}
