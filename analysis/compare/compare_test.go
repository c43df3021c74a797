package compare_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

var day = model.Date{Year: 2026, Month: 11, Day: 22}

// report judges a drawing that must be free of errors.
func report(t testing.TB, name, text string) *analysis.Report {
	t.Helper()
	file := yamlfile.Parse(name, []byte(text), yamlfile.Options{Rules: rules.IDs()})
	s, found := yamlfile.Merge([]*yamlfile.File{file})
	for _, d := range found {
		if d.Level == diag.Error {
			t.Fatalf("%s: %s\n%s", d.Span, d.Message, text)
		}
	}
	return analysis.Run(s, rules.All(), analysis.Options{Today: day, Reading: found})
}

const shop = `linewalk: 1
system: Shop
teams:
  web: {people: [ana, li], on-call: 24x7}
  pay: {people: [raj, mia], on-call: 24x7}
components:
  user: person
  shop: {kind: service, owner: web}
  db: {kind: database, owner: web}
  mail: {kind: external, owner: web}
  bank: {kind: external, owner: pay}
arrows:
  user -> shop: {if-down: breaks, monitors: [{signal: errors, alert: {name: ShopDown, after: 2m, tells: web}}]}
  shop -> db: {kind: query, if-down: breaks, timeout: 2s, monitors: [db-errors]}
  shop -> mail (receipts): {kind: event, if-down: nothing}
  shop -> bank: {if-down: degrades}
monitors:
  db-errors: {signal: errors, alert: {name: DbDown, after: 5m, tells: web}}
journeys:
  buy: {steps: [user -> shop, shop -> db], optional: [shop -> bank], worth: 100 EUR/min, target: 99.9%, notice-within: 10m}
  browse: {steps: [user -> shop]}
settings: {fail-on: warning}
`

// changed is the shop with pieces replaced, in pairs.
func changed(t *testing.T, pieces ...string) string {
	t.Helper()
	text := shop
	for i := 0; i < len(pieces); i += 2 {
		if !strings.Contains(text, pieces[i]) {
			t.Fatalf("the drawing has no %q", pieces[i])
		}
		text = strings.ReplaceAll(text, pieces[i], pieces[i+1])
	}
	return text
}

