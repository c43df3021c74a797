package analysis

import (
	"slices"

	"github.com/linewalk/linewalk/model/baseline"
	"github.com/linewalk/linewalk/model/diag"
)

// Baseline lists what a baseline of the report accepts: all that is in force but for what is said of files
// that cannot be read and of waivers, which end on a day of their own.
func (r *Report) Baseline() *baseline.Baseline {
	acceptable, _ := r.acceptable()
	return baseline.Of(acceptable, r.Repository)
}

// acceptable tells the diagnostics in force that a baseline may accept from the others.
func (r *Report) acceptable() (acceptable, others []diag.Diagnostic) {
	never := map[string]bool{}
	for _, rule := range r.Rules {
		never[rule.ID] = rule.AfterWaivers
	}
	for _, d := range r.Diagnostics {
		if d.Reading() || never[d.Rule] {
			others = append(others, d)
		} else {
			acceptable = append(acceptable, d)
		}
	}
	return acceptable, others
}

// Accepting is the report with what a baseline accepts set apart from what is in force. Entries that accept
// nothing are told of at the given level.
func (r *Report) Accepting(b *baseline.Baseline, stale diag.Level) *Report {
	acceptable, others := r.acceptable()
	left, accepted, vanished := b.Split(acceptable, r.Repository)
	for i := range vanished {
		vanished[i].Level = stale
	}
	part := *r
	part.Baselined, part.Vanished = accepted, len(vanished)
	part.Diagnostics = slices.Concat(others, left, vanished)
	diag.Sort(part.Diagnostics, slices.Concat(r.System.Files, []string{b.Name}))
	return &part
}
