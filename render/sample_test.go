package render

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

const shopFile = "shop.yaml"

const shopText = `linewalk: 1
system: Corner Shop
teams:
  payments: {people: [ana, li], on-call: "Mon-Fri 09:00-18:00"}
components:
  shop:     {kind: service, owner: payments}
  checkout: {kind: service, owner: payments, experts: [ana]}
  orders:   {kind: database, owner: payments}
  mailer:   {kind: queue, owner: web}
arrows:
  shop -> checkout: {if-down: breaks, monitors: [{alert: {name: CheckoutDown, after: 5m}}]}
  checkout -> orders:
    kind: query
    if-down: breaks
    monitors: [orders-up]
  checkout -> mailer (refunds): {kind: event, if-down: {to: breaks after 4h}}
  shop -> orders:
monitors:
  orders-up: {signal: errors}
journeys:
  buy: {steps: [shop -> checkout, checkout -> orders], worth: 1200 USD/min}
  refund: {steps: [checkout -> mailer (refunds)]}
waivers:
  - {rule: fallback-untested, arrow: shop -> checkout, because: drill planned, until: 2027-03-31}
`

// spanOf finds the first place of a text in a file.
func spanOf(file, text, part string) diag.Span {
	offset := strings.Index(text, part)
	if offset < 0 {
		panic(part + " is not in " + file)
	}
	point := func(offset int) diag.Point {
		head := text[:offset]
		start := strings.LastIndexByte(head, '\n') + 1
		return diag.Point{Line: int32(strings.Count(head, "\n") + 1), Col: int32(len([]rune(head[start:])) + 1), Offset: int32(offset)}
	}
	return diag.Span{File: file, Start: point(offset), End: point(offset + len(part))}
}

func at(part string) diag.Span { return spanOf(shopFile, shopText, part) }

func stated[T any](value T, part string) model.Stated[T] {
	return model.Stated[T]{Value: value, Span: at(part)}
}

