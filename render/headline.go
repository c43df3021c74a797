package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// Headline is the one line that opens every run: "42 arrows: 9 break a journey alone, 6 nobody
// would notice, 4 only ana can mend".
func Headline(r *analysis.Report) string {
	h := r.Headline
	if h.Arrows == 0 {
		return "no arrows: there is no line to walk"
	}
	var parts []string
	if h.Todo > 0 {
		parts = append(parts, fmt.Sprintf("%d imported and not reviewed", h.Todo))
	}
	parts = append(parts, breaking(r))
	if h.Todo < h.Arrows {
		parts = append(parts, unnoticed(h.Unnoticed))
	}
	for _, sole := range h.Sole[:min(2, len(h.Sole))] {
		parts = append(parts, fmt.Sprintf("%d only %s can mend", sole.Arrows, sole.Person))
	}
	return Count(h.Arrows, "arrow") + ": " + strings.Join(parts, ", ")
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

// A Tri counts the values of a claim.
type Tri struct{ Yes, No, Unknown int }

// CellCounts counts the values of each cell over all answers, in the order of analysis.CellNames.
func CellCounts(answers []*analysis.Answer) [4]Tri {
	var counts [4]Tri
	for _, x := range answers {
		for i, cell := range x.Cells.All() {
			switch cell.Value {
			case people.Yes:
				counts[i].Yes++
			case people.No:
				counts[i].No++
			default:
				counts[i].Unknown++
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
	for i, c := range CellCounts(r.Answers) {
		part := fmt.Sprintf("%s %d/%d", analysis.CellWords()[i], c.Yes, len(r.Answers))
		if c.Unknown > 0 {
			part += fmt.Sprintf(" (%d unknown)", c.Unknown)
		}
		parts = append(parts, part)
	}
	s.paragraph(plain, "coverage: ", r.Coverage.Percent()+", "+strings.Join(parts, ", "))
	if text := Vital(r); text != "" {
		s.paragraph(plain, "          ", text)
	}
	if text := Assumption(r); text != "" {
		s.paragraph(plain, "assumed:  ", text)
	}
	if len(r.Journeys) == 0 {
		s.paragraph(plain, "first:    ", "draw a journey: what a user does, as a list of arrows. Until then no arrow is known to "+
			"matter more than another")
		s.say("          journeys: {NAME: {steps: [" + strconv.Quote(r.Answers[0].Arrow.Name()) + "]}}")
	}
}

// Vital is the coverage of the arrows that matter most: "42.3% on the 13 arrows without which a
// journey that matters breaks". It is empty where there are none.
func Vital(r *analysis.Report) string {
	if r.Vital.Arrows == 0 {
		return ""
	}
	return fmt.Sprintf("%s on %s without which a journey that matters breaks", r.Vital.Percent(), theArrows(r.Vital.Arrows))
}

func theArrows(n int) string {
	if n == 1 {
		return "the 1 arrow"
	}
	return fmt.Sprintf("the %d arrows", n)
}

// Assumption says of how many arrows the worst is assumed because nothing is stated, a phrase. It is
// empty where there are none.
func Assumption(r *analysis.Report) string {
	n, of := r.Headline.Assumed, len(r.Answers)
	switch {
	case n == 0:
		return ""
	case n == of && n > 1:
		return "no arrow says what happens without it; each is taken to break its dependent at once"
	case n == 1:
		return "1 arrow does not say what happens without it, and is taken to break its dependent at once"
	}
	return fmt.Sprintf("%d arrows do not say what happens without them, and are taken to break their dependents at once", n)
}

// JourneyHeadline is what is at stake on a journey in a line: "1200 USD/min, target 99.9%: 4 arrows break it alone, 2
// degrade it".
func JourneyHeadline(j *analysis.JourneyAnswer) string {
	var stake []string
	if j.Journey.Worth.Given() {
		stake = append(stake, j.Journey.Worth.Value.String())
	}
	if j.Journey.NoticeWithin.Given() {
		stake = append(stake, "somebody should know within "+model.FormatDuration(j.Journey.NoticeWithin.Value))
	}
	n := len(j.Breaks)
	line := fmt.Sprintf("%s %s it alone, %d %s it", Count(n, "arrow"), agree(n, "breaks", "break"), len(j.Degrades), agree(len(j.Degrades), "degrades", "degrade"))
	if len(stake) == 0 {
		return line
	}
	return strings.Join(stake, ", ") + ": " + line
}
