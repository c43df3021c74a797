package structurizr_test

import (
	"cmp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/structurizr"
	"github.com/linewalk/linewalk/model/importer/trial"
)

func TestTruth(t *testing.T) {
	sketch, found := structurizr.Read([]importer.File{{Name: "workspace.json", Text: trial.Public(t, "structurizr/big-bank-plc.workspace.json")}})
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
	trial.SameArrows(t, trial.Truth(t, "structurizr/big-bank-plc"), got)

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
		text := trial.Public(t, "structurizr/"+name+".workspace.dsl")
		_, found := structurizr.Read([]importer.File{{Name: "workspace.dsl", Text: text}})
		if !structurizr.Looks(text) || len(found) != 1 || !strings.Contains(found[0].Mend, "-format json") {
			t.Errorf("%s: it should say how to export it: %v", name, found)
		}
	}
}
