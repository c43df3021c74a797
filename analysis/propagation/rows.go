package propagation

// rows are lists of numbers, laid end to end: row v is of[start[v]:start[v+1]].
type rows struct{ start, of []int32 }

func (r rows) row(v int32) []int32 { return r.of[r.start[v]:r.start[v+1]] }

// rowsOf puts each of some values into its row, in their order.
func rowsOf(n int, rowOf, of []int32) rows {
	start, order := rowsBy(n, rowOf)
	laid := make([]int32, len(of))
	for i, at := range order {
		laid[i] = of[at]
	}
	return rows{start, laid}
}

// rowsBy sorts items by the row they belong to: the items of row r are order[start[r]:start[r+1]],
// in their given order.
func rowsBy[R ~int32](rows int, of []R) (start, order []int32) {
	start = make([]int32, rows+1)
	for _, r := range of {
		start[r+1]++
	}
	for r := range rows {
		start[r+1] += start[r]
	}
	next := append([]int32(nil), start[:rows]...)
	order = make([]int32, len(of))
	for i, r := range of {
		order[next[r]] = int32(i)
		next[r]++
	}
	return start, order
}
