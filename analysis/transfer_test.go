package analysis_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// TestInMode asks of `shop -> pay`, over which the journey buy steps, what it does in each mode.
func TestInMode(t *testing.T) {
	for _, tc := range []struct{ name, arrow, mode, want string }{
		{"down", "if-down: breaks", "down", "buy broken never 0s; shop never 0s"},
		{"a timeout is waited out", "if-down: breaks, timeout: 2s, retries: 2", "slow", "buy broken never 6s; shop never 6s"},
		{"soft without a timeout is hard", "if-down: degrades, timeout: none", "slow", "buy broken never 0s; shop never 0s"},
		{"soft and nothing stated", "if-down: degrades", "slow", "buy broken never 0s; shop 0s never"},
		{"a part", "if-down: breaks", "errors", "buy degraded 0s never; shop 0s never"},
		{"a part, later", "if-down: breaks after 1h", "errors", "buy degraded 1h never; shop 1h never"},
		{"overload", "if-down: breaks", "overload", "buy broken never 0s; shop never 0s"},
		{"a fallback helps against down", "if-down: breaks, fallback: shop -> pay2", "down", "buy degraded 0s never; shop 0s never"},
		{"and not against what is false", "if-down: breaks, fallback: shop -> pay2", "wrong", "buy broken never 0s;"},
		{"nor against silence", "if-down: breaks, fallback: shop -> pay2", "silent", "buy broken never 0s;"},
		{"a hot standby", "if-down: breaks, fallback: shop -> pay2, on-fallback: nothing", "down", "buy masked never never;"},
		{"is no help either", "if-down: breaks, fallback: shop -> pay2, on-fallback: nothing", "wrong", "buy broken never 0s;"},
		{"a fallback hangs with it", "if-down: breaks, fallback: shop -> pay2, timeout: none", "slow", "buy broken never 0s; shop never 0s"},
		{"a pool", "if-down: breaks, pool: p", "down", "buy masked never never;"},
		{"one false member of a pool", "if-down: breaks, pool: p", "wrong", "buy degraded 0s never;"},
		{"one member that is not asked", "if-down: breaks, pool: p", "silent", "buy masked never never;"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := run(t, fmt.Sprintf(`
components: {user: person, shop: service, pay: service, pay2: service}
arrows:
  user -> shop: {if-down: breaks}
  shop -> pay: {%s}
  shop -> pay2: {if-down: breaks, %s}
journeys:
  buy: {steps: [user -> shop, shop -> pay]}
`, tc.arrow, second(tc.arrow)))
			x := r.Answers[1]
			if got := state(x.InMode(modeNamed(tc.mode))); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
			for _, x := range r.Answers {
				for _, m := range x.Modes {
					if got := x.InMode(m.Mode).Worst; got != m.Worst {
						t.Errorf("%s is told to be %s, and answered to be %s", m.Mode, got, m.Worst)
					}
				}
			}
		})
	}
}

// second is what stands in for the arrow, or shares its pool.
func second(arrow string) string {
	if arrow == "if-down: breaks, pool: p" {
		return "pool: p"
	}
	return "timeout: 1s"
}

func modeNamed(name string) model.Mode {
	return model.Mode(slices.IndexFunc(model.Modes(), func(m model.Mode) bool { return m.String() == name }))
}

func state(c analysis.Consequence) string {
	text := ""
	for _, j := range c.Journeys {
		text += fmt.Sprintf("%s %s %s %s;", j.Journey, j.Verdict, clock(j.Degraded), clock(j.Broken))
	}
	for _, s := range c.Spread().Components {
		text += fmt.Sprintf(" %s %s %s", s.Component, clock(s.Degraded), clock(s.Down))
	}
	return text
}

func clock(d time.Duration) string {
	if d == propagation.Never {
		return "never"
	}
	return model.FormatDuration(d)
}

// TestInModeOthers has a fallback that another journey needs for itself: it fails with the arrow for the
// journeys of the arrow alone.
func TestInModeOthers(t *testing.T) {
	r := run(t, `
components: {user: person, shop: service, pay: service, pay2: service}
arrows:
  user -> shop: {if-down: breaks}
  shop -> pay: {if-down: breaks, for: [buy], fallback: shop -> pay2}
  shop -> pay2: {if-down: breaks, for: [other]}
journeys:
  buy: {steps: [user -> shop, shop -> pay]}
  other: {steps: [user -> shop, shop -> pay2]}
`)
	if got, want := state(r.Answers[1].InMode(model.ModeWrong)), "buy broken never 0s;other untouched never never;"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
