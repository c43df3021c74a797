package page

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/analysis/fmea"
)

// mostFailures is how many rows of the failure mode and effects analysis are in the page. Where there
// are more, those of the highest priority are; the rest is in the file that is made for it.
const mostFailures = 100

// A failure is one arrow in one failure mode, with its ratings.
type failure struct {
	Arrow    *arrow
	Row      fmea.Row
	Priority int
}

// A table is the failure mode and effects analysis, the most harmful arrow first.
type table struct {
	Rows []failure
	Left bool // there are more
}

func (g *register) fmea() table {
	var all [fmea.High + 1][]failure
	out := table{}
	for row := range fmea.Rows(g.report) {
		if len(all[fmea.High]) == mostFailures {
			out.Left = true
			break
		}
		if one := &all[row.Priority]; len(*one) < mostFailures {
			*one = append(*one, failure{g.byArrow[row.Answer.Arrow], row, int(row.Priority)})
		} else {
			out.Left = true
		}
	}
	for _, some := range slices.Backward(all[:]) {
		room := mostFailures - len(out.Rows)
		out.Left = out.Left || room < len(some)
		out.Rows = append(out.Rows, some[:min(room, len(some))]...)
	}
	slices.SortStableFunc(out.Rows, func(a, b failure) int {
		return cmp.Or(cmp.Compare(a.Row.Rank, b.Row.Rank), cmp.Compare(a.Row.Mode, b.Row.Mode))
	})
	return out
}
