package page_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A document is a page, read again as a browser reads it.
type document struct {
	t    testing.TB
	root *html.Node
}

func read(t testing.TB, text string) document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return document{t, root}
}

// each calls yield for every element, in the order of the text.
func (d document) each(yield func(*html.Node)) {
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode {
			yield(n)
		}
	}
}

// all lists the elements of a name that bear a class, where one is asked for.
func (d document) all(name, class string) []*html.Node {
	var found []*html.Node
	d.each(func(n *html.Node) {
		if n.Data == name && (class == "" || slices.Contains(strings.Fields(attribute(n, "class")), class)) {
			found = append(found, n)
		}
	})
	return found
}

// byID is the element of that id.
func (d document) byID(id string) *html.Node {
	d.t.Helper()
	var found *html.Node
	d.each(func(n *html.Node) {
		if found == nil && attribute(n, "id") == id {
			found = n
		}
	})
	if found == nil {
		d.t.Fatalf("no element has the id %q", id)
	}
	return found
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// words is the text in a node, with single blanks.
func words(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// elements are those that a page consists of, each with the attributes that it may bear besides the
// common ones.
var elements = map[string]string{
	"html": "lang", "head": "", "body": "", "meta": "charset http-equiv content name", "link": "rel href", "title": "", "style": "", "script": "type",
	"header": "", "nav": "", "main": "", "footer": "", "section": "", "article": "", "aside": "", "div": "", "span": "", "p": "", "pre": "", "code": "",
	"h1": "", "h2": "", "h3": "", "h4": "", "ul": "", "ol": "", "li": "", "dl": "", "dt": "", "dd": "", "b": "", "i": "", "strong": "", "em": "", "small": "", "abbr": "", "kbd": "",
	"br": "", "hr": "", "blockquote": "",
	"a": "href rel", "table": "", "caption": "", "thead": "", "tbody": "", "tr": "", "th": "scope", "td": "", "figure": "", "figcaption": "",
	"details": "open", "summary": "", "dialog": "",
	"form": "", "label": "for", "input": "checked type name min max step value placeholder autocomplete spellcheck", "select": "name", "option": "value", "button": "type", "output": "for",
}

// drawingElements are those of a picture.
var drawingElements = map[string]string{
	"svg": "viewBox width height preserveAspectRatio xmlns", "g": "", "path": "d", "rect": "x y width height rx ry", "circle": "cx cy r",
	"ellipse": "cx cy rx ry", "line": "x1 y1 x2 y2", "polygon": "points", "polyline": "points", "text": "x y text-anchor", "tspan": "x y dx dy",
	"title": "", "desc": "", "defs": "", "pattern": "width height patternUnits patternTransform x y", "clipPath": "", "a": "href",
	"marker": "viewBox refX refY markerWidth markerHeight orient", "use": "",
}

// common are the attributes that any element may bear; others begin with aria- or data-.
const common = "id class hidden tabindex role title"

// TestMarkup reads pages again: nothing is in them but what a page consists of.
func TestMarkup(t *testing.T) {
	for name, text := range pages(t) {
		t.Run(name, func(t *testing.T) {
			read(t, text).each(func(n *html.Node) {
				list := elements
				if n.Namespace == "svg" {
					list = drawingElements
				}
				own, known := list[n.Data]
				if !known || n.Namespace == "math" {
					t.Fatalf("there is a %s %s", n.Namespace, n.Data)
				}
				for _, a := range n.Attr {
					if !slices.Contains(strings.Fields(common+" "+own), a.Key) && !strings.HasPrefix(a.Key, "aria-") && !strings.HasPrefix(a.Key, "data-") {
						t.Fatalf("a %s bears %s=%q", n.Data, a.Key, a.Val)
					}
				}
			})
		})
	}
}

// TestAddresses follows every link: those within the page lead somewhere, the others to where a link
// may lead, without telling there where they come from. Nothing is loaded.
func TestAddresses(t *testing.T) {
	for name, text := range pages(t) {
		t.Run(name, func(t *testing.T) {
			d := read(t, text)
			ids := map[string]bool{}
			d.each(func(n *html.Node) {
				id := attribute(n, "id")
				switch {
				case !has(n, "id"):
				case id == "" || strings.ContainsAny(id, " \t\n\f\r"):
					t.Errorf("an id is %q", id)
				case ids[id]:
					t.Errorf("the id %q is there twice", id)
				}
				ids[id] = true
			})
			d.each(func(n *html.Node) {
				for _, key := range []string{"src", "srcset", "action", "xlink:href", "poster", "background", "ping"} {
					if has(n, key) {
						t.Errorf("a %s bears %s", n.Data, key)
					}
				}
				href := attribute(n, "href")
				switch within, isWithin := strings.CutPrefix(href, "#"); {
				case !has(n, "href"):
				case isWithin:
					if !ids[unescaped(t, within)] {
						t.Errorf("%q leads nowhere", href)
					}
				case n.Data == "link":
					if href != "data:," {
						t.Errorf("the page loads %q", href)
					}
				default:
					safe := strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://") || strings.HasPrefix(href, "mailto:")
					if !safe || attribute(n, "rel") != "noopener noreferrer" {
						t.Errorf("a link leads to %q, rel %q", href, attribute(n, "rel"))
					}
				}
			})
			for _, style := range d.all("style", "") {
				if text := words(style); strings.Contains(text, "url(") || strings.Contains(text, "@import") {
					t.Error("the style sheet loads something")
				}
			}
		})
	}
}

// TestPolicy computes the hashes of the style sheet and of the script again, from all the bytes
// between their tags.
func TestPolicy(t *testing.T) {
	for name, text := range pages(t) {
		t.Run(name, func(t *testing.T) {
			d := read(t, text)
			var policy string
			for _, m := range d.all("meta", "") {
				if attribute(m, "http-equiv") == "Content-Security-Policy" {
					policy = attribute(m, "content")
				}
			}
			want := "default-src 'none'; script-src " + hashOf(d, "script") + "; style-src " + hashOf(d, "style") + "; img-src data:; base-uri 'none'; form-action 'none'"
			if policy != want {
				t.Errorf("the policy is\n%s, want\n%s", policy, want)
			}
			if meta := d.all("meta", ""); !has(meta[0], "charset") || !has(meta[1], "http-equiv") {
				t.Error("the policy does not come first")
			}
		})
	}
}

// hashOf is the source expression for the one element of a name that the browser applies or runs.
func hashOf(d document, name string) string {
	d.t.Helper()
	var found []*html.Node
	for _, n := range d.all(name, "") {
		if attribute(n, "type") == "" {
			found = append(found, n)
		}
	}
	if len(found) != 1 {
		d.t.Fatalf("there are %d of %s, want 1", len(found), name)
	}
	text := ""
	if found[0].FirstChild != nil {
		text = found[0].FirstChild.Data
	}
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// TestOutline follows the headings: none is left out on the way down, and every section, region and
// table has a name.
func TestOutline(t *testing.T) {
	for name, text := range pages(t) {
		t.Run(name, func(t *testing.T) {
			d := read(t, text)
			level, firsts := 0, 0
			d.each(func(n *html.Node) {
				switch {
				case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
					now := int(n.Data[1] - '0')
					if now > level+1 {
						t.Errorf("a heading of level %d follows one of %d: %s", now, level, words(n))
					}
					if level = now; now == 1 {
						firsts++
					}
				case n.Data == "table" && len(n.Attr) > 0 && attribute(n, "class") != "" && n.FirstChild.NextSibling.Data != "caption":
					t.Errorf("the table %q has no caption", attribute(n, "id"))
				case n.Data == "th" && !has(n, "scope"):
					t.Errorf("the head %q has no scope", words(n))
				case n.Data == "section" || attribute(n, "role") == "region":
					label := attribute(n, "aria-label")
					if by := attribute(n, "aria-labelledby"); by != "" {
						label = words(d.byID(by))
					}
					if label == "" {
						t.Errorf("the %s %q has no name", n.Data, attribute(n, "id"))
					}
				}
			})
			if firsts != 1 {
				t.Errorf("there are %d headings of the first level", firsts)
			}
			for _, landmark := range []string{"header", "nav", "main", "footer"} {
				if len(d.all(landmark, "")) == 0 {
					t.Errorf("there is no %s", landmark)
				}
			}
			if lang := attribute(d.all("html", "")[0], "lang"); lang != "en" {
				t.Errorf("the language is %q", lang)
			}
		})
	}
}

// facts are what the script of the page reads.
type facts struct {
	Arrows []struct {
		Number, From, To        int
		Name, ID, Notice, Level string
		Owner, Journeys, Rules  []string
		Cells                   [4]string
		Answered                bool
		Spread                  *struct{ Components, Arrows, Journeys []float64 }
	}
	Components []struct {
		ID   int
		Name string
	}
}

func (d document) facts() facts {
	d.t.Helper()
	var f facts
	script := d.byID("facts")
	if err := json.Unmarshal([]byte(script.FirstChild.Data), &f); err != nil {
		d.t.Fatal(err)
	}
	return f
}
