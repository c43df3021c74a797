package compose_test

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/compose"
)

// publicProjects is where files of public projects lie, beside this repository.
var publicProjects = filepath.Join("..", "..", "..", "..", "shared", "real")

func needReal(t testing.TB) {
	t.Helper()
	if _, err := os.Stat(publicProjects); err != nil {
		t.Skipf("the files of public projects are not here, so nothing is compared with them: %v", err)
	}
}

// A disk hands out the files below a folder.
type disk struct {
	folder string
	bare   bool // without .env
}

func (d disk) Read(name string) ([]byte, error) {
	if d.bare && path.Base(name) == ".env" {
		return nil, fs.ErrNotExist
	}
	if !filepath.IsLocal(name) {
		return nil, errors.New("leads out of the folder")
	}
	return os.ReadFile(filepath.Join(d.folder, name))
}

func (d disk) List(folder string) []string {
	var names []string
	if info, err := os.Stat(filepath.Join(d.folder, folder)); err != nil || !info.IsDir() {
		return nil
	}
	_ = fs.WalkDir(os.DirFS(d.folder), path.Clean(folder), func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	return names
}

func (d disk) read(t testing.TB, names ...string) (*model.Sketch, []diag.Diagnostic) {
	t.Helper()
	var files []importer.File
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(d.folder, name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, importer.File{Name: name, Text: text})
	}
	return compose.Read(files, d)
}

// A system is one whose arrows are known.
type system struct {
	name   string
	folder string
	files  []string
	wired  bool // by its environment, so that the files can show it
}

var systems = []system{
	{"oteldemo", "oteldemo", []string{"compose.yaml", "compose.full.yaml", "compose.observability.yaml", "compose.agent.yaml"}, true},
	{"eshoponcontainers", "eshoponcontainers/src", []string{"docker-compose.yml", "docker-compose.override.yml"}, true},
	{"sockshop", "sockshop/deploy/docker-compose", []string{"docker-compose.yml"}, false},
	{"dsb-hotel", "dsb-hotel", []string{"docker-compose.yml"}, false},
}

// A pair is the ends of an arrow.
type pair struct{ from, to string }

func readTruth(t *testing.T, name string) []pair {
	t.Helper()
	f, err := os.Open(filepath.Join(publicProjects, "groundtruth", name+".arrows"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []pair
	for s := bufio.NewScanner(f); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), "\t")
		from, to, found := strings.Cut(strings.TrimSpace(line), " -> ")
		if found && !strings.HasPrefix(line, "#") && !slices.Contains(all, pair{from, to}) {
			all = append(all, pair{from, to})
		}
	}
	return all
}

// A score compares what was found with what is true.
type score struct{ right, found, all int }

func (s score) precision() float64 { return float64(s.right) / float64(max(s.found, 1)) }
func (s score) recall() float64    { return float64(s.right) / float64(max(s.all, 1)) }
func (s score) String() string {
	if s.found == 0 {
		return fmt.Sprintf("%d of %d", s.right, s.all)
	}
	return fmt.Sprintf("%d of %d, precision %.2f", s.right, s.all, s.precision())
}

// judge scores arrows against the truth: only pairs whose ends both occur in it count. An event is
// compared in either direction, as the truth says who opens the connection.
func judge(t *testing.T, arrows []model.SketchArrow, truth []pair, counts func(model.SketchArrow) bool) score {
	t.Helper()
	known := map[string]bool{}
	for _, p := range truth {
		known[p.from], known[p.to] = true, true
	}
	s := score{all: len(truth)}
	for _, a := range arrows {
		p, back := pair{a.From, a.To}, pair{a.To, a.From}
		if !counts(a) || !known[a.From] || !known[a.To] {
			continue
		}
		s.found++
		if slices.Contains(truth, p) || a.Kind == model.Event && slices.Contains(truth, back) {
			s.right++
		} else {
			t.Logf("not true: %s  %v", a.Name(), a.Evidence)
		}
	}
	return s
}

