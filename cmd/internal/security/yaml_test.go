package security_test

import (
	"fmt"
	"strings"
	"testing"
)

// head begins most drawings here.
const head = "linewalk: 1\n"

var (
	laughter = []read{
		{laughs("[x,x,x,x,x,x,x,x,x]"), `8:8: with *f the aliases stand for more than 1000000 nodes [read-limit]`},
		{laughs("{x: 1}") + "k: {<<: *j}", `[read-limit]`},
	}

	circular = []read{
		{head + "a: &a {b: *a}", `2:11: *a stands inside what &a names, so it has no end [read-limit]`},
		{head + "a: &a [*a]", `2:8: *a stands inside what &a names, so it has no end [read-limit]`},
		{head + "a: &a [*b]\nb: &b [*a]", `2:8: nothing in this file is anchored as "&b" [read-syntax]`},
		{head + "a: &a {*a : 1}", `2:8: *a stands inside what &a names, so it has no end [read-limit]`},
		{head + "a: &a {<<: *a}", `2:12: *a stands inside what &a names, so it has no end [read-limit]`},
		{head + "system: &s shop\ncomponents: {*s : service}", ""},
	}

	twice = []read{
		{head + "system: a\nsystem: b", `3:1: key "system" is given twice; 2:1 first here [read-duplicate]`},
		{head + "components: {a: service, a: queue}", `2:26: component "a" is declared twice; 2:14 first here [read-duplicate]`},
		{head + "components: {a: {kind: queue, kind: queue}}", `2:31: key "kind" is given twice; 2:18 first here [read-duplicate]`},
		{head + "arrows: {a -> b: {if-down: {to: breaks, to: breaks}}}", `2:41: key "to" is given twice; 2:29 first here [read-duplicate]`},
		{head + "x: {y: 1, y: 2}", `2:11: key "y" is given twice; 2:5 first here [read-duplicate]`},
		{head + "components: {a: service, \"a\": queue}", `2:26: component "a" is declared twice; 2:14 first here [read-duplicate]`},
		{head + "components:\n  a: &a {kind: queue}\n  b: {<<: *a, kind: cache}", ""},
	}

	manyKeys = []read{
		{head + "components:\n" + numbered(40_000, "  key-%d: service\n"), ""},
	}

	deep = []read{
		{head + "x: " + strings.Repeat("[", 10000), `2:104: more than 100 levels of brackets [read-limit]`},
		{head + "x:\n" + strings.Repeat("- ", 10000), `[read-limit]`},
	}

	nothing = []read{
		{"", `1:1: empty drawing [read-empty]`},
		{"  \n\n", `1:1: empty drawing [read-empty]`},
		{"# nothing\n", `1:1: empty drawing [read-empty]`},
		{"---\n", `1:1: empty drawing [read-empty]`},
		{"~\n", `1:1: empty drawing [read-empty]`},
	}

	documents = []read{
		{head + "---\nlinewalk: 1", `3:1: a second document in one file [read-syntax]`},
		{head + "...\n---\nx: 1", `4:1: a second document in one file [read-syntax]`},
		{head + "---\n", ""},
	}

	encodings = []read{
		{"\ufefflinewalk: 1\narrows: {a -> b: {kind: x}}", `2:25: unknown kind "x" [read-bad-value]`},
		{"\ufeff{linewalk: 1, x: 2}", `1:15: unknown key "x" in a drawing [read-unknown-key]`},
		{"linewalk: 1\r\narrows:\r\n  a -> b:\r\n    kind: x\r\n", `4:11: unknown kind "x" [read-bad-value]`},
		{"linewalk: 1\rsystem: x", `1:12: a carriage return without a line feed [read-syntax]`},
		{head + "arrows:\n\ta -> b:", `3:1: a tab in the indentation [read-syntax]`},
		{"\xff\xfel\x00i\x00", `1:1: the file is UTF-16 [read-syntax]`},
		{"l\x00i\x00n\x00e\x00", `1:1: the file is UTF-16 [read-syntax]`},
		{head + "system: é\xff", `2:10: this byte is not UTF-8 [read-syntax]`},
		{head + "system: a\x1bb", `2:10: control character U+001B [read-syntax]`},
	}

	hiddenBreaks = []read{
		{head + "# ok\u2028system: x", `2:5: U+2028 is a line break editors do not show [read-syntax]`},
		{head + "system: \"a\u2029b\"", `2:11: U+2029 is a line break editors do not show [read-syntax]`},
		{head + "system: a\u0085b", `2:10: U+0085 is a line break editors do not show [read-syntax]`},
	}

	scalars = []read{
		{head + "components: {no: service, 08: service, 1_000: service, 0o17: queue, .inf: cache, 2026-01-01: job}\narrows: {no -> 08: {label: 1_000, via: .inf, tags: [0o17, 2026-01-01, yes]}}", ""},
		{head + "system: !!binary abc", ""},
		{head + "system: !x abc", `2:9: unknown tag "!x" [read-syntax]`},
	}

	merges = []read{
		{head + "components:\n  a: &a {kind: queue}\n  b: &b {kind: cache, tier: 2}\n  c: {<<: [*a, *b]}", ""},
		{head + "components: {a: {<<: x}}", `2:22: << takes in a mapping or a list of mappings, not text [read-syntax]`},
		{head + "system: &s x\ncomponents: {a: {<<: *s}}", `3:22: << takes in a mapping or a list of mappings, not text [read-syntax]`},
	}

	keys = []read{
		{head + "components: {8080: service, true: service}\narrows: {8080 -> true: }", ""},
		{head + "components: {null: service}", `2:14: a key is missing before the colon [read-syntax]`},
		{head + "components: {[a]: service}", `2:14: a key must be text, not a list [read-syntax]`},
		{head + "components: {: service}", `2:14: a key is missing before the colon [read-syntax]`},
		{head + "components: {\"\": service}", `2:14: a key is empty [read-syntax]`},
	}

	unknownKeys = []read{
		{head + "arows: {}", `2:1: unknown key "arows" in a drawing, did you mean "arrows"? [read-unknown-key]`},
		{head + "components: {a: {on-call: 24x7}}", `2:18: unknown key "on-call" in a component; it belongs under teams [read-unknown-key]`},
		{head + "telemetry: {zzz: 1}", `2:13: unknown key "zzz" in telemetry [read-unknown-key]`},
	}

	conflict = []read{
		{head + "<<<<<<< HEAD\nsystem: a\n=======\nsystem: b\n>>>>>>> other\n", `2:1: unresolved merge conflict [read-syntax]`},
	}

	directives = []read{
		{"%YAML 1.2\n---\nlinewalk: 1\n", `1:1: linewalk reads YAML without directives [read-syntax]`},
		{"? linewalk\n: 1\n? system\n: x\n", ""},
	}
)

// tooLarge is a file of 10 MB and a byte, behind a good beginning.
func tooLarge(t *testing.T) {
	text := head + "arrows: {a -> b: {if-down: breaks}}\n#"
	reading(t, text+strings.Repeat("x", 10<<20+1-len(text))).expect(`1:1: the file is larger than 10 MB [read-limit]`)
	reading(t, text+strings.Repeat("x", 10<<20-len(text))).expect("")
}

// endlessInput is a standard input that never ends: linewalk stops reading it.
func endlessInput(t *testing.T) {
	s := newScene(t, head)
	s.stdin = endless{}
	s.run("check", "-").exits(2).says("larger than 10 MB", "[read-limit]")
}

// An endless reader is full of comments.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return copy(p, "# and so on\n"), nil }

// laughs nests aliases so that a few hundred bytes stand for very many nodes.
func laughs(first string) string {
	var b strings.Builder
	b.WriteString(head + "a: &a " + first + "\n")
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
