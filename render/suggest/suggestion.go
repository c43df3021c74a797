package suggest

import (
	"time"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
)

// A Suggestion is an alert that is missing, with the monitor that it belongs to: one of the drawing, or
// one to add.
type Suggestion struct {
	Answer  *analysis.Answer // the arrow it is listed under, one of those that it is about
	Monitor *model.Monitor
	Alert   *model.Alert
	Stated  bool         // the drawing has it already, and its rule is missing
	Modes   []model.Mode // that it tells of
	Lead    model.Mode   // the one it is made for

	Rule    *model.AlertRule
	Sources []source          // of the metrics in the expression
	Notes   []string          // what to heed, phrases
	Defined *model.AlertRule  // a rule of the name that the evidence has already, or nil
	Delay   evidence.Delay    // until somebody is told
	Untimed bool              // Delay counts from when the threshold is passed, and nobody states when that is
	By      time.Duration     // when somebody should know; negative if nobody says
	Told    string            // who is told; empty if the drawing does not say who could be
	Within  *analysis.Promise // the promise that By comes from, or nil
}

// Late tells whether the alert cannot tell in time, however short it holds.
func (s *Suggestion) Late() bool { return s.By >= 0 && s.Delay.Most > s.By }

// journey is the journey that the alert is about, or nil if it is about arrows or a component.
func (s *Suggestion) journey() *model.Journey {
	if m := s.Monitor; len(m.Arrows) == 0 && len(m.Journeys) > 0 {
		return m.Journeys[0]
	}
	return nil
}

// component is the component that the alert is about, or nil.
func (s *Suggestion) component() *model.Component {
	if m := s.Monitor; len(m.Arrows) == 0 && len(m.Journeys) == 0 && len(m.Components) > 0 {
		return m.Components[0]
	}
	return nil
}

// subject is what the alert is about, in the words of the drawing.
func (s *Suggestion) subject() string {
	if j := s.journey(); j != nil {
		return "journey " + j.Name
	}
	if c := s.component(); c != nil {
		return c.Name
	}
	return s.Answer.Arrow.Name()
}

// A Form is what a plan can be written as.
type Form uint8

// The forms.
const (
	Rules Form = iota
	Monitors
	Objectives
)

// Empty tells whether there is nothing to write in a form.
func (p *Plan) Empty(f Form) bool {
	fresh, _ := p.undefined()
	switch f {
	case Rules:
		return len(fresh) == 0
	case Monitors:
		return len(p.added()) == 0
	}
	return len(p.Objectives) == 0
}

// added lists the suggestions that are not in the drawing.
func (p *Plan) added() []*Suggestion {
	var added []*Suggestion
	for _, s := range p.Suggestions {
		if !s.Stated {
			added = append(added, s)
		}
	}
	return added
}
