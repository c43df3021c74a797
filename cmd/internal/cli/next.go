package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/render"
)

// A next is what one run of the command is asked for.
type next struct {
	formats *destinations
	top     int
}

func (s *session) nextCommand() *cobra.Command {
	var k next
	c := s.drawingCommand(&cobra.Command{
		Use:   "next",
		Short: "Say what to do next, by the loss it avoids",
		Long: `Rank the monitors, alerts, tests, owners, experts and runbooks that could be added
by the loss each avoids in a year, and show the lines to paste. What a step
avoids is counted after the steps above it are taken.`,
		Example: `  linewalk next
  linewalk next --top 3
  linewalk next --format json`,
		RunE: func(_ *cobra.Command, args []string) error { return s.next(&k, args) },
	})
	k.formats = newDestinations(c, "text", "json")
	c.Flags().IntVar(&k.top, "top", 10, "only the first `N` steps; 0 is all that avoid anything")
	return c
}

func (s *session) next(k *next, args []string) error {
	if k.top < 0 {
		return errors.New("--top takes a number from 0 on")
	}
	to, d, err := s.open(k.formats, args)
	if err != nil {
		return err
	}
	if !d.usable() {
		return s.refuse(to, d, s.errorSink(), render.TextOptions{})
	}
	r := s.analyse(d)
	assumed := advice.Usual()
	plan := advice.Next(r, k.top, assumed)
	return s.deliver(to, map[string]writer{
		"text": func(w sink) error {
			return render.Next(w, plan, assumed, render.NextOptions{Color: w.color, Actions: w.actions})
		},
		"json": func(w sink) error { return render.NextJSON(w, d.system, plan, assumed, version()) },
	})
}
