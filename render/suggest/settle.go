package suggest

import (
	"slices"
	"time"

	"github.com/linewalk/linewalk/analysis/detection"
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
	judge := p.judge(all, p.evidence.Servers)
	for _, s := range all {
		rest := p.delay(judge, s)
		s.Rule.For = hold(rest.Most, s.By, p.evaluation())
		if s.Lead == model.ModeExpired {
			s.Rule.For = usual
		}
	}
	judge = p.judge(all, p.evidence.Servers)
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

// judge holds suggestions against the evidence as if they were in the drawing and its rule files, and
// these were all the servers.
func (p *planner) judge(all []*Suggestion, servers []*model.MetricServer) *evidence.Judge {
	system := *p.plan.System
	system.Monitors = make([]*model.Monitor, len(all))
	with := *p.evidence
	with.Servers = servers
	with.Rules = make([]*model.AlertRule, len(all))
	with.Files = append(slices.Clone(with.Files), model.EvidenceFile{Kind: model.EvidencePrometheusRules})
	for i, s := range all {
		own := *s.Monitor
		own.Alerts.Value = []*model.Alert{s.Alert}
		system.Monitors[i], with.Rules[i] = &own, s.Rule
	}
	return evidence.New(&system, &with, p.report.Today)
}

// delay is how long it takes from when there is something to see until somebody is told. What looks at
// several signs of a failure may have to wait for the slowest.
func (p *planner) delay(judge *evidence.Judge, s *Suggestion) evidence.Delay {
	claim := judge.Claim(s.Alert)
	if claim == nil {
		return evidence.Delay{}
	}
	d, known := judge.Delay(claim, evidence.Case{Arrow: s.Answer.Arrow, Mode: s.Lead, By: -1})
	if !known {
		d, known, _ = judge.Elsewhere(claim, s.Lead)
	}
	if s.Untimed = !known; s.Untimed {
		held := (s.Rule.For + p.evaluation() - 1) / p.evaluation() * p.evaluation()
		return evidence.Delay{Most: p.scrape() + p.evaluation() + held + claim.Wait}
	}
	signs := detection.Circumstances(s.Answer.Arrow, s.Monitor.Signal.Value, s.Lead)
	if later := slowest(s.Rule.Condition, signs) - soonest(s.Rule.Condition, signs); later > 0 {
		d.Most, d.Parts = d.Most+later, ""
	}
	return d
}

// soonest is the shortest window of the signs by which a condition comes true.
func soonest(c model.Condition, signs []model.Circumstance) time.Duration {
	first := time.Duration(-1)
	for _, sign := range signs {
		if s := c.Sights[sign]; s.Fires == model.FiresYes && (first < 0 || s.Window < first) {
			first = s.Window
		}
	}
	return max(first, 0)
}

// slowest is the window of the sign that a signal is about, which is the first.
func slowest(c model.Condition, signs []model.Circumstance) time.Duration {
	if len(signs) == 0 || c.Sights[signs[0]].Fires != model.FiresYes {
		return 0
	}
	return c.Sights[signs[0]].Window
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
