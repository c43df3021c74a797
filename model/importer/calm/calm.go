// Package calm reads architectures of the Common Architecture Language Model of FINOS, CALM, into a Sketch:
// the nodes, the relationships between them, and the flows through those.
//
// It takes the releases 1.0 to 1.2 (calm.finos.org/release/1.2/meta/core.json) and the drafts since 2024-02,
// which named an ID uniqueId and put both ends of a relationship under parties. A unique-id is the name of a
// node: others refer to it, and it stays. Interfaces and controls are not read, and no address is taken over.
package calm

import (
	"bytes"
	"path"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Read reads architectures of one system. Nodes of the same unique-id in several are the same. Where a
// diagnostic is an error, the Sketch holds what could be read all the same.
func Read(named []importer.File) (*model.Sketch, []diag.Diagnostic) {
	r := newReader()
	var all []*document
	for _, f := range named {
		if root := r.parse(f); root != nil {
			all = append(all, &document{name: f.Name, root: root, lines: map[string][]int{}})
		}
	}
	for _, d := range all {
		r.nodes(d)
	}
	for _, d := range all {
		r.relationships(d)
	}
	r.place(all)
	for _, d := range all {
		r.flows(d)
	}
	r.AskParts()
	return r.Sketch(), r.All(named)
}

// A document is an architecture while it is read.
type document struct {
	name    string
	root    *yamlfile.Node
	nodes   []string         // their IDs, in order
	lines   map[string][]int // by the ID of a relationship: the numbers of the lines drawn of it
	options bool             // a choice of a pattern was met, and said so
}

// called tells whether a reference to an architecture means this one, by the last part of its name.
func (d *document) called(reference string) bool { return path.Base(reference) == path.Base(d.name) }

// parse reads a file as the object at its root, and says what it is where it is no architecture.
func (r *reader) parse(f importer.File) *yamlfile.Node {
	root, faults := yamlfile.TreeJSON(f.Name, f.Text)
	r.Hear(faults)
	is := what(root)
	if is == architecture || is == nothing && len(faults) > 0 {
		return root
	}
	d := diag.Diagnostic{Rule: importer.ReadImport, Level: diag.Error, Span: importer.Top(f.Name)}
	switch is {
	case pattern:
		d.Message, d.Mend = "this is a CALM pattern, of which architectures are made, and not one itself", "calm generate -p pattern.json -o architecture.json"
	case decorator:
		d.Level, d.Message = diag.Note, "this is a CALM decorator: it draws nothing, so it is not read"
	case timeline:
		d.Message, d.Mend = "this is a CALM timeline, which draws nothing", "give the architecture that one of its moments names"
	default:
		d.Message, d.Mend = "this is no CALM architecture: it has neither nodes nor relationships", "give the file that lists the nodes"
	}
	r.Add(d)
	return nil
}

// A sort is what a file of CALM holds.
type sort uint8

const (
	nothing sort = iota
	architecture
	pattern
	decorator
	timeline
)

// what tells what a file holds, by the keys at its root.
func what(root *yamlfile.Node) sort {
	is := func(key string, kind yamlfile.NodeKind) bool {
		n := root.Get(key)
		return n != nil && n.Kind == kind
	}
	switch {
	case root == nil || root.Kind != yamlfile.Mapping:
		return nothing
	case root.Get("applies-to") != nil && root.Get("target") != nil:
		return decorator
	case root.Get("nodes") != nil || root.Get("relationships") != nil:
		return architecture
	case is("moments", yamlfile.Sequence):
		return timeline
	case is("properties", yamlfile.Mapping) && (root.Get("properties").Get("nodes") != nil || root.Get("properties").Get("relationships") != nil):
		return pattern
	}
	return nothing
}

// Looks tells whether a text is a file of CALM: an architecture, or another one of which Read says what it is.
func Looks(text []byte) bool {
	words := [][]byte{[]byte(`"unique-id"`), []byte(`"uniqueId"`), []byte("calm.finos.org")}
	found := false
	for _, word := range words {
		found = found || bytes.Contains(text, word)
	}
	if !found || !importer.IsJSON(text) {
		return false
	}
	root, _ := yamlfile.TreeJSON("", text)
	switch what(root) {
	case architecture:
		return looksListed(root.Get("nodes"), "node-type") || looksListed(root.Get("relationships"), "relationship-type")
	case pattern, timeline:
		return bytes.Contains([]byte(importer.Text(root, "$schema")), []byte("calm"))
	case decorator:
		return root.Get("unique-id") != nil
	}
	return false
}

// looksListed tells whether a list has an object with an ID and a key.
func looksListed(list *yamlfile.Node, key string) bool {
	if list == nil {
		return false
	}
	for _, item := range list.Items {
		if item.Get(key) != nil && idOf(item) != "" {
			return true
		}
	}
	return false
}
