package calm

import (
	"slices"
	"strconv"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wording"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A reader reads architectures into one diagram.
type reader struct {
	importer.Remarks
	importer.Diagram
	known   map[string]*node
	ids     []string      // of the nodes, in order
	drawn   map[int]drawn // by the number of a line
	details []detail
	missing int // how many names no node has
}

func newReader() *reader {
	return &reader{known: map[string]*node{}, drawn: map[int]drawn{}}
}

// A node is a node of CALM.
type node struct {
	kind    model.ComponentKind
	words   string // what it is called, for telling what an arrow to it is
	owner   string
	retired bool
	planned bool

	deployed []string // in these
	part     string   // of this
}

// A drawn line has these nodes at its ends.
type drawn struct{ from, to string }

// A detail says that a node is drawn in an architecture of its own.
type detail struct {
	id, reference string
	at            diag.Span
}

// idOf is the ID of a node, a relationship or a flow.
func idOf(n *yamlfile.Node) string {
	if id := importer.Text(n, "unique-id"); id != "" {
		return id
	}
	return importer.Text(n, "uniqueId")
}

func (r *reader) nodes(d *document) {
	if r.System == "" {
		r.System = title(d.root)
	}
	here := map[string]bool{}
	for _, n := range r.Objects(d.root, "nodes") {
		id := idOf(n)
		name := importer.Text(n, "name")
		switch {
		case id == "" && name == "":
			r.Say(diag.Error, n.Span, "a node has no unique-id")
			continue
		case id == "":
			r.Say(diag.Warning, n.Span, "a node has no unique-id, so it goes by its name")
			id = name
		case here[id]:
			r.Say(diag.Warning, n.Span, "two nodes have the unique-id %s, so they are drawn as one", diag.Quote(id))
		}
		here[id] = true
		d.nodes = append(d.nodes, id)
		r.node(id, name, n)
		if details := n.Get("details"); details != nil {
			if reference := importer.Text(details, "detailed-architecture"); reference != "" {
				r.details = append(r.details, detail{id, reference, details.Span})
			}
		}
	}
}

func (r *reader) node(id, name string, n *yamlfile.Node) {
	if r.known[id] == nil {
		r.known[id] = &node{}
		r.ids = append(r.ids, id)
	}
	k := r.known[id]
	k.kind = kindOf(n, name)
	k.words = id + " " + name + " " + importer.Text(n, "node-type")
	k.retired, k.planned = marked(n, wording.IsRetired), marked(n, wording.IsPlanned)
	if k.owner == "" {
		k.owner = ownerOf(n)
	}
	r.Component(model.SketchComponent{Name: id, Kind: k.kind, Label: name, Owner: k.owner, Replicas: replicas(n)})
}

// title is what an architecture calls itself.
func title(root *yamlfile.Node) string {
	for _, n := range append([]*yamlfile.Node{root}, metadata(root)...) {
		for _, key := range []string{"name", "title"} {
			if text := importer.Text(n, key); text != "" {
				return text
			}
		}
	}
	return ""
}

// kindOf is what kind of component a node is. Anything may be a network, from a cluster to a load balancer.
func kindOf(n *yamlfile.Node, name string) model.ComponentKind {
	typ := importer.Text(n, "node-type")
	kind := wording.Box{Class: typ, Name: name}.Kind()
	if kind == model.ComponentPlace && (wording.Box{Name: name}).Kind() == model.ComponentGateway {
		return model.ComponentGateway
	}
	if kind == model.ComponentService && outside(n) {
		return model.ComponentExternal
	}
	return kind
}

// outside tells whether the metadata of a node say that it is somebody else's.
func outside(n *yamlfile.Node) bool {
	return slices.ContainsFunc(metadata(n), func(m *yamlfile.Node) bool { return importer.Text(m, "c4-scope") == "external" })
}

// mostReplicas is how many of a thing are believed.
const mostReplicas = 1_000_000

// replicas is how many of a node there are, by its metadata, 0 if they do not say.
func replicas(n *yamlfile.Node) int {
	for _, m := range metadata(n) {
		if count, err := strconv.Atoi(importer.Text(m, "replicas")); err == nil && count > 0 {
			return min(count, mostReplicas)
		}
	}
	return 0
}

// metadata lists the objects with metadata of a node, a relationship or an architecture: one, or a list.
func metadata(n *yamlfile.Node) []*yamlfile.Node {
	var all []*yamlfile.Node
	for _, key := range []string{"metadata", "customMetadata"} {
		if m := n.Get(key); m != nil {
			all = append(append(all, m), m.Items...)
		}
	}
	return all
}

// marked tells whether something has a status of a kind.
func marked(n *yamlfile.Node, kind func(word string) bool) bool {
	return slices.ContainsFunc(append([]*yamlfile.Node{n}, metadata(n)...), func(m *yamlfile.Node) bool {
		return slices.ContainsFunc([]string{"status", "lifecycle", "lifecycle-status"}, func(key string) bool { return kind(importer.Text(m, key)) })
	})
}

// ownerOf is who answers for a node, by its own keys or its metadata.
func ownerOf(n *yamlfile.Node) string {
	for _, m := range append([]*yamlfile.Node{n}, metadata(n)...) {
		if wording.NamesOwner(importer.Text(m, "key")) && m.Get("value") != nil { // some list metadata as key and value
			if owner := party(m.Get("value")); owner != "" {
				return owner
			}
		}
		for _, p := range m.Pairs {
			if wording.NamesOwner(p.Key.Value) {
				if owner := party(p.Value); owner != "" {
					return owner
				}
			}
		}
	}
	return ""
}

// party is the name of a team or person: a text, the first of a list, or the name in an object.
func party(n *yamlfile.Node) string {
	if len(n.Items) > 0 {
		n = n.Items[0]
	}
	if owner := wording.Owner(importer.Scalar(n)); owner != "" {
		return owner
	}
	for _, key := range []string{"name", "team", "owner", "id"} {
		if owner := wording.Owner(importer.Text(n, key)); owner != "" {
			return owner
		}
	}
	return ""
}

// place says of every node where it lives and whose it is. Where it is deployed counts before what it is part
// of, as that is what fails with it.
func (r *reader) place(all []*document) {
	r.detail(all)
	both := 0
	for _, id := range r.ids {
		k := r.known[id]
		in := r.innermost(k.deployed)
		switch {
		case len(in) == 0 && k.part != "":
			in = []string{k.part}
		case len(in) > 0 && k.part != "" && !slices.ContainsFunc(in, func(place string) bool { return r.within(place, k.part) }):
			both++
		}
		r.Component(model.SketchComponent{Name: id, In: in, Owner: r.owner(id)})
	}
	if both > 0 {
		r.Say(diag.Note, importer.Top(all[0].name), "%d nodes are part of one thing and deployed in another: they are drawn where they are deployed", both)
	}
}

// deepest is how many things around a node are looked at.
const deepest = 30

// around is what a node lies in.
func (r *reader) around(id string) []string {
	k := r.known[id]
	switch {
	case k == nil:
		return nil
	case len(k.deployed) == 0 && k.part != "":
		return []string{k.part}
	}
	return k.deployed
}

// within tells whether a node is a place or lies in it.
func (r *reader) within(id, place string) bool {
	for range deepest {
		if id == place {
			return true
		}
		in := r.around(id)
		if len(in) == 0 {
			return false
		}
		id = in[0]
	}
	return false
}

// mostPlaces is over how many places a node is spread at most.
const mostPlaces = 20

// innermost leaves out places that hold others of them.
func (r *reader) innermost(places []string) []string {
	places = places[:min(len(places), mostPlaces)]
	var all []string
	for i, place := range places {
		holds := slices.ContainsFunc(places[i+1:], func(other string) bool { return r.within(other, place) }) ||
			slices.ContainsFunc(all, func(other string) bool { return r.within(other, place) })
		if !holds {
			all = append(all, place)
		}
	}
	return all
}

// owner is who answers for a node, or for what it is part of.
func (r *reader) owner(id string) string {
	for range deepest {
		k := r.known[id]
		if k == nil || k.owner != "" || k.part == "" {
			break
		}
		id = k.part
	}
	if k := r.known[id]; k != nil {
		return k.owner
	}
	return ""
}

// detail puts the nodes of an architecture into the node whose details it draws, and tells of those that were
// not given.
func (r *reader) detail(all []*document) {
	var unread []detail
	for _, detail := range r.details {
		i := slices.IndexFunc(all, func(d *document) bool { return d.called(detail.reference) })
		if i < 0 {
			unread = append(unread, detail)
			continue
		}
		inside := all[i].nodes
		all[i].nodes = nil // they lie in one node only
		for _, id := range inside {
			if k := r.known[id]; id != detail.id && k.part == "" && k.kind != model.ComponentPerson {
				k.part = detail.id
			}
		}
	}
	if len(unread) > 0 {
		r.Say(diag.Note, unread[0].at, "nodes whose details are an architecture in a file that was not given: %d", len(unread))
	}
}
