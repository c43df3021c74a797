package fmea

import (
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/paste"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A finding is a diagnostic about an arrow, and the waiver that accepts it.
type finding struct {
	*diag.Diagnostic
	waiver *model.Waiver // nil if it is in force
}

// findings are those of each arrow, by its name.
type findings map[string][]finding

func findingsOf(r *analysis.Report) findings {
	of := findings{}
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		of[d.Arrow] = append(of[d.Arrow], finding{d, nil})
	}
	for i := range r.Waived {
		w := &r.Waived[i]
		of[w.Diagnostic.Arrow] = append(of[w.Diagnostic.Arrow], finding{&w.Diagnostic, w.Waiver})
	}
	return of
}

// first finds what the first of some rules that speaks of an arrow says.
func (all findings) first(arrow string, rules []string) (finding, bool) {
	for _, rule := range rules {
		i := slices.IndexFunc(all[arrow], func(f finding) bool { return f.Rule == rule && f.Mend != "" })
		if i >= 0 {
			return all[arrow][i], true
		}
	}
	return finding{}, false
}

// do is what a finding asks for.
func (f finding) do() string {
	if f.waiver == nil {
		return f.Mend
	}
	return "accepted until " + f.waiver.Until.Value.String() + ": " + f.waiver.Because.Value
}

// The rules whose mends are actions, the weightiest first. None of them is about one mode, so that each
// is taken for the modes it bears upon alone.
var (
	untoldRules = []string{
		"notice-silent", "planned-arrow-naked", "arrow-bare", "fallback-unwatched", "arrow-boxes-only", "arrow-no-monitor",
		"arrow-no-alert", "monitor-blind",
	}
	lateRules     = []string{"notice-late"}
	waitingRules  = []string{"timeout-inversion", "call-without-timeout"}
	fallbackRules = []string{"fallback-shares-fate", "fallback-untested"}
	peopleRules   = []string{
		"arrow-no-owner", "arrow-between-owners", "arrow-low-bus-factor", "alert-tells-one-person", "responder-ignorant", "expert-not-on-call",
	}
	modeRule = "arrow-mode-unseen" // its subject is the mode its mend is for
)

// action is what to do next about a row: let somebody know of the mode; then let him know in time; then
// lessen the mode; then see that somebody can mend it. A row whose effect is assumed asks for the
// answer first, once an arrow.
func (f failing) action(r Ratings, known findings) string {
	next := f.next(r, known)
	if f.Arrow.Answered() || f.in != &f.Modes[0] || strings.Contains(next, "if-down:") {
		return next
	}
	const answer = "say what happens without it, under if-down"
	if next == none {
		return answer
	}
	return answer + "; then " + next
}

// none is the action where nothing is missing.
const none = "none"

func (f failing) next(r Ratings, known findings) string {
	n := f.in.Notice
	var rules []string
	switch {
	case n.When == analysis.Never, f.in.Proof == nil && r.Detection.Value >= 5:
		return f.tell(r, known)
	case n.When == analysis.Late && f.in.Mode == model.ModeDown:
		rules = lateRules
	case n.When == analysis.Late && n.Missed != nil:
		return fmt.Sprintf("let alert %s tell by %s, not %s", n.Alert, model.FormatDuration(n.Missed.By), analysis.After(n.After))
	}
	switch f.in.Mode {
	case model.ModeSlow:
		rules = append(rules[:len(rules):len(rules)], waitingRules...)
	case model.ModeDown, model.ModeExpired:
		rules = append(rules[:len(rules):len(rules)], fallbackRules...)
	}
	if found, ok := known.first(f.Arrow.Name(), slices.Concat(rules, peopleRules)); ok {
		return found.do()
	}
	if r.Priority == Low {
		return none
	}
	return f.lessen()
}

// lessen is what to do about a mode of which somebody is told in time, and which still matters.
func (f failing) lessen() string {
	a := f.Arrow
	var all []string
	switch f.in.Mode {
	case model.ModeDown, model.ModeSlow, model.ModeOverload, model.ModeExpired:
		if len(a.Fallbacks.Value) == 0 && !a.Pool.Given() && !a.StandIn() {
			all = append(all, "give it a fallback")
		}
	}
	if !a.Fails.Given() {
		all = append(all, "say how seldom it fails, under fails")
	}
	if len(all) == 0 {
		return none
	}
	return strings.Join(all, ", or ")
}

// tell is what lets somebody know of the mode. Of one from which nobody suffers nobody need be told, unless
// a rule asks for it.
func (f failing) tell(r Ratings, known findings) string {
	name := f.Arrow.Name()
	for _, found := range known[name] {
		if found.Rule == modeRule && found.Subject == f.in.Mode.String() && found.Mend != "" {
			return found.do()
		}
	}
	if f.in.Mode == model.ModeDown {
		if found, ok := known.first(name, slices.Concat(lateRules, untoldRules)); ok {
			return found.do()
		}
	}
	if r.Severity.Value <= 2 {
		return none
	}
	if p := f.in.Proof; p != nil {
		if rung, refuted := p.Ladder.Fault(); refuted {
			return "mend alert " + p.Alert.String() + ": " + p.Ladder[rung].Why
		}
		return "let alert " + p.Alert.String() + " reach somebody"
	}
	if len(f.in.Sees) > 0 {
		return fmt.Sprintf("to %s add: %s", f.in.Sees[0], paste.Alert(f.Answer, paste.AlertName(f.Arrow, f.in.Mode)))
	}
	return "to monitors add: " + paste.Monitor(f.Answer, f.in.Mode)
}
