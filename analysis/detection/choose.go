package detection

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// Minimal lists monitors that together see every mode asked of the arrow but expired and wrong: the
// smallest set of its sheet, without what this arrow does not need, and with what it needs besides.
func Minimal(a *model.Arrow) []Seer {
	asked := slices.DeleteFunc(Modes(a), func(m model.Mode) bool { return m == model.ModeExpired || m == model.ModeWrong })
	var set []Seer
	for _, s := range smallest(a) {
		if slices.ContainsFunc(asked, func(m model.Mode) bool { return s.sees(a, m) }) {
			set = append(set, s)
		}
	}
	for _, m := range asked {
		if slices.ContainsFunc(set, func(s Seer) bool { return s.sees(a, m) }) {
			continue
		}
		if s, ok := Best(a, m); ok {
			set = append(set, s)
		}
	}
	return set
}

// Best is the monitor to add where nothing sees a mode: one of the sheet's smallest set if it does,
// else the first of the row. It is false if nothing can see the mode on that arrow.
func Best(a *model.Arrow, mode model.Mode) (Seer, bool) {
	var first Seer
	found := false
	small := smallest(a)
	for _, r := range rows(a, mode) {
		for _, s := range r.By {
			if !s.offered(a) {
				continue
			}
			if slices.ContainsFunc(small, s.same) {
				return s, true
			}
			if !found {
				first, found = s, true
			}
		}
	}
	return first, found
}

// smallest is the smallest set of the sheets of an arrow.
func smallest(a *model.Arrow) []Seer {
	set := ofKind(a).Min
	if s := ofOutside(a); s != nil && len(s.Min) > 0 {
		return s.Min
	}
	return set
}

func (s Seer) same(other Seer) bool { return s.Signal == other.Signal && s.At == other.At }

// sees tells whether a monitor made after the seer sees a mode of the arrow.
func (s Seer) sees(a *model.Arrow, mode model.Mode) bool {
	at := s.At
	if at == 0 {
		at = DefaultVantage(a, s.Signal)
	}
	return look(a, s.Signal, at, mode).Sees == Yes
}
