package structurizr

import (
	"slices"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/wording"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// askElsewhere is asked about what is drawn for another environment than production.
const askElsewhere = "it is drawn for another environment than production: is it part of the system?"

// relate draws the relationships. Each hangs on the element that it starts at.
func (w *workspace) relate() {
	for _, e := range w.elements {
		for _, n := range w.Objects(e.node, "relationships") {
			w.relationship(e, n)
		}
	}
}

// relationship draws one, unless it is a copy that Structurizr made: for the parents of its ends, or for what
// is deployed.
func (w *workspace) relationship(holder *element, n *yamlfile.Node) {
	id := importer.Text(n, "id")
	if link := importer.Text(n, "linkedRelationshipId"); link != "" {
		w.copies[id] = link
		return
	}
	from, known := w.byID[importer.Text(n, "sourceId")]
	if !known {
		from = holder
	}
	to, known := w.byID[importer.Text(n, "destinationId")]
	if !known {
		w.Say(diag.Warning, n.Span, "an arrow ends at the ID %s, which nothing has, so it is left out", diag.Quote(importer.Text(n, "destinationId")))
		return
	}
	aside := w.aside(from) || w.aside(to)
	from, to = w.drawnEnd(from), w.drawnEnd(to)
	if from == to {
		w.Say(diag.Note, n.Span, "an arrow from a component to itself is left out")
		return
	}
	l := importer.Line{
		From: from.id, To: to.id, Label: importer.Text(n, "description"), Via: importer.Text(n, "technology"), Tags: tagsOf(n),
		Evidence: importer.Drawn(w.file, from.path, "relationships", to.path),
	}
	l.Apart = []string{l.Via}
	l.Kind, l.Question = wording.Link{
		From: from.kind, To: to.kind, Async: isAsync(n), By: l.Via, Label: l.Label, ToWhom: to.name + " " + importer.Text(to.node, "technology"),
	}.Kind()
	switch {
	case says(wording.IsRetired, n, from, to):
		l.Question = wording.AskRetired
	case says(wording.IsPlanned, n, from, to):
		l.Question = wording.AskPlanned
	case aside:
		l.Question = askElsewhere
	}
	line := w.Arrow(l)
	if from.kind == model.ComponentPerson {
		w.people[line] = from.id
	}
	w.lines[id] = line
}

// drawnEnd is the component at an end: of an instance what it is an instance of.
func (w *workspace) drawnEnd(e *element) *element {
	if e.of != nil {
		return e.of
	}
	if !e.drawn {
		w.draw(e)
	}
	return e
}

// isAsync tells whether nobody waits for an answer. Older files say so by a tag.
func isAsync(n *yamlfile.Node) bool {
	return importer.Text(n, "interactionStyle") == "Asynchronous" || slices.Contains(allTags(n), "Asynchronous")
}

// says tells whether a relationship, or what is at its ends or around them, has a tag or a status of a kind.
func says(kind func(word string) bool, n *yamlfile.Node, ends ...*element) bool {
	if marked(n, kind) {
		return true
	}
	return slices.ContainsFunc(ends, func(e *element) bool {
		for ; e != nil; e = e.parent {
			if marked(e.node, kind) {
				return true
			}
		}
		return false
	})
}

func marked(n *yamlfile.Node, kind func(word string) bool) bool {
	if slices.ContainsFunc(tagsOf(n), kind) {
		return true
	}
	properties := n.Get("properties")
	return properties != nil && slices.ContainsFunc([]string{"status", "lifecycle"}, func(key string) bool { return kind(importer.Text(properties, key)) })
}
