package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// waiverUnused speaks of waivers that accept nothing. A waiver of a rule that is not asked may be
// needed where it is, and one whose gap is there may only be overshadowed by a weightier finding:
// nothing is said of these.
var waiverUnused = &analysis.Rule{
	ID: "waiver-unused", Title: "waiver that accepts nothing",
	Group: groupUpkeep, Level: diag.Warning, Page: page("waiver-unused"), AfterWaivers: true,
	Run: func(p *analysis.Pass) {
		answers := answersOf(p.Report)
		for _, use := range p.Report.Waivers {
			if use.Leaving || use.Matches > 0 || !p.Asks(use.Waiver.Rule.Value) || answers.gapped(use.Waiver) {
				continue
			}
			d := answers.waiver(use.Waiver, "the waiver of %s accepts nothing", use.Waiver.Rule.Value)
			d.Gap = diag.GapDrawing
			d.Mend = "delete this waiver"
			p.Say(d)
		}
	},
}

// gapped tells whether the waiver speaks of a cell that is empty, whichever rule says so.
func (all answers) gapped(w *model.Waiver) bool {
	if w.Arrow.Value == nil || all[w.Arrow.Value.ID] == nil {
		return false
	}
	cells := all[w.Arrow.Value.ID].Cells
	switch w.Rule.Value {
	case arrowNoMonitor.ID, arrowBoxesOnly.ID:
		return cells.Monitor.Missing()
	case fallbackUnwatched.ID, arrowModeUnseen.ID:
		return cells.Monitor.Missing() || cells.Alert.Missing()
	case arrowNoAlert.ID:
		return cells.Alert.Missing()
	case arrowNoOwner.ID, arrowBetweenOwners.ID:
		return cells.Owner.Missing()
	case arrowLowBusFactor.ID:
		return cells.BusFactor.Missing()
	}
	return false
}
