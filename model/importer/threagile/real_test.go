package threagile_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/threagile"
)

// publicModels is where models of public projects lie, beside this repository.
var publicModels = filepath.Join("..", "..", "..", "..", "shared", "real")

// TestTruth compares the arrows of public models with what their files say, as multisets.
func TestTruth(t *testing.T) {
	lists, err := filepath.Glob(filepath.Join(publicModels, "groundtruth", "threagile", "*.arrows"))
	if err != nil || len(lists) == 0 {
		t.Skip("the models of public projects are not here, so nothing is compared with them")
	}
	for _, list := range lists {
		name := strings.TrimSuffix(filepath.Base(list), ".arrows")
		t.Run(name, func(t *testing.T) {
			folder, file, _ := strings.Cut(name, ".")
			text, err := os.ReadFile(filepath.Join(publicModels, "threagile", folder, file+".yaml"))
			if err != nil {
				t.Fatal(err)
			}
			if !threagile.Looks(text) {
				t.Error("it does not look like a model")
			}
			sketch, found := threagile.Read([]importer.File{{Name: file + ".yaml", Text: text}})
			if diag.Worst(found) > diag.Note {
				t.Error(found)
			}
			var got []string
			for _, a := range sketch.Arrows {
				label := a.Label
				if label == "" {
					label = a.Qualifier
				}
				got = append(got, a.From+" -> "+a.To+"\t"+label+" ["+a.Via+"]")
			}
			slices.Sort(got)
			want := truth(t, list)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("arrows (-true +read):\n%s", diff)
			}
			t.Logf("%s: %d of %d arrows, %d components", name, len(got), len(want), len(sketch.Components))
		})
	}
}

func truth(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := s.Text(); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	slices.Sort(all)
	return all
}
