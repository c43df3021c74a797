package analysis

import (
	"fmt"

	"github.com/linewalk/linewalk/model/diag"
)

// A Rule is a judgement on Answers. Rules are values that are never written to; they compute
// nothing that an Answer could hold.
type Rule struct {
	ID     string // kebab-case, names the fault; never renamed, never reused
	Title  string
	Group  string     // heading in the list of rules
	Level  diag.Level // of its diagnostics, unless the drawing sets another
	Off    bool       // silent unless the drawing turns it on
	Listed bool       // its notes are listed only on request; they are counted in the headline
	Page   string     // Markdown with the fixed headings of a rule page
	Run    func(*Pass)

	// AfterWaivers marks a rule that judges the waivers: it runs when the diagnostics of all other
	// rules are waived or in force, and what it says cannot be waived.
	AfterWaivers bool
}

// A Pass is one rule's look at a report in the making: its answers are complete, its diagnostics
// are not there yet.
type Pass struct {
	Report *Report
	Rule   *Rule
	Level  diag.Level          // in force for this run
	found  [][]diag.Diagnostic // in parts, so that none is moved when there are many
}

// partSize is how many diagnostics a part holds at most. The first ones are smaller.
const partSize = 64

// Say adds a diagnostic of the rule. Rule and Level are filled in.
func (p *Pass) Say(d diag.Diagnostic) {
	d.Rule, d.Level = p.Rule.ID, p.Level
	if last := len(p.found) - 1; last >= 0 && len(p.found[last]) < cap(p.found[last]) {
		p.found[last] = append(p.found[last], d)
		return
	}
	p.found = append(p.found, append(make([]diag.Diagnostic, 0, min(partSize, 4<<(2*len(p.found)))), d))
}

// About begins a diagnostic about the answer's arrow, placed on the arrow's own key, with its name
// at the head of the message and the answer in one line.
func (x *Answer) About(format string, args ...any) diag.Diagnostic {
	name := x.Arrow.Name()
	return diag.Diagnostic{
		Span: x.Arrow.Span, Arrow: name,
		Message: name + ": " + fmt.Sprintf(format, args...),
		IfDown:  x.IfDown.Line,
	}
}
