package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/baseline"
	"github.com/linewalk/linewalk/model/diag"
)

// A policyName is the value of the flag --policy: a revision, a file of a revision, or a file. Which of them
// it is shows in its text alone, so that no file that a change adds can stand in for a revision.
type policyName struct {
	text     string
	revision string // empty if it is a file of now
	path     string // empty if it is a revision as a whole
	given    bool
}

// Set takes the name of a policy. What it names is seen when it is read.
func (n *policyName) Set(text string) error {
	revision, name, dated := cutRevision(text)
	switch {
	case text == "":
		return errors.New("needs a revision such as origin/main, REV:FILE or a file")
	case dated && name == "":
		return fmt.Errorf("%s names no file: give %s alone for the drawing that is checked, as it was there", text, revision)
	case !dated && looksLikeFile(text):
		revision = ""
	case !dated:
		revision, name = text, ""
	}
	*n = policyName{text, revision, name, true}
	return nil
}

// looksLikeFile tells a file from a revision: it ends like a drawing, or begins like a path.
func looksLikeFile(text string) bool {
	ending := strings.ToLower(path.Ext(text))
	return ending == ".yaml" || ending == ".yml" || filepath.IsAbs(text) || strings.ContainsAny(text, `\:`) ||
		text == "." || text == ".." || strings.HasPrefix(text, "./") || strings.HasPrefix(text, "../")
}

func (n *policyName) String() string { return n.text }

// Type names the value in the help.
func (*policyName) Type() string { return "POLICY" }

// A policy is where the settings, waivers, baseline and evidence come from by which a drawing is judged, if
// that is not the drawing itself.
type policy struct {
	name   policyName
	tree   tree // that its drawing is in, and that vouches for what the drawing under review adds
	commit string
	drawn  *drawing // without evidence

	release func() // lets go of git
}

// openPolicy reads the policy, and makes sure that what args name is still all that they named there. There
// is none if none is asked for.
func (s *session) openPolicy(n policyName, args []string) (*policy, error) {
	if !n.given {
		return nil, nil
	}
	p := &policy{name: n, release: func() {}}
	read := p.readRevision
	if n.revision == "" {
		read = p.readFile
	}
	if err := read(s, args); err != nil {
		p.close()
		return nil, p.failure(err)
	}
	return p, nil
}

func (p *policy) close() {
	if p != nil {
		p.release()
	}
}

func (p *policy) failure(err error) error { return fmt.Errorf("--policy %s: %w", p.name.text, err) }

// readFile reads a policy that is a file of now.
func (p *policy) readFile(s *session, args []string) error {
	names, err := findArgument(p.name.path)
	if err != nil {
		return err
	}
	at, err := s.trees.newPlace(names[0], "")
	if err != nil {
		return err
	}
	p.tree = at.tree
	l := newLoader()
	if err := l.argument(at, names[0]); err != nil {
		return err
	}
	p.drawn = l.drawing()
	checked, err := s.checkedPlaces(args)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(checked, func(c place) bool { return c.real == at.real }) {
		return fmt.Errorf("%s is what is checked, and would judge itself: name a revision of it, such as origin/main", p.name.path)
	}
	return p.unusable()
}

// readRevision reads a policy out of git. The revision is one of the repository around this folder.
func (p *policy) readRevision(s *session, args []string) error {
	here, err := os.Getwd()
	if err != nil {
		return fmt.Errorf("find this folder: %w", err)
	}
	r := newRepository(".", realPath(here))
	if r.top == "" {
		return errors.New("this folder is in no git repository")
	}
	ctx, cancel := context.WithTimeout(s.ctx, gitPatience)
	p.release = cancel
	v, err := r.at(ctx, p.name.revision)
	if err != nil {
		return err
	}
	p.release = func() { v.close(); cancel() }
	p.tree, p.commit = v, v.commit
	was, err := v.named(r.folder, args, s.stdinName)
	if err != nil {
		return err
	}
	if err := p.gone(s, args, r.top, was); err != nil {
		return err
	}
	if p.name.path != "" {
		if was, err = p.chosen(s, r); err != nil {
			return err
		}
	}
	if len(was) == 0 {
		return fmt.Errorf("no drawing was at %s yet: name one that was, as %s:FILE, or leave --policy out of the change that brings the first",
			p.name.revision, p.name.revision)
	}
	return p.load(v, was)
}

