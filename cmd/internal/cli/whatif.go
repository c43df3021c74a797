package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
)

// A whatIf is what one run of the command is asked for.
type whatIf struct {
	formats *destinations
	fail    []string
	mode    choice
}

func (s *session) whatIfCommand() *cobra.Command {
	k := whatIf{mode: choice{
		value: propagation.Down.String(), allowed: []string{propagation.Down.String(), propagation.Slow.String()}, kind: "MODE",
	}}
	c := s.drawingCommand(&cobra.Command{
		Use:   "whatif --fail X",
		Short: "Tell what happens if some arrows or components fail together",
		Example: `  linewalk whatif --fail 'shop -> checkout'
  linewalk whatif --fail 'checkout -> stripe' --fail 'checkout -> adyen'
  linewalk whatif --fail orders --mode slow`,
		RunE: func(_ *cobra.Command, args []string) error { return s.whatIf(&k, args) },
	})
	k.formats = newDestinations(c, "text", "json")
	c.Flags().StringArrayVar(&k.fail, "fail", nil, "what fails, `X`: an arrow, as 'from -> to', or a component; may be repeated")
	k.mode.add(c, "mode", "how they fail: down or slow")
	s.completeFromDrawing(c, "fail", failureNames)
	return c
}

// failureNames lists what can fail.
func failureNames(s *model.System) []string {
	names := arrowNames(s)
	for _, c := range s.Components {
		if !c.IsPerson() {
			names = append(names, c.Name)
		}
	}
	return names
}

func (s *session) whatIf(k *whatIf, args []string) error {
	if len(k.fail) == 0 {
		return errors.New("say what fails, for example: linewalk whatif --fail 'shop -> checkout'")
	}
	to, d, err := s.open(k.formats, args)
	if err != nil {
		return err
	}
	if !d.usable() {
		return s.refuse(to, d, s.errorSink(), render.TextOptions{})
	}
	question, wrong := analysis.NewQuestion(d.system, k.fail, k.propagationMode())
	if len(wrong) > 0 {
		return errors.Join(wrong...)
	}
	answer := analysis.Ask(d.system, question, s.options(d))
	return s.deliver(to, map[string]writer{
		"text": func(w sink) error {
			return render.WhatIf(w, answer, render.WhatIfOptions{Color: w.color, Actions: w.actions})
		},
		"json": func(w sink) error { return render.WhatIfJSON(w, answer, version()) },
	})
}

func (k *whatIf) propagationMode() propagation.Mode {
	if k.mode.value == propagation.Slow.String() {
		return propagation.Slow
	}
	return propagation.Down
}
