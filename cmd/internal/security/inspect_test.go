package security_test

import (
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	markup "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"
	"gopkg.in/yaml.v3"

	"github.com/linewalk/linewalk/render"
)

// A format is something that linewalk writes: by check or render to a file, or else by the command to the
// standard output. Inspect reads it as what reads it later does, and finds nothing that the drawing
// should not have been able to write.
type format struct {
	name, by string
	inspect  func(*testing.T, string)
}

// formats are all that linewalk writes but the text of check, and PNG, which is a picture of SVG.
var formats = []format{
	{"json", "check", inspectJSON},
	{"sarif", "check", inspectJSON},
	{"gitlab", "check", inspectJSON},
	{"junit", "check", loggedXML("testsuites testsuite testcase failure skipped system-out properties property")},
	{"checkstyle", "check", loggedXML("checkstyle file error")},
	{"github", "check", inspectGitHub},
	{"markdown", "check", inspectMarkdown},
	{"svg", "render", xmlOf("svg title desc style g rect circle ellipse path text tspan defs pattern marker line polygon")},
	{"html", "render", inspectHTML},
	{"md", "render", inspectMarkdown},
	{"csv", "render", inspectCSV},
	{"dot", "render", inspectDOT},
	{"walk", "walk --all", inspectText},
	{"walk.json", "walk --format json", inspectJSON},
	{"whatif", "whatif --fail hub", inspectText},
	{"whatif.json", "whatif --format json --fail hub", inspectJSON},
	{"people", "people", inspectText},
	{"people.json", "people --format json", inspectJSON},
	{"next", "next", inspectText},
	{"next.json", "next --format json", inspectJSON},
	{"diff", "diff --all old.yaml", inspectText},
	{"diff.json", "diff --format json old.yaml", inspectJSON},
	{"diff.md", "diff --format markdown old.yaml", inspectMarkdown},
	{"rules", "suggest --format prometheus", inspectYAML},
	{"slo", "suggest --format openslo", inspectYAML},
	{"monitors", "suggest --format yaml", inspectYAML},
}

// hidden tells whether a terminal, a browser or an editor acts on a rune instead of showing it.
func hidden(r rune) bool {
	return r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// inspectText wants nothing that a terminal or a runner of GitHub Actions would act on.
func inspectText(t *testing.T, text string) {
	t.Helper()
	if i := strings.IndexFunc(text, hidden); i >= 0 {
		t.Errorf("there is %+q in %.80q", []rune(text[i:])[0], text[max(0, i-40):])
	}
	inspectLines(t, text)
}

// inspectLines wants no line with a command for a runner.
func inspectLines(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if strings.Contains(line, "##[") || strings.HasPrefix(strings.TrimSpace(line), "::") {
			t.Errorf("a runner obeys %.200q", line)
		}
	}
}

func inspectJSON(t *testing.T, text string) {
	t.Helper()
	inspectText(t, text)
	if !json.Valid([]byte(text)) {
		t.Errorf("no JSON: %.300q", text)
	}
}

// labels are all texts in a JSON document.
func labels(t *testing.T, text string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for d := json.NewDecoder(strings.NewReader(text)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := token.(string); ok {
			found[s] = true
		}
	}
}

// ours is an annotation as linewalk writes it: level, place, title, then words in which every line feed is
// encoded.
var ours = regexp.MustCompile(`^::(error|warning|notice)( [a-zA-Z]+=[^,:\r\n]*(,[a-zA-Z]+=[^,:\r\n]*)*)?::`)

// inspectGitHub wants annotations, and lines that are none and could not be taken for any.
func inspectGitHub(t *testing.T, text string) {
	t.Helper()
	if i := strings.IndexFunc(text, hidden); i >= 0 {
		t.Errorf("there is %+q", []rune(text[i:])[0])
	}
	for line := range strings.Lines(text) {
		if !ours.MatchString(line) {
			inspectLines(t, line)
		}
		if strings.Contains(line, "##[") {
			t.Errorf("a runner obeys %.200q", line)
		}
	}
}

// loggedXML is XML that may stand in the log of a run.
func loggedXML(elements string) func(*testing.T, string) {
	return func(t *testing.T, text string) {
		t.Helper()
		inspectLines(t, text)
		xmlOf(elements)(t, text)
	}
}

// xmlOf wants a document of certain elements, and neither comments nor instructions nor a type.
func xmlOf(elements string) func(*testing.T, string) {
	return func(t *testing.T, text string) {
		t.Helper()
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatalf("no XML: %v", err)
			}
			switch x := token.(type) {
			case xml.StartElement:
				inspectElement(t, x, strings.Fields(elements))
			case xml.Comment, xml.Directive:
				t.Errorf("a %T: %.80s", token, x)
			case xml.ProcInst:
				if x.Target != "xml" {
					t.Errorf("an instruction %s", x.Target)
				}
			}
		}
	}
}

// inspectElement wants a known element without an attribute that runs or loads something.
func inspectElement(t *testing.T, x xml.StartElement, elements []string) {
	t.Helper()
	if !slices.Contains(elements, x.Name.Local) {
		t.Errorf("an element %s", x.Name.Local)
	}
	for _, a := range x.Attr {
		if name := a.Name.Local; strings.HasPrefix(name, "on") || name == "href" || name == "src" || name == "style" && x.Name.Local != "svg" {
			t.Errorf("an attribute %s=%q of %s", name, a.Value, x.Name.Local)
		}
	}
}

