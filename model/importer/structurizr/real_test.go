package structurizr_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/structurizr"
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

// truth lists the lines of a file of arrows: from -> to, a tab, and the label with [technology].
func truth(t *testing.T, name string) []string {
	t.Helper()
	var all []string
	for line := range strings.Lines(string(public(t, name))) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, strings.TrimSpace(line))
		}
	}
	slices.Sort(all)
	return all
}

func TestTruth(t *testing.T) {
	sketch, found := structurizr.Read([]importer.File{{Name: "workspace.json", Text: public(t, "structurizr/big-bank-plc.workspace.json")}})
	if diag.Worst(found) > diag.Note {
		t.Errorf("it is a good file: %v", found)
	}
	var got []string
	for _, a := range sketch.Arrows {
		line := a.From + " -> " + a.To + "\t" + cmp.Or(a.Label, a.Qualifier)
		if a.Via != "" {
			line += " [" + a.Via + "]"
		}
		got = append(got, strings.TrimSpace(line))
	}
	slices.Sort(got)
	want := truth(t, "groundtruth/structurizr/big-bank-plc.arrows")
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("arrows (-want +got):\n%s", diff)
	}
	t.Logf("big-bank-plc: %d of %d arrows", len(got), len(want))

	steps := []string{
		"Internet Banking System/Single-Page Application -> Internet Banking System/API Application/Sign In Controller",
		"Internet Banking System/API Application/Sign In Controller -> Internet Banking System/API Application/Security Component",
		"Internet Banking System/API Application/Security Component -> Internet Banking System/Database",
	}
	if diff := gocmp.Diff([]model.SketchJourney{{Name: "SignIn", Steps: steps}}, sketch.Journeys); diff != "" {
		t.Errorf("journeys (-want +got):\n%s", diff)
	}
	replicas := map[string]int{}
	for _, c := range sketch.Components {
		replicas[c.Name] = c.Replicas
	}
	if replicas["Internet Banking System/Web Application"] != 4 || replicas["Internet Banking System/API Application/Security Component"] != 8 {
		t.Errorf("in production there are 4 web servers and 8 API servers: %v", replicas)
	}
}

func TestDSL(t *testing.T) {
	for _, name := range []string{"big-bank-plc", "amazon-web-services", "microservices"} {
		text := public(t, "structurizr/"+name+".workspace.dsl")
		_, found := structurizr.Read([]importer.File{{Name: "workspace.dsl", Text: text}})
		if !structurizr.Looks(text) || len(found) != 1 || !strings.Contains(found[0].Mend, "-format json") {
			t.Errorf("%s: it should say how to export it: %v", name, found)
		}
	}
}
