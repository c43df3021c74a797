package render

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
)

// A Selection says which answers a story tells. Its zero value selects all; what is given must all
// hold.
type Selection struct {
	Arrow      string // the normalised name of the arrow
	Journey    string // arrows without which this journey is not what it was
	Owner      string // arrows of this team or person, also those between it and another
	Unanswered bool   // arrows of which nobody says what happens without them
	Top        int    // at most so many; 0 is all
}

// Select lists the answers that are selected, most harmful first.
func (s Selection) Select(r *analysis.Report) []*analysis.Answer {
	var chosen []*analysis.Answer
	for _, x := range r.ByHarm {
		if s.Top > 0 && len(chosen) == s.Top {
			break
		}
		if s.chooses(x) {
			chosen = append(chosen, x)
		}
	}
	return chosen
}

func (s Selection) chooses(x *analysis.Answer) bool {
	switch {
	case s.Arrow != "" && x.Arrow.Name() != s.Arrow:
		return false
	case s.Journey != "" && !touches(x, s.Journey):
		return false
	case s.Owner != "" && !x.Owner.Concerns(s.Owner):
		return false
	case s.Unanswered && x.Arrow.Answered():
		return false
	}
	return true
}

func touches(x *analysis.Answer, journey string) bool {
	for _, j := range x.IfDown.Journeys {
		if j.Journey.Name == journey {
			return j.Verdict != propagation.Untouched
		}
	}
	return false
}
