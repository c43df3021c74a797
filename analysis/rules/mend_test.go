package rules_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
)

// TestMends pastes what a diagnostic offers into the drawing, where it belongs: the rule then has
// nothing more to say. Names that YAML would misread are among the drawings.
func TestMends(t *testing.T) {
	const (
		parts = `linewalk: 1
system: x
teams: {payments: {people: [ana, li], on-call: 24x7}, "on": {people: [mia, tom], on-call: 24x7}, "web #1": {people: [zoe, kim], on-call: 24x7}}
components:
  customer: person
  shop: {kind: service, owner: "on"}
  stripe: {kind: external, owner: payments}
  "null": {kind: database, owner: "web #1"}
  bücher-3: {kind: queue, owner: "web #1"}
journeys:
  buy:
    steps: [customer -> shop]
    notice-within: 2m
monitors:
  errors-up: {signal: errors}
arrows:
  customer -> shop: {if-down: breaks, owner: "on", monitors: [{signal: errors, alert: {name: A, tells: payments}}]}
`
		watched = "    monitors: [{signal: errors, alert: {name: B, tells: payments}}]\n"
	)
	for _, tc := range []struct{ rule, name, block string }{
		{"planned-arrow-naked", "shop -> stripe", "    status: planned\n"},
		{"arrow-no-monitor", "shop -> stripe", "    if-down: degrades\n"},
		{"arrow-no-monitor", `"shop -> null"`, "    if-down: degrades\n"},
		{"arrow-no-monitor", "shop -> bücher-3", "    kind: event\n    if-down: degrades\n"},
		{"arrow-no-monitor", "shop -> stripe (2)", "    if-down: degrades\n    monitors: [{signal: freshness}]\n"},
		{"arrow-boxes-only", "shop -> stripe", "    if-down: degrades\n    monitors: [{signal: up}]\n"},
		{"fallback-unwatched", "shop -> stripe", "    if-down: degrades\n    fallback: customer -> shop\n    monitors: none\n"},
		{"arrow-no-monitor", "bücher-3 -> shop", "    kind: notification\n    if-down: degrades\n"},
		{"arrow-no-monitor", "stripe -> shop", "    kind: webhook\n    if-down: degrades\n"},
		{"notice-silent", "customer -> stripe (2)", "    if-down: breaks\n"},
		{"arrow-between-owners", "shop -> stripe", "    if-down: breaks\n" + watched},
		{"arrow-no-owner", "shop -> stripe", "    if-down: breaks\n" + watched},
		{"arrow-low-bus-factor", "shop -> stripe", "    if-down: breaks\n    experts: [ana]\n" + watched},
		{"arrow-unanswered", "shop -> stripe", "    timeout: 1s\n"},
		{"call-without-timeout", "shop -> stripe", "    if-down: breaks\n"},
		{"arrow-no-runbook", `"shop -> null"`, "    if-down: breaks\n"},
	} {
		t.Run(tc.rule+" "+tc.name, func(t *testing.T) {
			drawing := parts + "  " + tc.name + ":\n" + tc.block + "settings: {rules: {arrow-no-runbook: note}}\n"
			switch tc.rule {
			case "notice-silent":
				drawing = strings.Replace(drawing, "steps: [customer -> shop]", "steps: [customer -> shop, customer -> stripe (2)]", 1)
			case "arrow-no-owner":
				drawing = strings.Replace(drawing, `stripe: {kind: external, owner: payments}`, `stripe: {kind: service}`, 1)
			}
			speaks := func(drawing string) (mend string) {
				for _, d := range said(run(t, "x.yaml", drawing, rules.All()), tc.rule) {
					if d.Arrow == strings.Trim(tc.name, `"`) {
						return d.Mend
					}
				}
				return ""
			}
			mend := speaks(drawing)
			if mend == "" {
				t.Fatalf("it says nothing of:\n%s", drawing)
			}
			if regexp.MustCompile(`(tells|owner): (on|null|web #1)\b`).MatchString(mend) {
				t.Errorf("YAML misreads a name in %s", mend)
			}
			var mended strings.Builder
			key, _, _ := strings.Cut(mend, ":")
			here := false
			for _, line := range strings.SplitAfter(drawing, "\n") {
				if strings.HasPrefix(line, "  "+tc.name+":") {
					line += "    " + mend + "\n"
					here = true
				} else if here && strings.HasPrefix(line, "    "+key+":") {
					continue
				}
				mended.WriteString(line)
			}
			if speaks(mended.String()) != "" {
				t.Errorf("it still speaks of:\n%s", mended.String())
			}
		})
	}
}

