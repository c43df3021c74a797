// Package compare tells what changed from one report to another: arrows, cells, outcomes, notices,
// owners, journeys, findings and the rules of judging. It holds names and values and no parts of the
// reports, in an order that does not depend on that of the files, so that comparing the other way
// round gives the same changes mirrored.
package compare

import (
	"cmp"
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A Comparison is what changed from an old report to a new one. Lists are sorted by name.
type Comparison struct {
	Old, New Side

	Added, Removed []Arrow
	Renamed        []Name // arrows

	Cells    []CellChange    // of arrows in both
	Outcomes []OutcomeChange // of journeys in both, through arrows in either
	Breaking []JourneyBreaks // of journeys in both: what breaks them alone that did not, and the reverse
	Notices  []NoticeChange  // of arrows in both
	Owners   []OwnerChange   // of arrows in both
	Guesses  []GuessChange   // of arrows in both
	Journeys []JourneyChange

	Findings Findings
	Policy   []PolicyChange
}

// Empty tells whether nothing changed. That a finding is still there is no change.
func (c *Comparison) Empty() bool {
	f := c.Findings
	return len(c.Added)+len(c.Removed)+len(c.Renamed)+len(c.Cells)+len(c.Outcomes)+len(c.Notices)+len(c.Owners)+
		len(c.Guesses)+len(c.Journeys)+len(c.Policy)+
		len(f.New)+len(f.Raised)+len(f.Reinstated)+len(f.Gone)+len(f.Lowered)+len(f.Accepted) == 0
}

// Worsened tells whether anything got worse, or is judged more leniently.
func (c *Comparison) Worsened() bool {
	return len(c.Findings.Worse()) > 0 || anyWorse(c.Cells, CellChange.Direction) || anyWorse(c.Outcomes, OutcomeChange.Direction) ||
		anyWorse(c.Notices, NoticeChange.Direction) || anyWorse(c.Owners, OwnerChange.Direction) ||
		anyWorse(c.Guesses, GuessChange.Direction) ||
		anyWorse(c.Journeys, func(x JourneyChange) Direction { return x.Means }) ||
		anyWorse(c.Policy, func(x PolicyChange) Direction { return x.Means })
}

func anyWorse[T any](changes []T, direction func(T) Direction) bool {
	return slices.ContainsFunc(changes, func(x T) bool { return direction(x) == Worse })
}

// A Side is what one report counts.
type Side struct {
	System   string
	Arrows   int
	Coverage analysis.Coverage
	Vital    analysis.Coverage
	Counts   diag.Counts

	Repository diag.Repository // that the files lie in
}

// A Name is what one thing is called in the old drawing and in the new one: empty where it is not there.
type Name struct{ Old, New string }

// String is the name in the new drawing, else that in the old one.
func (n Name) String() string { return cmp.Or(n.New, n.Old) }

func compareNames(a, b Name) int {
	return cmp.Or(cmp.Compare(a.String(), b.String()), cmp.Compare(a.Old, b.Old))
}

// An Arrow is one that is in one of the drawings only.
type Arrow struct {
	Name   string
	Cells  analysis.Cells
	Worst  propagation.Verdict
	IfDown string // what happens without it, in one line
}

// A Direction says what a change means.
type Direction int8

// The directions. A change from or to unknown is worse or better only where coverage is.
const (
	Worse Direction = iota - 1
	Neutral
	Better
)

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func covered(c analysis.Cell) int { return number(c.Value == people.Yes) }

func (d Direction) String() string { return [...]string{"worse", "neutral", "better"}[d+1] }

// moreIsBetter is the direction of a change from a number to another; less is worse.
func moreIsBetter[T cmp.Ordered](old, new T) Direction { return Direction(cmp.Compare(new, old)) }

// A CellChange is a cell of an arrow with another value.
type CellChange struct {
	Arrow    Name
	Cell     int // index in analysis.Cells.All
	Old, New analysis.Cell
}

// Direction tells whether the cell is covered now, or was.
func (c CellChange) Direction() Direction { return moreIsBetter(covered(c.Old), covered(c.New)) }

// An Outcome is what becomes of a journey without an arrow. That of an arrow which is not there is the
// zero Outcome.
type Outcome struct {
	Verdict          propagation.Verdict
	Degraded, Broken time.Duration // from the failure, or propagation.Never
	Assumed          bool          // nothing is stated about it, and the worst is taken
}

// compare orders outcomes by harm: the verdict, then how soon it breaks, then how soon it suffers.
func (o Outcome) compare(p Outcome) int {
	return cmp.Or(cmp.Compare(o.Verdict, p.Verdict), cmp.Compare(p.Broken, o.Broken), cmp.Compare(p.Degraded, o.Degraded))
}

// An OutcomeChange is a journey that suffers otherwise than before without an arrow, or sooner or later.
type OutcomeChange struct {
	Arrow    Name
	Journey  string
	Old, New Outcome
}

// Direction tells whether the journey suffers more now.
func (c OutcomeChange) Direction() Direction { return Direction(c.Old.compare(c.New)) }

// JourneyBreaks lists the arrows that break a journey alone and did not, and those that no longer do.
type JourneyBreaks struct {
	Journey     string
	More, Fewer []Name
}

// A Notice is when somebody is told that an arrow is down.
type Notice struct {
	When  analysis.When
	After time.Duration // from the failure, or propagation.Never
}

// A NoticeChange is an arrow of which somebody is told sooner or later than before.
type NoticeChange struct {
	Arrow    Name
	Old, New Notice
}

// Direction tells whether somebody knows sooner; where the time is the same, whether it is still in time.
func (c NoticeChange) Direction() Direction {
	return cmp.Or(moreIsBetter(c.New.After, c.Old.After), moreIsBetter(c.Old.When, c.New.When))
}

// An Owner is who answers for an arrow, or why nobody does.
type Owner struct {
	Owned bool
	Text  string // a name, or a phrase
}

// An OwnerChange is an arrow that somebody else answers for.
type OwnerChange struct {
	Arrow    Name
	Old, New Owner
}

// Direction tells whether anybody answers for the arrow now, or did.
func (c OwnerChange) Direction() Direction {
	return moreIsBetter(number(c.Old.Owned), number(c.New.Owned))
}

// A GuessChange is an arrow of which it is stated now what happens without it, or was before.
type GuessChange struct {
	Arrow   Name
	Guessed bool // now
}

// Direction tells that stating is better than guessing.
func (c GuessChange) Direction() Direction {
	return moreIsBetter(number(c.Guessed), number(!c.Guessed))
}

// A JourneyChange is something about a journey that is stated otherwise. Of a journey that is in one
// drawing only, What is empty, and the other text too.
type JourneyChange struct {
	Journey  Name
	What     string // the key in the drawing
	Old, New string // as stated; empty where nothing is
	Means    Direction
}

// A PolicyChange is a rule of judging that the new drawing sets otherwise: worse is more lenient.
type PolicyChange struct {
	What     string // "fail-on", "rule arrow-no-alert", "waiver of arrow-no-alert"
	About    Name   // of a waiver the arrow, journey or component that it is for
	Old, New string // the values in force, of a waiver its last day; empty where there is none
	Means    Direction
}

// Findings are the findings of both reports, paired by what their keys are made of: rule, file, arrow
// and subject, with the names of the old drawing read as those of the new one. Sorted by level, the
// highest first, then by arrow, rule, subject and file.
type Findings struct {
	New        []diag.Diagnostic // in the new report only
	Raised     []diag.Diagnostic // in both, at a higher level now; as they are now
	Reinstated []diag.Diagnostic // in force now, and waived or in the baseline before
	Gone       []diag.Diagnostic // in the old report only
	Lowered    []diag.Diagnostic // in both, at a lower level now; as they are now
	Accepted   []diag.Diagnostic // in force before, and waived or in the baseline now
	Kept       []diag.Diagnostic // in force in both, at one level; as they are now
}

// Worse lists the findings that are there now and were not, or not so: what a change has to answer for.
func (f Findings) Worse() []diag.Diagnostic { return slices.Concat(f.New, f.Raised, f.Reinstated) }

// Compare tells what changed from one report to another.
//
// Arrows are told apart by their names. An arrow is taken to be renamed, and not to be another one, if
// it is the only arrow between its two components that is gone, exactly one between them is new, and
// both state the same; or if one of its components is renamed. A component is taken to be renamed if it
// is gone, exactly one other is new that states the same and has the same arrows to and from the same
// others, each stating the same, and no other that is gone fits that one as well.
func Compare(old, new *analysis.Report) *Comparison {
	return Stated(old, new, old.System.Settings)
}

// Stated tells what changed as Compare does, where the old report was not judged by the settings that the
// old drawing states, but by those of the new one: then what an eased rule no longer finds does not pass
// for mended.
func Stated(old, new *analysis.Report, stated model.Settings) *Comparison {
	p := pairUp(old, new)
	c := &Comparison{
		Old: sideOf(old), New: sideOf(new),
		Added: p.only(new, p.oldOf), Removed: p.only(old, p.newOf), Renamed: p.renamed,
		Journeys: p.journeys(), Findings: p.findings(), Policy: p.policy(stated),
	}
	c.arrows(p)
	c.Outcomes = p.outcomes()
	c.Breaking = breaking(c.Outcomes)
	return c
}

func sideOf(r *analysis.Report) Side {
	return Side{
		System: r.System.Name.Value, Arrows: len(r.Answers), Coverage: r.Coverage, Vital: r.Vital, Counts: r.Counts(),
		Repository: r.Repository,
	}
}

// only lists the arrows of a report that have no counterpart.
func (p *pairs) only(r *analysis.Report, counterpart map[string]*analysis.Answer) []Arrow {
	var found []Arrow
	for _, x := range r.Answers {
		name := x.Arrow.Name()
		if counterpart[name] == nil {
			found = append(found, Arrow{Name: name, Cells: x.Cells, Worst: x.IfDown.Worst, IfDown: x.IfDown.Line})
		}
	}
	slices.SortFunc(found, func(a, b Arrow) int { return cmp.Compare(a.Name, b.Name) })
	return found
}

// arrows compares what is known of the arrows in both.
func (c *Comparison) arrows(p *pairs) {
	for _, pair := range p.both {
		old, new := pair.old, pair.new
		for i, cell := range new.Cells.All() {
			if before := old.Cells.All()[i]; before.Value != cell.Value {
				c.Cells = append(c.Cells, CellChange{Arrow: pair.name, Cell: i, Old: before, New: cell})
			}
		}
		was, is := Notice{old.Notice.When, old.Notice.After}, Notice{new.Notice.When, new.Notice.After}
		if was != is {
			c.Notices = append(c.Notices, NoticeChange{pair.name, was, is})
		}
		if was, is := ownerOf(old), ownerOf(new); was != is {
			c.Owners = append(c.Owners, OwnerChange{pair.name, was, is})
		}
		if old.Guessed != new.Guessed {
			c.Guesses = append(c.Guesses, GuessChange{pair.name, new.Guessed})
		}
	}
}

// breaking gathers by journey which arrows break it alone now and did not, and the reverse.
func breaking(changes []OutcomeChange) []JourneyBreaks {
	of := map[string]*JourneyBreaks{}
	for _, c := range changes {
		was, is := c.Old.Verdict == propagation.Broken, c.New.Verdict == propagation.Broken
		if was == is {
			continue
		}
		j := of[c.Journey]
		if j == nil {
			j = &JourneyBreaks{Journey: c.Journey}
			of[c.Journey] = j
		}
		if is {
			j.More = append(j.More, c.Arrow)
		} else {
			j.Fewer = append(j.Fewer, c.Arrow)
		}
	}
	var all []JourneyBreaks
	for _, j := range of {
		all = append(all, *j)
	}
	slices.SortFunc(all, func(a, b JourneyBreaks) int { return cmp.Compare(a.Journey, b.Journey) })
	return all
}
