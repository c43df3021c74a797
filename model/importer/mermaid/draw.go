package mermaid

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/importer"
)

// draw adds a chart to the album of the system.
func (r *reader) draw(c *chart) {
	if r.System == "" {
		r.System = importer.PlainText(c.title)
	}
	var leaf importer.Leaf
	for _, t := range c.drawn() {
		leaf.Boxes = append(leaf.Boxes, c.box(t))
	}
	for _, a := range c.arrows {
		leaf.Lines = append(leaf.Lines, importer.Line{
			From: a.from, To: a.to, Label: a.label, Via: a.via, Question: a.question,
			Evidence: model.SketchEvidence{
				File: c.lines.File(), Path: c.heading, Reading: "drawn", Confidence: model.Claimed,
			},
		})
	}
	r.Leaf(leaf)
}

// box is a thing as it is drawn, with the group that it stands in.
func (c *chart) box(t thing) importer.Box {
	b := importer.Box{
		SketchComponent: model.SketchComponent{Name: t.id, Kind: t.kind, Label: t.label},
		Words:           t.words, At: c.lines.Span(t.at, t.at+len(t.id)),
	}
	if t.group {
		b.Kind = model.ComponentPlace
	}
	if t.home != "" {
		b.In = []string{t.home}
	}
	return b
}
