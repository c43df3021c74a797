package compare_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/model/diag"
)

// A sketch is a random drawing whose parts can be left out, renamed and put in another order.
type sketch struct {
	components, arrows, journeys, waivers []string
	settings                              string
}

func newSketch(r *rand.Rand) sketch {
	var s sketch
	n := 3 + r.IntN(5)
	for i := range n {
		s.components = append(s.components, fmt.Sprintf("  c%d: {kind: %s%s}", i, pick(r, "service", "database", "external"), pick(r, "", ", owner: web", ", owner: pay")))
	}
	seen := map[string]bool{}
	var names []string
	for range n + r.IntN(2*n) {
		name := fmt.Sprintf("c%d -> c%d%s", r.IntN(n), r.IntN(n), pick(r, "", "", " (one)", " (two)"))
		ends := strings.SplitN(name, " ", 4)
		if seen[name] || ends[0] == ends[2] {
			continue
		}
		seen[name] = true
		names = append(names, name)
		s.arrows = append(s.arrows, fmt.Sprintf("  %s: {%s%s%s}", name,
			pick(r, "via: http", "if-down: breaks", "if-down: degrades", "if-down: breaks after 20m"),
			pick(r, "", ", owner: web", ", owner: nobody"),
			pick(r, "", ", monitors: none", ", monitors: [{signal: errors}]", ", monitors: [{signal: errors, alert: {name: A, after: 5m, tells: web}}]")))
	}
	for i := range 1 + r.IntN(3) {
		s.journeys = append(s.journeys, fmt.Sprintf("  j%d: {steps: [%s]%s}", i, names[r.IntN(len(names))], pick(r, "", ", worth: 5 EUR/min", ", notice-within: 10m")))
	}
	for _, name := range names[:min(r.IntN(3), len(names))] {
		s.waivers = append(s.waivers, fmt.Sprintf("  - {rule: arrow-no-monitor, arrow: %q, because: so it is, until: 2027-01-0%d}", name, 1+r.IntN(8)))
	}
	s.settings = "settings: {" + pick(r, "", "fail-on: error", "bus-factor: 1", "rules: {arrow-no-monitor: note}") + "}\n"
	return s
}

func pick(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }

// changed leaves out some parts and changes names. What refers to what is gone goes too.
func (s sketch) changed(r *rand.Rand) sketch {
	next := sketch{components: slices.Clone(s.components), settings: s.settings}
	if r.IntN(3) == 0 {
		next.settings = newSketch(r).settings
	}
	gone := -1
	if r.IntN(2) == 0 {
		gone = r.IntN(len(s.arrows))
	}
	for i, a := range s.arrows {
		if i != gone {
			next.arrows = append(next.arrows, a)
		}
	}
	mentions := func(line string) bool {
		return slices.ContainsFunc(next.arrows, func(a string) bool {
			name, _, _ := strings.Cut(strings.TrimSpace(a), ":")
			return strings.Contains(line, "["+name+"]") || strings.Contains(line, `"`+name+`"`)
		})
	}
	for _, j := range s.journeys {
		if mentions(j) {
			next.journeys = append(next.journeys, j)
		}
	}
	for _, w := range s.waivers {
		if mentions(w) && r.IntN(4) > 0 {
			next.waivers = append(next.waivers, w)
		}
	}
	switch r.IntN(3) {
	case 0:
		next = next.replaced("c1", "renamed")
	case 1:
		next = next.replaced("(one)", "(three)")
	}
	return next
}

func (s sketch) replaced(old, new string) sketch {
	in := func(lines []string) []string {
		var all []string
		for _, l := range lines {
			all = append(all, strings.ReplaceAll(l, old, new))
		}
		return all
	}
	return sketch{in(s.components), in(s.arrows), in(s.journeys), in(s.waivers), s.settings}
}

func (s sketch) shuffled(r *rand.Rand) sketch {
	in := func(lines []string) []string {
		all := slices.Clone(lines)
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		return all
	}
	return sketch{in(s.components), in(s.arrows), in(s.journeys), in(s.waivers), s.settings}
}

func (s sketch) String() string {
	text := "linewalk: 1\nsystem: Sketch\nteams:\n  web: {people: [ana, li], on-call: 24x7}\n  pay: {people: [raj], on-call: 24x7}\n"
	for _, section := range []struct {
		name  string
		lines []string
	}{{"components", s.components}, {"arrows", s.arrows}, {"journeys", s.journeys}, {"waivers", s.waivers}} {
		if len(section.lines) > 0 {
			text += section.name + ":\n" + strings.Join(section.lines, "\n") + "\n"
		}
	}
	return text + s.settings
}