// sample is a small report in which every writer finds something to say. It is put together by
// hand, so that the goldens change with the writers alone.
func sample() *analysis.Report {
	ana, li := &model.Person{ID: 0, Name: "ana", Declared: true}, &model.Person{ID: 1, Name: "li", Declared: true}
	hours := model.Hours{Text: "Mon-Fri 09:00-18:00", Windows: []model.Window{{
		Days: [7]bool{false, true, true, true, true, true, false}, From: 9 * 60, To: 18 * 60,
	}}}
	payments := &model.Team{
		Name: "payments", Span: at("payments"), People: stated([]*model.Person{ana, li}, "[ana, li]"),
		OnCall: stated(model.OnCall{Hours: hours}, `"Mon-Fri 09:00-18:00"`),
	}
	owner := model.Party{Name: "payments", Team: payments}
	box := func(id model.ComponentID, name string) *model.Component {
		return &model.Component{ID: id, Name: name, Span: at(name + ":"), Declared: true}
	}
	shop, checkout, orders, mailer := box(0, "shop"), box(1, "checkout"), box(2, "orders"), box(3, "mailer")

	toCheckout := &model.Arrow{
		ID: 0, From: shop, To: checkout, Span: at("shop -> checkout"), IfDown: stated(model.IfDown{}, "if-down: breaks"),
		Reviewed:  stated(model.Reviewed{On: model.Date{Year: 2026, Month: 10, Day: 1}, By: stated(model.Party{Name: "ana"}, "ana")}, "ana"),
		Exercised: stated(model.Date{Year: 2026, Month: 5, Day: 2}, "ana"),
	}
	toOrders := &model.Arrow{
		ID: 1, From: checkout, To: orders, Span: at("checkout -> orders"), Kind: stated(model.Query, "query"),
		IfDown: stated(model.IfDown{}, "if-down: breaks"),
	}
	refunds := &model.Arrow{
		ID: 2, From: checkout, To: mailer, Qualifier: "refunds", Span: at("checkout -> mailer (refunds)"),
		Kind: stated(model.Event, "event"), Status: stated(model.Planned, "event"), IfDown: stated(model.IfDown{}, "if-down: {to"),
	}
	bare := &model.Arrow{ID: 3, From: shop, To: orders, Span: at("shop -> orders"), Bare: true}

	down := &model.Alert{
		Name: stated("CheckoutDown", "CheckoutDown"), After: stated(5*time.Minute, "5m"),
		Tells: stated([]model.Party{{Name: "owner", Owner: true}}, "5m"), How: stated(model.Page, "5m"),
	}
	inline := &model.Monitor{ID: 0, Signal: stated(model.SignalErrors, "errors"), Alerts: stated([]*model.Alert{down}, "alert:")}
	ordersUp := &model.Monitor{ID: 1, Name: "orders-up", Span: at("orders-up:"), Signal: stated(model.SignalErrors, "errors")}

	buy := &model.Journey{ID: 0, Name: "buy", Span: at("buy"), Worth: stated(model.Money{Amount: 1200, Currency: "USD", Per: time.Minute}, "1200 USD/min")}
	refund := &model.Journey{ID: 1, Name: "refund", Span: at("refund:")}
	waiver := &model.Waiver{
		Rule: stated("fallback-untested", "fallback-untested"), Arrow: stated(toCheckout, "shop -> checkout, because"),
		Because: stated("drill planned", "drill planned"), Until: stated(model.Date{Year: 2027, Month: 3, Day: 31}, "2027-03-31"),
		Span: at("{rule: fallback-untested"),
	}

	const never = propagation.Never
	breaks := func(after time.Duration, j *model.Journey) analysis.JourneyState {
		return analysis.JourneyState{Journey: j, Verdict: propagation.Broken, Degraded: never, Broken: after}
	}
	untouched := func(j *model.Journey) analysis.JourneyState {
		return analysis.JourneyState{Journey: j, Degraded: never, Broken: never}
	}
	goesDown := func(c *model.Component, after time.Duration) analysis.ComponentState {
		return analysis.ComponentState{Component: c, Degraded: never, Down: after}
	}
	both := people.Clause{People: []*model.Person{ana, li}, Complete: true}
	onlyAna := people.Clause{People: []*model.Person{ana}, Complete: true}
	nobody := people.Clause{Complete: true, Why: "no alert tells anybody"}
	somebody := people.Clause{Why: "nobody is named who knows it"}
	yes := func(reason string) analysis.Cell { return analysis.Cell{Value: people.Yes, Reason: reason} }
	no := func(reason string) analysis.Cell { return analysis.Cell{Value: people.No, Reason: reason} }

	rules := diag.Span{File: "rules.yaml", Start: diag.Point{Line: 12, Col: 5}, End: diag.Point{Line: 12, Col: 20}}
	proof := &analysis.Proof{
		Monitor: inline, Alert: down, Claim: &evidence.Claim{},
		Ladder: &evidence.Ladder{
			evidence.Stated:    {Verdict: evidence.Proven, Why: "stated at shop.yaml:3:20"},
			evidence.Exists:    {Verdict: evidence.Proven, Why: "defined at rules.yaml:12:5", At: rules},
			evidence.Effective: {Verdict: evidence.Proven, Why: "its expression sees down there", At: rules},
			evidence.Delivered: {Verdict: evidence.Refuted, Why: "routed to chat, a chat, which wakes nobody", At: rules},
			evidence.Exercised: {Why: "no tests of alerts are among the evidence", Unread: true},
		},
	}
	delay := &evidence.Delay{Least: 5 * time.Minute, Most: 7 * time.Minute, Parts: "scrape 1m + evaluation 1m + for 5m"}

	first := &analysis.Answer{
		Arrow: toCheckout,
		IfDown: analysis.NewConsequence(
			[]analysis.JourneyState{breaks(0, buy), untouched(refund)},
			analysis.Spread{Components: []analysis.ComponentState{goesDown(shop, 0)}},
		),
		Notice: analysis.Notice{
			When: analysis.Late, Where: analysis.AtArrow, After: 14 * time.Minute, Claimed: 5 * time.Minute, Users: time.Hour,
			Alert: down, Told: []model.Party{owner}, Monitor: inline, Delay: delay,
			Incident: &model.Incident{
				On: model.Date{Year: 2026, Month: 3, Day: 9}, Noticed: stated(14*time.Minute, "5m"), By: stated("a customer", "5m"),
			},
		},
		Modes: []analysis.ModeAnswer{
			{
				Mode: model.ModeDown, Worst: propagation.Broken, Sees: []*model.Monitor{inline}, Proof: proof,
				Notice: analysis.Notice{When: analysis.InTime, Where: analysis.AtArrow, After: 7 * time.Minute, Claimed: 7 * time.Minute, Alert: down, Monitor: inline, Delay: delay, Users: time.Hour},
			},
			{
				Mode: model.ModeSlow, Worst: propagation.Broken, Blank: []analysis.Unfit{{Monitor: inline, Why: "errors does not show slow"}},
				Notice: analysis.Notice{After: never, Claimed: never, Users: time.Hour},
			},
		},
		Proof:   proof,
		Seeing:  []*model.Monitor{inline},
		AtNight: people.Clause{Complete: true, Why: "the hours of payments are Mon-Fri 09:00-18:00"},
		Yearly:  []analysis.Loss{{Amount: 33600, Currency: "USD"}},
		Owner:   model.Ownership{Party: owner, How: model.OwnedByEnds, From: owner, To: owner},
		Watches: []analysis.Watch{{Monitor: inline, Where: analysis.AtArrow, Owner: owner}},
		Mending: people.Between(both, onlyAna),
		Cells: analysis.Cells{
			Monitor: yes("measured by errors monitor"), Alert: yes("CheckoutDown tells payments"),
			Owner: yes("owned by payments, as its end is"), BusFactor: no("without ana nobody is left who knows it"),
		},
		Cost: []analysis.Loss{{Amount: 16800, Currency: "USD"}},
	}
	second := &analysis.Answer{
		Arrow: toOrders,
		IfDown: analysis.NewConsequence(
			[]analysis.JourneyState{breaks(0, buy), untouched(refund)},
			analysis.Spread{Components: []analysis.ComponentState{goesDown(shop, 0), goesDown(checkout, 0)}, Arrows: []analysis.ArrowState{{Arrow: toCheckout, Impaired: never, Fails: 0}}},
		),
		Notice: analysis.Notice{
			Where: analysis.OnDashboard, After: never, Claimed: never, Users: time.Hour, Monitor: ordersUp,
		},
		Owner:   model.Ownership{Party: owner, How: model.OwnedByEnds, From: owner, To: owner},
		Watches: []analysis.Watch{{Monitor: ordersUp, Where: analysis.AtArrow, Owner: owner, Blind: mailer}},
		Mending: people.Between(nobody, onlyAna),
		Cells: analysis.Cells{
			Monitor: yes("measured by orders-up"), Alert: no("orders-up measures it and has no alert"),
			Owner: yes("owned by payments, as its end is"), BusFactor: no("no alert tells anybody"),
		},
		Cost: []analysis.Loss{{Amount: 72000, Currency: "USD"}},
	}
	third := &analysis.Answer{
		Arrow: refunds,
		IfDown: analysis.NewConsequence(
			[]analysis.JourneyState{
				untouched(buy),
				{Journey: refund, Verdict: propagation.Broken, Degraded: 90 * time.Minute, Broken: 4 * time.Hour},
			},
			analysis.Spread{Components: []analysis.ComponentState{{Component: mailer, Degraded: time.Hour, Down: 4 * time.Hour}}},
		),
		Notice:  analysis.Notice{After: never, Claimed: never, Users: 150 * time.Minute},
		Owner:   model.Ownership{How: model.OwnedBetween, From: owner, To: model.Party{Name: "web"}},
		Mending: people.Between(nobody, somebody),
		Cells: analysis.Cells{
			Monitor: no("no monitor is stated"), Alert: no("no monitor, so no alert"),
			Owner:     no("between payments and web, each of whom may think the other is watching"),
			BusFactor: no("no alert tells anybody"),
		},
	}
	fourth := &analysis.Answer{
		Arrow: bare,
		IfDown: analysis.NewConsequence(
			[]analysis.JourneyState{
				{Journey: buy, Verdict: propagation.Masked, Degraded: never, Broken: never}, untouched(refund),
			},
			analysis.Spread{Components: []analysis.ComponentState{goesDown(shop, 0)}},
		),
		Notice:  analysis.Notice{After: never, Claimed: never, Users: never},
		Owner:   model.Ownership{Party: owner, How: model.OwnedByEnds, From: owner, To: owner},
		Mending: people.Between(people.Clause{Why: "team web names nobody"}, people.Clause{People: []*model.Person{ana}, Why: "others may know it too"}),
		Cells: analysis.Cells{
			Monitor: no("no monitor is stated"), Alert: no("no monitor, so no alert"),
			Owner: yes("owned by payments, as its end is"), BusFactor: analysis.Cell{Value: people.Unknown, Reason: "others may know it too"},
		},
		Assumed: []string{"nothing is stated about what happens without it: taken to break shop at once"},
	}

	return &analysis.Report{
		System: &model.System{
			Name: stated("Corner Shop", "Corner Shop"), Files: []string{shopFile},
			People: []*model.Person{ana, li}, Teams: []*model.Team{payments},
			Components: []*model.Component{shop, checkout, orders, mailer},
			Arrows:     []*model.Arrow{toCheckout, toOrders, refunds, bare},
			Monitors:   []*model.Monitor{inline, ordersUp}, Journeys: []*model.Journey{buy, refund}, Waivers: []*model.Waiver{waiver},
		},
		Today: model.Date{Year: 2026, Month: 11, Day: 22},
		Evidence: []model.EvidenceFile{
			{Kind: model.EvidencePrometheusRules, Name: "rules.yaml", Unread: []model.Unread{{Span: rules, Why: "it is a Helm template", Mentions: []string{"CheckoutDown"}}}},
		},
		Sources:   diag.Sources{shopFile: shopText},
		Answers:   []*analysis.Answer{first, second, third, fourth},
		ByHarm:    []*analysis.Answer{second, first, third, fourth},
		Journeys:  []*analysis.JourneyAnswer{{Journey: buy, Breaks: []*analysis.Answer{first, second}}, {Journey: refund, Breaks: []*analysis.Answer{third}}},
		Deadlocks: [][]*model.Component{{shop, checkout}},
		Coverage:  analysis.Coverage{Arrows: 4, Covered: 7, Asked: 16},
		Vital:     analysis.Coverage{Arrows: 2, Covered: 5, Asked: 8},
		Headline:  analysis.Headline{Arrows: 4, Breaking: 3, Unnoticed: 3, Sole: []analysis.Sole{{Person: ana, Arrows: 2}}, Assumed: 1},

		Diagnostics: sampleDiagnostics(),
		Waived: []analysis.Waived{{
			Diagnostic: diag.Diagnostic{
				Rule: "fallback-untested", Level: diag.Note, Span: at("shop -> checkout"), Arrow: "shop -> checkout",
				Message: "shop -> checkout: its fallback has never been tried",
			},
			Waiver: waiver,
		}},
		Waivers: []analysis.WaiverUse{{Waiver: waiver, Matches: 1}},
		Rules:   sampleRules(),
		Changed: []model.RuleSetting{{Rule: "notice-late", Level: diag.Note, Span: at("waivers")}, {Rule: "answer-*", Off: true, Span: at("waivers")}},
	}
}

