package cmd_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const module = "github.com/linewalk/linewalk"

// A row says what the packages of one folder may import besides the standard library. Folder is a
// pattern of path.Match, and so is each of ours. A foreign path stands for itself and all below it. A package
// for tests may reach the outside wherever it lies, and no package of the program imports it.
type row struct {
	folder  string
	ours    []string
	foreign []string
	tests   bool
}

// report is what those may know who judge or print a report: the nouns, and the values it consists of.
var report = []string{"model", "model/diag", "analysis", "analysis/propagation", "analysis/people", "analysis/knowledge", "analysis/evidence"}

// house is who may know whom. Folders that hold nothing but tests have no row: tests may import what
// they like, and a program file that appears among them is reported.
var house = []row{
	{folder: "model/diag"},
	{folder: "model", ours: []string{"model/diag"}},
	{folder: "model/schema"},
	{
		folder:  "model/yamlfile",
		ours:    []string{"model", "model/diag"},
		foreign: []string{"gopkg.in/yaml.v3", "github.com/bmatcuk/doublestar/v4", "golang.org/x/text/unicode/norm"},
	},

	{folder: "model/baseline", ours: []string{"model/diag"}},
	{folder: "model/burnrate"},
	{folder: "model/promql", ours: []string{"model", "model/diag"}, foreign: []string{"github.com/prometheus/prometheus/promql/parser", "github.com/prometheus/prometheus/model/labels"}},
	{folder: "model/reimport", ours: []string{"model", "model/diag", "model/yamlfile", "model/importer"}},
	{folder: "model/importer", ours: []string{"model", "model/diag", "model/yamlfile", "model/importer/wording"}, foreign: []string{"golang.org/x/net/html"}},
	{folder: "model/importer/wiring", ours: []string{"model", "model/diag", "model/importer"}},
	{folder: "model/importer/wording", ours: []string{"model"}},
	{folder: "model/importer/compose", ours: []string{"model", "model/diag", "model/yamlfile", "model/importer", "model/importer/wiring"}},
	{folder: "model/importer/kubernetes", ours: []string{"model", "model/diag", "model/yamlfile", "model/importer", "model/importer/wiring"}},
	{folder: "model/importer/backstage", ours: []string{"model", "model/diag", "model/importer", "model/importer/wording", "model/evidence/catalog"}},
	{folder: "model/importer/dot", ours: []string{"model", "model/diag", "model/importer"}, foreign: []string{"gonum.org/v1/gonum/graph/formats/dot"}},
	{
		folder: "model/importer/trial", tests: true,
		ours:    []string{"model", "model/diag", "model/yamlfile", "model/importer", "model/reimport"},
		foreign: []string{"github.com/google/go-cmp/cmp"},
	},
	{folder: "model/importer/*", ours: []string{"model", "model/diag", "model/yamlfile", "model/importer", "model/importer/wording"}},
	{folder: "model/slofile", ours: []string{"model", "model/diag", "model/yamlfile", "model/promql"}},
	{
		folder:  "model/evidence/alertmanager",
		ours:    []string{"model", "model/diag", "model/yamlfile", "model/promql"},
		foreign: []string{"github.com/prometheus/alertmanager/pkg/labels", "github.com/prometheus/alertmanager/matcher/parse"},
	},
	{folder: "model/evidence/*", ours: []string{"model", "model/diag", "model/yamlfile", "model/promql", "model/slofile", "model/burnrate"}},

	{folder: "analysis/propagation", ours: []string{"model"}, foreign: []string{"gonum.org/v1/gonum"}},
	{folder: "analysis/people", ours: []string{"model"}},
	{
		folder: "analysis/knowledge", ours: []string{"model"},
		foreign: []string{"github.com/bmatcuk/doublestar/v4", "golang.org/x/text/unicode/norm", "golang.org/x/text/runes", "golang.org/x/text/transform"},
	},
	{folder: "analysis/detection", ours: []string{"model"}},
	{folder: "analysis/routing", ours: []string{"model"}},
	{folder: "analysis/evidence", ours: []string{"model", "model/diag", "analysis/detection", "analysis/routing"}},
	{
		folder: "analysis",
		ours: []string{
			"model", "model/diag", "model/baseline", "analysis/propagation", "analysis/people", "analysis/knowledge",
			"analysis/detection", "analysis/routing", "analysis/evidence",
		},
	},
	{folder: "analysis/paste", ours: []string{"model", "model/diag", "analysis", "analysis/detection"}},
	{folder: "analysis/advice", ours: []string{"model", "analysis", "analysis/propagation", "analysis/people", "analysis/paste"}},
	{folder: "analysis/overview", ours: []string{"model", "analysis"}},
	{folder: "analysis/compare", ours: report},
	{folder: "analysis/rules", ours: append([]string{"analysis/detection", "analysis/paste"}, report...)},
	{folder: "analysis/fmea", ours: append([]string{"analysis/detection", "analysis/paste"}, report...)},

	{
		folder:  "render",
		ours:    append([]string{"analysis/advice", "analysis/compare", "analysis/fmea", "analysis/overview"}, report...),
		foreign: []string{"github.com/mattn/go-runewidth"},
	},
	{
		folder:  "render/diagram",
		ours:    append([]string{"analysis/overview"}, report...),
		foreign: []string{"github.com/goccy/go-graphviz", "github.com/go-fonts/liberation", "golang.org/x/image", "golang.org/x/text/unicode"},
	},
	{
		folder:  "render/page",
		ours:    append([]string{"render", "analysis/advice", "analysis/fmea", "analysis/paste"}, report...),
		foreign: []string{"github.com/yuin/goldmark"},
	},

	{folder: "cmd/internal/wasmcache"},
	{folder: "cmd/internal/script", ours: []string{"cmd/internal/wasmcache"}, foreign: []string{"github.com/rogpeppe/go-internal/testscript"}},
	{
		folder: "render/suggest",
		ours:   append([]string{"analysis/detection", "analysis/routing", "analysis/paste", "model/promql", "model/burnrate"}, report...),
	},
	{
		folder: "cmd/internal/meeting",
		ours:   []string{"model", "model/diag", "model/yamlfile", "analysis", "analysis/advice", "analysis/propagation", "render"},
	},
	{folder: "cmd/internal/meeting/plain", ours: []string{"cmd/internal/meeting", "render"}},
	{
		folder: "cmd/internal/meeting/screen", ours: []string{"cmd/internal/meeting", "render"},
		foreign: []string{"charm.land/bubbletea/v2", "charm.land/lipgloss/v2"},
	},
	{
		folder: "cmd/internal/cli",
		ours:   []string{"model", "model/*", "model/*/*", "analysis", "analysis/*", "render", "render/*", "cmd/internal/*", "cmd/internal/meeting/*"},
		foreign: []string{
			"github.com/spf13/cobra", "github.com/spf13/pflag",
			"github.com/bmatcuk/doublestar/v4", "github.com/mattn/go-isatty", "github.com/rogpeppe/go-internal/diff",
		},
	},
	{folder: "cmd/linewalk", ours: []string{"cmd/internal/cli"}},
}

