package render

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// mermaidNoise are texts that mean something to Mermaid.
var mermaidNoise = append([]string{
	"end", "subgraph", "graph", "flowchart LR", "click n0 \"javascript:alert(1)\"", "style n0 fill:#f00;", "classDef default fill:#f00;", "linkStyle 0 x:#a;", "default",
	"%%", "%% note", `%%{init: {"securityLevel":"loose"}}%%`, "---\ntitle: x\n---", ";", "a;b", "#quot;", "#35;", "#lt;", "&lt;", "ﬂ°°60¶ß", "ﬂ°lt¶ß", "#", "a#b;",
	`"`, `""`, "`**md**`", "\"`x`\"", "(x)", "{x}", "[x]", "[[x]]", "((x))", ">x]", "|x|", "-->", "--x", "==>", "-.->", "~~~", ":::outside", "@{ shape: circle }", "A & B",
	"<br/>", "<b>x</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "fa:fa-car", "$$x^2$$", "1. one", "- item", "# head", "    code", "www.evil.example", "https://evil.example", "_a_", "*a*",
}, infestations...)

// drawnIn takes the picture out of a document.
func drawnIn(t testing.TB, document string) string {
	t.Helper()
	_, rest, _ := strings.Cut(document, "\n```mermaid\n")
	drawn, _, found := strings.Cut(rest, "\n```\n")
	if !found {
		t.Fatal("no picture")
	}
	return drawn + "\n"
}

// A line of a picture is one of these. What stands in quotes is from the drawing.
var (
	inQuotes    = `"[^"]*"`
	mermaidLine = regexp.MustCompile(`^ *(flowchart (LR|TB)|subgraph s\d+\[` + inQuotes + `\]|end|` +
		`n\d+[\[({/\\]+` + inQuotes + `[\])}/\\]+(:::outside)?|` +
		`n\d+ (-->|==>|-\.->|--o)\|` + inQuotes + `\| n\d+|` +
		`linkStyle \d+(,\d+)* [a-z:#0-9,. -]+|classDef outside stroke-dasharray:5 3)$`)
	// A label has words, the numbers of characters, marks and line breaks of our own, and nothing else.
	labelGrammar = regexp.MustCompile(`^([A-Za-z0-9 ()?:,]|[-/'.]|#\d+;|<br/>|[^\x00-\x7f])*$`)
)

func checkMermaid(t testing.TB, drawn string) {
	t.Helper()
	for line := range strings.Lines(drawn) {
		line = strings.TrimSuffix(line, "\n")
		if !mermaidLine.MatchString(line) {
			t.Errorf("a line %s", line)
		}
		for _, label := range regexp.MustCompile(inQuotes).FindAllString(line, -1) {
			if !labelGrammar.MatchString(strings.Trim(label, `"`)) {
				t.Errorf("a label %s", label)
			}
		}
	}
	if len(drawn) >= 50_000 || strings.Count(drawn, "|\"") > 500 {
		t.Errorf("code hosts do not draw %d bytes", len(drawn))
	}
}

// unmermaid undoes what Mermaid undoes.
func unmermaid(text string) string {
	return regexp.MustCompile(`#(\d+);`).ReplaceAllStringFunc(text, func(mark string) string {
		n, err := strconv.Atoi(mark[1 : len(mark)-1])
		if err != nil {
			return mark
		}
		return string(rune(n))
	})
}

// shownInMermaid is what a label shows of a text.
func shownInMermaid(s string) string {
	return diag.Shorten(strings.ReplaceAll(visible(s), "ﬂ", "fl"), mermaidLabel)
}

func TestMermaidText(t *testing.T) {
	for _, s := range mermaidNoise {
		written := mermaidText(s)
		if want := shownInMermaid(s); unmermaid(written) != want {
			t.Errorf("%q is written %q, which reads %q", s, written, unmermaid(written))
		}
		checkMermaid(t, `n0["`+written+`"]`)
	}
	for s, want := range map[string]string{
		"payments-db":  "payments-db",
		"1.5 s":        "1.5 s",
		"1. one":       "1#46; one",
		"(a)":          "#40;a#41;",
		"it's w/o":     "it's w/o",
		" a":           "#32;a",
		"www.evil.com": "www#46;evil#46;com",
	} {
		if got := mermaidText(s); got != want {
			t.Errorf("%q is written %q, want %q", s, got, want)
		}
	}
}

func FuzzMermaidText(f *testing.F) {
	for _, s := range mermaidNoise {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		written := mermaidText(s)
		if unmermaid(written) != shownInMermaid(s) {
			t.Errorf("%q is written %q", s, written)
		}
		checkMermaid(t, `n0["`+written+`"]`)
	})
}

func TestMermaidIsInert(t *testing.T) {
	for _, s := range mermaidNoise {
		checkMermaid(t, drawnIn(t, markdownOf(t, poisoned(s), MarkdownOptions{})))
	}
	for _, n := range []int{1, 40, 41, 1000} {
		checkMermaid(t, drawnIn(t, markdownOf(t, crowdOfArrows(n, strings.Repeat("#", 60)), MarkdownOptions{})))
	}
}

