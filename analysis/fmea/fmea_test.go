package fmea_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/fmea"
	"github.com/linewalk/linewalk/analysis/rules"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// read walks a drawing, which must be free of errors.
func read(t *testing.T, text string) *analysis.Report {
	t.Helper()
	file := yamlfile.Parse("shop.yaml", []byte(text), yamlfile.Options{Rules: rules.IDs()})
	s, found := yamlfile.Merge([]*yamlfile.File{file})
	for _, d := range found {
		if d.Level == diag.Error {
			t.Fatalf("%s: %s", d.Span, d.Message)
		}
	}
	return analysis.Run(s, rules.All(), analysis.Options{Today: model.Date{Year: 2026, Month: 11, Day: 22}})
}

// TestShop tells every row of a small drawing in words.
func TestShop(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "shop.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("Every row of the table of shop.yaml: C cause, L local effect, E end effect, S O D severity, occurrence and\n" +
		"detection with their reasons, T who tells, K controls, A action.\n")
	for row := range fmea.Rows(read(t, string(text))) {
		fmt.Fprintf(&b, "\n%d %s, %s: %s\n", row.Rank, row.Answer.Arrow, row.Mode, row.Priority)
		fmt.Fprintf(&b, "  C    %s\n  L    %s\n  E    %s\n", row.Cause, row.Local, row.End)
		for _, r := range []struct {
			letter string
			rating fmea.Rating
		}{{"S", row.Severity}, {"O", row.Occurrence}, {"D", row.Detection}} {
			fmt.Fprintf(&b, "  %s %-2d %s\n", r.letter, r.rating.Value, r.rating.Why)
		}
		fmt.Fprintf(&b, "  T    %s\n  K    %s\n  A    %s\n", row.Detected, row.Controls, row.Action)
	}
	path := filepath.Join("testdata", "shop.txt")
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("shop.txt (-want +got):\n%s", diff)
	}
}

// TestRowsOfAnything looks at what must hold of every row of every drawing.
func TestRowsOfAnything(t *testing.T) {
	for _, tc := range []struct{ name, text string }{
		{"no arrows", "components: {a: service}\n"},
		{"one arrow, nothing else", "arrows:\n  a -> b:\n"},
		{"no journeys", "arrows:\n  a -> b: {if-down: nothing}\n  b -> c: {if-down: breaks after 2h}\n  c -> d: {kind: event, if-down: degrades}\n"},
		{"hub, pool, place", `
components: {z: place, q: {kind: queue, in: z}, u: person, a: job, b: {replicas: 2}, c: external, d: function}
arrows:
  a -> q (x): {kind: event, if-down: breaks}
  q -> b (x): {kind: stream, if-down: breaks}
  b -> z: {kind: resolve, if-down: degrades, timeout: none}
  b -> c: {if-down: breaks, pool: p, needs: 2}
  b -> d: {pool: p, if-down: breaks}
  u -> b: {kind: manual, if-down: {from: breaks, to: degrades after 1h}, for: []}
  b -> u: {kind: notification, expires: 2026-01-01}
  z -> b: {kind: trigger, for: [j], modes: {add: [slow, wrong]}, expires: 2026-11-22}
journeys: {j: {steps: [u -> b]}}
`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := read(t, "linewalk: 1\nsystem: S\n"+tc.text)
			rows := slices.Collect(fmea.Rows(r))
			if want := countModes(r); len(rows) != want {
				t.Fatalf("%d rows for %d modes", len(rows), want)
			}
			for i, row := range rows {
				name := row.Answer.Arrow.Name() + ", " + row.Mode.String()
				if i > 0 && (row.Rank < rows[i-1].Rank || row.Rank == rows[i-1].Rank && row.Mode <= rows[i-1].Mode) {
					t.Errorf("%s is out of order", name)
				}
				for _, text := range []string{
					row.Cause, row.Local, row.End, row.Detected, row.Controls, row.Action,
					row.Severity.Why, row.Occurrence.Why, row.Detection.Why,
				} {
					if text == "" || text != strings.TrimSpace(text) || strings.HasSuffix(text, ".") || strings.Contains(text, "  and") {
						t.Errorf("%s: %q is no phrase", name, text)
					}
				}
				for _, rating := range []fmea.Rating{row.Severity, row.Occurrence, row.Detection} {
					if rating.Value < 1 || rating.Value > 10 {
						t.Errorf("%s: %d is no rating", name, rating.Value)
					}
				}
				if row.Priority != fmea.PriorityOf(row.Severity.Value, row.Occurrence.Value, row.Detection.Value) {
					t.Errorf("%s: the priority is not that of its ratings", name)
				}
				if !row.Answer.Arrow.Answered() && !strings.Contains(row.Severity.Why, "assumed") {
					t.Errorf("%s: nobody says that %q is assumed", name, row.Severity.Why)
				}
			}
			if rated := slices.Collect(rates(r)); !slices.Equal(rated, ratingsOf(rows)) {
				t.Error("Rate and Rows do not agree")
			}
		})
	}
}