// configured tells whether an arrow is drawn by what files say, not by order or names.
func configured(a model.SketchArrow) bool {
	return slices.ContainsFunc(a.Evidence, func(e model.SketchEvidence) bool {
		return !slices.Contains([]string{"depends-on", "start-order", "name"}, e.Reading)
	})
}

func likely(a model.SketchArrow) bool { return a.Confidence() > model.Lowest }

func TestPrecisionAndRecall(t *testing.T) {
	needReal(t)
	for _, sys := range systems {
		t.Run(sys.name, func(t *testing.T) {
			sketch, found := disk{folder: filepath.Join(publicProjects, sys.folder)}.read(t, sys.files...)
			if diag.Worst(found) == diag.Error {
				t.Fatal(found)
			}
			truth := readTruth(t, sys.name)
			config := judge(t, sketch.Arrows, truth, configured)
			all := judge(t, sketch.Arrows, truth, likely)
			t.Logf("%s: by configuration %s; with depends_on and names %s; %d more pairs only start in order", sys.name, config, all, orderedPairs(sketch))
			for _, u := range sketch.Unshown {
				t.Log(u)
			}
			if sys.wired && (config.precision() < .95 || config.recall() < .95) {
				t.Errorf("%s is wired by its environment: want precision and recall of at least 0.95, got %.2f and %.2f", sys.name, config.precision(), config.recall())
			}
			if !sys.wired && config.found > 0 && config.precision() < 1 {
				t.Errorf("%s: evidence that is not true", sys.name)
			}
		})
	}
}

func orderedPairs(s *model.Sketch) int {
	n := 0
	for _, a := range s.Arrows {
		if !likely(a) {
			n++
		}
	}
	return n
}

// TestTelemetryIsToldApart compares which arrows are tagged as telemetry with those that are.
func TestTelemetryIsToldApart(t *testing.T) {
	needReal(t)
	sketch, _ := disk{folder: filepath.Join(publicProjects, systems[0].folder)}.read(t, systems[0].files...)
	truth := readTruth(t, "oteldemo.telemetry")
	told, known := 0, 0
	for _, a := range sketch.Arrows {
		if slices.Contains(truth, pair{a.From, a.To}) {
			known++
			if slices.Contains(a.Tags, "telemetry") {
				told++
			}
		}
	}
	t.Logf("%d of %d arrows of telemetry found, %d told apart from the rest", known, len(truth), told)
	if known < 38 || told < known*9/10 {
		t.Errorf("too few: %d found, %d told apart", known, told)
	}
}

// composeSets are all folders with compose files, and the files of each.
func composeSets(t *testing.T) map[string][]string {
	t.Helper()
	sets := map[string][]string{}
	for _, sys := range systems {
		sets[sys.folder] = sys.files
	}
	sets["sockshop/deploy/docker-compose"] = append(sets["sockshop/deploy/docker-compose"], "docker-compose.monitoring.yml", "docker-compose.logging.yml")
	sets["eshoponcontainers/src"] = append(sets["eshoponcontainers/src"], "docker-compose.elk.yml")
	files, err := filepath.Glob(filepath.Join(publicProjects, "awesome-compose", "*", "compose.y*ml"))
	if err != nil || len(files) < 39 {
		t.Fatalf("%d sets of awesome-compose, want 39: %v", len(files), err)
	}
	for _, f := range files {
		sets[path.Join("awesome-compose", filepath.Base(filepath.Dir(f)))] = []string{filepath.Base(f)}
	}
	return sets
}

// TestAllSetsLoad reads every set with and without its .env. Nothing in them is unknown.
func TestAllSetsLoad(t *testing.T) {
	needReal(t)
	for folder, files := range composeSets(t) {
		for _, bare := range []bool{false, true} {
			sketch, found := disk{filepath.Join(publicProjects, filepath.FromSlash(folder)), bare}.read(t, files...)
			if diag.Worst(found) == diag.Error || len(sketch.Components) == 0 {
				t.Errorf("%s without .env=%v: %d components, %v", folder, bare, len(sketch.Components), found)
			}
			for _, d := range found {
				if strings.Contains(d.Message, "compose has no key") {
					t.Errorf("%s: %s: %s", folder, d.Span, d.Message)
				}
			}
		}
	}
}