// landscape has components of all kinds in nested places, an arrow that ends at a place with something
// in it, and one that is only a fallback.
func landscape() *analysis.Report {
	r := crowdOfArrows(12, "")
	r.Journeys, r.Diagnostics = nil, nil
	cs := r.System.Components[:8]
	place := func(name string) *model.Component {
		c := &model.Component{ID: model.ComponentID(len(cs)), Name: name, Kind: stated(model.ComponentPlace, "shop:")}
		cs = append(cs, c)
		return c
	}
	cloud, east, west := place("cloud"), place("cloud/east"), place("cloud/west")
	north := place("cloud/north")
	north.Declared = true
	in := func(c *model.Component, places ...*model.Component) { c.In = stated(places, "shop:") }
	in(east, cloud)
	in(west, cloud)
	in(north, cloud)
	in(cs[0], east)
	in(cs[1], east, west)
	in(cs[2], west)
	for i, kind := range model.ComponentKinds()[:8] {
		cs[i].Kind = stated(kind, "shop:")
	}
	cs[3].Kind = stated(model.ComponentExternal, "shop:")
	r.Answers[4].Arrow.To = east
	r.Answers[5].Arrow.From = cloud
	r.Answers[6].Arrow.FallbackOnly = stated(true, "shop:")
	r.Answers[7].Arrow.Kind = stated(model.Event, "shop:")
	r.System.Components = cs
	return r
}

func TestMermaidLandscape(t *testing.T) {
	drawn := drawnIn(t, markdownOf(t, landscape(), MarkdownOptions{}))
	checkMermaid(t, drawn)
	golden(t, "landscape.mmd", drawn)
}

func TestMermaidOverview(t *testing.T) {
	r := crowdOfArrows(mermaidArrows+1, "")
	drawn := drawnIn(t, markdownOf(t, r, MarkdownOptions{}))
	checkMermaid(t, drawn)
	total := 0
	for _, n := range regexp.MustCompile(`(\d+) arrows?( inside)?:`).FindAllStringSubmatch(drawn, -1) {
		arrows, err := strconv.Atoi(n[1])
		if err != nil {
			t.Fatal(err)
		}
		total += arrows
	}
	if total != len(r.Answers) {
		t.Errorf("the overview counts %d of %d arrows", total, len(r.Answers))
	}
}

// Every arrow is in the picture once, between its own components.
func TestMermaidDrawsEveryArrow(t *testing.T) {
	r := crowdOfArrows(mermaidArrows, "")
	drawn := drawnIn(t, markdownOf(t, r, MarkdownOptions{}))
	names := map[string]string{}
	for _, m := range regexp.MustCompile(`(n\d+)\["(.*?)"`).FindAllStringSubmatch(drawn, -1) {
		names[m[1]] = m[2]
	}
	for i, x := range r.ByHarm {
		m := regexp.MustCompile(fmt.Sprintf(`(n\d+) \S+\|"%d %s<.*\| (n\d+)\n`, i+1, x.Arrow.Qualifier)).FindAllStringSubmatch(drawn, -1)
		if len(m) != 1 || names[m[0][1]] != x.Arrow.From.Name || names[m[0][2]] != x.Arrow.To.Name {
			t.Errorf("%s is drawn as %q", x.Arrow, m)
		}
	}
}

// The colours of lines can be told from light and from dark pages of code hosts.
func TestMermaidColours(t *testing.T) {
	luminance := func(colour string) float64 {
		n, err := strconv.ParseUint(colour[1:], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		part := func(shift int) float64 {
			c := float64(n>>shift&0xff) / 255
			if c <= 0.04045 {
				return c / 12.92
			}
			return math.Pow((c+0.055)/1.055, 2.4)
		}
		return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
	}
	for _, line := range []string{breakingColour, degradingColour, quietColour} {
		for _, page := range []string{"#ffffff", "#0d1117", "#1f1e24", "#28272d"} {
			a, b := luminance(line), luminance(page)
			if contrast := (max(a, b) + 0.05) / (min(a, b) + 0.05); contrast < 3 {
				t.Errorf("%s on %s has a contrast of %.2f", line, page, contrast)
			}
		}
	}
}

// mermaidScript parses the files it is given, and fails where one of them is no flowchart.
const mermaidScript = `
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
const require = createRequire(process.env.NODE_MODULES_AT + '/x.js');
const { JSDOM } = require('jsdom');
globalThis.window = new JSDOM('').window;
globalThis.document = window.document;
const at = require.resolve('mermaid/package.json').replace(/package\.json$/, 'dist/mermaid.core.mjs');
const mermaid = (await import(pathToFileURL(at))).default;
for (const file of process.argv.slice(1)) {
  const text = readFileSync(file, 'utf8');
  await mermaid.parse(text);
  const db = (await mermaid.mermaidAPI.getDiagramFromText(text)).db;
  console.log(file, db.getVertices().size, db.getEdges().length, db.getSubGraphs().length);
}
`

// The parser of Mermaid itself reads the pictures. NODE_MODULES_AT is a folder in which the packages
// mermaid and jsdom were installed.
func TestMermaidParser(t *testing.T) {
	folder := os.Getenv("NODE_MODULES_AT")
	node, err := exec.LookPath("node")
	if err != nil || folder == "" {
		t.Skip("needs node, and NODE_MODULES_AT: a folder with the npm packages mermaid 12.3.0 and jsdom")
	}
	args, want := []string{"--input-type=module", "-e", mermaidScript, "--"}, ""
	add := func(document string, components, arrows, places int) {
		file := filepath.Join(t.TempDir(), fmt.Sprintf("%d.mmd", len(args)))
		if err := os.WriteFile(file, []byte(drawnIn(t, document)), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
		want += fmt.Sprintln(file, components, arrows, places)
	}
	add(markdownOf(t, landscape(), MarkdownOptions{}), 11, 12, 3)
	for _, s := range mermaidNoise {
		add(markdownOf(t, poisoned(s), MarkdownOptions{}), 4, 4, 1)
	}
	command := exec.Command(node, args...)
	command.Env = append(os.Environ(), "NODE_MODULES_AT="+folder)
	got, err := command.CombinedOutput()
	if err != nil || string(got) != want {
		t.Errorf("%v:\n%s\nwant\n%s", err, got, want)
	}
}
