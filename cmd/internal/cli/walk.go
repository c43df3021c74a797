package cli

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/render"
)

// A walk is what one run of the command is asked for: which arrows, in which form.
type walk struct {
	formats *destinations
	ask     ask
	render.Selection
}

func (s *session) walkCommand() *cobra.Command {
	var k walk
	c := s.drawingCommand(&cobra.Command{
		Use:   "walk",
		Short: "Tell what happens if each arrow doesn't work",
		Long: `Walk the arrows of a drawing, most harmful first: what happens without each, how
would we know, who is told, and who can mend it? Choices given together narrow
the walk down.

With --ask it is a meeting: arrow by arrow you are asked these questions, and each
answer is in the drawing at once, where every other byte stays. Imported arrows
that nobody has reviewed come first, then what is unanswered, most harmful first.
Nobody knows is an answer too. Leave whenever you like, and run it again to go on;
at the end the minutes are written in Markdown. In a pipe, an answer is a line.

Exit code: 0 done, 2 the drawing or the command line is wrong or nothing can be
written, 3 linewalk itself failed.`,
		Example: `  linewalk walk --top 3
  linewalk walk --arrow 'shop -> checkout'
  linewalk walk --journey buy --owner payments
  linewalk walk --unanswered
  linewalk walk --ask --by mia --minutes minutes.md`,
		RunE: func(_ *cobra.Command, args []string) error { return s.walk(&k, args) },
	})
	k.formats = newDestinations(c, "text", "json")
	flags := c.Flags()
	flags.StringVar(&k.Arrow, "arrow", "", "only this `ARROW`, as 'from -> to'")
	flags.StringVar(&k.Journey, "journey", "", "only arrows that hurt this `JOURNEY`")
	flags.StringVar(&k.Owner, "owner", "", "only arrows of this `OWNER`, a team or a person")
	flags.BoolVar(&k.Unanswered, "unanswered", false, "only arrows nobody has answered for")
	flags.IntVar(&k.Top, "top", 0, "only the first `N`, most harmful first")
	k.ask.flags(c)
	s.completeFromDrawing(c, "by", partyNames)
	s.completeFromDrawing(c, "arrow", arrowNames)
	s.completeFromDrawing(c, "journey", journeyNames)
	s.completeFromDrawing(c, "owner", partyNames)
	return c
}

func (s *session) walk(k *walk, args []string) error {
	if k.Top < 0 {
		return errors.New("--top takes a number from 1 on")
	}
	to, err := k.formats.all()
	if err != nil {
		return err
	}
	if err := k.ask.complete(to, args); err != nil {
		return err
	}
	to, d, err := s.open(k.formats, args)
	if err != nil {
		return err
	}
	if !d.usable() {
		return s.refuse(to, d, s.errorSink(), render.TextOptions{})
	}
	if err := k.find(d.system); err != nil {
		return err
	}
	if k.ask.on {
		return s.ask(k, d, args)
	}
	r := s.analyse(d)
	return s.deliver(to, map[string]writer{
		"text": func(w sink) error {
			return render.Story(w, r, render.StoryOptions{Selection: k.Selection, Color: w.color, Actions: w.actions})
		},
		"json": func(w sink) error { return render.JSON(w, only(r, k.Selection.Select(r)), version()) },
	})
}

// find refuses names that the drawing does not have, and writes the name of the arrow as the
// drawing does.
func (k *walk) find(s *model.System) error {
	var wrong []error
	if k.Arrow != "" {
		k.Arrow = analysis.NormalName(k.Arrow)
		wrong = append(wrong, among("arrow", k.Arrow, arrowNames(s)))
		if a := s.Arrow(k.Arrow); a != nil && !a.Judged() {
			wrong = append(wrong, fmt.Errorf("arrow %s is retired, and is not walked", a))
		}
	}
	if k.Journey != "" {
		wrong = append(wrong, among("journey", k.Journey, journeyNames(s)))
	}
	if k.Owner != "" {
		wrong = append(wrong, among("team or person", k.Owner, partyNames(s)))
	}
	return errors.Join(wrong...)
}

func among(kind, name string, known []string) error {
	if slices.Contains(known, name) {
		return nil
	}
	return fmt.Errorf("no %s is named %q%s", kind, name, meant(name, known))
}

// only is the report with none but the given answers, which are in the order of harm.
func only(r *analysis.Report, answers []*analysis.Answer) *analysis.Report {
	part := *r
	part.ByHarm = answers
	part.Answers = slices.SortedFunc(slices.Values(answers), func(a, b *analysis.Answer) int { return int(a.Arrow.ID - b.Arrow.ID) })
	return &part
}

func arrowNames(s *model.System) []string {
	names := make([]string, len(s.Arrows))
	for i, a := range s.Arrows {
		names[i] = a.Name()
	}
	return names
}

func journeyNames(s *model.System) []string {
	names := make([]string, len(s.Journeys))
	for i, j := range s.Journeys {
		names[i] = j.Name
	}
	return names
}

func partyNames(s *model.System) []string {
	var names []string
	for _, t := range s.Teams {
		names = append(names, t.Name)
	}
	for _, p := range s.People {
		names = append(names, p.Name)
	}
	return names
}

// completeFromDrawing lets the shell complete the values of a flag with names of the drawing.
func (s *session) completeFromDrawing(c *cobra.Command, flag string, names func(*model.System) []string) {
	err := c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		d, err := s.load(args)
		if err != nil || d.system == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(d.system), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // the flag was not added before
	}
}