func sampleRules() []*analysis.Rule {
	rule := func(id, group, title string, level diag.Level) *analysis.Rule {
		return &analysis.Rule{ID: id, Group: group, Title: title, Level: level, Page: "# " + id + "\n\n" + title + ".\n"}
	}
	off := rule("arrow-no-runbook", "who is told", "arrow without a runbook", diag.Note)
	off.Off = true
	return []*analysis.Rule{
		rule("arrow-bare", "the four cells", "arrow that is drawn, and nothing else is stated", diag.Warning),
		rule("arrow-no-alert", "the four cells", "arrow that is measured, and nobody is told", diag.Warning),
		rule("arrow-low-bus-factor", "the four cells", "arrow that too few people can mend", diag.Warning),
		rule("arrow-between-owners", "who is told", "arrow between two owners", diag.Warning),
		rule("journey-no-synthetic", "how would we know", "journey without a synthetic test", diag.Note),
		rule("fallback-untested", "what happens", "fallback that was never tried", diag.Note),
		off,
	}
}

func sampleDiagnostics() []diag.Diagnostic {
	const buyBreaks = "journey buy breaks at once (1200 USD/min)"
	waive := func(rule, arrow string) string {
		return fmt.Sprintf(`- {rule: %s, arrow: "%s", because: "", until: 2027-02-20}`, rule, arrow)
	}
	return []diag.Diagnostic{
		{
			Rule: "arrow-low-bus-factor", Level: diag.Error, Span: at("shop -> checkout"), Arrow: "shop -> checkout",
			Message: "shop -> checkout: only ana can mend it, and nobody when ana is away", Subject: "ana", Gap: diag.GapSystem,
			Related: []diag.Related{{Span: at("[ana]"), Message: "who knows it"}},
			IfDown:  buyBreaks, Mend: "experts: [ana, li]   # once they both know it", Waive: waive("arrow-low-bus-factor", "shop -> checkout"),
		},
		{
			Rule: "arrow-low-bus-factor", Level: diag.Warning, Span: at("checkout -> orders"), Arrow: "checkout -> orders",
			Message: "checkout -> orders: only ana can mend it, and nobody when ana is away", Subject: "ana", Gap: diag.GapSystem,
			Related: []diag.Related{{Span: at("[ana]"), Message: "who knows it"}},
			IfDown:  buyBreaks, Mend: "experts: [ana, li]   # once they both know it", Waive: waive("arrow-low-bus-factor", "checkout -> orders"),
		},
		{
			Rule: "arrow-no-alert", Level: diag.Error, Span: at("checkout -> orders"), Arrow: "checkout -> orders",
			Message: "checkout -> orders: measured by orders-up, but nobody is told", Gap: diag.GapDrawing,
			Related: []diag.Related{
				{Span: at("orders-up"), Message: "measures, has no alert"},
				{Span: at("orders-up:"), Message: "add the alert here"},
			},
			IfDown: buyBreaks,
			Mend:   "orders-up: {signal: errors, alert: {name: OrdersDown, after: 5m, tells: payments, how: page}}",
			Waive:  waive("arrow-no-alert", "checkout -> orders"),
		},
		{
			Rule: "arrow-between-owners", Level: diag.Warning, Span: at("checkout -> mailer (refunds)"), Arrow: "checkout -> mailer (refunds)",
			Message: "checkout -> mailer (refunds): between payments and web, and it names no owner", Gap: diag.GapDrawing,
			IfDown: "journey refund is degraded after 1h30m and breaks after 4h", Mend: "owner: payments",
			Waive: waive("arrow-between-owners", "checkout -> mailer (refunds)"),
		},
		{
			Rule: "arrow-bare", Level: diag.Warning, Span: at("shop -> orders"), Arrow: "shop -> orders",
			Message: "shop -> orders: drawn, and nothing else is stated about it", Gap: diag.GapDrawing,
			IfDown: "nobody suffers yet, but buy lost what would have saved it",
			Mend:   "shop -> orders: {if-down: breaks, owner: payments}\n# and a monitor: [a](1)", Waive: waive("arrow-bare", "shop -> orders"),
		},
		{
			Rule: "journey-no-synthetic", Level: diag.Note, Span: at("buy"), Subject: "buy",
			Message: "journey buy: no synthetic test walks it in production",
		},
	}
}

// golden compares with a file of testdata, which UPDATE=1 rewrites.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// written is what a writer writes.
func written(t *testing.T, write func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
