package security_test

import (
	"slices"
	"strings"
	"testing"
)

// shop is the drawing that the broken ones are made from.
const shop = `linewalk: 1
system: Corner Shop
teams:
  payments: {people: [ana, li], on-call: 24x7}
components:
  shop:     {kind: service, owner: payments}
  checkout: {kind: service, owner: payments}
  orders:   {kind: database, owner: payments}
arrows:
  shop -> checkout: {if-down: breaks, timeout: 2s}
  checkout -> orders:
    kind: query
    if-down: breaks
    monitors: [orders-up]
monitors:
  orders-up: {signal: errors}
journeys:
  buy: {steps: [shop -> checkout, checkout -> orders], worth: 1200 USD/min}
waivers:
  - {rule: arrow-no-runbook, arrow: shop -> checkout, because: being written, until: 2027-03-31}
`

// An edit replaces text in one line, or the whole line where the old text is empty. Line 0 is the whole
// drawing.
type edit struct {
	line     int
	old, new string
}

func (e edit) apply(text string) string {
	if e.line == 0 {
		return e.new
	}
	lines := strings.Split(text, "\n")
	if e.old == "" {
		lines[e.line-1] = e.new
	} else {
		lines[e.line-1] = strings.Replace(lines[e.line-1], e.old, e.new, 1)
	}
	return strings.Join(lines, "\n")
}

// spoiled is the shop with edits.
func spoiled(edits []edit) string {
	text := shop
	for _, e := range edits {
		text = e.apply(text)
	}
	return text
}

// A mistake is a broken drawing of a row: how it is made, and how each of its errors begins, in order.
type mistake struct {
	row   int
	edits []edit
	want  []string
}

// mistakes are the broken drawings. Nothing but what is wanted may be found in them.
var mistakes = []mistake{
	{1, []edit{{6, "owner", "onwer"}}, []string{`6:29: unknown key "onwer" in a component, did you mean "owner"?`}},
	{2, []edit{{5, "components", "componentz"}}, []string{`5:1: unknown key "componentz" in a drawing, did you mean "components"?`}},
	{3, []edit{{11, "orders", "ordrs"}}, []string{`11:15: component "ordrs" is not declared, did you mean "orders"?; 8:3 declared here`}},
	{4, []edit{{18, "orders]", "order]"}}, []string{`18:35: there is no arrow "checkout -> order", did you mean "checkout -> orders"?; 11:3 declared here`}},
	{6, []edit{{8, "orders:", "shop:  "}}, []string{
		`8:3: component "shop" is declared twice; 6:3 first here`,
		`11:15: component "orders" is not declared`,
	}},
	{7, []edit{{10, "shop -> checkout", "checkout -> orders"}}, []string{
		`11:3: arrow checkout -> orders is drawn twice; 10:3 first here; mend: if these are two arrows, label one of them: checkout -> orders (nightly export):`,
		`18:17: there is no arrow "shop -> checkout"`,
		`20:37: there is no arrow "shop -> checkout"`,
	}},
	{8, []edit{{12, "query", "qurey"}}, []string{`12:11: unknown kind "qurey", did you mean "query"?; mend: one of call, query, resolve, event, stream, batch, trigger, replication, webhook, notification, manual`}},
	{9, []edit{{12, " query", ""}}, []string{`12:5: kind has no value; mend: one of call, query, resolve, event, stream, batch, trigger, replication, webhook, notification, manual`}},
	{10, []edit{{7, "{", "["}}, []string{`7:13: '[' is closed by '}'; 7:44 closed here`}},
	{11, []edit{{10, "2s", "soon"}}, []string{`10:48: "soon" is no duration; mend: a duration such as 2s, 150ms or 1h30m`}},
	{12, []edit{{10, "2s", "2"}}, []string{`10:48: "2" lacks a unit: 2s?; mend: 2s`}},
	{13, []edit{{0, "", ""}}, []string{"1:1: empty drawing; mend: linewalk: 1"}},
	{14, []edit{{6, "owner", "onwer"}, {11, "orders", "ordrs"}, {12, "query", "qurey"}, {10, "2s", "soon"}, {14, "orders-up", "order-up"}}, []string{
		`6:29: unknown key "onwer"`,
		`10:48: "soon" is no duration`,
		`11:15: component "ordrs" is not declared`,
		`12:11: unknown kind "qurey"`,
		`14:16: monitor "order-up" is not declared, did you mean "orders-up"?; 16:3 declared here`,
	}},
	{15, []edit{{10, "", "  shop -> checkout: {if-down: breaks}\n  shop -> checkout (a b): {if-down: breaks}\n  shop -> checkout (a-b): {if-down: breaks}"}}, nil},
	{16, []edit{{10, "", "  shop -> checkout: {if-down: breaks}\n  shop->checkout: {if-down: breaks}"}}, []string{`11:3: arrow shop -> checkout is drawn twice; 10:3 first here`}},
	{17, []edit{{20, "arrow-no-runbook", "arrow-no"}}, []string{`20:12: unknown rule "arrow-no"; mend: the start of a name is not enough`}},
	{18, []edit{{20, "arrow-no-runbook", `"arrow-*"`}}, []string{`20:12: a waiver names one rule, not "arrow-*"`}},
	{19, []edit{{20, "shop -> checkout", "shop -> chekout"}}, []string{`20:37: there is no arrow "shop -> chekout", did you mean "shop -> checkout"?; 10:3 declared here`}},
	{20, []edit{{20, "2027-03-31", "2027-02-30"}}, []string{`20:86: there is no day 2027-02-30`}},
	{21, []edit{{10, "shop -> checkout", "shop -> shop"}}, []string{
		`10:3: shop -> shop starts and ends at shop`,
		`18:17: there is no arrow "shop -> checkout"`,
		`20:37: there is no arrow "shop -> checkout"`,
	}},
	{22, []edit{{1, "", ""}}, []string{`1:1: the version of the format is missing; write linewalk: 1 first; mend: linewalk: 1`}},
	{22, []edit{{1, "1", "2"}}, []string{`1:11: version "2" is unknown; this linewalk reads version 1`}},
	{22, []edit{{1, "linewalk: 1", "system: Corner Shop"}, {2, "system: Corner Shop", "linewalk: 1"}}, []string{`1:1: the first line must say linewalk: 1`}},
	{23, []edit{{21, "", "settings: {rules: {arrow-no-alrt: off}}"}}, []string{`21:20: unknown rule "arrow-no-alrt", did you mean "arrow-no-alert"?`}},
	{24, []edit{{14, "orders-up", "order-up"}}, []string{`14:16: monitor "order-up" is not declared, did you mean "orders-up"?; 16:3 declared here`}},
	{25, []edit{{18, "checkout,", "checkout?,"}}, []string{"18:33: a step has no \"?\"; steps the journey can do without go under `optional`; 18:17 this step; mend: optional: [shop -> checkout]"}},
	{26, []edit{{11, ":", ""}}, []string{`11:3: a colon is missing behind this name; mend: add a colon: checkout -> orders:`}},
}

