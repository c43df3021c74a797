package propagation

import "testing"

// TestChoices holds what the package comment chooses where the sentences leave room.
func TestChoices(t *testing.T) {
	for name, test := range map[string]struct {
		drawing string
		cases   []workedCase
	}{
		"a person's arrows are nothing to rest on": {
			drawing: `
components: {user: person, shop: service, help: service}
arrows:
  user -> shop: {if-down: breaks}
  user -> help: {if-down: breaks}
journeys:
  buy: {steps: [user -> shop]}`,
			cases: []workedCase{{Fail: []string{"help"}, Components: states{"help": {"down": 0}}}},
		},
		"a fallback-only arrow is printed by its kind": {
			drawing: `
arrows:
  a -> b: {if-down: breaks, fallback: a -> c}
  a -> c: {kind: event, fallback-only: true}`,
			cases: []workedCase{
				{Fail: []string{"c"}, Components: states{"c": {"down": 0}}, Arrows: states{}},
				{
					Fail: []string{"a"}, Components: states{"a": {"down": 0}},
					Arrows: states{"a -> c": {"fails": 0}},
				},
			},
		},
		"the worst of a pool without breaks": {
			drawing: `
arrows:
  a -> b: {if-down: degrades after 1m, pool: p}
  a -> c: {if-down: degrades after 1h, pool: p}
journeys:
  j: {steps: [a -> c]}`,
			cases: []workedCase{{
				Fail: []string{"a -> b", "a -> c"}, Components: states{"a": {"degraded": 60}},
				Journeys: verdicts{"j": {"verdict": "broken", "broken": 60.0}},
			}},
		},
		"a pool at a hub": {
			drawing: `
components: {a: service, b: service, q: queue, disk: service, r: service, s: service, u: service}
arrows:
  a -> q (r): {kind: event, if-down: breaks, pool: p}
  b -> q (s): {kind: event, if-down: nothing, pool: p}
  q -> r (r): {kind: event, if-down: breaks}
  q -> s (s): {kind: event, if-down: breaks}
  q -> u: {kind: event, if-down: breaks}
journeys:
  j: {steps: [q -> s (s)]}
  k: {steps: [q -> u]}`,
			cases: []workedCase{
				{
					Fail: []string{"a", "b"}, Components: states{"a": {"down": 0}, "b": {"down": 0}, "r": {"down": 0}, "s": {"down": 0}},
					Journeys: verdicts{"j": {"verdict": "broken", "broken": 0.0}},
				},
				{Fail: []string{"a -> q (r)"}, Journeys: verdicts{"j": {"verdict": "masked"}}},
			},
		},
		"a pool at a hub, of which a member does not count": {
			drawing: `
components: {a: service, b: service, q: queue, r: service, s: service}
arrows:
  a -> q (r): {kind: event, if-down: breaks, pool: p, for: [other]}
  b -> q (s): {kind: event, if-down: nothing, pool: p}
  q -> r (r): {kind: event, if-down: breaks}
  q -> s (s): {kind: event, if-down: breaks}
journeys:
  j: {steps: [q -> s (s)]}
  other: {steps: [q -> r (r)]}`,
			cases: []workedCase{
				{Fail: []string{"a -> q (r)"}, Journeys: verdicts{"other": {"verdict": "masked"}}},
				{
					Fail: []string{"a", "b"}, Components: states{"a": {"down": 0}, "b": {"down": 0}},
					Journeys: verdicts{"other": {"verdict": "broken", "broken": 0.0}},
				},
			},
		},
		"a pool of flows and requests at a hub": {
			drawing: `
components: {a: service, q: queue, disk: service, r: service}
arrows:
  a -> q: {kind: event, if-down: breaks after 1h, pool: p}
  q -> disk: {kind: query, if-down: degrades, pool: p}
  q -> r: {kind: event, if-down: breaks}`,
			cases: []workedCase{{
				Fail:       []string{"a", "disk"},
				Components: states{"a": {"down": 0}, "disk": {"down": 0}, "q": {"degraded": 0, "down": 3600}, "r": {"degraded": 0, "down": 3600}},
			}},
		},
		"steps that state nothing": {
			drawing: `
arrows:
  a -> b: {if-down: breaks, fallback: a -> c}
  a -> c: {fallback-only: true}
  a -> d: {if-down: nothing, fallback: a -> c}
  a -> e: {if-down: nothing, fallback: a -> c, on-fallback: nothing}
journeys:
  spare: {steps: [a -> c]}
  cold: {steps: [a -> d]}
  hot: {steps: [a -> e]}`,
			cases: []workedCase{
				{Fail: []string{"a -> c"}, Journeys: verdicts{
					"spare": {"verdict": "broken", "broken": 0.0}, "cold": {"verdict": "masked"}, "hot": {"verdict": "masked"},
				}},
				{Fail: []string{"a -> d"}, Journeys: verdicts{"cold": {"verdict": "degraded", "degraded": 0.0}}},
				{Fail: []string{"a -> e"}, Journeys: verdicts{"hot": {"verdict": "masked"}}},
			},
		},
		"a flow hurts the hub it leaves": {
			drawing: `
components: {q: queue, r: service, s: service, u: service}
arrows:
  q -> r: {kind: event, if-down: {from: breaks, to: degrades}}
  q -> s: {kind: event, if-down: breaks}
  q -> u (other): {kind: event, if-down: breaks}`,
			cases: []workedCase{{
				Fail: []string{"r"}, Components: states{"r": {"down": 0}, "s": {"down": 0}},
				Arrows: states{"q -> r": {"fails": 0}, "q -> s": {"fails": 0}},
			}},
		},
		"a timeout fails both ends": {
			drawing: `
arrows:
  a -> b: {if-down: {from: degrades, to: breaks}, timeout: 2s}`,
			cases: []workedCase{{
				Fail: []string{"a -> b"}, Mode: "slow", Components: states{"a": {"degraded": 2}, "b": {"down": 2}},
			}},
		},
		"a person does not hang": {
			drawing: `
components: {user: person, shop: service, desk: service}
arrows:
  user -> shop: {if-down: nothing, timeout: none}
  desk -> user: {if-down: breaks, timeout: 1s}
journeys:
  buy: {steps: [user -> shop]}`,
			cases: []workedCase{{
				Fail: []string{"shop"}, Mode: "slow", Components: states{"shop": {"degraded": 0}},
				Journeys: verdicts{"buy": {"verdict": "broken", "broken": 0.0}},
			}},
		},
		"hanging only for a journey": {
			drawing: `
arrows:
  a -> b: {if-down: degrades, pool: p, timeout: none, for: [j]}
  a -> c: {if-down: degrades, pool: p}
  d -> a: {if-down: breaks}
journeys:
  j: {steps: [d -> a]}
  k: {steps: [d -> a]}`,
			cases: []workedCase{{
				Fail: []string{"a -> b"}, Mode: "slow", Arrows: states{"a -> b": {"fails": 0}},
				Journeys: verdicts{"j": {"verdict": "broken", "broken": 0.0}, "k": {"verdict": "masked"}},
				Assumed:  []string{"timeout"}, // of d -> a, while j is judged
			}},
		},
		"places by name and by in": {
			drawing: `
components:
  rack: place
  rack/1: {kind: place, in: power}
  box: {kind: service, in: rack/1}`,
			cases: []workedCase{
				{Fail: []string{"rack"}, Components: states{"rack": {"down": 0}, "rack/1": {"down": 0}, "box": {"down": 0}}},
				{Fail: []string{"power"}, Mode: "slow", Components: states{"power": {"degraded": 0}, "rack/1": {"degraded": 0}, "box": {"degraded": 0}}},
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := parse(t, "choice.yaml", []byte("linewalk: 1\nsystem: choice\n"+test.drawing+"\n"))
			n := New(s)
			for _, c := range test.cases {
				c.check(t, s, n)
			}
		})
	}
}
