package yamlfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

// TestNothingIsShownOfOtherFiles wants files that are no drawings to stay private.
func TestNothingIsShownOfOtherFiles(t *testing.T) {
	for _, text := range []string{
		"SECRET: hunter2\n", "SECRET=hunter2\n", "a: {b: *hunter2}\n", "- hunter2\n", "hunter2: [\n",
		"a: !hunter2 x\n", "a: &hunter2 {b: *hunter2}\n", "a: &hunter2 [x]\nb: [*hunter2, *hunter3]\n", "a: 1\n---\nhunter2: 1\n", "hunter2: 1\nhunter2: 2\n", "a: [hunter2?, b]\n", "x: @hunter2\n", "x: *hunter2 y\n", "hunter2\n  a: b: c\n",
	} {
		system, found := read(".env", text)
		for _, d := range found {
			if strings.Contains(fmt.Sprint(d), "hunter2") {
				t.Errorf("%q: %s", text, whole(d))
			}
		}
		if diag.Worst(found) != diag.Error {
			t.Errorf("%q: let pass, %v", text, system)
		}
	}
}

// TestBrokenPlainScalars holds the scalars of linewalk's own words that YAML reads as something
// else, each with the hint it deserves.
func TestBrokenPlainScalars(t *testing.T) {
	const head = "linewalk: 1\n"
	tests := []struct{ name, text, want string }{
		{"step with ?", head + "journeys: {j: {steps: [a -> b?, c -> d]}}", "2:30: a step has no \"?\"; steps the journey can do without go under `optional`; 2:24 this step; mend: optional: [a -> b]"},
		{"address with ?", head + "monitors: {m: {dashboard: https://x/?q=1}}", `2:37: a question mark ends plain text inside [ ] and { }; mend: quote the text that holds it`},
		{"query in brackets", head + "monitors: {m: {query: rate(x[5m])}}", `2:29: a bracket ends plain text inside [ ] and { }; mend: quote the text that holds the bracket, or write it in block form`},
		{"star", head + "defaults:\n  - match: * -> orders\n    timeout: 2s", `3:12: a plain * at the start of a value names an anchor; mend: quote it: "* -> orders"`},
		{"star in brackets", head + "defaults: [{match: * -> orders, timeout: 2s}]", `2:20: a plain * at the start of a value names an anchor; mend: quote it: "* -> orders"`},
		{"star and name", head + "monitors: {m: {watches: [*-up]}}", `2:26: nothing in this file is anchored as "&-up"; mend: quote a value that starts with *`},
		{"hash in name", head + "arrows:\n  a -> b (refund #2):\n  c -> d:", `3:18: # behind a blank starts a comment, so this arrow has no colon; mend: quote its name: "a -> b (refund #2)":`},
		{"hash in the only name", head + "arrows:\n  a -> b (refund #2):\n", `3:3: # behind a blank starts a comment, so this arrow has no colon; mend: quote the name of the arrow`},
		{"colon in name", head + "arrows:\n  a -> b (x: y):\n", `3:16: a colon followed by a blank cannot stand in plain text; mend: quote the name of the arrow: "a -> b (x: y)":`},
		{"comma in reason", head + "arrows: {a -> b: }\nwaivers:\n  - {rule: arrow-no-alert, arrow: a -> b, because: cost, later, until: 2027-01-01}", `4:58: a comma ends the value before "later"; mend: quote the text that holds the comma`},
		{"channel in brackets", head + "teams: {a: {contact: #payments}}", `2:22: # starts a comment here, so the bracket is never closed; mend: quote the text that holds the #`},
		{"channel", head + "teams:\n  a:\n    contact: #payments\n", `4:5: contact has no value; mend: # starts a comment; quote it: contact: "#payments"`},
		{"no colon", head + "arrows:\n  a -> b\n  b -> c:\n", `3:3: a colon is missing behind this name; mend: add a colon: a -> b:`},
		{"no colon, later", head + "arrows:\n  b -> c:\n  a -> b\n", `4:3: a colon is missing behind this name; mend: add a colon: a -> b:`},
		{"no colon, with keys", head + "arrows:\n  b -> c:\n  a -> b\n    kind: call\n", `4:3: a colon is missing behind this name; mend: add a colon: a -> b:`},
		{"no colon, alone", head + "arrows:\n  a -> b\n", `3:3: a colon is missing behind the name of an arrow; mend: add a colon: a -> b:`},
		{"too deep", head + "arrows:\n  a -> b:\n    a -> c:\n", `4:5: unknown key "a -> c" in an arrow; is this an arrow?; mend: outdent it to the column of the other arrows`},
		{"too deep behind a value", head + "arrows:\n  a -> b: {kind: call}\n   a -> c:\n", `4:4: this line is indented deeper than the line above allows; mend: is this an arrow? outdent it to the column of the others`},
		{"too deep behind text", head + "arrows:\n  a -> b:\n    label: x\n     kind: call\n", `5:6: this line is indented deeper than the value above allows; mend: outdent it`},
		{"at", head + "teams: {a: {contact: @ops}}", `2:22: plain text cannot start with '@'; mend: quote it: "@ops"`},
		{"greater", head + "features: {a: {impact: {expect: >5%}}}", `2:33: plain text inside [ ] and { } cannot start with '>'; mend: quote it: ">5%"`},
		{"list on the line", head + "include: - a.yaml", `2:10: a list cannot start on the line of its key`},
		{"list of arrows", head + "arrows:\n  - a -> b\n", `3:3: arrows is a mapping from names, not a list; mend: leave out the dashes and end each name with a colon`},
		{"colon in text", head + "description: note: it is late", `2:18: a colon followed by a blank cannot stand in plain text; mend: quote the text that holds the colon`},
		{"open quote", head + "description: \"it is late\nsystem: x\n", `2:14: this quote is never closed`},
		{"text behind quote", head + "description: \"it\" is late\n", `2:19: text after the closing quote`},
		{"text behind bracket", head + "include: [a] b\n", `2:14: text after the closing bracket`},
		{"outdent", head + "arrows:\n    a -> b:\n  c -> d:\n", `4:3: the indentation of this line matches no line above`},
		{"open bracket", head + "arrows: {a -> b: {kind: call}\nsystem: x\n", `2:9: '{' is never closed`},
		{"effect alone", head + "arrows: {a -> b: breaks}", `2:18: an arrow is a mapping, not text; mend: {if-down: breaks}`},
		{"escape", head + "description: \"a\\qb\"", `2:1: a backslash in double quotes starts an escape, and this is none`},
		{"unicode arrow", head + "arrows: {a → b: }", `2:10: arrows are drawn with ->, did you mean "a -> b"?; mend: a -> b`},
		{"fat arrow", head + "arrows: {a => b: }", `2:10: arrows are drawn with ->, did you mean "a -> b"?; mend: a -> b`},
		{"long arrow", head + "arrows: {a --> b: }", `2:10: arrows are drawn with ->, did you mean "a -> b"?; mend: a -> b`},
		{"chain", head + "arrows: {a -> b -> c: }", `2:10: "a -> b -> c" has more than two ends`},
		{"both ways", head + "arrows: {a <-> b: }", `2:10: an arrow has one direction; mend: draw two arrows: a -> b and b -> a`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, found := read("x.yaml", test.text)
			if len(found) == 0 {
				t.Fatal("silent")
			}
			if got := whole(found[0]); !strings.HasPrefix(got, test.want) || len(found) > 1 {
				for _, d := range found {
					t.Errorf("got  %s", whole(d))
				}
				t.Errorf("want %s", test.want)
			}
		})
	}
}
