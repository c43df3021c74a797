// Package mermaid reads flowcharts of Mermaid into a Sketch: files of their own, and every fenced block of a
// Markdown file. What is an arrow is decided as Mermaid 11.17 decides it, whose grammar of flowcharts is the
// source of the tables here; where Mermaid refuses a label that leaves no doubt, such as A[book (paper)], it
// is read all the same. C4 and architecture diagrams are read where there are no flowcharts.
//
// It takes names and bytes. Diagrams of other types are left out, each with a note.
package mermaid

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// Read reads files of one system, in order. Where a diagnostic is an error, the Sketch holds what could be
// read all the same.
func Read(named []importer.File) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{}
	var charts []*chart
	for _, f := range named {
		charts = append(charts, r.file(f)...)
	}
	for _, c := range r.worthDrawing(charts) {
		r.draw(c)
	}
	sketch := r.Sketch(&r.Remarks)
	return sketch, r.All(named)
}

// Looks tells whether a text is a diagram of Mermaid, or Markdown that holds one.
func Looks(text []byte) bool {
	if newDraft(text, 0).kind() != "" {
		return true
	}
	return bytes.Contains(text, []byte("mermaid")) && len(importer.TopKeys(text)) == 0 && len(readPage(text).blocks) > 0
}

// A reader reads the files of one system.
type reader struct {
	importer.Remarks
	importer.Album
}

// file reads the flowcharts of a file.
func (r *reader) file(f importer.File) []*chart {
	lines := importer.NewLines(f)
	if wide := lines.Wide(); wide != nil {
		r.Add(*wide)
		return nil
	}
	if d := newDraft(f.Text, 0); d.kind() != "" && !isMarkdown(f.Name) {
		return r.charts(d, &chart{lines: lines, title: d.title})
	}
	page := readPage(f.Text)
	r.tellOfPage(page, lines)
	if len(page.blocks) == 0 {
		at := len(f.Text) - len(bytes.TrimLeft(f.Text, "\ufeff \t\r\n"))
		r.Add(fault(lines.Span(at, at), "there is no diagram of Mermaid here",
			"start the file with flowchart LR, or fence the diagram with ```mermaid"))
		return nil
	}
	var all []*chart
	for _, b := range page.blocks {
		if !b.closed {
			r.Say(diag.Warning, lines.Span(b.opener, b.from), "the block is never closed, so it goes to the end of the file")
		}
		d := newDraft(b.text(f.Text), b.from)
		all = append(all, r.charts(d, &chart{lines: lines, title: page.title, heading: b.heading})...)
	}
	return all
}

// tellOfPage says what of a page of Markdown is not read.
func (r *reader) tellOfPage(p *page, lines *importer.Lines) {
	for _, b := range p.hidden {
		r.Say(diag.Note, lines.Span(b.opener, b.from), "this diagram is left out, as it stands in a comment")
	}
	if p.inComment && len(p.hidden) > 0 {
		r.Say(diag.Warning, lines.Span(p.comment, p.comment+len("<!--")), "the comment is never closed, so it goes to the end of the file")
	}
	if len(p.dots) > 0 {
		r.Say(diag.Note, lines.Span(p.dots[0], p.dots[0]), "blocks of Graphviz are not read here (%d): put each into a file for import dot", len(p.dots))
	}
}

// charts reads a diagram into a chart, if it is a flowchart.
func (r *reader) charts(d *draft, c *chart) []*chart {
	at := d.start()
	c.from = d.from + at
	word := d.wordEnd(at)
	switch kind := d.kind(); {
	case kind == "" && slices.Contains(flowcharts, string(d.text[at:word])):
		line, _ := d.line(word)
		r.Add(fault(c.lines.Span(d.from+word, d.from+word+len(line)), "a direction is expected here", "write one of LR, RL, TB, BT and TD, and nothing behind it"))
	case kind == "" && at < len(d.text):
		r.Say(diag.Warning, c.lines.Span(c.from, d.from+word), "this diagram is left out: it is of no type that is known")
	case slices.Contains(flowcharts, kind):
		p := &parser{draft: d, chart: c, remarks: &r.Remarks}
		p.parse()
		return []*chart{c}
	case strings.HasPrefix(kind, "C4"):
		c.kind = kind
		p := &c4{parser{draft: d, chart: c, remarks: &r.Remarks}}
		p.parse()
		return []*chart{c}
	case strings.HasPrefix(kind, "architecture"):
		c.kind = kind
		p := &architecture{parser{draft: d, chart: c, remarks: &r.Remarks}}
		p.parse()
		return []*chart{c}
	case kind != "":
		r.Say(diag.Note, c.lines.Span(c.from, c.from+len(kind)), "this diagram is left out: nothing is read of a %s", kind)
	}
	return nil
}

// worthDrawing is the charts that draw an arrow, unless none does: a block of boxes alone, in a page that draws
// arrows too, is a legend. C4 and architecture diagrams are drawn where no flowchart is, as they would show
// the same things under other IDs.
func (r *reader) worthDrawing(charts []*chart) []*chart {
	var drawn, flow []*chart
	for _, c := range charts {
		if len(c.arrows) > 0 {
			drawn = append(drawn, c)
			if c.kind == "" {
				flow = append(flow, c)
			}
		}
	}
	if len(drawn) == 0 {
		return charts
	}
	if len(flow) > 0 {
		drawn = flow
	}
	kept := map[*chart]bool{}
	for _, c := range drawn {
		kept[c] = true
	}
	for _, c := range charts {
		at := c.lines.Span(c.from, c.from)
		switch {
		case kept[c] || len(c.things) == 0:
		case len(c.arrows) > 0:
			r.Say(diag.Note, at, "this %s is left out, as there are flowcharts: import it by itself", c.kind)
		default:
			r.Say(diag.Note, at, "this diagram is left out, as it draws boxes and no arrow")
		}
	}
	return drawn
}

// fault is an error about a place, with what to do.
func fault(at diag.Span, message, mend string) diag.Diagnostic {
	return diag.Diagnostic{Rule: importer.ReadImport, Level: diag.Error, Span: at, Message: diag.Shorten(message, 100), Mend: mend}
}

func isMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".mdx", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd":
		return true
	}
	return false
}
