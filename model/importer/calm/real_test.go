package calm_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/calm"
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

// truth lists the lines of a file of arrows: from -> to, a tab, and the unique-id with [protocol].
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

// drawn lists the arrows of a sketch as files of arrows do. The unique-id is what the evidence names. The
// protocol by which a person interacts stands in none of them.
func drawn(k *model.Sketch) []string {
	person := map[string]bool{}
	for _, c := range k.Components {
		person[c.Name] = c.Kind == model.ComponentPerson
	}
	var all []string
	for _, a := range k.Arrows {
		for _, e := range a.Evidence {
			line := a.From + " -> " + a.To + "\t" + strings.TrimPrefix(e.Path, "relationships.")
			if a.Via != "" && !person[a.From] {
				line += " [" + a.Via + "]"
			}
			all = append(all, line)
		}
	}
	slices.Sort(all)
	return all
}

func TestTruth(t *testing.T) {
	for _, name := range []string{
		"aws-multi-tier.calm", "codex-discovered-calm-architecture", "conference-signup-with-flow.arch", "fluxnova-kyc-onboarding.architecture", "trading-system.architecture",
	} {
		t.Run(name, func(t *testing.T) {
			sketch, found := calm.Read([]importer.File{{Name: name + ".json", Text: public(t, "calm/"+name+".json")}})
			if diag.Worst(found) > diag.Note {
				t.Errorf("it is a good file: %v", found)
			}
			got, want := drawn(sketch), truth(t, "groundtruth/calm/"+name+".arrows")
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("arrows (-want +got):\n%s", diff)
			}
			t.Logf("%s: %d of %d arrows, %d journeys", name, len(got), len(want), len(sketch.Journeys))
			mustParse(t, reimport.Draw(sketch, "a.json", "x"))
		})
	}
}

func TestPublicDecorator(t *testing.T) {
	text := public(t, "calm/simple-deployment.decorator.json")
	sketch, found := calm.Read([]importer.File{{Name: "d.json", Text: text}})
	if !calm.Looks(text) || len(sketch.Components) > 0 || len(found) != 1 || found[0].Level != diag.Note {
		t.Errorf("a decorator draws nothing: %v", found)
	}
}
