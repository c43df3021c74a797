package suggest

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
)

// A Choice says for what something is suggested. Its zero value chooses all arrows, and of their
// modes those that nobody is told of; what is given must all hold.
type Choice struct {
	Arrows  []string // normalised names
	Journey string   // arrows without which this journey is not what it was
	Owner   string   // arrows of this team or person, also those between it and another
	Modes   []model.Mode

	// All also asks for modes of which somebody is told late or by something else than an alert on
	// the arrow, and for rules of stated alerts of which nothing is known.
	All bool
}

// arrows lists the answers chosen, most harmful first.
func (c Choice) arrows(r *analysis.Report) []*analysis.Answer {
	var chosen []*analysis.Answer
	for _, x := range r.ByHarm {
		if c.chooses(x) {
			chosen = append(chosen, x)
		}
	}
	return chosen
}

func (c Choice) chooses(x *analysis.Answer) bool {
	switch {
	case len(c.Arrows) > 0 && !slices.Contains(c.Arrows, x.Arrow.Name()):
		return false
	case c.Journey != "" && !hurts(x, c.Journey):
		return false
	case c.Owner != "" && !x.Owner.Concerns(c.Owner):
		return false
	}
	return true
}

func hurts(x *analysis.Answer, journey string) bool {
	return slices.ContainsFunc(x.IfDown.Journeys, func(j analysis.JourneyState) bool {
		return j.Journey.Name == journey && j.Verdict != propagation.Untouched
	})
}

// asks tells whether something is to be suggested for a mode, if it is missing. What is false takes a
// look at the content, of which nothing can be suggested but where to begin, so it must be asked for.
func (c Choice) asks(m model.Mode) bool {
	if len(c.Modes) > 0 {
		return slices.Contains(c.Modes, m)
	}
	return m != model.ModeWrong || c.All
}

// missing tells whether too little is known of a mode.
func (c Choice) missing(m analysis.ModeAnswer) bool {
	if m.Notice.When == analysis.Never {
		return true
	}
	return c.All && (m.Notice.When == analysis.Late || m.Notice.Where != analysis.AtArrow)
}
