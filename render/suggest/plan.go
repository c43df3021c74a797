package suggest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/detection"
	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
)

// A Plan is what is missing, most harmful first.
type Plan struct {
	System      *model.System
	Suggestions []*Suggestion
	Objectives  []*Objective

	Unseen []Unseen     // modes that no monitor can see
	Mute   []Mute       // alerts that see what nobody is told of
	Left   []model.Mode // modes that are missing and were not asked for
}

// An Unseen is a mode of an arrow for which the table of signals has nothing.
type Unseen struct {
	Arrow *model.Arrow
	Mode  model.Mode
}

// A Mute is alerts of an arrow that see modes nobody is told of, because they reach nobody. Another
// alert beside one would only be a second one to mend.
type Mute struct {
	Arrow  *model.Arrow
	Alerts []*model.Alert
	Modes  []model.Mode
	Why    string        // a phrase
	Labels []model.Label // that would bring them to somebody; none where labels are not to blame
}

// New finds out what is missing. The evidence is that of the report, or nil.
func New(r *analysis.Report, e *model.Evidence, c Choice) *Plan {
	if e == nil {
		e = &model.Evidence{}
	}
	p := &planner{
		plan: &Plan{System: r.System}, report: r, evidence: e, choice: c,
		people: people.New(r.System, r.Today), metrics: newMetrics(r.System, e), names: newNames(r.System),
		done: map[*model.Alert]bool{},
	}
	chosen := c.arrows(r)
	for _, x := range chosen {
		p.define(x)
		p.add(x)
	}
	p.settle()
	p.plan.Objectives = p.objectives(chosen)
	return p.plan
}

// A planner makes a plan.
type planner struct {
	plan     *Plan
	report   *analysis.Report
	evidence *model.Evidence
	choice   Choice
	people   people.Directory
	metrics  *metrics
	names    *names
	done     map[*model.Alert]bool
}

// define suggests rules for the alerts of the drawing that have none: those on the arrow, on its ends
// and on the journeys that it hurts.
func (p *planner) define(x *analysis.Answer) {
	for _, m := range p.report.System.Monitors {
		if !concernsArrow(m, x) {
			continue
		}
		for _, alert := range m.Alerts.Value {
			if p.done[alert] || !p.undefined(alert) {
				continue
			}
			p.done[alert] = true
			s := &Suggestion{Answer: x, Monitor: m, Alert: alert, Stated: true}
			s.Modes = p.shown(x, m)
			if len(p.choice.Modes) > 0 && !slices.ContainsFunc(s.Modes, p.choice.asks) {
				continue
			}
			s.Lead = model.ModeDown
			if len(s.Modes) > 0 {
				s.Lead = s.Modes[0]
			}
			if n := len(m.Arrows); n > 1 {
				s.Notes = append(s.Notes, fmt.Sprintf("it watches %d arrows: split by them, or one hides the others", n))
			}
			p.suggest(s)
		}
	}
}

func concernsArrow(m *model.Monitor, x *analysis.Answer) bool {
	return slices.Contains(m.Arrows, x.Arrow) ||
		slices.ContainsFunc(m.Journeys, func(j *model.Journey) bool { return hurts(x, j.Name) }) ||
		slices.Contains(m.Components, x.Arrow.From) || slices.Contains(m.Components, x.Arrow.To)
}

// undefined tells whether no rule defines an alert of the drawing. With Choice.All that is taken to be
// so where nothing is known.
func (p *planner) undefined(alert *model.Alert) bool {
	if name, _ := evidence.SplitName(alert.Name.Value); name == "" {
		return false
	}
	for _, c := range p.report.Claims {
		if c.Alert == alert {
			return c.Exists.Verdict == evidence.Refuted || p.choice.All && c.Exists.Unread
		}
	}
	return p.choice.All
}

// shown lists the modes of an arrow that a monitor sees.
func (p *planner) shown(x *analysis.Answer, m *model.Monitor) []model.Mode {
	var modes []model.Mode
	for _, mode := range x.Modes {
		switch {
		case slices.Contains(mode.Sees, m):
			modes = append(modes, mode.Mode)
		case !slices.Contains(m.Arrows, x.Arrow) && m.Signal.Given() && detection.SeesJourney(m.Signal.Value, mode.Mode).Sees != detection.No:
			modes = append(modes, mode.Mode)
		}
	}
	return modes
}

// add suggests monitors for the modes that nobody is told of: those of the smallest set for such an
// arrow and, where that has none, the best there is.
func (p *planner) add(x *analysis.Answer) {
	open := p.open(x)
	for _, seer := range detection.Minimal(x.Arrow) {
		open = p.cover(x, seer, open)
	}
	for len(open) > 0 {
		mode := open[0]
		seer, ok := detection.Best(x.Arrow, mode)
		left := open
		if ok {
			left = p.cover(x, seer, open)
		}
		if slices.Contains(left, mode) {
			p.plan.Unseen = append(p.plan.Unseen, Unseen{x.Arrow, mode})
			left = slices.DeleteFunc(left, func(m model.Mode) bool { return m == mode })
		}
		open = left
	}
}

// open lists the modes of an arrow for which something is to be added. A stated alert whose rule is
// suggested will tell of its own.
func (p *planner) open(x *analysis.Answer) []model.Mode {
	var open []model.Mode
	for _, m := range x.Modes {
		switch {
		case !p.choice.missing(m) || p.promised(x, m.Mode):
		case p.choice.asks(m.Mode) && mute(m):
			p.quiet(x, m)
		case p.choice.asks(m.Mode):
			open = append(open, m.Mode)
		case len(p.choice.Modes) == 0 && !slices.Contains(p.plan.Left, m.Mode):
			p.plan.Left = append(p.plan.Left, m.Mode)
		}
	}
	return open
}

