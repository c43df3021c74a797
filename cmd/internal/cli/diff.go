package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/render"
)

// A difference is what one run of the command is asked for.
type difference struct {
	formats  *destinations
	exitCode bool
	all      bool
}

func (s *session) diffCommand() *cobra.Command {
	var k difference
	c := &cobra.Command{
		Use: "diff OLD NEW", GroupID: drawingCommands, DisableFlagsInUseLine: true,
		Short: "Say what changed from one drawing to another",
		Long: `Compare two drawings, or two states of one: arrows, what breaks without them,
when somebody knows, cells of coverage, owners, journeys and findings, what got
worse first.

OLD and NEW are each a drawing, a folder with one in it, or REV:PATH, which is
what git has of a path at a revision. PATH begins at the top of the repository,
or in this folder if it begins with ./ or ../; a file with a colon in its name
is given as ./a:b. Both are judged by the rules, settings and day of NEW, so
that what an eased rule no longer finds does not pass for mended; the rules that
NEW eases are listed.

Exit code: 0, or with --exit-code 1 if anything got worse or is judged more
leniently; 2 a drawing, the revision or the command line is wrong, 3 linewalk
itself failed.`,
		Example: `  linewalk diff HEAD~3:linewalk.yaml linewalk.yaml
  linewalk diff --exit-code origin/main:services/shop services/shop
  linewalk diff --format markdown=changes.md old.yaml new.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("diff takes two drawings, OLD and NEW")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return s.diff(&k, args[0], args[1]) },
	}
	s.evidence.add(c)
	k.formats = newDestinations(c, "text", "json", "markdown")
	c.Flags().BoolVar(&k.exitCode, "exit-code", false, "exit with 1 if anything got worse")
	c.Flags().BoolVar(&k.all, "all", false, "list every change, however many there are")
	return c
}

func (s *session) diff(k *difference, oldName, newName string) error {
	to, err := k.formats.all()
	if err != nil {
		return err
	}
	old, err := s.readState(oldName)
	if err != nil {
		return err
	}
	new, err := s.readState(newName)
	if err != nil {
		return err
	}
	if err := s.refusesFiles(to, append(old.inputs, new.inputs...)); err != nil {
		return err
	}
	for _, d := range []*drawing{old, new} {
		if !d.usable() {
			return s.refuse(nil, d, s.errorSink(), render.TextOptions{})
		}
	}
	r := s.analyse(new)
	c := compare.Stated(s.analyseBy(old, r), r, old.system.Settings)
	if err := s.deliver(to, diffWriters(c, k.all)); err != nil {
		return err
	}
	if k.exitCode && c.Worsened() {
		return verdict("")
	}
	return nil
}

// analyseBy asks the question of every arrow of a drawing, and has the settings of another judge.
func (s *session) analyseBy(d *drawing, by *analysis.Report) *analysis.Report {
	system := *d.system
	system.Settings = by.System.Settings
	o := s.options(d)
	defer s.progress(fmt.Sprintf("walking %d arrows as they were", len(system.Arrows)))()
	return analysis.Run(&system, rules.All(), o)
}

func diffWriters(c *compare.Comparison, all bool) map[string]writer {
	options := func(w sink) render.DiffOptions {
		return render.DiffOptions{All: all, Color: w.color, Actions: w.actions}
	}
	return map[string]writer{
		"text":     func(w sink) error { return render.DiffText(w, c, options(w)) },
		"json":     func(w sink) error { return render.DiffJSON(w, c, version()) },
		"markdown": func(w sink) error { return render.DiffMarkdown(w, c, options(w)) },
	}
}

// readState reads a drawing as it is, or as it was at a revision.
func (s *session) readState(arg string) (*drawing, error) {
	revision, name, dated := cutRevision(arg)
	if !dated {
		return s.read([]string{arg})
	}
	ctx, cancel := context.WithTimeout(s.ctx, gitPatience)
	defer cancel()
	here, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find this folder: %w", err)
	}
	r := newRepository(".", realPath(here))
	if r.top == "" {
		return nil, fmt.Errorf("%s: this folder is in no git repository", arg)
	}
	v, err := r.at(ctx, revision)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arg, err)
	}
	defer v.close()
	at, err := v.drawing(r.folder, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arg, err)
	}
	text, err := contents(at)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", arg, err)
	}
	l := newLoader()
	l.parse(at, text, nil)
	d := l.drawing()
	return d, s.readEvidence(d)
}

// cutRevision takes a revision and a path apart. A letter before the colon is a drive, and what begins as a
// path is one.
func cutRevision(arg string) (revision, name string, dated bool) {
	revision, name, dated = strings.Cut(arg, ":")
	if !dated || len(revision) < 2 || filepath.IsAbs(arg) || strings.HasPrefix(arg, "./") || strings.HasPrefix(arg, "../") {
		return "", arg, false
	}
	return revision, name, true
}

// at is what the repository held at the commit that a revision names.
func (r repository) at(ctx context.Context, name string) (*revision, error) {
	if _, err := r.find(ctx); err != nil {
		return nil, err
	}
	commit, err := r.resolve(ctx, name)
	if err != nil {
		return nil, err
	}
	return openRevision(ctx, r, commit)
}

// drawing is the place of a drawing of the revision: the file of that name, or the one in the folder of
// that name. Here is the folder that names with ./ begin in, and that files are called from.
func (v *revision) drawing(here, name string) (place, error) {
	prefix, err := filepath.Rel(v.repository.top, here)
	if err != nil {
		return place{}, err
	}
	rel := path.Clean(name)
	if name == "." || name == ".." || strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") {
		rel = path.Join(filepath.ToSlash(prefix), name)
	}
	e, err := v.entry("find", rel)
	if err == nil && e.Mode.IsDir() {
		rel, err = v.drawingIn(rel)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return place{}, fmt.Errorf("no such file at %s", v)
	case err != nil:
		return place{}, cause(err)
	}
	now := place{name: "x", tree: v, rel: path.Join(filepath.ToSlash(prefix), "x")}
	return now.beside(rel), nil
}

// drawingIn is the path of the drawing in a folder.
func (v *revision) drawingIn(folder string) (string, error) {
	for _, name := range defaultNames() {
		if e, found := v.entries[path.Join(folder, name)]; found {
			return e.Path, nil
		}
	}
	return "", fmt.Errorf("no drawing in the folder: neither %s is there", strings.Join(defaultNames(), " nor "))
}
