package diagram

import (
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// harm is the class of what the arrow does to journeys.
func harm(x *analysis.Answer) string {
	switch x.IfDown.Worst {
	case propagation.Broken:
		return "broken"
	case propagation.Degraded:
		return "degraded"
	}
	return "harmless"
}

// manner is the class of what is not a live request.
func manner(a *model.Arrow) string {
	classes := ""
	switch {
	case a.Status.Value == model.Planned:
		classes = " planned"
	case !a.Request():
		classes = " flow"
	}
	if a.StandIn() {
		classes += " fallback"
	}
	return classes
}

func linkTitle(number int, x *analysis.Answer) string {
	text := fmt.Sprintf("%d: %s", number, x.Arrow.Name())
	if label := x.Arrow.Label; label.Given() {
		text += ", " + label.Value
	}
	return text + "\n" + x.IfDown.Line
}

// linkStory tells the kind of the arrow and its cells in words.
func linkStory(x *analysis.Answer) string {
	a := x.Arrow
	words := []string{a.Kind.Value.String()}
	if a.Status.Value == model.Planned {
		words[0] = "planned " + words[0]
	}
	if a.StandIn() {
		words[0] += ", only a fallback"
	}
	cells := x.Cells.All()
	for i, name := range analysis.CellWords() {
		word := name + ": " + cells[i].Value.String()
		if cells[i].Reason != "" {
			word += ", " + cells[i].Reason
		}
		words = append(words, word)
	}
	if p := x.Proof; p != nil && p.Claim != nil {
		words = append(words, "evidence: "+ladder(p.Ladder))
	}
	return strings.Join(append(words, x.Assumed...), "; ")
}

// ladder tells the steps of a ladder above what is stated.
func ladder(l *evidence.Ladder) string {
	var steps []string
	for r := evidence.Exists; r < evidence.Rungs; r++ {
		step := r.String() + " " + l[r].Verdict.String()
		if l[r].Verdict != evidence.Proven && l[r].Why != "" {
			step += " (" + l[r].Why + ")"
		}
		steps = append(steps, step)
	}
	return strings.Join(steps, ", ")
}
