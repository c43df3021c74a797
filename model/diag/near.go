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
	m := measure{limit: limit, from: []rune(folded)}
	for _, c := range candidates {
		switch lower := strings.ToLower(c); {
		case c == name || c == "":
		case lower == folded:
			found = append(found, guess{c, 0})
		default:
			if d := m.distance([]rune(lower)); d <= limit {
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

// A measure tells how far texts are from one. It keeps the memory of its rows.
type measure struct {
	limit             int
	from              []rune
	before, last, row []int
}

// distance is the optimal string alignment distance to a text, or any number above the limit where it
// exceeds that.
func (m *measure) distance(to []rune) int {
	a, b := apart(m.from, to)
	if len(a)-len(b) > m.limit || len(b)-len(a) > m.limit {
		return m.limit + 1
	}
	for len(m.row) <= len(b) {
		m.before, m.last, m.row = append(m.before, 0), append(m.last, 0), append(m.row, 0)
	}
	before, last, row := m.before, m.last, m.row
	for j := range last {
		last[j] = j
	}
	nearest := 0 // in the row before
	for i := 1; i <= len(a); i++ {
		row[0] = i
		near := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			near = min(near, row[j])
		}
		if near > m.limit && nearest > m.limit {
			return m.limit + 1 // every way to the end goes through one of two rows in succession
		}
		nearest = near
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// apart leaves out what two texts begin and end with alike, which adds nothing to their distance.
func apart(a, b []rune) (restA, restB []rune) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}
