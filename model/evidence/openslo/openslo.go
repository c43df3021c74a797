// Package openslo reads objectives of OpenSLO (github.com/OpenSLO/OpenSLO), versions v1 and v1alpha.
// The format says when an alert fires and leaves it to others how that is measured, so the
// expressions of alerts are composed here of the queries that the indicators state. Only PromQL is
// understood; queries in other languages are named.
package openslo

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/slofile"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// The versions of the format that are read. The fields of v1alpha differ.
const (
	version1     = "openslo/v1"
	versionAlpha = "openslo/v1alpha"
)

// The kinds of objects.
const (
	kindObjective = "SLO"
	kindIndicator = "SLI"
	kindService   = "Service"
	kindSource    = "DataSource"
	kindPolicy    = "AlertPolicy"
	kindCondition = "AlertCondition"
	kindTarget    = "AlertNotificationTarget"
)

var kinds = map[string]bool{
	kindObjective: true, kindIndicator: true, kindService: true, kindSource: true,
	kindPolicy: true, kindCondition: true, kindTarget: true,
}

// A File is a file to be read. The name is how it is printed.
type File struct {
	Name string
	Text []byte
}

// Read reads a file on its own.
func Read(name string, text []byte) (model.Evidence, []diag.Diagnostic) {
	return ReadAll([]File{{name, text}})
}

// ReadAll reads files that belong together. An object may refer to objects in other files by their
// names, so that none of the files alone tells everything.
func ReadAll(files []File) (model.Evidence, []diag.Diagnostic) {
	c := &catalog{objects: map[reference]*object{}, routed: map[*yamlfile.Node]bool{}}
	var opened []*slofile.File
	for _, file := range files {
		f := slofile.Open(model.EvidenceOpenSLO, file.Name, file.Text)
		opened = append(opened, f)
		for _, document := range f.Documents {
			c.add(f, document)
		}
	}
	for _, o := range c.inOrder {
		if o.kind == kindObjective {
			c.readObjectives(o)
		}
	}
	for _, o := range c.inOrder {
		if o.kind == kindPolicy && !o.used {
			o.file.Unread(o.node.Span, "no objective that was read uses this alert policy", o.name)
		}
	}
	var evidence model.Evidence
	var found []diag.Diagnostic
	for _, f := range opened {
		e, d := f.Read()
		evidence.Add(e)
		found = append(found, d...)
	}
	return evidence, found
}

// A catalog is all objects of the files that are read together.
type catalog struct {
	objects map[reference]*object
	inOrder []*object
	routed  map[*yamlfile.Node]bool // policies whose receiver is made
	rules   int                     // how many alerts there are
}

// A reference names an object.
type reference struct{ kind, name string }

// An object is a document, or a part of one that could be a document.
type object struct {
	reference
	file  *slofile.File
	node  *yamlfile.Node
	alpha bool // of version v1alpha
	used  bool // by another object
}

// at is the value at a path of keys in the specification.
func (o *object) at(path ...string) *yamlfile.Node {
	return slofile.At(slofile.At(o.node, "spec"), path...)
}

// span is the place of the name, or of the whole where it has none.
func (o *object) span() diag.Span {
	if name := slofile.At(o.node, "metadata", "name"); name != nil {
		return name.Span
	}
	return o.node.Span
}

// add takes in a document. Of two objects of one name the first counts.
func (c *catalog) add(f *slofile.File, document *yamlfile.Node) {
	version, kind := slofile.Text(slofile.At(document, "apiVersion")), slofile.Text(slofile.At(document, "kind"))
	name := slofile.At(document, "metadata", "name")
	o := &object{reference{kind, slofile.Text(name)}, f, document, version == versionAlpha, false}
	switch {
	case version != version1 && version != versionAlpha:
		f.UnreadDocument(document, "its version is "+version+", not "+version1+" or "+versionAlpha)
	case !kinds[kind]:
		f.UnreadDocument(document, "it is of the unknown kind "+kind)
	case o.name == "":
		f.Warn(document.Span, "this %s has no name", kind)
	case slofile.Templated(o.name):
		f.UnreadDocument(document, "its name is filled in by another program")
	case c.objects[o.reference] != nil:
		f.Warn(name.Span, "there is another %s of the name %s: the first counts", kind, o.name)
	default:
		c.objects[o.reference] = o
		c.inOrder = append(c.inOrder, o)
	}
}

// inside is an object that is written inside of another one: in full, or as a reference under a key
// or as a mere name. Where it refers to an object that no file has, there is no object but a name.
func (c *catalog) inside(o *object, n *yamlfile.Node, kind, key string) (*object, reference) {
	name := slofile.Text(n)
	if ref := slofile.At(n, key); ref != nil {
		name = slofile.Text(ref)
	}
	if name != "" {
		named := reference{kind, name}
		found := c.objects[named]
		if found != nil {
			found.used = true
		}
		return found, named
	}
	if n == nil || slofile.At(n, "spec") == nil {
		return nil, reference{kind, ""}
	}
	own := reference{kind, slofile.Text(slofile.At(n, "metadata", "name"))}
	return &object{own, o.file, n, o.alpha, true}, own
}
