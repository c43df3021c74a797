// Package diag holds what linewalk says about a place in a file: positions, levels and
// diagnostics. It is the leaf of the house: readers make diagnostics, rules make diagnostics,
// writers print them, and none of them needs to know the others.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Point is a place between two characters of a file. Its numbers are small, as every value of a
// drawing carries two of them and no file read is larger than 10 MB.
type Point struct {
	Line   int32 // 1-based; 0 in the zero Point, which is no place
	Col    int32 // 1-based, in runes
	Offset int32 // 0-based, in bytes, a byte order mark included
}

// A Span is a half-open stretch of a file. Start and End may lie on different lines.
type Span struct {
	File       string // as the user typed it, with "/"
	Start, End Point
}

// IsZero tells that the span is no place at all.
func (s Span) IsZero() bool { return s.Start.Line == 0 }

// String is "file:line:col", the form terminals make clickable.
func (s Span) String() string {
	return fmt.Sprintf("%s:%d:%d", s.File, s.Start.Line, s.Start.Col)
}

// Compare orders spans by file, line and column. Files compare by name; use Sort where the
// order in which files were read matters.
func (s Span) Compare(o Span) int {
	return cmp.Or(strings.Compare(s.File, o.File), cmp.Compare(s.Start.Line, o.Start.Line), cmp.Compare(s.Start.Col, o.Start.Col))
}

// A Level says how much a diagnostic matters. The zero Level is invalid, so that forgetting to
// set one shows.
type Level uint8

// The levels, in increasing order.
const (
	Note Level = iota + 1
	Warning
	Error
)

// Levels lists the levels in increasing order.
func Levels() []Level { return []Level{Note, Warning, Error} }

func (l Level) String() string {
	switch l {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "invalid level"
}

// Related is a second place that helps to understand a diagnostic.
type Related struct {
	Span    Span
	Message string
}

// An Insertion is text to write into a file, before what stands at a place.
type Insertion struct {
	File string
	At   Point
	Text string
}

// A Gap tells whose gap a diagnostic speaks of.
type Gap uint8

// The gaps. A diagnostic that is about no gap (a deadlock, a bad key) has GapNone.
const (
	GapNone    Gap = iota
	GapDrawing     // nothing is stated: we don't know
	GapSystem      // it is stated that there is none: we know
)

func (g Gap) String() string {
	switch g {
	case GapDrawing:
		return "drawing"
	case GapSystem:
		return "system"
	}
	return "none"
}

// A Diagnostic is one statement about one place.
type Diagnostic struct {
	Rule    string // ID of the rule, or "read-..." for what is wrong with the file itself
	Level   Level
	Span    Span
	Message string // at most 100 characters, lower case, no full stop; begins with Arrow where there is one

	Arrow   string // name of the arrow it speaks of, or empty
	Subject string // what else it speaks of: a journey, a monitor, a failure mode, a person
	Gap     Gap

	Related []Related
	IfDown  string     // what would happen if the arrow didn't work, in one line
	Mend    string     // text to paste, or what to do
	Fix     *Insertion // writes Mend where it belongs; nil where that is not known or where people must choose
	Waive   string     // the waiver to paste
}

// Reading tells whether d is about the file rather than the system: such diagnostics cannot be
// waived, baselined or lowered, and at level Error they mean that the input is unusable.
func (d Diagnostic) Reading() bool { return strings.HasPrefix(d.Rule, "read-") }

// Sort orders diagnostics by file, line, column, rule and message. Files come in the order given;
// those not in it follow by name.
func Sort(ds []Diagnostic, files []string) {
	rank := make(map[string]int, len(files))
	for i, f := range files {
		if _, seen := rank[f]; !seen {
			rank[f] = i
		}
	}
	at := func(f string) int {
		if i, ok := rank[f]; ok {
			return i
		}
		return len(files)
	}
	// Diagnostics are large, so that pointers to them are sorted.
	order := make([]*Diagnostic, len(ds))
	for i := range ds {
		order[i] = &ds[i]
	}
	slices.SortStableFunc(order, func(a, b *Diagnostic) int {
		if a.Span.File != b.Span.File {
			if c := cmp.Compare(at(a.Span.File), at(b.Span.File)); c != 0 {
				return c
			}
		}
		if c := a.Span.Compare(b.Span); c != 0 {
			return c
		}
		return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
	})
	sorted := make([]Diagnostic, len(ds))
	for i, d := range order {
		sorted[i] = *d
	}
	copy(ds, sorted)
}

// Worst is the highest level among ds, or 0 if there are none.
func Worst(ds []Diagnostic) Level {
	var worst Level
	for _, d := range ds {
		worst = max(worst, d.Level)
	}
	return worst
}

// Counts is a number of diagnostics at each level.
type Counts struct{ Errors, Warnings, Notes int }

// Count counts diagnostics by level.
func Count(ds []Diagnostic) Counts {
	var c Counts
	for _, d := range ds {
		switch d.Level {
		case Error:
			c.Errors++
		case Warning:
			c.Warnings++
		case Note:
			c.Notes++
		}
	}
	return c
}
