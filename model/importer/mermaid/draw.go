package mermaid

import (
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// draw adds a chart to the album of the system.
func (r *reader) draw(c *chart) {
	if r.System == "" {
		r.System = importer.PlainText(c.title)
	}
	drawn := c.drawn()
	names := map[string]string{}
	for _, t := range drawn {
		names[t.id] = r.name(c, t)
	}
	for _, t := range drawn {
		r.Component(component(t, names))
	}
	for _, a := range c.arrows {
		r.Arrow(importer.Line{
			From: names[a.from], To: names[a.to], Label: a.label, Via: a.via, Question: a.question,
			Evidence: model.SketchEvidence{
				File: c.lines.File(), Path: c.heading, Reading: "drawn", Confidence: model.Claimed,
			},
		})
	}
}

// component is a thing under its name, with the place that it stands in.
func component(t thing, names map[string]string) model.SketchComponent {
	c := model.SketchComponent{Name: names[t.id], Kind: t.kind, Label: t.label}
	if c.Name != t.id {
		c.Aliases = []string{t.id}
	}
	if t.group {
		c.Kind = model.ComponentPlace
	}
	if t.home != "" {
		c.In = []string{names[t.home]}
	}
	return c
}

// name is the name of a thing: its ID, unless that is taken by what shows another text in an earlier chart.
func (r *reader) name(c *chart, t thing) string {
	name, other := r.Name(t.id, t.label, func(id string) bool { _, used := c.index[id]; return used })
	if other != "" {
		r.Say(diag.Note, c.lines.Span(t.at, t.at+len(t.id)), "%s is %s here and %s in another diagram: two components",
			diag.Quote(t.id), diag.Quote(t.label), diag.Quote(other))
	}
	return name
}
