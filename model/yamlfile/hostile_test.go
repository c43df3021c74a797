package yamlfile_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model/diag"
)

// laughs nests aliases so that a few hundred bytes stand for very many nodes.
func laughs(first string) string {
	var b strings.Builder
	b.WriteString("linewalk: 1\na: &a " + first + "\n")
	for c := 'b'; c <= 'j'; c++ {
		alias := fmt.Sprintf("*%c,", c-1)
		fmt.Fprintf(&b, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(alias, 9), ","))
	}
	return b.String()
}

// numbered writes a line n times, with its number in it.
func numbered(n int, line string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}

// TestHostileYAML holds the rows y01 to y16. Each drawing is refused with the words given, at the
// place given; rows without words must be let pass.
func TestHostileYAML(t *testing.T) {
	const head = "linewalk: 1\n"
	tests := []struct{ id, text, want string }{
		{"y01 laughs", laughs("[x,x,x,x,x,x,x,x,x]"), `8:8: with *f the aliases stand for more than 1000000 nodes [read-limit]`},
		{"y01 merged", laughs("{x: 1}") + "k: {<<: *j}", `[read-limit]`},
		{"y02 itself", head + "a: &a {b: *a}", `2:11: *a stands inside what &a names, so it has no end [read-limit]`},
		{"y02 list", head + "a: &a [*a]", `2:8: *a stands inside what &a names, so it has no end [read-limit]`},
		{"y02 mutual", head + "a: &a [*b]\nb: &b [*a]", `2:8: nothing in this file is anchored as "&b" [read-syntax]`},
		{"y02 key", head + "a: &a {*a : 1}", `2:8: *a stands inside what &a names, so it has no end [read-limit]`},
		{"y02 merge", head + "a: &a {<<: *a}", `2:12: *a stands inside what &a names, so it has no end [read-limit]`},
		{"y02 alias to scalar as key", head + "system: &s shop\ncomponents: {*s : service}", ""},
		{"y03 top", head + "system: a\nsystem: b", `3:1: key "system" is given twice [read-duplicate]`},
		{"y03 component", head + "components: {a: service, a: queue}", `2:26: component "a" is declared twice [read-duplicate]`},
		{"y03 field", head + "components: {a: {kind: queue, kind: queue}}", `2:31: key "kind" is given twice [read-duplicate]`},
		{"y03 deep", head + "arrows: {a -> b: {if-down: {to: breaks, to: breaks}}}", `2:41: key "to" is given twice [read-duplicate]`},
		{"y03 unknown", head + "x: {y: 1, y: 2}", `2:11: key "y" is given twice [read-duplicate]`},
		{"y03 quoted", head + "components: {a: service, \"a\": queue}", `2:26: component "a" is declared twice [read-duplicate]`},
		{"y03 merged", head + "components:\n  a: &a {kind: queue}\n  b: {<<: *a, kind: cache}", ""},
		{"y04 many keys", head + "components:\n" + numbered(40_000, "  key-%d: service\n"), ""},
		{"y05 brackets", head + "x: " + strings.Repeat("[", 10000), `2:104: more than 100 levels of brackets [read-limit]`},
		{"y05 blocks", head + "x:\n" + strings.Repeat("- ", 10000), `[read-limit]`},
		{"y06 large", head + "#" + strings.Repeat("x", 10<<20), `1:1: the file is larger than 10 MB [read-limit]`},
		{"y07 empty", "", `1:1: empty drawing [read-empty]`},
		{"y07 blanks", "  \n\n", `1:1: empty drawing [read-empty]`},
		{"y07 comment", "# nothing\n", `1:1: empty drawing [read-empty]`},
		{"y07 marks", "---\n", `1:1: empty drawing [read-empty]`},
		{"y07 null", "~\n", `1:1: empty drawing [read-empty]`},
		{"y08 second", head + "---\nlinewalk: 1", `3:1: a second document in one file [read-syntax]`},
		{"y08 after dots", head + "...\n---\nx: 1", `4:1: a second document in one file [read-syntax]`},
		{"y08 null", head + "---\n", ""},
		{"y09 mark", "\ufefflinewalk: 1\narrows: {a -> b: {kind: x}}", `2:25: unknown kind "x" [read-bad-value]`},
		{"y09 mark on line 1", "\ufeff{linewalk: 1, x: 2}", `1:15: unknown key "x" in a drawing [read-unknown-key]`},
		{"y09 CRLF", "linewalk: 1\r\narrows:\r\n  a -> b:\r\n    kind: x\r\n", `4:11: unknown kind "x" [read-bad-value]`},
		{"y09 CR", "linewalk: 1\rsystem: x", `1:12: a carriage return without a line feed [read-syntax]`},
		{"y09 tab", head + "arrows:\n\ta -> b:", `3:1: a tab in the indentation [read-syntax]`},
		{"y09 UTF-16", "\xff\xfel\x00i\x00", `1:1: the file is UTF-16 [read-syntax]`},
		{"y09 UTF-16 without mark", "l\x00i\x00n\x00e\x00", `1:1: the file is UTF-16 [read-syntax]`},
		{"y09 bad UTF-8", head + "system: é\xff", `2:10: this byte is not UTF-8 [read-syntax]`},
		{"control", head + "system: a\x1bb", `2:10: control character U+001B [read-syntax]`},
		{"y10 2028", head + "# ok\u2028system: x", `2:5: U+2028 is a line break editors do not show [read-syntax]`},
		{"y10 2029", head + "system: \"a\u2029b\"", `2:11: U+2029 is a line break editors do not show [read-syntax]`},
		{"y10 0085", head + "system: a\u0085b", `2:10: U+0085 is a line break editors do not show [read-syntax]`},
		{"y11 literal", head + "components: {no: service, 08: service, 1_000: service, 0o17: queue, .inf: cache, 2026-01-01: job}\narrows: {no -> 08: {label: 1_000, via: .inf, tags: [0o17, 2026-01-01, yes]}}", ""},
		{"y11 binary", head + "system: !!binary abc", ""},
		{"y11 tag", head + "system: !x abc", `2:9: unknown tag "!x" [read-syntax]`},
		{"y12 list", head + "components:\n  a: &a {kind: queue}\n  b: &b {kind: cache, tier: 2}\n  c: {<<: [*a, *b]}", ""},
		{"y12 scalar", head + "components: {a: {<<: x}}", `2:22: << takes in a mapping or a list of mappings, not text [read-syntax]`},
		{"y12 alias", head + "system: &s x\ncomponents: {a: {<<: *s}}", `3:22: << takes in a mapping or a list of mappings, not text [read-syntax]`},
		{"y13 scalars", head + "components: {8080: service, true: service}\narrows: {8080 -> true: }", ""},
		{"y13 null", head + "components: {null: service}", `2:14: a key is missing before the colon [read-syntax]`},
		{"y13 list", head + "components: {[a]: service}", `2:14: a key must be text, not a list [read-syntax]`},
		{"y13 empty", head + "components: {: service}", `2:14: a key is missing before the colon [read-syntax]`},
		{"y13 quoted empty", head + "components: {\"\": service}", `2:14: a key is empty [read-syntax]`},
		{"y14 near", head + "arows: {}", `2:1: unknown key "arows" in a drawing, did you mean "arrows"? [read-unknown-key]`},
		{"y14 section", head + "components: {a: {on-call: 24x7}}", `2:18: unknown key "on-call" in a component; it belongs under teams [read-unknown-key]`},
		{"y14 far", head + "telemetry: {zzz: 1}", `2:13: unknown key "zzz" in telemetry [read-unknown-key]`},
		{"y15", head + "<<<<<<< HEAD\nsystem: a\n=======\nsystem: b\n>>>>>>> other\n", `2:1: unresolved merge conflict [read-syntax]`},
		{"y16 directive", "%YAML 1.2\n---\nlinewalk: 1\n", `1:1: linewalk reads YAML without directives [read-syntax]`},
		{"y16 complex", "? linewalk\n: 1\n? system\n: x\n", ""},
		{"long name", head + "components: {" + strings.Repeat("x", 201) + ": service}", `2:14: a name has more than 200 characters [read-bad-value]`},
		{"long text", head + "description: " + strings.Repeat("x", 65<<10), `2:14: a text of more than 64 kB [read-limit]`},
		{"no drawing", "AWS_SECRET=hunter2\n", `1:1: this is not a drawing [read-version]`},
	}
	for _, test := range tests {
		t.Run(test.id, func(t *testing.T) {
			start := time.Now()
			_, found := read("x.yaml", test.text)
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			if test.want == "" {
				if len(found) > 0 {
					t.Errorf("not silent:\n%s", lines(found))
				}
				return
			}
			if got := say(found); !strings.Contains(got, test.want) {
				t.Errorf("want %s\ngot\n%s", test.want, got)
			}
			if diag.Worst(found) != diag.Error {
				t.Error("let pass")
			}
		})
	}
}

