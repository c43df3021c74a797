package knowledge

import (
	"math/bits"
	"slices"
)

// mostTried is how many authors there may be for all sets of them to be tried.
const mostTried = 20

// minimum is the fewest authors without whom less than half of the files have one left, and whether
// that is certain. It is at most what greedy removal came to.
func minimum(t TruckFactor, byFile [][]ContributorID) (fewest int, exact bool) {
	switch {
	case t.Unpruned == leastPossible(t, byFile):
		return t.Unpruned, true
	case len(t.Authors) > mostTried:
		return t.Unpruned, false
	}
	place := map[ContributorID]int{}
	for i, a := range t.Authors {
		place[a.ID] = i
	}
	// First orphans[s] is how many files have just the authors s, then how many have none but those in s.
	orphans := make([]int32, 1<<len(t.Authors))
	for _, of := range byFile {
		set := 0
		for _, id := range of {
			set |= 1 << place[id]
		}
		orphans[set]++
	}
	for i := range t.Authors {
		for set := range orphans {
			if set&(1<<i) != 0 {
				orphans[set] += orphans[set&^(1<<i)]
			}
		}
	}
	fewest = t.Unpruned
	for set, orphaned := range orphans {
		if 2*(t.Files-int(orphaned)) < t.Files {
			fewest = min(fewest, bits.OnesCount(uint(set)))
		}
	}
	return fewest, true
}

// leastPossible is a number of authors below which no set is enough. Each author of a file is charged
// an equal part of it, so a set of authors orphans no more files than its charges sum up to.
func leastPossible(t TruckFactor, byFile [][]ContributorID) int {
	charge := map[ContributorID]float64{}
	orphaned := 0
	for _, of := range byFile {
		if len(of) == 0 {
			orphaned++
		}
		for _, id := range of {
			charge[id] += 1 / float64(len(of))
		}
	}
	charges := make([]float64, 0, len(t.Authors))
	for _, a := range t.Authors {
		charges = append(charges, charge[a.ID])
	}
	slices.Sort(charges)
	slices.Reverse(charges)
	needed := float64(t.Files/2+1-orphaned) - 1e-6 // parts such as 1/3 do not add up exactly
	sum, n := 0.0, 0
	for n < len(charges) && sum < needed {
		sum += charges[n]
		n++
	}
	return n
}
