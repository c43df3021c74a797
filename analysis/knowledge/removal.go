package knowledge

// removed removes authors in the given order while at least half of the files have one left. It is how
// many are removed, and how many files have an author left then.
func removed(order []Authorship, byFile [][]ContributorID) (people, covered int) {
	left := make([]int, len(byFile)) // authors of each file
	owned := map[ContributorID][]int{}
	for file, of := range byFile {
		left[file] = len(of)
		if len(of) > 0 {
			covered++
		}
		for _, id := range of {
			owned[id] = append(owned[id], file)
		}
	}
	for people < len(order) && 2*covered >= len(byFile) {
		for _, file := range owned[order[people].ID] {
			if left[file]--; left[file] == 0 {
				covered--
			}
		}
		people++
	}
	return people, covered
}