// chosen is the drawing that REV:FILE names, which has to be there still.
func (p *policy) chosen(s *session, r repository) ([]string, error) {
	v := p.tree.(*revision)
	at, err := v.drawing(r.folder, p.name.path)
	if err != nil {
		return nil, err
	}
	now, err := s.trees.at(r.top)
	if err != nil {
		return nil, err
	}
	if info, err := fs.Stat(now.files(), at.rel); err != nil || !info.Mode().IsRegular() {
		return nil, p.goneError(at.rel)
	}
	return []string{at.rel}, nil
}

// load reads the drawing of the policy out of a revision, by the names that git has for its files.
func (p *policy) load(v *revision, rels []string) error {
	l := newLoader()
	l.of = p.name.revision
	if l.of == v.commit {
		l.of = v.String()
	}
	for _, rel := range rels {
		at := place{name: rel, tree: v, rel: rel, real: v.real(rel)}
		if l.known[at.real] {
			continue
		}
		text, err := contents(at)
		if err != nil {
			return err
		}
		l.parse(at, text, nil)
	}
	p.drawn = l.drawing()
	return p.unusable()
}

// unusable tells why nothing can be judged by the policy.
func (p *policy) unusable() error {
	if p.drawn.usable() {
		return nil
	}
	i := slices.IndexFunc(p.drawn.reading, func(x diag.Diagnostic) bool { return x.Level == diag.Error })
	d := p.drawn.reading[i]
	return fmt.Errorf("the policy cannot be read: %s: %s [%s]", d.Span, d.Message, d.Rule)
}

// gone tells which drawing of the revision is not checked any more. To take it away, or to put another in its
// place, would leave nothing to judge.
func (p *policy) gone(s *session, args []string, top string, was []string) error {
	checked, err := s.checkedPlaces(args)
	if err != nil {
		return err
	}
	now := map[string]bool{}
	for _, at := range checked {
		rel, inside := below(top, filepath.Join(at.tree.real("."), filepath.FromSlash(at.rel)))
		if !inside || at.tree.real(".") != top {
			return fmt.Errorf("%s lies in another repository than this folder, and its past is not there", at.name)
		}
		now[rel] = true
	}
	for _, rel := range was {
		if !now[rel] {
			return p.goneError(rel)
		}
	}
	return nil
}

func (p *policy) goneError(rel string) error {
	return fmt.Errorf("drawing of %s is gone: %s is not among what is checked. A change that deletes, renames or shadows a drawing cannot be judged by it",
		p.name.revision, rel)
}

// checkedPlaces lists where the drawings are that args name. What cannot be found is not among them; to read
// it will say why.
func (s *session) checkedPlaces(args []string) ([]place, error) {
	var names []string
	for _, arg := range args {
		found, err := findArgument(arg)
		if err == nil {
			names = append(names, found...)
		}
	}
	if len(args) == 0 {
		if name, err := nearestDrawing(); err == nil {
			names = append(names, name)
		}
	}
	places := make([]place, len(names))
	for i, name := range names {
		var err error
		if places[i], err = s.trees.newPlace(name, s.stdinName); err != nil {
			return nil, err
		}
	}
	return places, nil
}

