package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/git"
)

// A past is what repositories held when a change began: at the newest commit that a revision and the
// current commit have in common. Whatever stands in the way of knowing that is an error, as otherwise
// nothing, or all, would pass for new.
type past struct {
	session  *session
	revision string // as the user names it
	commits  map[string]*origin
	absent   []string // drawings that were not there, as they are called now
}

// An origin is a repository when the change began.
type origin struct {
	*revision

	old map[string]string // paths by those of now, for renamed files; empty for those that are new
}

func (s *session) newPast(revision string) *past {
	return &past{session: s, revision: revision, commits: map[string]*origin{}}
}

func (p *past) close() {
	for _, o := range p.commits {
		o.close()
	}
}

// at opens the past of a repository, once.
func (p *past) at(ctx context.Context, r repository) (*origin, error) {
	if r.top == "" {
		return nil, fmt.Errorf("%s is in no git repository, so nothing is known of its past", r.name)
	}
	if o := p.commits[r.top]; o != nil {
		return o, nil
	}
	r.folder = r.top
	commit, err := r.began(ctx, p.revision)
	if err != nil {
		return nil, err
	}
	v, err := openRevision(ctx, r, commit)
	if err != nil {
		return nil, err
	}
	o := &origin{revision: v}
	p.commits[r.top] = o
	o.old, err = r.changes(ctx, commit)
	return o, err
}

// began is the commit with which a change began that is not in the given revision.
func (r repository) began(ctx context.Context, revision string) (string, error) {
	place, err := r.find(ctx)
	if err != nil {
		return "", err
	}
	if (git.Probe{Place: place}).Shallow() {
		return "", errors.New("the clone is shallow, so it is not known where this change began: " +
			"fetch the whole history with `git fetch --unshallow`, or `fetch-depth: 0` where CI checks out")
	}
	other, err := r.resolve(ctx, revision)
	if err != nil {
		return "", err
	}
	head, err := r.resolve(ctx, "HEAD")
	if err != nil {
		return "", err
	}
	arguments, err := git.MergeBaseArguments(r.top, head, other)
	if err != nil {
		return "", err
	}
	ran := r.run(ctx, arguments, nil)
	if ran.Exit == 1 && !ran.Missing {
		return "", fmt.Errorf("%s and HEAD have no commit in common: name a revision that this branch comes from", revision)
	}
	return firstLine(ran.Out), r.refusal(ran)
}

// find has git find the repository and say whose it is, which it asks only of what it finds by itself.
func (r repository) find(ctx context.Context) (git.Ran, error) {
	arguments, err := git.PlaceArguments(r.top)
	if err != nil {
		return git.Ran{}, err
	}
	place := r.discover(ctx, arguments)
	return place, r.refusal(place)
}

// resolve is the ID of the commit that a revision names.
func (r repository) resolve(ctx context.Context, revision string) (string, error) {
	arguments, err := git.HeadArguments(r.top, revision)
	if err != nil {
		return "", err
	}
	ran := r.run(ctx, arguments, nil)
	if ran.Exit > 0 && !ran.Missing {
		return "", fmt.Errorf("%s is no commit here: name one that is, or fetch it first, "+
			"with `git fetch origin`, or `fetch-depth: 0` where CI checks out", diag.Quote(revision))
	}
	return firstLine(ran.Out), r.refusal(ran)
}

// changes lists the files that are new since a commit or have another name.
func (r repository) changes(ctx context.Context, commit string) (map[string]string, error) {
	arguments, err := git.ChangeArguments(r.top, commit)
	if err != nil {
		return nil, err
	}
	var old map[string]string
	var unread error
	ran := r.run(ctx, arguments, func(out io.Reader) { old, unread = git.ReadChanges(out) })
	return old, errors.Join(r.refusal(ran), unread)
}

// refusal is why git gave up.
func (r repository) refusal(ran git.Ran) error {
	if o := (git.Probe{Folder: r.name, Head: ran}).Obstacle(); o.Blocks() {
		return fmt.Errorf("%s: %s", o.Why, o.Mend)
	}
	return nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(line)
}

// read reads the drawings that args name now as they were, and the evidence for them. A drawing that was
// not there is left out.
func (p *past) read(args []string) (*drawing, error) {
	ctx, cancel := context.WithTimeout(p.session.ctx, gitPatience)
	defer cancel()
	d, err := p.load(ctx, args)
	if err == nil {
		err = p.session.gather(d, func(l *evidenceList) error {
			l.addDrawn(d)
			return p.addArguments(ctx, l)
		})
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return nil, fmt.Errorf("git took longer than %s: run `git gc`", model.FormatDuration(gitPatience))
	}
	if err != nil {
		return nil, err
	}
	return d, p.unusable(d)
}

// unusable tells why a drawing of the past cannot be judged.
func (p *past) unusable(d *drawing) error {
	if d.usable() {
		return nil
	}
	i := slices.IndexFunc(d.reading, func(x diag.Diagnostic) bool { return x.Level == diag.Error })
	return fmt.Errorf("the drawing cannot be read as it was at %s: %s: %s [%s]; compare with a revision where it can",
		p.revision, d.reading[i].Span, d.reading[i].Message, d.reading[i].Rule)
}

