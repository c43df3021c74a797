package knowledge

import (
	"math/bits"
	"math/rand/v2"
	"testing"
)

// The minimum is that of trying all sets one by one, and what is certain without trying is right.
func TestMinimum(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		people, files := 1+random.IntN(7), 1+random.IntN(12)
		byFile := make([][]ContributorID, files)
		count := make([]int, people)
		for i := range byFile {
			for id := range people {
				if random.IntN(3) == 0 {
					byFile[i] = append(byFile[i], ContributorID(id))
					count[id]++
				}
			}
		}
		tf := TruckFactor{Files: files}
		for id, n := range count {
			if n > 0 {
				tf.Authors = append(tf.Authors, Authorship{Contributor: &Contributor{ID: ContributorID(id)}, Files: n})
			}
		}
		tf.Unpruned, tf.Covered = removed(tf.Authors, byFile)
		want := fewestByTrying(people, byFile)
		if got, exact := minimum(tf, byFile); got != want || !exact {
			t.Fatalf("%v: got %d, %v, want %d", byFile, got, exact, want)
		}
		if least := leastPossible(tf, byFile); least > want {
			t.Fatalf("%v: %d is said to be the least possible, and %d are enough", byFile, least, want)
		}
	}
}

func fewestByTrying(people int, byFile [][]ContributorID) int {
	fewest := people
	for set := range 1 << people {
		covered := 0
		for _, of := range byFile {
			for _, id := range of {
				if set&(1<<id) == 0 {
					covered++
					break
				}
			}
		}
		if 2*covered < len(byFile) {
			fewest = min(fewest, bits.OnesCount(uint(set)))
		}
	}
	return fewest
}
