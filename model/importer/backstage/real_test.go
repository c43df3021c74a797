package backstage_test

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/backstage"
)

// publicCatalogs is where catalogs of public projects lie, beside this repository.
var publicCatalogs = filepath.Join("..", "..", "..", "..", "shared", "real")

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
		t.Skipf("the catalogs of public projects are not here, so nothing is compared with them: %v", err)
	}
	return backstage.Read(files)
}

// TestTruth compares the arrows of public catalogs with what their files say, as multisets.
func TestTruth(t *testing.T) {
	for _, folder := range []string{"backstage-examples", "dokaseca", "giantswarm", "webgrip"} {
		t.Run(folder, func(t *testing.T) {
			sketch, found := readFolder(t, filepath.Join(publicCatalogs, "backstage", folder))
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
			slices.Sort(got)
			want := truth(t, filepath.Join(publicCatalogs, "groundtruth", "backstage", folder+".arrows"))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("arrows (-true +read):\n%s", diff)
			}
			t.Logf("%s: %d of %d arrows, %d components, %d teams", folder, len(got), len(want), len(sketch.Components), len(sketch.Teams))
		})
	}
}

// truth lists the arrows of a file with the fields that state them.
func truth(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	for s := bufio.NewScanner(f); s.Scan(); {
		line, _, _ := strings.Cut(s.Text(), " [") // what the makers of the list noted on it
		if line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	slices.Sort(all)
	return all
}
