package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/backstage"
	"github.com/linewalk/linewalk/model/importer/calm"
	"github.com/linewalk/linewalk/model/importer/compose"
	"github.com/linewalk/linewalk/model/importer/dot"
	"github.com/linewalk/linewalk/model/importer/kubernetes"
	"github.com/linewalk/linewalk/model/importer/likec4"
	"github.com/linewalk/linewalk/model/importer/mermaid"
	"github.com/linewalk/linewalk/model/importer/structurizr"
	"github.com/linewalk/linewalk/model/importer/threagile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// auto is the word for telling the format by the text.
const auto = "auto"

// composeFormat is the format whose files go by fixed names.
const composeFormat = "compose"

// A format is one that can be imported.
type format struct {
	name  string
	reads string // what its files are, for the help
	looks func(text []byte) bool
	read  func(named []importer.File, around importer.Files) (*model.Sketch, []diag.Diagnostic)

	// endings are those of its files, by which they are found in a folder.
	endings []string

	// alone tells that each file is a diagram of its own, and not a part of what its folder describes.
	alone bool
}

// formats are those that can be imported, in the order in which they are offered.
func formats() []format {
	manifests := []string{".yaml", ".yml", ".json"}
	return []format{
		{name: composeFormat, reads: "docker compose", looks: compose.Looks, read: compose.Read},
		{name: "kubernetes", reads: "manifests of Kubernetes", looks: kubernetes.Looks, read: kubernetes.Read, endings: manifests},
		{name: "backstage", reads: "a Backstage catalog", looks: backstage.Looks, read: apart(backstage.Read), endings: manifests},
		{name: "threagile", reads: "a Threagile model", looks: threagile.Looks, read: apart(threagile.Read), endings: manifests, alone: true},
		{name: "structurizr", reads: "a Structurizr workspace", looks: structurizr.Looks, read: apart(structurizr.Read), endings: []string{".json"}, alone: true},
		{name: "calm", reads: "a CALM architecture", looks: calm.Looks, read: apart(calm.Read), endings: []string{".json"}, alone: true},
		{name: "likec4", reads: "an export of LikeC4", looks: likec4.Looks, read: apart(likec4.Read), endings: []string{".json"}, alone: true},
		{name: "mermaid", reads: "a Mermaid flowchart", looks: mermaid.Looks, read: apart(mermaid.Read), endings: []string{".mmd", ".mermaid", ".md", ".markdown"}, alone: true},
		{name: "dot", reads: "a Graphviz graph", looks: dot.Looks, read: apart(dot.Read), endings: []string{".dot", ".gv"}, alone: true},
	}
}

// apart is a reader that looks at nothing but the files it is given.
func apart(read func([]importer.File) (*model.Sketch, []diag.Diagnostic)) func([]importer.File, importer.Files) (*model.Sketch, []diag.Diagnostic) {
	return func(named []importer.File, _ importer.Files) (*model.Sketch, []diag.Diagnostic) { return read(named) }
}

// importFormats are the words for formats.
func importFormats() []string {
	var words []string
	for _, f := range formats() {
		words = append(words, f.name)
	}
	return append(words, auto)
}

func formatNamed(word string) format {
	all := formats()
	return all[slices.IndexFunc(all, func(f format) bool { return f.name == word })]
}

// formatOf is the format of which all of these files are. What looks like none of them, or like different
// ones, is refused.
func formatOf(files []layerFile) (format, error) {
	var found format
	for i, file := range files {
		f, known := guess(file.text)
		switch {
		case !known && yamlfile.IsUTF16(file.text):
			return format{}, fmt.Errorf("%s is UTF-16: save it as UTF-8", file.name)
		case !known:
			return format{}, fmt.Errorf("%s looks like no format that can be imported; name it: %s", file.name, oneOf(importFormats()))
		case i > 0 && f.name != found.name:
			return format{}, fmt.Errorf("%s is %s and %s is %s: import each by itself", files[0].name, found.name, file.name, f.name)
		}
		found = f
	}
	return found, nil
}

// guess is the first format that a text looks like.
func guess(text []byte) (format, bool) {
	all := formats()
	i := slices.IndexFunc(all, func(f format) bool { return f.looks(text) })
	if i < 0 {
		return format{}, false
	}
	return all[i], true
}

// The bounds of taking the files of a folder.
const (
	deepestTaken = 8
	mostTaken    = 2000
)

// inFolder lists the files in a folder and below that may be of a format, or of any where none is named.
func inFolder(folder, word string) ([]string, error) {
	if word == composeFormat || word == auto {
		if names, there := composeIn(folder); there {
			return names, nil
		}
		if word == composeFormat {
			names, _ := composeNames()
			return nil, fmt.Errorf("no compose file in folder %s: none of %s is there", folder, strings.Join(names, ", "))
		}
	}
	var endings []string
	for _, f := range formats() {
		if word == auto || word == f.name {
			endings = append(endings, f.endings...)
		}
	}
	var found []string
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // a folder that cannot be looked into has nothing to import
		case e.IsDir() && name != folder && (strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules" || strings.Count(name[len(folder):], string(filepath.Separator)) > deepestTaken):
			return filepath.SkipDir
		case e.Type().IsRegular() && slices.Contains(endings, strings.ToLower(filepath.Ext(name))):
			found = append(found, name)
		}
		if len(found) > mostTaken {
			return fmt.Errorf("folder %s holds more than %d files: name those to import", folder, mostTaken)
		}
		return nil
	})
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("folder %s holds no file that ends in %s", folder, oneOf(endings))
	}
	return found, err
}

// composeIn lists what docker compose reads in a folder when it is not told.
func composeIn(folder string) ([]string, bool) {
	names, overrides := composeNames()
	name, there := oneIn(folder, names)
	if !there {
		return nil, false
	}
	if over, there := oneIn(folder, overrides); there {
		return []string{name, over}, true
	}
	return []string{name}, true
}

// composeNames are the names under which docker compose looks for its file, best first, and those of the
// file it lays over that one.
func composeNames() (names, overrides []string) {
	return []string{"compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"},
		[]string{"compose.override.yaml", "compose.override.yml", "docker-compose.override.yaml", "docker-compose.override.yml"}
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
