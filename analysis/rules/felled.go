package rules

import (
	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// A couple is an arrow and one of its fallbacks.
type couple struct{ primary, fallback *model.Arrow }

// felled finds, for arrows with fallbacks, the first arrow whose failure fails both of a couple.
func felled(answers []*analysis.Answer) map[couple]*model.Arrow {
	found := map[couple]*model.Arrow{}
	for _, x := range answers {
		if len(x.Fells) > 1 {
			pair(x.Arrow, x.Fells, found)
		}
	}
	return found
}

// pair notes the couples among the arrows that fail without the cause. That a fallback fails its
// primary is no fault of the fallback.
func pair(cause *model.Arrow, failing []*model.Arrow, found map[couple]*model.Arrow) {
	fails := map[*model.Arrow]bool{}
	for _, a := range failing {
		fails[a] = true
	}
	for _, a := range failing {
		for _, ref := range a.Fallbacks.Value {
			c := couple{a, ref.Arrow}
			if fails[ref.Arrow] && ref.Arrow != cause && found[c] == nil {
				found[c] = cause
			}
		}
	}
}
