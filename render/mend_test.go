package render_test

import (
	"testing"

	"github.com/linewalk/linewalk/render"
)

func TestPasted(t *testing.T) {
	const arrow = "shop -> stripe (eu)"
	for _, tc := range []struct {
		text string
		want bool
	}{
		{"owner: payments", true},
		{"timeout: 2s   # what it really is, in the client's settings", true},
		{"if-down: breaks   # or degrades: see there", true},
		{"monitors: [{signal: errors, alert: {name: A, after: 5m}}]", true},
		{"shop -> stripe (eu): {if-down: breaks}", true},
		{`"shop -> null": {if-down: breaks}`, true},
		{`"web #1": {signal: value}`, true},
		{"bücher-3: {signal: value}", true},
		{`owner: "a: b"`, true},
		{"runbook: https://runbooks.example/stripe", true},
		{"steps:\n  - shop -> stripe", true},
		{"timeout: 2s\nretries: 1", true},

		{"", false},
		{"name who is next, under escalates-to", false},
		{"find out why StripeErrors was late: it is said to tell after 3m", false},
		{"on-call: 24x7, or a team that is awake: escalates-to", false},
		{"walk it again, then write: reviewed: {on: 2026-11-23, by: ana}", false},
		{"a -> b: {if-down: breaks}", false},
		{"write it down:\nnobody knows it", false},
	} {
		if got := render.Pasted(tc.text, arrow); got != tc.want {
			t.Errorf("%q: %v, want %v", tc.text, got, tc.want)
		}
	}
}
