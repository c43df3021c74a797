package diagram

import (
	"math"
	"slices"
)

// A ranking puts the boxes into ranks, so that arrows lead from a lower one to a higher one.
type ranking struct {
	scene         *scene
	ranks         []int
	before, after [][]int // the boxes that arrows lead from and to, for each box
	pulls         [][]pull
	mark          []int // the round of the search that last came by
	boxes         []int // the columns, in the end
	round         int
}

// A pull draws a box towards the rank in the middle of a boundary.
type pull struct {
	frame  *frame
	weight float64
}

// columns gives every box an even column. The columns between are for chips.
func (k *ranking) columns() []int {
	k.rank()
	k.thin()
	k.boxes = make([]int, len(k.ranks))
	for i, rank := range k.ranks {
		k.boxes[i] = 2 * rank
	}
	return k.boxes
}

// rank finds the ranks at which arrows are short and boundaries narrow.
func (k *ranking) rank() {
	k.longest()
	k.shift()
	k.settle()
}

// A tie keeps a box to the right of another.
type tie struct{ from, to int }

// ties hold the parts that no arrow joins to the largest one at their ranks: each is tied to a box of that
// one, in the same boundary if there is one.
func (k *ranking) ties() []tie {
	parts := k.parts()
	var ties []tie
	for _, part := range parts[min(1, len(parts)):] {
		for _, to := range part {
			if len(k.before[to]) > 0 || k.ranks[to] == 0 {
				continue
			}
			best := -1
			for _, from := range parts[0] {
				if k.ranks[from]+1 == k.ranks[to] && (best < 0 || k.scene.boxes[best].frame != k.scene.boxes[to].frame && k.scene.boxes[from].frame == k.scene.boxes[to].frame) {
					best = from
				}
			}
			if best >= 0 {
				ties = append(ties, tie{best, to})
			}
		}
	}
	return ties
}

// chipColumns gives the chip of every arrow a column between its boxes: the first, but a later one where
// that has less in it.
func (k *ranking) chipColumns() []int {
	room := make([]float64, 2*k.last()+2)
	columns := make([]int, len(k.scene.links))
	for i, l := range k.scene.links {
		first, _ := l.ahead()
		columns[i] = k.boxes[first.id] + 1
		room[columns[i]] += l.room.height + nodeGap
	}
	const perColumn = 10.0 // a chip is looked for beside the box that its arrow comes from
	for i, l := range k.scene.links {
		_, second := l.ahead()
		tall := l.room.height + nodeGap
		best, least := columns[i], room[columns[i]]
		for at := columns[i] + 2; at < k.boxes[second.id]; at += 2 {
			if cost := room[at] + tall + perColumn*float64(at-columns[i]); cost < least {
				best, least = at, cost
			}
		}
		room[columns[i]] -= tall
		room[best] += tall
		columns[i] = best
	}
	return columns
}

// thin moves boxes where arrows only end out of columns that are far too high, to the columns after, and
// those where arrows only start to the columns before.
func (k *ranking) thin() {
	all := 0.0
	for i, b := range k.scene.boxes {
		all += k.tall(i) * (b.size.width + 60)
	}
	for _, l := range k.scene.links {
		all += (l.room.height + nodeGap) * (l.room.width + 60)
	}
	const share, least = 1.3, 600
	most := max(least, share*math.Sqrt(all/screen))
	for _, step := range [2]int{1, -1} {
		k.thinned(step, most)
	}
	lowest := slices.Min(append([]int{0}, k.ranks...))
	for i := range k.ranks {
		k.ranks[i] -= lowest
	}
}

// tall is what the box takes of its column.
func (k *ranking) tall(box int) float64 { return k.scene.boxes[box].size.height + nodeGap }

func newRanking(s *scene) *ranking {
	n := len(s.boxes)
	k := &ranking{scene: s, ranks: make([]int, n), before: make([][]int, n), after: make([][]int, n), pulls: make([][]pull, n), mark: make([]int, n)}
	for _, l := range s.links {
		first, second := l.ahead()
		if first != second {
			k.after[first.id] = append(k.after[first.id], second.id)
			k.before[second.id] = append(k.before[second.id], first.id)
		}
	}
	for i, b := range s.boxes {
		// All pulls together are weaker than one arrow.
		weight := 0.4
		for f := b.frame; f != nil && f.parent != nil; f = f.parent {
			k.pulls[i] = append(k.pulls[i], pull{f, weight})
			weight /= 2
		}
	}
	return k
}

// longest puts every box just after the last of those before it.
func (k *ranking) longest() {
	waits := make([]int, len(k.ranks))
	var ready []int
	for i := range k.ranks {
		if waits[i] = len(k.before[i]); waits[i] == 0 {
			ready = append(ready, i)
		}
	}
	for i := 0; i < len(ready); i++ {
		for _, next := range k.after[ready[i]] {
			k.ranks[next] = max(k.ranks[next], k.ranks[ready[i]]+1)
			if waits[next]--; waits[next] == 0 {
				ready = append(ready, next)
			}
		}
	}
}

// middles is the rank in the middle of each boundary.
func (k *ranking) middles() []int {
	all := make([][]int, len(k.scene.frames))
	for i, pulls := range k.pulls {
		for _, p := range pulls {
			all[p.frame.id] = append(all[p.frame.id], k.ranks[i])
		}
	}
	middles := make([]int, len(all))
	for i, ranks := range all {
		if len(ranks) > 0 {
			slices.Sort(ranks)
			middles[i] = ranks[len(ranks)/2]
		}
	}
	return middles
}

