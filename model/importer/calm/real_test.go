package calm_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/calm"
	"github.com/linewalk/linewalk/model/importer/trial"
)

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
	return all
}

func TestTruth(t *testing.T) {
	for _, name := range []string{
		"aws-multi-tier.calm", "codex-discovered-calm-architecture", "conference-signup-with-flow.arch", "fluxnova-kyc-onboarding.architecture", "trading-system.architecture",
	} {
		t.Run(name, func(t *testing.T) {
			sketch, found := calm.Read([]importer.File{{Name: name + ".json", Text: trial.Public(t, "calm/"+name+".json")}})
			if diag.Worst(found) > diag.Note {
				t.Errorf("it is a good file: %v", found)
			}
			trial.SameArrows(t, trial.Truth(t, "calm/"+name), drawn(sketch))
			trial.Drawing(t, sketch)
		})
	}
}

func TestPublicDecorator(t *testing.T) {
	text := trial.Public(t, "calm/simple-deployment.decorator.json")
	sketch, found := calm.Read([]importer.File{{Name: "d.json", Text: text}})
	if !calm.Looks(text) || len(sketch.Components) > 0 || len(found) != 1 || found[0].Level != diag.Note {
		t.Errorf("a decorator draws nothing: %v", found)
	}
}
