package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
)

// believing answers how far what is claimed of the arrow is known to be true.
func believing(x *analysis.Answer) string {
	if x.Arrow.Bare {
		return "Nothing is stated."
	}
	var told []string
	switch {
	case x.Proof == nil:
		told = append(told, "There is no alert on the arrow to check.")
	case x.Proof.Claim == nil:
		told = append(told, "Only stated, checked against nothing.")
	default:
		told = append(told, climb(x.Proof))
	}
	return strings.Join(append(told, upkeep(x.Arrow)...), " ")
}

// upkeep tells when the arrow was last looked at, and when it last failed.
func upkeep(a *model.Arrow) []string {
	var told []string
	if a.Reviewed.Given() {
		text := "last walked on " + a.Reviewed.Value.On.String()
		if a.Reviewed.Value.By.Given() {
			text += " by " + a.Reviewed.Value.By.Value.Name
		}
		told = append(told, Sentence(text))
	}
	if a.Exercised.Given() {
		told = append(told, Sentence("last failed, or was made to, on "+a.Exercised.Value.String()))
	}
	return told
}

// climb tells how far the claim of an alert holds, and what stands in the way of the next step.
func climb(p *analysis.Proof) string {
	l := p.Ladder
	stands := l.Stands()
	text := p.Alert.String() + " " + sayings[stands].proven
	if stands > evidence.Stated {
		text += ": " + l[stands].Why
	}
	told := []string{Sentence(text)}
	if stands > evidence.Delivered && caveat(p.Claim) {
		told = append(told, Sentence(l[evidence.Delivered].Why))
	}
	for r := stands + 1; r < evidence.Rungs; r++ {
		if s := l[r]; s.Why != "" && (r == stands+1 || s.Verdict != evidence.Unknown) {
			told = append(told, Sentence("it "+sayings[r].of(s.Verdict)+": "+s.Why))
		}
	}
	return strings.Join(told, " ")
}

// caveat tells whether there is more to say of how an alert is delivered than to whom.
func caveat(c *evidence.Claim) bool { return c.Muted > 0 || len(c.Silencers) > 0 }

// A saying is what is said of a step by its verdict.
type saying struct{ proven, refuted, unknown string }

func (w saying) of(v evidence.Verdict) string {
	return [...]string{evidence.Unknown: w.unknown, evidence.Refuted: w.refuted, evidence.Proven: w.proven}[v]
}

var sayings = [evidence.Rungs]saying{
	evidence.Stated:    {"is stated", "is not stated", "is not known to be stated"},
	evidence.Exists:    {"exists", "does not exist", "is not known to exist"},
	evidence.Effective: {"is effective", "is not effective", "is not known to be effective"},
	evidence.Delivered: {"is delivered", "is not delivered", "is not known to be delivered"},
	evidence.Exercised: {"is exercised", "is not exercised", "is not known to be exercised"},
}

// modes tells who would notice each failure mode of the arrow, how soon, and how far that is known
// to hold. Modes of which the same is to be said share a point, in the order of the first of each.
func modes(x *analysis.Answer) []Point {
	if x.Arrow.Bare {
		return nil
	}
	var all []Point
	sharing := []int{}
	for _, m := range x.Modes {
		text := InMode(m)
		i := slices.IndexFunc(all, func(p Point) bool { return p.Text == text })
		if i < 0 {
			all, sharing = append(all, Point{About: m.Mode.String(), Text: text}), append(sharing, 1)
			continue
		}
		all[i].About += ", " + m.Mode.String()
		sharing[i]++
	}
	if len(all) == 1 && sharing[0] > 1 {
		all[0].About = "all " + strconv.Itoa(sharing[0])
	}
	return all
}

// InMode tells who would notice one failure mode, how soon, and how far that is known to hold: a
// phrase.
func InMode(m analysis.ModeAnswer) string {
	n := m.Notice
	switch {
	case n.Alert != nil:
		text := fmt.Sprintf("%s %s, %s", n.Alert, analysis.After(n.After), punctual(n.When))
		if n.Where != analysis.AtArrow {
			text += "; " + pointing[n.Where]
		}
		return text + standing(n, m.Proof)
	case n.Where == analysis.OnDashboard:
		return "nobody is told; " + n.Monitor.String() + " measures it"
	}
	text := "nobody is told"
	if len(m.Blank) > 0 {
		text += "; not seen by " + m.Blank[0].Monitor.String() + ": " + m.Blank[0].Why
	}
	return text
}

// standing says in a word how far the evidence for a mode goes. The alert on the arrow that holds
// best need not be the one that comes first.
func standing(n analysis.Notice, p *analysis.Proof) string {
	if p == nil || p.Claim == nil {
		return ""
	}
	who := ""
	if p.Alert != n.Alert {
		who = p.Alert.String() + " "
	}
	if r, refuted := p.Ladder.Fault(); refuted {
		return fmt.Sprintf(" (%s %s: %s)", p.Alert, sayings[r].refuted, p.Ladder[r].Why)
	}
	return " (" + who + p.Ladder.Stands().String() + ")"
}

// night tells who is reached when few are awake.
func night(x *analysis.Answer) string {
	who := Series(named(x.AtNight.People), "and")
	switch {
	case who != "" && x.AtNight.Complete:
		return Sentence("at 03:00 on a Sunday: " + who)
	case who != "":
		return Sentence("at 03:00 on a Sunday: " + who + "; " + x.AtNight.Why)
	case x.AtNight.Complete:
		return Sentence("at 03:00 on a Sunday nobody: " + x.AtNight.Why)
	}
	return Sentence("at 03:00 on a Sunday it is not known: " + x.AtNight.Why)
}
