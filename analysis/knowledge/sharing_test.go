package knowledge_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/knowledge"
)

// The published table: changes by A, B, A, B, B, D.
func TestSharing(t *testing.T) {
	h := story(t, "9 A A f\n8 B M f\n7 A M f\n6 B M f\n5 B M f\n4 D M f", "f")
	l := knowledge.New(h, nil, knowledge.Method{})
	for _, tc := range []struct {
		counting knowledge.Counting
		counts   map[string]int
		set      map[string]bool
	}{
		{knowledge.LastChange, map[string]int{"A": 0, "B": 0, "D": 1}, map[string]bool{"D": true}},
		{knowledge.AllChanges, map[string]int{"A": 2, "B": 3, "D": 1}, map[string]bool{"A": true, "B": true}},
		{knowledge.DistinctChanges, map[string]int{"A": 2, "B": 2, "D": 1}, map[string]bool{"A": true, "B": true, "D": true}},
		{knowledge.WeightedDistinct, map[string]int{"A": 4, "B": 6, "D": 5}, map[string]bool{"A": true, "B": true, "D": true}},
	} {
		t.Run(fmt.Sprint(tc.counting), func(t *testing.T) {
			counts, set := map[string]int{}, map[string]bool{}
			for _, s := range l.Sharing(l.All(), tc.counting) {
				counts[s.Name] = s.Changes
				if s.Holds {
					set[s.Name] = true
				}
			}
			if diff := cmp.Diff(tc.counts, counts); diff != "" {
				t.Errorf("counts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.set, set); diff != "" {
				t.Errorf("bus factor set (-want +got):\n%s", diff)
			}
		})
	}
	if got := l.Sharing(nil, knowledge.AllChanges); len(got) != 0 {
		t.Errorf("no files: got %v", got)
	}
}
