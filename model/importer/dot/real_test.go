package dot_test

import (
	"cmp"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/dot"
	"github.com/linewalk/linewalk/model/importer/trial"
)

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
	for _, d := range drawings {
		t.Run(d.file, func(t *testing.T) {
			sketch, said := dot.Read([]importer.File{{Name: d.file, Text: trial.Public(t, "dot/"+d.file)}})
			if diag.Worst(said) > diag.Note {
				t.Errorf("%q", trial.Said(said))
			}
			var got []string
			for _, a := range sketch.Arrows {
				got = append(got, a.From+" -> "+a.To+"\t"+strings.TrimSpace(cmp.Or(a.Label, a.Qualifier)+" "+heads(a.Question)))
			}
			trial.SameArrows(t, truth(t, d.truth), got)
		})
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
	var all []string
	for _, line := range trial.Truth(t, "dot/"+name) {
		ends, label, _ := strings.Cut(line, "\t")
		if turned, back := strings.CutSuffix(label, "[dir=back]"); back {
			from, to, _ := strings.Cut(ends, " -> ")
			ends, label = to+" -> "+from, strings.TrimSpace(turned)
		}
		all = append(all, ends+"\t"+label)
	}
	return all
}
