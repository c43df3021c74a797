package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// NextOptions say how a plan is told.
type NextOptions struct {
	Color   bool // write SGR sequences
	Actions bool // break what a runner of GitHub Actions takes for commands
}

// Next writes what to do next: the steps of a plan, each with the loss that it avoids in a year and
// the lines to paste.
func Next(w io.Writer, p advice.Plan, as advice.Assumptions, o NextOptions) error {
	s := &sheet{colour: o.Color, actions: o.Actions}
	if len(p.Total) == 0 {
		s.say(AtStake(p))
		return s.writeTo(w)
	}
	s.paragraph(strong, "", AtStake(p))
	for i, step := range p.Steps {
		s.end()
		s.step(i+1, step)
	}
	if len(p.Steps) == 0 {
		s.end()
		s.say("No single step avoids any of it.")
	}
	s.end()
	for _, text := range Presumed(p, as) {
		s.paragraph(blue, "assumed:  ", text)
	}
	return s.writeTo(w)
}

// AtStake says what a plan could avoid, in a sentence.
func AtStake(p advice.Plan) string {
	if p.Aimless {
		return "No journey is drawn, so it is not known which gap costs most. Draw what users do, as a list of arrows."
	}
	if len(p.Total) == 0 {
		return "Nothing to gain: as far as is stated, no journey suffers before somebody knows."
	}
	return "As drawn, " + Losses(p.Total) + " a year are lost before somebody knows, and while they look for who can mend it."
}

// step writes one step.
func (s *sheet) step(number int, step advice.Step) {
	s.add(strong, fmt.Sprintf("%2d. %s", number, Aim(step)))
	if step.Journey != nil {
		s.add(faint, "  "+step.Journey.Span.String())
	} else {
		s.add(faint, "  "+step.Answers[0].Arrow.Span.String())
	}
	s.end()
	s.paragraph(plain, "    ", Gain(step))
	for line := range strings.SplitSeq(step.Paste, "\n") {
		s.add(cyan, "    "+line)
		s.end()
	}
}

// Gain says what a step is good for, a phrase: "avoids 72,000 USD a year; told after 5m instead of
// never".
func Gain(step advice.Step) string {
	text := "avoids " + Losses(step.Avoids) + " a year"
	if step.Helps > 1 {
		text += fmt.Sprintf(" on %d arrows", step.Helps)
	}
	if step.After < step.Before {
		text += "; " + sooner(step)
	}
	return text
}

// Aim says what a step adds, and where, a phrase.
func Aim(step advice.Step) string {
	switch step.Kind {
	case advice.AddJourneyTest:
		return "test of journey " + step.Journey.Name
	case advice.AddExpert:
		return "one more expert for " + arrows(step)
	case advice.MendAlert:
		return "alert that holds for " + arrows(step)
	}
	return step.Kind.String() + " for " + arrows(step)
}

// arrows names the arrow that a step is about, or the first and how many more.
func arrows(step advice.Step) string {
	text := step.Answers[0].Arrow.Name()
	if rest := len(step.Answers) - 1; rest > 0 {
		text += fmt.Sprintf(" and %d more", rest)
	}
	return text
}

func sooner(step advice.Step) string {
	text := "told " + analysis.After(step.After) + " instead of "
	if step.Before == propagation.Never {
		return text + "never"
	}
	return text + analysis.After(step.Before)
}

// Presumed lists what the figures take for granted.
func Presumed(p advice.Plan, as advice.Assumptions) []string {
	var all []string
	if p.Assumed > 0 {
		all = append(all, fmt.Sprintf("%s not say how often (fails:), and %s taken to fail %s a year",
			agree(p.Assumed, "1 arrow that fails does", fmt.Sprintf("%d arrows that fail do", p.Assumed)), agree(p.Assumed, "is", "are"), times(as.PerYear)))
	}
	if !p.Worth {
		all = append(all, "no journey states its worth, so minutes of broken journeys are counted instead")
	}
	return append(all, fmt.Sprintf(
		"mending takes %s longer without an owner, %s without a runbook, %s where the arrow is not named; each expert is away %.0f%% of the time, and without one it takes %s longer",
		model.FormatDuration(as.FindOwner), model.FormatDuration(as.ReadCode), model.FormatDuration(as.Locate), 100*as.Absent, model.FormatDuration(as.WaitForOne),
	))
}

func times(n float64) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%g times", n)
}

type nextJSON struct {
	SchemaVersion int            `json:"schemaVersion" only:"1"`
	Tool          toolJSON       `json:"tool"`
	System        string         `json:"system"`
	Total         []lossJSON     `json:"total"`
	Steps         []nextStepJSON `json:"steps"`
	Assumed       []string       `json:"assumed"`
}

type nextStepJSON struct {
	Add     string     `json:"add" words:"add"`
	Arrows  []string   `json:"arrows"`
	Journey *string    `json:"journey"`
	Helps   int        `json:"helps"`
	Before  seconds    `json:"before"`
	After   seconds    `json:"after"`
	Avoids  []lossJSON `json:"avoids"`
	Paste   string     `json:"paste"`
}

// NextJSON writes a plan in the shapes of JSON.
func NextJSON(w io.Writer, s *model.System, p advice.Plan, as advice.Assumptions, version string) error {
	return encode(w, nextJSON{
		SchemaVersion: schemaVersion, Tool: toolJSON{"linewalk", version}, System: s.Name.Value,
		Total: each(p.Total, lossOf), Steps: each(p.Steps, nextStepOf), Assumed: each(Presumed(p, as), itself),
	})
}

func nextStepOf(s advice.Step) nextStepJSON {
	out := nextStepJSON{
		Add: s.Kind.String(), Helps: s.Helps, Before: seconds(s.Before), After: seconds(s.After),
		Avoids: each(s.Avoids, lossOf), Paste: s.Paste, Arrows: each(s.Answers, answerName),
	}
	if s.Journey != nil {
		out.Journey = some(s.Journey.Name)
	}
	return out
}
