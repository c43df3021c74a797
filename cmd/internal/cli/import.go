package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/reimport"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render"
)

// An importing is what one run of the command is asked for.
type importing struct {
	out    string
	head   string // comes first in a new drawing
	dryRun bool
	check  bool
}

func (s *session) importCommand() *cobra.Command {
	var k importing
	c := &cobra.Command{
		GroupID: drawingCommands,
		Use:     "import FORMAT FILE... [-o DRAWING]",
		Short:   "Make a drawing of files you have, or bring one up to date",
		Long: `Read FILE, which is not linewalk's, and draw what it shows: components, and every
arrow it gives evidence of, with the place of the evidence, how sure that is, and
review: todo. No value of any variable is copied. FORMAT is

  compose      docker compose; each FILE is laid over the one before, and
               variables come from .env beside the first
  kubernetes   manifests, also as helm template and kustomize build print them
  backstage    entities of a catalog
  threagile    a model of Threagile
  structurizr  a workspace in JSON, as structurizr export -format json writes it
  calm         a CALM architecture
  likec4       what likec4 export json writes
  mermaid      flowcharts, also those in a Markdown file
  dot          graphs of Graphviz
  auto         tell by the text

A FILE that is a folder stands for the files of the format in it and below; for
compose, for the compose file in it and its override.

The drawing is DRAWING, linewalk.yaml unless -o says otherwise; - is the standard
output. One that exists is merged into: what people wrote stays byte for byte,
arrows they deleted stay deleted, what no file shows any more is named, and
without news nothing is written. DRAWING has a lock beside it, under its name
with the ending .lock, that remembers what import drew; keep both in git.

What was found, how sure it is and what no file shows goes to the standard error
output.

Exit code: 0 done, 1 the drawing would change (with --check), 2 a file or the
command line is wrong, 3 linewalk itself failed.`,
		Example: `  linewalk import compose compose.yaml && linewalk check
  linewalk import compose compose.yaml compose.override.yaml -o shop.yaml
  linewalk import compose compose.yaml --check      in CI: is the drawing up to date?
  helm template . | linewalk import kubernetes -
  linewalk import mermaid docs/architecture.md`,
		DisableFlagsInUseLine: true,
		RunE:                  func(_ *cobra.Command, args []string) error { return s.importFiles(&k, args) },
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return importFormats(), cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveDefault
		},
	}
	flags := c.Flags()
	flags.StringVarP(&k.out, "output", "o", "", "the `DRAWING` to write or to merge into (default linewalk.yaml)")
	flags.BoolVar(&k.dryRun, "dry-run", false, "write nothing, and print the change as a patch")
	flags.BoolVar(&k.check, "check", false, "write nothing, and exit 1 if the drawing would change")
	return c
}

func (s *session) importFiles(k *importing, args []string) error {
	if err := k.complete(args); err != nil {
		return err
	}
	l, err := s.layer(args[1:], args[0])
	if err != nil {
		return err
	}
	for _, hint := range l.hints {
		s.say(hint)
	}
	sketch, found := l.sketch(k.out)
	if diag.Worst(found) == diag.Error || len(sketch.Components) == 0 {
		l.suspect(s)
	}
	if diag.Worst(found) == diag.Error {
		return s.refuse(nil, &drawing{reading: found}, s.errorSink(), render.TextOptions{})
	}
	for _, d := range found {
		s.say(d.Span.String() + ": " + d.Level.String() + ": " + d.Message)
	}
	if len(sketch.Components) == 0 {
		return fmt.Errorf("there is nothing to draw in %s", l.first.name)
	}
	if k.out == "-" {
		s.tellSketch(sketch)
		return s.print(reimport.Draw(sketch, l.source(), l.title()))
	}
	if err := s.outbox.refuses([]string{k.out, k.lock()}, l.inputs); err != nil {
		return err
	}
	if _, err := os.Stat(k.out); errors.Is(err, fs.ErrNotExist) {
		return s.drawNew(k, l, sketch)
	}
	return s.mergeInto(k, l, sketch)
}

// complete settles what the command line leaves open, and refuses what it cannot mean.
func (k *importing) complete(args []string) error {
	switch {
	case len(args) == 0:
		return errors.New("say which format, and which files: linewalk import compose compose.yaml; the formats are " + oneOf(importFormats()))
	case !slices.Contains(importFormats(), args[0]):
		return fmt.Errorf("there is no import of %q; the formats are %s%s", args[0], oneOf(importFormats()), meant(args[0], importFormats()))
	case len(args) == 1:
		return fmt.Errorf("say which files: linewalk import %s FILE", args[0])
	case k.dryRun && k.check:
		return errors.New("--dry-run prints the change and --check only tells of it: give one")
	}
	if k.out == "" {
		k.out = defaultNames()[0]
		if name, there := drawingIn("."); there {
			k.out = name
		}
	}
	if k.out == "-" && (k.check || k.dryRun) {
		return errors.New("--check and --dry-run compare with a drawing, and the standard output is none")
	}
	return nil
}

