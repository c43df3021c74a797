package yamlfile

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// TestScalars reads the values that are written by rules of their own. What starts with "!" is an
// error with that message.
func TestScalars(t *testing.T) {
	duration := func(s string) (any, error) { return parseDuration(s) }
	percent := func(s string) (any, error) { return parsePercent(s) }
	day := func(s string) (any, error) { return parseDate(s) }
	cash := func(s string) (any, error) { return parseMoney(s) }
	often := func(s string) (any, error) { return parseRate(s) }
	bytes := func(s string) (any, error) { return parseVolume(s) }
	arrow := func(s string) (any, error) { return parseArrowName(s) }
	tests := []struct {
		parse         func(string) (any, error)
		written, want string
	}{
		{duration, "2s", "2s"},
		{duration, "150ms", "150ms"},
		{duration, "1h30m", "1h30m0s"},
		{duration, "1.5d", "36h0m0s"},
		{duration, "2w", "336h0m0s"},
		{duration, "0s", "0s"},
		{duration, "521w", "87528h0m0s"},
		{duration, "522w", `!"522w" is longer than 10 years`},
		{duration, "2", `!"2" lacks a unit: 2s?`},
		{duration, "", `!"" is no duration`},
		{duration, "-2s", `!"-2s" is no duration`},
		{duration, "2sec", `!"2sec" is written 2s`},
		{duration, "1h30", `!"1h30" lacks a unit: 1h30s?`},
		{duration, "1..5s", `!"1..5s" is no duration`},
		{duration, "2 s", `!"2 s" is written 2s`},
		{percent, "99.95%", "0.9995"},
		{percent, "99.9 %", "0.999"},
		{percent, "7%", "0.07"},
		{percent, "0.999", `!"0.999" is written 99.9%`},
		{percent, "-1%", `!"-1%" is no percentage`},
		{percent, "1e1%", `!"1e1%" is no percentage`},
		{day, "2028-02-29", "2028-02-29"},
		{day, "2027-02-29", "!there is no day 2027-02-29"},
		{day, "2027-2-1", `!"2027-2-1" is written 2027-02-01`},
		{cash, "1200 USD/min", "1200 USD/min"},
		{cash, "0.5EUR / year", "0.5 EUR/year"},
		{cash, "1200 usd/min", `!"1200 usd/min" is written 1200 USD/min`},
		{cash, "USD/min", `!"USD/min" is no sum of money`},
		{often, "2/year", "2/year"},
		{often, "5000/week", "5000/week"},
		{often, "x/week", `!"x/week" is no rate`},
		{often, "2/m", `!unknown unit of time "m" in "2/m"`},
		{bytes, "20GB/day", "{2e+10 24h0m0s}"},
		{bytes, "1 MiB/s", "{1.048576e+06 1s}"},
		{bytes, "20/day", `!"20/day" is no volume`},
		{arrow, "a->b", "a -> b"},
		{arrow, "  a  ->  b ( x   y ) ", "a -> b (x y)"},
		{arrow, "é/1 -> b.c (a->b)", "é/1 -> b.c (a->b)"},
		{arrow, "a b", `!"a b" is no arrow`},
		{arrow, "a -> ", `!the arrow "a -> " lacks an end`},
		{arrow, "a -> b ()", `!the label of "a -> b ()" is empty`},
		{arrow, "a -> b (c", `!the label of "a -> b (c" is not in one pair of ( )`},
		{arrow, "a -> b (c) d", `!the label of "a -> b (c) d" is not in one pair of ( )`},
		{arrow, "a) -> b", `!the name "a)" holds ( or ), which tell arrows apart`},
	}
	for _, test := range tests {
		got, err := test.parse(test.written)
		text := fmt.Sprint(got)
		if err != nil {
			text = "!" + err.Error()
		}
		if text != test.want {
			t.Errorf("%q is %s, want %s", test.written, text, test.want)
		}
	}
}

