package likec4

import (
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wording"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func (p *project) relations() {
	kinds := p.specification("relationships")
	for _, e := range p.entries(p.root, "relations") {
		p.relation(e.id, e.node, kinds)
	}
	if deployed := p.root.Get("deployments"); deployed != nil {
		if relations := deployed.Get("relations"); relations != nil && len(relations.Pairs) > 0 {
			p.Say(diag.Note, relations.Span, "relations between what is deployed are not read: %d", len(relations.Pairs))
		}
	}
}

func (p *project) relation(id string, n, kinds *yamlfile.Node) {
	from, to := p.end(n, "source"), p.end(n, "target")
	switch {
	case from == nil || to == nil:
		return
	case from == to:
		p.Say(diag.Note, n.Span, "an arrow from a component to itself is left out")
		return
	}
	kind := importer.Text(n, "kind")
	l := importer.Line{From: from.id, To: to.id, Label: importer.Text(n, "title"), Via: importer.Text(n, "technology"), Tags: tagsOf(n)}
	if of := kinds.Get(kind); of != nil && l.Via == "" {
		l.Via = importer.Text(of, "technology")
	}
	l.Apart = []string{l.Via, kind}
	l.Evidence = importer.Drawn(p.file, "relations", from.id+" -> "+to.id)
	l.Kind, l.Question = wording.Link{
		From: from.kind, To: to.kind, By: strings.Join(append(l.Tags, kind, l.Via), " "), Label: l.Label, ToWhom: to.title + " " + to.made,
	}.Kind()
	switch {
	case from.retired || to.retired || marked(n, wording.IsRetired):
		l.Question = wording.AskRetired
	case from.planned || to.planned || marked(n, wording.IsPlanned):
		l.Question = wording.AskPlanned
	}
	line := p.Arrow(l)
	p.lines[id] = line
	p.drawn = append(p.drawn, drawn{l.From, l.To, l.Label})
	p.ends[[2]string{l.From, l.To}] = append(p.ends[[2]string{l.From, l.To}], line)
}

// end is the element at an end: {model: ...}, with the project it is in if that is another, or a plain name. One
// that is not there is drawn all the same.
func (p *project) end(n *yamlfile.Node, key string) *element {
	at := n.Get(key)
	if at == nil {
		p.Say(diag.Error, n.Span, "a relation has no %s", key)
		return nil
	}
	project, fqn := p.id, importer.Scalar(at)
	if at.Kind == yamlfile.Mapping {
		fqn = importer.Text(at, "model")
		if other := importer.Text(at, "project"); other != "" {
			project = other
		}
	}
	if fqn == "" {
		p.Say(diag.Error, at.Span, "the %s of a relation names no element", key)
		return nil
	}
	id := p.name(project, fqn)
	if p.known[id] == nil {
		if project == p.id {
			p.Say(diag.Warning, at.Span, "there is no element %s", diag.Quote(fqn))
		}
		p.element(project, fqn, &yamlfile.Node{Kind: yamlfile.Mapping}, &yamlfile.Node{Kind: yamlfile.Mapping})
	}
	return p.known[id]
}

// isPerson tells whether the component with an ID is a person.
func (r *reader) isPerson(id string) bool {
	return r.known[id] != nil && r.known[id].kind == model.ComponentPerson
}
