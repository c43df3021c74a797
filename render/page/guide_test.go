package page

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// TestHelp reads rule pages that somebody else may have written: what is dangerous or leads nowhere
// becomes text, and the headings stand below that of the rule.
func TestHelp(t *testing.T) {
	g := newRegister(&analysis.Report{System: &model.System{}, Rules: []*analysis.Rule{{ID: "arrow-bare"}}})
	for _, tc := range []struct{ markdown, want string }{
		{"# arrow-bare\n\nFinds it.\n\n## Example\n", "<p>Finds it.</p>\n<h4>Example</h4>\n"},
		{"See [arrow-bare](arrow-bare.md).", `<p>See <a href="#rule=arrow-bare">arrow-bare</a>.</p>` + "\n"},
		{"See [others](arrow-none.md).", "<p>See others.</p>\n"},
		{"[x](javascript:alert(1))", "<p>x</p>\n"},
		{"[x](https://example.org/ \"hello\")", `<p><a href="https://example.org/" rel="noopener noreferrer">x</a></p>` + "\n"},
		{"a <b onclick=x>bold</b> c", "<p>a bold c</p>\n"},
		{"<script>alert(1)</script>\n\nText.", "<p>Text.</p>\n"},
		{"![alt](http://evil.example/x.png)", "<p>alt</p>\n"},
		{"<https://example.org>", "<p>https://example.org</p>\n"},
		{"```yaml\na: <b>\n```", "<pre><code class=\"language-yaml\">a: &lt;b&gt;\n</code></pre>\n"},
		{"```x onclick=y\" z\na\n```", "<pre><code class=\"language-x\">a\n</code></pre>\n"},
	} {
		got, err := g.help(tc.markdown)
		if err != nil || string(got) != tc.want {
			t.Errorf("%q became\n%s%v, want\n%s", tc.markdown, got, err, tc.want)
		}
	}
	if _, err := g.help(strings.Repeat("[", 10_000) + strings.Repeat("> ", 10_000)); err != nil {
		t.Error(err)
	}
}
