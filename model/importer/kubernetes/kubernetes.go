// Package kubernetes reads Kubernetes manifests into a Sketch: those that people write, and those that
// helm template, kustomize build and kubectl get -o yaml print. It says which components there are, under
// which names they find each other, and what each of them is given. What that says of who uses whom is
// package wiring's to find out; what a policy allows and where a route leads, the manifests say themselves.
//
// The fields are those of the Kubernetes API v1.33, of Gateway API v1.3, Istio 1.26, Traefik v3, Argo Rollouts
// v1.8 and OpenShift 4, and of their predecessors where those named a field differently. Of the values of
// ConfigMaps, Secrets and environments none leaves the package: evidence names the file and the path of keys.
package kubernetes

import (
	"bytes"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// Read reads manifests. An object that occurs twice counts as it is written last, as with kubectl apply.
// Where a diagnostic is an error, the Sketch holds what could be read all the same. Manifests name no other
// files; a kustomization beside them does, which makes ConfigMaps and Secrets of them. Files may be nil.
func Read(named []importer.File, files importer.Files) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{index: map[identity]int{}, kinds: map[string]int{}}
	for _, f := range named {
		r.readFile(f)
	}
	r.adopt()
	r.tellTemplates()
	switch {
	case len(r.objects) > 0 || len(named) == 0 || r.broken:
	case len(r.kustomized) > 0:
		r.Say(diag.Error, r.kustomized[0].span, "this says how manifests are put together: import what kustomize build prints")
		r.kustomized = nil
	default:
		r.Say(diag.Error, importer.Top(named[0].Name), "there is no Kubernetes object here that says what the system consists of")
	}
	r.kustomize(named, files)
	sketch := r.sketch()
	return sketch, r.All(named)
}

// Looks tells whether a text is Kubernetes manifests: every document has apiVersion and kind, one at least
// is of a kind that is known, and none is of Backstage's catalog, which has the same form. What makes manifests,
// as charts of Helm and kustomizations do, looks like them too, so that it can be said what to import instead.
func Looks(text []byte) bool {
	documents, faults := yamlfile.Tree("", withoutTail(text))
	if isChart(documents) || isTemplate(text, documents, faults) {
		return true
	}
	known := false
	for _, d := range documents {
		o := newObject("", d)
		if isKustomizing(d) {
			known = true
			continue
		}
		if o.kind == "" || value(d, "apiVersion") == "" || strings.HasPrefix(o.group, "backstage.io") {
			return false
		}
		known = known || o.kind == "List" || o.read() || o.silent() || o.isKustomization()
	}
	return known
}

// A reader reads the objects of one import.
type reader struct {
	importer.Remarks
	objects    []*object
	index      map[identity]int // where each object stands in objects
	kustomized []*object
	templates  []diag.Span // of charts of Helm
	made       []*object   // by others, as kubectl get shows them
	broken     bool        // some file is no YAML
	generated  []*config   // by kustomizations
	fetched    int         // bytes of files that kustomizations name
	passed     []passed
	kinds      map[string]int // where each kind stands in passed
	again      []diag.Span    // of objects that are written before too
}

// passed is a kind of objects that are not read.
type passed struct {
	kind  string
	count int
	at    diag.Span // of the first
}

// readFile reads the documents of a file.
func (r *reader) readFile(f importer.File) {
	text := withoutTail(f.Text)
	documents, faults := yamlfile.Tree(f.Name, text)
	if isChart(documents) || isTemplate(text, documents, faults) {
		at := importer.Top(f.Name)
		if len(faults) > 0 {
			at = faults[0].Span
		}
		r.templates = append(r.templates, at)
		return
	}
	for _, fault := range faults {
		if strings.HasSuffix(fault.Message, " is given twice") {
			fault.Level = diag.Note // Kubernetes takes the last
		}
		r.broken = r.broken || fault.Level == diag.Error
		r.Say(fault.Level, fault.Span, "%s", discreet(fault))
	}
	for _, d := range documents {
		r.readDocument(f.Name, d, 0)
	}
}

