package threagile_test

import (
	"cmp"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer/threagile"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// TestTruth compares the arrows of public models with what their files say, as multisets.
func TestTruth(t *testing.T) {
	lists, err := filepath.Glob(filepath.Join(trial.PublicFolder(t), "groundtruth", "threagile", "*.arrows"))
	if err != nil || len(lists) == 0 {
		t.Fatalf("no lists of arrows: %v", err)
	}
	for _, list := range lists {
		name := strings.TrimSuffix(filepath.Base(list), ".arrows")
		t.Run(name, func(t *testing.T) {
			folder, file, _ := strings.Cut(name, ".")
			text := trial.Public(t, "threagile/"+folder+"/"+file+".yaml")
			if !threagile.Looks(text) {
				t.Error("it does not look like a model")
			}
			sketch, found := format.Text(string(text))
			if diag.Worst(found) > diag.Note {
				t.Error(found)
			}
			var got []string
			for _, a := range sketch.Arrows {
				got = append(got, a.From+" -> "+a.To+"\t"+cmp.Or(a.Label, a.Qualifier)+" ["+a.Via+"]")
			}
			trial.SameArrows(t, trial.Truth(t, "threagile/"+name), got)
		})
	}
}