func countModes(r *analysis.Report) int {
	n := 0
	for _, x := range r.Answers {
		n += len(x.Modes)
	}
	return n
}

func rates(r *analysis.Report) func(func(fmea.Ratings) bool) {
	return func(yield func(fmea.Ratings) bool) {
		for _, x := range r.ByHarm {
			for _, rated := range fmea.Rate(r, x) {
				if !yield(rated) {
					return
				}
			}
		}
	}
}

func ratingsOf(rows []fmea.Row) []fmea.Ratings {
	var all []fmea.Ratings
	for _, row := range rows {
		all = append(all, row.Ratings)
	}
	return all
}

// TestWaived takes what a waiver accepts for done.
func TestWaived(t *testing.T) {
	const shop = `linewalk: 1
system: S
teams: {web: {people: [ana]}}
components: {user: person, shop: {owner: web}, db: {owner: web}}
arrows:
  user -> shop: {if-down: breaks}
  shop -> db: {if-down: breaks, owner: web}
journeys: {buy: {steps: [user -> shop, shop -> db]}}
`
	const waiver = "waivers: [{rule: notice-silent, arrow: shop -> db, because: it goes soon, until: 2027-01-31}]\n"
	for _, tc := range []struct{ text, want string }{
		{shop, "monitors: [{signal: errors, alert: {name: ShopDbFails, after: 5m, tells: web, how: page}}]"},
		{shop + waiver, "accepted until 2027-01-31: it goes soon"},
	} {
		rows := slices.Collect(fmea.Rows(read(t, tc.text)))
		i := slices.IndexFunc(rows, func(r fmea.Row) bool { return r.Answer.Arrow.Name() == "shop -> db" && r.Mode == model.ModeDown })
		if got := rows[i].Action; got != tc.want {
			t.Errorf("got %s, want %s", got, tc.want)
		}
	}
}

// TestRowsStop makes no more rows than are asked for.
func TestRowsStop(t *testing.T) {
	n := 0
	for range fmea.Rows(read(t, "linewalk: 1\nsystem: S\narrows:\n  a -> b:\n  b -> c:\n")) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d rows", n)
	}
}

// TestExamples holds each row's severity against the walk: a mode that breaks a journey is never
// rated below one that does not.
func TestExamples(t *testing.T) {
	for _, name := range []string{"boutique", "marketecture"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "examples", name, "linewalk.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		least := [...]int{1, 3, 5, 7} // by verdict
		most := [...]int{2, 4, 6, 10}
		rows := 0
		for row := range fmea.Rows(read(t, string(text))) {
			rows++
			i := slices.IndexFunc(row.Answer.Modes, func(m analysis.ModeAnswer) bool { return m.Mode == row.Mode })
			worst := row.Answer.Modes[i].Worst
			if got := row.Severity.Value; got < least[worst] || got > most[worst] {
				t.Errorf("%s, %s: severity %d of a journey that is %s", row.Answer.Arrow, row.Mode, got, worst)
			}
		}
		if rows < 50 {
			t.Errorf("%s has %d rows", name, rows)
		}
	}
}