// TestMendsOfJourneysAndLines pastes what is offered for whole lines: monitors and bare arrows.
func TestMendsOfJourneysAndLines(t *testing.T) {
	const drawing = `linewalk: 1
system: x
teams: {web: {people: [mia, tom], on-call: 24x7}}
components: {customer: person, shop: {kind: service, owner: web}}
journeys:
  buy: {steps: [customer -> shop]}
monitors:
  shop-up: {signal: up}
arrows:
  customer -> shop:
`
	for _, tc := range []struct{ rule, after string }{
		{"journey-no-value-signal", "monitors:\n"},
		{"journey-no-synthetic", "monitors:\n"},
		{"arrow-bare", "arrows:\n"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			found := said(run(t, "x.yaml", drawing, rules.All()), tc.rule)
			if len(found) != 1 {
				t.Fatalf("it says %d things, want 1", len(found))
			}
			mended := strings.Replace(drawing, tc.after, tc.after+"  "+found[0].Mend+"\n", 1)
			if tc.rule == "arrow-bare" {
				mended = strings.Replace(mended, "  customer -> shop:\n", "", 1)
			}
			if left := said(run(t, "x.yaml", mended, rules.All()), tc.rule); len(left) > 0 {
				t.Errorf("it still says:\n%sof:\n%s", shown(left), mended)
			}
		})
	}
}

// TestMendsOfModes pastes one offer after the other under an arrow and under monitors: in the end
// somebody is told of every mode. No offer is for nothing, as a second monitor of the same name does
// not read.
func TestMendsOfModes(t *testing.T) {
	const parts = `linewalk: 1
system: x
teams: {web: {people: [mia, tom], on-call: 24x7}}
components:
  customer: person
  shop: {kind: service, owner: web}
  stock: {kind: database, owner: web, replicas: 3}
  pages: {kind: cache, owner: web}
  jobs: {kind: queue, owner: web}
  stripe: {kind: external, owner: web}
arrows:
  %s:
    kind: %s
    if-down: degrades
    via: HTTPS
    %s
monitors:
  other: {signal: up}
%s`
	for _, tc := range []struct{ arrow, kind string }{
		{"customer -> shop", "call"},
		{"shop -> stripe", "call"},
		{"shop -> stock", "query"},
		{"shop -> pages", "query"},
		{"shop -> stripe", "resolve"},
		{"shop -> jobs", "event"},
		{"jobs -> shop", "event"},
		{"shop -> stock", "stream"},
		{"shop -> stock", "batch"},
		{"shop -> stock", "replication"},
		{"stripe -> shop", "webhook"},
		{"shop -> stripe", "webhook"},
		{"shop -> customer", "notification"},
		{"shop -> stock", "trigger"},
		{"customer -> shop", "manual"},
	} {
		t.Run(tc.kind+" "+tc.arrow, func(t *testing.T) {
			watched, more := "monitors: none", ""
			text := func() string { return fmt.Sprintf(parts, tc.arrow, tc.kind, watched, more) }
			offer := func(id string) string {
				for _, d := range said(run(t, "x.yaml", text(), rules.All()), id) {
					return d.Mend
				}
				return ""
			}
			watched = offer("arrow-no-monitor")
			for range model.Modes() {
				if mend := offer("arrow-mode-unseen"); mend != "" {
					more += "  " + mend + "\n"
				}
			}
			for _, id := range []string{"arrow-no-monitor", "arrow-no-alert", "arrow-mode-unseen"} {
				if offer(id) != "" {
					t.Errorf("%s still speaks of:\n%s", id, text())
				}
			}
		})
	}
}
