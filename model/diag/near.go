package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Near lists up to three of the candidates that the user may have meant by name: those equal but
// for case first, then those within a Damerau distance (optimal string alignment) of
// max(1, len/3), nearest first. Ties keep the order of the candidates.
func Near(name string, candidates []string) []string {
	type guess struct {
		name string
		far  int
	}
	limit := max(1, len([]rune(name))/3)
	folded := strings.ToLower(name)
	var found []guess
	for _, c := range candidates {
		switch {
		case c == name || c == "":
		case strings.ToLower(c) == folded:
			found = append(found, guess{c, 0})
		default:
			if d := distance([]rune(folded), []rune(strings.ToLower(c)), limit); d <= limit {
				found = append(found, guess{c, d})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b guess) int { return cmp.Compare(a.far, b.far) })
	var names []string
	for _, g := range found {
		if !slices.Contains(names, g.name) && len(names) < 3 {
			names = append(names, g.name)
		}
	}
	return names
}

// distance is the optimal string alignment distance of a and b, or any number above limit where it
// exceeds limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