// mute tells whether an alert on the arrow sees a mode, so far as is known, although nobody is told.
func mute(m analysis.ModeAnswer) bool {
	if m.Proof == nil || m.Notice.When != analysis.Never {
		return false
	}
	rung, refuted := m.Proof.Ladder.Fault()
	return !refuted || rung == evidence.Delivered
}

// quiet takes up an alert that reaches nobody.
func (p *planner) quiet(x *analysis.Answer, m analysis.ModeAnswer) {
	found := Mute{Arrow: x.Arrow, Modes: []model.Mode{m.Mode}}
	alert := m.Proof.Alert
	if step := m.Proof.Ladder[evidence.Delivered]; step.Verdict == evidence.Refuted {
		found.Why, found.Labels = step.Why, p.remedy(x, m.Proof)
	} else {
		found.Why = cmp.Or(p.people.Reached(alert.Tells.Value, x.Owner.Party).Why, "whom it tells is not there")
	}
	i := slices.IndexFunc(p.plan.Mute, func(o Mute) bool { return o.Arrow == found.Arrow && o.Why == found.Why })
	if i < 0 {
		i = len(p.plan.Mute)
		p.plan.Mute = append(p.plan.Mute, found)
	} else {
		p.plan.Mute[i].Modes = append(p.plan.Mute[i].Modes, m.Mode)
	}
	if same := &p.plan.Mute[i]; !slices.Contains(same.Alerts, alert) {
		same.Alerts = append(same.Alerts, alert)
	}
}

// remedy is the labels that would bring an alert that exists to those whom it should tell.
func (p *planner) remedy(x *analysis.Answer, proof *analysis.Proof) []model.Label {
	rule := proof.Claim.Rule()
	if rule == nil {
		return nil
	}
	copied := *rule
	copied.Labels = nil
	s := &Suggestion{Answer: x, Monitor: proof.Monitor, Alert: proof.Alert, Stated: true, Rule: &copied}
	s.Told = p.told(s)
	return p.route(s)
}

func (p *planner) promised(x *analysis.Answer, mode model.Mode) bool {
	return slices.ContainsFunc(p.plan.Suggestions, func(s *Suggestion) bool {
		return s.Stated && slices.Contains(s.Monitor.Arrows, x.Arrow) && (s.Answer != x || slices.Contains(s.Modes, mode)) &&
			slices.ContainsFunc(x.Modes, func(m analysis.ModeAnswer) bool {
				return m.Mode == mode && slices.Contains(m.Sees, s.Monitor)
			})
	})
}

// cover suggests alerts on what a seer sees of some modes, and returns the modes that are left.
func (p *planner) cover(x *analysis.Answer, seer detection.Seer, open []model.Mode) []model.Mode {
	at := seer.At
	if at == 0 {
		at = detection.DefaultVantage(x.Arrow, seer.Signal)
	}
	m := &model.Monitor{
		Signal: model.Stated[model.Signal]{Value: seer.Signal, Span: x.Arrow.Span},
		At:     model.Stated[model.Vantage]{Value: at, Span: x.Arrow.Span},
		Arrows: []*model.Arrow{x.Arrow},
	}
	left := slices.Clone(open)
	for _, mode := range open {
		look := detection.See(x.Arrow, m, mode)
		if look.Sees != detection.Yes || !slices.Contains(left, mode) {
			continue
		}
		own := *m
		s := &Suggestion{Answer: x, Monitor: &own, Lead: mode, Modes: left}
		if look.Note != "" && !strings.HasPrefix(look.Note, "=") {
			s.Notes = append(s.Notes, "what is meant is "+seer.Signal.String()+" "+look.Note)
		}
		s.Alert = p.alert(s)
		own.Alerts = model.Stated[[]*model.Alert]{Value: []*model.Alert{s.Alert}, Span: x.Arrow.Span}
		p.suggest(s)
		left = slices.DeleteFunc(left, func(m model.Mode) bool { return slices.Contains(s.Modes, m) })
	}
	return left
}

// alert is the alert of a monitor to be added.
func (p *planner) alert(s *Suggestion) *model.Alert {
	at := s.Answer.Arrow.Span
	a := &model.Alert{Span: at}
	a.Name = model.Stated[string]{Value: p.names.of(s.Answer.Arrow, s.Lead), Span: at}
	party := p.teller(s.Answer)
	a.Tells = model.Stated[[]model.Party]{Value: []model.Party{party}, Span: at}
	return a
}

// suggest takes up a suggestion and makes its rule.
func (p *planner) suggest(s *Suggestion) {
	name, labels := evidence.SplitName(s.Alert.Name.Value)
	s.Rule = &model.AlertRule{
		Name: name, Span: s.Alert.Span, Kind: model.EvidencePrometheusRules, Labels: labels,
		Group: &model.RuleGroup{},
	}
	for _, r := range p.evidence.Rules {
		if r.Name == name {
			s.Defined = r
			break
		}
	}
	s.By, s.Within = s.due(p.report.System.Settings)
	p.express(s)
	if !s.Stated {
		s.Alert.How = model.Stated[model.How]{Value: wakes(s), Span: s.Alert.Span}
	}
	s.Told = p.told(s)
	p.plan.Suggestions = append(p.plan.Suggestions, s)
}