// settle moves boxes, with all that stand in their way, by one rank at a time for as long as arrows and
// boundaries become shorter.
func (k *ranking) settle() {
	const rounds, largest = 24, 200
	last := k.last()
	for range rounds {
		middles, moved := k.middles(), false
		for i := range k.ranks {
			for _, step := range [2]int{1, -1} {
				group := k.group(i, step, largest)
				if group != nil && k.within(group, step, last) && k.gain(group, step, middles) > 0.001 {
					for _, j := range group {
						k.ranks[j] += step
					}
					moved = true
				}
			}
		}
		if !moved {
			return
		}
	}
}

// group is the box and all that must move along with it by a step; nil if they are too many.
func (k *ranking) group(box, step, most int) []int {
	k.round++
	group := []int{box}
	k.mark[box] = k.round
	for i := 0; i < len(group); i++ {
		near := k.after[group[i]]
		if step < 0 {
			near = k.before[group[i]]
		}
		for _, j := range near {
			if k.mark[j] != k.round && k.ranks[j] == k.ranks[group[i]]+step {
				if len(group) == most {
					return nil
				}
				k.mark[j] = k.round
				group = append(group, j)
			}
		}
	}
	return group
}

// gain is how much shorter arrows and ways to the middles of boundaries become when the group, marked
// in this round, moves.
func (k *ranking) gain(group []int, step int, middles []int) float64 {
	gain := 0.0
	for _, i := range group {
		for _, j := range k.before[i] {
			if k.mark[j] != k.round {
				gain -= float64(step)
			}
		}
		for _, j := range k.after[i] {
			if k.mark[j] != k.round {
				gain += float64(step)
			}
		}
		for _, p := range k.pulls[i] {
			if (middles[p.frame.id]-k.ranks[i])*step > 0 {
				gain += p.weight
			} else {
				gain -= p.weight
			}
		}
	}
	return gain
}

// shift moves parts of the drawing that nothing joins to the rest to where the middles of their
// boundaries are, and lone boxes with them.
func (k *ranking) shift() {
	last := k.last()
	parts := k.parts()
	for n, part := range parts {
		if n == 0 {
			continue
		}
		high := 0
		for _, i := range part {
			high = max(high, k.ranks[i])
		}
		middles := k.middlesOf(parts[:n])
		best, least := 0, 0.0
		for by := 0; by+high <= last; by++ {
			way := 0.0
			for _, i := range part {
				for _, p := range k.pulls[i] {
					if m := middles[p.frame.id]; m >= 0 {
						way += p.weight * float64(max(m-k.ranks[i]-by, k.ranks[i]+by-m))
					}
				}
			}
			if by == 0 || way < least {
				best, least = by, way
			}
		}
		for _, i := range part {
			k.ranks[i] += best
		}
	}
}

// middlesOf is the middle of the ranks of boxes in the parts, for each boundary; -1 if it has none of them.
func (k *ranking) middlesOf(parts [][]int) []int {
	all := make([][]int, len(k.scene.frames))
	for _, part := range parts {
		for _, i := range part {
			for _, p := range k.pulls[i] {
				all[p.frame.id] = append(all[p.frame.id], k.ranks[i])
			}
		}
	}
	middles := make([]int, len(all))
	for i, ranks := range all {
		middles[i] = -1
		if len(ranks) > 0 {
			slices.Sort(ranks)
			middles[i] = ranks[len(ranks)/2]
		}
	}
	return middles
}

// parts lists the boxes that arrows join, however far, the most first.
func (k *ranking) parts() [][]int {
	seen := make([]bool, len(k.ranks))
	var parts [][]int
	for i := range k.ranks {
		if seen[i] {
			continue
		}
		seen[i] = true
		part := []int{i}
		for n := 0; n < len(part); n++ {
			for _, near := range [2][]int{k.before[part[n]], k.after[part[n]]} {
				for _, j := range near {
					if !seen[j] {
						seen[j] = true
						part = append(part, j)
					}
				}
			}
		}
		parts = append(parts, part)
	}
	slices.SortStableFunc(parts, func(a, b []int) int { return len(b) - len(a) })
	return parts
}

// last is the highest rank.
func (k *ranking) last() int {
	last := 0
	for _, rank := range k.ranks {
		last = max(last, rank)
	}
	return last
}

// within tells whether the group stays between the first rank and the last when it moves.
func (k *ranking) within(group []int, step, last int) bool {
	for _, i := range group {
		if to := k.ranks[i] + step; to < 0 || to > last {
			return false
		}
	}
	return true
}

// thinned moves boxes on, rank by rank in the direction of the step.
func (k *ranking) thinned(step int, most float64) {
	members := map[int][]int{}
	low, high := 0, k.last()
	for i, rank := range k.ranks {
		members[rank] = append(members[rank], i)
		low = min(low, rank)
	}
	at, end := low, high
	if step < 0 {
		at, end = high, low
	}
	for ; (end-at)*step >= 0 || len(members[at]) > 0; at += step {
		room := 0.0
		for _, i := range members[at] {
			room += k.tall(i)
		}
		stay := len(members[at])
		for _, i := range slices.Backward(members[at]) {
			if room <= most || stay == 1 {
				break
			}
			if k.ends(i, step) {
				stay--
				room -= k.tall(i)
				k.ranks[i] += step
				members[at+step] = append(members[at+step], i)
			}
		}
	}
}

// ends tells whether nothing holds the box back from moving by a step.
func (k *ranking) ends(box, step int) bool {
	if step > 0 {
		return len(k.after[box]) == 0
	}
	return len(k.before[box]) == 0 && len(k.after[box]) > 0
}
