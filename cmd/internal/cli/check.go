package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/render"
)

// never is the threshold that nothing reaches.
const never = "never"

// A check is what one run of the command is asked for.
type check struct {
	formats     *destinations
	failOn      choice
	minCoverage share
	exitZero    bool
	show        choice
	all         bool
}

func (s *session) checkCommand() *cobra.Command {
	k := check{
		failOn: choice{allowed: append(levelNames(), never), kind: "LEVEL"},
		show:   choice{value: diag.Warning.String(), allowed: levelNames(), kind: "LEVEL"},
	}
	c := s.drawingCommand(&cobra.Command{
		Use:   "check",
		Short: "Say what is missing, for people and for CI",
		Long: `Judge every arrow of a drawing and list what is missing, most harmful first.

Exit code: 0 nothing found, 1 something found at or above --fail-on, 2 the
drawing or the command line is wrong, 3 linewalk itself failed.`,
		Example: `  linewalk check
  linewalk check --format text,sarif=linewalk.sarif --fail-on error services/*/linewalk.yaml
  linewalk check --min-coverage 80% - < linewalk.yaml`,
		RunE: func(_ *cobra.Command, args []string) error { return s.check(&k, args) },
	})
	k.formats = newDestinations(c, "text", "json", "sarif")
	k.failOn.add(c, "fail-on", "the lowest level that fails, or never (default: as the drawing says)")
	c.Flags().Var(&k.minCoverage, "min-coverage", "fail below this share of covered cells, such as 80%")
	c.Flags().BoolVar(&k.exitZero, "exit-zero", false, "exit with 0 where it would be 1")
	k.show.add(c, "show", "the lowest level listed in text")
	c.Flags().BoolVar(&k.all, "all", false, "list everything in text, however long it gets")
	return c
}

func (s *session) check(k *check, args []string) error {
	to, d, err := s.open(k.formats, args)
	if err != nil {
		return err
	}
	options := render.TextOptions{Show: levelOf(k.show.value), All: k.all, Waived: k.all}
	if !d.usable() {
		return s.refuse(to, d, s.standardPage(), options)
	}
	r := s.analyse(d)
	if err := s.deliver(to, reportWriters(r, options)); err != nil {
		return err
	}
	return k.verdict(r)
}

// open reads the drawings of a command and makes sure that its outputs can be written, before
// anything is.
func (s *session) open(formats *destinations, args []string) ([]destination, *drawing, error) {
	to, err := formats.all()
	if err != nil {
		return nil, nil, err
	}
	d, err := s.read(args)
	if err != nil {
		return nil, nil, err
	}
	return to, d, s.refusesFiles(to, d.inputs)
}

// analyse asks the question of every arrow.
func (s *session) analyse(d *drawing) *analysis.Report {
	defer s.progress(fmt.Sprintf("walking %d arrows", len(d.system.Arrows)))()
	return analysis.Run(d.system, rules.All(), s.options(d))
}

// options is what answering needs besides the drawing.
func (s *session) options(d *drawing) analysis.Options {
	return analysis.Options{Today: s.day(), Sources: d.sources, Reading: d.reading, Evidence: d.evidence}
}

// verdict judges a report by the threshold of the command line, else of the drawing, and by the
// coverage asked for.
func (k *check) verdict(r *analysis.Report) error {
	threshold := r.System.Settings.FailsOn()
	if k.failOn.value != "" {
		threshold = levelOf(k.failOn.value)
	}
	found := threshold > 0 && diag.Worst(r.Diagnostics) >= threshold
	short := 100*r.Coverage.Share() < k.minCoverage.percent
	switch {
	case k.exitZero:
		return nil
	case k.minCoverage.given && r.Coverage.Asked == 0:
		return verdict("no arrow is drawn, so no coverage reaches the " + k.minCoverage.String() + " asked for")
	case k.minCoverage.given && short:
		return verdict("coverage is " + r.Coverage.Percent() + ", below the " + k.minCoverage.String() + " asked for")
	case found:
		return verdict("")
	}
	return nil
}
