package detection

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// Sheets lists the whole table: the sheets of the kinds, then those of outside ends, whose rows are
// added to those of the kind, then the one for modes that only the drawing asks.
func Sheets() []Sheet {
	all := make([]Sheet, 0, len(sheets))
	for _, s := range sheets {
		all = append(all, *s)
	}
	return all
}

// SheetFor is the table as it stands for an arrow: that of its kind and the kinds of its ends, what
// outside ends add, and rows for modes that only its `modes` ask. A row is there for every mode.
func SheetFor(a *model.Arrow) Sheet {
	merged := *ofKind(a)
	merged.Rows, merged.Min = nil, smallest(a)
	for _, mode := range model.Modes() {
		row := Row{Mode: mode}
		for _, r := range rows(a, mode) {
			row = row.and(*r)
		}
		merged.Rows = append(merged.Rows, row)
	}
	return merged
}

// and joins two rows of the same mode. What one of them takes for a decoy and the other for a seer
// is a seer.
func (r Row) and(other Row) Row {
	joined := Row{Mode: r.Mode, Also: r.Also}
	if other.Also != "" && other.Also != r.Also {
		joined.Also = joinPhrases(r.Also, other.Also)
	}
	joined.By = slices.Clone(r.By)
	for _, s := range other.By {
		if !slices.ContainsFunc(joined.By, s.within) {
			joined.By = append(joined.By, s)
		}
	}
	for _, d := range slices.Concat(r.Decoys, other.Decoys) {
		if !slices.ContainsFunc(joined.By, d.overlaps) && !slices.ContainsFunc(joined.Decoys, func(e Decoy) bool { return e.String() == d.String() }) {
			joined.Decoys = append(joined.Decoys, d)
		}
	}
	return joined
}

// within tells whether the other seer sees all that this one does.
func (s Seer) within(other Seer) bool {
	return s.Signal == other.Signal && s.If == other.If && (other.At == 0 || s.At == other.At)
}

// overlaps tells whether a figure could be both.
func (d Decoy) overlaps(s Seer) bool {
	return d.Signal != 0 && d.Signal == s.Signal && (d.At == 0 || s.At == 0 || d.At == s.At)
}

func joinPhrases(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}

// rows lists the rows about a mode of an arrow, those of its kind first.
func rows(a *model.Arrow, mode model.Mode) []*Row {
	var found []*Row
	for _, s := range []*Sheet{ofKind(a), ofOutside(a)} {
		if s == nil {
			continue
		}
		if r := s.row(mode); r != nil {
			found = append(found, r)
		}
	}
	if r := added.row(mode); len(found) == 0 {
		found = append(found, r)
	}
	return found
}

// ofKind picks the sheet of an arrow's kind and ends.
func ofKind(a *model.Arrow) *Sheet {
	switch a.Kind.Value {
	case model.Call:
		switch {
		case a.From.IsOutside():
			return &callFromOutside
		case a.To.IsOutside():
			return &callToOutside
		}
		return &call
	case model.Query:
		if a.To.Kind.Value == model.ComponentCache {
			return &queryCache
		}
		return &query
	case model.Resolve:
		return &resolve
	case model.Event:
		switch {
		case a.To.IsHub() && a.From.IsHub():
			return &eventUnseen
		case a.To.IsHub():
			return &eventIn
		case a.From.IsHub():
			return &eventOut
		}
		return &eventUnseen
	case model.Stream:
		return &stream
	case model.Batch:
		return &batch
	case model.Trigger:
		return &trigger
	case model.Replication:
		return &replication
	case model.Webhook:
		switch {
		case a.From.IsOutside():
			return &webhookIn
		case a.To.IsOutside():
			return &webhookOut
		}
		return &webhookOwn
	case model.Notification:
		return &notification
	}
	return &manual
}

// ofOutside picks the sheet that outside ends add, or nil.
func ofOutside(a *model.Arrow) *Sheet {
	switch {
	case a.From.IsOutside() && a.To.IsOutside():
		return &betweenOutside
	case a.From.IsOutside():
		return &fromOutside
	case a.To.IsOutside():
		return &toOutside
	}
	return nil
}
