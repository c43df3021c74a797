package compare

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// Narrow is the new report of the comparison with none but the findings that are worse than they were. It
// fills in the rest of the Since, of which the caller knows the revision.
func (c *Comparison) Narrow(new *analysis.Report, since analysis.Since) *analysis.Report {
	since.Coverage, since.Gone, since.Accepted = c.Old.Coverage, c.Findings.Gone, c.Findings.Accepted
	since.Kept = len(c.Findings.Kept) + len(c.Findings.Lowered)
	for _, x := range c.Policy {
		if x.Means == Worse {
			since.Eased = append(since.Eased, analysis.Easing{What: x.subject(), Old: x.Old, New: x.New})
		}
	}
	narrow := *new
	narrow.Since = &since
	narrow.Diagnostics = only(new.Diagnostics, c.Findings.Worse())
	return &narrow
}

// only lists those of the diagnostics that are chosen, in their order.
func only(all, chosen []diag.Diagnostic) []diag.Diagnostic {
	type statement struct {
		rule, subject, message string
		span                   diag.Span
	}
	of := func(d diag.Diagnostic) statement { return statement{d.Rule, d.Subject, d.Message, d.Span} }
	times := map[statement]int{}
	for _, d := range chosen {
		times[of(d)]++
	}
	var left []diag.Diagnostic
	for _, d := range all {
		if times[of(d)] > 0 {
			times[of(d)]--
			left = append(left, d)
		}
	}
	return left
}
