package rules

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// naked tells whether the arrow is planned and has neither monitor nor alert.
func naked(x *analysis.Answer) bool {
	return x.Arrow.Status.Value == model.Planned && x.Cells.Monitor.Missing() && x.Cells.Alert.Missing()
}

// waived tells whether the drawing has a waiver of this rule for the arrow. The rule then speaks
// although a weightier finding says the same, so that the waiver does what it says.
func waived(p *analysis.Pass, x *analysis.Answer) bool {
	return slices.ContainsFunc(p.Report.System.Waivers, func(w *model.Waiver) bool {
		return w.Arrow.Value == x.Arrow && w.Rule.Value == p.Rule.ID
	})
}

// stands tells whether a rule that speaks of the whole arrow stands for the rules of its cells.
func stands(x *analysis.Answer) bool { return x.Arrow.Bare || naked(x) || x.Unreviewed() }
