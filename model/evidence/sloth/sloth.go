// Package sloth reads objectives of Sloth (github.com/slok/sloth), as files of version prometheus/v1
// and as PrometheusServiceLevel objects of Kubernetes, and makes of them the rules that Sloth makes
// with its own alert windows for a period of 30 days: two alerts an objective, and the recordings
// that they read. It does not know Sloth's command line, which can choose other windows, labels and
// plugins.
package sloth

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

const (
	fileVersion   = "prometheus/v1"
	objectVersion = "sloth.slok.dev/v1"
	objectKind    = "PrometheusServiceLevel"
)

// Read reads a file. The name is how the file is printed.
func Read(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	f := slofile.Open(model.EvidenceSloth, name, text)
	for _, document := range f.Documents {
		readDocument(f, document)
	}
	return f.Read()
}

func readDocument(f *slofile.File, document *yamlfile.Node) {
	version, object := slofile.Text(slofile.At(document, "apiVersion")), true
	if version == "" {
		version, object = slofile.Text(slofile.At(document, "version")), false
	}
	kind := slofile.Text(slofile.At(document, "kind"))
	switch {
	case !object && version == fileVersion:
		readService(f, service{file: f, node: document})
	case object && version == objectVersion && kind == objectKind:
		readService(f, service{file: f, node: slofile.At(document, "spec"), object: true})
	case object && version == objectVersion && kind == "AlertWindows":
		f.Unread(document.Span, "they are alert windows, which only Sloth's command line puts to use")
	case object && version == objectVersion:
		f.UnreadDocument(document, "it is of the unknown kind "+kind)
	case version == "":
		f.UnreadDocument(document, "it states no version of Sloth's format")
	default:
		f.UnreadDocument(document, "its version is "+version+", not "+fileVersion+" or "+objectVersion)
	}
}

// A service is a specification: the objectives of one service and what they share.
type service struct {
	file   *slofile.File
	node   *yamlfile.Node
	object bool // of Kubernetes, which writes its keys otherwise
}

// mostObjectives of one service are read. Each makes two alerts whose expressions are long.
const mostObjectives = 1_000

func readService(f *slofile.File, s service) {
	if s.name() == "" {
		if s.node != nil {
			f.Warn(s.node.Span, "the service of these objectives is missing")
		}
		return
	}
	for i, node := range slofile.Items(slofile.At(s.node, "slos")) {
		if i == mostObjectives {
			f.Warn(node.Span, "more than %d objectives of one service: the others are left out", mostObjectives)
			return
		}
		readObjective(f, objective{service: s, node: node})
	}
}

func (s service) name() string { return slofile.Text(slofile.At(s.node, "service")) }

// key is how a key of the file format is written: with underscores in files, and in mixed case in
// objects of Kubernetes.
func (s service) key(name string) string {
	if !s.object {
		return name
	}
	words := strings.Split(name, "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}

// at is the value at a path of keys. A key in the spelling of the other form is reported, as Sloth
// drops it without a word.
func (s service) at(n *yamlfile.Node, path ...string) *yamlfile.Node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		right := s.key(name)
		if wrong := (service{object: !s.object}).key(name); wrong != right && slofile.At(n, right) == nil && slofile.At(n, wrong) != nil {
			p, _ := n.Pair(wrong)
			s.file.Warn(p.Key.Span, "Sloth does not know %s here: it is written %s", wrong, right)
		}
		n = slofile.At(n, right)
	}
	return n
}