// below is a path as seen from a folder, with "/", and whether it is in there.
func below(folder, full string) (rel string, inside bool) {
	rel, err := filepath.Rel(folder, full)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// named lists the drawings of the revision that args name, as findDrawings does those of now. Here is the
// folder that they are relative to. What was not there is left out.
func (v *revision) named(here string, args []string, stdinName string) ([]string, error) {
	if len(args) == 0 {
		return v.nearest(here), nil
	}
	var found []string
	for _, arg := range args {
		if arg == "-" {
			if arg = stdinName; arg == "" {
				return nil, errors.New("what comes from the standard input has no past: say with --stdin-name which file it is")
			}
		}
		full := filepath.Join(here, arg)
		if filepath.IsAbs(arg) {
			full = filepath.Join(realPath(filepath.Dir(arg)), filepath.Base(arg))
		}
		rel, inside := below(v.repository.top, full)
		if !inside {
			return nil, fmt.Errorf("%s lies in another repository than this folder, and its past is not there", arg)
		}
		rels, err := v.matching(rel)
		if err != nil {
			return nil, err
		}
		found = append(found, rels...)
	}
	return found, nil
}

// nearest is the drawing in a folder or the nearest above, if there is any.
func (v *revision) nearest(here string) []string {
	up, inside := below(v.repository.top, here)
	for ; inside; up = path.Dir(up) {
		if rel, err := v.drawingIn(up); err == nil {
			return []string{rel}
		}
		if up == "." {
			break
		}
	}
	return nil
}

// matching lists the drawings that a path stands for: a file, that in a folder, or what a pattern matches.
func (v *revision) matching(rel string) ([]string, error) {
	e, err := v.entry("find", rel)
	switch {
	case err == nil && e.Mode.IsDir():
		in, err := v.drawingIn(rel)
		if err != nil {
			return nil, nil // it had none
		}
		return []string{in}, nil
	case err == nil:
		return []string{rel}, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, cause(err)
	case !hasMeta(rel):
		return nil, nil
	}
	base, pattern := doublestar.SplitPattern(rel)
	if _, there := v.folders[base]; !there {
		return nil, nil
	}
	rels, err := namedBy(place{tree: v, rel: rel}, base, pattern)
	if _, none := errors.AsType[unmatched](err); none {
		return nil, nil
	}
	return rels, err
}

// vouches tells whether the policy can say of a file of now what was there instead: it has files of its own.
func (p *policy) vouches(at place) bool {
	if v, dated := p.tree.(*revision); dated {
		return at.tree != nil && at.tree.real(".") == v.repository.top
	}
	return at.tree != p.tree
}

// readGoverned reads the drawings that args name, and the evidence for them as far as the policy lets it
// count. Without a policy all of it does.
func (s *session) readGoverned(p *policy, args []string) (*drawing, error) {
	if p == nil {
		return s.read(args)
	}
	d, err := s.load(args)
	if err != nil || len(d.places) == 0 {
		return d, err
	}
	d.policy = &analysis.Policy{
		Name: p.name.text, Commit: p.commit, Settings: p.drawn.system.Settings, Waivers: p.drawn.system.Waivers,
		Proposed: compare.Proposed(p.drawn.system, d.system, rules.All()),
	}
	maps.Copy(d.sources, p.drawn.sources)
	d.inputs = append(d.inputs, p.drawn.inputs...)
	return d, s.gather(d, func(l *evidenceList) error {
		d.policy.Proposed = append(d.policy.Proposed, p.addEvidence(l, d)...)
		return s.addArguments(l)
	})
}

// addEvidence lists the evidence that counts: what the policy names, as it is now, and of what the drawing
// under review names besides, that which the policy vouches for, as it is there. The rest is listed to be set
// aside. It returns what the drawing would have otherwise.
func (p *policy) addEvidence(l *evidenceList, d *drawing) []analysis.Proposal {
	own := newEvidenceList(l.rooms)
	own.addDrawn(d)
	p.addNamed(l, d.places[0])
	l.found = append(l.found, own.found...)
	var proposed []analysis.Proposal
	for _, f := range l.files {
		if !own.known[f.id()] {
			proposed = append(proposed, analysis.Proposal{What: "evidence " + f.kind.String(), Old: f.name})
		}
	}
	for _, f := range own.files {
		if l.known[f.id()] {
			continue
		}
		f = p.vouched(f)
		if f.aside {
			proposed = append(proposed, analysis.Proposal{What: "evidence " + f.kind.String(), New: f.name})
		}
		if err := l.add(f); err != nil {
			l.overflow(f.kind, f.span, err)
			break
		}
	}
	return append(proposed, p.addRepositories(l, own)...)
}

// addNamed lists the evidence that the policy names. Files are those of now, beside here; of the history
// counts what the policy has of it.
func (p *policy) addNamed(l *evidenceList, here place) {
	for _, source := range p.drawn.system.Evidence {
		i := slices.IndexFunc(p.drawn.places, func(at place) bool { return at.name == source.Span.File })
		if i < 0 {
			continue
		}
		from := here.beside(p.drawn.places[i].rel)
		for _, value := range source.Paths {
			if source.Kind == model.EvidenceGit {
				from.tree = p.tree
				l.addRepository(from, value)
			} else {
				l.addNamed(source.Kind, from, value)
			}
		}
	}
}

// vouched is a file that only the drawing under review names, as the policy has it, or set aside if it has
// none of that name.
func (p *policy) vouched(f evidenceFile) evidenceFile {
	if p.vouches(f.at) {
		then := f.at
		then.tree = p.tree
		if info, err := fs.Stat(p.tree.files(), then.rel); err == nil && info.Mode().IsRegular() {
			f.text = func() ([]byte, error) { return contents(then) }
			return f
		}
	}
	f.aside = true
	return f
}

// addRepositories lists the histories that only the drawing under review names, as far as the policy has
// them.
func (p *policy) addRepositories(l, own *evidenceList) []analysis.Proposal {
	var proposed []analysis.Proposal
	for _, r := range l.repositories {
		if !slices.ContainsFunc(own.repositories, func(o repository) bool { return o.folder == r.folder }) {
			proposed = append(proposed, analysis.Proposal{What: "evidence git", Old: r.name})
		}
	}
	v, dated := p.tree.(*revision)
	for _, r := range own.repositories {
		if slices.ContainsFunc(l.repositories, func(o repository) bool { return o.folder == r.folder }) {
			continue
		}
		if dated && r.top == v.repository.top {
			r.head = v.commit
			l.ask(r)
			continue
		}
		proposed = append(proposed, analysis.Proposal{What: "evidence git", New: r.name})
	}
	return proposed
}

// baseline is what accepts findings: the entries that the policy has in the file, instead of those that are
// there now. It returns what the change would have otherwise. A file that the policy has nothing to do with
// counts as it is.
func (p *policy) baseline(s *session, now *baseline.Baseline, file string) (*baseline.Baseline, []analysis.Proposal, error) {
	at, err := s.trees.newPlace(file, "")
	if err != nil {
		return nil, nil, err
	}
	if !p.vouches(at) {
		return now, nil, nil
	}
	then := at
	then.tree, then.name = p.tree, p.name.text+":"+at.rel
	text, err := contents(then)
	if err != nil {
		return nil, nil, p.failure(fmt.Errorf("the baseline it has to accept by: %w", err))
	}
	governing, found := baseline.Read(then.name, text)
	if governing == nil {
		return nil, nil, p.failure(fmt.Errorf("%s: %s", found[0].Span, found[0].Message))
	}
	var proposed []analysis.Proposal
	if more := governing.Beyond(now); len(more) > 0 {
		proposed = append(proposed, analysis.Proposal{What: "more accepted by " + now.Name, New: entries(more)})
	}
	if fewer := now.Beyond(governing); len(fewer) > 0 {
		proposed = append(proposed, analysis.Proposal{What: "no longer accepted by " + now.Name, Old: entries(fewer)})
	}
	return now.Under(governing), proposed, nil
}