func (p *past) load(ctx context.Context, args []string) (*drawing, error) {
	names, err := findDrawings(args)
	if err != nil {
		return nil, err
	}
	l := newLoader()
	for _, name := range names {
		now, err := p.session.trees.newPlace(name, p.session.stdinName)
		if err != nil {
			return nil, err
		}
		if now.name == standardInput {
			return nil, errors.New("what comes from the standard input has no past: say with --stdin-name which file it is")
		}
		then, found, err := p.then(ctx, now)
		if err != nil {
			return nil, err
		}
		if !found {
			p.absent = append(p.absent, now.name)
			continue
		}
		if err := p.take(l, then); err != nil {
			return nil, err
		}
	}
	for _, arg := range args {
		gone, err := p.matches(arg)
		if err != nil {
			return nil, err
		}
		for _, then := range gone {
			if err := p.take(l, then); err != nil {
				return nil, err
			}
		}
	}
	if len(l.files) == 0 {
		return &drawing{system: new(model.System)}, nil
	}
	return l.drawing(), nil
}

// take reads a drawing of the past that the user names.
func (p *past) take(l *loader, then place) error {
	if l.known[then.real] {
		return nil
	}
	text, err := contents(then)
	if err != nil {
		return fmt.Errorf("at %s: %w", p.revision, err)
	}
	l.parse(then, text, nil)
	return nil
}

// then is where a file of now was, if it was there, under its old name if it was renamed.
func (p *past) then(ctx context.Context, now place) (then place, found bool, err error) {
	o, err := p.at(ctx, now.tree.history(now.name, "."))
	if err != nil {
		return place{}, false, err
	}
	then = place{name: now.name, tree: o.revision, rel: now.rel, real: o.real(now.rel)}
	_, err = o.entry("read", now.rel)
	if old := o.old[now.rel]; errors.Is(err, fs.ErrNotExist) && old != "" {
		then, err = then.beside(old), nil
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return place{}, false, nil
	case err != nil:
		return place{}, false, fmt.Errorf("at %s: %w", p.revision, cause(err))
	}
	return then, true, nil
}

// matches lists what a pattern matched. An argument that is no pattern matches nothing more than itself.
func (p *past) matches(arg string) ([]place, error) {
	if arg == "-" || !strings.ContainsAny(arg, "*?[{") {
		return nil, nil
	}
	base, pattern := doublestar.SplitPattern(filepath.ToSlash(arg))
	now, err := p.session.trees.newPlace(filepath.Join(base, "drawing"), "")
	if err != nil {
		return nil, err
	}
	o := p.commits[now.tree.history(now.name, ".").top]
	if o == nil {
		return nil, nil // what it matches is elsewhere
	}
	then := place{name: now.name, tree: o.revision, rel: now.rel}
	if _, listed := o.folders[path.Dir(then.rel)]; !listed {
		return nil, nil
	}
	rels, err := namedBy(then, path.Dir(then.rel), pattern)
	if _, none := errors.AsType[unmatched](err); none {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("at %s: %s: %w", p.revision, arg, err)
	}
	places := make([]place, len(rels))
	for i, rel := range rels {
		places[i] = then.beside(rel)
	}
	return places, nil
}

// addArguments lists the evidence of the command line as it was. What git does not hold now either, and
// what is elsewhere, is not part of the change: it counts for both.
func (p *past) addArguments(ctx context.Context, l *evidenceList) error {
	var wrong []error
	for _, a := range p.session.evidence {
		if err := p.addArgument(ctx, l, a); err != nil {
			wrong = append(wrong, fmt.Errorf("--evidence %s=%s: %w", a.kind, a.path, err))
		}
	}
	return errors.Join(wrong...)
}

func (p *past) addArgument(ctx context.Context, l *evidenceList, a evidenceArgument) error {
	switch {
	case a.path == "-":
		text := p.session.stdinText
		return l.add(evidenceFile{kind: a.kind, name: standardInput, text: func() ([]byte, error) { return text, nil }})
	case a.kind == model.EvidenceGit:
		r, err := a.repository()
		if o := p.commits[r.top]; err == nil && o != nil {
			r.head = o.commit
		}
		l.ask(r)
		return err
	}
	names, err := findFiles(a.path)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := p.addFile(ctx, l, a.kind, name); err != nil {
			return err
		}
	}
	gone, err := p.matches(a.path)
	if err != nil {
		return err
	}
	for _, then := range gone {
		if err := l.add(evidenceAt(a.kind, then)); err != nil {
			return err
		}
	}
	return nil
}

func (p *past) addFile(ctx context.Context, l *evidenceList, kind model.EvidenceKind, name string) error {
	now, err := p.session.trees.newPlace(name, "")
	if err != nil {
		return err
	}
	o := p.commits[now.tree.history(now.name, ".").top]
	if o == nil {
		return l.add(argumentFile(kind, name))
	}
	then, found, err := p.then(ctx, now)
	if err != nil {
		return err
	}
	if found {
		return l.add(evidenceAt(kind, then))
	}
	if _, fresh := o.old[now.rel]; fresh {
		return nil
	}
	return l.add(argumentFile(kind, name))
}

func evidenceAt(kind model.EvidenceKind, at place) evidenceFile {
	return evidenceFile{kind: kind, name: at.name, real: at.real, text: func() ([]byte, error) { return contents(at) }}
}
