package kubernetes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/kubernetes"
	"github.com/linewalk/linewalk/model/importer/trial"
)

var format = trial.Format{Name: "x.yaml", Looks: kubernetes.Looks, Read: alone, Also: trial.Apart}

// alone reads manifests with nothing around them.
func alone(files []importer.File) (*model.Sketch, []diag.Diagnostic) {
	return kubernetes.Read(files, nil)
}

// TestGolden draws what helm template prints of a shop, and says what there is to say about it.
func TestGolden(t *testing.T) {
	trial.Golden(t, "shop.golden.yaml", format.Shown(t, "shop.yaml"))
}

// TestWindows reads the same with the line ends of Windows.
func TestWindows(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "shop.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	sketch, _ := format.Text(string(text))
	windows, _ := format.Text(strings.ReplaceAll(string(text), "\n", "\r\n"))
	if diff := cmp.Diff(sketch, windows); diff != "" {
		t.Error(diff)
	}
}