// What a page consists of.
const (
	pageElements = " html head body meta link title style script header nav main footer section article aside div span p pre code h1 h2 h3 h4" +
		" ul ol li dl dt dd b strong em small abbr kbd br hr blockquote a table caption thead tbody tr th td figure figcaption details summary i" +
		" dialog form label input select option button output svg g path rect circle ellipse line polygon polyline text tspan desc defs pattern" +
		" clipPath marker use "
	pageAttributes = " id class hidden tabindex role title lang charset http-equiv content name rel href type scope open for checked min max step" +
		" value placeholder autocomplete spellcheck viewBox width height preserveAspectRatio xmlns d x y rx ry cx cy r x1 y1 x2 y2 points" +
		" text-anchor dx dy patternUnits patternTransform refX refY markerWidth markerHeight orient "
)

// destination is where a hyperlink may lead.
var destination = regexp.MustCompile(`^(#|https?://|mailto:)`)

// inspectHTML wants a page of the elements and attributes that pages have, with one script and one style.
func inspectHTML(t *testing.T, text string) {
	t.Helper()
	ids, scripts := map[string]bool{}, 0
	for n := range elements(t, text) {
		if !strings.Contains(pageElements, " "+n.Data+" ") || n.Namespace == "math" {
			t.Errorf("an element %s", n.Data)
		}
		if n.Data == "script" {
			scripts++
		}
		for _, a := range n.Attr {
			known := strings.Contains(pageAttributes, " "+a.Key+" ") || strings.HasPrefix(a.Key, "aria-") || strings.HasPrefix(a.Key, "data-")
			if !known || a.Key == "href" && n.Data == "a" && !destination.MatchString(a.Val) {
				t.Errorf("an attribute %s=%.80q of %s", a.Key, a.Val, n.Data)
			}
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("two elements have the id %.80q", a.Val)
			}
			ids[a.Val] = ids[a.Val] || a.Key == "id"
		}
	}
	if scripts != 2 { // the facts, and what reads them
		t.Errorf("%d scripts", scripts)
	}
}

// elements yields every element of a page.
func elements(t *testing.T, text string) func(yield func(*html.Node) bool) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(*html.Node) bool) {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && !yield(n) {
				return
			}
		}
	}
}

// pageText is all text of a page, with single blanks.
func pageText(t *testing.T, text string) string {
	t.Helper()
	var words []string
	for n := range elements(t, text) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && n.Data != "script" && n.Data != "style" {
				words = append(words, strings.Fields(c.Data)...)
			}
		}
	}
	return strings.Join(words, " ")
}

// onPage is how a text of the drawing looks on a page.
func onPage(text string) string {
	text = strings.ReplaceAll(text, "\x00", "\ufffd")
	return strings.Join(strings.Fields(render.Visible(text)), " ")
}

// What Markdown of linewalk consists of, once it is HTML. Words in code mean nothing to a host.
const markdownElements = " html head body h1 h2 h3 h4 p ul ol li table thead tbody tr th td code pre strong em details summary br hr "

// reference is what a host makes something of in words that are not code.
var reference = regexp.MustCompile(`@[\pL\d]|(^|[\s(])[#!%&]\d|https?:|www\.|GH-\d`)

// inspectMarkdown reads Markdown as GitHub does.
func inspectMarkdown(t *testing.T, text string) {
	t.Helper()
	inspectLines(t, text)
	var page strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(markup.WithUnsafe())).Convert([]byte(text), &page); err != nil {
		t.Fatal(err)
	}
	for n := range elements(t, page.String()) {
		if !strings.Contains(markdownElements, " "+n.Data+" ") {
			t.Errorf("an element %s: %v", n.Data, n.Attr)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode && n.Data != "code" && n.Data != "pre" && reference.MatchString(c.Data) {
				t.Errorf("a host makes something of %.100q", c.Data)
			}
			if c.Type == html.CommentNode {
				t.Errorf("a comment %.100q", c.Data)
			}
		}
	}
}

// inspectCSV wants a table in which a spreadsheet finds no formula.
func inspectCSV(t *testing.T, text string) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range slices.Concat(records...) {
		if start := strings.TrimSpace(cell); start != "" && strings.ContainsRune("=+-@", rune(start[0])) || strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") {
			t.Errorf("a spreadsheet reckons %.100q", cell)
		}
	}
}

// inspectDOT wants a graph without an attribute that reads a file or leads elsewhere.
func inspectDOT(t *testing.T, text string) {
	t.Helper()
	file, err := dot.ParseString(text)
	if err != nil {
		t.Fatalf("no DOT: %v", err)
	}
	var visit func([]ast.Stmt)
	visit = func(statements []ast.Stmt) {
		for _, s := range statements {
			var attributes []*ast.Attr
			switch s := s.(type) {
			case *ast.NodeStmt:
				attributes = s.Attrs
			case *ast.EdgeStmt:
				attributes = s.Attrs
			case *ast.AttrStmt:
				attributes = s.Attrs
			case *ast.Attr:
				attributes = []*ast.Attr{s}
			case *ast.Subgraph:
				visit(s.Stmts)
			}
			for _, a := range attributes {
				if slices.Contains([]string{"image", "imagepath", "stylesheet", "href", "URL", "shapefile", "fontpath", "_background"}, a.Key) || strings.HasPrefix(a.Val, "<") {
					t.Errorf("an attribute %s=%.100q", a.Key, a.Val)
				}
			}
		}
	}
	for _, g := range file.Graphs {
		visit(g.Stmts)
	}
}

// inspectYAML wants YAML that is read as it is meant: no document more, nothing anchored or tagged.
func inspectYAML(t *testing.T, text string) {
	t.Helper()
	inspectText(t, text)
	for d := yaml.NewDecoder(strings.NewReader(text)); ; {
		var document any
		err := d.Decode(&document)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("no YAML: %v\n%s", err, text)
		}
	}
}
