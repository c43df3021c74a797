package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model/baseline"
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
	since       revisionName
	policy      policyName
	ratchet     ratchet
}

// contradiction tells which of the flags do not go together.
func (k *check) contradiction() error {
	if k.policy.given && k.ratchet.write != "" {
		return errors.New("--write-baseline writes what is accepted, and --policy has that decided elsewhere: give one of them")
	}
	return k.ratchet.contradiction(k.since.given)
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

Formats: text for people, json for programs, sarif for code scanners, junit for
viewers of test results, github for the annotations of GitHub Actions, gitlab
for Code Quality, checkstyle for review bots, markdown for the comment of a pull
request. One run writes several; one of them at most goes to the standard
output, the others to a FILE each. A FILE that is $GITHUB_STEP_SUMMARY is added
to and never written over; what goes there may be longer than a comment.

--policy has a change judged by what it does not contain itself. POLICY is a
revision such as origin/main, REV:FILE, or a file (it ends in .yaml or .yml, or
begins with ./, ../ or /). From there come the settings with the levels of all
rules and fail-on, the waivers, those of included files too, the FILE of
--baseline, and the list of evidence. What the drawing has otherwise is listed
as proposed, and without effect. Evidence that the policy names counts as it is
now; a file that only the drawing names counts as it was at POLICY, and one that
was not there proves nothing: what rests on it is unknown. Of git counts the
history up to POLICY. The drawing itself is under review and no policy: arrows
and what is included, defaults, owners, people, journeys, monitors, alerts, days
of reviews and drills; --since says what of that got worse. The command line
governs over both, and what --evidence names counts as it is.

Exit code: 0 nothing found, 1 something found at or above --fail-on, 2 the
drawing or the command line is wrong, 3 linewalk itself failed.`,
		Example: `  linewalk check
  linewalk check --format text,sarif=linewalk.sarif --fail-on error services/*/linewalk.yaml
  linewalk check --format github,junit=linewalk.xml
  linewalk check --since origin/main             only what a branch made worse
  linewalk check --write-baseline ok.jsonl       accept what is there today
  linewalk check --baseline ok.jsonl             and only that from then on
  linewalk check --since origin/main --policy origin/main    what a stranger's branch made worse
  linewalk check --format github,markdown=$GITHUB_STEP_SUMMARY
  linewalk check --min-coverage 80% - < linewalk.yaml`,
		RunE: func(_ *cobra.Command, args []string) error { return s.check(&k, args) },
	})
	k.formats = newDestinations(c, checkFormats()...)
	k.failOn.add(c, "fail-on", "the lowest level that fails, or never (default: as the drawing says)")
	c.Flags().Var(&k.minCoverage, "min-coverage", "fail below this share of covered cells, such as 80%")
	c.Flags().BoolVar(&k.exitZero, "exit-zero", false, "exit with 0 where it would be 1")
	c.Flags().Var(&k.since, "since", "only what is worse than where this branch left a revision of git")
	c.Flags().Var(&k.policy, "policy", "judge by the settings, waivers, baseline and evidence of a REV, FILE or REV:FILE")
	k.ratchet.add(c)
	k.show.add(c, "show", "the lowest level listed in text")
	c.Flags().BoolVar(&s.noWaivers, "no-waivers", false, "have no waiver accept anything, for audits")
	c.Flags().BoolVar(&k.all, "all", false, "list everything in text, however long it gets")
	return c
}

func (s *session) check(k *check, args []string) error {
	if err := k.contradiction(); err != nil {
		return err
	}
	to, err := k.formats.all()
	if err != nil {
		return err
	}
	p, err := s.openPolicy(k.policy, args)
	if err != nil {
		return err
	}
	defer p.close()
	d, err := s.readGoverned(p, args)
	if err != nil {
		return err
	}
	if err := s.refusesFiles(k.ratchet.guard(to, d.inputs)); err != nil {
		return err
	}
	accepted, err := s.accepted(k, p, d)
	if err != nil {
		return err
	}
	options := render.TextOptions{Show: levelOf(k.show.value), All: k.all, Waived: k.all}
	if !d.usable() {
		return s.refuse(to, d, s.standardSink(), options)
	}
	r, changed, grown, err := s.judge(k, d, accepted, args)
	if err != nil {
		return err
	}
	if err := s.deliver(to, reportWriters(r, changed, options, k.threshold(r))); err != nil {
		return err
	}
	if grown != nil && k.exitZero {
		s.say(grown.Error())
		return nil
	}
	return errors.Join(grown, k.verdict(r))
}

// accepted is the baseline that accepts findings, if there is one. What is wrong inside its file is told by
// diagnostics of the drawing.
func (s *session) accepted(k *check, p *policy, d *drawing) (*baseline.Baseline, error) {
	b, found, err := k.ratchet.read()
	d.reading = append(d.reading, found...)
	if err != nil || b == nil || p == nil || d.policy == nil {
		return b, err
	}
	b, proposed, err := p.baseline(s, b, k.ratchet.name())
	d.policy.Proposed = append(d.policy.Proposed, proposed...)
	return b, err
}

// judge is the report of a drawing without what is accepted and what is not asked for, and what changed if
// that is asked for. Grown says that the baseline was not written because it would grow.
func (s *session) judge(k *check, d *drawing, accepted *baseline.Baseline, args []string) (
	r *analysis.Report, changed *compare.Comparison, grown, err error,
) {
	var before *reading
	if k.since.given {
		before = s.readBefore(k.since.name, args)
		defer before.close()
	}
	r = s.analyse(d)
	if before != nil {
		before.wait()
	}
	if k.ratchet.write != "" {
		accepted, err = s.renew(&k.ratchet, accepted, r)
		if v, ok := errors.AsType[verdict](err); ok {
			grown, err = v, nil
		}
		if err != nil {
			return nil, nil, nil, err
		}
	}
	if accepted != nil {
		r = r.Accepting(accepted, k.ratchet.staleness())
	}
	if k.since.given {
		r, changed, err = s.narrowed(before, r)
	}
	return r, changed, grown, err
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
	return analysis.Options{Today: s.day(), Sources: d.sources, Reading: d.reading, Evidence: d.evidence, Repository: hereabouts(), NoWaivers: s.noWaivers, Policy: d.policy}
}

// threshold is the lowest level that fails, as the command line says, else the drawing; 0 if none does.
func (k *check) threshold(r *analysis.Report) diag.Level {
	if k.failOn.value != "" {
		return levelOf(k.failOn.value)
	}
	return r.System.Settings.FailsOn()
}

// verdict judges a report by the threshold and by the coverage asked for.
func (k *check) verdict(r *analysis.Report) error {
	threshold := k.threshold(r)
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
