package knowledge

import "github.com/linewalk/linewalk/model"

// A record is a change, by the commit that made it.
type record struct {
	commit int32 // an index in the history
	kind   model.ChangeKind
	from   model.PathID // of a rename
}

// records are the changes of a history by the path that they led to, the newest first.
type records struct {
	all   []record
	begin []int32 // of each path, in all; one more at the end
}

// index sorts the changes of a history by path, in time and space that grow with their number.
func index(h *model.History) *records {
	r := &records{begin: make([]int32, len(h.Paths)+1)}
	for _, c := range h.Commits {
		for _, change := range c.Changes {
			r.begin[change.Path+1]++
		}
	}
	for i := range h.Paths {
		r.begin[i+1] += r.begin[i]
	}
	r.all = make([]record, r.begin[len(h.Paths)])
	next := make([]int32, len(h.Paths))
	copy(next, r.begin)
	for i, c := range h.Commits {
		for _, change := range c.Changes {
			r.all[next[change.Path]] = record{commit: int32(i), kind: change.Kind, from: change.From}
			next[change.Path]++
		}
	}
	return r
}

// mostSteps is how many records are looked at on behalf of all files. The largest honest histories need
// a hundredth of it; a forged one, in which every file was once every other, would need the square of
// its size.
const mostSteps = 1 << 27

// A walker finds all records of a file.
type walker struct {
	records  *records
	seen     []int32 // for each path the walk that saw it last
	walks    int32
	steps    int
	stack    []model.PathID
	followed []bool // for each record whether a file before has followed it; nil where that is no matter
}

func (r *records) walker() *walker { return &walker{records: r, seen: make([]int32, len(r.begin)-1)} }

// walk visits the records of a path and, for each rename among them, those of the path before, and so
// on: each path once. It reports whether it came to an end.
func (w *walker) walk(path model.PathID, visit func(record)) bool {
	w.walks++
	w.stack = append(w.stack[:0], path)
	w.seen[path] = w.walks
	for len(w.stack) > 0 {
		path := w.stack[len(w.stack)-1]
		w.stack = w.stack[:len(w.stack)-1]
		for i := w.records.begin[path]; i < w.records.begin[path+1]; i++ {
			if w.steps++; w.steps > mostSteps {
				return false
			}
			r := w.records.all[i]
			visit(r)
			if r.kind == model.ChangeRename && w.follow(i) && w.seen[r.from] != w.walks {
				w.seen[r.from] = w.walks
				w.stack = append(w.stack, r.from)
			}
		}
	}
	return true
}

// follow tells whether a rename is to be followed, and notes that it was.
func (w *walker) follow(i int32) bool {
	if w.followed == nil {
		return true
	}
	before := w.followed[i]
	w.followed[i] = true
	return !before
}
