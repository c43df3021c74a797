package likec4_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/likec4"
	"github.com/linewalk/linewalk/model/importer/trial"
	"github.com/linewalk/linewalk/model/reimport"
)

// TestTruth reads both variants of an export, which have the same arrows.
func TestTruth(t *testing.T) {
	drawings := map[string]bool{}
	for _, name := range []string{"bigbank.json", "bigbank.layouted.json"} {
		sketch, found := likec4.Read([]importer.File{{Name: "bigbank.json", Text: trial.Public(t, "likec4/"+name)}})
		if len(found) > 0 {
			t.Errorf("%s is a good file: %v", name, found)
		}
		var got []string
		for _, a := range sketch.Arrows {
			got = append(got, a.From+" -> "+a.To+"\t"+cmp.Or(a.Label, a.Qualifier))
		}
		trial.SameArrows(t, trial.Truth(t, "likec4/bigbank"), got)
		text := reimport.Draw(sketch, "bigbank.json", "x")
		trial.Parse(t, text)
		drawings[text] = true
	}
	if len(drawings) != 1 {
		t.Error("the layout makes a difference")
	}
}

func TestPublicSource(t *testing.T) {
	for _, name := range []string{"bigbank.c4", "specs.c4"} {
		text := trial.Public(t, "likec4/bigbank/"+name)
		_, found := likec4.Read([]importer.File{{Name: name, Text: text}})
		if !likec4.Looks(text) || len(found) != 1 || found[0].Level != diag.Error || !strings.Contains(found[0].Mend, "export json") {
			t.Errorf("%s: it should say how to export it: %v", name, found)
		}
	}
}
