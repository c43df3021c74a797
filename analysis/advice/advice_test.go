package advice_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func report(t *testing.T, text string) *analysis.Report {
	t.Helper()
	s, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("shop.yaml", []byte("linewalk: 1\n"+text), yamlfile.Options{})})
	if len(found) > 0 {
		t.Fatal(found)
	}
	return analysis.Run(s, nil, analysis.Options{Today: model.Date{Year: 2026, Month: 11, Day: 22}})
}

// told writes a plan for the eye: what to add where, what it avoids, and on how many arrows.
func told(p advice.Plan) []string {
	var lines []string
	for _, s := range p.Steps {
		about := ""
		for _, x := range s.Answers {
			about = strings.TrimPrefix(about+", "+x.Arrow.Name(), ", ")
		}
		if s.Journey != nil {
			about = "journey " + s.Journey.Name
		}
		var avoids []string
		for _, l := range s.Avoids {
			avoids = append(avoids, fmt.Sprintf("%.0f %s", l.Amount, l.Currency))
		}
		lines = append(lines, fmt.Sprintf("%s for %s: %s on %d", s.Kind, about, strings.Join(avoids, " and "), s.Helps))
	}
	return lines
}

// TestNext has one arrow that nobody notices, so that the figures can be worked out by hand: it fails
// twice a year, users tell after 1h, and a minute is worth 10 USD.
func TestNext(t *testing.T) {
	const shop = `
teams: {web: {people: [ana, li], on-call: 24x7}}
components: {user: person, shop: {kind: service, owner: %s}, db: {kind: database, owner: %s}}
arrows:
  shop -> db: {kind: query, if-down: breaks, fails: {rate: 2/year}, experts: %s%s}
  user -> shop: {if-down: nothing, owner: web, runbook: x, fails: {rate: 0/year}}
monitors: {errs: {signal: errors, alert: none}}
journeys: {buy: {steps: [user -> shop], worth: 10 USD/min}}
`
	for _, tc := range []struct {
		name, owner, experts, more string
		want                       []string
	}{
		// 2 x 55 min of being told earlier, 2 x 20 of knowing where; 2 x 15 min without a runbook; 0.0064 x 8h x 2 without both experts, of which the third keeps 92%.
		{"nothing but people", "web", "[ana, li]", "", []string{
			"monitor for shop -> db: 1500 USD on 1",
			"runbook for shop -> db: 300 USD on 1",
			"expert for shop -> db: 57 USD on 1",
		}},
		{"nobody owns it", "nobody", "[ana, li]", ", runbook: x", []string{
			"monitor for shop -> db: 1500 USD on 1",
			"owner for shop -> db: 600 USD on 1",
			"expert for shop -> db: 57 USD on 1",
		}},
		{"measured, no alert", "web", "[ana, li]", ", runbook: x, monitors: [errs]", []string{
			"alert for shop -> db: 1500 USD on 1",
			"expert for shop -> db: 57 USD on 1",
		}},
		{"one expert", "web", "[ana]", ", runbook: x, monitors: [{signal: errors, alert: {name: A, after: 1m, tells: web}}]", []string{
			"expert for shop -> db: 707 USD on 1",
		}},
		{"nobody knows it", "web", "[]", ", runbook: x, monitors: [{signal: errors, alert: {name: A, after: 1m, tells: web}}]", []string{
			"expert for shop -> db: 8832 USD on 1",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := report(t, fmt.Sprintf(shop, tc.owner, tc.owner, tc.experts, tc.more))
			if diff := cmp.Diff(tc.want, told(advice.Next(r, 0, advice.Usual()))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestGainsDiminish has a journey over many arrows: one test of it helps them all, and then a monitor
// on each is worth little more.
func TestGainsDiminish(t *testing.T) {
	var text strings.Builder
	text.WriteString("arrows:\n")
	for i := range 6 {
		fmt.Fprintf(&text, "  s%d -> s%d: {if-down: breaks, owner: x, runbook: x}\n", i, i+1)
	}
	text.WriteString("journeys: {buy: {steps: [s0 -> s1], worth: 60 EUR/min, notice-within: 2m}}\n")
	p := advice.Next(report(t, text.String()), 0, advice.Usual())
	if got, want := told(p)[0], "journey test for journey buy: 20160 EUR on 6"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	last, sum := p.Steps[0].Avoids[0].Amount, 0.0
	for _, s := range p.Steps {
		if s.Avoids[0].Amount > last {
			t.Errorf("%v is worth more than the step before it", told(advice.Plan{Steps: []advice.Step{s}}))
		}
		last = s.Avoids[0].Amount
		sum += last
	}
	// All six are told after 2m and by name in the end: 58 of the 60 minutes until users tell, and the 20
	// to find out where, are saved on each.
	if want := 6 * 78 * 60.0; sum < want-.5 || sum > want+.5 {
		t.Errorf("all steps together avoid %.0f, want %.0f", sum, want)
	}
	if got := len(advice.Next(report(t, text.String()), 2, advice.Usual()).Steps); got != 2 {
		t.Errorf("%d steps, want the 2 asked for", got)
	}
}

// TestTogether takes as one step what is the same line for several arrows.
func TestTogether(t *testing.T) {
	p := advice.Next(report(t, `
components: {a: {kind: service, owner: x}, b: service, c: service}
arrows:
  a -> b: {if-down: breaks, runbook: x, monitors: [{signal: errors, alert: {name: A, after: 5m, tells: x}}]}
  b -> c: {if-down: breaks, runbook: x, owner: y, monitors: [{signal: errors, alert: {name: B, after: 5m, tells: x}}]}
  a -> c: {if-down: breaks, runbook: x, monitors: [{signal: errors, alert: {name: C, after: 5m, tells: x}}]}
journeys: {buy: {steps: [a -> b, b -> c, a -> c], worth: 1 EUR/min}}
`), 1, advice.Usual())
	if diff := cmp.Diff([]string{"owner for a -> b, a -> c: 60 EUR on 2"}, told(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWithoutWorth counts minutes of journeys where no journey says what it is worth.
func TestWithoutWorth(t *testing.T) {
	p := advice.Next(report(t, `
arrows: {a -> b: {if-down: breaks, owner: x, runbook: x}}
journeys: {buy: {steps: [a -> b]}}
`), 1, advice.Usual())
	if diff := cmp.Diff([]string{"monitor for a -> b: 75 min of a broken journey on 1"}, told(p)); diff != "" || p.Worth {
		t.Error(diff)
	}
	if got := p.Total[0].Amount; got != 80 {
		t.Errorf("%.0f are lost in all, want 80", got)
	}
}
