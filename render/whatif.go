package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
)

// WhatIfOptions say how a failure set is told.
type WhatIfOptions struct {
	Color   bool // write SGR sequences
	Actions bool // break what a runner of GitHub Actions takes for commands
}

// WhatIf writes what happens if a set of things fails together, in the order of time.
func WhatIf(w io.Writer, x *analysis.WhatIf, o WhatIfOptions) error {
	s := &sheet{colour: o.Color, actions: o.Actions}
	s.paragraph(strong, "", strings.TrimSuffix(Sentence(FailureTitle(x)), ".")+":")
	steps := happenings(x.IfDown)
	if len(steps) == 0 {
		s.answer("what happens", "nothing else goes down or is degraded")
	}
	for _, h := range steps {
		s.answer(analysis.After(h.at), h.String())
	}
	s.answer("journeys", fates(x.IfDown))
	if arrows := x.IfDown.Spread().Arrows; len(arrows) > 0 {
		s.answer("arrows", arrowStates(arrows))
	}
	told := append(noticing(x.Notice, ""), blindness(x.Watches)...)
	s.answer("how we know", strings.Join(append(told, costing(x.Cost)...), " "))
	for _, a := range x.Assumed {
		s.answer("assumed", a)
	}
	return s.writeTo(w)
}

// FailureTitle is the question: "if shop -> checkout fails".
func FailureTitle(x *analysis.WhatIf) string {
	failed := x.Failed()
	n := len(failed)
	if n == 0 {
		return "if nothing fails"
	}
	does := agree(n, "fails", "fail together")
	if x.Question.Mode == propagation.Slow {
		does = agree(n, "answers later than anyone waits", "answer later than anyone waits")
	}
	return "if " + strings.Join(failed, " and ") + " " + does
}

// FailureHeadline is the answer in a few sentences: what becomes of the journeys, and who is told.
func FailureHeadline(x *analysis.WhatIf) string {
	return Sentence(x.IfDown.Line) + " " + strings.Join(noticing(x.Notice, ""), " ")
}

// fates counts what becomes of the journeys.
func fates(c analysis.Consequence) string {
	if len(c.Journeys) == 0 {
		return "none is drawn, so that nobody can say who suffers"
	}
	broken, degraded, masked := len(c.Broken()), len(c.Degraded()), c.Masked()
	var parts []string
	if broken > 0 {
		parts = append(parts, fmt.Sprintf("%d %s", broken, agree(broken, "breaks", "break")))
	}
	if degraded > 0 {
		parts = append(parts, fmt.Sprintf("%d %s", degraded, agree(degraded, "is degraded", "are degraded")))
	}
	if n := len(masked); n > 0 {
		parts = append(parts, fmt.Sprintf("%d %s one failure closer to breaking (masked: %s)", n, agree(n, "is", "are"), Series(journeyNames(masked), "and")))
	}
	if n := len(c.Journeys) - broken - degraded - len(masked); n > 0 {
		parts = append(parts, fmt.Sprintf("%d %s nothing", n, agree(n, "feels", "feel")))
	}
	return fmt.Sprintf("of %d, %s", len(c.Journeys), strings.Join(parts, ", "))
}

func arrowStates(states []analysis.ArrowState) string {
	var fail, impaired []string
	for _, s := range states {
		if s.Fails != propagation.Never {
			fail = append(fail, s.Arrow.Name())
		} else {
			impaired = append(impaired, s.Arrow.Name())
		}
	}
	var parts []string
	if n := len(fail); n > 0 {
		parts = append(parts, Series(fail, "and")+" "+agree(n, "fails too", "fail too"))
	}
	if n := len(impaired); n > 0 {
		parts = append(parts, Series(impaired, "and")+" "+agree(n, "is impaired", "are impaired"))
	}
	return strings.Join(parts, "; ")
}
