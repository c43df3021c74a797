package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// The bounds of including, against drawings that include without end.
const (
	deepestInclude = 16
	mostFiles      = 1000
)

// A loader reads files and what they include, each file once.
type loader struct {
	options yamlfile.Options
	files   []*yamlfile.File
	found   []diag.Diagnostic
	sources diag.Sources
	names   []string
	places  []place // of the files that are drawings
	inputs  []string
	known   map[string]bool // real paths of the files read
	full    bool            // the limit of files was met, and said so
	of      string          // the revision that the files are printed with; empty for those of now
}

func newLoader() *loader {
	return &loader{options: yamlfile.Options{Rules: rules.IDs()}, sources: diag.Sources{}, known: map[string]bool{}}
}

// argument reads a drawing that the user names.
func (l *loader) argument(at place, name string) error {
	if l.known[at.real] {
		return nil
	}
	text, err := argumentText(name)
	if err != nil {
		return err
	}
	l.parse(at, text, nil)
	return nil
}

// parse takes up the text of a file, and reads what it includes. The trail is the files that lead
// to this one, the outermost first.
func (l *loader) parse(at place, text []byte, trail []place) {
	name := at.name
	if l.of != "" {
		name = l.of + ":" + at.rel
	}
	file := yamlfile.Parse(name, text, l.options)
	l.files = append(l.files, file)
	l.names = append(l.names, name)
	if at.real != "" {
		l.known[at.real] = true
		l.inputs = append(l.inputs, at.real)
	}
	if !file.Drawing {
		return
	}
	l.sources[name] = string(text)
	l.places = append(l.places, place{name: name, tree: at.tree, rel: at.rel, real: at.real})
	trail = append(slices.Clone(trail), at)
	for _, value := range file.Includes {
		l.include(value, trail)
	}
}

// include reads the files that one value of an include list names.
func (l *loader) include(value model.Stated[string], trail []place) {
	from := trail[len(trail)-1]
	rels, err := named(from, value.Value)
	if err != nil {
		l.complain(value.Span, err)
		return
	}
	pattern := hasMeta(value.Value)
	for _, rel := range rels {
		to := from.beside(rel)
		inTrail := slices.IndexFunc(trail, func(p place) bool { return p.real == to.real })
		switch {
		case inTrail >= 0 && pattern:
			// A pattern may match the very file it stands in, which is no wish to include it.
		case inTrail >= 0:
			l.complain(value.Span, circle(trail[inTrail:], to))
		case l.known[to.real]:
			// Two files may need a third; it is read once.
		case len(trail) > deepestInclude:
			l.complain(value.Span, fmt.Errorf("includes are nested more than %d deep", deepestInclude))
		case len(l.files) >= mostFiles:
			l.overflow(value.Span)
			return
		default:
			l.read(value.Span, to, trail)
		}
	}
}

func (l *loader) read(span diag.Span, at place, trail []place) {
	text, err := contents(at)
	if err != nil {
		l.complain(span, err)
		return
	}
	l.parse(at, text, trail)
}

// overflow says once that there are too many files: every later include would say so again.
func (l *loader) overflow(span diag.Span) {
	if !l.full {
		l.full = true
		l.complain(span, fmt.Errorf("a drawing has at most %d files, and this include brings more", mostFiles))
	}
}

func (l *loader) complain(span diag.Span, err error) {
	l.found = append(l.found, diag.Diagnostic{Rule: "read-include", Level: diag.Error, Span: span, Message: err.Error()})
}

// drawing merges what was read.
func (l *loader) drawing() *drawing {
	system, found := yamlfile.Merge(l.files)
	found = append(found, l.found...)
	diag.Sort(found, l.names)
	return &drawing{system: system, sources: l.sources, files: l.names, places: l.places, reading: found, inputs: l.inputs}
}

// named lists the paths below the root that a path or pattern in the drawing at from stands for,
// sorted. The reader has refused what is no relative path with "/".
func named(from place, value string) ([]string, error) {
	base, pattern := value, ""
	if hasMeta(value) {
		base, pattern = doublestar.SplitPattern(value)
	}
	base = path.Join(path.Dir(from.rel), base)
	if !filepath.IsLocal(filepath.FromSlash(base)) {
		return nil, outward("a path must not lead out of the repository, or of this folder where there is none")
	}
	if pattern == "" {
		return []string{base}, nil
	}
	return namedBy(from, base, pattern)
}

// namedBy lists the files below base that a pattern matches. One more than the most is enough to
// know that there are too many.
func namedBy(from place, base, pattern string) ([]string, error) {
	if !doublestar.ValidatePattern(pattern) {
		return nil, errors.New("the pattern is not well formed")
	}
	below, err := fs.Sub(from.tree.files(), base)
	if err != nil {
		return nil, err
	}
	var found []string
	enough := errors.New("enough")
	err = doublestar.GlobWalk(below, pattern, func(match string, d fs.DirEntry) error {
		if d.IsDir() || d.Type()&fs.ModeSymlink != 0 && linksToFolder(below, match) {
			return nil
		}
		if found = append(found, path.Join(base, match)); len(found) > mostFiles {
			return enough
		}
		return nil
	}, doublestar.WithNoFollow())
	switch {
	case len(found) > mostFiles:
		return nil, fmt.Errorf("the pattern matches more than %d files", mostFiles)
	case err != nil:
		return nil, cause(err)
	case len(found) == 0:
		return nil, unmatched("no file matches the pattern")
	}
	slices.Sort(found)
	return found, nil
}

// linksToFolder tells of a symbolic link that a pattern matches whether it leads to a folder, in which
// case nobody meant it.
func linksToFolder(below fs.FS, match string) bool {
	info, err := fs.Stat(below, match)
	return err == nil && info.IsDir()
}

func hasMeta(value string) bool { return strings.ContainsAny(value, "*?[{") }

// circle words the error of a file that includes itself by way of others.
func circle(trail []place, back place) error {
	names := make([]string, 0, len(trail)+1)
	for _, p := range trail {
		names = append(names, p.name)
	}
	return fmt.Errorf("includes go round in a circle: %s", strings.Join(append(names, back.name), " -> "))
}

// An unmatched pattern names no file.
type unmatched string

func (u unmatched) Error() string { return string(u) }

// An outward path leads out of what reading is confined to.
type outward string

func (o outward) Error() string { return string(o) }

// contents reads a file that a drawing names, up to one byte more than the largest file.
func contents(at place) ([]byte, error) {
	f, err := at.tree.open(at.rel)
	if err != nil {
		return nil, unreadable(at, err)
	}
	defer f.Close()
	text, err := readLimited(f)
	if err != nil {
		return nil, unreadable(at, err)
	}
	return text, nil
}

// unreadable words the error of a file that a drawing names and that cannot be read, without a word
// of what is in it or where a link leads.
func unreadable(at place, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("no such file: %s", at.name)
	case escapes(err):
		return outward(at.name + " leads out of the repository")
	}
	return fmt.Errorf("%s cannot be read: %w", at.name, cause(err))
}
