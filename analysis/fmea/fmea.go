// Package fmea lays the answers out as a failure mode and effects analysis: one row an arrow and
// failure mode asked of it, with cause, effects, detection, three ratings and a priority. All of it is
// derived from the Report: nobody fills the table in by hand, and nothing in it can disagree with the
// walk.
//
// The ratings go from 1 (harmless, never, told at once) to 10, and each says why. The scale is linewalk's own and
// no standard's. What the drawing does not say is taken at its worst (the effect) or at its middle (how
// often), and the reason says so.
package fmea

import (
	"iter"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// A Row is one arrow in one failure mode. Its texts are plain and not escaped: they hold names as the
// drawing has them. Sentences begin with a small letter and end without a full stop.
type Row struct {
	Answer *analysis.Answer
	Rank   int // of the arrow by harm, 1 for the most harmful
	Mode   model.Mode

	Cause    string // what typically brings such an arrow into the mode
	Local    string // what the dependent end does then
	End      string // what becomes of the journeys, the worst hit first
	Detected string // who or what tells of it and after how long, or that nobody does
	Controls string // what the drawing states to lessen it: timeout, retries, fallback, pool ...
	Action   string // what to do next, often a line to paste into the drawing; "none" where nothing is missing

	Ratings
}

// Ratings are the figures of a row.
type Ratings struct {
	Severity   Rating // by what becomes of the worst hit journey
	Occurrence Rating // by how often the arrow is stated to fail
	Detection  Rating // by who is told, how soon, and what the telling points at
	Priority   Priority
}

// A Rating is a figure from 1 to 10, greater is worse, with its reason.
type Rating struct {
	Value int
	Why   string // a phrase, lower case, no full stop
}

// Rows goes through the rows of a report, the most harmful arrow first and its modes in the order of
// model.Modes. Each is made when it is asked for: of a large drawing they need not all fit into memory.
func Rows(r *analysis.Report) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		known := findingsOf(r)
		for i, x := range r.ByHarm {
			for k := range x.Modes {
				if !yield(rowOf(newFailing(r, x, k), i+1, known)) {
					return
				}
			}
		}
	}
}

// Rate is the ratings of an arrow in each of its modes, in their order.
func Rate(r *analysis.Report, x *analysis.Answer) []Ratings {
	all := make([]Ratings, len(x.Modes))
	for i := range x.Modes {
		all[i] = ratingsOf(newFailing(r, x, i))
	}
	return all
}

// A failing is an arrow in one mode, and what comes of it.
type failing struct {
	report *analysis.Report
	*analysis.Answer
	in   *analysis.ModeAnswer
	does analysis.Consequence
}

func newFailing(r *analysis.Report, x *analysis.Answer, mode int) failing {
	return failing{r, x, &x.Modes[mode], x.InMode(x.Modes[mode].Mode)}
}

func rowOf(f failing, rank int, known findings) Row {
	row := Row{
		Answer: f.Answer, Rank: rank, Mode: f.in.Mode, Ratings: ratingsOf(f),
		Cause: f.cause(), Local: f.local(), End: f.end(), Detected: f.detected(), Controls: f.controls(),
	}
	row.Action = f.action(row.Ratings, known)
	return row
}

func ratingsOf(f failing) Ratings {
	r := Ratings{Severity: f.severity(), Occurrence: f.occurrence(), Detection: f.detection()}
	r.Priority = PriorityOf(r.Severity.Value, r.Occurrence.Value, r.Detection.Value)
	return r
}
