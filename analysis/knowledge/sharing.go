package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model"
)

// A Counting is what counts as a change where a single file is shared out.
type Counting uint8

// The ways of counting of Cosentino et al., "Assessing the bus factor of Git repositories" (SANER 2015).
const (
	AllChanges       Counting = iota
	LastChange                // only the latest
	DistinctChanges           // changes of one author in a row are one
	WeightedDistinct          // the same, and each weighs as many as there are up to it
)

func (c Counting) String() string {
	return [...]string{"all changes", "last change", "distinct changes", "weighted distinct changes"}[c]
}

// A Share is what one person has of the changes of a file.
type Share struct {
	*Contributor
	Changes int
	Primary bool // it is at least an equal share
	Holds   bool // it is at least half of the mean share of those who are primary: in the bus factor set
}

// Sharing is who has which share of the changes of a file or a few: of a runbook, a configuration, a
// contract. Largest shares come first.
func (l *Ledger) Sharing(files Files, c Counting) []Share {
	var shares []Share
	for _, one := range counted(l.sequence(files), c) {
		shares = append(shares, Share{Contributor: l.contributor(one.who), Changes: one.changes})
	}
	slices.SortFunc(shares, func(a, b Share) int {
		return cmp.Or(cmp.Compare(b.Changes, a.Changes), strings.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	judge(shares)
	return shares
}

// sequence are the people who changed the files, change by change, the earliest first.
func (l *Ledger) sequence(files Files) []ContributorID {
	var commits []int32
	w := l.records.walker()
	for _, i := range files {
		// New has been through all files, so each alone comes to an end.
		w.walk(l.files[i].path, func(r record) { commits = append(commits, r.commit) })
	}
	slices.SortFunc(commits, func(a, b int32) int { return cmp.Compare(b, a) })
	var people []ContributorID
	for _, c := range commits {
		who := l.Roster.Of(l.history.Commits[c].Author)
		if who.Bot {
			continue
		}
		id := who.ID
		if l.same != nil {
			id = l.same[id]
		}
		people = append(people, id)
	}
	return people
}

// counted counts the changes of a sequence, for each contributor in it.
func counted(sequence []ContributorID, c Counting) []tally {
	var counts []tally
	at := func(who ContributorID) *tally {
		i := slices.IndexFunc(counts, func(t tally) bool { return t.who == who })
		if i < 0 {
			i = len(counts)
			counts = append(counts, tally{who: who})
		}
		return &counts[i]
	}
	position := 0
	for i, who := range sequence {
		t := at(who)
		again := i > 0 && sequence[i-1] == who
		switch {
		case c == AllChanges, c == LastChange && i == len(sequence)-1, c == DistinctChanges && !again:
			t.changes++
		case c == WeightedDistinct && !again:
			position++
			t.changes += position
		}
	}
	return counts
}

// judge compares the shares, in whole numbers.
func judge(shares []Share) {
	total, primaries, theirs := 0, 0, 0
	for _, s := range shares {
		total += s.Changes
	}
	for i := range shares {
		s := &shares[i]
		if s.Primary = s.Changes*len(shares) >= total; s.Primary {
			primaries++
			theirs += s.Changes
		}
	}
	for i := range shares {
		s := &shares[i]
		s.Holds = 2*primaries*s.Changes >= theirs
	}
}

// edit is the day of the latest change that a person made to the files, and who made it. It is nil
// where nobody did.
func (l *Ledger) edit(files Files) (model.Date, *Contributor) {
	latest := -1
	for _, i := range files {
		if edit := l.files[i].edit; edit >= 0 && (latest < 0 || edit < latest) {
			latest = edit
		}
	}
	if latest < 0 {
		return model.Date{}, nil
	}
	c := l.history.Commits[latest]
	return dateOf(c.Committed), l.Roster.Of(c.Author)
}
