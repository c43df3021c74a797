package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

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
	inputs  []string
	known   map[string]bool // real paths of the files read
	full    bool            // the limit of files was met, and said so
}

// argument reads a file that the user names. It may be anything that can be opened: a pipe that
// the user made is as good as a file.
func (l *loader) argument(at place, name string) error {
	if l.known[at.real] {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, cause(err))
	}
	defer f.Close()
	text, err := readLimited(f)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, cause(err))
	}
	l.parse(at, text, nil)
	return nil
}

// parse takes up the text of a file, and reads what it includes. The trail is the files that lead
// to this one, the outermost first.
func (l *loader) parse(at place, text []byte, trail []place) {
	file := yamlfile.Parse(at.name, text, l.options)
	l.files = append(l.files, file)
	l.names = append(l.names, at.name)
	if at.real != "" {
		l.known[at.real] = true
		l.inputs = append(l.inputs, at.real)
	}
	if !file.Drawing {
		return
	}
	l.sources[at.name] = string(text)
	trail = append(slices.Clone(trail), at)
	for _, value := range file.Includes {
		l.include(value, trail)
	}
}

// include reads the files that one value of an include list names.
func (l *loader) include(value model.Stated[string], trail []place) {
	from := trail[len(trail)-1]
	rels, err := included(from, value.Value)
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
	f, err := at.open()
	if err != nil {
		l.complain(span, unreadable(at, err))
		return
	}
	defer f.Close()
	text, err := readLimited(f)
	if err != nil {
		l.complain(span, unreadable(at, err))
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
	return &drawing{system: system, sources: l.sources, files: l.names, reading: found, inputs: l.inputs}
}

// included lists the paths below the root that an include value stands for, sorted. The reader has
// refused what is no relative path with "/".
func included(from place, value string) ([]string, error) {
	base, pattern := value, ""
	if hasMeta(value) {
		base, pattern = doublestar.SplitPattern(value)
	}
	base = path.Join(path.Dir(from.rel), base)
	if !filepath.IsLocal(filepath.FromSlash(base)) {
		return nil, errors.New("an include must not lead out of the repository, or of this folder where there is none")
	}
	if pattern == "" {
		return []string{base}, nil
	}
	return includedBy(from, base, pattern)
}

// includedBy lists the files below base that a pattern matches. One more than the most is enough to
// know that there are too many.
func includedBy(from place, base, pattern string) ([]string, error) {
	if !doublestar.ValidatePattern(pattern) {
		return nil, errors.New("the pattern is not well formed")
	}
	below, err := fs.Sub(from.root.FS(), base)
	if err != nil {
		return nil, err
	}
	var found []string
	enough := errors.New("enough")
	err = doublestar.GlobWalk(below, pattern, func(match string, d fs.DirEntry) error {
		if d.IsDir() {
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
		return nil, errors.New("no file matches the pattern")
	}
	slices.Sort(found)
	return found, nil
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

// unreadable words the error of an included file that cannot be read, without a word of what is in
// it or where a link leads.
func unreadable(at place, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("no such file: %s", at.name)
	case escapes(err):
		return fmt.Errorf("%s leads out of the repository", at.name)
	}
	return fmt.Errorf("%s cannot be included: %w", at.name, cause(err))
}