func TestGaps(t *testing.T) {
	for written, want := range map[string]time.Duration{
		"24x7":                0,
		"Mon-Fri 09:00-18:00": 63 * time.Hour,
		"Fri-Mon 00:00-24:00": 72 * time.Hour,
		"22:00-06:00":         16 * time.Hour,
		"Mon,Wed 00:00-24:00, Fri 12:00-13:00 UTC": 59 * time.Hour,
	} {
		h, err := parseHours(written)
		if err != nil {
			t.Errorf("%q: %v", written, err)
		}
		if got := h.LongestGap(); got != want {
			t.Errorf("%q: %v, want %v", written, got, want)
		}
	}
}

// TestRenamedKeys holds the promise that files of version 1 load for ever.
func TestRenamedKeys(t *testing.T) {
	form := record[model.Flag]{noun: "flag", home: "flag", fields: []field[model.Flag]{
		stated("name", "Its name.", some(), func(f *model.Flag) *model.Stated[string] { return &f.Name }).renamed("title", "id"),
	}}
	root, _ := Tree("x.yaml", []byte("id: buy"))
	r := &reader{faults: &faults{}, file: &File{Name: "x.yaml"}, src: newSource("x.yaml", "id: buy")}
	var flag model.Flag
	form.fill(r, &flag, root[0])
	if flag.Name.Value != "buy" {
		t.Error("the old key is not read")
	}
	if len(r.found) != 1 || r.found[0].Level != diag.Note || r.found[0].Message != `"id" is now called "name"` {
		t.Errorf("%+v", r.found)
	}
	properties := form.schema(newBook())["properties"].(schema)
	if _, ok := properties["title"]; !ok {
		t.Error("the schema has not got the old key")
	}
}

// TestEnds compares the text between the ends of nodes with what was written.
func TestEnds(t *testing.T) {
	const text = "\ufeffplain: two words # comment\r\n" +
		"folded: one\r\n  two\r\n\r\n  three\r\n" +
		"quoted: 'it''s'\r\n" +
		"double: \"a \\\" b\"\r\n" +
		"é: {ü: [x, 'y]', {z: 1}], w: }\r\n" +
		"block: |\r\n  a\r\n\r\n  b\r\n\r\n" +
		"anchored: &a !!str text\r\n" +
		"alias: *a\r\n" +
		"list:\r\n- a\r\n- b: c\r\n  d: e\r\n" +
		"empty:\r\n"
	want := map[string]string{
		"plain": "two words", "folded": "one\r\n  two\r\n\r\n  three", "quoted": "'it''s'", "double": `"a \" b"`,
		"é": "{ü: [x, 'y]', {z: 1}], w: }", "block": "|\r\n  a\r\n\r\n  b", "anchored": "text", "alias": "*a",
		"list": "- a\r\n- b: c\r\n  d: e", "empty": "",
	}
	roots, found := Tree("x.yaml", []byte(text))
	if len(found) > 0 || len(roots) != 1 {
		t.Fatal(found)
	}
	for _, p := range roots[0].Pairs {
		checkSpan(t, p.Key.Span, text)
		checkSpan(t, p.Value.Span, text)
		if got := text[p.Value.Span.Start.Offset:p.Value.Span.End.Offset]; p.Key.Value != "list" && got != want[p.Key.Value] {
			t.Errorf("%s: %q, want %q", p.Key.Value, got, want[p.Key.Value])
		}
		if got := text[p.Key.Span.Start.Offset:p.Key.Span.End.Offset]; got != p.Key.Value {
			t.Errorf("key %q is %q", p.Key.Value, got)
		}
		delete(want, p.Key.Value)
	}
	if len(want) > 0 && !strings.Contains(text, "list") {
		t.Errorf("missing: %v", want)
	}
	if roots[0].Get("empty") == nil || !roots[0].Get("empty").Null || roots[0].Get("nothing") != nil {
		t.Error("empty and nothing are not told apart")
	}
}
