// Package compose reads docker compose files into a Sketch: which services there are, and what each of them
// is given. What that says of who uses whom is package wiring's to find out.
//
// It takes names and bytes. Nothing of what a variable of the environment holds leaves it: evidence names
// the file and the path of keys, never the value.
package compose

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// longestFile bounds what is read of a file that a service gets to see, in bytes.
const longestFile = 1 << 20

// Read reads compose files, each laid over those before it, as docker compose does with several. The
// variables in them are those of the file .env beside the first. Where a diagnostic is an error, the
// Sketch holds what could be read all the same.
func Read(named []importer.File, files importer.Files) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{files: files, sheets: map[string]*sheet{}}
	v := r.environment(".env", variables{})
	p := newProject()
	for _, f := range named {
		parsed := r.parse(f.Name, f.Text)
		r.sheets[f.Name] = parsed
		r.merge(p, parsed, ".", v, nil)
	}
	sketch := r.system(p, v).Sketch()
	if n := len(r.missing); n > 0 {
		sketch.Unshown = append(sketch.Unshown, fmt.Sprintf("%s no value, as no .env gives one: %s. Addresses that would stand there are not seen",
			importer.Count(n, "variable has", "variables have"), importer.ShortList(r.missing, 8)))
	}
	return sketch, r.All(named)
}

// A reader reads the files of one project.
type reader struct {
	importer.Remarks
	files   importer.Files
	sheets  map[string]*sheet // nil where a file could not be read
	merges  int
	missing []string // variables without a value, in the order met
}

// miss notes a variable that has no value.
func (r *reader) miss(name string) {
	if r.Once("$" + name) {
		r.missing = append(r.missing, name)
	}
}

// discreet is what a fault of YAML says without quoting the file, whose values are secrets as a rule.
func discreet(f diag.Diagnostic) string {
	if strings.Contains(f.Message, `"`) && !strings.HasSuffix(f.Message, " is given twice") || strings.Contains(f.Message, "this is not YAML: ") {
		return "this is not YAML as docker compose reads it"
	}
	if f.Mend != "" && !strings.Contains(f.Mend, `"`) {
		return f.Message + ": " + f.Mend
	}
	return f.Message
}

// Looks tells whether a text is a compose file, by the keys at its top.
func Looks(content []byte) bool {
	documents, _ := yamlfile.Tree("", content, "!reset", "!override")
	if len(documents) == 0 {
		return false
	}
	root := documents[0]
	services := root.Get("services")
	return root.Get("linewalk") == nil && (services != nil && services.Kind == yamlfile.Mapping || firstVersion(root))
}
