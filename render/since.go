package render

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/linewalk/linewalk/analysis"
)

// fewGone is how many resolved findings a text lists before it counts the rest.
const fewGone = 10

// since says what the findings that follow are held against, what they leave out and what was resolved.
func (s *sheet) since(x *analysis.Since, now analysis.Coverage, all bool) {
	if x == nil {
		return
	}
	s.paragraph(plain, "since:    ", SinceLine(x, now))
	for _, name := range x.Absent {
		s.paragraph(plain, "          ", name+" was not there: all that is found in it is new")
	}
	for _, e := range x.Eased {
		s.paragraph(yellow, "eased:    ", easing(e))
	}
	shown := len(x.Gone)
	if !all {
		shown = min(shown, fewGone)
	}
	for _, d := range x.Gone[:shown] {
		s.add(green, "resolved: ")
		s.say(d.Message + " [" + d.Rule + "]")
	}
	if left := len(x.Gone) - shown; left > 0 {
		s.say(fmt.Sprintf("          and %d more (--all)", left))
	}
}

// SinceLine is "main (3f2a91c0d2): coverage 61% -> 57%, 3 resolved, 41 there before and not listed".
func SinceLine(x *analysis.Since, now analysis.Coverage) string {
	return sinceWhen(x) + ": " + sinceThen(x, now)
}

// sinceWhen names the revision, with the commits that the change began with.
func sinceWhen(x *analysis.Since) string {
	commits := make([]string, len(x.Commits))
	for i, c := range x.Commits {
		commits[i] = c[:min(shortCommit, len(c))]
	}
	return fmt.Sprintf("%s (%s)", x.Revision, strings.Join(commits, ", "))
}

// sinceThen is how coverage moved and what became of the findings.
func sinceThen(x *analysis.Since, now analysis.Coverage) string {
	parts := []string{coverageFromTo(x.Coverage, now)}
	if n := len(x.Gone); n > 0 {
		parts = append(parts, fmt.Sprintf("%d resolved", n))
	}
	if n := len(x.Accepted); n > 0 {
		parts = append(parts, fmt.Sprintf("%d accepted", n))
	}
	if x.Kept > 0 {
		parts = append(parts, fmt.Sprintf("%d there before and not listed", x.Kept))
	}
	return strings.Join(parts, ", ")
}

// shortCommit is how many digits of a commit are shown.
const shortCommit = 10

// coverageFromTo is "coverage 61% -> 57%", or "coverage 61%" where it stays or there was nothing to cover.
func coverageFromTo(was, is analysis.Coverage) string {
	if was.Asked == 0 || was.Percent() == is.Percent() {
		return "coverage " + is.Percent()
	}
	return "coverage " + was.Percent() + " -> " + is.Percent()
}

func easing(e analysis.Easing) string {
	return e.What + ": " + cmp.Or(e.Old, "(nothing)") + " -> " + cmp.Or(e.New, "(nothing)")
}

func sinceOf(r *analysis.Report) *sinceJSON {
	x := r.Since
	if x == nil {
		return nil
	}
	return &sinceJSON{
		Revision: x.Revision, Commits: each(x.Commits, itself), Coverage: shareOf(x.Coverage), Kept: x.Kept,
		Resolved: diagnosticsOf(x.Gone, r.Repository), Accepted: diagnosticsOf(x.Accepted, r.Repository),
		Absent: each(x.Absent, itself),
		Eased:  each(x.Eased, func(e analysis.Easing) easingJSON { return easingJSON{e.What, some(e.Old), some(e.New)} }),
	}
}

type sinceJSON struct {
	Revision string           `json:"revision"`
	Commits  []string         `json:"commits"`
	Coverage shareJSON        `json:"coverage"`
	Kept     int              `json:"kept"`
	Resolved []diagnosticJSON `json:"resolved"`
	Accepted []diagnosticJSON `json:"accepted"`
	Absent   []string         `json:"absent"`
	Eased    []easingJSON     `json:"eased"`
}

type easingJSON struct {
	What string  `json:"what"`
	Old  *string `json:"old"`
	New  *string `json:"new"`
}
