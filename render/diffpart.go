package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A diffPart is a heading and what stands below it, kind by kind.
type diffPart struct {
	title string
	sign  string
	style style
	kinds [][]string
}

// unjudged is the sign of what merely changed.
const unjudged = "~"

// listed are the lines of the part, and how many are left out.
func (p diffPart) listed(all bool) (lines []string, left int) {
	for _, kind := range p.kinds {
		n := len(kind)
		if !all {
			n = min(n, fewChanges)
		}
		lines = append(lines, kind[:n]...)
		left += len(kind) - n
	}
	return lines, left
}

// diffParts sorts all changes by what they mean, the worst first.
func diffParts(c *compare.Comparison) []diffPart {
	f := c.Findings
	worse, better, neutral := changesBy(c, compare.Worse), changesBy(c, compare.Better), changesBy(c, compare.Neutral)
	return []diffPart{
		{"worse", "-", red, append(worse, findingLines("new: ", f.New), findingLines("raised: ", f.Raised), findingLines("no longer accepted: ", f.Reinstated))},
		{"judged more leniently", "!", yellow, [][]string{eases(c)}},
		{"better", "+", green, append(better, policies(c, compare.Better), findingLines("resolved: ", f.Gone), findingLines("lowered: ", f.Lowered))},
		{"changed", unjudged, cyan, slices.Concat([][]string{arrowLines(c)}, neutral, [][]string{journeysComeAndGone(c), policies(c, compare.Neutral), findingLines("accepted: ", f.Accepted)})},
	}
}

// changesBy lists the changes that mean the same, a kind a list.
func changesBy(c *compare.Comparison, means compare.Direction) [][]string {
	return [][]string{
		chosen(slices.SortedStableFunc(slices.Values(c.Outcomes), byOutcome), means, outcomeLine),
		chosen(c.Notices, means, noticeLine),
		chosen(c.Cells, means, cellLine),
		chosen(c.Owners, means, ownerLine),
		chosen(c.Guesses, means, guessLine),
		restated(c, means),
	}
}

// chosen writes the changes of a direction.
func chosen[T interface{ Direction() compare.Direction }](all []T, means compare.Direction, write func(T) string) []string {
	var lines []string
	for _, x := range all {
		if x.Direction() == means {
			lines = append(lines, write(x))
		}
	}
	return lines
}

// byOutcome has what breaks, or broke, before what only suffers.
func byOutcome(a, b compare.OutcomeChange) int {
	return cmp.Compare(max(b.Old.Verdict, b.New.Verdict), max(a.Old.Verdict, a.New.Verdict))
}

// outcomeLine is "buy breaks at once without shop -> db; before, it was degraded at once".
func outcomeLine(c compare.OutcomeChange) string {
	switch {
	case c.Arrow.Old == "":
		return fmt.Sprintf("%s %s without %s, which is new", c.Journey, outcome(c.New, present), c.Arrow)
	case c.Arrow.New == "":
		return fmt.Sprintf("%s %s without %s, which is gone", c.Journey, outcome(c.Old, past), c.Arrow)
	}
	return fmt.Sprintf("%s %s without %s; before, it %s", c.Journey, outcome(c.New, present), c.Arrow, outcome(c.Old, past))
}

// A tense is how the verbs of outcomes are written.
type tense struct{ is, breaks, works string }

// The tenses of what the new drawing says and of what the old one did.
var (
	present = tense{"is", "breaks", "works"}
	past    = tense{"was", "broke", "worked"}
)

// outcome says what becomes of a journey.
func outcome(o compare.Outcome, t tense) string {
	var text string
	switch o.Verdict {
	case propagation.Broken:
		text = t.breaks + setIn(o.Broken)
	case propagation.Degraded:
		text = t.is + " degraded" + setIn(o.Degraded)
	case propagation.Masked:
		text = t.works + " on what takes over"
	default:
		text = t.is + " untouched"
	}
	if o.Assumed {
		text += " (assumed, as nothing is stated)"
	}
	return text
}

