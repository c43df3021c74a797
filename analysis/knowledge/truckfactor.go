package knowledge

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// The weights and bounds of the degree of authorship: Fritz et al., "Degree-of-knowledge" (TOSEM 2014),
// as Avelino et al., "A novel approach for estimating truck factors" (ICPC 2016), use them.
const (
	doaBase   = 3.293
	doaAdded  = 1.098
	doaOwn    = 0.164
	doaOthers = 0.321

	doaShare = 0.75           // of the highest, which an author's is above
	doaLeast = doaBase - 1e-7 // which an author's is not below, unless he added the file
)

// doa is the degree of authorship of someone for a file that others modified or renamed so often.
func doa(t tally, others int) float64 {
	d := doaBase + doaOwn*float64(t.changes) - doaOthers*math.Log1p(float64(others))
	if t.added {
		d += doaAdded
	}
	return d
}

// authors are those of the tallies of a file who are its authors.
func authors(tallies []tally) []ContributorID {
	all := 0
	for _, t := range tallies {
		all += t.changes
	}
	highest := math.Inf(-1)
	for _, t := range tallies {
		highest = max(highest, doa(t, all-t.changes))
	}
	var found []ContributorID
	for _, t := range tallies {
		d := doa(t, all-t.changes)
		if d/highest > doaShare && (d >= doaLeast || t.added) {
			found = append(found, t.who)
		}
	}
	return found
}

// An Authorship is what one person has written of a set of files.
type Authorship struct {
	*Contributor
	Files   int // of which the person is an author
	Changes int // modifications and renames, and one for each file added
}

// A TruckFactor is the number of people without whom more than half of a set of files has no author
// left, found by removing the author of most files again and again.
type TruckFactor struct {
	Files     int // that people changed: those that count
	Uncounted int // that nobody did: bots alone, or nothing on record
	Changers  int // people who changed any

	Authors  []Authorship // in the order of removal
	Unpruned int          // as Avelino et al. published it: how many are removed
	Pruned   int          // as their tool has it since 2018: those with less than a tenth of the files of the first do not count
	Covered  int          // files that have an author left when all Unpruned are removed

	Minimum int  // the fewest people who would do, as far as known; at most Unpruned
	Exact   bool // fewer than Minimum do not do; otherwise print "at most"
}

// Known tells whether there is anything to go by. Where there is not, no number here means anything.
func (t TruckFactor) Known() bool { return t.Files > 0 }

// Coverage is the share of files that has an author left when all Unpruned are removed.
func (t TruckFactor) Coverage() float64 {
	if t.Files == 0 {
		return 0
	}
	return float64(t.Covered) / float64(t.Files)
}

// People are those of the pruned truck factor.
func (t TruckFactor) People() []Authorship { return t.Authors[:t.Pruned] }

// TruckFactor is that of a set of files.
func (l *Ledger) TruckFactor(files Files) TruckFactor {
	var t TruckFactor
	works := make([]Authorship, len(l.Roster.Contributors))
	byFile := make([][]ContributorID, 0, len(files))
	for _, i := range files {
		tallies := l.tallies(&l.files[i])
		if len(tallies) == 0 {
			t.Uncounted++
			continue
		}
		t.Files++
		for _, one := range tallies {
			works[one.who].Changes += one.count()
		}
		of := authors(tallies)
		byFile = append(byFile, of)
		for _, id := range of {
			works[id].Files++
		}
	}
	for id, work := range works {
		work.Contributor = l.contributor(ContributorID(id))
		if work.Changes > 0 {
			t.Changers++
		}
		if work.Files > 0 {
			t.Authors = append(t.Authors, work)
		}
	}
	slices.SortFunc(t.Authors, beforehand)
	t.Unpruned, t.Covered = removed(t.Authors, byFile)
	t.prune()
	t.Minimum, t.Exact = minimum(t, byFile)
	return t
}

// beforehand orders authors by removal.
func beforehand(a, b Authorship) int {
	return cmp.Or(
		cmp.Compare(b.Files, a.Files), cmp.Compare(b.Changes, a.Changes), strings.Compare(a.Name, b.Name),
		slices.Compare(a.Emails, b.Emails), cmp.Compare(a.ID, b.ID),
	)
}

// prune counts the removed who have at least a tenth of the files of the first.
func (t *TruckFactor) prune() {
	for _, a := range t.Authors[:t.Unpruned] {
		if 10*a.Files >= t.Authors[0].Files {
			t.Pruned++
		}
	}
}
