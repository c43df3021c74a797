package mermaid_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/mermaid"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// diagrams are the files whose arrows are known.
var diagrams = []struct{ file, truth string }{
	{"jaeger/kafka.md", "jaeger.kafka"},
	{"jaeger/monitor.md", "jaeger.monitor"},
	{"mermaid-project/flowchart-code-flow.mmd", "mermaid-project.flowchart-code-flow"},
	{"oteldemo-docs/architecture.md", "oteldemo-docs.architecture"},
	{"oteldemo-docs/service-diagram.mmd", "oteldemo-docs.service-diagram"},
	{"oteldemo-docs/telemetry-flow.mmd", "oteldemo-docs.telemetry-flow"},
	{"webgrip/infrastructure-overview.md", "webgrip.infrastructure-overview"},
}

// The arrows of public diagrams are those that Mermaid reads, with their labels.
func TestPublicDiagrams(t *testing.T) {
	for _, d := range diagrams {
		t.Run(d.file, func(t *testing.T) {
			sketch, said := mermaid.Read([]importer.File{{Name: d.file, Text: trial.Public(t, "mermaid/"+d.file)}})
			if diag.Worst(said) > diag.Note {
				t.Errorf("%q", trial.Said(said))
			}
			trial.SameArrows(t, truth(t, d.truth), arrows(sketch))
		})
	}
}

// labelled are the IDs of boxes that go by their labels, as the IDs mean several things.
var labelled = map[string]string{"Monitor Deployment": "MONITOR", "Monitoring Stack": "MONITOR"}

// arrows is the arrows of a sketch, each as "from -> to", a tab and the label. Ends go by the IDs of the file,
// which are aliases of components that need other names.
func arrows(k *model.Sketch) []string {
	ids := map[string]string{}
	for _, c := range k.Components {
		ids[c.Name] = c.Name
		if id, known := labelled[c.Name]; known {
			ids[c.Name] = id
		}
		if len(c.Aliases) > 0 {
			ids[c.Name] = c.Aliases[0]
		}
	}
	var all []string
	for _, a := range k.Arrows {
		all = append(all, ids[a.From]+" -> "+ids[a.To]+"\t"+cmp.Or(a.Label, a.Qualifier))
	}
	return all
}

// truth is the arrows in a list. It notes lines that are no plain -->, which mean nothing more, and writes
// line ends as tags.
func truth(t *testing.T, name string) []string {
	t.Helper()
	var all []string
	for _, line := range trial.Truth(t, "mermaid/"+name) {
		ends, label, _ := strings.Cut(line, "\t")
		label, _, _ = strings.Cut(label, "[arrow_")
		all = append(all, ends+"\t"+strings.TrimSpace(strings.ReplaceAll(label, "<br>", " ")))
	}
	return all
}
