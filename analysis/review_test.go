package analysis_test

import (
	"testing"

	"github.com/linewalk/linewalk/analysis/people"
)

// TestReview varies what a person said of an imported arrow that is covered in no cell.
func TestReview(t *testing.T) {
	for _, tc := range []struct {
		review  string
		judged  int
		unknown bool
	}{
		{"todo", 1, true},
		{"ok", 1, false},
		{"no", 0, false},
	} {
		answers := run(t, "arrows: {a -> b: {review: "+tc.review+", monitors: none, owner: nobody}}\n").Answers
		if len(answers) != tc.judged {
			t.Fatalf("review: %s: %d answers, want %d", tc.review, len(answers), tc.judged)
		}
		for _, x := range answers {
			for i, cell := range x.Cells.All() {
				if (cell.Value == people.Unknown) != tc.unknown || cell.Reason == "" {
					t.Errorf("review: %s: cell %d is %v, %q", tc.review, i, cell.Value, cell.Reason)
				}
			}
		}
	}
}
