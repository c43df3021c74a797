package mermaid_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/mermaid"
)

// publicProjects is where files of public projects lie, beside this repository.
var publicProjects = filepath.Join("..", "..", "..", "..", "shared", "real")

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
	if _, err := os.Stat(publicProjects); err != nil {
		t.Skipf("the files of public projects are not here, so nothing is compared with them: %v", err)
	}
	for _, d := range diagrams {
		text, err := os.ReadFile(filepath.Join(publicProjects, "mermaid", filepath.FromSlash(d.file)))
		if err != nil {
			t.Fatal(err)
		}
		sketch, said := mermaid.Read([]importer.File{{Name: d.file, Text: text}})
		for _, s := range said {
			if s.Level > diag.Note {
				t.Errorf("%s: %s", s.Span, s.Message)
			}
		}
		got, want := arrows(sketch), truth(t, d.truth)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", d.file, diff)
		}
		t.Logf("%s: %d of %d arrows", d.file, len(got), len(want))
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
		label := a.Label
		if label == "" {
			label = a.Qualifier
		}
		all = append(all, ids[a.From]+" -> "+ids[a.To]+"\t"+label)
	}
	return all
}

// truth is the arrows in a list. It notes lines that are no plain -->, which mean nothing more, and writes
// line ends as tags.
func truth(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(filepath.Join(publicProjects, "groundtruth", "mermaid", name+".arrows"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []string
	for s := bufio.NewScanner(f); s.Scan(); {
		if strings.HasPrefix(s.Text(), "#") {
			continue
		}
		ends, label, _ := strings.Cut(s.Text(), "\t")
		label, _, _ = strings.Cut(label, "[arrow_")
		all = append(all, ends+"\t"+strings.TrimSpace(strings.ReplaceAll(label, "<br>", " ")))
	}
	return all
}