// outside is what only the packages under cmd and those for tests may reach: files, other programs, the command
// line, the network. As with foreign paths, each stands for all below it too.
var outside = []string{"os", "flag", "log", "net/http", "syscall", "io/ioutil"}

func TestHouse(t *testing.T) {
	packages, err := packagesUnder(os.DirFS(".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults(house, packages) {
		t.Error(fault)
	}
}

// A guard that never speaks guards nothing.
func TestHouseSpeaks(t *testing.T) {
	rows := []row{
		{folder: "model"},
		{folder: "model/importer/trial", ours: []string{"model"}, tests: true},
		{folder: "model/importer/*", ours: []string{"model", "model/importer/trial"}, foreign: []string{"example.org/dot"}},
		{folder: "cmd/tool", ours: []string{"*"}},
		{folder: "render"},
	}
	packages := []pkg{
		{"cmd/tool", []string{"os", module + "/model"}},
		{"model", []string{"fmt", "os/exec", "net/url", "example.org/dot", module + "/model/importer/dot"}},
		{"model/importer/dot", []string{
			module + "/model", "example.org/dot", "example.org/dot/parse", "example.org/dots", module + "/model/importer/trial", module + "/model/importer/yaml",
		}},
		{"model/importer/trial", []string{"os", "testing", "example.org/dot", module + "/model"}},
		{"tools", []string{"fmt"}},
	}
	want := []string{
		"model may not import os/exec",
		"model may not import example.org/dot",
		"model may not import " + module + "/model/importer/dot",
		"model/importer/dot may not import example.org/dots",
		"model/importer/dot may not import " + module + "/model/importer/trial",
		"model/importer/dot may not import " + module + "/model/importer/yaml",
		"model/importer/trial may not import example.org/dot",
		"tools has no row in this table",
		"the row render matches no package",
	}
	if diff := cmp.Diff(want, faults(rows, packages)); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// A pkg is a folder with Go files that are not tests, and all that they import.
type pkg struct {
	folder  string
	imports []string
}

// faults lists what the packages do against the rows, and what the rows fail to guard.
func faults(rows []row, packages []pkg) []string {
	var found []string
	used := make([]bool, len(rows))
	for _, p := range packages {
		i := rowOf(rows, p.folder)
		if i < 0 {
			found = append(found, p.folder+" has no row in this table")
			continue
		}
		used[i] = true
		for _, imported := range p.imports {
			if !rows[i].allows(p.folder, imported) || onlyForTests(rows, imported) {
				found = append(found, fmt.Sprintf("%s may not import %s", p.folder, imported))
			}
		}
	}
	for i, r := range rows {
		if !used[i] {
			found = append(found, fmt.Sprintf("the row %s matches no package", r.folder))
		}
	}
	return found
}

// rowOf is the index of the first row for a folder, or -1.
func rowOf(rows []row, folder string) int {
	return slices.IndexFunc(rows, func(r row) bool { return matches(r.folder, folder) })
}

// onlyForTests tells whether a path is one of our packages for tests.
func onlyForTests(rows []row, imported string) bool {
	own, ok := strings.CutPrefix(imported, module+"/")
	i := rowOf(rows, own)
	return ok && i >= 0 && rows[i].tests
}

func (r row) allows(folder, imported string) bool {
	if own, ok := strings.CutPrefix(imported, module+"/"); ok {
		return slices.ContainsFunc(r.ours, func(pattern string) bool { return matches(pattern, own) })
	}
	if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
		return within(r.foreign, imported)
	}
	return r.tests || strings.HasPrefix(folder, "cmd/") || !within(outside, imported)
}

func within(paths []string, imported string) bool {
	return slices.ContainsFunc(paths, func(p string) bool {
		return imported == p || strings.HasPrefix(imported, p+"/")
	})
}

func matches(pattern, folder string) bool {
	ok, err := path.Match(pattern, folder)
	if err != nil {
		panic(err)
	}
	return ok
}

// packagesUnder reads the imports of all packages that are part of the program, sorted by folder. It
// reads every file, those for other systems too.
func packagesUnder(root fs.FS) ([]pkg, error) {
	var packages []pkg
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := entry.Name(); base == "testdata" || len(base) > 1 && strings.ContainsAny(base[:1], "._") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		imports, err := importsOf(root, name)
		if err != nil {
			return err
		}
		folder := path.Dir(name)
		i := slices.IndexFunc(packages, func(p pkg) bool { return p.folder == folder })
		if i < 0 {
			i = len(packages)
			packages = append(packages, pkg{folder: folder})
		}
		packages[i].imports = append(packages[i].imports, imports...)
		return nil
	})
	for i := range packages {
		slices.Sort(packages[i].imports)
		packages[i].imports = slices.Compact(packages[i].imports)
	}
	return packages, err
}

func importsOf(root fs.FS, name string) ([]string, error) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var imports []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		imports = append(imports, imported)
	}
	return imports, nil
}
