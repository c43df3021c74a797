package diagram

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWidthsAreThoseOfHelvetica(t *testing.T) {
	plain := font{size: 14, slack: 1, most: 80}
	for text, want := range map[string]float64{
		"payments-reconciliation-service": 196.08, // as Graphviz measures it
		"支払い":                             42,     // as wide as high
		"e\u0301":                         14 * .556,
		"":                                0,
	} {
		if got := plain.width(text); math.Abs(got-want) > 0.5 {
			t.Errorf("%q is %.2f wide, want %.2f", text, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	f := font{size: 10, slack: 1, most: 80}
	for _, c := range []struct {
		text  string
		room  float64
		limit int
		want  []string
	}{
		{"", 100, 3, nil},
		{" \n\t ", 100, 3, nil},
		{"place order", 100, 3, []string{"place order"}},
		{"place order", 30, 3, []string{"place", "order"}},
		{"12 arrows: 3 break", 200, 3, []string{"12 arrows: 3 break"}},
		{"place\n\n order", 100, 3, []string{"place order"}},
		{"payments-reconciliation", 60, 3, []string{"payments-", "reconciliation"}},
		{"a b c d e f", 12, 2, []string{"a", "b…"}},
		{"indivisible", 30, 3, []string{"indivisi", "ble"}},
		{"indivisible", 30, 1, []string{"indi…"}},
		{"支払い照合", 31, 3, []string{"支払い", "照合"}},
		{"wide", 1, 2, []string{"w", "i…"}},
		{strings.Repeat("x\n", 100_000), 1000, 3, []string{strings.TrimRight(strings.Repeat("x ", 40), " ") + "…"}},
	} {
		got := f.lines(c.text, c.room, c.limit)
		if !slices.Equal(got, c.want) {
			t.Errorf("%.30q in %v: %q, want %q", c.text, c.room, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"a\x00b\x1b[1m": "a\ufffdb\ufffd[1m",
		"\xff\xfe":      "\ufffd",
		"a\u202eb":      "a\ufffdb",
		"a\ufffeb":      "a\ufffdb",
		"two\nlines\t":  "two\nlines\t",
		"👩‍🚒":           "👩‍🚒",
	} {
		if got := clean(text); got != want {
			t.Errorf("clean(%q) = %q, want %q", text, got, want)
		}
	}
}

func FuzzLines(f *testing.F) {
	f.Add("place order", 30.0, 2)
	f.Add("支払い-照合", 12.0, 3)
	f.Fuzz(func(t *testing.T, text string, room float64, limit int) {
		if !(room > 0) || limit < 1 {
			t.Skip()
		}
		got := smallFont.lines(text, room, limit)
		if len(got) > limit {
			t.Fatalf("%d lines", len(got))
		}
		for _, line := range got {
			if line == "" || !utf8.ValidString(line) || strings.Contains(line, "\n") {
				t.Fatalf("line %q", line)
			}
			if utf8.RuneCountInString(line) > 2 && smallFont.width(line) > room+1e-6 {
				t.Fatalf("line %q is %v wide, room is %v", line, smallFont.width(line), room)
			}
		}
	})
}