// TestProperties holds random drawings against themselves, against themselves in another order, and
// against changed ones both ways round.
func TestProperties(t *testing.T) {
	changes, renames := 0, 0
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 6))
		first := newSketch(r)
		second := first.changed(r)
		a, b := report(t, "a.yaml", first.String()), report(t, "a.yaml", second.String())
		if c := compare.Compare(a, a); !c.Empty() {
			t.Fatalf("seed %d: a drawing differs from itself: %v", seed, append(summary(c), findings(c)...))
		}
		there, back := compare.Compare(a, b), compare.Compare(b, a)
		if diff := cmp.Diff(there, mirrored(back), rulesOnly, anyOrder); diff != "" {
			t.Fatalf("seed %d: the other way round is no mirror (-there +back):\n%s\n%s\n%s", seed, diff, first, second)
		}
		shuffled := compare.Compare(report(t, "a.yaml", first.shuffled(r).String()), report(t, "a.yaml", second.shuffled(r).String()))
		if diff := cmp.Diff(there, shuffled, keys, reasons); diff != "" {
			t.Fatalf("seed %d: the order of the file matters (-want +got):\n%s\n%s\n%s", seed, diff, first, second)
		}
		changes += len(summary(there)) + len(findings(there))
		renames += len(there.Renamed)
	}
	if changes < 500 || renames < 20 {
		t.Errorf("only %d changes and %d renames were seen", changes, renames)
	}
}

// rulesOnly compares findings by their rules: of a pair one side is kept, with the level and the names
// of that side.
var rulesOnly = cmp.Comparer(func(a, b diag.Diagnostic) bool { return a.Rule == b.Rule })

// keys compares findings by what their keys are made of.
var keys = cmp.Comparer(func(a, b diag.Diagnostic) bool {
	return a.Rule == b.Rule && a.Level == b.Level && a.Arrow == b.Arrow && a.Span.File == b.Span.File
})

// anyOrder leaves the order out, which follows the names of the new side.
var anyOrder = cmpopts.SortSlices(func(a, b any) bool {
	text := func(x any) string {
		if d, ok := x.(diag.Diagnostic); ok {
			return d.Rule
		}
		return fmt.Sprint(x)
	}
	return text(a) < text(b)
})

// reasons leaves the order of names in a reason out.
var reasons = cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Reason" || p.Last().String() == ".IfDown" }, cmp.Ignore())

// mirrored is the comparison as it would be the other way round.
func mirrored(c *compare.Comparison) *compare.Comparison {
	flip := func(n compare.Name) compare.Name { return compare.Name{Old: n.New, New: n.Old} }
	m := *c
	m.Old, m.New = c.New, c.Old
	m.Added, m.Removed = c.Removed, c.Added
	m.Renamed = each(c.Renamed, flip)
	m.Cells = each(c.Cells, func(x compare.CellChange) compare.CellChange {
		return compare.CellChange{Arrow: flip(x.Arrow), Cell: x.Cell, Old: x.New, New: x.Old}
	})
	m.Outcomes = each(c.Outcomes, func(x compare.OutcomeChange) compare.OutcomeChange {
		return compare.OutcomeChange{Arrow: flip(x.Arrow), Journey: x.Journey, Old: x.New, New: x.Old}
	})
	m.Breaking = each(c.Breaking, func(x compare.JourneyBreaks) compare.JourneyBreaks {
		return compare.JourneyBreaks{Journey: x.Journey, More: each(x.Fewer, flip), Fewer: each(x.More, flip)}
	})
	m.Notices = each(c.Notices, func(x compare.NoticeChange) compare.NoticeChange {
		return compare.NoticeChange{Arrow: flip(x.Arrow), Old: x.New, New: x.Old}
	})
	m.Owners = each(c.Owners, func(x compare.OwnerChange) compare.OwnerChange {
		return compare.OwnerChange{Arrow: flip(x.Arrow), Old: x.New, New: x.Old}
	})
	m.Guesses = each(c.Guesses, func(x compare.GuessChange) compare.GuessChange {
		return compare.GuessChange{Arrow: flip(x.Arrow), Guessed: !x.Guessed}
	})
	m.Journeys = each(c.Journeys, func(x compare.JourneyChange) compare.JourneyChange {
		return compare.JourneyChange{Journey: flip(x.Journey), What: x.What, Old: x.New, New: x.Old, Means: -x.Means}
	})
	m.Policy = each(c.Policy, func(x compare.PolicyChange) compare.PolicyChange {
		return compare.PolicyChange{What: x.What, About: flip(x.About), Old: x.New, New: x.Old, Means: -x.Means}
	})
	f := c.Findings
	m.Findings = compare.Findings{New: f.Gone, Gone: f.New, Raised: f.Lowered, Lowered: f.Raised, Reinstated: f.Accepted, Accepted: f.Reinstated, Kept: f.Kept}
	return &m
}

func each[A, B any](from []A, convert func(A) B) []B {
	if len(from) == 0 {
		return nil
	}
	to := make([]B, len(from))
	for i, a := range from {
		to[i] = convert(a)
	}
	return to
}
