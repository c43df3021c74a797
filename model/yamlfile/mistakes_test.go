package yamlfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

// plain is the drawing that the mistakes of beginners are made in.
const plain = `linewalk: 1
system: Shop
teams:
  web: {people: [ana, ben], on-call: 24x7}
  pay: {people: [li], on-call: 24x7}
components:
  shop: {kind: service, owner: web}
  orders: {kind: database, owner: pay}
arrows:
  shop -> orders:
    kind: query
    if-down: breaks
    timeout: 2s
    monitors: [up]
monitors:
  up: {signal: errors, alert: {name: Up, after: 5m, tells: web, how: page}}
journeys:
  buy: {steps: [shop -> orders], worth: 1200 USD/min, target: 99.9%}
`

// TestMistakes makes the mistakes of people who draw for the first time. Each gets one error, with
// its place, its reason and what to write instead; the golden file is there to be read.
func TestMistakes(t *testing.T) {
	if _, found := read("plain.yaml", plain); len(found) > 0 {
		t.Fatalf("the drawing says %s", lines(found))
	}
	mistakes := []struct{ name, right, wrong string }{
		{"a section is indented", "journeys:\n", "  journeys:\n"},
		{"a section lacks its first line", "journeys:\n", ""},
		{"arrows lack the line of their section", "arrows:\n", ""},
		{"a name is missing", "  shop -> orders:\n", ""},
		{"a section stands twice", "journeys:\n", "teams: {ops: {people: [zoe]}}\njourneys:\n"},
		{"a declaration is misspelled", "  orders: {", "  odrers: {"},
		{"indent too shallow", " kind:", "kind:"},
		{"indent arrow same as section", "  shop -> orders:", "shop -> orders:"},
		{"key in arrow one less", "  if-down:", "if-down:"},
		{"list instead of map", "  shop: {kind: service, owner: web}\n  orders: {kind: database, owner: pay}", "  - shop\n  - orders"},
		{"components list of maps", "  shop: {kind: service, owner: web}\n  orders: {kind: database, owner: pay}", "  - name: shop\n    kind: service\n  - name: orders"},
		{"arrows list with from to", "  shop -> orders:\n    kind: query\n    if-down: breaks\n    timeout: 2s\n    monitors: [up]", "  - from: shop\n    to: orders\n    kind: query"},
		{"if-down: break", "breaks", "break"},
		{"if-down: fails", "breaks", "fails"},
		{"if-down: breaks after 30", "breaks", "breaks after 30"},
		{"if-down: breaks in 30m", "breaks", "breaks in 30m"},
		{"if-down: breaks 30m", "breaks", "breaks 30m"},
		{"if-down: Breaks", "breaks", "Breaks"},
		{"if-down map dep", "breaks", "{shop: breaks}"},
		{"if-down breaks, degrades string", "breaks", "degrades, breaks after 30m"},
		{"timeout: 30 seconds", "2s", "30 seconds"},
		{"timeout: 2 min", "2s", "2min"},
		{"timeout: 2S", "2s", "2S"},
		{"timeout: 2,5s", "2s", "2,5s"},
		{"timeout: -2s", "2s", "-2s"},
		{"timeout: .5s", "2s", ".5s"},
		{"timeout map", "2s", "{connect: 2s}"},
		{"owner list", "  shop: {kind: service, owner: web}", "  shop: {kind: service, owner: [web, pay]}"},
		{"on-call: always", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: always}"},
		{"on-call: 24/7", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: 24/7}"},
		{"on-call: yes", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: yes}"},
		{"on-call: office hours", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: office hours}"},
		{"on-call: Mon-Fri 9-18", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: Mon-Fri 9-18}"},
		{"on-call: Monday-Friday", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: Monday-Friday 09:00-18:00}"},
		{"on-call: CET", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: Mon-Fri 09:00-18:00 CEST}"},
		{"on-call: [ana]", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: [ana]}"},
		{"on-call: ana", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: ana}"},
		{"unicode arrow", "  shop -> orders:", "  shop → orders:"},
		{"unicode arrow step", "  buy: {steps: [shop -> orders], worth: 1200 USD/min, target: 99.9%}", "  buy: {steps: [shop → orders], worth: 1200 USD/min, target: 99.9%}"},
		{"back arrow", "  shop -> orders:", "  shop <- orders:"},
		{"dash only", "  shop -> orders:", "  shop - orders:"},
		{"> only", "  shop -> orders:", "  shop > orders:"},
		{"~> ", "  shop -> orders:", "  shop ~> orders:"},
		{"tab", "    kind:", "\tkind:"},
		{"steps chain", "  buy: {steps: [shop -> orders], worth: 1200 USD/min, target: 99.9%}", "  buy: {steps: [shop -> orders -> x], worth: 1200 USD/min, target: 99.9%}"},
		{"steps block with colon", "  buy: {steps: [shop -> orders], worth: 1200 USD/min, target: 99.9%}", "  buy:\n    steps:\n      - shop -> orders:\n"},
		{"steps comma string", "[shop -> orders]", `"shop -> orders, shop -> x"`},
		{"worth: 1200", "1200 USD/min", "1200"},
		{"worth: $5/min", "1200 USD/min", "$5/min"},
		{"worth: 5$/min", "1200 USD/min", "5$/min"},
		{"worth: 5 €/min", "1200 USD/min", "5 €/min"},
		{"worth: 1,200 USD/min", "1200", "1,200"},
		{"worth: 1_200 USD/min", "1200", "1_200"},
		{"worth: USD 1200/min", "1200 USD/min", "USD 1200/min"},
		{"worth: 1200 USD per min", "USD/min", "USD per minute"},
		{"worth: 1.2k USD/min", "1200", "1.2k"},
		{"worth: high", "1200 USD/min", "high"},
		{"worth: 5 USD/m", "1200 USD/min", "5 USD/m"},
		{"worth: 5 usd/min", "1200 USD/min", "5 usd/min"},
		{"target: 99.9", "99.9%", "99.9"},
		{"target: 0.999", "99.9%", "0.999"},
		{"target: 99,9%", "99.9%", "99,9%"},
		{"target: 100.5%", "99.9%", "100.5%"},
		{"target: three nines", "99.9%", "three nines"},
		{"date d.m.y", "timeout: 2s", "exercised: 22.11.2026"},
		{"date m/d/y", "timeout: 2s", "exercised: 11/22/2026"},
		{"date y/m/d", "timeout: 2s", "exercised: 2026/11/22"},
		{"date short", "timeout: 2s", "exercised: 2026-1-2"},
		{"date time", "timeout: 2s", "exercised: 2026-11-22T10:00:00Z"},
		{"date word", "timeout: 2s", "exercised: last week"},
		{"channel", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on-call: 24x7, contact: #web}"},
		{"channel block", "  web: {people: [ana, ben], on-call: 24x7}", "  web:\n    people: [ana, ben]\n    contact: #web"},
		{"tells channel", "  up: {signal: errors, alert: {name: Up, after: 5m, tells: web, how: page}}", "  up: {signal: errors, alert: {name: Up, after: 5m, tells: #web, how: page}}"},
		{"monitors map on arrow", "[up]", "{up: {signal: errors}}"},
		{"monitors string unknown", "[up]", "upp"},
		{"monitors list section", "  up: {signal: errors, alert: {name: Up, after: 5m, tells: web, how: page}}", "  - name: up\n    signal: errors"},
		{"alert string", "{name: Up, after: 5m, tells: web, how: page}", "Up"},
		{"alert true", "{name: Up, after: 5m, tells: web, how: page}", "true"},
		{"alert how email", "page", "email"},
		{"alert how pager", "page", "pagerduty"},
		{"step names component", "  buy: {steps: [shop -> orders], worth: 1200 USD/min, target: 99.9%}", "  buy: {steps: [shop], worth: 1200 USD/min, target: 99.9%}"},
		{"fallback missing", "timeout: 2s", "fallback: shop -> cache"},
		{"fallback component", "timeout: 2s", "fallback: orders"},
		{"fallback itself", "timeout: 2s", "fallback: shop -> orders"},
		{"label in component with paren", "  orders: {kind: database, owner: pay}", "  orders (db): {kind: database, owner: pay}"},
		{"retries: three", "timeout: 2s", "retries: three"},
		{"retries: -1", "timeout: 2s", "retries: -1"},
		{"tier: gold", "kind: database", "tier: gold"},
		{"kind: microservice", "service", "microservice"},
		{"kind: db", "database", "db"},
		{"kind: http", "query", "http"},
		{"kind: async", "query", "async"},
		{"signal: http errors", "errors", "error"},
		{"signal: cpu", "errors", "cpu"},
		{"Kind caps", "    kind: query", "    Kind: query"},
		{"ifDown", "if-down:", "ifDown:"},
		{"if_down", "if-down:", "if_down:"},
		{"if down", "if-down:", "if down:"},
		{"on_call", "  web: {people: [ana, ben], on-call: 24x7}", "  web: {people: [ana, ben], on_call: 24x7}"},
		{"Components", "components:", "Components:"},
		{`linewalk: "1.0"`, "linewalk: 1", "linewalk: 1.0"},
		{"linewalk: v1", "linewalk: 1", "linewalk: v1"},
		{"waiver map", "", "waivers:\n  arrow-no-alert: {arrow: shop -> orders, because: x, until: 2027-01-01}\n"},
		{"waiver missing", "", "waivers:\n  - {rule: arrow-no-alert, arrow: shop -> orders}\n"},
		{"waiver empty because", "", "waivers:\n  - {rule: arrow-no-alert, arrow: shop -> orders, because: \"\", until: 2027-01-01}\n"},
		{"rules list", "", "settings: {rules: [arrow-no-alert]}\n"},
		{"rules false", "", "settings: {rules: {arrow-no-alert: false}}\n"},
		{"include map", "", "include: {a: b}\n"},
		{"include nested list", "", "include: [[a.yaml]]\n"},
		{"colon without space", "kind: query", "kind:query"},
		{"missing comma in flow", "service,", "service"},
		{"double comma", "  shop: {kind: service, owner: web}", "  shop: {kind: service,, owner: web}"},
		{"json eq", "    kind: query", "    kind = query"},
		{"unclosed quote", "Shop", `"Shop`},
		{"apostrophe", "Shop", "'Bob's shop'"},
		{"percent first", "Shop", "%shop"},
		{"comment // ", "", "// the shop\n"},
		{"journey steps unknown arrow w/ label", "  buy: {steps: [shop -> orders], worth: 1200 USD/min, target: 99.9%}", "  buy: {steps: [shop -> orders (x)], worth: 1200 USD/min, target: 99.9%}"},
		{"for unknown", "timeout: 2s", "for: [byu]"},
		{"needs w/o pool", "timeout: 2s", "needs: 2"},
		{"replicas needs", "  shop: {kind: service, owner: web}", "  shop: {kind: service, replicas: 2, needs: 3, owner: web}"},
		{"only arrows list", plain, "linewalk: 1\nsystem: Shop\narrows:\n  - shop -> orders\n  - orders -> x\n"},
		{"arrows str", plain, "linewalk: 1\nsystem: Shop\narrows: shop -> orders\n"},
		{"arrows list flow", plain, "linewalk: 1\nsystem: Shop\narrows: [shop -> orders, a -> b]\n"},
		{"arrow value str", plain, "linewalk: 1\nsystem: Shop\narrows:\n  shop -> orders: the shop reads orders\n"},
		{"arrow value query", plain, "linewalk: 1\nsystem: Shop\narrows:\n  shop -> orders: query\n"},
		{"arrow nested map style", plain, "linewalk: 1\nsystem: Shop\narrows:\n  shop:\n    orders: {kind: query}\n"},
		{"mermaid", plain, "linewalk: 1\nsystem: Shop\narrows:\n  shop -->|reads| orders\n"},
		{"dot", plain, "linewalk: 1\nsystem: Shop\narrows:\n  shop -> orders;\n"},
		{"people list", "", "people: [ana, ben]\n"},
		{"people map", "[ana, ben]", "{ana: lead}"},
		{"left bad", "", "people: {ana: {left: yes}}\n"},
		{"away", "", "people: {ana: {away: 2026-12-20}}\n"},
		{"away swapped", "", "people: {ana: {away: 2027-12-20/2026-12-20}}\n"},
		{"evidence bad", "", "evidence: {prometheus: rules.yaml}\n"},
		{"evidence list", "", "evidence: [rules.yaml]\n"},
		{"in map", "  shop: {kind: service, owner: web}", "  shop: {kind: service, in: {region: eu}, owner: web}"},
		{"elsewhere: yes", "kind: service", "elsewhere: yes"},
		{"bool True", "kind: service", "elsewhere: True"},
		{"traffic always", "timeout: 2s", "traffic: always"},
		{"traffic every", "timeout: 2s", "traffic: every day"},
		{"traffic hourly", "timeout: 2s", "traffic: hourly"},
		{"fails", "timeout: 2s", "fails: 2/year"},
		{"happened", "timeout: 2s", "happened: 2026-01-01"},
		{"reviewed", "timeout: 2s", "reviewed: 2026-01-01"},
		{"looked-at", "alert: {name: Up, after: 5m, tells: web, how: page}", "looked-at: daily"},
		{"watches unknown", "alert:", "watches: [shop -> order], alert:"},
		{"steps optional ?", "  buy: {steps: [shop -> orders], worth: 1200 USD/min, target: 99.9%}", "  buy: {steps: [shop -> orders?], worth: 1200 USD/min, target: 99.9%}"},
		{"steps optional ? block", "  buy: {steps: [shop -> orders], worth: 1200 USD/min, target: 99.9%}", "  buy:\n    steps:\n      - shop -> orders?\n"},
		{"anchor misuse", "  shop: {kind: service, owner: web}", "  shop: {kind: service, owner: *web}"},
		{"at", "  shop: {kind: service, owner: web}", "  shop: {kind: service, owner: @web}"},
		{"backtick", "  shop: {kind: service, owner: web}", "  shop: {kind: service, owner: `web`}"},
		{"exclaim", "Shop", "!Shop"},
		{"amp", "Shop", "&Shop"},
		{"pipe", "Shop", "| Shop"},
		{"nbsp indent", "    kind: query", "    kind: query"},
	}
	var told strings.Builder
	for _, m := range mistakes {
		text := plain + m.wrong
		if m.right != "" {
			text = strings.Replace(plain, m.right, m.wrong, 1)
		}
		_, found := read("plain.yaml", text)
		if n := count(found); n != 1 {
			t.Errorf("%s: %d errors", m.name, n)
		}
		fmt.Fprintf(&told, "%s\n", m.name)
		for _, d := range found {
			fmt.Fprintf(&told, "    %s\n", strings.ReplaceAll(whole(d), "\n", "\n    "))
		}
	}
	golden(t, "testdata/mistakes.out", told.String())
}

func count(found []diag.Diagnostic) (errors int) {
	for _, d := range found {
		if d.Level == diag.Error {
			errors++
		}
	}
	return errors
}