// lock is the name of the file that remembers what import drew.
func (k *importing) lock() string {
	return strings.TrimSuffix(k.out, filepath.Ext(k.out)) + ".lock"
}

// origin tells imports into the drawing apart.
func (k *importing) origin(l *layer) string {
	from, err := filepath.Abs(filepath.Dir(k.out))
	if err != nil {
		return l.format.name
	}
	return l.origin(from)
}

// drawNew writes a drawing that is not there yet.
func (s *session) drawNew(k *importing, l *layer, sketch *model.Sketch) error {
	now := redraft{k.out, nil, []byte(k.head + reimport.Draw(sketch, l.source(), l.title()))}
	file := yamlfile.Parse(k.out, now.now, yamlfile.Options{Rules: rules.IDs()})
	if _, found := yamlfile.Merge([]*yamlfile.File{file}); diag.Worst(found) == diag.Error {
		wrong := &drawing{reading: found, sources: diag.Sources{k.out: string(now.now)}}
		return s.refuse(nil, wrong, s.errorSink(), render.TextOptions{})
	}
	was, err := oldLock(k.lock())
	if err != nil {
		return err
	}
	lock := redraft{k.lock(), was, reimport.NewLock(sketch, k.origin(l)).Text()}
	what := fmt.Sprintf("%s: %s", k.out, extent(sketch))
	switch {
	case k.check:
		s.tellSketch(sketch)
		return verdict(k.out + " is not there, and would be written")
	case k.dryRun:
		return s.print(string(now.patch()))
	}
	if err := s.outbox.write(k.out, now.now); err != nil {
		return err
	}
	if err := s.putLock(lock); err != nil {
		return err
	}
	s.say("wrote " + what)
	s.tellSketch(sketch)
	s.say("next: linewalk walk --ask " + k.out)
	return nil
}

// oldLock is the text of a lock; nil if there is none.
func oldLock(name string) ([]byte, error) {
	if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return argumentText(name)
}

// putLock writes a lock, over the one that was read.
func (s *session) putLock(lock redraft) error {
	switch {
	case string(lock.was) == string(lock.now):
		return nil
	case lock.was == nil:
		return s.outbox.write(lock.name, lock.now)
	}
	return s.outbox.rewrite(lock)
}

// mergeInto brings what was found into a drawing that is there.
func (s *session) mergeInto(k *importing, l *layer, sketch *model.Sketch) error {
	d, err := s.load([]string{k.out})
	if err != nil {
		return err
	}
	if !d.usable() {
		return s.refuse(nil, d, s.errorSink(), render.TextOptions{})
	}
	was, err := oldLock(k.lock())
	if err != nil {
		return err
	}
	lock := &reimport.Lock{}
	if was != nil {
		if lock, err = reimport.ReadLock(was); err != nil {
			return fmt.Errorf("%s: %w; where it was merged by hand, mend it, or delete it to start afresh", k.lock(), err)
		}
	}
	into := reimport.Drawing{System: d.system, Texts: d.sources, Into: d.files[0]}
	m := reimport.Plan(lock, into, sketch, k.origin(l), true)
	changed, found := d.reviseAll(m.Edits)
	if found != nil { // something else in the drawing may need what would go, or stand in its way
		m = reimport.Plan(lock, into, sketch, k.origin(l), false)
		changed, found = d.reviseAll(m.Edits)
	}
	if found != nil {
		return s.refuse(nil, &drawing{reading: found, sources: d.sources}, s.errorSink(), render.TextOptions{})
	}
	if k.dryRun {
		return s.printPatches(changed)
	}
	if !k.check {
		for _, now := range changed {
			if err := s.outbox.rewrite(now); err != nil {
				return err
			}
		}
		if err := s.putLock(redraft{k.lock(), was, m.Lock.Text()}); err != nil {
			return err
		}
	}
	s.tellMerge(k, m, len(changed) > 0)
	s.tellSketch(sketch)
	if k.check && len(changed) > 0 {
		return verdict(k.out + " would change; linewalk import without --check changes it")
	}
	return nil
}

// reviseAll makes edits in the files of a drawing, in memory.
func (d *drawing) reviseAll(all []reimport.Edits) ([]redraft, []diag.Diagnostic) {
	var changed []redraft
	for _, e := range all {
		now, _, found := d.revise(e.File, e.Edits...)
		if found != nil {
			return nil, found
		}
		changed = append(changed, now)
	}
	return changed, nil
}

// printPatches prints what a merge would change.
func (s *session) printPatches(changed []redraft) error {
	for _, now := range changed {
		patch := string(now.patch())
		if isTerminal(s.terminal) {
			patch = visible(patch)
		}
		if _, err := io.WriteString(s.stdout, patch); err != nil {
			return err
		}
	}
	return nil
}
