package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
	"github.com/linewalk/linewalk/render/suggest"
)

// A suggestion is what one run of the command is asked for.
type suggestion struct {
	format choice
	out    string
	modes  modeChoices
	suggest.Choice
}

func (s *session) suggestCommand() *cobra.Command {
	k := suggestion{format: choice{allowed: []string{"prometheus", "openslo", "yaml"}, kind: "FORMAT"}}
	c := s.drawingCommand(&cobra.Command{
		Use:   "suggest --format FORMAT",
		Short: "Write the alerts and monitors that are missing",
		Long: `Write what is missing, most harmful first: for each failure mode of an arrow
that nobody is told of, and for each alert that the drawing states and the
evidence does not have.

prometheus  a rule file with the alerts; what nothing is known of bears a name
            that begins with REPLACE_
yaml        the monitors and alerts as lines of the drawing, to be included,
            given besides it, or pasted
openslo     an objective for each journey with a target that has none

Give the result as evidence, or as a drawing, and the cells turn: that is the
loop.`,
		Example: `  linewalk suggest --format prometheus -o rules.yaml
  linewalk suggest --format yaml --arrow 'shop -> checkout'
  linewalk suggest --format prometheus --journey buy --mode down --mode silent
  linewalk suggest --format prometheus --evidence prometheus-metrics=metrics.txt`,
		RunE: func(_ *cobra.Command, args []string) error { return s.suggest(&k, args) },
	})
	k.format.add(c, "format", "what to write: prometheus, openslo or yaml")
	flags := c.Flags()
	flags.StringArrayVar(&k.Arrows, "arrow", nil, "only for this `ARROW`, as 'from -> to'; may be repeated")
	flags.StringVar(&k.Journey, "journey", "", "only for arrows that hurt this `JOURNEY`")
	flags.StringVar(&k.Owner, "owner", "", "only for arrows of this `OWNER`, a team or a person")
	flags.Var(&k.modes, "mode", "only for this failure mode; may be repeated (default: all but wrong)")
	flags.BoolVar(&k.All, "all", false, "also for modes told of late or from elsewhere, and for stated alerts nothing is known of")
	flags.StringVarP(&k.out, "out", "o", "", "write to this `FILE` instead of the standard output")
	complete(c, "mode", modeNames())
	s.completeFromDrawing(c, "arrow", arrowNames)
	s.completeFromDrawing(c, "journey", journeyNames)
	s.completeFromDrawing(c, "owner", partyNames)
	return c
}

func (s *session) suggest(k *suggestion, args []string) error {
	if k.format.value == "" {
		return errors.New("say what to write, for example: linewalk suggest --format prometheus")
	}
	d, err := s.read(args)
	if err != nil {
		return err
	}
	if k.out != "" {
		if err := s.outbox.refuses([]string{k.out}, d.inputs); err != nil {
			return err
		}
	}
	if !d.usable() {
		return s.refuse(nil, d, s.errorSink(), render.TextOptions{})
	}
	if err := k.find(d.system); err != nil {
		return err
	}
	k.Modes = k.modes
	plan := suggest.New(s.analyse(d), d.evidence, k.Choice)
	if plan.Empty(k.form()) {
		s.say("nothing is missing: nothing to suggest")
	}
	return s.deliverOne(destination{format: k.format.value, file: k.out}, func(w sink) error { return k.write(w, plan) })
}

// form is what is to be written.
func (k *suggestion) form() suggest.Form {
	return map[string]suggest.Form{"prometheus": suggest.Rules, "openslo": suggest.Objectives, "yaml": suggest.Monitors}[k.format.value]
}

func (k *suggestion) write(w io.Writer, plan *suggest.Plan) error {
	switch k.form() {
	case suggest.Objectives:
		return suggest.OpenSLO(w, plan)
	case suggest.Monitors:
		return suggest.Drawing(w, plan)
	}
	return suggest.Prometheus(w, plan)
}

// find refuses names that the drawing does not have, and writes the names of arrows as the drawing
// does.
func (k *suggestion) find(s *model.System) error {
	var wrong []error
	for i, name := range k.Arrows {
		one := walk{Selection: render.Selection{Arrow: analysis.NormalName(name)}}
		wrong = append(wrong, one.find(s))
		k.Arrows[i] = one.Arrow
	}
	of := walk{Selection: render.Selection{Journey: k.Journey, Owner: k.Owner}}
	return errors.Join(append(wrong, of.find(s))...)
}

// modeChoices is the value of a flag that takes failure modes.
type modeChoices []model.Mode

// Set adds a mode.
func (m *modeChoices) Set(text string) error {
	for _, mode := range model.Modes() {
		if mode.String() == text {
			*m = append(*m, mode)
			return nil
		}
	}
	return fmt.Errorf("must be %s%s", oneOf(modeNames()), meant(text, modeNames()))
}

func (m *modeChoices) String() string { return "" }

// Type names the value in the help.
func (m *modeChoices) Type() string { return "MODE" }

// modeNames are the failure modes as flags take them.
func modeNames() []string {
	var names []string
	for _, m := range model.Modes() {
		names = append(names, m.String())
	}
	return names
}
