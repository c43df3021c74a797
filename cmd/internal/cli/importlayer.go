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
	"github.com/linewalk/linewalk/model/importer/compose"
)

// readers are the formats that can be imported.
func readers() map[string]func(*layer) (*model.Sketch, []diag.Diagnostic) {
	return map[string]func(*layer) (*model.Sketch, []diag.Diagnostic){
		"compose": func(l *layer) (*model.Sketch, []diag.Diagnostic) {
			named := make([]compose.File, len(l.files))
			for i, f := range l.files {
				named[i] = compose.File{Name: f.rel, Text: f.text}
			}
			return compose.Read(named, l)
		},
	}
}

// importFormats are the words for formats, in the order in which they are offered.
func importFormats() []string { return []string{"compose", "auto"} }

// formatOf is the format that a word means for these files.
func formatOf(word string, files []layerFile) (string, error) {
	if word != "auto" {
		return word, nil
	}
	for _, f := range files {
		if !compose.Looks(f.text) {
			return "", fmt.Errorf("%s looks like no format that can be imported; name it: %s", f.name, oneOf(importFormats()))
		}
	}
	return "compose", nil
}

// A layer is the files that the user names for an import, and what lies around them.
type layer struct {
	first  place
	files  []layerFile
	inputs []string // where they really are
	hints  []string
}

// A layerFile is one of them. Its paths are seen from the user and from the folder of the first.
type layerFile struct {
	name, rel string
	text      []byte
}

// The bounds of looking into a folder.
const (
	deepestFolder = 4
	mostInFolder  = 200
)

// composeNames are the names under which docker compose looks for its file, best first, and those of the
// file it lays over that one.
func composeNames() (names, overrides []string) {
	return []string{"compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"},
		[]string{"compose.override.yaml", "compose.override.yml", "docker-compose.override.yaml", "docker-compose.override.yml"}
}

// layer reads the files of an import.
func (s *session) layer(args []string) (*layer, error) {
	l := &layer{}
	var names []string
	for _, arg := range args {
		found, err := l.name(arg)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	for i, name := range names {
		at, err := s.trees.newPlace(name, "")
		if err != nil {
			return nil, err
		}
		if i == 0 {
			l.first = at
		}
		f := layerFile{name: at.name, rel: l.seen(at)}
		if name == "-" {
			f.rel = "stdin"
			f.text, err = s.readStdin()
		} else {
			f.text, err = argumentText(name)
			l.inputs = append(l.inputs, at.real)
		}
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(l.files, func(o layerFile) bool { return o.rel == f.rel }) {
			continue // named twice, or by a pattern and by itself
		}
		l.files = append(l.files, f)
	}
	l.hint()
	return l, nil
}

// name lists the files that an argument stands for.
func (l *layer) name(arg string) ([]string, error) {
	names, overrides := composeNames()
	if arg == "-" {
		return []string{arg}, nil
	}
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		name, there := oneIn(arg, names)
		if !there {
			return nil, fmt.Errorf("no compose file in folder %s: none of %s is there", arg, strings.Join(names, ", "))
		}
		if over, there := oneIn(arg, overrides); there {
			return []string{name, over}, nil
		}
		return []string{name}, nil
	case errors.Is(err, fs.ErrNotExist) && slices.Contains(names, filepath.Base(arg)):
		if name, there := oneIn(filepath.Dir(arg), names); there {
			l.hints = append(l.hints, fmt.Sprintf("%s is not there; docker compose takes %s for the same file, and that is read", arg, filepath.ToSlash(name)))
			return []string{name}, nil
		}
	}
	return findFiles(arg)
}

// oneIn is the first of the names that is a file in a folder.
func oneIn(folder string, names []string) (string, bool) {
	for _, name := range names {
		at := filepath.Join(folder, name)
		if info, err := os.Stat(at); err == nil && info.Mode().IsRegular() {
			return at, true
		}
	}
	return "", false
}

// hint tells of a file that docker compose would read too when it is not told which.
func (l *layer) hint() {
	names, overrides := composeNames()
	if len(l.files) != 1 || !slices.Contains(names, path.Base(l.files[0].name)) {
		return
	}
	if over, there := oneIn(filepath.Dir(filepath.FromSlash(l.files[0].name)), overrides); there {
		l.hints = append(l.hints, fmt.Sprintf("%s lies beside it and is not read; name it too, as docker compose lays it over", filepath.ToSlash(over)))
	}
}

// seen is a place as seen from the folder of the first file.
func (l *layer) seen(at place) string {
	if at.tree != l.first.tree {
		return path.Base(at.name)
	}
	rel, err := filepath.Rel(filepath.FromSlash(path.Dir(l.first.rel)), filepath.FromSlash(at.rel))
	if err != nil {
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

// source names the files in a comment of the drawing.
func (l *layer) source() string {
	names := make([]string, len(l.files))
	for i, f := range l.files {
		names[i] = f.rel
	}
	return strings.Join(names, ", ")
}

// title is the name of a system whose files do not say it: that of their folder.
func (l *layer) title() string {
	if l.first.real == "" {
		return "imported"
	}
	if name := filepath.Base(filepath.Dir(l.first.real)); name != string(filepath.Separator) {
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
