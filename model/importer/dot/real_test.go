package dot_test

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/dot"
)

// publicProjects is where files of public projects lie, beside this repository.
var publicProjects = filepath.Join("..", "..", "..", "..", "shared", "real")

// drawings are the files whose arrows are known.
var drawings = []struct{ file, truth string }{
	{"decentraland/architecture.dot", "decentraland.architecture"},
	{"istio/argo-reference-arch.dot", "istio.argo-reference-arch"},
	{"istio/security-ca.dot", "istio.security-ca"},
	{"istio/security-overview.dot", "istio.security-overview"},
	{"ladder99/architecture.dot", "ladder99.architecture"},
	{"pytm/dfd.dot", "pytm.dfd"},
	{"servicehub/architecture.dot", "servicehub.architecture"},
}

// The arrows of public drawings are those that Graphviz reads, with their labels and their questions.
func TestPublicDrawings(t *testing.T) {
	if _, err := os.Stat(publicProjects); err != nil {
		t.Skipf("the files of public projects are not here, so nothing is compared with them: %v", err)
	}
	for _, d := range drawings {
		text, err := os.ReadFile(filepath.Join(publicProjects, "dot", filepath.FromSlash(d.file)))
		if err != nil {
			t.Fatal(err)
		}
		sketch, said := dot.Read([]importer.File{{Name: d.file, Text: text}})
		for _, s := range said {
			if s.Level > diag.Note {
				t.Errorf("%s: %s", s.Span, s.Message)
			}
		}
		var got []string
		for _, a := range sketch.Arrows {
			label := a.Label
			if label == "" {
				label = a.Qualifier
			}
			got = append(got, a.From+" -> "+a.To+"\t"+strings.TrimSpace(label+" "+heads(a.Question)))
		}
		want := truth(t, d.truth)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", d.file, diff)
		}
		t.Logf("%s: %d of %d arrows", d.file, len(got), len(want))
	}
}

// heads is how the lists of arrows note the heads that leave a question open.
func heads(question string) string {
	switch question {
	case importer.AskBack:
		return "[dir=both]"
	case importer.AskDirection:
		return "[dir=none]"
	}
	return ""
}

// truth is the arrows in a list, each as "from -> to", a tab and the label. The lists go from tail to head
// whatever dir says, and back turns an arrow.
func truth(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(filepath.Join(publicProjects, "groundtruth", "dot", name+".arrows"))
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
		if turned, back := strings.CutSuffix(label, "[dir=back]"); back {
			from, to, _ := strings.Cut(ends, " -> ")
			ends, label = to+" -> "+from, strings.TrimSpace(turned)
		}
		all = append(all, ends+"\t"+label)
	}
	return all
}
