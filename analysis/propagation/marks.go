package propagation

import "math/bits"

// marks is a set of small numbers that is read in ascending order and emptied by being read. Both
// cost in proportion to what is in it, give or take a 4096th of its range.
type marks struct {
	words   []uint64
	summary []uint64 // bit w is set where words[w] is not zero
}

func newMarks(n int) marks {
	words := (n + 63) / 64
	return marks{make([]uint64, words), make([]uint64, (words+63)/64)}
}

func (m *marks) add(i int32) {
	m.words[i>>6] |= 1 << (i & 63)
	m.summary[i>>12] |= 1 << (i >> 6 & 63)
}

// addWord adds the numbers 64w to 64w+63 whose bits are set.
func (m *marks) addWord(w int, bits uint64) {
	if bits != 0 {
		m.words[w] |= bits
		m.summary[w>>6] |= 1 << (w & 63)
	}
}

// drain empties the set and calls visit for all that was in it, in ascending order.
func (m *marks) drain(visit func(i int32)) {
	for s, summary := range m.summary {
		eachBit(s, summary, func(w int32) {
			eachBit(int(w), m.words[w], visit)
			m.words[w] = 0
		})
		m.summary[s] = 0
	}
}

// eachBit calls visit for the numbers of the bits set in word w of a set.
func eachBit(w int, word uint64, visit func(i int32)) {
	for ; word != 0; word &= word - 1 {
		visit(int32(w<<6 + bits.TrailingZeros64(word)))
	}
}

// A bitset is a fixed set of small numbers.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) add(i int32) { b[i>>6] |= 1 << (i & 63) }

func (b bitset) has(i int32) bool { return b[i>>6]>>(i&63)&1 != 0 }
