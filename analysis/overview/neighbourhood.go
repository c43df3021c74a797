package overview

import (
	"cmp"
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// neighbourhoods puts every component to the nearest of the n busiest ones, along arrows in either
// direction; of two that are as near, to the busier one. What no arrow joins to any of them is apart.
func neighbourhoods(ends []*model.Component, answers []*analysis.Answer, n int) naming {
	joined := map[*model.Component][]*model.Component{}
	for _, x := range answers {
		a := x.Arrow
		joined[a.From] = append(joined[a.From], a.To)
		joined[a.To] = append(joined[a.To], a.From)
	}
	queue := busiest(ends, joined, n)
	centre := make(map[*model.Component]*model.Component, len(ends))
	for _, c := range queue {
		centre[c] = c
	}
	for i := 0; i < len(queue); i++ {
		for _, next := range joined[queue[i]] {
			if centre[next] == nil {
				centre[next] = centre[queue[i]]
				queue = append(queue, next)
			}
		}
	}
	return naming{Neighbourhood, func(c *model.Component) string {
		if centre[c] == nil {
			return "elsewhere"
		}
		return "around " + centre[c].Name
	}}
}

// busiest lists the n components with the most arrows, the busiest first.
func busiest(ends []*model.Component, joined map[*model.Component][]*model.Component, n int) []*model.Component {
	sorted := slices.Clone(ends)
	slices.SortStableFunc(sorted, func(a, b *model.Component) int { return cmp.Compare(len(joined[b]), len(joined[a])) })
	return sorted[:min(n, len(sorted))]
}
