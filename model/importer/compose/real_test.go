package compose_test

import (
	"errors"
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
	"github.com/linewalk/linewalk/model/importer/trial"
)

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

// configured tells whether an arrow is drawn by what files say, not by order or names.
func configured(a model.SketchArrow) bool {
	return slices.ContainsFunc(a.Evidence, func(e model.SketchEvidence) bool {
		return !slices.Contains([]string{"depends-on", "start-order", "name"}, e.Reading)
	})
}

func likely(a model.SketchArrow) bool { return a.Confidence() > model.Lowest }

func TestPrecisionAndRecall(t *testing.T) {
	for _, sys := range systems {
		t.Run(sys.name, func(t *testing.T) {
			sketch, found := disk{folder: filepath.Join(trial.PublicFolder(t), sys.folder)}.read(t, sys.files...)
			if diag.Worst(found) == diag.Error {
				t.Fatal(found)
			}
			truth := trial.Ends(t, sys.name)
			config := trial.Judge(t, sketch.Arrows, truth, configured)
			all := trial.Judge(t, sketch.Arrows, truth, likely)
			t.Logf("%s: by configuration %s; with depends_on and names %s; %d more pairs only start in order", sys.name, config, all, orderedPairs(sketch))
			for _, u := range sketch.Unshown {
				t.Log(u)
			}
			if sys.wired && (config.Precision() < .95 || config.Recall() < .95) {
				t.Errorf("%s is wired by its environment: want precision and recall of at least 0.95, got %.2f and %.2f", sys.name, config.Precision(), config.Recall())
			}
			if !sys.wired && config.Found > 0 && config.Precision() < 1 {
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
	sketch, _ := disk{folder: filepath.Join(trial.PublicFolder(t), systems[0].folder)}.read(t, systems[0].files...)
	truth := trial.Ends(t, "oteldemo.telemetry")
	told, known := 0, 0
	for _, a := range sketch.Arrows {
		if slices.Contains(truth, a.From+" -> "+a.To) {
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
	files, err := filepath.Glob(filepath.Join(trial.PublicFolder(t), "awesome-compose", "*", "compose.y*ml"))
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
	for folder, files := range composeSets(t) {
		for _, bare := range []bool{false, true} {
			sketch, found := disk{filepath.Join(trial.PublicFolder(t), filepath.FromSlash(folder)), bare}.read(t, files...)
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
