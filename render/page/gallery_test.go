package page_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/render/page"
)

// What the pictures do not show is said where the pictures are.
func TestGallery(t *testing.T) {
	r := reportOf(t, drawings["one arrow"])
	one, two := []page.Picture{{Name: "whole"}}, []page.Picture{{Name: "whole"}, {Name: "part"}}
	var many []string
	for i := range 15 {
		many = append(many, fmt.Sprintf("what team-%d owns", i))
	}
	const table = "Every arrow is also in the table of arrows ."
	for _, tc := range []struct {
		name string
		page.Options
		want []string
	}{
		{"one picture", page.Options{Pictures: one}, []string{table}},
		{"parts", page.Options{Pictures: two}, []string{table + " One picture would not hold all arrows one by one; each is in at least one of these."}},
		{"an arrow is missing", page.Options{Pictures: two, Undrawn: 1}, []string{table + " 1 arrow stands by itself in none of the pictures."}},
		{"arrows are missing", page.Options{Pictures: two, Undrawn: 7}, []string{table + " 7 arrows stand by themselves in none of the pictures."}},
		{"colours", page.Options{Pictures: one, Colours: "who owns it"}, []string{table + " The colour of an arrow tells who owns it; how thick it is tells its harm."}},
		{"a part is missing", page.Options{Pictures: two, LeftOut: []string{"journey <buy>"}}, []string{
			table + " One picture would not hold all arrows one by one; each is in at least one of these.",
			"There is no picture of journey <buy>: 2 are all that a page holds. linewalk render -o part.svg with --journey or --owner draws one.",
		}},
		{"many parts are missing", page.Options{Pictures: two, LeftOut: many}, []string{
			table + " One picture would not hold all arrows one by one; each is in at least one of these.",
			"There is no picture of " + strings.Join(many[:12], ", ") + " and 3 more: 2 are all that a page holds. linewalk render -o part.svg with --journey or --owner draws one.",
		}},
	} {
		var got []string
		for n := range read(t, written(t, r, tc.Options)).byID("pictures").ChildNodes() {
			if n.Data == "p" {
				got = append(got, words(n))
			}
		}
		if strings.Join(got, "\n") != strings.Join(tc.want, "\n") {
			t.Errorf("%s: it says\n%s\nwant\n%s", tc.name, strings.Join(got, "\n"), strings.Join(tc.want, "\n"))
		}
	}
}

// A page names as many people as it has room for, and counts the others.
func TestManyPeople(t *testing.T) {
	crowd := func(n int) string {
		var people, arrows strings.Builder
		for i := range n {
			fmt.Fprintf(&people, "  p%d: {name: Person %d}\n", i, i)
			fmt.Fprintf(&arrows, "  a%d -> b: {experts: [p%d]}\n", i, i)
		}
		return "linewalk: 1\nsystem: x\npeople:\n" + people.String() + "arrows:\n" + arrows.String()
	}
	for _, tc := range []struct {
		n, rows int
		says    string
	}{
		{500, 500, "On how many arrows each person stands"},
		{501, 500, "On how many arrows each person stands: those who stand on most; 1 more has no row here, and linewalk people tells of all"},
		{503, 500, "On how many arrows each person stands: those who stand on most; 3 more have no row here, and linewalk people tells of all"},
	} {
		d := read(t, written(t, reportOf(t, crowd(tc.n)), page.Options{}))
		if got := words(d.byID("people-caption")); got != tc.says {
			t.Errorf("%d people: %q, want %q", tc.n, got, tc.says)
		}
		if got := len(rowsOf(d.byID("people"))); got != tc.rows {
			t.Errorf("%d people have %d rows, want %d", tc.n, got, tc.rows)
		}
	}
}

// A rule says how many findings of each level it has, which need not all be of its own.
func TestLevelsOfRules(t *testing.T) {
	r := example(t, "marketecture")
	d := read(t, written(t, r, page.Options{}))
	for _, rule := range r.Rules {
		count := map[string]int{}
		for _, x := range r.Diagnostics {
			if x.Rule == rule.ID {
				count[x.Level.String()]++
			}
		}
		text := words(d.byID("rule=" + rule.ID))
		for level, n := range count {
			want := fmt.Sprintf("%d %s", n, level)
			if n > 1 {
				want += "s"
			}
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q: %.120q", rule.ID, want, text)
			}
		}
	}
}

// Where the spreads of all failures are too much for a page, those of the most harmful arrows are in it, and
// the page says so.
func TestManySpreads(t *testing.T) {
	var ring strings.Builder
	ring.WriteString("linewalk: 1\nsystem: x\narrows:\n")
	const n = 400
	for i := range n {
		fmt.Fprintf(&ring, "  a%d -> a%d: {if-down: breaks}\n", i, (i+1)%n)
	}
	d := read(t, written(t, reportOf(t, ring.String()), page.Options{}))
	told := 0
	for i, a := range d.facts().Arrows {
		switch {
		case a.Spread == nil:
		case i != told:
			t.Fatalf("arrow %d has a spread and one before it has none", i+1)
		default:
			told++
		}
	}
	if told < n/10 || told > n-n/10 {
		t.Fatalf("%d of %d arrows have a spread, which shows nothing", told, n)
	}
	if size := len(d.byID("facts").FirstChild.Data); size > 5<<19 {
		t.Errorf("the facts take %d bytes", size)
	}
	if want := fmt.Sprintf(": it does for the %d most harmful arrows.", told); !strings.Contains(words(d.byID("cards")), want) {
		t.Errorf("the page does not say %q", want)
	}
}

// Sixty arrows with their picture fit into a megabyte.
func TestSixtyArrowsAreAMegabyte(t *testing.T) {
	r := example(t, "marketecture")
	if text := written(t, r, options(t, r, nil)); len(r.Answers) != 60 || len(text) >= 1_000_000 {
		t.Errorf("%d arrows take %d bytes", len(r.Answers), len(text))
	}
}
