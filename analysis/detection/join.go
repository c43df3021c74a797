package detection

import (
	"slices"

	"github.com/linewalk/linewalk/model"
)

// union is two sheets in one: what sees a mode in either sees it. The smallest set is left open.
func union(one, other *Sheet) Sheet {
	joined := Sheet{Typical: slices.Concat(one.Typical, other.Typical)}
	for _, mode := range model.Modes() {
		a, b := one.row(mode), other.row(mode)
		switch {
		case a != nil && b != nil:
			joined.Rows = append(joined.Rows, a.and(*b))
		case a != nil:
			joined.Rows = append(joined.Rows, *a)
		case b != nil:
			joined.Rows = append(joined.Rows, *b)
		}
	}
	return joined
}

// bothOurs is a webhook between two of our own parts. What the sender counts is enough, as it is
// where the receiver cannot be measured.
func bothOurs(in, out *Sheet) Sheet {
	s := union(out, in)
	s.Name, s.Of = "webhook between own parts", "both ends are ours"
	s.Min, s.Sources = out.Min, out.Sources
	return s
}

// noQueueDrawn is the way into a queue and the way out of it as one arrow. What is measured at the
// broker is then measured at neither end, so its vantage does not matter.
func noQueueDrawn(in, out *Sheet) Sheet {
	in, out = midway(in, model.AtTo), midway(out, model.AtFrom)
	s := union(in, out)
	s.Name, s.Of = "event with no queue drawn", "the way into the queue and the way out of it in one"
	s.Min, s.Sources = least(in.Min, out.Min), "as "+in.Name+" and "+out.Name
	return s
}

// least joins two sets, without the figures at one end that are there for any end too.
func least(one, other []Seer) []Seer {
	all := Row{By: one}.and(Row{By: other}).By
	return slices.DeleteFunc(slices.Clone(all), func(s Seer) bool {
		return s.At != 0 && slices.ContainsFunc(all, Seer{Signal: s.Signal}.same)
	})
}

// midway forgets the vantage of what is measured at the broker's end.
func midway(s *Sheet, broker model.Vantage) *Sheet {
	forget := func(seers []Seer) []Seer {
		var found []Seer
		for _, seer := range seers {
			if seer.At == broker {
				seer.At = 0
			}
			found = append(found, seer)
		}
		return found
	}
	moved := *s
	moved.Min, moved.Rows, moved.Typical = forget(s.Min), nil, nil
	for _, r := range s.Rows {
		row := Row{Mode: r.Mode, Also: r.Also, By: forget(r.By)}
		for _, d := range r.Decoys {
			if d.At == broker {
				d.At = 0
			}
			row.Decoys = append(row.Decoys, d)
		}
		moved.Rows = append(moved.Rows, row)
	}
	for _, t := range s.Typical {
		if t.At == broker {
			t.At = 0
		}
		moved.Typical = append(moved.Typical, t)
	}
	return &moved
}
