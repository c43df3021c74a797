package calm

import (
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wording"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// manners are the types of relationships.
var manners = []string{"connects", "interacts", "deployed-in", "composed-of", "options"}

// manner is the type of a relationship and what stands under it. It is the key of an object; some write it as a
// text, with its parts beside it; the drafts of 2024 had them under parties.
func manner(n *yamlfile.Node) (string, *yamlfile.Node) {
	typ := n.Get("relationship-type")
	for _, at := range []*yamlfile.Node{typ, n} {
		if at == nil {
			continue
		}
		for _, m := range manners {
			if body := at.Get(m); body != nil {
				return m, body
			}
		}
	}
	if parties := n.Get("parties"); parties != nil {
		return importer.Scalar(typ), parties
	}
	return "", nil
}

func (r *reader) relationships(d *document) {
	for _, n := range r.Objects(d.root, "relationships") {
		r.relationship(d, n)
	}
}

func (r *reader) relationship(d *document, n *yamlfile.Node) {
	id := idOf(n)
	if id != "" && d.lines[id] != nil {
		r.Say(diag.Warning, n.Span, "two relationships have the unique-id %s", diag.Quote(id))
	}
	typ, body := manner(n)
	switch typ {
	case "connects":
		r.arrows(d, n, id, r.ends(body, "source"), r.ends(body, "destination"))
	case "interacts":
		r.arrows(d, n, id, r.ends(body, "actor"), r.ends(body, "nodes"))
	case "deployed-in":
		r.contain(body, func(k *node, container string) {
			if !slices.Contains(k.deployed, container) && len(k.deployed) < mostPlaces {
				k.deployed = append(k.deployed, container)
			}
		})
	case "composed-of":
		r.contain(body, func(k *node, container string) {
			if k.part == "" {
				k.part = container
			}
		})
	case "options":
		if !d.options {
			r.Say(diag.Note, n.Span, "the choices of a pattern draw nothing: what was chosen are the other relationships")
		}
		d.options = true
	default:
		r.Say(diag.Warning, n.Span, "a relationship is of no type that is known here, so it is left out: %s", diag.Quote(id))
	}
}

// An end is a node that a relationship names, and where.
type end struct {
	id string
	at diag.Span
}

// ends lists the nodes under a key: an ID, an object with the ID under node, or a list.
func (r *reader) ends(body *yamlfile.Node, key string) []end {
	at := body.Get(key)
	if at == nil {
		r.Say(diag.Error, body.Span, "a relationship has no %s", key)
		return nil
	}
	items := []*yamlfile.Node{at}
	if at.Kind == yamlfile.Sequence {
		items = at.Items
	}
	var all []end
	for _, item := range items {
		id := importer.Scalar(item)
		if id == "" {
			id = importer.Text(item, "node")
		}
		if id == "" {
			r.Say(diag.Error, item.Span, "%s names no node", key)
			continue
		}
		r.check(id, item.Span)
		all = append(all, end{id, item.Span})
	}
	return all
}

// mostMeant is for how many names that no node has a likely one is looked for.
const mostMeant = 20

// check tells of an ID that no node has. It is drawn all the same: somebody means something by it.
func (r *reader) check(id string, at diag.Span) {
	if r.known[id] != nil {
		return
	}
	r.missing++
	if r.missing <= mostMeant {
		if near := diag.Near(id, r.ids); len(near) > 0 {
			r.Say(diag.Warning, at, "there is no node %s; did you mean %s?", diag.Quote(id), diag.Quote(near[0]))
			return
		}
	}
	r.Say(diag.Warning, at, "there is no node %s", diag.Quote(id))
}

// kindAt is the kind of the component with an ID.
func (r *reader) kindAt(id string) model.ComponentKind {
	if k := r.known[id]; k != nil {
		return k.kind
	}
	return model.ComponentService
}

// mostArrows is how many arrows one relationship draws at most.
const mostArrows = 1000

// arrows draws an arrow from each of some ends to each of others.
func (r *reader) arrows(d *document, n *yamlfile.Node, id string, from, to []end) {
	if len(from)*len(to) > mostArrows {
		r.Say(diag.Error, n.Span, "one relationship draws more than %d arrows", mostArrows)
		return
	}
	for _, f := range from {
		for _, t := range to {
			if f.id == t.id {
				r.Say(diag.Note, t.at, "an arrow from a component to itself is left out")
				continue
			}
			line := r.Arrow(r.line(d, n, id, f.id, t.id))
			r.drawn[line] = drawn{f.id, t.id}
			if id != "" {
				d.lines[id] = append(d.lines[id], line)
			}
		}
	}
}

func (r *reader) line(d *document, n *yamlfile.Node, id, from, to string) importer.Line {
	l := importer.Line{From: from, To: to, Label: importer.Text(n, "description"), Via: importer.Text(n, "protocol")}
	l.Apart = []string{id, l.Via}
	l.Evidence = importer.Drawn(d.name, "relationships", from, to)
	if id != "" {
		l.Evidence = importer.Drawn(d.name, "relationships", id)
	}
	link := wording.Link{From: r.kindAt(from), To: r.kindAt(to), By: l.Via, Label: l.Label}
	if k := r.known[to]; k != nil {
		link.ToWhom = k.words
	}
	l.Kind, l.Question = link.Kind()
	ends := []*node{{retired: marked(n, wording.IsRetired), planned: marked(n, wording.IsPlanned)}, r.known[from], r.known[to]}
	switch {
	case slices.ContainsFunc(ends, func(k *node) bool { return k != nil && k.retired }):
		l.Question = wording.AskRetired
	case slices.ContainsFunc(ends, func(k *node) bool { return k != nil && k.planned }):
		l.Question = wording.AskPlanned
	}
	return l
}

// contain notes of the nodes in a container that they are there.
func (r *reader) contain(body *yamlfile.Node, note func(k *node, container string)) {
	container := importer.Text(body, "container")
	if container == "" {
		r.Say(diag.Error, body.Span, "a relationship has no container")
		return
	}
	r.check(container, body.Span)
	for _, e := range r.ends(body, "nodes") {
		if k := r.known[e.id]; k != nil && e.id != container {
			note(k, container)
		}
	}
}
