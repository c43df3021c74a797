package cli

import (
	"fmt"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
)

// A reading is the drawings as they were when the change began, which are read while the drawings of now
// are walked.
type reading struct {
	*past
	drawing *drawing
	err     error
	done    chan struct{}
}

// readBefore starts to read the drawings that args name as they were when the change began that is not in
// the revision.
func (s *session) readBefore(revision string, args []string) *reading {
	b := &reading{past: s.newPast(revision), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		b.err = guard(func() (err error) {
			b.drawing, err = b.read(args)
			return err
		})
	}()
	return b
}

// wait returns when all is read. Until then the session is not to be used for anything else.
func (b *reading) wait() { <-b.done }

// close lets go of what was opened.
func (b *reading) close() {
	b.wait()
	b.past.close()
}

// narrowed is a report with none but what is worse than before, and all that changed since. A policy judges
// both, so that the change has no say in it.
func (s *session) narrowed(b *reading, r *analysis.Report) (*analysis.Report, *compare.Comparison, error) {
	if b.err != nil {
		return nil, nil, fmt.Errorf("--since %s: %w", b.revision, b.err)
	}
	old := b.drawing
	old.policy = r.Policy
	since := analysis.Since{Revision: b.revision, Absent: b.absent}
	for _, o := range b.commits {
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
