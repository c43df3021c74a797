package cli

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
)

// narrowed is the report of the drawings that args name with none but what is worse than when the change
// began that is not in the revision, and all that changed since. A policy judges both, so that the change has
// no say in it.
func (s *session) narrowed(revision string, args []string, r *analysis.Report) (*analysis.Report, *compare.Comparison, error) {
	p := s.newPast(revision)
	defer p.close()
	old, err := p.read(args)
	if err != nil {
		return nil, nil, fmt.Errorf("--since %s: %w", revision, err)
	}
	old.policy = r.Policy
	since := analysis.Since{Revision: revision, Absent: p.absent}
	for _, o := range p.commits {
		since.Commits = append(since.Commits, o.commit)
	}
	slices.Sort(since.Commits)
	c := compare.Stated(s.analyseBy(old, r), r, old.system.Settings)
	if r.Policy != nil {
		c.Policy = nil
	}
	return c.Narrow(r, since), c, nil
}

// A revisionName is the value of a flag that takes a revision. An empty one is a mistake, and not the same as
// none.
type revisionName struct {
	name  string
	given bool
}

// Set takes the name of a revision. What it names is seen when git is asked.
func (v *revisionName) Set(text string) error {
	*v = revisionName{text, true}
	return nil
}

func (v *revisionName) String() string { return v.name }

// Type names the value in the help.
func (*revisionName) Type() string { return "REV" }
