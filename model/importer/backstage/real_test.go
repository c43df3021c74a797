package backstage_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/backstage"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// readFolder reads all files of a folder as one catalog.
func readFolder(t *testing.T, folder string) (*model.Sketch, []diag.Diagnostic) {
	t.Helper()
	var files []importer.File
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(folder, name))
		if !backstage.Looks(text) {
			t.Errorf("%s does not look like a catalog", name)
		}
		files = append(files, importer.File{Name: name, Text: text})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return backstage.Read(files)
}

// TestTruth compares the arrows of public catalogs with what their files say, as multisets.
func TestTruth(t *testing.T) {
	for _, folder := range []string{"backstage-examples", "dokaseca", "giantswarm", "webgrip"} {
		t.Run(folder, func(t *testing.T) {
			sketch, found := readFolder(t, filepath.Join(trial.PublicFolder(t), "backstage", folder))
			if diag.Worst(found) > diag.Note {
				t.Error(found)
			}
			references := map[string]string{}
			for _, c := range sketch.Components {
				if len(c.Aliases) > 0 {
					references[c.Name] = c.Aliases[0]
				}
			}
			var got []string
			for _, a := range sketch.Arrows {
				for _, e := range a.Evidence {
					got = append(got, references[a.From]+" -> "+references[a.To]+"\t"+e.Reading)
				}
			}
			trial.SameArrows(t, truth(t, folder), got)
		})
	}
}

// truth lists the arrows of a catalog with the fields that state them, without the notes of the makers of the list.
func truth(t *testing.T, folder string) []string {
	t.Helper()
	all := trial.Truth(t, "backstage/"+folder)
	for i, line := range all {
		all[i], _, _ = strings.Cut(line, " [")
	}
	return all
}
