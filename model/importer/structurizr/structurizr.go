// Package structurizr reads workspaces of Structurizr as JSON into a Sketch: people, software systems,
// containers, components and custom elements, and the relationships that an author drew between them.
//
// The format is that of github.com/structurizr/json, version 1.4, and what the tools have added since. Its IDs
// are counters, so things go by the path of their names. The DSL is not read: it includes other files and runs
// scripts, and its own tool exports it.
package structurizr

import (
	"bytes"
	"regexp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Read reads workspaces of one system. What goes by the same path of names in several is the same. Where a
// diagnostic is an error, the Sketch holds what could be read all the same.
func Read(named []importer.File) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{types: map[string]string{}}
	for _, f := range named {
		if root := r.parse(f); root != nil {
			r.workspace(f.Name, root)
		}
	}
	r.AskParts()
	return r.Sketch(), r.All(named)
}

// A reader reads workspaces into one diagram.
type reader struct {
	importer.Remarks
	importer.Diagram
	types map[string]string // by the ID of a component: its type in Structurizr
}

// dsl is how a workspace starts in the DSL.
var dsl = regexp.MustCompile(`^\x{feff}?(?:\s+|//[^\n]*\n|#[^\n]*\n|(?s:/\*.*?\*/))*workspace\b[^:\n]*\{`)

// isDSL tells whether a text is a workspace in the DSL, by its start.
func isDSL(text []byte) bool { return dsl.Match(text[:min(len(text), 10_000)]) }

// parse reads a file as the object at its root, and says what is wrong where it is no workspace.
func (r *reader) parse(f importer.File) *yamlfile.Node {
	refuse := func(message, mend string) {
		r.Add(diag.Diagnostic{Rule: importer.ReadImport, Level: diag.Error, Span: importer.Top(f.Name), Message: message, Mend: mend})
	}
	if isDSL(f.Text) {
		refuse("this is a workspace in Structurizr's DSL, and only its JSON is read", "structurizr export -workspace workspace.dsl -format json")
		return nil
	}
	root, faults := yamlfile.TreeJSON(f.Name, f.Text)
	r.Hear(faults)
	switch {
	case len(faults) > 0 && (root == nil || root.Get("model") == nil):
		return nil
	case root != nil && root.Get("ciphertext") != nil:
		refuse("the workspace is encrypted, so there is nothing to read", "export it without encryption")
		return nil
	case root == nil || root.Get("model") == nil || root.Get("model").Kind != yamlfile.Mapping:
		refuse("this is no workspace of Structurizr: it has no model", "structurizr export -workspace workspace.dsl -format json")
		return nil
	}
	return root
}

// modelKeys are the lists of a model. A workspace has one of them at least, unless it is empty.
var modelKeys = []string{"people", "softwareSystems", "customElements", "deploymentNodes"}

// Looks tells whether a text is a workspace: as JSON, encrypted, or in the DSL, of which Read says what to do.
func Looks(text []byte) bool {
	if isDSL(text) {
		return true
	}
	if !bytes.Contains(text, []byte(`"model"`)) && !bytes.Contains(text, []byte(`"ciphertext"`)) {
		return false
	}
	root, _ := yamlfile.TreeJSON("", text)
	if root == nil || root.Kind != yamlfile.Mapping {
		return false
	}
	if root.Get("ciphertext") != nil && root.Get("encryptionStrategy") != nil {
		return true
	}
	m := root.Get("model")
	if m == nil || m.Kind != yamlfile.Mapping {
		return false
	}
	for _, key := range modelKeys {
		if list := m.Get(key); list != nil && list.Kind == yamlfile.Sequence {
			return true
		}
	}
	return root.Get("views") != nil && root.Get("documentation") != nil
}
