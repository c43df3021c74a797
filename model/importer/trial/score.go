package trial

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
)

// Ends lists the arrows of a file of arrows without what else is known of them, each once: "from -> to". The name
// is as for Truth.
func Ends(t testing.TB, name string) []string {
	t.Helper()
	all := Truth(t, name)
	for i, line := range all {
		ends, _, _ := strings.Cut(line, "\t")
		all[i] = strings.TrimSpace(ends)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// A Score compares what was found with what is true.
type Score struct{ Right, Found, All int }

// Precision is which part of what was found is true.
func (s Score) Precision() float64 { return float64(s.Right) / float64(max(s.Found, 1)) }

// Recall is which part of what is true was found.
func (s Score) Recall() float64 { return float64(s.Right) / float64(max(s.All, 1)) }

func (s Score) String() string {
	if s.Found == 0 {
		return fmt.Sprintf("%d of %d", s.Right, s.All)
	}
	return fmt.Sprintf("%d of %d, precision %.2f", s.Right, s.All, s.Precision())
}

// Judge scores those arrows that count against the true ones, as Ends lists them. Only those count whose ends
// both occur among the true ones. An event is compared in either direction, as the truth says who opens the
// connection.
func Judge(t testing.TB, arrows []model.SketchArrow, truth []string, counts func(model.SketchArrow) bool) Score {
	t.Helper()
	known := map[string]bool{}
	for _, ends := range truth {
		from, to, _ := strings.Cut(ends, " -> ")
		known[from], known[to] = true, true
	}
	s := Score{All: len(truth)}
	for _, a := range arrows {
		if !counts(a) || !known[a.From] || !known[a.To] {
			continue
		}
		s.Found++
		if slices.Contains(truth, a.From+" -> "+a.To) || a.Kind == model.Event && slices.Contains(truth, a.To+" -> "+a.From) {
			s.Right++
		} else {
			t.Logf("not true: %s  %v", a.Name(), a.Evidence)
		}
	}
	return s
}
