package analysis

import "github.com/linewalk/linewalk/model/diag"

// A Since says against what a report was held that lists only what a change made worse. The drawing of
// then was judged by the rules, settings and day of now.
type Since struct {
	Revision string   // as the user names it
	Commits  []string // with which the change began, one for each repository
	Coverage Coverage // then

	Kept     int               // findings in force now that were so then: they are not among Diagnostics
	Gone     []diag.Diagnostic // findings in force then, and not there now
	Accepted []diag.Diagnostic // findings in force then, and accepted now
	Absent   []string          // drawings that were not there then: all that is found in them is new
	Eased    []Easing          // what the change has judged more leniently
}

// An Easing is a rule of judging that a change makes more lenient.
type Easing struct {
	What     string // a setting, or a waiver and what it is for
	Old, New string // empty where there is none
}
