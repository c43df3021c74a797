package analysis

import (
	"slices"
	"strconv"
	"time"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/knowledge"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// Options are what a run needs to know besides the drawing.
type Options struct {
	Today   model.Date
	Sources diag.Sources      // for snippets
	Reading []diag.Diagnostic // what the reader had to say, below level Error

	Evidence *model.Evidence // what the files around the drawing say; nil if none was read

	Repository diag.Repository // that the files lie in, for programs that read the report

	NoWaivers bool // have waivers accept nothing, for audits

	Policy *Policy // by which to judge instead of by what the drawing says; nil where the drawing governs itself
}

// A Report is everything linewalk has to say about a system. Writers print it and compute nothing.
type Report struct {
	System  *model.System
	Today   model.Date
	Sources diag.Sources

	Repository diag.Repository // that the files lie in

	Answers   []*Answer // one per judged arrow, in the order of the drawing
	ByHarm    []*Answer // the same, most harmful first
	Journeys  []*JourneyAnswer
	Evidence  []model.EvidenceFile // the files that the drawing was held against
	Claims    []*evidence.Claim    // every alert of the drawing held against them; none without
	Learned   []Learned            // what they say of the people around components and arrows
	Unemitted []Unemitted          // what monitors and their alerts read although nothing emits it
	Unshown   []Unshown            // monitors that are on none of the dashboards read
	Unused    []evidence.Unused    // the parts of the routings of alerts that do nothing
	NeverUp   []*model.Component   // components that never come up if all start from nothing
	Deadlocks [][]*model.Component // the cycles among them that wait for themselves
	Coverage  Coverage             // over all arrows
	Vital     Coverage             // over the arrows through which a journey breaks that has worth, a target or tier 1
	Headline  Headline

	DeadMansSwitch DeadMansSwitch

	Diagnostics []diag.Diagnostic // in force, in the order of the files
	Waived      []Waived
	Baselined   []diag.Diagnostic   // in the baseline, in the order of the files
	Vanished    int                 // entries of the baseline that accept nothing
	Since       *Since              // where Diagnostics has only what a change made worse; nil where it has all
	Policy      *Policy             // whose settings and waivers govern; nil where those of the drawing do
	Waivers     []WaiverUse         // every waiver that governs, in its order
	NoWaivers   bool                // they were set aside: Waived is empty
	Rules       []*Rule             // the rules that were asked, in their order
	Changed     []model.RuleSetting // rules turned off or set to a lower level by the drawing

	directory people.Directory
	histories []*model.History
	ledgers   []*knowledge.Ledger // of the histories
	leaving   map[*model.Waiver]bool
}

// Answer is the answer of the given arrow, or nil if it is not judged. Answers are in the order of
// the arrows' IDs, so it is found in logarithmic time.
func (r *Report) Answer(a *model.Arrow) *Answer {
	i, found := slices.BinarySearchFunc(r.Answers, a.ID, func(x *Answer, id model.ArrowID) int { return int(x.Arrow.ID - id) })
	if !found {
		return nil
	}
	return r.Answers[i]
}

// A JourneyAnswer is what is known of a journey beyond single failures.
type JourneyAnswer struct {
	Journey   *model.Journey
	Breaks    []*Answer        // arrows that break it alone
	Degrades  []*Answer        // arrows that degrade it alone
	Value     []*model.Monitor // monitors of signal value that watch it
	Synthetic []*model.Monitor // monitors of signal synthetic that watch it
}

// Coverage counts cells. A cell that is unknown is asked and not covered.
type Coverage struct {
	Arrows         int
	Covered, Asked int
}

// Share is the covered part of what was asked, 1 where nothing was asked.
func (c Coverage) Share() float64 {
	if c.Asked == 0 {
		return 1
	}
	return float64(c.Covered) / float64(c.Asked)
}

// Percent is the share in percent with one decimal, rounded down so that 100% means all: 45.8%.
func (c Coverage) Percent() string {
	if c.Asked == 0 {
		return "100%"
	}
	return strconv.FormatFloat(float64(1000*c.Covered/c.Asked)/10, 'f', -1, 64) + "%"
}

// A Headline is the one line that opens every run.
type Headline struct {
	Arrows    int
	Todo      int    // arrows that were imported and that nobody has reviewed
	Breaking  int    // arrows that break a journey alone
	Unnoticed int    // arrows besides whose failure touches a journey and nobody would be told of; all, where no journey is drawn
	Sole      []Sole // people who alone can mend arrows, most arrows first
	Assumed   int    // arrows about which nothing is stated, taken to break at once
}

// A Sole is a person without whom nobody can mend some arrows.
type Sole struct {
	Person *model.Person
	Arrows int
}

// Waived is a diagnostic that a waiver accepts.
type Waived struct {
	Diagnostic diag.Diagnostic
	Waiver     *model.Waiver
}

// A WaiverUse is a waiver and what became of it. An expired one accepts nothing.
type WaiverUse struct {
	Waiver   *model.Waiver
	Expired  bool
	EndsSoon bool // within SoonEnds days, the last one of which is its last day
	Leaving  bool // the policy has it, and the drawing no longer does
	Matches  int  // diagnostics it accepts, or would accept if it had not expired
}

// SoonEnds is how many days ahead the end of a waiver is spoken of.
const SoonEnds = 14

// usualWaiver is how many days a waiver holds that nobody has another wish for.
const usualWaiver = 90

// WaiverEnd is the end to propose for a waiver that is written today: 90 days ahead, or less where the
// drawing bounds it.
func WaiverEnd(s *model.System, today model.Date) model.Date {
	usual := today.Plus(usualWaiver)
	if last, bounded := LastWaiver(s, today); bounded && last.Before(usual) {
		return last
	}
	return usual
}

// LastWaiver is the last day on which a waiver may end that is written today, and whether the drawing
// sets one.
func LastWaiver(s *model.System, today model.Date) (last model.Date, bounded bool) {
	most := s.Settings.WaiverMax
	return today.Plus(int(most.Value / (24 * time.Hour))), most.Given()
}

// WaivedDiagnostics lists what waivers accept, in the order of Waived.
func (r *Report) WaivedDiagnostics() []diag.Diagnostic {
	ds := make([]diag.Diagnostic, len(r.Waived))
	for i, w := range r.Waived {
		ds[i] = w.Diagnostic
	}
	return ds
}

// Counts counts the diagnostics in force.
func (r *Report) Counts() diag.Counts { return diag.Count(r.Diagnostics) }

// A WhatIf is the answer to a Question.
type WhatIf struct {
	System   *model.System
	Question Question

	IfDown         Consequence
	Notice         Notice
	Watches        []Watch
	Cost           []Loss
	Assumed        []string
	TimeoutAssumed bool // Assumed has a timeout
}

// Failed names what failed on purpose, arrows first.
func (w *WhatIf) Failed() []string {
	var names []string
	for _, a := range w.Question.Arrows {
		names = append(names, a.Name())
	}
	for _, c := range w.Question.Components {
		names = append(names, c.Name)
	}
	return names
}
