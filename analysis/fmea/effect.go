package fmea

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// local says what the dependent end does in the mode. It follows the transfer by which the walk works
// out what comes of the mode.
func (f failing) local() string {
	a := f.Arrow
	if a.StandIn() {
		return "nothing changes while what it stands in for works; it can no longer be counted on"
	}
	dependent, provider := a.DependentComponent().Name, a.ProviderComponent().Name
	switch f.in.Mode {
	case model.ModeSilent:
		if a.Request() {
			return "nothing fails: no request reaches " + provider + ", and what it should do for " + dependent + " is not done"
		}
		return "nothing arrives, and nothing fails at " + provider + ": " + f.without(0)
	case model.ModeSlow:
		return f.slowed()
	case model.ModeErrors:
		text := "a part of what " + a.From.Name + " " + handing(a) + " fails, " + f.atMost(dependent)
		if n := a.Retries; n.Given() && n.Value > 0 {
			text += fmt.Sprintf("; %s may absorb it", count(n.Value, "retry", "retries"))
		}
		return text
	case model.ModeOverload:
		return a.To.Name + " is asked for too much, and nothing states that it sheds load: as when the arrow is down, " + f.without(0) +
			"; whoever else needs " + a.To.Name + " may suffer too"
	case model.ModeLimited:
		return "what is above the limit is refused or lost, " + f.atMost(dependent)
	case model.ModeStale:
		if f.passesOn() {
			return dependent + " passes old data on, " + f.atMost("it") + "; how old is still right is not stated"
		}
		return dependent + " goes on with old data, " + f.atMost("it") + "; how old is still right is not stated"
	case model.ModeRepeated:
		return dependent + " gets the same twice or out of order, " + f.atMost("it") + "; whether it bears that is not stated"
	case model.ModeWrong:
		if f.passesOn() {
			return dependent + " passes false data on"
		}
		return dependent + " takes false data for true; no timeout, retry or fallback answers that"
	case model.ModeExpired:
		text := "from that date on as when it is down: " + f.without(0)
		if len(a.Fallbacks.Value) > 0 {
			text += "; a fallback on the same credential ends on the same date"
		}
		return text
	}
	return f.without(0)
}

// handing says what From does over an arrow.
func handing(a *model.Arrow) string {
	if a.Request() {
		return "asks"
	}
	return "sends"
}

func (f failing) slowed() string {
	a := f.Arrow
	timeout := a.Timeout.Value
	switch {
	case !a.Request():
		return "what arrives is late; as when the arrow is down, " + f.without(0)
	case !a.Timeout.Given():
		return "no timeout is stated, so it is taken as down: " + f.without(0)
	case timeout.None && a.From.IsPerson():
		return a.From.Name + " waits for ever"
	case timeout.None:
		return a.From.Name + " waits for ever and hangs, whatever it does when the arrow is down; no fallback fires"
	}
	each := model.FormatDuration(timeout.After)
	total := timeout.After * time.Duration(1+a.Retries.Value)
	if a.Retries.Value == 0 {
		return a.From.Name + " gives up after " + each + ": " + f.without(total)
	}
	return fmt.Sprintf("%s gives up after %d tries of %s, %s in all: %s",
		a.From.Name, 1+a.Retries.Value, each, model.FormatDuration(total), f.without(total))
}

// without says what the ends do while the arrow carries nothing, so much later than when it is down.
func (f failing) without(late time.Duration) string {
	a := f.Arrow
	var felt []string
	for _, e := range []model.End{a.Dependent(), a.Dependent().Other()} {
		if stages := a.Stages(e); len(stages) > 0 {
			felt = append(felt, f.feels(a.At(e), stages, late))
		}
	}
	if len(felt) == 0 {
		return a.DependentComponent().Name + " does without it"
	}
	return f.relieved(strings.Join(felt, ", and "))
}

// relieved says what comes before the full effect.
func (f failing) relieved(full string) string {
	a := f.Arrow
	var before []string
	if n := len(a.Fallbacks.Value); n > 0 {
		stand := make([]string, n)
		for i, ref := range a.Fallbacks.Value {
			stand[i] = ref.Arrow.Name()
		}
		meanwhile := ", and " + a.DependentComponent().Name + " is degraded meanwhile"
		if a.OnFallback.Or(model.Degrades) == model.Nothing {
			meanwhile = ", and " + a.DependentComponent().Name + " feels nothing"
		}
		before = append(before, series(stand)+agree(n, " takes over", " take over")+meanwhile)
	}
	if a.Pool.Given() {
		before = append(before, "the others of pool "+a.Pool.Value+" carry on while enough are left")
	}
	if len(before) == 0 {
		return f.scoped(full)
	}
	return strings.Join(before, "; ") + "; without that, " + f.scoped(full)
}

