package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

// infestations are texts that mean something to a code host where they are pasted into Markdown.
var infestations = []string{
	"plain words, 1.5 of 3 (half): it's done!",
	"shop -> checkout", "->", "-> x", "a  b", " a ", "   ", "",
	"@team", "@org/team", "(@team)", "a@b.example", "foo @all bar", "＠team",
	"#1", "GH-1", "gh-1", "org/repo#1", "!1", "&1", "%1", "~label", `~"two words"`, "$1", "^alert#1", "*iteration:1", "SHOP-12", "[vulnerability:1]",
	"deadbeef", "DEADBEEF1", "1234567", "x-deadbee", "0123456789012345678901234567890123456789", "org/repo@deadbeef", "deadbee...cafebab",
	":smile:", ":+1:", "a:b:c", "a :b", "12:30:45",
	"http://evil.example", "https://evil.example/x_y_z", "www.evil.example", "www.", "ftp://x", "mailto:a@b.example", "xmpp:a@b", "//evil.example", "evil.example", "javascript:alert(1)",
	"[x](http://evil.example)", "![x](http://evil.example/x.png)", "[x]: http://evil.example", "[[x|http://evil.example]]", "[[_TOC_]]", "[TOC]", "[^1]", "[ ] x", "![[x]]", "[[[[[", "]]]",
	"<http://evil.example>", "<b>x</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</details>", "<!-- x", "-->", "<![CDATA[", "<?x?>", "a < b > c", "->>",
	"&amp;", "&#64;team", "&lt;b&gt;", "&nosuch;", "&",
	"*a*", "**a**", "_a_", "__a__", "a_b_c", "~~a~~", "{+ a +}", "[- a -]", "{x: y}", "==a==",
	"`", "``", "```", "a`b", "`a`", "a``b`c", "` a `", "`|`", "x ` y `` z", "```mermaid", "~~~",
	"|", "||", `\|`, `a\|b`, `\\|`, "a|b", "@x|@y", "`|@team|`", `\`, `\\`, `a\`, `\@team`, "\\`", `|\`, "| --- |",
	"$x$", "$$x$$", "$`x`$", "$", "100 $ and 5 $", `\(x\)`,
	"/close", "/assign @me", " /close", ">>>", "> quote", "# head", "#", "- item", "+ item", "* item", "1. item", "1) item", "1.", "12", "---", "===", "    code", "\tcode", "::include{file=x}", "%{x}",
	"a\nb", "a\n/close\nb", "a\r\nb", "a\u2028b", "a\u2029b", "a\u0085b", "a\x00b", "a\x1b[31mb", "a\u202eb", "a\u200bb", "@\u200bteam", "a\xffb", "a\ufffdb",
	"a\u00a0b", "\u00a0", "\u3000a", "支払い照合サービス🚒", "Öl für ß", "e\u0301", "👩‍👧", "end.", `"quoted"`, "…", "5%", "50%", "2/year", "24x7",
}

// parser reads Markdown as GitHub does.
func parser() goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithXHTML(), html.WithUnsafe()))
}

// A reading is what a parser makes of Markdown.
type reading struct {
	elements []string // in order
	attached []string // all attributes
	text     string   // all of it, without line feeds
	bare     string   // what does not stand in code; where code was there is a line feed
}

// readMarkdown is what GitHub would show. It fails where the HTML does not close what it opens.
func readMarkdown(t testing.TB, text string) reading {
	t.Helper()
	var page bytes.Buffer
	if err := parser().Convert([]byte(text), &page); err != nil {
		t.Fatal(err)
	}
	var r reading
	var all, bare strings.Builder
	code := 0
	d := xml.NewDecoder(strings.NewReader(strings.ReplaceAll(page.String(), "<br>", "<br/>"))) // our own, in tables
	d.Entity = map[string]string{"nbsp": "\u00a0"}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		switch x := token.(type) {
		case xml.StartElement:
			r.elements = append(r.elements, x.Name.Local)
			for _, a := range x.Attr {
				r.attached = append(r.attached, x.Name.Local+" "+a.Name.Local+"="+a.Value)
			}
			if x.Name.Local == "code" {
				code++
				bare.WriteByte('\n')
			}
		case xml.EndElement:
			if x.Name.Local == "code" {
				code--
			}
		case xml.CharData:
			all.Write(x)
			if code == 0 {
				bare.Write(x)
			}
		case xml.Comment, xml.Directive, xml.ProcInst:
			t.Fatalf("%#v in %q", token, text)
		}
	}
	r.text, r.bare = strings.ReplaceAll(all.String(), "\n", ""), bare.String()
	return r
}