// broken holds a row of broken drawings.
func broken(row int) func(*testing.T) {
	return func(t *testing.T) {
		for _, m := range mistakes {
			if m.row == row {
				reading(t, spoiled(m.edits)).only(m.want)
			}
		}
	}
}

// only wants certain things said and no others, or the drawing let pass.
func (v *verdict) only(want []string) {
	v.Helper()
	found := v.ofReader()
	if len(want) > 0 != (v.code == 2) {
		v.Errorf("exit code %d with %d errors wanted", v.code, len(want))
	}
	for i, f := range found {
		if i >= len(want) || !strings.HasPrefix(f.String(), want[i]) {
			v.Errorf("got  %s", f)
		}
		if n := len([]rune(f.Message)); n > 100 {
			v.Errorf("%d characters: %s", n, f.Message)
		}
	}
	if len(found) != len(want) {
		v.Errorf("%d errors, want %s", len(found), strings.Join(want, "\n"))
	}
}

// ownerUnknown is for a rule to judge, so the drawing can be used.
func ownerUnknown(t *testing.T) {
	v := reading(t, edit{6, "payments", "paymets"}.apply(shop))
	v.exits(1)
	i := slices.IndexFunc(v.findings, func(f finding) bool { return f.Rule == "owner-unknown" })
	if i < 0 || !strings.HasPrefix(v.findings[i].String(), `6:36: `) || !strings.Contains(v.findings[i].String(), `"payments"`) || !strings.Contains(v.findings[i].String(), "4:3") {
		t.Errorf("the owner is not told, with its place and what was meant:\n%s", lines(v.findings))
	}
}

// sameEveryTime has the same said in 20 runs.
func sameEveryTime(t *testing.T) {
	i := slices.IndexFunc(mistakes, func(m mistake) bool { return m.row == 14 })
	text := spoiled(mistakes[i].edits)
	first := reading(t, text)
	for range 19 {
		if again := reading(t, text); again.stdout != first.stdout {
			t.Fatalf("another run says\n%s", lines(again.findings))
		}
	}
}
