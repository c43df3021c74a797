// Package dot reads drawings in the DOT language of Graphviz into a Sketch. The statements are read by gonum's
// parser; what Graphviz takes and that does not, such as a, b -> c and "x" + "y", is brought into a form that
// it takes (the grammar is https://graphviz.org/doc/info/lang.html, as of Graphviz 12).
//
// It takes names and bytes.
package dot

import (
	"bytes"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// Read reads files of one system, in order, each with one graph or several. Where a diagnostic is an error,
// the Sketch holds what could be read all the same.
func Read(named []importer.File) (*model.Sketch, []diag.Diagnostic) {
	r := &reader{}
	for _, f := range named {
		r.file(f)
	}
	sketch := r.Sketch(&r.Remarks)
	return sketch, r.All(named)
}

// Looks tells whether a text is a drawing of Graphviz: strict, graph or digraph, a name at most, and a brace.
func Looks(text []byte) bool {
	s := &scanner{text: text[:min(len(text), 64<<10)], lines: importer.NewLines(importer.File{}), remarks: &importer.Remarks{}, most: 4}
	tokens := s.scan()
	if len(tokens) > 0 && tokens[0].kind == strictWord {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 || tokens[0].kind != graphWord && tokens[0].kind != digraphWord {
		return false
	}
	tokens = tokens[1:]
	if len(tokens) > 0 && tokens[0].kind == name {
		tokens = tokens[1:]
	}
	return len(tokens) > 0 && tokens[0].kind == '{'
}

// A reader reads the files of one system.
type reader struct {
	importer.Remarks
	importer.Album
}

// file reads the graphs of a file.
func (r *reader) file(f importer.File) {
	lines := importer.NewLines(f)
	if wide := lines.Wide(); wide != nil {
		r.Add(*wide)
		return
	}
	if bytes.IndexByte(f.Text, 0) >= 0 {
		r.Add(fault(lines.Span(0, 0), "this is no text in UTF-8", "save the file as UTF-8"))
		return
	}
	s := &scanner{text: f.Text, lines: lines, remarks: &r.Remarks, most: mostTokens}
	p := &plainer{lines: lines, remarks: &r.Remarks}
	tokens := p.plain(p.balance(s.scan()))
	if len(tokens) == 0 {
		if r.Once(f.Name + "\x00empty") {
			r.Add(fault(lines.Span(0, 0), "there is no graph here", "start with digraph { and end with }"))
		}
		return
	}
	graphs := p.parse(tokens)
	for _, g := range graphs {
		r.draw(newWalk(tokens, g, p.fail), lines, len(graphs) > 1)
	}
}

// fault is an error about a place, with what to do.
func fault(at diag.Span, message, mend string) diag.Diagnostic {
	return diag.Diagnostic{Rule: importer.ReadImport, Level: diag.Error, Span: at, Message: diag.Shorten(message, 100), Mend: mend}
}
