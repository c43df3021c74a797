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

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// A layer is the files that the user names for an import, and what lies around them.
type layer struct {
	first  place
	base   string // the folder that names are seen from: the one that is named first, else that of the first file
	format format
	files  []layerFile
	size   int      // of all of them, in bytes
	inputs []string // where they really are
	hints  []string
}

// A layerFile is one of them. Its paths are seen from the user and from the base.
type layerFile struct {
	name, rel string
	text      []byte
	found     bool // in a folder that the user names
}

// The bounds of looking into a folder.
const (
	deepestFolder = 4
	mostInFolder  = 200
)

// mostImported is how much one import reads, in bytes. A folder may hold thousands of files.
const mostImported = 100 << 20

// layer reads the files of an import in a format, or in any where the word is auto.
func (s *session) layer(args []string, word string) (*layer, error) {
	l := &layer{}
	for _, arg := range args {
		names, found, err := l.names(arg, word)
		if err != nil {
			return nil, err
		}
		if full, err := filepath.Abs(arg); err == nil && found && len(l.files) == 0 {
			l.base = realPath(full)
		}
		for _, name := range names {
			if err := s.take(l, name, found); err != nil {
				return nil, err
			}
		}
	}
	if err := l.choose(word); err != nil {
		return nil, err
	}
	l.hint()
	return l, nil
}

// take reads a file into a layer, once.
func (s *session) take(l *layer, name string, found bool) error {
	at, err := s.trees.newPlace(name, "")
	if err != nil {
		return err
	}
	if len(l.files) == 0 {
		l.first = at
		if l.base == "" && at.real != "" {
			l.base = filepath.Dir(at.real)
		}
	}
	f := layerFile{name: at.name, rel: l.seen(at), found: found}
	if name == "-" {
		f.rel = "stdin"
		f.text, err = s.readStdin()
	} else {
		f.text, err = argumentText(name)
		l.inputs = append(l.inputs, at.real)
	}
	if err != nil {
		return err
	}
	if l.size += len(f.text); l.size > mostImported {
		return fmt.Errorf("the files are larger than %d MB together: name fewer", mostImported>>20)
	}
	if !slices.ContainsFunc(l.files, func(o layerFile) bool { return o.rel == f.rel }) { // by a pattern and by itself
		l.files = append(l.files, f)
	}
	return nil
}

// names lists the files that an argument stands for, and whether they were found in a folder.
func (l *layer) names(arg, word string) (names []string, found bool, err error) {
	if arg == "-" {
		return []string{arg}, false, nil
	}
	composeFiles, _ := composeNames()
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		names, err = inFolder(arg, word)
		return names, true, err
	case errors.Is(err, fs.ErrNotExist) && slices.Contains(composeFiles, filepath.Base(arg)):
		if name, there := oneIn(filepath.Dir(arg), composeFiles); there {
			l.hints = append(l.hints, fmt.Sprintf("%s is not there; docker compose takes %s for the same file, and that is read", arg, filepath.ToSlash(name)))
			return []string{name}, false, nil
		}
	}
	names, err = findFiles(arg)
	return names, false, err
}

// choose settles the format, and leaves out what lay in a folder beside the files of it.
func (l *layer) choose(word string) error {
	var named, all []layerFile
	for _, f := range l.files {
		if !f.found {
			named = append(named, f)
		}
	}
	var err error
	switch {
	case word != auto:
		l.format = formatNamed(word)
	case len(named) > 0:
		l.format, err = formatOf(named)
	default:
		l.format, err = l.prevailing()
	}
	if err != nil {
		return err
	}
	var others []string
	for _, f := range l.files {
		if f.found && l.format.name != composeFormat && !l.format.looks(f.text) {
			others = append(others, f.name)
			continue
		}
		all = append(all, f)
	}
	if len(all) == 0 {
		return fmt.Errorf("none of %s looks like %s", plural(len(others), "file"), l.format.reads)
	}
	if len(others) > 0 {
		l.hints = append(l.hints, fmt.Sprintf("not %s, and so not read: %s", l.format.reads, names(others)))
	}
	l.files = all
	return nil
}

// prevailing is the one format of what lies in folders. Files of several are not mixed.
func (l *layer) prevailing() (format, error) {
	var found format
	var example string
	for _, file := range l.files {
		f, known := guess(file.text)
		switch {
		case !known:
		case found.name == "":
			found, example = f, file.name
		case f.name != found.name:
			return format{}, fmt.Errorf("%s is %s and %s is %s: name the format to import", example, found.reads, file.name, f.reads)
		}
	}
	if found.name == "" {
		return format{}, fmt.Errorf("none of %s looks like a format that can be imported: %s", plural(len(l.files), "file"), oneOf(importFormats()))
	}
	return found, nil
}

// hint tells of a file that docker compose would read too when it is not told which.
func (l *layer) hint() {
	names, overrides := composeNames()
	if l.format.name != composeFormat || len(l.files) != 1 || !slices.Contains(names, path.Base(l.files[0].name)) {
		return
	}
	if over, there := oneIn(filepath.Dir(filepath.FromSlash(l.files[0].name)), overrides); there {
		l.hints = append(l.hints, fmt.Sprintf("%s lies beside it and is not read; name it too, as docker compose lays it over", filepath.ToSlash(over)))
	}
}