// beyondXML tells whether a text has runes that HTML may have and the decoder of XML refuses.
func beyondXML(text string) bool { return strings.ContainsAny(text, "\ufffe\uffff") }

// live finds what GitHub or GitLab would act on in text outside code.
var live = regexp.MustCompile(`(?im)[@#$&~^*_{}\[\]<|\\]\w|\w[@_{}\[\]<|\\$]|[@#$~_{}\[\]<|\\` + "`" + `]|!\d|\bgh-\d|:[\w+-]+:|\w:\w|://|(^|\W)www\.|\b[0-9a-f]{7,40}\b|\w\.[a-z]`)

// inContexts checks that Markdown written for a text is that text and nothing else, wherever it may stand.
func inContexts(t testing.TB, name, source, markdown string) {
	t.Helper()
	if strings.ContainsAny(markdown, "\n\r") {
		t.Fatalf("%s of %q has a line feed: %q", name, source, markdown)
	}
	for _, c := range []struct{ before, after, elements, textBefore, textAfter string }{
		{"", "", "p code", "", ""},
		{"**a** ", " b", "p strong code", "a ", " b"},
		{"# ", "", "h1 code", "", ""},
		{"- **a** ", " b", "ul li strong code", "a ", " b"},
		{"- ", "", "ul li p code", "", ""},
		{"| a | b |\n| - | - |\n| ", " | c |\n", "table thead tbody tr th td code", "ab", "c"},
		{"<details>\n<summary>a</summary>\n\n", "\n\n</details>\n", "details summary p code", "a", ""},
	} {
		if c.before == "" && strings.HasPrefix(markdown, "```") {
			continue // at the head of a line a fence of three may open a block; the writer never puts it there
		}
		got := readMarkdown(t, c.before+markdown+c.after)
		for _, e := range got.elements {
			if !slices.Contains(strings.Fields(c.elements), e) {
				t.Errorf("%s of %q after %q makes an element %s: %s", name, source, c.before, e, markdown)
			}
		}
		for _, a := range got.attached {
			t.Errorf("%s of %q after %q makes an attribute %s: %s", name, source, c.before, a, markdown)
		}
		if want := c.textBefore + visible(source) + c.textAfter; got.text != want {
			t.Errorf("%s of %q after %q reads %q: %s", name, source, c.before, got.text, markdown)
		}
		bare := strings.NewReplacer(" -> ", " ", "->", "", "&#124;", "").Replace(got.bare)
		if bare = strings.ReplaceAll(strings.ReplaceAll(bare, "|", "\n"), "[", "\n"); live.MatchString(bare) {
			t.Errorf("%s of %q after %q leaves %q outside code: %s", name, source, c.before, live.FindString(bare), markdown)
		}
	}
}

func TestMarkup(t *testing.T) {
	for _, text := range infestations {
		inContexts(t, "prose", text, prose(text))
		inContexts(t, "code", text, code(text))
	}
}

// A sentence is easier to read without code spans, so words that are safe stay as they are.
func TestProseIsPlain(t *testing.T) {
	for text, want := range map[string]string{
		"journey buy breaks at once (1200 USD/min), and 238,500 EUR are lost.": "journey buy breaks at once (1200 USD/min), and 238,500 EUR are lost.",
		"shop -> checkout: nobody's told; 43.7%":                               "shop -&gt; checkout: nobody's told; 43.7%",
		"50% on the 13 arrows":                                                 "50% on the 13 arrows",
		"measured by orders_up, says @ana":                                     "measured by `orders_up,` says `@ana`",
		"at shop.yaml:3:1 {a: b} there":                                        "at `shop.yaml:3:1 {a: b}` there",
		"1. one":                                                               "`1.` one",
	} {
		if got := prose(text); got != want {
			t.Errorf("prose(%q) is %q, want %q", text, got, want)
		}
	}
}

func FuzzMarkup(f *testing.F) {
	for _, text := range infestations {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if beyondXML(text) {
			t.Skip()
		}
		inContexts(t, "prose", text, prose(text))
		inContexts(t, "code", text, code(text))
	})
}