// scoped adds for which journeys alone the arrow counts.
func (f failing) scoped(text string) string {
	if !f.Arrow.For.Given() {
		return text
	}
	journeys := make([]string, len(f.Arrow.For.Value))
	for i, j := range f.Arrow.For.Value {
		journeys[i] = j.Name
	}
	if len(journeys) == 0 {
		return text + ", for journeys that step over the arrow alone"
	}
	return text + ", for " + series(journeys) + " alone"
}

// feels is "checkout is degraded at once and breaks after 30m".
func (f failing) feels(c *model.Component, stages []model.Stage, late time.Duration) string {
	words := [...]string{model.Degrades: "is degraded", model.Breaks: "breaks"}
	name := c.Name
	switch {
	case c.IsPerson():
		words = [...]string{model.Degrades: "is served worse", model.Breaks: "is stuck"}
	case c == f.Arrow.DependentComponent() && f.passesOn():
		name = "what leaves " + c.Name
		words = [...]string{model.Degrades: "is impaired", model.Breaks: "fails"}
	}
	parts := make([]string, len(stages))
	for i, s := range stages {
		parts[i] = words[s.Effect] + " " + analysis.After(s.After+late)
	}
	text := name + " " + strings.Join(parts, " and ")
	if !f.Arrow.Answered() {
		return text + ", as is assumed"
	}
	return text
}

// atMost says what losing a part does to the dependent end, which the sentence has named as who.
func (f failing) atMost(who string) string {
	a := f.Arrow
	switch {
	case len(a.Stages(a.Dependent())) == 0:
		return "which " + who + " does without"
	case a.DependentComponent().IsPerson():
		return "so " + who + " is served worse"
	case f.passesOn():
		return f.scoped("so what leaves " + who + " is impaired at most")
	}
	return f.scoped("so " + who + " is degraded at most")
}

// passesOn tells whether the dependent end is a hub that does not feel what the arrow brings, and passes it on.
func (f failing) passesOn() bool {
	a := f.Arrow
	return a.To.IsHub() && !a.Request() && a.Dependent() == model.To
}

// end says what becomes of the journeys, the worst hit first.
func (f failing) end() string {
	if len(f.does.Journeys) == 0 {
		if _, what := f.stuck(); what != "" && f.does.Hit == 0 {
			return "no journey is drawn; " + what
		}
		return "no journey is drawn; " + f.components() + f.suffers()
	}
	hurt := slices.Clone(f.does.Broken())
	hurt = append(hurt, f.does.Degraded()...)
	slices.SortStableFunc(hurt, func(a, b analysis.JourneyState) int { return cmp.Compare(gradeOf(b), gradeOf(a)) })
	var told []string
	for _, j := range hurt[:min(most, len(hurt))] {
		text := f.course(j)
		if j.Journey.Worth.Given() {
			text += " (" + j.Journey.Worth.Value.String() + ")"
		}
		told = append(told, text)
	}
	if rest := len(hurt) - most; rest > 0 {
		told = append(told, count(rest, "more journey suffers", "more journeys suffer"))
	}
	if masked := f.does.Masked(); len(masked) > 0 {
		names := make([]string, len(masked))
		for i, j := range masked {
			names[i] = j.Journey.Name
		}
		told = append(told, series(names)+agree(len(names), " still works", " still work")+", one failure closer to breaking")
	}
	if len(told) == 0 {
		told = append(told, "no journey suffers")
		if f.does.Hit > 0 {
			told = append(told, f.components()+f.suffers())
		}
	}
	return strings.Join(told, "; ")
}

// course is "buy is degraded at once and breaks after 30m". What goes on unfelt breaks nothing: the journey
// comes to nothing, or to something false.
func (f failing) course(j analysis.JourneyState) string {
	breaks := "breaks"
	switch {
	case f.in.Mode == model.ModeWrong:
		breaks = "goes wrong"
	case f.in.Mode == model.ModeSilent && f.Arrow.Request():
		breaks = "comes to nothing"
	}
	name := j.Journey.Name
	switch {
	case j.Verdict == propagation.Masked:
		return name + " still works, one failure closer to breaking"
	case never(j.Broken):
		return name + " is degraded " + analysis.After(j.Degraded)
	case j.Degraded < j.Broken:
		return name + " is degraded " + analysis.After(j.Degraded) + " and " + breaks + " " + analysis.After(j.Broken)
	}
	return name + " " + breaks + " " + analysis.After(j.Broken)
}

// components names the first components that the mode hits.
func (f failing) components() string {
	if f.does.Hit == 0 {
		return "no component"
	}
	var names []string
	for _, s := range f.does.First {
		names = append(names, s.Component.Name)
	}
	if rest := f.does.Hit - len(names); rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names, ", "), rest)
	}
	return series(names)
}

// suffers is the verb of components.
func (f failing) suffers() string { return agree(max(1, f.does.Hit), " suffers", " suffer") }

// agree is one where there is one of something, and many otherwise.
func agree(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func count(n int, one, many string) string { return fmt.Sprintf("%d %s", n, agree(n, one, many)) }
