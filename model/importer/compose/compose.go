// Package compose reads docker compose files into a Sketch: which services there are, and which of them
// give evidence of using which. Addresses in the environment, in commands and in mounted files are
// evidence of a call; the order in which services start is hardly any.
//
// It takes names and bytes. Nothing of what a variable of the environment holds leaves it: evidence names
// the file and the path of keys, never the value.
package compose

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// ReadImport is the ID of the rule of all that is said about reading somebody else's files.
const ReadImport = "read-import"

// longestFile bounds what is read of a file that a service gets to see, in bytes.
const longestFile = 1 << 20

// Files hands out what lies around the compose files. Names are paths with "/", as seen from the folder of
// the first compose file; they may start with "..", and whoever hands out decides how far they may lead.
// That a file is not there is told by fs.ErrNotExist.
type Files interface {
	Read(name string) ([]byte, error)

	// List names the regular files in a folder and below, sorted, up to a limit of its own. What is no
	// folder has none.
	List(folder string) []string
}

// A File is a compose file that the user names.
type File struct {
	Name string // as seen from the folder of the first one
	Text []byte
}

// Read reads compose files, each laid over those before it, as docker compose does with several. The
// variables in them are those of the file .env beside the first. Where a diagnostic is an error, the
// Sketch holds what could be read all the same.
func Read(named []File, files Files) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{files: files, sheets: map[string]*sheet{}, said: map[string]bool{}}
	v := r.environment(".env", variables{})
	p := newProject()
	names := make([]string, len(named))
	for i, f := range named {
		names[i] = f.Name
		parsed := r.parse(f.Name, f.Text)
		r.sheets[f.Name] = parsed
		r.merge(p, parsed, ".", v, nil)
	}
	if len(r.missing) > 0 && len(named) > 0 {
		r.say(diag.Note, top(named[0].Name), "%s without a value, as no .env gives one: %s",
			count1(len(r.missing), "variable is", "variables are"), shortList(r.missing, 5))
	}
	sketch := r.derive(p, v)
	diag.Sort(r.found, names)
	return sketch, r.found
}

func count1(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// shortList is the first names of a list, and how many more there are.
func shortList(names []string, most int) string {
	if len(names) <= most+1 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// A reader reads the files of one project.
type reader struct {
	files   Files
	sheets  map[string]*sheet // nil where a file could not be read
	merges  int
	found   []diag.Diagnostic
	said    map[string]bool
	missing []string // variables without a value, in the order met
}

// say adds a diagnostic, once for each place and text.
func (r *reader) say(level diag.Level, at diag.Span, format string, args ...any) {
	d := diag.Diagnostic{Rule: ReadImport, Level: level, Span: at, Message: diag.Shorten(fmt.Sprintf(format, args...), 100)}
	key := at.String() + d.Message
	if !r.said[key] {
		r.said[key] = true
		r.found = append(r.found, d)
	}
}

// miss notes a variable that has no value.
func (r *reader) miss(name string) {
	if key := "$" + name; !r.said[key] {
		r.said[key] = true
		r.missing = append(r.missing, name)
	}
}

// top is the start of a file.
func top(name string) diag.Span {
	at := diag.Point{Line: 1, Col: 1}
	return diag.Span{File: name, Start: at, End: at}
}

// discreet is what a fault of YAML says without quoting the file, whose values are secrets as a rule.
func discreet(f diag.Diagnostic) string {
	if strings.Contains(f.Message, `"`) && !strings.HasSuffix(f.Message, " is given twice") || strings.Contains(f.Message, "this is not YAML: ") {
		return "this is not YAML as docker compose reads it"
	}
	return f.Message
}

// configured tells whether a file that a service sees is one that says whom it calls, by its name.
func configured(name string) bool {
	base := strings.ToLower(path.Base(name))
	for _, part := range strings.Split(strings.ToLower(path.Dir(name)), "/") {
		if slices.Contains([]string{"node_modules", "vendor", "dashboards", "secrets", "certs", "test", "tests"}, part) || len(part) > 2 && part[0] == '.' && part[1] != '.' {
			return false
		}
	}
	switch {
	case strings.HasPrefix(base, "compose.") || strings.HasPrefix(base, "docker-compose") || strings.HasPrefix(base, ".env"):
		return false
	case strings.Contains(base, "secret") || strings.Contains(base, "password"):
		return false
	case strings.HasPrefix(base, "package") || strings.Contains(base, "lock.") || strings.HasPrefix(base, "tsconfig") || strings.HasPrefix(base, "openapi") || strings.HasPrefix(base, "swagger"):
		return false
	}
	kinds := []string{
		".conf", ".cfg", ".cnf", ".config", ".ini", ".yaml", ".yml", ".json", ".toml", ".properties", ".template", ".tmpl", ".tpl", ".xml",
		".alloy", ".river", ".hcl", ".vcl", ".caddyfile", ".env", "",
	}
	return slices.Contains(kinds, path.Ext(base))
}

// isSource tells whether a folder that is mounted is the source code of a program.
func isSource(names []string, folder string) bool {
	for _, mark := range []string{
		"package.json", "go.mod", "pom.xml", "build.gradle", "requirements.txt", "pyproject.toml", "Cargo.toml", "composer.json", "Gemfile",
		"Dockerfile", "manage.py", "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml",
	} {
		if slices.Contains(names, path.Join(folder, mark)) {
			return true
		}
	}
	return false
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
