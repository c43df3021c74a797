package diagram

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// DOT writes the report as a graph for other tools: nodes bear the names of the drawing, places
// are clusters, and every judged arrow is an edge with its number by harm, its label and its four
// cells. Graphviz draws it as it is; the attributes kind, owner, harm and cells are for programs.
// The error is that of w.
func DOT(w io.Writer, r *analysis.Report) error {
	s := newScene(r)
	d := &dotWriter{names: s.dotNames()}
	fmt.Fprintf(&d.out, "digraph %s {\n", quote(dotText(r.System.Name.Or("system"))))
	d.out.WriteString("  graph [rankdir=LR, fontname=Helvetica, labeljust=l, style=rounded, color=\"#5f6368\"];\n" +
		"  node [shape=box, style=rounded, fontname=Helvetica, fontsize=13];\n" +
		"  edge [fontname=Helvetica, fontsize=10, color=\"#5f6368\"];\n\n")
	d.inside(s.page, "  ")
	d.out.WriteByte('\n')
	for _, l := range s.links {
		d.edge(l)
	}
	d.out.WriteString("}\n")
	_, err := w.Write(d.out.Bytes())
	return err
}

type dotWriter struct {
	out   bytes.Buffer
	names []string // of the boxes, all different
}

// dotNames are the names of the boxes without what DOT cannot hold. Two names that become equal
// by that are told apart.
func (s *scene) dotNames() []string {
	names, taken := make([]string, len(s.boxes)), map[string]bool{}
	for i, b := range s.boxes {
		name := dotText(b.component.Name)
		for n := 2; taken[name]; n++ {
			name = dotText(b.component.Name) + "~" + strconv.Itoa(n)
		}
		names[i], taken[name] = name, true
	}
	return names
}

// inside writes the nodes and clusters in the frame.
func (d *dotWriter) inside(f *frame, indent string) {
	for _, b := range f.boxes {
		d.node(b.component, d.names[b.id], indent)
	}
	for _, inner := range f.inner {
		fmt.Fprintf(&d.out, "%ssubgraph %s {\n", indent, quote("cluster_"+dotText(inner.place.Name)))
		fmt.Fprintf(&d.out, "%s  label=%s;\n", indent, label(inner.title))
		d.inside(inner, indent+"  ")
		fmt.Fprintf(&d.out, "%s}\n", indent)
	}
}

// dotShapes are Graphviz's nearest to the looks of the picture; all others are rounded boxes.
var dotShapes = map[model.ComponentKind]string{
	model.ComponentPerson:   "oval",
	model.ComponentFrontend: "tab",
	model.ComponentFunction: "cds",
	model.ComponentJob:      "octagon",
	model.ComponentDatabase: "cylinder",
	model.ComponentCache:    "cylinder",
	model.ComponentStorage:  "box3d",
	model.ComponentQueue:    "parallelogram",
	model.ComponentGateway:  "hexagon",
	model.ComponentDevice:   "component",
	model.ComponentPlace:    "folder",
}

func (d *dotWriter) node(c *model.Component, name, indent string) {
	kind := c.Kind.Value
	words := []string{c.Label.Or(c.Name)}
	if facts := smallFacts(c); len(facts) > 0 {
		words = append(words, strings.Join(facts, ", "))
	}
	all := []string{"label=" + label(words...)}
	if shape, ok := dotShapes[kind]; ok {
		all = append(all, "shape="+shape, "style=solid")
	} else if kind == model.ComponentExternal {
		all = append(all, `style="rounded,dashed"`)
	}
	all = append(all, "kind="+kind.String())
	if c.Owner.Given() {
		all = append(all, "owner="+quote(dotText(c.Owner.Value.Name)))
	}
	fmt.Fprintf(&d.out, "%s%s [%s];\n", indent, quote(name), strings.Join(all, ", "))
}

func (d *dotWriter) edge(l *link) {
	a := l.answers[0].Arrow
	title := strconv.Itoa(l.number)
	if text := a.Label.Or(a.Qualifier); text != "" {
		title += " " + text
	}
	all := []string{"label=" + label(title, marks(l.answers[0].Cells))}
	all = append(all, l.dotStyle()...)
	all = append(all, "kind="+a.Kind.Value.String())
	if a.Qualifier != "" {
		all = append(all, "name="+quote(dotText(a.Qualifier)))
	}
	if a.Status.Given() {
		all = append(all, "status="+a.Status.Value.String())
	}
	if owner := l.answers[0].Owner; owner.Owned() {
		all = append(all, "owner="+quote(dotText(owner.Party.Name)))
	}
	all = append(all, "harm="+l.answers[0].IfDown.Worst.String(), "cells="+quote(cellWords(l.answers[0].Cells)))
	fmt.Fprintf(&d.out, "  %s -> %s [%s];\n", quote(d.names[l.from.id]), quote(d.names[l.to.id]), strings.Join(all, ", "))
}

func marks(cells analysis.Cells) string {
	signs := [...]string{people.No: "✗", people.Unknown: "?", people.Yes: "✓"}
	words := make([]string, 0, len(cellLetters))
	for i, cell := range cells.All() {
		words = append(words, cellLetters[i]+signs[cell.Value])
	}
	return strings.Join(words, " ")
}

func cellWords(cells analysis.Cells) string {
	names := analysis.CellNames()
	words := make([]string, 0, len(names))
	for i, cell := range cells.All() {
		words = append(words, names[i]+" "+cell.Value.String())
	}
	return strings.Join(words, ", ")
}

// dotStyle are the attributes that differ from a plain request that hurts nobody.
func (l *link) dotStyle() []string {
	var all []string
	switch l.answers[0].IfDown.Worst {
	case propagation.Broken:
		all = append(all, `color="`+breakColour.light+`"`, "penwidth=2.5")
	case propagation.Degraded:
		all = append(all, `color="`+degradeColour.light+`"`, "penwidth=1.8")
	}
	switch a := l.answers[0].Arrow; {
	case a.Status.Value == model.Planned:
		all = append(all, "style=dotted")
	case !a.Request():
		all = append(all, "style=dashed")
	}
	if l.answers[0].Arrow.StandIn() {
		all = append(all, "arrowhead=empty")
	}
	return all
}

// dotText is clean text in one line, for readers of DOT that refuse the replacement character and
// take a backslash at the end of a line for a sign that it goes on.
func dotText(text string) string {
	return strings.NewReplacer(string(utf8.RuneError), "?", "\n", " ", "\t", " ").Replace(clean(text))
}

// quote makes an ID of any text. DOT knows one escape in IDs, that of the quotation mark; a
// backslash would eat the mark behind it, so it is doubled, as it is in labels.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// label makes a label of lines. Graphviz would resolve what looks like an entity of HTML, and
// escapes such as \N.
func label(lines ...string) string {
	for i, line := range lines {
		line = quote(entity.ReplaceAllString(strings.Join(strings.Fields(dotText(line)), " "), "&amp;$1"))
		lines[i] = line[1 : len(line)-1]
	}
	return `"` + strings.Join(lines, `\n`) + `"`
}

var entity = regexp.MustCompile(`&(#?\w+;)`)
