// Package security_test is the list of hostile and broken inputs, as tests: what a stranger's pull request
// may hold, what a folder that is somebody else's may hold, and what must come of it. Each row runs the
// real program. Whatever the row is about, every run must also keep what linewalk promises of any input:
// it ends in time and within its memory, without a panic, and writes no byte but what it was asked for.
package security_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/cmd/internal/cli"
	"github.com/linewalk/linewalk/cmd/internal/script"
)

func TestMain(m *testing.M) { script.Main(m, cli.Main) }

// A row is one row of the list: what the input is, and how it is held.
type row struct {
	id, input string
	hold      func(*testing.T)
}

// rows are the list, in its order. Custom rules (r06, r07) and the local server (s01 to s11) are not built,
// so their rows are missing.
var rows = []row{
	// YAML
	{"y01", "nested aliases that stand for very many nodes", drawings(laughter)},
	{"y02", "aliases that stand inside what they name", drawings(circular)},
	{"y03", "the same key twice, at every level", drawings(twice)},
	{"y04", "a map of 40,000 keys", drawings(manyKeys)},
	{"y05", "10,000 nested brackets", drawings(deep)},
	{"y06", "a file of 10 MB and a byte, and an endless standard input", all(tooLarge, endlessInput)},
	{"y07", "nothing, blanks, comments, marks, null", drawings(nothing)},
	{"y08", "a second document", drawings(documents)},
	{"y09", "byte order mark, line ends, tabs, UTF-16, bad UTF-8, control characters", drawings(encodings)},
	{"y10", "line breaks that editors do not show", drawings(hiddenBreaks)},
	{"y11", "words that YAML takes for numbers, dates or truth, and tags", drawings(scalars)},
	{"y12", "<< with a list, a scalar, an alias to a scalar", drawings(merges)},
	{"y13", "keys that are no text", drawings(keys)},
	{"y14", "unknown keys, and keys in the wrong section", drawings(unknownKeys)},
	{"y15", "marks of a merge conflict", drawings(conflict)},
	{"y16", "directives and complex keys", drawings(directives)},

	// Paths, symbolic links, includes
	{"p01", "an include that leads out of the repository", run("p01_include_out_of_repository")},
	{"p02", "an include or evidence through a symbolic link", run("p02_include_through_symlink", "p02_evidence_confined")},
	{"p03", "an include of a pipe, a device, a folder", all(run("p03_include_no_regular_file"), devices)},
	{"p04", "includes in a circle, too deep, too many", run("p04_include_circle", "p04_include_too_deep", "p04_include_too_many")},
	{"p05", "an include from elsewhere", run("p05_include_fetches_nothing")},
	{"p06", "an output through a symbolic link, or into a missing folder", run("p06_output_in_missing_folder", "p06_output_through_symlink")},
	{"p07", "an output that names an input", run("p07_output_names_input")},
	{"p08", "a file that is no drawing", run("p08_no_drawing_is_not_shown")},

	// Markup: SVG and HTML
	{"m01", "elements and attributes that run a script", shown(scripts)},
	{"m02", "ends of sections, comments, styles, and entities", shown(sections)},
	{"m03", "ends of a script, and line breaks of a script", shown(scriptEnds)},
	{"m04", "values of attributes", all(shown(attributes), drawings(styles))},
	{"m05", "labels and escapes of Graphviz", shown(graphvizLabels)},
	{"m06", "addresses that run a script", all(shown(scriptAddresses), goodAddress)},
	{"m07", "addresses that lead elsewhere", shown(otherAddresses)},
	{"m08", "names that mean something to others, empty ones, long ones, equal ones", all(shown(oddNames), drawings(badNames), alikeNames)},
	{"m09", "everything at once: each output is read again", shown(everything)},
	{"m10", "the report in a browser", elsewhere("browser/page_test.go", "TestHostile")},
	{"m11", "a picture that is opened by itself", shown(foreign)},
	{"m12", "attributes of Graphviz that read files", all(shown(smuggled), elsewhere("../../render/diagram/hostile_test.go", "TestGraphvizGetsNoWordOfTheDrawing"))},
	{"m13", "the graph for other tools", all(sameGraph, elsewhere("../../render/diagram/dot_test.go", "FuzzDOT"))},

	// Other sinks
	{"k01", "commands for a runner of GitHub Actions at the head of a line", all(run("k01_github_commands"), shown(commands))},
	{"k02", "commands for a runner of GitHub Actions in a line", all(run("k02_github_actions"), shown(bracketCommands))},
	{"k03", "what ends a property of an annotation", annotationProperties},
	{"k04", "Markdown: tables, code, mentions, references, pictures, HTML", shown(markdownTexts)},
	{"k05", "hyperlinks in SARIF", all(shown(sarifLinks), sarifBrackets)},
	{"k06", "characters that XML cannot hold", all(shown(unholdable), elsewhere("../../render/legible_test.go", "TestK06"))},
	{"k07", "formulas in a table", shown(formulas)},
	{"k08", "words of Mermaid and of PromQL", all(shown(mermaidWords), elsewhere("../../render/mermaid_test.go", "TestMermaidIsInert"), elsewhere("../../render/suggest/suggest_test.go", "TestHostile"))},
	{"k09", "paths with what addresses encode", paths},

	// Terminal
	{"t01", "escape sequences", all(shown(sequences), visibleEscapes)},
	{"t02", "other control characters", all(shown(controls), visibleControls)},
	{"t03", "characters that turn the text round, or are not seen", all(shown(bidirectional), drawings(unseen))},
	{"t04", "names that look alike", drawings(lookAlikes)},
	{"t05", "no terminal, or one without colours", run("t05_no_escape_sequences")},

	// Resources
	{"r01", "a picture that Graphviz takes a minute for", tangled},
	{"r02", "100 components that all call each other", complete},
	{"r03", "labels of 64 kB, and longer ones", longLabel},
	{"r04", "a label of very many lines", manyLines},
	{"r05", "many pictures at once, and one after a failed one", manyPictures},
	{"r08", "a ladder of pools, and cycles everywhere", ladder},
	{"r09", "an interrupt, a closed pipe, a full disk", all(run("r09_closed_pipe", "r09_disk_full"),
		elsewhere("cli/interrupt_test.go", "TestInterruptWhileReading"), elsewhere("cli/interrupt_test.go", "TestInterruptWhileDrawing"))},
	{"r10", "100,000 arrows", multitude},

	// A pull request that changes its own judge
	{"u01", "a pull request that eases the rules it is judged by", run("../../cli/testdata/script/u01_policy_governs")},
	{"u02", "a pull request that takes the drawing away", run("../../cli/testdata/script/u02_policy_drawing_gone")},
	{"u03", "a pull request that brings its own evidence", run("../../cli/testdata/script/u03_policy_evidence")},
	{"u04", "a policy that is not there", run("../../cli/testdata/script/u04_policy_fails_closed")},
	{"u05", "which policy governed", run("../../cli/testdata/script/u05_policy_is_named")},
	{"u06", "a workflow that trusts a pull request", noTrust},

	// git
	{"g01", "a revision that is an option, a path or a range", run("g01_since_takes_no_options")},
	{"g02", "a past that is not there", run("g02_since_fails_closed")},
	{"g03", "a drawing that was elsewhere, or no file", run("g03_since_follows_renames")},
	{"g04", "an environment that leads git elsewhere", run("g05_since_runs_nothing")},
	{"g05", "settings of a repository that run programs", run("g05_since_runs_nothing")},
	{"g06", "names of authors and paths with line feeds and escapes", namesInGit},
	{"g07", "a git that is missing, or hangs", all(hangingGit, elsewhere("cli/since_test.go", "TestSinceWithoutGit"))},

	// Temporary files and caches
	{"c01", "a cache of Graphviz that somebody made beforehand", elsewhere("wasmcache/wasmcache_test.go", "TestHostileTemporaryFolder")},
	{"c02", "no temporary folder, or a full one", all(run("c02_no_temporary_folder"), elsewhere("wasmcache/wasmcache_test.go", "TestFullDisk"))},
	{"c03", "a cache folder that others can change", all(openCache, elsewhere("wasmcache/wasmcache_test.go", "TestFolderThatIsNotPrivate"))},
	{"c04", "a cache that is damaged", all(damagedCache, elsewhere("wasmcache/wasmcache_test.go", "TestDamagedFileIsReplaced"))},
	{"c05", "two that fill the cache at once", all(fillTogether, elsewhere("wasmcache/wasmcache_test.go", "TestManyStartAtOnce"))},
	{"c06", "no home, a root folder that cannot be written, a second user", all(
		elsewhere("cli/container_test.go", "TestC06Container"), elsewhere("wasmcache/wasmcache_test.go", "TestNoHome"),
		elsewhere("wasmcache/wasmcache_test.go", "TestSecondUser"),
	)},

	// Broken drawings: each located, all in one run
	{"b01", "a misspelled key", broken(1)},
	{"b02", "a misspelled section", broken(2)},
	{"b03", "an arrow to what is not declared", broken(3)},
	{"b04", "a step that is no arrow", broken(4)},
	{"b05", "an owner that is nobody", ownerUnknown},
	{"b06", "a component declared twice", broken(6)},
	{"b07", "an arrow drawn twice", broken(7)},
	{"b08", "a misspelled word", broken(8)},
	{"b09", "a key without a value", broken(9)},
	{"b10", "the wrong bracket", broken(10)},
	{"b11", "a word for a duration", broken(11)},
	{"b12", "a duration without a unit", broken(12)},
	{"b13", "an empty file", broken(13)},
	{"b14", "five mistakes at once", all(broken(14), sameEveryTime)},
	{"b15", "arrows whose short names agree", broken(15)},
	{"b16", "an arrow written in two ways", broken(16)},
	{"b17", "a waiver of the start of a rule's name", broken(17)},
	{"b18", "a waiver of many rules", broken(18)},
	{"b19", "a waiver of no arrow", broken(19)},
	{"b20", "a day that is none", broken(20)},
	{"b21", "an arrow from a component to itself", broken(21)},
	{"b22", "no version, another one, one that is not first", broken(22)},
	{"b23", "a setting of no rule", broken(23)},
	{"b24", "a monitor that is not declared", broken(24)},
	{"b25", "a step with a question mark", broken(25)},
	{"b26", "an arrow without a colon", broken(26)},
}

