package render

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
)

func TestStory(t *testing.T) {
	golden(t, "walk.txt", written(t, func(b *bytes.Buffer) error { return Story(b, sample(), StoryOptions{}) }))
}

// question is what happens in the sample if two arrows fail together, made up so that it has every
// stage.
func question() *analysis.WhatIf {
	r := sample()
	first, third := r.Answers[0], r.Answers[2]
	return &analysis.WhatIf{
		System:   r.System,
		Question: analysis.Question{Arrows: r.System.Arrows[1:3], Mode: propagation.Slow},
		IfDown: analysis.NewConsequence(
			[]analysis.JourneyState{first.IfDown.Journeys[0], third.IfDown.Journeys[1]},
			analysis.Spread{
				Components: append(first.IfDown.Spread().Components, third.IfDown.Spread().Components...),
				Arrows: []analysis.ArrowState{
					{Arrow: first.Arrow, Impaired: propagation.Never, Fails: 0},
					{Arrow: r.Answers[3].Arrow, Impaired: 1500 * time.Millisecond, Fails: propagation.Never},
				},
			},
		),
		Notice:  first.Notice,
		Watches: first.Watches,
		Cost:    first.Cost,
		Assumed: []string{"nothing is stated about the timeout of checkout -> orders: taken to fail at once"},
	}
}

func TestWhatIf(t *testing.T) {
	golden(t, "whatif.txt", written(t, func(b *bytes.Buffer) error { return WhatIf(b, question(), WhatIfOptions{}) }))
}

func TestSelect(t *testing.T) {
	for _, c := range []struct {
		name string
		by   Selection
		want string
	}{
		{"all, most harmful first", Selection{}, "checkout -> orders, shop -> checkout, checkout -> mailer (refunds), shop -> orders"},
		{"arrow", Selection{Arrow: "shop -> orders"}, "shop -> orders"},
		{"journey, masked too", Selection{Journey: "buy"}, "checkout -> orders, shop -> checkout, shop -> orders"},
		{"owner, also of an end", Selection{Owner: "payments"}, "checkout -> orders, shop -> checkout, checkout -> mailer (refunds), shop -> orders"},
		{"other owner of an arrow between", Selection{Owner: "web"}, "checkout -> mailer (refunds)"},
		{"unanswered", Selection{Unanswered: true}, "shop -> orders"},
		{"top", Selection{Top: 2}, "checkout -> orders, shop -> checkout"},
		{"together", Selection{Journey: "buy", Unanswered: true, Top: 5}, "shop -> orders"},
		{"nothing", Selection{Arrow: "a -> b"}, ""},
	} {
		var names []string
		for _, x := range c.by.Select(sample()) {
			names = append(names, x.Arrow.Name())
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
