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
	"github.com/linewalk/linewalk/model/reimport"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// readable holds that the drawing of a sketch is one that can be read.
func readable(t testing.TB, sketch *model.Sketch) string {
	t.Helper()
	drawing := reimport.Draw(sketch, "x.yaml", "x")
	_, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("drawing.yaml", []byte(drawing), yamlfile.Options{})})
	if diag.Worst(found) == diag.Error {
		t.Errorf("%v\n%s", said(found), drawing)
	}
	return drawing
}

// TestGolden draws what helm template prints of a shop, and says what there is to say about it. UPDATE=1 writes
// the golden.
func TestGolden(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "shop.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	sketch, found := kubernetes.Read([]importer.File{{Name: "shop.yaml", Text: text}}, nil)
	var b strings.Builder
	b.WriteString(readable(t, sketch))
	b.WriteString("\n# To ask:\n")
	for _, a := range sketch.Arrows {
		if a.Question != "" {
			b.WriteString("# " + a.Name() + ": " + a.Question + "\n")
		}
	}
	b.WriteString("\n# Said:\n")
	for _, line := range append(said(found), sketch.Unshown...) {
		b.WriteString("# " + line + "\n")
	}
	windows, _ := kubernetes.Read([]importer.File{{Name: "shop.yaml", Text: []byte(strings.ReplaceAll(string(text), "\n", "\r\n"))}}, nil)
	if diff := cmp.Diff(sketch, windows); diff != "" {
		t.Errorf("with the line ends of Windows:\n%s", diff)
	}
	golden := filepath.Join("testdata", "shop.golden.yaml")
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got), UPDATE=1 rewrites it:\n%s", golden, diff)
	}
}
