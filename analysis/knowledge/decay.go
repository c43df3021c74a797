package knowledge

import (
	"math"
	"slices"
	"time"

	"github.com/linewalk/linewalk/model"
)

// A Decay says how knowledge fades.
type Decay struct {
	Window     int     // days before the end of the history; older commits do not count at all
	Days       float64 // after which a change weighs 1/e
	Similarity uint8   // in per cent, below which a rename counts as the addition of a new file
}

// DefaultDecay is that of the bus-factor-explorer of JetBrains (ASE 2023): a year and a half, 90 days,
// 60 %.
func DefaultDecay() Decay { return Decay{Window: Silence, Days: 90, Similarity: 60} }

// The weights and bounds of the decayed degree of authorship, of the same source.
const (
	decayedOwner  = 3.0
	decayedOthers = 2.4

	decayedShare = 0.75  // of the highest, which a major author's is above
	decayedLeast = 0.001 // which a major author's is not below
)

// leastRecent is how many of a hundred files must have a change in the window for the decayed bus
// factor to say anything.
const leastRecent = 10

// A Memory is what is still known of the files of a ledger, as knowledge fades.
type Memory struct {
	Decay Decay
	AsOf  time.Time // the end of the history: when its last commit was made

	ledger *Ledger
	faded  []*faded // by path; nil for paths that nobody changed in the window
}

// A faded is what is left of the changes of a file.
type faded struct {
	sums  []weight // by contributor, each once
	owner weight   // of the heaviest single change
}

// A weight is a sum of faded changes of one contributor.
type weight struct {
	who ContributorID
	sum float64
}

// Fade works out what is left of all changes, in one pass over the history. Co-authors count as
// authors. A rename is nobody's change: it hands what is known of the old path, and all that was done
// to it before, to the new one.
func (l *Ledger) Fade(d Decay) *Memory {
	m := &Memory{Decay: d, AsOf: l.history.Tip(), ledger: l, faded: make([]*faded, len(l.history.Paths))}
	now := make([]model.PathID, len(l.history.Paths)) // what became of each path
	for i := range now {
		now[i] = model.PathID(i)
	}
	for i := range l.history.Commits {
		c := &l.history.Commits[i]
		if !m.holds(c) {
			continue
		}
		people := l.writers(c)
		for _, change := range c.Changes {
			if change.Kind == model.ChangeRename && change.Similarity >= d.Similarity {
				m.move(now, change)
				continue
			}
			for _, who := range people {
				m.add(resolve(now, change.Path), weight{who, m.weighs(c)})
			}
		}
	}
	return m
}

// holds tells whether a commit lies in the window.
func (m *Memory) holds(c *model.Commit) bool {
	tip := m.AsOf.Unix()
	return c.Committed <= tip && c.Committed >= tip-int64(m.Decay.Window)*day
}

const day = 24 * 60 * 60

// weighs is what is left of a change of a commit. One that was written after the end of the history,
// by a clock that is ahead, weighs as one of that day.
func (m *Memory) weighs(c *model.Commit) float64 {
	days := max(0, m.AsOf.Unix()-c.Authored) / day
	return math.Exp(-float64(days) / m.Decay.Days)
}

// writers are the people who wrote a commit, each once, its author last.
func (l *Ledger) writers(c *model.Commit) []ContributorID {
	var people []ContributorID
	author := l.Roster.Of(c.Author)
	for _, other := range c.Coauthors {
		who := l.Roster.Of(other)
		if !who.Bot && who != author && !slices.Contains(people, who.ID) {
			people = append(people, who.ID)
		}
	}
	if !author.Bot {
		people = append(people, author.ID)
	}
	return people
}

// resolve is the path that what was done to a path counts for.
func resolve(now []model.PathID, path model.PathID) model.PathID {
	for now[path] != path {
		now[path] = now[now[path]]
		path = now[path]
	}
	return path
}

// move hands all that is known of the old path of a rename to the new one.
func (m *Memory) move(now []model.PathID, rename model.Change) {
	from, to := resolve(now, rename.From), resolve(now, rename.Path)
	if from == to {
		return
	}
	now[from] = to
	if old := m.faded[from]; old != nil {
		m.faded[from] = nil
		for _, w := range old.sums {
			m.sum(to, w)
		}
		m.own(to, old.owner)
	}
}

// add counts one change.
func (m *Memory) add(path model.PathID, w weight) {
	m.sum(path, w)
	m.own(path, w)
}

func (m *Memory) sum(path model.PathID, w weight) {
	if m.faded[path] == nil {
		m.faded[path] = &faded{owner: weight{sum: -1}}
	}
	f := m.faded[path]
	if i := slices.IndexFunc(f.sums, func(s weight) bool { return s.who == w.who }); i >= 0 {
		f.sums[i].sum += w.sum
		return
	}
	f.sums = append(f.sums, w)
}

// own makes w the heaviest change unless there is a heavier one.
func (m *Memory) own(path model.PathID, w weight) {
	if f := m.faded[path]; w.sum >= f.owner.sum {
		f.owner = w
	}
}

// authorship is the decayed degree of authorship of each contributor, in the order of the sums.
func (f *faded) authorship() []float64 {
	all := 0.0
	for _, w := range f.sums {
		all += w.sum
	}
	degrees := make([]float64, len(f.sums))
	for i, w := range f.sums {
		degrees[i] = w.sum + decayedOthers*(math.Log1p(all)-math.Log1p(max(0, all-w.sum)))
		if w.who == f.owner.who {
			degrees[i] += decayedOwner * f.owner.sum
		}
	}
	return degrees
}

// majors are the major authors of a file.
func (f *faded) majors() []ContributorID {
	degrees := f.authorship()
	highest := slices.Max(degrees)
	var found []ContributorID
	for i, w := range f.sums {
		if degrees[i] >= decayedLeast && degrees[i]/highest > decayedShare {
			found = append(found, w.who)
		}
	}
	return found
}

// A Decayed is the bus factor of a set of files as knowledge fades.
type Decayed struct {
	Decay Decay
	AsOf  time.Time

	Files     int          // with a change in the window: those that count
	Old       int          // without
	BusFactor int          // how many people are removed until more than half of the files have no major author
	Majors    []Authorship // by the files of which they are major authors, in the order of removal; Changes are not counted

	Unknown string // why the figure says nothing; a phrase, empty where it does
}

// BusFactor is that of a set of files.
func (m *Memory) BusFactor(files Files) Decayed {
	d := Decayed{Decay: m.Decay, AsOf: m.AsOf}
	works := make([]int, len(m.ledger.Roster.Contributors))
	var byFile [][]ContributorID
	for _, i := range files {
		f := m.faded[m.ledger.files[i].path]
		if f == nil {
			d.Old++
			continue
		}
		majors := f.majors()
		byFile = append(byFile, majors)
		for _, id := range majors {
			works[id]++
		}
	}
	for id, files := range works {
		if files > 0 {
			d.Majors = append(d.Majors, Authorship{Contributor: m.ledger.contributor(ContributorID(id)), Files: files})
		}
	}
	slices.SortFunc(d.Majors, beforehand)
	d.Files = len(byFile)
	d.BusFactor, _ = removed(d.Majors, byFile)
	switch {
	case len(files) == 0:
		d.Unknown = "there are no files"
	case 100*d.Files < leastRecent*len(files):
		d.Unknown = "too few of the files were changed recently"
	}
	return d
}