func setIn(after time.Duration) string {
	if after == 0 {
		return " at once"
	}
	return " after " + model.FormatDuration(after)
}

func noticeLine(c compare.NoticeChange) string {
	return fmt.Sprintf("%s: %s; before, %s", c.Arrow, known(c.New), known(c.Old))
}

func known(n compare.Notice) string {
	switch {
	case n.After == propagation.Never:
		return "nobody is told that it is down"
	case n.When == analysis.Late:
		return "somebody knows" + setIn(n.After) + ", too late"
	}
	return "somebody knows" + setIn(n.After)
}

func cellLine(c compare.CellChange) string {
	line := fmt.Sprintf("%s: %s %v -> %v", c.Arrow, analysis.CellWords()[c.Cell], c.Old.Value, c.New.Value)
	if c.New.Reason != "" {
		line += ": " + c.New.Reason
	}
	return line
}

func ownerLine(c compare.OwnerChange) string {
	return fmt.Sprintf("%s: owner %s -> %s", c.Arrow, c.Old.Text, c.New.Text)
}

func guessLine(c compare.GuessChange) string {
	if c.Guessed {
		return c.Arrow.String() + ": it is no longer stated what happens without it, and the worst is assumed"
	}
	return c.Arrow.String() + ": it is stated now what happens without it"
}

// restated lists what is stated otherwise about journeys in both drawings.
func restated(c *compare.Comparison, means compare.Direction) []string {
	var lines []string
	for _, x := range c.Journeys {
		if x.What != "" && x.Means == means {
			lines = append(lines, fmt.Sprintf("journey %s: %s %s", x.Journey, x.What, fromTo(x.Old, x.New)))
		}
	}
	return lines
}

func journeysComeAndGone(c *compare.Comparison) []string {
	var lines []string
	for _, x := range c.Journeys {
		switch {
		case x.What != "":
		case x.Journey.Old == "":
			lines = append(lines, "journey "+x.Journey.New+" is new")
		default:
			lines = append(lines, "journey "+x.Journey.Old+" is gone")
		}
	}
	return lines
}

func fromTo(old, new string) string {
	return cmp.Or(old, "(nothing)") + " -> " + cmp.Or(new, "(nothing)")
}

// eases lists what the new drawing judges more leniently.
func eases(c *compare.Comparison) []string { return policies(c, compare.Worse) }

func policies(c *compare.Comparison, means compare.Direction) []string {
	var lines []string
	for _, x := range c.Policy {
		if x.Means != means {
			continue
		}
		line := x.What
		if about := x.About.String(); about != "" {
			line += " for " + about
		}
		lines = append(lines, line+": "+fromTo(x.Old, x.New))
	}
	return lines
}

// arrowLines lists the arrows that came, went or changed their names.
func arrowLines(c *compare.Comparison) []string {
	var lines []string
	for _, a := range c.Added {
		lines = append(lines, "new arrow "+a.Name+": "+cellValues(a.Cells))
	}
	for _, a := range c.Removed {
		lines = append(lines, "arrow gone "+a.Name+": "+cellValues(a.Cells))
	}
	for _, n := range c.Renamed {
		lines = append(lines, fmt.Sprintf("arrow %s is called %s now", n.Old, n.New))
	}
	return lines
}

// cellValues is "monitor yes, alert no, owner yes, bus factor unknown".
func cellValues(c analysis.Cells) string {
	parts := analysis.CellWords()
	for i, cell := range c.All() {
		parts[i] += " " + cell.Value.String()
	}
	return strings.Join(parts[:], ", ")
}

func findingLines(head string, ds []diag.Diagnostic) []string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = fmt.Sprintf("%s%s: %s: %s [%s]", head, d.Span, d.Level, d.Message, d.Rule)
	}
	return lines
}
