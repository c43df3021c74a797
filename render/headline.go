package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
)

// Headline is the one line that opens every run: "42 arrows: 9 break a journey alone, 6 nobody
// would notice, 4 only ana can mend".
func Headline(r *analysis.Report) string {
	h := r.Headline
	if h.Arrows == 0 {
		return "no arrows: there is no line to walk"
	}
	parts := []string{breaking(r), unnoticed(h.Unnoticed)}
	for _, sole := range h.Sole[:min(2, len(h.Sole))] {
		parts = append(parts, fmt.Sprintf("%d only %s can mend", sole.Arrows, sole.Person))
	}
	return count(h.Arrows, "arrow") + ": " + strings.Join(parts, ", ")
}

func breaking(r *analysis.Report) string {
	switch n := r.Headline.Breaking; {
	case len(r.Journeys) == 0:
		return "no journey is drawn"
	case n == 0:
		return "none breaks a journey alone"
	case n == 1:
		return "1 breaks a journey alone"
	default:
		return fmt.Sprintf("%d break a journey alone", n)
	}
}

func unnoticed(n int) string {
	if n == 0 {
		return "none would go unnoticed"
	}
	return fmt.Sprintf("%d nobody would notice", n)
}

// cellWords are the names of the cells in sentences, in the order of analysis.CellNames.
var cellWords = [4]string{"monitor", "alert", "owner", "bus factor"}

// A tri counts the values of a claim.
type tri struct{ yes, no, unknown int }

// cellCounts counts the values of each cell over all answers.
func cellCounts(answers []*analysis.Answer) [4]tri {
	var counts [4]tri
	for _, x := range answers {
		for i, cell := range x.Cells.All() {
			switch cell.Value {
			case people.Yes:
				counts[i].yes++
			case people.No:
				counts[i].no++
			default:
				counts[i].unknown++
			}
		}
	}
	return counts
}

// opening writes the headline, coverage and what was taken for granted.
func (s *sheet) opening(r *analysis.Report) {
	s.add(strong, Headline(r))
	s.end()
	if len(r.Answers) == 0 {
		return
	}
	var parts []string
	for i, c := range cellCounts(r.Answers) {
		part := fmt.Sprintf("%s %d/%d", cellWords[i], c.yes, len(r.Answers))
		if c.unknown > 0 {
			part += fmt.Sprintf(" (%d unknown)", c.unknown)
		}
		parts = append(parts, part)
	}
	s.paragraph(plain, "coverage: ", r.Coverage.Percent()+", "+strings.Join(parts, ", "))
	if r.Vital.Arrows > 0 {
		s.paragraph(plain, "          ", fmt.Sprintf("%s on %s without which a journey that matters breaks",
			r.Vital.Percent(), theArrows(r.Vital.Arrows)))
	}
	if n := r.Headline.Assumed; n > 0 {
		s.paragraph(plain, "assumed:  ", assumption(n, len(r.Answers)))
	}
	if len(r.Journeys) == 0 {
		s.paragraph(plain, "first:    ", "draw a journey: what a user does, as a list of arrows. Until then no arrow is known to "+
			"matter more than another")
		s.say("          journeys: {NAME: {steps: [" + strconv.Quote(r.Answers[0].Arrow.Name()) + "]}}")
	}
}

func theArrows(n int) string {
	if n == 1 {
		return "the 1 arrow"
	}
	return fmt.Sprintf("the %d arrows", n)
}

func assumption(n, of int) string {
	switch {
	case n == of && n > 1:
		return "no arrow says what happens without it; each is taken to break its dependent at once"
	case n == 1:
		return "1 arrow does not say what happens without it, and is taken to break its dependent at once"
	}
	return fmt.Sprintf("%d arrows do not say what happens without them, and are taken to break their dependents at once", n)
}
