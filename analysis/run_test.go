package analysis_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

var day = model.Date{Year: 2026, Month: 11, Day: 22}

// draw reads a drawing that must be free of errors. The rules it may name are those of the tests.
func draw(t *testing.T, text string) *model.System {
	t.Helper()
	file := yamlfile.Parse("shop.yaml", []byte("linewalk: 1\nsystem: Shop\n"+text), yamlfile.Options{Rules: []string{"test-rule", "test-other"}})
	s, found := yamlfile.Merge([]*yamlfile.File{file})
	for _, d := range found {
		if d.Level == diag.Error {
			t.Fatalf("%s: %s", d.Span, d.Message)
		}
	}
	return s
}

func run(t *testing.T, text string, rules ...*analysis.Rule) *analysis.Report {
	t.Helper()
	return analysis.Run(draw(t, text), rules, analysis.Options{Today: day})
}

// TestNotice varies who watches what in a shop whose journey breaks without `shop -> db`.
func TestNotice(t *testing.T) {
	const shop = `
teams:
  web: {people: [ana, li], contact: "#web"}
components: {user: person, front: frontend, shop: {kind: service, owner: web}, db: {kind: database, owner: web}, prom: service, net: service}
arrows:
  user -> shop: {if-down: breaks}
  shop -> db: {kind: query, if-down: %s, monitors: %s%s}
  prom -> db: {kind: query, if-down: %s}
  front -> shop: {if-down: nothing}
monitors:
  other: {signal: errors, watches: [%s], alert: {name: Other, after: 3m, tells: web}}
journeys:
  buy: {steps: [user -> shop]%s}
`
	for _, tc := range []struct {
		name                                                 string
		ifDown, monitors, more, prom, watches, journey, want string
	}{
		{"an alert on the arrow", "breaks", "[{signal: errors, alert: {name: A, after: 5m, tells: web}}]", "", "nothing", "net", "", "in time at arrow after 5m by A"},
		{"a period of measuring is part of the delay", "breaks", "[{signal: synthetic, every: 1m, alert: {name: A, after: 5m, tells: web}}]", "", "nothing", "net", "", "in time at arrow after 6m by A"},
		{"after the promise", "breaks", "[{signal: errors, alert: {name: A, after: 5m, tells: web}}]", "", "nothing", "net", ", notice-within: 4m", "late at arrow after 5m by A"},
		{"the promise counts from when it hurts", "breaks after 2m", "[{signal: errors, alert: {name: A, after: 5m, tells: web}}]", "", "nothing", "net", ", notice-within: 4m", "in time at arrow after 5m by A"},
		{"without a promise users are the limit", "breaks", "[{signal: errors, alert: {name: A, after: 2h, tells: web}}]", "", "nothing", "net", "", "late at arrow after 2h by A"},
		{"a component it takes down", "breaks", "[]", "", "nothing", "shop", "", "in time at component after 3m by Other"},
		{"a component it only degrades says nothing", "degrades", "[]", "", "nothing", "shop", "", "never at nowhere"},
		{"from when the component goes down", "breaks after 10m", "[]", "", "nothing", "shop", "", "in time at component after 13m by Other"},
		{"an arrow that fails with it", "breaks after 10m", "[]", "", "nothing", "front -> shop", "", "in time at component after 13m by Other"},
		{"what nobody counts any more", "breaks after 10m", "[]", "", "nothing", "user -> shop", "", "never at nowhere"},
		{"only the journey", "breaks", "[]", "", "nothing", "buy", "", "in time at journey after 3m by Other"},
		{"the earliest counts", "breaks", "[{signal: errors, alert: {name: A, after: 5m, tells: web}}]", "", "nothing", "buy", "", "in time at journey after 3m by Other"},
		{"of equals the nearest", "breaks", "[{signal: errors, alert: {name: A, after: 3m, tells: web}}]", "", "nothing", "buy", "", "in time at arrow after 3m by A"},
		{"no alert", "breaks", "[{signal: errors}]", "", "nothing", "net", "", "never at dashboard"},
		{"an alert that tells nobody", "breaks", "[{signal: errors, alert: {name: A, after: 5m, tells: none}}]", "", "nothing", "net", "", "never at dashboard"},
		{"the health of a box", "breaks", "[{signal: up, alert: {name: A, after: 5m, tells: web}}]", "", "nothing", "net", "", "never at nowhere"},
		{"a date foretells another death", "breaks", "[{signal: expiry, alert: {name: A, after: 5m, tells: web}}]", "", "nothing", "net", "", "never at nowhere"},
		{"tells the owner", "breaks", "[{signal: errors, alert: {name: A, after: 5m, tells: owner}}]", "", "nothing", "net", "", "in time at arrow after 5m by A"},
		{"tells the owner, who is nobody", "breaks", "[{signal: errors, alert: {name: A, after: 5m, tells: owner}}]", ", owner: nobody", "nothing", "net", "", "never at dashboard"},
		{"a channel is nobody", "breaks", `[{signal: errors, alert: {name: A, after: 5m, tells: "#ops"}}]`, "", "nothing", "net", "", "never at dashboard"},
		{"a team's own channel is the team", "breaks", `[{signal: errors, alert: {name: A, after: 5m, tells: "#web"}}]`, "", "nothing", "net", "", "in time at arrow after 5m by A"},
		{"experience beats claims", "breaks", "[{signal: errors, alert: {name: A, after: 5m, tells: web}}]", ", happened: [{on: 2026-03-09, noticed: 14m}, {on: 2026-01-01, noticed: 1m}]", "nothing", "net", ", notice-within: 6m", "late at arrow after 14m by A, claimed 5m"},
		{"experience without an alert", "breaks", "[]", ", happened: [{on: 2026-03-09, noticed: 14m, by: a customer}]", "nothing", "net", "", "never at nowhere, claimed never"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := run(t, fmt.Sprintf(shop, tc.ifDown, tc.monitors, tc.more, tc.prom, tc.watches, tc.journey))
			if got := notice(r.Answers[1].Notice); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func notice(n analysis.Notice) string {
	text := fmt.Sprintf("%s at %s", n.When, n.Where)
	if n.After != propagation.Never {
		text += " " + analysis.After(n.After)
	}
	if n.Alert != nil {
		text += " by " + n.Alert.String()
	}
	if n.Incident != nil {
		text += ", claimed " + strings.TrimPrefix(analysis.After(n.Claimed), "after ")
	}
	return text
}

// TestBlind has the news travel through a component that the failure takes down, soon or later.
func TestBlind(t *testing.T) {
	for _, tc := range []struct{ promWithoutNet, want string }{
		{"nothing", "in time at arrow after 5m by A"},
		{"degrades", "in time at arrow after 5m by A"},
		{"breaks", "never at dashboard"},
		{"breaks after 5m", "never at dashboard"},
		{"breaks after 6m", "in time at arrow after 5m by A"},
	} {
		r := run(t, fmt.Sprintf(`
arrows:
  net -> switch: {if-down: breaks, monitors: [m]}
  prom -> net: {if-down: %s}
monitors:
  m: {signal: errors, alert: {name: A, after: 5m, tells: somebody}, through: [prom]}
`, tc.promWithoutNet))
		if got := notice(r.Answers[0].Notice); got != tc.want {
			t.Errorf("prom without net %s: got %s, want %s", tc.promWithoutNet, got, tc.want)
		}
	}
}

// TestCost counts until the first word, from an alert or from the users.
func TestCost(t *testing.T) {
	for _, tc := range []struct {
		ifDown, monitors string
		want             float64
	}{
		{"breaks", "[{signal: errors, alert: {name: A, after: 5m, tells: x}}]", 5 * 100},
		{"breaks", "[]", 60 * 100},
		{"breaks", "[{signal: errors, alert: {name: A, after: 2h, tells: x}}]", 60 * 100},
		{"breaks after 3m", "[{signal: errors, alert: {name: A, after: 5m, tells: x}}]", 2 * 100},
		{"breaks after 10m", "[{signal: errors, alert: {name: A, after: 5m, tells: x}}]", 0},
		{"degrades", "[{signal: errors, alert: {name: A, after: 5m, tells: x}}]", 5 * 25},
		{"[degrades, breaks after 2m]", "[{signal: errors, alert: {name: A, after: 5m, tells: x}}]", 2*25 + 3*100},
		{"nothing", "[]", 0},
	} {
		r := run(t, fmt.Sprintf(`
arrows:
  user -> shop: {if-down: breaks}
  shop -> db: {if-down: %s, monitors: %s}
journeys:
  buy: {steps: [user -> shop], worth: 100 USD/min}
  look: {steps: [user -> shop]}
`, tc.ifDown, tc.monitors))
		var got float64
		for _, loss := range r.Answers[1].Cost {
			got += loss.Amount
		}
		if got != tc.want {
			t.Errorf("%s, monitors %s: lost %v, want %v", tc.ifDown, tc.monitors, got, tc.want)
		}
	}
}

// TestCells has one arrow for each thing a cell can say.
func TestCells(t *testing.T) {
	r := run(t, `
teams:
  web: {people: [ana, li]}
  pay: {people: [bob]}
components:
  shop:   {kind: service, owner: web, experts: [ana, li]}
  cart:   {kind: service, owner: web, experts: [ana]}
  ledger: {kind: service, owner: pay}
  bank:   external
  free:   service
  lost:   {kind: service, owner: ghosts}
arrows:
  shop -> cart:   {monitors: [{signal: errors, alert: {name: CartErrors, tells: web}}]}
  shop -> ledger: {monitors: none}
  shop -> bank:   {monitors: [{signal: up}]}
  free -> bank:   {monitors: [{signal: errors, alert: {name: BankErrors}}]}
  shop -> free:   {owner: nobody, experts: []}
  cart -> free:   {owner: web, experts: [ana], monitors: [{signal: latency}, {signal: errors, alert: {name: FreeErrors, tells: [web, pay]}}]}
  free -> lost:   {owner: ghosts}
  ledger -> bank:
monitors:
  ledger-up: {signal: up, watches: [ledger], alert: {name: LedgerDown, tells: pay}}
`)
	want := []string{
		"shop -> cart: yes measured by errors monitor | yes CartErrors tells web | yes owned by web, as its end is | yes at least 2 people can be told and mend it",
		"shop -> ledger: no known to have no monitor | no no monitor, so no alert | no between web and pay, each of whom may think the other is watching | no no alert on the arrow tells anybody",
		"shop -> bank: no up monitor watches a box, not the line | no no monitor, so no alert | yes owned by web, as its end is | no no alert on the arrow tells anybody",
		"free -> bank: yes measured by errors monitor | no BankErrors reaches nobody | no no owner is stated | no its alerts tell no person",
		"shop -> free: no no monitor is stated | no no monitor, so no alert | no known to be nobody's | no no alert on the arrow tells anybody",
		"cart -> free: yes measured by latency monitor, errors monitor | yes FreeErrors tells web, pay | yes owned by web | no without ana nobody is left who knows it",
		"free -> lost: no no monitor is stated | no no monitor, so no alert | no ghosts is no team and no person of the drawing | no no alert on the arrow tells anybody",
		"ledger -> bank: no only the box ledger is watched, by ledger-up | no no monitor, so no alert | yes owned by pay, as its end is | no no alert on the arrow tells anybody",
	}
	var got []string
	for _, x := range r.Answers {
		var cells []string
		for _, c := range x.Cells.All() {
			cells = append(cells, c.Value.String()+" "+c.Reason)
		}
		got = append(got, x.Arrow.Name()+": "+strings.Join(cells, " | "))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if want := (analysis.Coverage{Arrows: 8, Covered: 10, Asked: 32}); r.Coverage != want {
		t.Errorf("coverage is %+v, want %+v", r.Coverage, want)
	}
}

// TestHarm ranks by verdict, cost, journeys hurt and place in the file.
func TestHarm(t *testing.T) {
	r := run(t, `
arrows:
  a -> calm:    {if-down: nothing}
  a -> limp:    {if-down: degrades}
  a -> two:     {if-down: breaks}
  b -> costly:  {if-down: breaks}
  c -> one:     {if-down: breaks}
  u -> a:       {if-down: breaks}
  v -> b:       {if-down: breaks}
  w -> c:       {if-down: breaks}
journeys:
  j1: {steps: [u -> a]}
  j2: {steps: [u -> a]}
  j3: {steps: [v -> b], worth: 1 EUR/min}
  j4: {steps: [w -> c], target: 99%}
`)
	var got []string
	for _, x := range r.ByHarm {
		got = append(got, x.Arrow.Name())
	}
	want := []string{"b -> costly", "v -> b", "a -> two", "u -> a", "c -> one", "w -> c", "a -> limp", "a -> calm"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if r.Vital.Arrows != 4 {
		t.Errorf("%d arrows are vital, want those of j3 and j4: 4", r.Vital.Arrows)
	}
	if r.Headline.Arrows != 8 || r.Headline.Breaking != 6 || r.Headline.Unnoticed != 7 {
		t.Errorf("the headline counts %+v", r.Headline)
	}
	if got := len(r.Journeys[0].Breaks); got != 2 {
		t.Errorf("%d arrows break j1 alone, want 2", got)
	}
}

// speaks is a rule that says one thing of every arrow and journey.
func speaks(id string) *analysis.Rule {
	return &analysis.Rule{ID: id, Title: id, Level: diag.Warning, Run: func(p *analysis.Pass) {
		for _, x := range p.Report.Answers {
			p.Say(x.About("said"))
		}
		for _, j := range p.Report.System.Journeys {
			p.Say(diag.Diagnostic{Span: j.Span, Subject: j.Name, Message: "journey " + j.Name + ": said"})
		}
	}}
}

func TestWaivers(t *testing.T) {
	r := run(t, `
arrows: {a -> b: , b -> c: , c -> d: }
journeys: {j: {steps: [a -> b]}}
waivers:
  - {rule: test-rule, arrow: a -> b, because: its last day, until: 2026-11-22}
  - {rule: test-rule, arrow: b -> c, because: it was, until: 2026-11-21}
  - {rule: test-rule, journey: j, because: we know, until: 2027-01-01}
  - {rule: test-other, arrow: c -> d, because: nothing says so, until: 2027-01-01}
`, speaks("test-rule"))
	var active, waived []string
	for _, d := range r.Diagnostics {
		active = append(active, d.Message+" "+d.Waive)
	}
	for _, w := range r.Waived {
		waived = append(waived, w.Diagnostic.Message+", "+w.Waiver.Because.Value)
	}
	if diff := cmp.Diff([]string{
		`b -> c: said - {rule: test-rule, arrow: "b -> c", because: "", until: 2027-02-20}`,
		`c -> d: said - {rule: test-rule, arrow: "c -> d", because: "", until: 2027-02-20}`,
	}, active); diff != "" {
		t.Errorf("in force (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a -> b: said, its last day", "journey j: said, we know"}, waived); diff != "" {
		t.Errorf("waived (-want +got):\n%s", diff)
	}
	var uses []string
	for _, u := range r.Waivers {
		uses = append(uses, fmt.Sprintf("expired %t, matches %d", u.Expired, u.Matches))
	}
	if diff := cmp.Diff([]string{"expired false, matches 1", "expired true, matches 1", "expired false, matches 1", "expired false, matches 0"}, uses); diff != "" {
		t.Errorf("uses (-want +got):\n%s", diff)
	}
}

func TestLevels(t *testing.T) {
	for _, tc := range []struct {
		rules    string
		rule     string
		want     diag.Level
		quieter  int
		speaking bool
	}{
		{"{}", "test-rule", diag.Warning, 0, true},
		{"{test-rule: error}", "test-rule", diag.Error, 0, true},
		{"{test-rule: note}", "test-rule", diag.Note, 1, true},
		{"{test-rule: off}", "test-rule", 0, 1, false},
		{"{test-*: off, test-rule: error}", "test-rule", diag.Error, 1, true},
		{"{test-rule: error, test-*: off}", "test-rule", diag.Error, 1, true},
		{"{test-*: note, test-r*: error}", "test-rule", diag.Error, 1, true},
		{"{test-other: off}", "test-rule", diag.Warning, 1, true},
	} {
		r := run(t, "arrows: {a -> b: }\nsettings: {rules: "+tc.rules+"}\n", speaks("test-rule"), speaks("test-other"))
		var got diag.Level
		for _, d := range r.Diagnostics {
			if d.Rule == tc.rule {
				got = d.Level
			}
		}
		if got != tc.want || len(r.Changed) != tc.quieter {
			t.Errorf("%s: %s speaks at %v with %d quieter settings, want %v with %d", tc.rules, tc.rule, got, len(r.Changed), tc.want, tc.quieter)
		}
	}
}

// TestAskAndSpread asks about sets, and holds the spread of an answer against the same question.
func TestAskAndSpread(t *testing.T) {
	s := draw(t, `
components: {user: person, shop: service, pay: service, psp: external, spare: external, aws/a: place}
arrows:
  user -> shop: {if-down: breaks}
  shop -> pay: {if-down: breaks}
  pay -> psp: {if-down: breaks, fallback: pay -> spare}
  pay -> spare: {timeout: 2s}
  shop -> pay (old): {status: retired}
  spare -> aws/a (by  night): {if-down: nothing}
journeys: {buy: {steps: [user -> shop]}}
`)
	q, errs := analysis.NewQuestion(s, []string{"pay->psp", " spare "}, propagation.Down)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if spaced, errs := analysis.NewQuestion(s, []string{"spare->aws/a(by   night )"}, propagation.Down); len(errs) > 0 || len(spaced.Arrows) != 1 {
		t.Errorf("blanks matter in the name of an arrow: %v", errs)
	}
	x := analysis.Ask(s, q, analysis.Options{Today: day})
	if got, want := x.IfDown.Line, "journey buy breaks at once"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if diff := cmp.Diff([]string{"pay -> psp", "spare"}, x.Failed()); diff != "" {
		t.Errorf("failed (-want +got):\n%s", diff)
	}
	if got := spread(x.IfDown.Spread()); got != "shop down, pay down; user -> shop, shop -> pay, pay -> spare" {
		t.Errorf("spread: %s", got)
	}
	r := analysis.Run(s, nil, analysis.Options{Today: day})
	if got := spread(r.Answers[2].IfDown.Spread()); got != "shop degraded, pay degraded; user -> shop, shop -> pay" {
		t.Errorf("spread of %s: %s", r.Answers[2].Arrow, got)
	}

	_, errs = analysis.NewQuestion(s, []string{"shop -> pya", "user", "shop -> pay (old)", "quite else"}, propagation.Down)
	var said []string
	for _, err := range errs {
		said = append(said, err.Error())
	}
	if diff := cmp.Diff([]string{
		`no arrow and no component is named "shop -> pya", did you mean "shop -> pay"?`,
		"user is a person, and people cannot fail here: ask for the arrows to them",
		"arrow shop -> pay (old) is retired and cannot fail",
		`no arrow and no component is named "quite else"`,
	}, said); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

func spread(s analysis.Spread) string {
	var components, arrows []string
	for _, c := range s.Components {
		state := "degraded"
		if c.Down != propagation.Never {
			state = "down"
		}
		components = append(components, c.Component.Name+" "+state)
	}
	for _, a := range s.Arrows {
		arrows = append(arrows, a.Arrow.Name())
	}
	return strings.Join(components, ", ") + "; " + strings.Join(arrows, ", ")
}

// TestLine reads the consequence as one line.
func TestLine(t *testing.T) {
	r := run(t, `
arrows:
  user -> shop: {if-down: breaks}
  shop -> db: {if-down: [degrades, breaks after 30m]}
  shop -> psp: {if-down: breaks, fallback: shop -> spare}
  shop -> spare: {}
  job -> db: {if-down: breaks after 1h}
  shop -> ads: {if-down: nothing}
journeys: {buy: {steps: [user -> shop], worth: 10 EUR/min}}
`)
	want := []string{
		"journey buy breaks at once (10 EUR/min)",
		"journey buy is degraded at once and breaks after 30m (10 EUR/min)",
		"journey buy is degraded at once (10 EUR/min)",
		"nobody suffers yet, but buy lost what would have saved it",
		"job goes down after 1h; no journey suffers",
		"nothing else suffers",
	}
	for i, x := range r.Answers {
		if got := x.IfDown.Line; got != want[i] {
			t.Errorf("%s: got %q, want %q", x.Arrow, got, want[i])
		}
	}
	if got := analysis.After(90 * time.Second); got != "after 1m30s" {
		t.Errorf("got %q", got)
	}
}

// TestByHarmWithoutJourneys orders arrows by how much they take down where no journey says what is worth more.
// What is known from the order of starting alone comes last.
func TestByHarmWithoutJourneys(t *testing.T) {
	r := run(t, `
arrows:
  shop -> mail:   {if-down: nothing}
  shop -> start:  {review: todo, evidence: [compose.yaml#services.shop.depends_on start-order (lowest)]}
  shop -> orders: {if-down: breaks}
  orders -> disk: {review: todo, evidence: [compose.yaml#services.orders host (high)]}
`)
	var got []string
	for _, x := range r.ByHarm {
		got = append(got, x.Arrow.Name())
	}
	want := []string{"orders -> disk", "shop -> orders", "shop -> mail", "shop -> start"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if h := r.Headline; h.Todo != 2 || h.Unnoticed != 2 {
		t.Errorf("the headline counts %+v", h)
	}
}