// withoutTail is a text without a carriage return at its very end, where its last line was cut off behind it.
func withoutTail(text []byte) []byte { return bytes.TrimSuffix(text, []byte("\r")) }

// discreet is what a fault of YAML says without quoting the file, which may hold secrets.
func discreet(f diag.Diagnostic) string {
	if strings.Contains(f.Message, `"`) && !strings.HasSuffix(f.Message, " is given twice") || strings.Contains(f.Message, "this is not YAML: ") {
		return "this is not YAML as Kubernetes reads it"
	}
	if f.Mend != "" && !strings.Contains(f.Mend, `"`) {
		return f.Message + ": " + f.Mend
	}
	return f.Message
}

// deepestList is how many lists may stand in each other. kubectl prints one.
const deepestList = 4

// readDocument reads an object, or those of a list of objects.
func (r *reader) readDocument(file string, n *yamlfile.Node, depth int) {
	o := newObject(file, n)
	items := n.Get("items")
	switch {
	case n.Kind != yamlfile.Mapping:
		r.Say(diag.Note, n.Span, "a Kubernetes object is a mapping, not %s, so this is left out", n.Kind)
	case o.isKustomization():
		r.kustomized = append(r.kustomized, o)
	case o.kind == "" || value(n, "apiVersion") == "":
		r.Say(diag.Note, n.Span, "apiVersion and kind are missing, so this is no Kubernetes object and left out")
	case strings.HasSuffix(o.kind, "List") && items != nil && depth < deepestList:
		for _, item := range items.Items {
			r.readDocument(file, item, depth+1)
		}
	case o.read():
		r.add(o)
	case !o.silent():
		r.pass(o)
	}
}

// add takes an object in, if it is one of the system's own.
func (r *reader) add(o *object) {
	switch {
	case o.name == "":
		r.Say(diag.Error, o.span, "this %s has no name", o.kind)
		return
	case !legal(o.name) || !legal(o.namespace) && o.namespace != "":
		r.Say(diag.Error, o.span, "a %s is named with letters, digits, dots and dashes", o.kind)
		return
	case o.tests():
		return
	case o.maker() != nil:
		r.made = append(r.made, o)
		return
	}
	r.put(o)
}

// put takes an object in, in the place of one of the same name.
func (r *reader) put(o *object) {
	at, again := r.index[o.identity]
	if !again {
		o.order = len(r.objects)
		r.index[o.identity] = o.order
		r.objects = append(r.objects, o)
		return
	}
	was := r.objects[at]
	if o.patches(was) {
		r.Say(diag.Note, o.span, "this is taken for a patch, and left out: the whole %s stands in %s", o.kind, was.file)
		return
	}
	if o.kind != "Namespace" {
		r.again = append(r.again, o.span)
	}
	o.order = at
	r.objects[at] = o
}

// pass counts an object that is not read.
func (r *reader) pass(o *object) {
	i, known := r.kinds[o.kind]
	if !known {
		i = len(r.passed)
		r.kinds[o.kind] = i
		r.passed = append(r.passed, passed{kind: o.kind, at: o.span})
	}
	r.passed[i].count++
}

// tell says once for each kind that its objects are not read, and once that some objects stand there twice.
func (r *reader) tell() {
	for _, p := range r.passed {
		if p.count == 1 {
			r.Say(diag.Note, p.at, "objects of kind %s are not read", diag.Quote(p.kind))
		} else {
			r.Say(diag.Note, p.at, "objects of kind %s are not read; there are %d", diag.Quote(p.kind), p.count)
		}
	}
	switch n := len(r.again); {
	case n == 1:
		r.Say(diag.Note, r.again[0], "this object is written before too: the last one counts")
	case n > 1:
		r.Say(diag.Note, r.again[0], "this object and %d more are written before too: of each the last one counts", n-1)
	}
}