// TestWorseIsNeverRatedLower makes what shop does without pay worse step by step, with and without something at
// stake, and looks at the severity of every mode.
func TestWorseIsNeverRatedLower(t *testing.T) {
	effects := []string{"nothing", "degrades after 2h", "degrades", "[degrades, breaks after 2h]", "breaks after 30m", "breaks"}
	stakes := []string{"", ", worth: 1 USD/min", ", worth: 1 USD/min, target: 99%"}
	for _, journeys := range []bool{true, false} {
		severities := func(effect, stake string) []int {
			text := "linewalk: 1\nsystem: S\ncomponents: {user: person, shop: service, pay: service}\narrows:\n" +
				"  user -> shop: {if-down: breaks}\n  shop -> pay: {via: HTTPS, timeout: 2s, if-down: " + effect + "}\n"
			if journeys {
				text += "journeys: {buy: {steps: [user -> shop]" + stake + "}}\n"
			}
			var all []int
			for _, r := range fmea.Rate(report(t, text, 1)) {
				all = append(all, r.Severity.Value)
			}
			return all
		}
		for i, stake := range stakes {
			for k, effect := range effects {
				here := severities(effect, stake)
				if len(here) < 6 {
					t.Fatalf("%d modes", len(here))
				}
				var better [][]int
				if i > 0 {
					better = append(better, severities(effect, stakes[i-1]))
				}
				if k > 0 {
					better = append(better, severities(effects[k-1], stake))
				}
				for _, other := range better {
					for m := range here {
						if here[m] < other[m] {
							t.Errorf("%s%s is rated %d, and what is less bad %d", effect, stake, here, other)
						}
					}
				}
			}
		}
		if least, most := severities("nothing", "")[0], severities("breaks", stakes[2])[0]; least != 1 || most < 8 {
			t.Errorf("from %d to %d", least, most)
		}
	}
}

// TestNobodyDrewAJourney has components and people stand for the journeys that a first drawing does not have.
func TestNobodyDrewAJourney(t *testing.T) {
	const drawing = "linewalk: 1\nsystem: S\ncomponents: {user: person, shop: service, db: database}\narrows:\n"
	for _, tc := range []struct {
		arrow string
		mode  model.Mode
		want  int
		why   string
	}{
		{"user -> shop: {}", model.ModeDown, 8, "user is stuck at once, as is assumed"},
		{"user -> shop: {if-down: breaks after 1h}", model.ModeDown, 7, "user is stuck after 1h"},
		{"user -> shop: {if-down: degrades}", model.ModeDown, 5, "user is served worse at once"},
		{"user -> shop: {if-down: breaks}", model.ModeErrors, 5, "user is served worse at once"},
		{"user -> shop: {if-down: breaks}", model.ModeWrong, 8, "user is stuck at once"},
		{"user -> shop: {if-down: nothing}", model.ModeDown, 1, "no component suffers, and no journey is drawn"},
		{"shop -> db: {if-down: breaks}", model.ModeDown, 8, "shop goes down at once"},
		{"shop -> db: {if-down: breaks}", model.ModeWrong, 8, "shop goes down at once if the arrow is down, and here goes on with false data"},
		{"shop -> db: {if-down: [degrades, breaks after 2h]}", model.ModeSilent, 7, "shop is degraded at once and goes down after 2h if the arrow is down, and here goes on with nothing"},
		{"shop -> db: {if-down: degrades}", model.ModeErrors, 5, "shop is degraded at once"},
	} {
		r, x := report(t, drawing+"  "+tc.arrow+"\n", 0)
		i := slices.IndexFunc(x.Modes, func(m analysis.ModeAnswer) bool { return m.Mode == tc.mode })
		if got := fmea.Rate(r, x)[i].Severity; got.Value != tc.want || !strings.HasPrefix(got.Why, tc.why) {
			t.Errorf("%s, %s: got %d, %s", tc.arrow, tc.mode, got.Value, got.Why)
		}
	}
}

// report walks a drawing, and picks the answer of one of its arrows.
func report(t *testing.T, text string, arrow int) (*analysis.Report, *analysis.Answer) {
	t.Helper()
	r := read(t, text)
	return r, r.Answers[arrow]
}
