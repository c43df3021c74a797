package kubernetes_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/kubernetes"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// manifests reads all manifests in folders of public projects and below.
func manifests(t testing.TB, names ...string) []importer.File {
	t.Helper()
	folder := trial.PublicFolder(t)
	var all []importer.File
	for _, name := range names {
		err := filepath.WalkDir(filepath.Join(folder, filepath.FromSlash(name)), func(path string, e fs.DirEntry, err error) error {
			if ext := filepath.Ext(path); err != nil || e.IsDir() || ext != ".yaml" && ext != ".yml" {
				return err
			}
			text, err := os.ReadFile(path)
			rel, _ := filepath.Rel(folder, path)
			all = append(all, importer.File{Name: filepath.ToSlash(rel), Text: text})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// configured tells whether an arrow is drawn by what manifests say a component is given.
func configured(a model.SketchArrow) bool {
	return slices.ContainsFunc(a.Evidence, func(e model.SketchEvidence) bool {
		return !slices.Contains([]string{"depends-on", "start-order", "name", "allowed", "route"}, e.Reading)
	})
}

func every(model.SketchArrow) bool { return true }

func TestPrecisionAndRecall(t *testing.T) {
	for _, tc := range []struct {
		name      string
		folders   []string
		counts    func(model.SketchArrow) bool
		right     int
		precision float64
	}{
		{"boutique", []string{"boutique/kubernetes-manifests"}, configured, 16, 1},
		{"boutique", []string{"boutique"}, every, 16, 1},
		{"boa", []string{"boa/kubernetes-manifests"}, configured, 12, .8},
		{"sockshop", []string{"sockshop/deploy/kubernetes/manifests"}, configured, 0, 0},
		{"sockshop", []string{"sockshop/deploy/kubernetes/manifests", "sockshop/deploy/kubernetes/manifests-policy"}, every, 12, 1},
		{"bookinfo", []string{"bookinfo/platform/kube/bookinfo.yaml"}, every, 0, 0},
		{"bookinfo", []string{"bookinfo"}, every, 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			sketch, found := kubernetes.Read(manifests(t, tc.folders...), nil)
			if diag.Worst(found) == diag.Error {
				t.Fatal(found)
			}
			s := trial.Judge(t, sketch.Arrows, trial.Ends(t, tc.name), tc.counts)
			t.Logf("%s from %s: %s; %d components, %d arrows", tc.name, strings.Join(tc.folders, " and "), s, len(sketch.Components), len(sketch.Arrows))
			for _, u := range sketch.Unshown {
				t.Log(u)
			}
			if s.Right < tc.right || s.Precision() < tc.precision {
				t.Errorf("want %d found and a precision of %.2f", tc.right, tc.precision)
			}
		})
	}
}

// TestSharedConfigMapIsAsked holds that what is wrong in boa is no more than likely: it takes in whole ConfigMaps.
func TestSharedConfigMapIsAsked(t *testing.T) {
	sketch, _ := kubernetes.Read(manifests(t, "boa/kubernetes-manifests"), nil)
	truth := trial.Ends(t, "boa")
	for _, a := range sketch.Arrows {
		if !slices.Contains(truth, a.From+" -> "+a.To) && (a.Confidence() != model.Medium || a.Question == "") {
			t.Errorf("%s is not true, and is drawn with %v and the question %q", a.Name(), a.Evidence, a.Question)
		}
	}
}

// TestAllManifestsLoad reads all folders of manifests at once, and each file by itself. Nothing in them is
// unknown.
func TestAllManifestsLoad(t *testing.T) {
	for _, folder := range []string{"boutique", "boa", "bookinfo", "sockshop/deploy/kubernetes"} {
		files := manifests(t, folder)
		sketch, found := kubernetes.Read(files, nil)
		if diag.Worst(found) == diag.Error || len(sketch.Components) == 0 {
			t.Errorf("%s: %d components, %v", folder, len(sketch.Components), found)
		}
		for _, d := range found {
			if strings.Contains(d.Message, "objects of kind") {
				t.Errorf("%s: %s: %s", folder, d.Span, d.Message)
			}
		}
		for _, f := range files {
			if !kubernetes.Looks(f.Text) {
				t.Errorf("%s does not look like manifests", f.Name)
			}
		}
	}
}
