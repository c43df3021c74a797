package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A section is a part of a document that can be cut after any of its rows.
type section struct {
	head, tail string
	rows       []string
	noun       string // of a row, for what is said of those left out; a section without is never cut
}

func (s *section) size() int {
	size := len(s.head) + len(s.tail)
	for _, row := range s.rows {
		size += len(row)
	}
	return size
}

// write writes the first rows, and how many others there are.
func (s *section) write(b *strings.Builder, rows int) {
	if len(s.rows) == 0 || rows > 0 {
		b.WriteString(s.head)
	}
	for _, row := range s.rows[:rows] {
		b.WriteString(row)
	}
	if rows < len(s.rows) {
		b.WriteString(s.leftOut(rows))
	}
	if len(s.rows) == 0 || rows > 0 {
		b.WriteString(s.tail)
	}
}

// leftOut says what is not there.
func (s *section) leftOut(rows int) string {
	rest := len(s.rows) - rows
	if rows == 0 {
		return fmt.Sprintf("\nLeft out, as there is no room: %s.\n", Count(rest, s.noun))
	}
	return fmt.Sprintf("\nLeft out, as there is no room: %s.\n", Count(rest, "more "+s.noun))
}

// fit is how many rows there is room for, with the line that says what is left out.
func (s *section) fit(room int) int {
	if s.noun == "" || s.size() <= room {
		return len(s.rows)
	}
	room -= len(s.head) + len(s.tail) + len(s.leftOut(1))
	for i, row := range s.rows {
		if room -= len(row); room < 0 {
			return i
		}
	}
	return len(s.rows)
}

// join writes sections one after the other in at most so many bytes, 0 being any number. What is never
// cut and the lines that say what is left out come first; the rest of the room is shared: a section
// that needs less than its share leaves the remainder to those that need more.
func join(sections []*section, most int) string {
	rows := make([]int, len(sections))
	for i, s := range sections {
		rows[i] = len(s.rows)
	}
	if most > 0 {
		share(sections, rows, most)
	}
	var b strings.Builder
	for i, s := range sections {
		s.write(&b, rows[i])
	}
	return b.String()
}

func share(sections []*section, rows []int, room int) {
	var cuttable []int
	for i, s := range sections {
		if s.noun == "" {
			room -= s.size()
		} else {
			cuttable = append(cuttable, i)
		}
	}
	slices.SortStableFunc(cuttable, func(i, j int) int { return cmp.Compare(sections[i].size(), sections[j].size()) })
	for n, i := range cuttable {
		s := sections[i]
		rows[i] = s.fit(room / (len(cuttable) - n))
		var b strings.Builder
		s.write(&b, rows[i])
		room -= b.Len()
	}
}
