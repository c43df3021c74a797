package propagation

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/linewalk/linewalk/model"
)

// TestAskAgainstReference compares the network to the reference on random systems that have every
// construct, under random questions.
func TestAskAgainstReference(t *testing.T) {
	for seed := range uint64(700) {
		againstReference(t, seed)
	}
}

func FuzzAskAgainstReference(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { againstReference(t, seed) })
}

func againstReference(t *testing.T, seed uint64) {
	t.Helper()
	d := dice{rand.New(rand.NewPCG(seed, 1))}
	s := d.system()
	n := New(s)
	for range 4 {
		q := d.question(s)
		got, want := n.Ask(q), answerOf(s, q)
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d, %+v of\n%s(-reference +network)\n%s", seed, q, describe(s), diff)
		}
	}
}

// TestWalkAsksEveryArrow holds the walk, which uses its memory again and again, to questions asked
// one by one, some of them at the same time.
func TestWalkAsksEveryArrow(t *testing.T) {
	for seed := range uint64(300) {
		s := dice{rand.New(rand.NewPCG(seed, 5))}.system()
		n := New(s)
		want := make([]Outcome, len(s.Arrows))
		var all sync.WaitGroup
		for _, a := range s.Arrows {
			if a.Judged() {
				all.Go(func() { want[a.ID] = n.Ask(Question{Arrows: []model.ArrowID{a.ID}}) })
			}
		}
		all.Wait()
		next := model.ArrowID(0)
		n.Walk(func(id model.ArrowID, o *Outcome) bool {
			for next < id && !s.Arrows[next].Judged() {
				next++
			}
			if id != next {
				t.Fatalf("seed %d: arrow %d came when it was the turn of %d", seed, id, next)
			}
			if diff := cmp.Diff(want[id], *o, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("seed %d, arrow %d of\n%s(-asked +walked)\n%s", seed, id, describe(s), diff)
			}
			next++
			return true
		})
	}
}

// TestTimesSaturate lets delays add up to more than a time can hold: what they delay is late, not
// never.
func TestTimesSaturate(t *testing.T) {
	s := newSketch()
	far := only(stage(model.Breaks, Never/2+1))
	for _, name := range []string{"a -> b", "b -> c", "c -> d", "d -> e"} {
		s.add(name, model.Call).IfDown = far
	}
	slow := s.add("f -> g", model.Call)
	slow.Timeout, slow.Retries = said(model.Timeout{After: Never / 3}), said(5)
	n := s.network(t)
	o := n.Ask(Question{Components: []model.ComponentID{s.box("e").ID}})
	for i, want := range []time.Duration{latest, latest, latest, Never/2 + 1, 0} {
		if got := o.Components[i].Down; got != want {
			t.Errorf("%s is down at %d, want %d", s.Components[i], got, want)
		}
	}
	o = n.Ask(Question{Arrows: []model.ArrowID{slow.ID}, Mode: Slow})
	if got := o.Arrows[0].Fails; got != latest {
		t.Errorf("the slow arrow fails at %d, want %d", got, latest)
	}
}

// describe writes a system for a human who looks for the reason of a difference.
func describe(s *model.System) string {
	var b strings.Builder
	for _, c := range s.Components {
		fmt.Fprintf(&b, "%d %s %s hub=%v in=%v replicas=%d needs=%d\n", c.ID, c, c.Kind.Value, c.IsHub(), c.In.Value, c.ReplicaCount(), c.NeededReplicas())
	}
	for _, a := range s.Arrows {
		fmt.Fprintf(&b, "%d %s %s", a.ID, a, a.Kind.Value)
		if !a.Judged() {
			b.WriteString(" retired\n")
			continue
		}
		for end := model.From; end <= model.To; end++ {
			for _, stage := range a.Stages(end) {
				fmt.Fprintf(&b, " %s=%s+%s", end, stage.Effect, stage.After)
			}
		}
		for _, f := range a.Fallbacks.Value {
			fmt.Fprintf(&b, " fallback=%d", f.Arrow.ID)
		}
		fmt.Fprintf(&b, " on-fallback=%v stand-in=%v", a.OnFallback.Or(model.Degrades), a.StandIn())
		if a.Pool.Given() {
			fmt.Fprintf(&b, " pool=%s/%d", a.Pool.Value, a.Needs.Or(0))
		}
		if a.For.Given() {
			fmt.Fprintf(&b, " for=%v", a.For.Value)
		}
		if a.Timeout.Given() {
			fmt.Fprintf(&b, " timeout=%+v*%d", a.Timeout.Value, a.Retries.Value+1)
		}
		b.WriteString("\n")
	}
	for _, j := range s.Journeys {
		fmt.Fprintf(&b, "%d %s", j.ID, j)
		for _, step := range j.Steps.Value {
			fmt.Fprintf(&b, " step %d", step.Arrow.ID)
		}
		for _, step := range j.Optional.Value {
			fmt.Fprintf(&b, " optional %d", step.Arrow.ID)
		}
		b.WriteString("\n")
	}
	return b.String()
}
