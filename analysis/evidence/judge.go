package evidence

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
)

// What Prometheus and Alertmanager do unless told otherwise.
const (
	defaultScrape   = time.Minute
	defaultEvaluate = time.Minute
	defaultWait     = 30 * time.Second
)

// A Judge holds claims against evidence. It is read-only once made, and safe for concurrent use.
type Judge struct {
	system   *model.System
	evidence *model.Evidence
	today    model.Date

	readsRules bool // some file defines alerts
	readsNames bool // some file lists metrics

	rules   map[string][]*model.AlertRule
	names   []string // of the rules, in the order read
	unread  []model.Unread
	metrics map[string]*model.Metric
	routes  []tree
	claims  map[*model.Alert]*Claim

	bare *Ladder // of claims that nothing was read about
}

// New holds all claims of a system against the evidence. Evidence nil is none.
func New(s *model.System, e *model.Evidence, today model.Date) *Judge {
	if e == nil || len(e.Files) == 0 {
		return &Judge{system: s, evidence: &model.Evidence{}, bare: bare()}
	}
	j := &Judge{
		system: s, evidence: e, today: today, bare: bare(),
		rules: map[string][]*model.AlertRule{}, metrics: map[string]*model.Metric{}, claims: map[*model.Alert]*Claim{},
	}
	j.index()
	for _, m := range s.Monitors {
		for _, alert := range m.Alerts.Value {
			j.claims[alert] = j.claim(m, alert)
		}
	}
	return j
}

func (j *Judge) index() {
	for _, f := range j.evidence.Files {
		switch f.Kind {
		case model.EvidencePrometheusRules, model.EvidenceOpenSLO, model.EvidenceSloth, model.EvidencePyrra, model.EvidenceGrafana:
			j.readsRules = true
			j.unread = append(j.unread, f.Unread...)
		case model.EvidencePrometheusMetrics:
			j.readsNames = true
		}
	}
	for _, r := range j.evidence.Routings {
		j.routes = append(j.routes, j.plant(r))
	}
	for _, r := range j.evidence.Rules {
		if len(j.rules[r.Name]) == 0 {
			j.names = append(j.names, r.Name)
		}
		j.rules[r.Name] = append(j.rules[r.Name], r)
	}
	for i := range j.evidence.Metrics {
		m := &j.evidence.Metrics[i]
		if known := j.metrics[m.Name]; known == nil || known.Recorded {
			j.metrics[m.Name] = m
		}
	}
}

// companion is the alert that goes off in the place of a rule when its data end, as Grafana has it.
func (j *Judge) companion(rule *model.AlertRule) *model.AlertRule {
	if rule.Kind != model.EvidenceGrafana {
		return nil
	}
	for _, r := range j.rules["DatasourceNoData"] {
		if hasAll(r.Labels, []model.Label{{Name: "rulename", Value: rule.Name, Known: true}}) {
			return r
		}
	}
	return nil
}

// Idle tells that there is no evidence to judge by.
func (j *Judge) Idle() bool { return len(j.evidence.Files) == 0 }

// Claim is what the evidence says of an alert of the drawing; nil where there is no evidence.
func (j *Judge) Claim(alert *model.Alert) *Claim { return j.claims[alert] }

// Claims lists all claims in the order of the drawing.
func (j *Judge) Claims() []*Claim {
	var all []*Claim
	for _, m := range j.system.Monitors {
		for _, alert := range m.Alerts.Value {
			if c := j.claims[alert]; c != nil {
				all = append(all, c)
			}
		}
	}
	return all
}

// setAside names a file that was set aside and defines the alert; empty if there is none.
func (j *Judge) setAside(alert string) string {
	return j.asideWith(func(a model.Aside) []string { return a.Alerts }, alert)
}

func (j *Judge) asideWith(names func(model.Aside) []string, name string) string {
	for _, a := range j.evidence.Aside {
		if slices.Contains(names(a), name) {
			return a.File
		}
	}
	return ""
}

// vouching is why a file that was set aside proves nothing.
const vouching = ", which only this change names, so that it proves nothing yet"

// mention finds what cannot be read and names the alert.
func (j *Judge) mention(name string) (*model.Unread, string) {
	for i, u := range j.unread {
		if slices.Contains(u.Mentions, name) {
			return &j.unread[i], u.Span.File
		}
	}
	return nil, ""
}

// A tree is a routing that can be asked.
type tree struct {
	*routing.Tree

	routing   *model.Routing
	rules     []*model.AlertRule // whose alerts it routes
	inhibitor *routing.Inhibitor // of those; nil where nothing is inhibited
}

