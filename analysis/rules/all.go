// Package rules holds the judgements on Answers, one file a rule, with one page each. A rule
// computes nothing that an Answer could hold.
//
// Of findings that mean the same only the weightiest is said, about one arrow: arrow-bare,
// planned-arrow-naked and arrow-unreviewed stand for all four cells, the last for all that could be said
// of an arrow that may not be real; then, each for those after it, notice-silent,
// fallback-unwatched, arrow-boxes-only, arrow-no-monitor, arrow-no-alert and arrow-mode-unseen, the
// first two for monitor-blind as well; arrow-between-owners stands for arrow-no-owner. That a
// fallback is lost unseen weighs more than that it has no monitor, as somebody counts on it. Of those
// told, that it is not their matter (alert-wrong-team) stands for that they do not know it
// (responder-ignorant), and this is said where the experts are in another team, expert-not-on-call
// where they are in the team told and off its rota: of one arrow one of the three.
//
// What is wrong with an alert or a team is said once where it is stated, and not again of every arrow
// that suffers from it: an alert that the evidence refutes is no alert, and only its own rule says so.
// That a team has nobody in it (team-empty) stands for that its alerts tell nobody; that an alert
// reaches one person (alert-tells-one-person) for that the rota is one (on-call-one-person), and both
// for that nobody is behind it (escalation-flat). A hole in the rota as long as that in the route
// stands for it (on-call-gap). What rests on one person is said of each arrow, and person-overloaded
// adds it up. What is not known, because a file cannot be read or a label is stated nowhere, only
// evidence-unclear speaks of.
package rules

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
)

// The groups of rules, as headings of their list.
const (
	groupCells   = "the four cells"
	groupHappens = "what happens"
	groupKnow    = "how would we know"
	groupTold    = "who is told"
	groupTrue    = "is it true"
	groupUpkeep  = "upkeep"
)

// All lists the rules in the order of the documentation.
func All() []*analysis.Rule {
	return []*analysis.Rule{
		// The four cells.
		arrowBare,
		plannedArrowNaked,
		arrowNoMonitor,
		arrowNoAlert,
		arrowNoOwner,
		arrowLowBusFactor,

		// What happens.
		arrowUnanswered,
		singlePointOfFailure,
		fallbackSharesFate,
		fallbackUnwatched,
		fallbackUntested,
		coldStartDeadlock,
		tierInversion,
		callWithoutTimeout,
		timeoutInversion,
		arrowOnNoJourney,

		// How would we know.
		arrowModeUnseen,
		arrowBoxesOnly,
		noticeLate,
		noticeSilent,
		monitorBlind,
		monitorNobodyLooks,
		journeyNoValueSignal,
		journeyNoSynthetic,
		noDeadMansSwitch,

		// Who is told.
		alertTellsNobody,
		alertTellsOnePerson,
		alertWrongTeam,
		onCallGap,
		onCallOnePerson,
		escalationFlat,
		arrowBetweenOwners,
		ownerUnknown,
		teamEmpty,
		responderIgnorant,
		expertNotOnCall,
		personOverloaded,
		arrowNoRunbook,
		runbookStale,

		// Is it true.
		evidenceAlertMissing,
		evidenceAlertBlind,
		evidenceMetricMissing,
		evidenceRouteLost,
		evidenceRouteIdle,
		evidenceUnclear,
		evidenceOwnerDiffers,
		evidenceKnowledgeStale,

		// Upkeep.
		arrowUnreviewed,
		answerStale,
		waiverExpired,
		waiverExpiresSoon,
		waiverTooLong,
		waiverUnused,
	}
}

// Reserved lists the IDs that are given out and not asked yet. Waivers and settings may name them
// already.
func Reserved() []string {
	return []string{
		"target-unreachable", "retry-storm",
		"drift-undrawn-arrow", "drift-idle-arrow",
		"feature-works-unknown", "feature-impact-unknown", "feature-not-done-done", "feature-unused",
		"feature-used-rarely", "impact-review-overdue", "flag-stale", "rollout-unguarded",
		"experiment-infeasible", "telemetry-over-budget", "telemetry-nobody-uses",
	}
}

// IDs lists the ID of every rule and every reserved one: all that a waiver or setting may name.
func IDs() []string {
	ids := make([]string, 0, len(All())+len(Reserved()))
	for _, r := range All() {
		ids = append(ids, r.ID)
	}
	return append(ids, Reserved()...)
}

// Find is the rule of that ID.
func Find(id string) (*analysis.Rule, bool) {
	all := All()
	i := slices.IndexFunc(all, func(r *analysis.Rule) bool { return r.ID == id })
	if i < 0 {
		return nil, false
	}
	return all[i], true
}
