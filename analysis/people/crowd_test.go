package people_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// five is the test system of five arrows: who is told / who can mend.
func five(c crowd) []people.Entry {
	var all []people.Entry
	for i, row := range [][2]string{{"ann bob", "ann"}, {"ann bob", "bob carl"}, {"carl", "carl dana"}, {"ann bob", "ann dana"}, {"...", "dana"}} {
		told, mend := c.clause(row[0]), c.clause(row[1])
		all = append(all, people.Entry{
			Arrow: &model.Arrow{ID: model.ArrowID(i), From: &model.Component{Name: "e"}, To: &model.Component{Name: string(rune('1' + i))}},
			Sets:  people.Sets{Told: told, Line: mend},
			Need:  people.Between(told, mend),
		})
	}
	return all
}

func TestStandings(t *testing.T) {
	var got []string
	for _, s := range people.Standings(five(crowd{})) {
		var sole []string
		for _, a := range s.Sole {
			sole = append(sole, a.To.Name)
		}
		got = append(got, s.Person.Name+" "+string(rune('0'+len(s.Load)))+" sole "+strings.Join(sole, " "))
	}
	if want := "ann 3 sole 1, dana 3 sole 5, carl 2 sole 3, bob 3 sole "; strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
}

func TestTruckFactor(t *testing.T) {
	truck := people.TruckFactor(five(crowd{}))
	if got := write([][]*model.Person{truck.People}); got != "{ann bob}" || truck.Breaks != 3 || truck.Of != 4 || !truck.Exact {
		t.Errorf("got %s breaking %d of %d, exact %t; want {ann bob} breaking 3 of 4 exactly", got, truck.Breaks, truck.Of, truck.Exact)
	}
}

// TestGreedIsAnUpperBound compares crowds too large to try all sets of with the same crowd without
// those who matter to no arrow.
func TestGreedIsAnUpperBound(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		c := crowd{}
		names := strings.Fields("a b c d e f g h i j")
		pick := func() string {
			var some []string
			for range 1 + r.IntN(3) {
				some = append(some, names[r.IntN(len(names))])
			}
			return strings.Join(some, " ")
		}
		var entries []people.Entry
		for range 12 {
			entries = append(entries, people.Entry{Arrow: &model.Arrow{}, Need: people.Between(c.clause(pick()), c.clause(pick()))})
		}
		exact := people.TruckFactor(entries)
		many := c.clause("k l m n o p q r s t u v w x y z aa bb cc dd ee ff")
		large := append(entries, people.Entry{Arrow: &model.Arrow{}, Need: people.Between(many, many)})
		atMost := people.TruckFactor(large)
		if !exact.Exact || atMost.Exact {
			t.Fatalf("seed %d: exact %t, at most %t", seed, exact.Exact, !atMost.Exact)
		}
		if len(atMost.People) < len(exact.People) {
			t.Errorf("seed %d: at most %d, but %d are needed", seed, len(atMost.People), len(exact.People))
		}
		if 2*atMost.Breaks <= atMost.Of {
			t.Errorf("seed %d: only %d of %d break", seed, atMost.Breaks, atMost.Of)
		}
	}
}

func TestAbsent(t *testing.T) {
	c := crowd{}
	for _, tc := range []struct {
		clauses string
		want    float64
	}{
		{"ann bob | carl dana", 0.012759},
		{"ann bob | ann carl dana", 0.006871},
		{"ann", 0.08},
		{" | ann bob", 1},
		{"ann ... | ann bob", 0.0064},
	} {
		var clauses []people.Clause
		for part := range strings.SplitSeq(tc.clauses, "|") {
			clauses = append(clauses, c.clause(strings.TrimSpace(part)))
		}
		if got := people.Absent(0.08, clauses...); math.Abs(got-tc.want) > 5e-7 {
			t.Errorf("%s: %.6f, want %.6f", tc.clauses, got, tc.want)
		}
	}
}

// TestHandExample is worked by hand: ann and bob are told, ann knows From, carl and dana know To.
func TestHandExample(t *testing.T) {
	c := crowd{}
	ann, bob, carl, dana := c.of("ann")[0], c.of("bob")[0], c.of("carl")[0], c.of("dana")[0]
	a := &model.Arrow{
		From: &model.Component{Name: "u", Experts: experts(ann)},
		To:   &model.Component{Name: "v", Experts: experts(carl, dana)},
	}
	tell := []model.Party{{Name: "ann", Person: ann}, {Name: "bob", Person: bob}}
	s := people.New(&model.System{}, model.Date{Year: 2026, Month: 1, Day: 1}).Sets(a, tell)
	usual, strict := people.Between(s.Told, s.Mend()), s.Strict()
	if usual.Low != 2 || usual.High != 2 || write(usual.Cuts) != "{ann bob} {ann carl dana}" {
		t.Errorf("default: %d to %d, cuts %s", usual.Low, usual.High, write(usual.Cuts))
	}
	if strict.Low != 1 || strict.High != 1 || write(strict.Cuts) != "{ann} {carl dana}" {
		t.Errorf("strict: %d to %d, cuts %s", strict.Low, strict.High, write(strict.Cuts))
	}
	if spanners := s.Spanners(); len(spanners.People) != 0 || !spanners.Complete {
		t.Errorf("spanners: %v", spanners)
	}
	if s.Strangers() {
		t.Error("ann is told and knows it")
	}
	gone := s.Without([]*model.Person{ann})
	if left := people.Between(gone.Told, gone.Mend()); left.High != 1 || write(left.Cuts) != "{bob} {carl dana}" {
		t.Errorf("without ann: %d to %d, cuts %s", left.Low, left.High, write(left.Cuts))
	}
	if gone := s.Without([]*model.Person{ann, bob}); people.Between(gone.Told, gone.Mend()).High != 0 {
		t.Error("without ann and bob nobody is told")
	}
}

// TestStrangers pages somebody who knows nothing of it.
func TestStrangers(t *testing.T) {
	c := crowd{}
	for _, tc := range []struct {
		told, knows string
		want        bool
	}{
		{"ann", "bob", true},
		{"ann", "ann bob", false},
		{"ann ...", "bob", false},
		{"ann", "bob ...", false},
		{"", "bob", false},
		{"ann", "", false},
	} {
		s := people.Sets{Told: c.clause(tc.told), Line: c.clause(tc.knows)}
		if got := s.Strangers(); got != tc.want {
			t.Errorf("told {%s}, known to {%s}: %t", tc.told, tc.knows, got)
		}
	}
}
