package page

import (
	"strconv"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
)

// A cell is one of the four questions of coverage, answered.
type cell struct {
	Name, Value, Reason string
	Order               int // to sort by: what is missing comes first
}

func cellsOf(c analysis.Cells) []cell {
	var cells []cell
	words := analysis.CellWords()
	for i, x := range c.All() {
		cells = append(cells, cell{words[i], x.Value.String(), x.Reason, order(x.Value)})
	}
	return cells
}

func order(v people.Tri) int {
	return [...]int{people.No: 0, people.Unknown: 1, people.Yes: 2}[v]
}

// A notice is when somebody is told, in a few words.
type notice struct {
	Text  string
	Class string // in-time, late or never
	Value string // to sort by: seconds, and what is never told of comes last
}

func noticeOf(n analysis.Notice) notice {
	out := notice{Class: noticeClasses[n.When], Value: sortable(n.After)}
	switch {
	case n.When != analysis.Never:
		out.Text = analysis.After(n.After) + ", " + punctuality[n.When]
	case n.Where == analysis.OnDashboard:
		out.Text = "never: only on a dashboard"
	case n.Users < n.After:
		out.Text = "never: users tell us " + analysis.After(n.Users)
	default:
		out.Text = "never"
	}
	return out
}

var (
	noticeClasses = [...]string{analysis.Never: "never", analysis.Late: "late", analysis.InTime: "in-time"}
	punctuality   = [...]string{analysis.Never: "never", analysis.Late: "too late", analysis.InTime: "in time"}
)

// sortable is a time in seconds, as a number to sort by; never comes after everything else.
func sortable(d time.Duration) string {
	if d == propagation.Never {
		return "9e12"
	}
	return strconv.FormatInt(int64(d/time.Second), 10)
}

// A belief is how far what is claimed of the alert on an arrow is known to hold, in a word or two.
type belief struct {
	Text  string
	Class string // verified, refuted, stated or none
	Order int
}

func beliefOf(x *analysis.Answer) belief {
	p := x.Proof
	switch {
	case p == nil:
		return belief{"no alert", "none", 0}
	case p.Claim == nil:
		return belief{"stated", "stated", 2}
	}
	if r, refuted := p.Ladder.Fault(); refuted {
		return belief{"not " + r.String(), "refuted", 1}
	}
	stands := p.Ladder.Stands()
	if stands == evidence.Stated {
		return belief{"stated", "stated", 2}
	}
	return belief{stands.String(), "verified", 2 + int(stands)}
}

// A rung is one step of the ladder of evidence.
type rung struct {
	Name, Class string
	Why         string
}

// ladderOf is the ladder of the best alert on an arrow; empty where it has none, or no file was read
// that could tell of it.
func ladderOf(x *analysis.Answer) []rung {
	if x.Proof == nil || x.Proof.Claim == nil {
		return nil
	}
	var rungs []rung
	for r := evidence.Stated; r < evidence.Rungs; r++ {
		step := x.Proof.Ladder[r]
		rungs = append(rungs, rung{r.String(), step.Verdict.String(), step.Why})
	}
	return rungs
}

// verdicts are what a failure does to the journey that it hits worst.
var verdicts = [...]string{
	propagation.Untouched: "no journey suffers", propagation.Masked: "masked",
	propagation.Degraded: "degrades", propagation.Broken: "breaks",
}

// A fate is what becomes of a journey.
type fate struct {
	Text  string
	Class string
	Value string // a number to sort by: what breaks soonest comes first
}

func fateOf(j analysis.JourneyState) fate {
	switch j.Verdict {
	case propagation.Broken:
		text := "breaks " + analysis.After(j.Broken)
		if j.Degraded < j.Broken {
			text = "degraded " + analysis.After(j.Degraded) + ", " + text
		}
		return fate{text, "broken", sortable(j.Broken)}
	case propagation.Degraded:
		return fate{"degraded " + analysis.After(j.Degraded), "degraded", strconv.FormatInt(never+int64(j.Degraded/time.Second), 10)}
	case propagation.Masked:
		return fate{"masked", "masked", "8e12"}
	}
	return fate{"works", "", "9e12"}
}

// never is more seconds than a time can hold: what only degrades sorts after all that breaks.
const never = 10_000_000_000
