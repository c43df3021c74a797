package suggest

import (
	"slices"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
)

// settle decides what depends on how alerts travel: the labels that bring each to those whom it
// should tell, how long its condition may hold, and with that when somebody is told. It asks the judge
// of claims, who will be asked of the suggestions once they are pasted.
func (p *planner) settle() {
	all := p.plan.Suggestions
	p.label(all)
	for _, s := range all {
		s.Rule.For = 0
	}
	judge := p.judge(all)
	for _, s := range all {
		rest := p.delay(judge, s)
		s.Rule.For = hold(rest.Most, s.By, p.evaluation())
		if s.Lead == model.ModeExpired {
			s.Rule.For = usual
		}
	}
	judge = p.judge(all)
	for _, s := range all {
		s.Delay = p.delay(judge, s)
		if claim := judge.Claim(s.Alert); claim != nil {
			p.noteDelivery(s, claim)
		}
		if !s.Stated {
			s.Alert.After.Value, s.Alert.After.Span = s.Delay.Most, s.Alert.Span
		}
	}
}

// judge holds suggestions against the evidence as if they were in the drawing and its rule files.
func (p *planner) judge(all []*Suggestion) *evidence.Judge {
	system := *p.plan.System
	system.Monitors = make([]*model.Monitor, len(all))
	with := *p.evidence
	with.Rules = make([]*model.AlertRule, len(all))
	with.Files = append(slices.Clone(with.Files), model.EvidenceFile{Kind: model.EvidencePrometheusRules})
	for i, s := range all {
		own := *s.Monitor
		own.Alerts.Value = []*model.Alert{s.Alert}
		system.Monitors[i], with.Rules[i] = &own, s.Rule
	}
	return evidence.New(&system, &with, p.report.Today)
}

// delay is how long it takes from when there is something to see until somebody is told.
func (p *planner) delay(judge *evidence.Judge, s *Suggestion) evidence.Delay {
	claim := judge.Claim(s.Alert)
	if claim == nil {
		return evidence.Delay{}
	}
	if d, known := judge.Delay(claim, evidence.Case{Arrow: s.Answer.Arrow, Mode: s.Lead, By: -1}); known {
		return d
	}
	d, _ := judge.Usual(claim)
	return d
}

// noteDelivery says what the routing makes of the alert.
func (p *planner) noteDelivery(s *Suggestion, claim *evidence.Claim) {
	switch d := claim.Delivered; {
	case d.Unread:
	case d.Verdict == evidence.Refuted:
		s.Notes = append(s.Notes, "no labels bring it to "+s.Told+": "+d.Why)
	case d.Verdict == evidence.Unknown:
		s.Notes = append(s.Notes, d.Why)
	case !reaches(claim, s.Told):
		s.Notes = append(s.Notes, d.Why+", and it is not known that "+s.Told+" is told there")
	}
}

func reaches(claim *evidence.Claim, told string) bool {
	return slices.ContainsFunc(claim.Parties, func(q model.Party) bool { return q.Name == told })
}

