package importer_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/importer"
)

func TestPlainText(t *testing.T) {
	for markup, want := range map[string]string{
		"":                             "",
		"Orders":                       "Orders",
		" two\n\twords ":               "two words",
		"a<br>b<BR/>c<br />d":          "a b c d",
		"<b>big</b>ger":                "bigger",
		`<font color="red">x</font> y`: "x y",
		"<table><tr><td>a</td><td>b</td></tr></table>": "a b",
		"<p>a</p><p>b</p>":                   "a b",
		"<!-- no -->a":                       "a",
		"<script>alert(1)</script>a":         "a",
		"<style>b{}</style>a":                "a",
		"<script>never closed":               "",
		"List<Order> of <T>":                 "List<Order> of <T>",
		"a < b && c > d":                     "a < b && c > d",
		"x -> y":                             "x -> y",
		"&lt;b&gt; &amp; &#40;&#x29; &nbsp;": "<b> & ()",
		"&unknown; &":                        "&unknown; &",
		"a\x00b\x1b[31mc\u202ed":             "a b [31mc d",
		"caf\xe9 <b>x</b>":                   "caf\ufffd x",
	} {
		if got := importer.PlainText(markup); got != want {
			t.Errorf("%q: %q, want %q", markup, got, want)
		}
	}
}

// A label of any length becomes one that can be drawn.
func TestPlainTextIsShort(t *testing.T) {
	for _, markup := range []string{strings.Repeat("ä", 1<<20), strings.Repeat("<b>", 1<<20) + "x", "<" + strings.Repeat("a", 1<<20)} {
		got := importer.PlainText(markup)
		if n := utf8.RuneCountInString(got); n > 200 || !utf8.ValidString(got) {
			t.Errorf("%.20q: %d characters", markup, n)
		}
	}
}
