package analysis

import (
	"fmt"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// consequence names what an outcome numbers. The question is asked again when somebody wants the
// whole spread.
func (f *facts) consequence(q propagation.Question, out *propagation.Outcome) Consequence {
	c := Consequence{Journeys: f.journeyStates(out)}
	for _, j := range c.Journeys {
		c.Worst = max(c.Worst, j.Verdict)
	}
	for _, s := range out.Components {
		if s.OnPurpose {
			continue
		}
		if c.Hit++; c.Hit <= shown {
			c.First = append(c.First, f.componentState(s))
		}
	}
	c.spread = func() Spread { return f.spread(q) }
	c.Line = c.inOneLine()
	return c
}

// journeyStates says what becomes of every journey.
func (f *facts) journeyStates(out *propagation.Outcome) []JourneyState {
	all := make([]JourneyState, len(f.system.Journeys))
	for i, j := range f.system.Journeys {
		all[i] = JourneyState{Journey: j, Degraded: propagation.Never, Broken: propagation.Never}
	}
	for _, s := range out.Journeys {
		j := &all[s.Journey]
		j.Verdict, j.Degraded, j.Broken = s.Verdict, s.Degraded, s.Broken
	}
	return all
}

func (f *facts) componentState(s propagation.ComponentState) ComponentState {
	return ComponentState{f.system.Components[s.Component], s.Degraded, s.Down}
}

func (f *facts) spread(q propagation.Question) Spread {
	var all Spread
	out := f.network.Ask(q)
	for _, s := range out.Components {
		if !s.OnPurpose {
			all.Components = append(all.Components, f.componentState(s))
		}
	}
	for _, s := range out.Arrows {
		if !s.OnPurpose {
			all.Arrows = append(all.Arrows, ArrowState{f.system.Arrows[s.Arrow], s.Impaired, s.Fails})
		}
	}
	return all
}

func (c Consequence) hurtJourneys() int {
	n := 0
	for _, j := range c.Journeys {
		if j.Verdict >= propagation.Degraded {
			n++
		}
	}
	return n
}

// shown is how many of several things a line names before it counts the rest.
const shown = 3

// inOneLine is "journey buy breaks at once (1200 USD/min)". Journeys that break come first, then those
// that are degraded; where no journey suffers it says what does.
func (c Consequence) inOneLine() string {
	var parts []string
	suffering := 0
	for _, v := range []propagation.Verdict{propagation.Broken, propagation.Degraded} {
		for _, j := range c.Journeys {
			if j.Verdict != v {
				continue
			}
			if suffering++; suffering <= shown {
				parts = append(parts, j.String())
			}
		}
	}
	if suffering > 0 {
		return "journey " + counted(parts, suffering)
	}
	if masked := c.Masked(); len(masked) > 0 {
		names := make([]string, len(masked))
		for i, j := range masked {
			names[i] = j.Journey.Name
		}
		return "nobody suffers yet, but " + list(names, shown) + " lost what would have saved it"
	}
	for _, s := range c.First {
		parts = append(parts, s.String())
	}
	if len(parts) > 0 {
		return counted(parts, c.Hit) + "; no journey suffers"
	}
	return "nothing else suffers"
}

// String is "buy breaks at once (1200 USD/min)" or "buy is degraded at once and breaks after 30m".
func (j JourneyState) String() string {
	text := j.Journey.Name + " " + course(j.Degraded, j.Broken, "breaks")
	if j.Journey.Worth.Given() {
		text += " (" + j.Journey.Worth.Value.String() + ")"
	}
	return text
}

// String is "checkout goes down after 1h".
func (s ComponentState) String() string {
	return s.Component.Name + " " + course(s.Degraded, s.Down, "goes down")
}

// Stake is what is lost a minute once the failure has run its course, one entry a currency. Journeys that
// are only degraded lose the given share of their worth.
func (c Consequence) Stake(degradedShare float64) []Loss {
	var losses []Loss
	for _, j := range c.Journeys {
		worth := j.Journey.Worth
		share := map[propagation.Verdict]float64{propagation.Broken: 1, propagation.Degraded: degradedShare}[j.Verdict]
		if worth.Given() && share > 0 {
			losses = addLoss(losses, Loss{worth.Value.Amount * share * float64(time.Minute) / float64(worth.Value.Per), worth.Value.Currency})
		}
	}
	return losses
}

// course tells the two steps of getting worse.
func course(degraded, gone time.Duration, goes string) string {
	switch {
	case gone == propagation.Never:
		return "is degraded " + After(degraded)
	case degraded < gone:
		return "is degraded " + After(degraded) + " and " + goes + " " + After(gone)
	}
	return goes + " " + After(gone)
}

// After says when: "at once", "after 4h".
func After(d time.Duration) string {
	switch d {
	case 0:
		return "at once"
	case propagation.Never:
		return "never"
	}
	return "after " + model.FormatDuration(d)
}

// list joins up to most parts with commas, and counts the rest.
func list(parts []string, most int) string {
	return counted(parts[:min(most, len(parts))], len(parts))
}

// counted joins the first parts of a list with commas, and counts the rest.
func counted(first []string, all int) string {
	text := strings.Join(first, ", ")
	if rest := all - len(first); rest > 0 {
		text += fmt.Sprintf(" and %d more", rest)
	}
	return text
}