// silencers lists the rules whose alerts may silence that of the given one.
func (t tree) silencers(a routing.Alert, of *model.AlertRule) []*model.AlertRule {
	if t.inhibitor == nil {
		return nil
	}
	var found []*model.AlertRule
	for _, silence := range t.inhibitor.Silences(a) {
		for _, s := range silence.Sources {
			if r := t.rules[s.Index]; r.Name != of.Name && !slices.Contains(found, r) {
				found = append(found, r)
			}
		}
	}
	return found
}

// mostInhibited is how many pairs of alerts and inhibitions are looked at. Where there are more, nothing
// is said of what silences what.
const mostInhibited = 400_000

// plant prepares a routing for the alerts that come to it.
func (j *Judge) plant(r *model.Routing) tree {
	t := tree{Tree: routing.New(r), routing: r}
	if len(r.Inhibitions) == 0 {
		return t
	}
	var alerts []routing.Alert
	for _, rule := range j.evidence.Rules {
		if (rule.Kind == model.EvidenceGrafana) == (r.Kind == model.EvidenceGrafana) {
			t.rules = append(t.rules, rule)
			alerts = append(alerts, j.labelled(rule))
		}
	}
	if len(alerts)*len(r.Inhibitions) <= mostInhibited {
		t.inhibitor = t.Inhibitor(alerts)
	}
	return t
}

// trees lists what routes the alerts of a rule: what its own kind of file says, where that says
// anything, else Alertmanager's. A routing without a tree is good only for rules that name their
// receiver.
func (j *Judge) trees(rule *model.AlertRule) []tree {
	own := j.treesOf(rule.Kind, rule.Receiver != "")
	if len(own) > 0 || rule.Kind == model.EvidenceGrafana {
		return own
	}
	return j.treesOf(model.EvidenceAlertmanager, rule.Receiver != "")
}

func (j *Judge) treesOf(kind model.EvidenceKind, direct bool) []tree {
	var found []tree
	for _, t := range j.routes {
		if t.routing.Kind == kind && (direct || t.routing.Root != nil) {
			found = append(found, t)
		}
	}
	return found
}

// midnight is the beginning of the day to judge by, in UTC.
func (j *Judge) midnight() time.Time {
	return time.Date(j.today.Year, j.today.Month, j.today.Day, 0, 0, 0, 0, time.UTC)
}

// night is 03:00 UTC on the Sunday that follows, when few are awake.
func (j *Judge) night() time.Time {
	today := j.midnight()
	return today.AddDate(0, 0, int(7-today.Weekday())%7).Add(3 * time.Hour)
}

// parties lists the teams and people of the drawing whose contacts the receivers have, or whose
// names they bear, each once.
func (j *Judge) parties(receivers []*model.Receiver) []model.Party {
	var found []model.Party
	for _, r := range receivers {
		for _, p := range append(j.contacted(r), j.namesakes(r)...) {
			if !slices.ContainsFunc(found, func(q model.Party) bool { return q.Name == p.Name }) {
				found = append(found, p)
			}
		}
	}
	return found
}

// contacted lists who is reached at the receiver's contacts.
func (j *Judge) contacted(r *model.Receiver) []model.Party {
	var found []model.Party
	for _, c := range r.Contacts {
		if c.Target == "" {
			continue
		}
		for _, t := range j.system.Teams {
			if t.Contact.Given() && sameContact(t.Contact.Value, c.Target) {
				found = append(found, model.Party{Name: t.Name, Team: t})
			}
		}
		for _, p := range j.system.People {
			if slices.ContainsFunc(p.Emails.Value, func(mail string) bool { return sameContact(mail, c.Target) }) {
				found = append(found, model.Party{Name: p.Name, Person: p})
			}
		}
	}
	return found
}

func sameContact(a, b string) bool {
	return strings.EqualFold(strings.TrimPrefix(a, "#"), strings.TrimPrefix(b, "#"))
}

// namesakes lists the teams whose name is a word of the receiver's, or several words in a row.
func (j *Judge) namesakes(r *model.Receiver) []model.Party {
	var found []model.Party
	said := words(r.Name)
	for _, t := range j.system.Teams {
		if strings.Contains(said, words(t.Name)) {
			found = append(found, model.Party{Name: t.Name, Team: t})
		}
	}
	return found
}

// words writes a name as its words in lower case, with a blank before, between and behind them.
func words(name string) string {
	parts := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return " " + strings.Join(parts, " ") + " "
}
