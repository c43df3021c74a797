// Package catalog reads what catalogs of services and teams say about owners, on-call and people:
// entities of Backstage, service definitions of Datadog, OWNERS and OWNERS_ALIASES of Kubernetes, and
// lists of services and teams as GitLab keeps them. It tells by content what a document is.
package catalog

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Read reads a file of a catalog, YAML or JSON. The result holds one EvidenceFile. Documents of
// unknown kinds and versions are in its Unread. What refers to other files is left to Complete.
func Read(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	r := newReader(name)
	for _, root := range r.documents(string(text)) {
		r.document(root, 0)
	}
	r.summarise()
	slices.SortStableFunc(r.file.Unread, func(a, b model.Unread) int { return a.Span.Compare(b.Span) })
	r.evidence.Files = []model.EvidenceFile{r.file}
	diag.Sort(r.found, []string{name})
	return r.evidence, r.found
}

// A reader gathers what one file says.
type reader struct {
	name     string
	file     model.EvidenceFile
	evidence model.Evidence
	known    bool           // a document was of a known kind, even if it holds nothing to keep
	reasons  map[string]int // how often each kept something from being read
	said     int
	found    []diag.Diagnostic
	entities []Entity   // of Backstage
	broke    diag.Level // of what is no YAML
}

func newReader(name string) *reader {
	return &reader{
		name: name, file: model.EvidenceFile{Kind: model.EvidenceCatalog, Name: name}, reasons: map[string]int{}, broke: diag.Warning,
	}
}

// maxNesting is how deep documents may lie in lists and answers.
const maxNesting = 4

// document tells by content what a document is, and reads it.
func (r *reader) document(n *yamlfile.Node, depth int) {
	if n.Kind == yamlfile.Sequence && depth < maxNesting {
		for _, item := range n.Items {
			r.document(item, depth+1)
		}
		return
	}
	version := text(n.Get("apiVersion"))
	switch {
	case n.Kind != yamlfile.Mapping:
		r.skip(n.Span, "it is no entry of a catalog")
	case strings.HasPrefix(version, "backstage.io/"):
		r.backstage(n, version)
	case n.Get("schema-version") != nil || n.Get("dd-service") != nil:
		r.datadogService(n)
	case version != "" && n.Get("kind") != nil && !strings.Contains(version, "/"):
		r.datadogEntity(n, version)
	case n.Get("data") != nil && depth < maxNesting:
		r.document(n.Get("data"), depth+1)
	case at(n, "attributes", "schema") != nil && depth < maxNesting:
		r.document(at(n, "attributes", "schema"), depth+1)
	case isList(n, "services") || isList(n, "teams"):
		r.gitLab(n)
	case n.Get("aliases") != nil && n.Get("aliases").Kind == yamlfile.Mapping:
		r.aliases(n.Get("aliases"))
	case path.Base(r.name) == "OWNERS" || n.Get("approvers") != nil || n.Get("reviewers") != nil:
		r.owners(n)
	case version != "":
		r.skip(n.Get("apiVersion").Span, "its version is "+quote(version)+", which no catalog has")
	default:
		r.skip(n.Span, "it is no entry of a catalog")
	}
}

// add keeps an entry. One without a name, or with a name that another program fills in, is not one.
func (r *reader) add(e *model.CatalogEntry, name, document *yamlfile.Node) bool {
	r.known = true
	e.Name = text(name)
	switch {
	case e.Name == "":
		r.warn(document.Span, "this %s has no name, and is left out", e.Kind)
		return false
	case templated(e.Name):
		r.skip(name.Span, "its name is filled in by another program")
		return false
	}
	e.Span = name.Span
	r.evidence.Catalog = append(r.evidence.Catalog, e)
	return true
}

// summarise says that nothing was in a file that could not be told otherwise.
func (r *reader) summarise() {
	if !r.known && len(r.found) == 0 {
		r.note(r.start(), "nothing of a catalog is in this file")
	}
}

var templateMark = regexp.MustCompile(`\{\{|\$\{|<%|\{%`)

// templated tells whether another program fills in a text.
func templated(text string) bool { return templateMark.MatchString(text) }

// skip keeps that something is there that cannot be read, and says so once a file and reason.
func (r *reader) skip(at diag.Span, why string) {
	r.known = true
	r.file.Unread = append(r.file.Unread, model.Unread{Span: at, Why: why})
	if r.reasons[why]++; r.reasons[why] == 1 {
		r.note(at, "this cannot be read: %s", why)
	}
}

func (r *reader) start() diag.Span {
	at := diag.Point{Line: 1, Col: 1}
	return diag.Span{File: r.name, Start: at, End: at}
}

func (r *reader) warn(at diag.Span, format string, args ...any) {
	r.say(diagnostic(diag.Warning, at, format, args...))
}

func (r *reader) note(at diag.Span, format string, args ...any) {
	r.say(diagnostic(diag.Note, at, format, args...))
}

// say tells of something. Of a file in which nothing is right the first faults are told.
func (r *reader) say(d diag.Diagnostic) {
	switch r.said++; {
	case r.said <= most:
		r.found = append(r.found, d)
	case r.said == most+1:
		r.found = append(r.found, diagnostic(diag.Warning, d.Span, "more than %d faults: those that follow are not told", most))
	}
}

func diagnostic(level diag.Level, at diag.Span, format string, args ...any) diag.Diagnostic {
	return diag.Diagnostic{Rule: model.ReadEvidence, Level: level, Span: at, Message: fmt.Sprintf(format, args...)}
}

// quote shows the beginning of a text, with what cannot be printed escaped.
func quote(text string) string {
	const most = 40
	if short := []rune(text[:min(len(text), 4*most+4)]); len(short) > most {
		text = string(short[:most]) + "..."
	}
	return fmt.Sprintf("%q", text)
}
