package page

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
)

func TestIsYAML(t *testing.T) {
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

		{"", false},
		{"name who is next, under escalates-to", false},
		{"find out why StripeErrors was late: it is said to tell after 3m", false},
		{"on-call: 24x7, or a team that is awake: escalates-to", false},
		{"walk it again, then write: reviewed: {on: 2026-11-23, by: ana}", false},
		{"a -> b: {if-down: breaks}", false},
	} {
		if got := isYAML(tc.text, arrow); got != tc.want {
			t.Errorf("%q: %v, want %v", tc.text, got, tc.want)
		}
	}
}

func TestRemedy(t *testing.T) {
	finding := func(message, mend string) *diag.Diagnostic {
		return &diag.Diagnostic{Arrow: "a -> b", Message: "a -> b: " + message, Mend: mend}
	}
	got := remedyOf("a -> b", []*diag.Diagnostic{
		finding("nobody owns it", "owner: web"),
		finding("nobody is told", "monitors: [{signal: errors}]"),
		finding("no news here", ""),
		finding("nobody is told of slow", "a-b-slow: {signal: latency, watches: [a -> b]}"),
		finding("nobody is told again", "monitors: [{signal: latency}]"),
		finding("up has no alert", "alert: {name: Up}"),
		finding("it breaks alone", "another way for a"),
		finding("it breaks alone", "another way for a"),
	})
	want := remedy{
		YAML: "arrows:\n  a -> b:\n    owner: web\n    monitors: [{signal: errors}]\nmonitors:\n  a-b-slow: {signal: latency, watches: [a -> b]}\n",
		Others: []other{
			{"Up has no alert.", mend{"alert: {name: Up}", true}},
			{"It breaks alone.", mend{"another way for a", false}},
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(other{})); diff != "" {
		t.Error(diff)
	}
	whole := remedyOf("a -> b", []*diag.Diagnostic{
		finding("bare", "a -> b: {owner: web}"), finding("nobody owns it", "owner: data"),
	})
	if want := "arrows:\n  a -> b: {owner: web}\n"; whole.YAML != want {
		t.Errorf("all that is stated of it:\n%s, want\n%s", whole.YAML, want)
	}
}
