package page_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/linewalk/linewalk/render"
	"github.com/linewalk/linewalk/render/page"
)

// hostile are texts that break pages which paste them, by the rows of the list of hostile inputs.
var hostile = map[string]string{
	"m01 script":      `<script>alert(1)</script>`,
	"m01 image":       `"><img src=x onerror=alert(1)>`,
	"m01 attribute":   `' onfocus='alert(1)' autofocus='`,
	"m02 section":     `]]> --> <!-- <![CDATA[ <?xml ?> <!DOCTYPE x>`,
	"m02 entities":    `& &amp; &#x3c;b&#x3e; &lt; &nosuch;`,
	"m02 style":       `}</style><style>*{display:none}`,
	"m02 title":       `</title></textarea></noscript><svg/onload=alert(1)>`,
	"m03 separators":  "</script><!--<script>\u2028\u2029",
	"m04 quotes":      `x" onclick="alert(1)" style="x`,
	"m05 html label":  `<<b>x</b>>`,
	"m05 template":    `{{.System}} {{template "page" .}} ${x} \u003c`,
	"m06 hyperlink":   "javascript:alert(1)",
	"m06 capitals":    " JaVaScRiPt:alert(1)",
	"m06 tab":         "java\tscript:alert(1)",
	"m07 control":     "\x01javascript:alert(1)",
	"m07 data":        "data:text/html,<script>alert(1)</script>",
	"m07 others":      "vbscript:x",
	"m07 file":        "file:///etc/passwd",
	"m07 host":        "//evil.example/x",
	"m07 backslash":   `https:\\evil.example`,
	"m08 arrow":       "a->b",
	"m08 percent":     "%1 %s %d %2e%zz",
	"m08 blanks":      "a \t b\n c",
	"markdown":        "[x](javascript:alert(1)) `<b>` ![](http://evil.example/x)",
	"controls":        "a\x00b\x1b[31mc\x7f\u009b",
	"broken utf-8":    "a\xff\xfeb",
	"not a character": "a\ufffeb",
	"right to left":   "a\u202eb",
	"long":            strings.Repeat("long ", 2_000),
	"no blank":        strings.Repeat("x", 10_000),
	"wide":            "支払い照合サービス🚒",
	"formula":         "=cmd|' /C calc'!A0",
}

// infested is a report with the text in every place that takes a text.
func infested(t testing.TB, text string) *analysis.Report {
	t.Helper()
	s, problems := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("drawing.yaml", []byte(drawings["owners"]), yamlfile.Options{})})
	if len(problems) > 0 {
		t.Fatal(problems[0].Message)
	}
	s.Name.Value, s.Description.Value = text, text
	for _, c := range s.Components {
		c.Name += text
		c.Label = model.Stated[string]{Value: text, Span: c.Span}
	}
	for _, a := range s.Arrows {
		a.Qualifier, a.Runbook.Value = text, text
		a.Label = model.Stated[string]{Value: text, Span: a.Span}
		a.Span.File = text
		if a.Owner.Given() {
			a.Owner.Value.Name = text
		}
	}
	for _, m := range s.Monitors {
		m.Name, m.Dashboard.Value = text, text
		for _, alert := range m.Alerts.Value {
			alert.Name.Value = text
		}
	}
	for _, j := range s.Journeys {
		j.Name, j.Worth.Value.Currency = text, text
		j.Description = model.Stated[string]{Value: text, Span: j.Span}
	}
	for _, p := range s.People {
		p.Name += text
	}
	for _, team := range s.Teams {
		team.Name += text
	}
	for _, w := range s.Waivers {
		w.Because.Value, w.By.Value.Name = text, text
	}
	s.Files = []string{text}
	return analysis.Run(s, rules.All(), analysis.Options{Today: today})
}

// TestHostile finds every hostile text again as a text: in the heading, in a card, among the facts.
// That nothing of it has become anything else is held by the tests of all pages.
func TestHostile(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			r := infested(t, text)
			o := options(t, r, nil)
			o.Version, o.Timestamp = text, text
			o.Inputs = []page.Input{{Name: text, SHA256: text}}
			o.Pictures[0].Name, o.Pictures[0].Title, o.Pictures[0].Caption = text, text, text
			d := read(t, written(t, r, o))
			// A NUL has no place in HTML: the templates write a replacement for it.
			want := strings.Join(strings.Fields(render.Visible(strings.ReplaceAll(text, "\x00", "\ufffd"))), " ")
			for _, place := range []string{"summary", "cards", "journeys-section", "waivers", "footer", "pictures"} {
				if got := words(d.byID(place)); !strings.Contains(got, want) {
					t.Errorf("%s does not say %.60q: %.300q", place, want, got)
				}
			}
			if got := words(d.all("h1", "")[0]); got != want {
				t.Errorf("the heading is %.60q, want %.60q", got, want)
			}
			f := d.facts()
			for i, x := range r.ByHarm {
				if f.Arrows[i].Name != render.Visible(x.Arrow.Name()) {
					t.Errorf("the facts call it %.60q, want %.60q", f.Arrows[i].Name, x.Arrow.Name())
				}
			}
			for _, a := range d.all("a", "") {
				if href := attribute(a, "href"); !strings.HasPrefix(href, "#") && a.Namespace == "" {
					t.Errorf("%q became a link", href)
				}
			}
		})
	}
}
