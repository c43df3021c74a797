package page

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/linewalk/linewalk/render"
)

// headingsUnder is by how much the headings of a rule page go down, so that they stand below that of
// the rule in the page.
const headingsUnder = 2

// help is the page of a rule as HTML. Raw HTML in it does not pass, links to other rule pages lead to
// where those stand, and other links only where a link may lead. The first heading, which is the name
// of the rule, is left out, as the name stands above.
func (g *register) help(markdown string) (template.HTML, error) {
	source := []byte(markdown)
	md := goldmark.New()
	document := md.Parser().Parse(text.NewReader(source))
	g.settle(document, source)
	var b bytes.Buffer
	if err := md.Renderer().Render(&b, source, document); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}

// settle fits a rule page into its place.
func (g *register) settle(document ast.Node, source []byte) {
	if first := document.FirstChild(); first != nil {
		if h, ok := first.(*ast.Heading); ok && h.Level == 1 {
			document.RemoveChild(document, first)
		}
	}
	var strange []ast.Node
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			n.Level = min(6, n.Level+headingsUnder)
		case *ast.Link:
			n.Title = nil
			if !g.lead(n) {
				strange = append(strange, n)
			}
		case *ast.AutoLink:
			n.Parent().InsertBefore(n.Parent(), n, ast.NewString(n.Label(source)))
			strange = append(strange, n)
		case *ast.Image, *ast.RawHTML, *ast.HTMLBlock:
			strange = append(strange, n)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	for _, n := range strange {
		unwrap(n)
	}
}

// lead points a link at its place, and tells whether there is one.
func (g *register) lead(n *ast.Link) bool {
	to := string(n.Destination)
	if id, ok := strings.CutSuffix(to, ".md"); ok {
		if a, known := g.rules[id]; known {
			n.Destination = []byte(a.Href())
			return true
		}
	}
	address, ok := render.Hyperlink(to)
	if !ok {
		return false
	}
	n.Destination = []byte(address)
	n.SetAttributeString("rel", []byte("noopener noreferrer"))
	return true
}

// unwrap puts what stands in a node in the place of the node. A node without children vanishes.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for n.FirstChild() != nil {
		parent.InsertBefore(parent, n, n.FirstChild())
	}
	parent.RemoveChild(parent, n)
}
