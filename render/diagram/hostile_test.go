package diagram

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// hostile are texts that break pictures which paste them, by the rows of the list of hostile
// inputs.
var hostile = map[string]string{
	"m01 script":       `<script>alert(1)</script>`,
	"m01 image":        `"><img src=x onerror=alert(1)>`,
	"m02 section":      `]]> --> <!-- <![CDATA[ <?xml-stylesheet href="x"?> <!DOCTYPE x>`,
	"m02 entities":     `& &amp; &#x3c;b&#x3e; &lt; &nosuch;`,
	"m02 style":        `}</style><style>*{display:none}`,
	"m03 separators":   "</script>\u2028\u2029",
	"m04 quotes":       `x" onclick="alert(1)" fontname="y\" stylesheet="z`,
	"m05 html label":   `<<b>x</b>>`,
	"m05 escapes":      `\N \G \E \T \H \L C:\New \`,
	"m06 hyperlink":    "javascript:alert(1)",
	"m08 keyword":      "graph",
	"m08 arrow":        "a->b",
	"m08 percent":      "%1 %s %d",
	"m08 port":         "a:e",
	"m11 foreign":      `<foreignObject><body onload=alert(1)/></foreignObject>`,
	"m12 smuggled":     `n0 [image="/etc/passwd", stylesheet="http://evil"]; }`,
	"controls":         "a\x00b\x01c\x1b[31md\x7f",
	"broken utf-8":     "a\xff\xfeb",
	"not a character":  "a\ufffeb",
	"right to left":    "a\u202eb",
	"long":             strings.Repeat("long ", 13_000),
	"no blank":         strings.Repeat("x", 65_536),
	"many lines":       strings.Repeat("\n", 100_000) + "x",
	"trailing escapes": `a\\\`,
	"only quotes":      `""""`,
	"wide":             "支払い照合サービス🚒",
}

// infested has the text in every place that takes a text.
func infested(t testing.TB, text string) *analysis.Report {
	t.Helper()
	k := newSketch(t, text)
	k.system.Description = stated(text)
	shop, db, spread := k.component(text), k.component("db "+text), k.component("x"+text)
	place := k.place("here " + strings.ReplaceAll(text, "/", ""))
	place.Label, place.Declared = stated(text), true
	other := k.place("there" + strings.ReplaceAll(text, "/", ""))
	for _, c := range []*model.Component{shop, db, spread} {
		c.Label, c.Description, c.Owner = stated(text), stated(text), stated(model.Party{Name: text})
		c.In = stated([]*model.Component{place})
	}
	db.Kind = stated(model.ComponentDatabase)
	spread.In = stated([]*model.Component{place, other})
	for i, from := range []*model.Component{shop, shop, db, spread} {
		a := &model.Arrow{ID: model.ArrowID(i), From: from, To: db, Span: somewhere, Qualifier: text, Label: stated(text)}
		if from == db {
			a.To = spread
		}
		k.system.Arrows = append(k.system.Arrows, a)
		answer := &analysis.Answer{Arrow: a, Owner: model.Ownership{Party: model.Party{Name: text}, How: model.OwnedOutright}, Assumed: []string{text}}
		answer.Cells.Monitor.Reason = text
		k.report.Answers = append(k.report.Answers, answer)
	}
	return k.done()
}

// allowed lists the elements of a picture and their attributes.
var allowed = map[string]string{
	"svg":    "xmlns class role width height viewBox",
	"title":  "",
	"desc":   "",
	"style":  "",
	"g":      "class id role",
	"rect":   "class x y width height rx",
	"circle": "class cx cy r",
	"path":   "class d",
	"text":   "class x y",
}

var (
	harmlessValue = regexp.MustCompile(`^[a-zA-Z0-9 .,-]*$`)
	namespace     = "http://www.w3.org/2000/svg"
)

func TestHostileTextIsShownAsText(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			r := infested(t, text)
			for _, layout := range []Layouter{Layout, nil} {
				svg, note := drawn(t, r, layout)
				if layout != nil && note != (Note{}) {
					t.Errorf("a note: %s", note.Message)
				}
				titles := inspect(t, svg)
				want := "here " + clean(strings.ReplaceAll(text, "/", ""))
				if layout != nil && !strings.Contains(strings.Join(titles, "\x00"), want) {
					t.Errorf("the name of the place is nowhere: %.200q", titles)
				}
			}
		})
	}
}

// inspect parses a picture, complains of what has no business there, and returns its titles.
func inspect(t *testing.T, svg string) (titles []string) {
	t.Helper()
	ids := map[string]bool{}
	in := ""
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return titles
		}
		if err != nil {
			t.Fatalf("no XML: %v", err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			in = e.Name.Local
			attributes, ok := allowed[in]
			if !ok || e.Name.Space != namespace {
				t.Errorf("element %v", e.Name)
			}
			for _, a := range e.Attr {
				if !strings.Contains(" "+attributes+" ", " "+a.Name.Local+" ") {
					t.Errorf("attribute %s of %s", a.Name.Local, in)
				}
				if a.Value != namespace && !harmlessValue.MatchString(a.Value) {
					t.Errorf("%s=%q of %s", a.Name.Local, a.Value, in)
				}
				if a.Name.Local == "id" && ids[a.Value] {
					t.Errorf("id %q twice", a.Value)
				} else if a.Name.Local == "id" {
					ids[a.Value] = true
				}
			}
		case xml.EndElement:
			in = ""
		case xml.CharData:
			switch in {
			case "title":
				titles = append(titles, string(e))
			case "style":
				if string(e) != style() {
					t.Errorf("style sheet %q", e)
				}
			}
		default:
			t.Errorf("a %T", token)
		}
	}
}

func TestStyleSheetFetchesNothing(t *testing.T) {
	for _, word := range []string{"url", "@import", "@font-face", "http", "<", "&", "expression"} {
		if strings.Contains(style(), word) {
			t.Errorf("the style sheet has %q", word)
		}
	}
}

// TestGraphvizGetsNoWordOfTheDrawing holds m12: whatever the texts are, the layout is asked for by
// our own ids, sizes and filler.
func TestGraphvizGetsNoWordOfTheDrawing(t *testing.T) {
	ours := regexp.MustCompile(`^(digraph \{|\}|(graph|node|edge) \[.*\]` +
		`|[nc]\d+ \[width=[\d.]+, height=[\d.]+\]` +
		`|subgraph cluster_\d+ \{|graph \[margin=8, labeljust=l, label="n+"\]` +
		`|n\d+:e -> c\d+:w \[id=t\d+, dir=(none|back), weight=[12]\]` +
		`|n\d+ -> n\d+ \[style=invis, weight=0, minlen=2\]` +
		`|c\d+:e -> n\d+:w \[id=h\d+, dir=(none|forward), weight=[12]\])$`)
	head := strings.Split(string(newScene(newSketch(t, "").done()).request(fullEffort)), "\n")[:4]
	for name, text := range hostile {
		request := strings.Split(strings.TrimSpace(string(newScene(infested(t, text)).request(fullEffort))), "\n")
		for i, line := range request {
			if i < len(head) && line != head[i] || !ours.MatchString(line) {
				t.Errorf("%s: %.200s", name, line)
			}
		}
	}
}

func TestLongTextIsCutInThePicture(t *testing.T) {
	r := infested(t, strings.Repeat("long ", 13_000))
	svg, _ := drawn(t, r, nil)
	shown := regexp.MustCompile(`<text [^>]*>([^<]*)</text>`)
	for _, m := range shown.FindAllStringSubmatch(svg, -1) {
		if n := len([]rune(m[1])); n > titleFont.most {
			t.Errorf("%d characters in one line", n)
		}
	}
	if n := strings.Count(svg, "long long"); n == 0 {
		t.Error(fmt.Errorf("nothing of it is shown"))
	}
}