// seen is a place as seen from the base.
func (l *layer) seen(at place) string {
	rel, err := filepath.Rel(l.base, at.real)
	if err != nil || at.real == "" {
		return path.Base(at.name)
	}
	return filepath.ToSlash(rel)
}

// shown is how a file of the layer is shown to the user.
func (l *layer) shown(rel string) string {
	for _, f := range l.files {
		if f.rel == rel {
			return f.name
		}
	}
	return path.Join(path.Dir(l.first.name), rel)
}

// mostSources is how many files the comment in a drawing names.
const mostSources = 4

// source names the files in a comment of the drawing.
func (l *layer) source() string {
	if len(l.files) > mostSources {
		return plural(len(l.files), "file") + " (" + l.format.name + ")"
	}
	names := make([]string, len(l.files))
	for i, f := range l.files {
		names[i] = f.rel
	}
	return strings.Join(names, ", ")
}

// title is the name of a system whose files do not say it: that of their folder.
func (l *layer) title() string {
	if name := filepath.Base(l.base); l.base != "" && name != string(filepath.Separator) {
		return name
	}
	return "imported"
}

// Read hands out a file that lies around the files of the import. It stays within the repository of the
// first of them or, outside of any, within its folder.
func (l *layer) Read(name string) ([]byte, error) {
	rel := path.Join(path.Dir(l.first.rel), name)
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		return nil, errOutside()
	}
	f, err := l.first.tree.open(rel)
	switch {
	case err != nil && escapes(err):
		return nil, errOutside()
	case errors.Is(err, fs.ErrNotExist):
		return nil, fs.ErrNotExist
	case err != nil:
		return nil, cause(err)
	}
	defer f.Close()
	text, err := readLimited(f)
	if len(text) > largestFile {
		return nil, errors.New("it is larger than 10 MB")
	}
	return text, err
}

func errOutside() error { return outward("it leads out of the repository") }

// List names the files in a folder and below, those nearest first, up to a limit.
func (l *layer) List(folder string) []string {
	rel := path.Join(path.Dir(l.first.rel), folder)
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		return nil
	}
	var found []string
	level := []string{rel}
	for depth := 0; depth < deepestFolder && len(level) > 0; depth++ {
		var below []string
		for _, at := range level {
			entries, err := fs.ReadDir(l.first.tree.files(), at)
			if err != nil {
				continue
			}
			for _, e := range entries {
				switch name := path.Join(at, e.Name()); {
				case e.IsDir() && !strings.HasPrefix(e.Name(), ".") && e.Name() != "node_modules" && len(below) < mostInFolder:
					below = append(below, name)
				case e.Type().IsRegular() && len(found) < mostInFolder:
					found = append(found, path.Join(folder, strings.TrimPrefix(strings.TrimPrefix(name, rel), "/")))
				}
			}
		}
		level = below
	}
	slices.Sort(found)
	return found
}

// sketch reads the files for a drawing. Evidence names each as seen from there where that is a way within one
// folder or repository, else as seen from the base.
func (l *layer) sketch(out string) (*model.Sketch, []diag.Diagnostic) {
	named := make([]importer.File, len(l.files))
	for i, f := range l.files {
		named[i] = importer.File{Name: f.rel, Text: f.text}
	}
	k, found := l.format.read(named, l)
	for i := range found {
		found[i].Span.File = l.shown(found[i].Span.File)
	}
	from := l.from(out)
	for _, a := range k.Arrows {
		for i := range a.Evidence {
			a.Evidence[i].File = path.Join(from, a.Evidence[i].File)
		}
	}
	return k, found
}

// suspect tells of files that look like another format than the one they were read in.
func (l *layer) suspect(s *session) {
	for _, f := range l.files {
		if other, known := guess(f.text); known && other.name != l.format.name {
			s.say(fmt.Sprintf("%s looks like %s: linewalk import %s %s", f.name, other.reads, other.name, f.name))
			return
		}
	}
}

// from is the base as seen from the folder of a drawing, empty where the two have nothing in common.
func (l *layer) from(out string) string {
	at, err := filepath.Abs(filepath.Dir(out))
	if err != nil || l.base == "" || out == "-" {
		return ""
	}
	at = realPath(at)
	rel, err := filepath.Rel(at, l.base)
	if err != nil || !filepath.IsLocal(rel) && (!isRepository(repositoryAbove(at)) || repositoryAbove(at) != repositoryAbove(l.base)) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// origin tells imports into one drawing apart: the format, and where its files are as seen from a folder. That
// is the file where it is one that describes a system alone, else the folder of them all.
func (l *layer) origin(from string) string {
	if l.first.real == "" {
		return l.format.name
	}
	at := l.base
	if l.format.alone && len(l.files) == 1 && !l.files[0].found {
		at = l.first.real
	}
	rel, err := filepath.Rel(realPath(from), at)
	if err != nil {
		return l.format.name
	}
	return l.format.name + " " + filepath.ToSlash(rel)
}