// TestSuspiciousNames holds the rows t03 and t04: such names are noted, and never taken for another.
func TestSuspiciousNames(t *testing.T) {
	for text, want := range map[string]string{
		"arrows: {\"a\\u202eb -> c\": }":                           "1.yaml:2:10: note: the name \"a\\u202eb\" holds a character that is not seen",
		"teams: {we\u00adb: }":                                     "1.yaml:2:9: note: the name \"we\\u00adb\" holds a character that is not seen",
		"components: {app: service, \u0430pp: queue}":              "1.yaml:2:28: note: component \"\u0430pp\" looks like another of that name; 1.yaml:2:14 this one",
		"arrows: {a -> \u0445x: , a -> xx: }":                      "1.yaml:2:26: note: component \"xx\" looks like another of that name; 1.yaml:2:15 this one",
		"journeys: {\u043f\u043e\u043a\u0443\u043f\u043a\u0430: }": "",
		"components: {\u2615: service, caf\u00e9: service}":        "",
	} {
		system, found := merge(text)
		if got := strings.Join(places(found), "\n"); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
		if n := len(system.Components); strings.Contains(text, "app") && n != 2 {
			t.Errorf("%d components", n)
		}
	}
}

// say writes diagnostics without their levels.
func say(ds []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%d:%d: %s [%s]\n", d.Span.Start.Line, d.Span.Start.Col, d.Message, d.Rule)
	}
	return b.String()
}

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
