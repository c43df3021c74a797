package render

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A happening is what sets in at one moment after a failure.
type happening struct {
	at time.Duration

	degraded, down []string         // components
	limping, gone  []*model.Journey // journeys that are degraded, that break
}

// happenings orders a consequence by time.
func happenings(c analysis.Consequence) []*happening {
	found := map[time.Duration]*happening{}
	at := func(d time.Duration) *happening {
		if found[d] == nil {
			found[d] = &happening{at: d}
		}
		return found[d]
	}
	for _, s := range c.Spread().Components {
		at(s.Degraded).degraded = append(at(s.Degraded).degraded, s.Component.Name)
		at(s.Down).down = append(at(s.Down).down, s.Component.Name)
	}
	for _, j := range c.Journeys {
		at(j.Degraded).limping = append(at(j.Degraded).limping, j.Journey)
		at(j.Broken).gone = append(at(j.Broken).gone, j.Journey)
	}
	delete(found, propagation.Never)
	var all []*happening
	for _, h := range found {
		all = append(all, h)
	}
	slices.SortFunc(all, func(a, b *happening) int { return cmp.Compare(a.at, b.at) })
	return all
}

// String is "journey buy breaks (1200 USD/min): checkout and shop go down, search is degraded".
func (h *happening) String() string {
	var journeys, components []string
	if n := len(h.gone); n > 0 {
		journeys = append(journeys, stakes(h.gone)+" "+agree(n, "breaks", "break"))
	}
	if n := len(h.limping); n > 0 {
		journeys = append(journeys, stakes(h.limping)+" "+agree(n, "is degraded", "are degraded"))
	}
	if n := len(h.down); n > 0 {
		components = append(components, Series(h.down, "and")+" "+agree(n, "goes down", "go down"))
	}
	if n := len(h.degraded); n > 0 {
		components = append(components, Series(h.degraded, "and")+" "+agree(n, "is degraded", "are degraded"))
	}
	parts := []string{}
	if len(journeys) > 0 {
		parts = append(parts, strings.Join(journeys, ", "))
	}
	if len(components) > 0 {
		parts = append(parts, strings.Join(components, ", "))
	}
	return strings.Join(parts, "; ")
}

// stakes names journeys and what they are worth: "journey buy (1200 USD/min)".
func stakes(journeys []*model.Journey) string {
	names := make([]string, len(journeys))
	for i, j := range journeys {
		names[i] = j.Name
		if j.Worth.Given() {
			names[i] += " (" + j.Worth.Value.String() + ")"
		}
	}
	return agree(len(journeys), "journey ", "journeys ") + Series(names, "and")
}

// story tells a consequence in sentences, in the order of time.
func story(c analysis.Consequence) string {
	var told []string
	for i, h := range happenings(c) {
		switch {
		case h.at == 0:
			told = append(told, Sentence("at once "+h.String()))
		case i == 0:
			told = append(told, Sentence("nothing for "+model.FormatDuration(h.at)+", then "+h.String()))
		default:
			told = append(told, Sentence(analysis.After(h.at)+" "+h.String()))
		}
	}
	if len(told) == 0 {
		told = append(told, "No component feels it.")
	}
	if c.FirstHurt() == propagation.Never && len(c.Journeys) > 0 && len(c.Masked()) < len(c.Journeys) {
		told = append(told, "No journey suffers.")
	}
	if text := latent(c.Masked()); text != "" {
		told = append(told, text)
	}
	return strings.Join(told, " ")
}

// latent tells of journeys that work although something they rest on does not.
func latent(masked []analysis.JourneyState) string {
	if len(masked) == 0 {
		return ""
	}
	names := journeyNames(masked)
	return Sentence(agree(len(names), "journey ", "journeys ") + Series(names, "and") +
		agree(len(names), " still works", " still work") + " (masked), but one failure closer to breaking")
}

func journeyNames(states []analysis.JourneyState) []string {
	names := make([]string, len(states))
	for i, j := range states {
		names[i] = j.Journey.Name
	}
	return names
}