// TestCompare changes one thing in a shop and lists all that follows, findings apart.
func TestCompare(t *testing.T) {
	const end = "settings: {fail-on: warning}\n"
	for _, tc := range []struct {
		name   string
		pieces []string
		want   string
	}{
		{"nothing", nil, ``},
		{
			"an arrow that breaks a journey is added",
			[]string{"monitors:\n  db-errors", "  db -> bank: {if-down: breaks}\nmonitors:\n  db-errors"},
			`
added db -> bank: no no no no, broken
outcome db -> bank browse: untouched => broken, worse
outcome db -> bank buy: untouched => broken, worse
browse breaks through db -> bank
buy breaks through db -> bank`,
		},
		{
			"a naked arrow of no weight is removed",
			[]string{"  shop -> mail (receipts): {kind: event, if-down: nothing}\n", ""},
			`
removed shop -> mail (receipts): no no yes no, untouched`,
		},
		{
			"only the name in ( ) changes",
			[]string{"(receipts)", "(bills)"},
			`
renamed shop -> mail (receipts) => shop -> mail (bills)`,
		},
		{
			"the name in ( ) changes and the effect too",
			[]string{"(receipts): {kind: event, if-down: nothing}", "(bills): {kind: event, if-down: {to: breaks}}"},
			`
added shop -> mail (bills): no no yes no, untouched
removed shop -> mail (receipts): no no yes no, untouched`,
		},
		{
			"a component changes its name everywhere",
			[]string{"db:", "orders:", "-> db", "-> orders"},
			`
renamed shop -> db => shop -> orders`,
		},
		{
			"another component takes the place of one",
			[]string{"db: {kind: database", "orders: {kind: storage", "-> db", "-> orders"},
			`
added shop -> orders: yes yes yes unknown, broken
removed shop -> db: yes yes yes unknown, broken
outcome shop -> db browse: broken => untouched, better
outcome shop -> db buy: broken => untouched, better
outcome shop -> orders browse: untouched => broken, worse
outcome shop -> orders buy: untouched => broken, worse
browse breaks through shop -> orders; no longer shop -> db
buy breaks through shop -> orders; no longer shop -> db
journey buy steps: "shop -> db, user -> shop" => "shop -> orders, user -> shop", neutral`,
		},
		{
			"a component changes its name and one arrow more",
			[]string{"db:", "orders:", "-> db", "-> orders", "timeout: 2s", "timeout: 3s"},
			`
added shop -> orders: yes yes yes unknown, broken
removed shop -> db: yes yes yes unknown, broken
outcome shop -> db browse: broken => untouched, better
outcome shop -> db buy: broken => untouched, better
outcome shop -> orders browse: untouched => broken, worse
outcome shop -> orders buy: untouched => broken, worse
browse breaks through shop -> orders; no longer shop -> db
buy breaks through shop -> orders; no longer shop -> db
journey buy steps: "shop -> db, user -> shop" => "shop -> orders, user -> shop", neutral`,
		},
		{
			"a monitor goes",
			[]string{"monitors: [db-errors]", "runbook: x"},
			`
cell shop -> db monitor: yes => no, worse
cell shop -> db alert: yes => no, worse
cell shop -> db busFactor: unknown => no, neutral
notice shop -> db: in time 5m => never never, worse`,
		},
		{
			"an alert comes sooner",
			[]string{"after: 5m", "after: 4m"},
			`
notice shop -> db: in time 5m => in time 4m, better`,
		},
		{
			"an alert comes too late",
			[]string{"after: 5m", "after: 50m"},
			`
notice shop -> db: in time 5m => late 50m, worse`,
		},
		{
			"a journey breaks later",
			[]string{"if-down: breaks, timeout: 2s", "if-down: breaks after 1h, timeout: 2s"},
			`
outcome shop -> db browse: broken => broken, better
outcome shop -> db buy: broken => broken, better`,
		},
		{
			"a step that was optional",
			[]string{"shop -> db], optional: [shop -> bank]", "shop -> db, shop -> bank]"},
			`
outcome shop -> bank buy: degraded => broken, worse
buy breaks through shop -> bank
journey buy optional: "shop -> bank" => "", neutral
journey buy steps: "shop -> db, user -> shop" => "shop -> bank, shop -> db, user -> shop", neutral`,
		},
		{
			"nobody says any more what happens",
			[]string{"  shop -> bank: {if-down: degrades}", "  shop -> bank: {via: https}"},
			`
outcome shop -> bank browse: degraded => broken, worse
outcome shop -> bank buy: degraded => broken, worse
browse breaks through shop -> bank
buy breaks through shop -> bank
guess shop -> bank: true, worse`,
		},
		{
			"an owner changes",
			[]string{"if-down: breaks, timeout: 2s", "if-down: breaks, timeout: 2s, owner: pay"},
			`
owner shop -> db: web => pay, neutral`,
		},
		{
			"one end has another owner",
			[]string{"db: {kind: database, owner: web}", "db: {kind: database, owner: pay}"},
			`
cell shop -> db owner: yes => no, worse
owner shop -> db: web => between pay and web, worse`,
		},
		{
			"promises are eased",
			[]string{"target: 99.9%, notice-within: 10m", "target: 99%"},
			`
journey buy notice-within: "10m" => "", worse
journey buy target: "99.9%" => "99%", worse`,
		},
		{
			"a journey goes",
			[]string{"  browse: {steps: [user -> shop]}\n", ""},
			`
journey browse gone`,
		},
		{
			"rules are eased",
			[]string{end, "settings: {fail-on: error, bus-factor: 1, rules: {arrow-no-monitor: note, arrow-no-alert: off, arrow-no-runbook: error}}\n"},
			`
policy bus-factor: "2" => "1", worse
policy fail-on: "warning" => "error", worse
policy rule arrow-no-alert: "warning" => "off", worse
policy rule arrow-no-monitor: "warning" => "note", worse
policy rule arrow-no-runbook: "off" => "error", better`,
		},
		{
			"a waiver is written",
			[]string{end, end + "waivers:\n  - {rule: arrow-no-monitor, arrow: shop -> mail (receipts), because: late is fine, until: 2027-01-01}\n"},
			`
policy waiver of arrow-no-monitor shop -> mail (receipts): "" => "2027-01-01", worse`,
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := compare.Compare(report(t, "shop.yaml", shop), report(t, "shop.yaml", changed(t, tc.pieces...)))
			got := strings.Join(summary(c), "\n")
			if diff := gocmp(strings.TrimPrefix(tc.want, "\n"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func gocmp(want, got string) string {
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		return "(-want +got):\n" + diff
	}
	return ""
}

// summary writes all changes but those of findings, a line each.
func summary(c *compare.Comparison) []string {
	var lines []string
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, a := range c.Added {
		add("added %s: %s, %v", a.Name, cells(a.Cells), a.Worst)
	}
	for _, a := range c.Removed {
		add("removed %s: %s, %v", a.Name, cells(a.Cells), a.Worst)
	}
	for _, n := range c.Renamed {
		add("renamed %s => %s", n.Old, n.New)
	}
	for _, x := range c.Cells {
		add("cell %s %s: %v => %v, %v", x.Arrow, analysis.CellNames()[x.Cell], x.Old.Value, x.New.Value, x.Direction())
	}
	for _, x := range c.Outcomes {
		add("outcome %s %s: %v => %v, %v", x.Arrow, x.Journey, x.Old.Verdict, x.New.Verdict, x.Direction())
	}
	for _, b := range c.Breaking {
		line := b.Journey + " breaks through " + join(b.More)
		if len(b.Fewer) > 0 {
			line += "; no longer " + join(b.Fewer)
		}
		add("%s", line)
	}
	for _, x := range c.Notices {
		add("notice %s: %v %s => %v %s, %v", x.Arrow, x.Old.When, after(x.Old), x.New.When, after(x.New), x.Direction())
	}
	for _, x := range c.Owners {
		add("owner %s: %s => %s, %v", x.Arrow, x.Old.Text, x.New.Text, x.Direction())
	}
	for _, x := range c.Guesses {
		add("guess %s: %v, %v", x.Arrow, x.Guessed, x.Direction())
	}
	for _, x := range c.Journeys {
		switch {
		case x.What != "":
			add("journey %s %s: %q => %q, %v", x.Journey, x.What, x.Old, x.New, x.Means)
		case x.Journey.New == "":
			add("journey %s gone", x.Journey)
		default:
			add("journey %s new", x.Journey)
		}
	}
	for _, x := range c.Policy {
		add("policy %s: %q => %q, %v", strings.TrimSpace(x.What+" "+x.About.String()), x.Old, x.New, x.Means)
	}
	return lines
}

func cells(c analysis.Cells) string {
	var parts []string
	for _, cell := range c.All() {
		parts = append(parts, cell.Value.String())
	}
	return strings.Join(parts, " ")
}

func join(names []compare.Name) string {
	var parts []string
	for _, n := range names {
		parts = append(parts, n.String())
	}
	return strings.Join(parts, ", ")
}

func after(n compare.Notice) string {
	if n.After == propagation.Never {
		return "never"
	}
	return model.FormatDuration(n.After)
}

// TestFindings pairs what is said of two drawings.
func TestFindings(t *testing.T) {
	const end = "settings: {fail-on: warning}\n"
	for _, tc := range []struct {
		name   string
		pieces []string
		want   string
	}{
		{"nothing", nil, ``},
		{
			"lines move and words change", []string{"system: Shop\n", "\n\n\nsystem: Shop\n"}, ``,
		},
		{
			"a monitor goes",
			[]string{"monitors: [db-errors]", "runbook: x"},
			`
new notice-silent shop -> db
gone arrow-mode-unseen shop -> db`,
		},
		{"a component changes its name", []string{"db:", "orders:", "-> db", "-> orders"}, ``},
		{
			"a finding is waived",
			[]string{end, end + "waivers:\n  - {rule: arrow-no-monitor, arrow: shop -> mail (receipts), because: late is fine, until: 2027-01-01}\n"},
			`
accepted arrow-no-monitor shop -> mail (receipts)`,
		},
		{
			"an arrow that is bare",
			[]string{"shop -> mail (receipts): {kind: event, if-down: nothing}", "shop -> mail (receipts):"},
			`
new arrow-bare shop -> mail (receipts)
new single-point-of-failure shop -> mail (receipts)`,
		},
		{
			"a level is raised",
			[]string{end, "settings: {rules: {arrow-no-monitor: error}}\n"},
			`
raised arrow-no-monitor shop -> bank
raised arrow-no-monitor shop -> mail (receipts)`,
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			old, new := report(t, "shop.yaml", shop), report(t, "shop.yaml", changed(t, tc.pieces...))
			got := strings.Join(findings(compare.Compare(old, new)), "\n")
			if diff := gocmp(strings.TrimPrefix(tc.want, "\n"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestFindingsOfBareArrow begins to say something of an arrow of which nothing was stated: what is still
// missing was so before.
func TestFindingsOfBareArrow(t *testing.T) {
	bare := changed(t, "shop -> mail (receipts): {kind: event, if-down: nothing}", "shop -> mail (receipts):")
	said := changed(t, "shop -> mail (receipts): {kind: event, if-down: nothing}", "shop -> mail (receipts): {if-down: breaks}")
	got := findings(compare.Compare(report(t, "shop.yaml", bare), report(t, "shop.yaml", said)))
	if diff := cmp.Diff([]string{"gone arrow-bare shop -> mail (receipts)"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFindingsOfAnotherFile holds a drawing against itself under another name.
func TestFindingsOfAnotherFile(t *testing.T) {
	c := compare.Compare(report(t, "old/shop.yaml", shop), report(t, "shop.yaml", shop))
	if !c.Empty() || len(c.Findings.Kept) == 0 {
		t.Errorf("%d findings are kept, and %v", len(c.Findings.Kept), append(summary(c), findings(c)...))
	}
}

// TestFindingsTwice says one thing twice, and then three times: the third is new.
func TestFindingsTwice(t *testing.T) {
	d := diag.Diagnostic{Rule: "read-evidence", Level: diag.Warning, Span: diag.Span{File: "a.yaml"}, Message: "cannot be read"}
	two, three := report(t, "shop.yaml", shop), report(t, "shop.yaml", shop)
	two.Diagnostics = []diag.Diagnostic{d, d}
	other := d
	other.Message = "is too long"
	three.Diagnostics = []diag.Diagnostic{other, d, d}
	c := compare.Compare(two, three)
	if len(c.Findings.New) != 1 || c.Findings.New[0].Message != other.Message || len(c.Findings.Kept) != 2 {
		t.Errorf("new %v, kept %v", c.Findings.New, c.Findings.Kept)
	}
}

func findings(c *compare.Comparison) []string {
	var lines []string
	for _, part := range []struct {
		name string
		list []diag.Diagnostic
	}{
		{"new", c.Findings.New},
		{"raised", c.Findings.Raised},
		{"reinstated", c.Findings.Reinstated},
		{"gone", c.Findings.Gone},
		{"lowered", c.Findings.Lowered},
		{"accepted", c.Findings.Accepted},
	} {
		for _, d := range part.list {
			lines = append(lines, fmt.Sprintf("%s %s %s", part.name, d.Rule, d.Arrow))
		}
	}
	return lines
}
