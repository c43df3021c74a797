package rules

import (
	"slices"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// silencing is what is known of alerts that silence others.
type silencing struct {
	*analysis.Pass
	claims map[*model.Alert]*evidence.Claim
	by     map[*model.AlertRule][]*evidence.Claim // the claims that rest on a rule
}

func silencingOf(p *analysis.Pass) silencing {
	s := silencing{p, claimsBy(p.Report), map[*model.AlertRule][]*evidence.Claim{}}
	for _, c := range p.Report.Claims {
		if rule := c.Rule(); rule != nil && rule.Off == "" {
			s.by[rule] = append(s.by[rule], c)
		}
	}
	return s
}

// say speaks of each alert on an arrow that an alert of the arrow's provider may silence without
// telling all whom it would have told.
func (s silencing) say(x *analysis.Answer) {
	for _, m := range x.Seeing {
		for _, alert := range m.Alerts.Value {
			other, untold := s.silencer(x, alert)
			if other == nil {
				continue
			}
			d := x.About("alert %s may be silenced by %s, which does not tell %s", alert, other.Alert, listed(untold))
			d.Subject, d.Gap = alert.Name.Value, diag.GapSystem
			d.Related = shownAt(other.Rule().Span, "silences it while it fires")
			d.Mend = "let " + other.Alert.String() + " tell " + listed(untold) + " too, or inhibit only alerts that tell the same people"
			s.Say(d)
		}
	}
}

// silencer is the first alert of the provider of an arrow that may silence the given one, and who is
// then not told. It is nil where there is none, or it is not known whom they tell.
func (s silencing) silencer(x *analysis.Answer, alert *model.Alert) (*evidence.Claim, []*model.Person) {
	claim := s.claims[alert]
	if claim == nil || claim.Delivered.Verdict != evidence.Proven {
		return nil, nil
	}
	provider := x.Arrow.ProviderComponent()
	told := s.Reached(alert, x.Owner.Party)
	for _, rule := range claim.Silencers {
		for _, other := range s.by[rule] {
			if !slices.Contains(other.Monitor.Components, provider) {
				continue
			}
			instead := s.Reached(other.Alert, provider.Owner.Value)
			if !told.Complete || !instead.Complete {
				continue
			}
			untold := told.People
			if other.Delivered.Verdict != evidence.Refuted && asLoud(other.Alert, alert) {
				untold = slices.DeleteFunc(slices.Clone(told.People), func(p *model.Person) bool { return slices.Contains(instead.People, p) })
			}
			if len(untold) > 0 {
				return other, untold
			}
		}
	}
	return nil, nil
}

// asLoud tells whether one alert wakes people if the other does.
func asLoud(one, other *model.Alert) bool {
	return one.How.Or(model.Page) == model.Page || other.How.Or(model.Page) != model.Page
}
