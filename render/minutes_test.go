package render

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/advice"
	"github.com/linewalk/linewalk/model"
)

// met is a meeting about a report, in which everything was said at least once.
func met(r *analysis.Report, said string) Meeting {
	before := *r
	before.Headline.Assumed++
	first := r.ByHarm[0].Arrow.Name()
	return Meeting{
		By: said, Before: &before, After: r, Left: 2, Files: []string{said, "shop.yaml"},
		Plan: advice.Next(r, 3, advice.Usual()),
		Walked: []Walked{
			{Arrow: first, Decisions: []Decision{
				{After: "yes"},
				{Topic: model.TopicIfDown, Before: "degrades", After: "breaks after 4h"},
				{Topic: model.TopicAlert, Of: said, After: said},
			}},
			{Arrow: r.ByHarm[1].Arrow.Name(), Vain: []model.Topic{model.TopicMonitors, model.TopicExperts}, Notes: []string{said}},
			{Arrow: r.ByHarm[2].Arrow.Name(), Confirmed: true},
		},
	}
}

func minutesOf(t testing.TB, m Meeting) string {
	t.Helper()
	var b strings.Builder
	if err := Minutes(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMinutes(t *testing.T) {
	golden(t, "minutes.md", minutesOf(t, met(sample(), "mia")))
}

func TestMinutesAreInert(t *testing.T) {
	for _, s := range append(infestations, poison) {
		whole(t, minutesOf(t, met(poisoned(s), s)))
		if t.Failed() {
			t.Fatalf("with %q", s)
		}
	}
}

// TestMinutesOfNothing are those of a meeting that ended with its first question.
func TestMinutesOfNothing(t *testing.T) {
	got := minutesOf(t, Meeting{Before: sample(), After: sample(), Left: 4})
	if !strings.Contains(got, "0 arrows walked, 0 decisions, 4 arrows left to walk.") || strings.Contains(got, "## Decisions") {
		t.Error(got)
	}
}