// TestSecurity holds every row. The runs share a cache of compiled layout code, but for those that are
// about the cache.
func TestSecurity(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the names of files, pipes, signals and permissions in these rows are those of Unix")
	}
	cache := t.TempDir()
	if err := os.Chmod(cache, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", cache)
	for _, r := range rows {
		t.Run(r.id, func(t *testing.T) {
			t.Parallel()
			t.Log(r.input)
			r.hold(t)
		})
	}
}

// TestEveryRowIsHeld compares the rows with how many there are in each section of the list, so that none
// is left out in silence.
func TestEveryRowIsHeld(t *testing.T) {
	notBuilt := []string{"r06", "r07"}
	var want, got []string
	for _, section := range []struct {
		letter string
		rows   int
	}{{"y", 16}, {"p", 8}, {"m", 13}, {"k", 9}, {"t", 5}, {"r", 10}, {"u", 6}, {"g", 7}, {"c", 6}, {"b", 26}} {
		for n := range section.rows {
			if id := fmt.Sprintf("%s%02d", section.letter, n+1); !slices.Contains(notBuilt, id) {
				want = append(want, id)
			}
		}
	}
	for _, r := range rows {
		got = append(got, r.id)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rows are %s\nwant %s", strings.Join(got, " "), strings.Join(want, " "))
	}
}

// all holds a row in several ways.
func all(ways ...func(*testing.T)) func(*testing.T) {
	return func(t *testing.T) {
		for _, hold := range ways {
			hold(t)
		}
	}
}

// run holds a row by scripts of testdata, of those names.
func run(names ...string) func(*testing.T) {
	return func(t *testing.T) {
		for i, name := range names {
			names[i] = filepath.Join("testdata", name+".txtar")
		}
		script.Run(t, names, true)
	}
}

// elsewhere names a test that holds a row in another package, which only it can, as it needs what is
// inside there, a browser, or a program of its own. It fails where that test is gone.
func elsewhere(file, function string) func(*testing.T) {
	return func(t *testing.T) {
		t.Helper()
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", file), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == function {
				return
			}
		}
		t.Errorf("%s has no %s", file, function)
	}
}
