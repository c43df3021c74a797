package yamlfile_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

// shop is the drawing that the table of broken drawings starts from.
func shop(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/ok/shop.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// An edit replaces text in one line; an empty old text replaces the whole line.
type edit struct {
	line     int
	old, new string
}

func (e edit) apply(text string) string {
	lines := strings.Split(text, "\n")
	for len(lines) < e.line {
		lines = append(lines, "")
	}
	if e.old == "" {
		lines[e.line-1] = e.new
	} else {
		lines[e.line-1] = strings.Replace(lines[e.line-1], e.old, e.new, 1)
	}
	return strings.Join(lines, "\n")
}

func TestBrokenShop(t *testing.T) {
	tests := []struct {
		row   string
		edits []edit
		want  []string // line:col: what is said, of every diagnostic
	}{
		{"1", []edit{{6, "owner", "onwer"}}, []string{`6:29: unknown key "onwer" in a component, did you mean "owner"?`}},
		{"2", []edit{{5, "components", "componentz"}}, []string{`5:1: unknown key "componentz" in a drawing, did you mean "components"?`}},
		{"3", []edit{{11, "orders", "ordrs"}}, []string{`11:15: component "ordrs" is not declared, did you mean "orders"?; 8:3 declared here`}},
		{"4", []edit{{18, "orders]", "order]"}}, []string{`18:35: there is no arrow "checkout -> order", did you mean "checkout -> orders"?; 11:3 declared here`}},
		{"5", []edit{{6, "payments", "paymets"}}, nil}, // a rule's to judge
		{"6", []edit{{8, "orders:", "shop:  "}}, []string{
			`8:3: component "shop" is declared twice; 6:3 first here`,
			`11:15: component "orders" is not declared`,
		}},
		{"7", []edit{{10, "shop -> checkout", "checkout -> orders"}}, []string{
			`11:3: arrow checkout -> orders is drawn twice; 10:3 first here; mend: if these are two arrows, label one of them: checkout -> orders (nightly export):`,
			`18:17: there is no arrow "shop -> checkout"`,
			`20:37: there is no arrow "shop -> checkout"`,
		}},
		{"8", []edit{{12, "query", "qurey"}}, []string{`12:11: unknown kind "qurey", did you mean "query"?; mend: one of call, query, resolve, event, stream, batch, trigger, replication, webhook, notification, manual`}},
		{"9", []edit{{12, " query", ""}}, []string{`12:5: kind has no value; mend: one of call, query, resolve, event, stream, batch, trigger, replication, webhook, notification, manual`}},
		{"10", []edit{{7, "{", "["}}, []string{`7:13: '[' is closed by '}'; 7:44 closed here`}},
		{"11", []edit{{10, "2s", "soon"}}, []string{`10:48: "soon" is no duration; mend: a duration such as 2s, 150ms or 1h30m`}},
		{"12", []edit{{10, "2s", "2"}}, []string{`10:48: "2" lacks a unit: 2s?; mend: 2s`}},
		{"14", []edit{{6, "owner", "onwer"}, {11, "orders", "ordrs"}, {12, "query", "qurey"}, {10, "2s", "soon"}, {14, "orders-up", "order-up"}}, []string{
			`6:29: unknown key "onwer"`,
			`10:48: "soon" is no duration`,
			`11:15: component "ordrs" is not declared`,
			`12:11: unknown kind "qurey"`,
			`14:16: monitor "order-up" is not declared, did you mean "orders-up"?; 16:3 declared here`,
		}},
		{"15", []edit{{10, "", "  shop -> checkout: {if-down: breaks}\n  shop -> checkout (a b): {if-down: breaks}\n  shop -> checkout (a-b): {if-down: breaks}"}}, nil},
		{"16", []edit{{10, "", "  shop -> checkout: {if-down: breaks}\n  shop->checkout: {if-down: breaks}"}}, []string{`11:3: arrow shop -> checkout is drawn twice; 10:3 first here`}},
		{"17", []edit{{20, "arrow-no-runbook", "arrow-no"}}, []string{`20:12: unknown rule "arrow-no"; mend: the start of a name is not enough`}},
		{"18", []edit{{20, "arrow-no-runbook", `"arrow-*"`}}, []string{`20:12: a waiver names one rule, not "arrow-*"`}},
		{"19", []edit{{20, "shop -> checkout", "shop -> chekout"}}, []string{`20:37: there is no arrow "shop -> chekout", did you mean "shop -> checkout"?; 10:3 declared here`}},
		{"20", []edit{{20, "2027-03-31", "2027-02-30"}}, []string{`20:86: there is no day 2027-02-30`}},
		{"21", []edit{{10, "shop -> checkout", "shop -> shop"}}, []string{
			`10:3: shop -> shop starts and ends at shop`,
			`18:17: there is no arrow "shop -> checkout"`,
			`20:37: there is no arrow "shop -> checkout"`,
		}},
		{"22 missing", []edit{{1, "", ""}}, []string{`1:1: the version of the format is missing; write linewalk: 1 first; mend: linewalk: 1`}},
		{"22 other", []edit{{1, "1", "2"}}, []string{`1:11: version "2" is unknown; this linewalk reads version 1`}},
		{"22 not first", []edit{{1, "linewalk: 1", "system: Corner Shop"}, {2, "system: Corner Shop", "linewalk: 1"}}, []string{`1:1: the first line must say linewalk: 1`}},
		{"23", []edit{{21, "", "settings: {rules: {arrow-no-alrt: off}}"}}, []string{`21:20: unknown rule "arrow-no-alrt", did you mean "arrow-no-alert"?`}},
		{"24", []edit{{14, "orders-up", "order-up"}}, []string{`14:16: monitor "order-up" is not declared, did you mean "orders-up"?; 16:3 declared here`}},
		{"25", []edit{{18, "checkout,", "checkout?,"}}, []string{"18:33: a step has no \"?\"; steps the journey can do without go under `optional`; 18:17 this step; mend: optional: [shop -> checkout]"}},
		{"26", []edit{{11, ":", ""}}, []string{`11:3: a colon is missing behind this name; mend: add a colon: checkout -> orders:`}},
	}
	for _, test := range tests {
		t.Run("row "+test.row, func(t *testing.T) {
			text := shop(t)
			for _, e := range test.edits {
				text = e.apply(text)
			}
			_, found := read("shop.yaml", text)
			compare(t, found, test.want)
			for range 20 {
				if _, again := read("shop.yaml", text); lines(again) != lines(found) {
					t.Fatalf("another run says\n%s", lines(again))
				}
			}
		})
	}
	t.Run("row 13", func(t *testing.T) {
		_, found := read("shop.yaml", "")
		compare(t, found, []string{"1:1: empty drawing; mend: linewalk: 1"})
	})
}

// compare wants each diagnostic to start as told.
func compare(t *testing.T, found []diag.Diagnostic, want []string) {
	t.Helper()
	if len(found) != len(want) {
		t.Errorf("%d diagnostics, want %d", len(found), len(want))
	}
	for i, d := range found {
		if got := whole(d); i >= len(want) || !strings.HasPrefix(got, want[i]) {
			t.Errorf("got  %s", got)
			if i < len(want) {
				t.Errorf("want %s", want[i])
			}
		}
		if n := len([]rune(d.Message)); n > 100 {
			t.Errorf("%d characters: %s", n, d.Message)
		}
	}
}

// whole is everything a diagnostic says, on one line.
func whole(d diag.Diagnostic) string {
	text := fmt.Sprintf("%d:%d: %s", d.Span.Start.Line, d.Span.Start.Col, d.Message)
	for _, r := range d.Related {
		text += fmt.Sprintf("; %d:%d %s", r.Span.Start.Line, r.Span.Start.Col, r.Message)
	}
	if d.Mend != "" {
		text += "; mend: " + d.Mend
	}
	return text
}
