package likec4_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/likec4"
	"github.com/linewalk/linewalk/model/reimport"
)

// publicProjects is where files of public projects lie, beside this repository.
var publicProjects = filepath.Join("..", "..", "..", "..", "shared", "real")

func public(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(publicProjects, name))
	if err != nil {
		t.Skipf("the files of public projects are not here, so nothing is compared with them: %v", err)
	}
	return text
}

// truth lists the lines of a file of arrows: from -> to, a tab, and the label.
func truth(t *testing.T, name string) []string {
	t.Helper()
	var all []string
	for line := range strings.Lines(string(public(t, name))) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	slices.Sort(all)
	return all
}

// TestTruth reads both variants of an export, which have the same arrows.
func TestTruth(t *testing.T) {
	drawings := map[string]bool{}
	for _, name := range []string{"bigbank.json", "bigbank.layouted.json"} {
		sketch, found := likec4.Read([]importer.File{{Name: "bigbank.json", Text: public(t, "likec4/"+name)}})
		if len(found) > 0 {
			t.Errorf("%s is a good file: %v", name, found)
		}
		var got []string
		for _, a := range sketch.Arrows {
			got = append(got, a.From+" -> "+a.To+"\t"+cmp.Or(a.Label, a.Qualifier))
		}
		slices.Sort(got)
		want := truth(t, "groundtruth/likec4/bigbank.arrows")
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("arrows of %s (-want +got):\n%s", name, diff)
		}
		t.Logf("%s: %d of %d arrows", name, len(got), len(want))
		text := reimport.Draw(sketch, "bigbank.json", "x")
		mustParse(t, text)
		drawings[text] = true
	}
	if len(drawings) != 1 {
		t.Error("the layout makes a difference")
	}
}

func TestPublicSource(t *testing.T) {
	for _, name := range []string{"bigbank.c4", "specs.c4"} {
		text := public(t, "likec4/bigbank/"+name)
		_, found := likec4.Read([]importer.File{{Name: name, Text: text}})
		if !likec4.Looks(text) || len(found) != 1 || found[0].Level != diag.Error || !strings.Contains(found[0].Mend, "export json") {
			t.Errorf("%s: it should say how to export it: %v", name, found)
		}
	}
}
