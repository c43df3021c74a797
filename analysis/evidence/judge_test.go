package evidence_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis/evidence"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
	"github.com/linewalk/linewalk/model/evidence/prometheus"
	"github.com/linewalk/linewalk/model/yamlfile"
)

var today = model.Date{Year: 2026, Month: 11, Day: 22}

// A case file is the drawing of one arrow with one alert, and what is read about it. What is empty
// is not read.
type scene struct {
	arrow, monitor, alert                  string // parts of the drawing
	rules, metrics, tests, routes, servers string
}

func (s scene) system(t *testing.T) *model.System {
	t.Helper()
	monitor := s.monitor
	if monitor == "" {
		monitor = "signal: errors"
	}
	alert := s.alert
	if alert == "" {
		alert = "name: Down, tells: web, how: page"
	}
	text := fmt.Sprintf(`linewalk: 1
settings: {our-metrics: ["shop_*"]}
people: {mia: {emails: [mia@shop.io]}}
teams: {web: {people: [ana, li], contact: "#web"}, pay: {people: [tom]}}
arrows:
  shop -> pay: {kind: call, if-down: breaks%s}
monitors:
  m: {%s, watches: [shop -> pay], alert: {%s}}
`, s.arrow, monitor, alert)
	system, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("shop.yaml", []byte(text), yamlfile.Options{})})
	if len(found) > 0 {
		t.Fatal(found)
	}
	return system
}

func (s scene) evidence(t *testing.T) *model.Evidence {
	t.Helper()
	all := &model.Evidence{}
	if s.rules != "" {
		e, _ := prometheus.Read("rules.yaml", []byte(s.rules))
		all.Add(e)
	}
	if s.metrics != "" {
		e, _ := prometheus.ReadMetrics("metrics.txt", []byte(s.metrics))
		all.Add(e)
	}
	if s.tests != "" {
		e, _ := prometheus.ReadTests("tests.yaml", []byte(s.tests))
		all.Add(e)
	}
	if s.routes != "" {
		e, _ := alertmanager.Read("alertmanager.yml", []byte(s.routes))
		all.Add(e)
	}
	if s.servers != "" {
		e, _ := prometheus.ReadConfig("prometheus.yml", []byte(s.servers))
		all.Add(e)
	}
	prometheus.Complete(all)
	return all
}

func (s scene) ladder(t *testing.T, mode model.Mode, by time.Duration) (*evidence.Judge, *evidence.Claim, *evidence.Ladder) {
	t.Helper()
	system := s.system(t)
	j := evidence.New(system, s.evidence(t), today)
	claim := j.Claim(system.Monitors[0].Alerts.Value[0])
	return j, claim, j.Ladder(claim, evidence.Case{Arrow: system.Arrows[0], Mode: mode, By: by})
}

// rule is a rule file with one alert.
func rule(expr, more string) string {
	return fmt.Sprintf("groups:\n  - name: g\n    rules:\n      - alert: Down\n        expr: %s\n%s", expr, more)
}

const (
	ratio   = `sum(rate(shop_pay_client_errors_total[5m])) / sum(rate(shop_pay_client_requests_total[5m])) > 0.05`
	metrics = "shop_pay_client_errors_total 1\nshop_pay_client_requests_total 1\n"
	pager   = "route: {receiver: web-pager, group_wait: 10s}\nreceivers:\n  - name: web-pager\n    pagerduty_configs: [{routing_key: 0123456789}]\n"
)

// TestLadder climbs step by step: each row changes one thing.
func TestLadder(t *testing.T) {
	const never = time.Duration(-1)
	whole := scene{rules: rule(ratio, "        for: 5m\n"), metrics: metrics, routes: pager, servers: "global: {scrape_interval: 15s}\n"}
	change := func(f func(*scene)) scene {
		s := whole
		f(&s)
		return s
	}
	for _, tc := range []struct {
		name  string
		scene scene
		mode  model.Mode
		by    time.Duration
		rung  evidence.Rung
		want  string // the verdict, and how its reason begins
	}{
		{"all of it", whole, model.ModeDown, never, evidence.Delivered, "proven: routed to web-pager"},
		{"a rule of the name", whole, model.ModeDown, never, evidence.Exists, "proven: defined at rules.yaml:4:16"},
		{"it sees the mode", whole, model.ModeDown, never, evidence.Effective, "proven: its expression sees down there"},
		{"no tests", whole, model.ModeDown, never, evidence.Exercised, "unknown: no tests of alerts are among the evidence"},

		{"no such rule", change(func(s *scene) { s.alert = "name: Dwon, tells: web" }), model.ModeDown, never, evidence.Exists, "refuted: no rule has that name, the nearest is Down at rules.yaml:4:16"},
		{"no name", change(func(s *scene) { s.alert = "tells: web" }), model.ModeDown, never, evidence.Exists, "unknown: the alert has no name"},
		{"no rule files", change(func(s *scene) { s.rules = "" }), model.ModeDown, never, evidence.Exists, "unknown: no file that defines alerts"},
		{"elsewhere", change(func(s *scene) { s.monitor, s.alert = "signal: errors, source: datadog", "name: X, tells: web" }), model.ModeDown, never, evidence.Exists, "unknown: its source is datadog"},
		{"a template", change(func(s *scene) { s.rules = "{{ if .Values.on }}\ngroups:\n- alert: Down\n{{ end }}\n" }), model.ModeDown, never, evidence.Exists, "unknown: named in rules.yaml, which cannot be read"},
		{"two of the name", change(func(s *scene) {
			s.rules += "        labels: {severity: page}\n      - alert: Down\n        expr: up == 0\n        labels: {severity: ticket}\n"
		}), model.ModeDown, never, evidence.Exists, `unknown: 2 rules have that name, first at rules.yaml:4:16: say which, as in Down{severity="page"}`},
		{"one of two by its label", change(func(s *scene) {
			s.alert = `name: 'Down{severity="page"}', tells: web`
			s.rules += "        labels: {severity: page}\n      - alert: Down\n        expr: up == 0\n        labels: {severity: ticket}\n"
		}), model.ModeDown, never, evidence.Exists, "proven"},

		{"silence", change(func(s *scene) { s.monitor = "signal: traffic" }), model.ModeSilent, never, evidence.Effective, "refuted"},
		{"cannot fire", change(func(s *scene) { s.rules = rule("'"+strings.Replace(ratio, "0.05", "1.05", 1)+"'", "") }), model.ModeDown, never, evidence.Effective, "refuted"},
		{"always fires", change(func(s *scene) { s.rules = rule("'"+strings.Replace(ratio, ">", "> bool", 1)+"'", "") }), model.ModeDown, never, evidence.Effective, "refuted"},
		{"wrong end", change(func(s *scene) {
			s.rules = rule(`'sum(rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[5m])) / sum(rate(http_server_request_duration_seconds_count[5m])) > 0.05'`, "")
		}), model.ModeDown, never, evidence.Effective, "refuted: its metrics are counted at To: "},
		{"nothing emits it", change(func(s *scene) { s.metrics = "other 1\n" }), model.ModeDown, never, evidence.Effective, "refuted: nothing emits shop_pay_client_errors_total"},
		{"no two scrapes in its window", change(func(s *scene) { s.servers = "global: {scrape_interval: 5m}\n" }), model.ModeDown, never, evidence.Effective, "refuted: it looks back 5m on what is scraped every 5m, which is never two samples"},
		{"one of its jobs is slow", change(func(s *scene) {
			s.servers = "global: {scrape_interval: 15s}\nscrape_configs: [{job_name: a}, {job_name: b, scrape_interval: 10m}]\n"
		}), model.ModeDown, never, evidence.Effective, "unknown: it looks back 5m on what is scraped every 10m, which is not always two samples"},
		{"its job is fast", change(func(s *scene) {
			s.rules = rule(`'sum by (job) (rate(shop_pay_client_errors_total{job="a"}[5m])) / sum by (job) (rate(shop_pay_client_requests_total{job="a"}[5m])) > 0.05'`, "")
			s.servers = "global: {scrape_interval: 15s}\nscrape_configs: [{job_name: a}, {job_name: b, scrape_interval: 10m}]\n"
		}), model.ModeDown, never, evidence.Effective, "proven"},
		{"the drawing says another end", change(func(s *scene) {
			s.monitor = "signal: errors, at: from"
			s.rules = rule(`'sum(rate(http_server_request_duration_seconds_count{http_response_status_code=~"5.."}[5m])) / sum(rate(http_server_request_duration_seconds_count[5m])) > 0.05'`, "")
		}), model.ModeDown, never, evidence.Effective, "unknown: its metrics look counted at To, and the drawing says at From"},
		{"no list of metrics", change(func(s *scene) { s.metrics = "" }), model.ModeDown, never, evidence.Effective, "unknown: no list of metrics is among the evidence"},
		{"waits too long", whole, model.ModeDown, 2 * time.Minute, evidence.Effective, "refuted: it waits for 5m, and somebody should know after 2m"},
		{"soon enough", whole, model.ModeDown, 5 * time.Minute, evidence.Effective, "proven"},
		{"empty between runs", change(func(s *scene) { s.arrow = ", traffic: every 1h" }), model.ModeDown, never, evidence.Effective, "refuted: it looks back 5m on what runs every 1h"},

		{"no routing", change(func(s *scene) { s.routes = "" }), model.ModeDown, never, evidence.Delivered, "unknown: no routing of alerts is among the evidence"},
		{"to nobody", change(func(s *scene) { s.routes = "route: {receiver: none}\nreceivers: [{name: none}]\n" }), model.ModeDown, never, evidence.Delivered, "refuted: routed to none, which tells nobody"},
		{"a chat wakes nobody", change(func(s *scene) {
			s.routes = "route: {receiver: web}\nreceivers:\n  - name: web\n    slack_configs: [{channel: '#web'}]\n"
		}), model.ModeDown, never, evidence.Delivered, "refuted: routed to web, a chat, which wakes nobody"},
		{"a chat is told", change(func(s *scene) {
			s.alert = "name: Down, tells: web, how: chat"
			s.routes = "route: {receiver: web}\nreceivers:\n  - name: web\n    slack_configs: [{channel: '#web'}]\n"
		}), model.ModeDown, never, evidence.Delivered, "proven: routed to web"},
		{"only if", change(func(s *scene) {
			s.servers = ""
			s.routes = "route: {receiver: none, routes: [{receiver: web-pager, matchers: ['env=\"prod\"']}]}\nreceivers:\n  - name: none\n  - name: web-pager\n    pagerduty_configs: [{routing_key: 0123456789}]\n"
		}), model.ModeDown, never, evidence.Delivered, "unknown: it depends: it reaches people only if env = prod"},
		{"muted at night", change(func(s *scene) {
			s.routes = "route: {receiver: none, routes: [{receiver: web-pager, matchers: ['alertname=\"Down\"'], mute_time_intervals: [night]}]}\nreceivers:\n  - name: none\n  - name: web-pager\n    pagerduty_configs: [{routing_key: 0123456789}]\ntime_intervals: [{name: night, time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}, {start_time: '00:00', end_time: '06:00'}]}]}]\n"
		}), model.ModeDown, never, evidence.Delivered, "proven: routed to web-pager, but muted for up to 8h"},

		{"the server may drop it", change(func(s *scene) {
			s.servers = "global: {scrape_interval: 15s}\nalerting: {alert_relabel_configs: [{source_labels: [severity], regex: info, action: drop}]}\n"
		}), model.ModeDown, never, evidence.Delivered, "unknown: routed to web-pager, unless the server drops it"},
		{"the server takes a label off", change(func(s *scene) {
			s.rules = rule(ratio, "        labels: {severity: page, replica: a}\n")
			s.servers = "global: {scrape_interval: 15s}\nalerting: {alert_relabel_configs: [{regex: severity, action: labeldrop}]}\n"
			s.routes = "route: {receiver: none, routes: [{receiver: web-pager, matchers: ['severity=\"page\"']}]}\nreceivers:\n  - name: none\n  - name: web-pager\n    pagerduty_configs: [{routing_key: 0123456789}]\n"
		}), model.ModeDown, never, evidence.Delivered, "unknown: it depends: it reaches people only if severity = page"},
		{"the server takes another label off", change(func(s *scene) {
			s.rules = rule(ratio, "        labels: {severity: page, replica: a}\n")
			s.servers = "global: {scrape_interval: 15s}\nalerting: {alert_relabel_configs: [{regex: replica, action: labeldrop}]}\n"
			s.routes = "route: {receiver: none, routes: [{receiver: web-pager, matchers: ['severity=\"page\"']}]}\nreceivers:\n  - name: none\n  - name: web-pager\n    pagerduty_configs: [{routing_key: 0123456789}]\n"
		}), model.ModeDown, never, evidence.Delivered, "proven: routed to web-pager"},
		{"silenced", change(func(s *scene) {
			s.rules += "      - alert: PayGone\n        expr: up == 0\n"
			s.routes = pager + "inhibit_rules: [{source_matchers: ['alertname=\"PayGone\"'], target_matchers: ['alertname=\"Down\"']}]\n"
		}), model.ModeDown, never, evidence.Delivered, "proven: routed to web-pager; PayGone may silence it"},
		{"the label of the rule wins", change(func(s *scene) {
			s.rules = rule(`'sum by (team) (rate(shop_pay_client_errors_total{team="pay"}[5m])) > 0'`, "        labels: {team: web}\n")
			s.routes = "route: {receiver: none, routes: [{receiver: web-pager, matchers: ['team=\"web\"']}]}\nreceivers:\n  - name: none\n  - name: web-pager\n    pagerduty_configs: [{routing_key: 0123456789}]\n"
		}), model.ModeDown, never, evidence.Delivered, "proven: routed to web-pager"},

		{"a test fires it", change(func(s *scene) { s.tests = alertTest("[{exp_labels: {}}]") }), model.ModeDown, never, evidence.Exercised, "proven: a test expects it to fire"},
		{"tests want silence", change(func(s *scene) { s.tests = alertTest("[]") }), model.ModeDown, never, evidence.Exercised, "refuted: its tests expect silence only"},
		{"a drill", change(func(s *scene) { s.arrow = ", exercised: 2026-05-02" }), model.ModeDown, never, evidence.Exercised, "proven: the arrow failed, or was made to, on 2026-05-02"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, _, l := tc.scene.ladder(t, tc.mode, tc.by)
			step := l[tc.rung]
			if got := step.Verdict.String() + ": " + step.Why; !strings.HasPrefix(got, tc.want) {
				t.Errorf("%s:\n got %s\nwant %s", tc.rung, got, tc.want)
			}
		})
	}
}

func alertTest(expected string) string {
	return "rule_files: [rules.yaml]\ntests:\n  - interval: 1m\n    alert_rule_test:\n      - {eval_time: 10m, alertname: Down, exp_alerts: " + expected + "}\n"
}

// TestStands lets a ladder stand on the highest rung below which all is proven.
func TestStands(t *testing.T) {
	const p, r, u = evidence.Proven, evidence.Refuted, evidence.Unknown
	for _, tc := range []struct {
		steps  [evidence.Rungs]evidence.Verdict
		stands evidence.Rung
		fault  string
	}{
		{[...]evidence.Verdict{p, p, p, p, p}, evidence.Exercised, ""},
		{[...]evidence.Verdict{p, p, u, p, p}, evidence.Exists, ""},
		{[...]evidence.Verdict{p, r, u, u, p}, evidence.Stated, "exists"},
		{[...]evidence.Verdict{p, p, r, r, u}, evidence.Exists, "effective"},
		{[...]evidence.Verdict{p, p, p, p, r}, evidence.Delivered, ""},
	} {
		l := &evidence.Ladder{}
		for i, v := range tc.steps {
			l[i].Verdict = v
		}
		fault := ""
		if rung, refuted := l.Fault(); refuted {
			fault = rung.String()
		}
		if l.Stands() != tc.stands || fault != tc.fault {
			t.Errorf("%v stands at %s with fault %q, want %s and %q", tc.steps, l.Stands(), fault, tc.stands, tc.fault)
		}
	}
}

// TestDelay adds up what a rule takes, as signals are worked out by hand: of everything failing, a
// ratio of 5m passes 5% after 15s; one scrape, one evaluation, `for` in whole evaluations, the wait
// of the route.
func TestDelay(t *testing.T) {
	s := scene{rules: rule(ratio, "        for: 5m\n"), metrics: metrics, routes: pager, servers: "global: {scrape_interval: 15s, evaluation_interval: 1m}\n"}
	system := s.system(t)
	j := evidence.New(system, s.evidence(t), today)
	d, known := j.Delay(j.Claim(system.Monitors[0].Alerts.Value[0]), evidence.Case{Arrow: system.Arrows[0], Mode: model.ModeDown, By: -1})
	want := evidence.Delay{
		Least: 15*time.Second + 5*time.Minute + 10*time.Second,
		Most:  15*time.Second + 15*time.Second + time.Minute + 5*time.Minute + 10*time.Second,
		Parts: "window 15s + scrape 15s + evaluation 1m + for 5m + group wait 10s",
	}
	if !known || d != want {
		t.Errorf("got %v, %t, want %v", d, known, want)
	}
}

// TestParties finds whom a receiver reaches by its contacts and by its name.
func TestParties(t *testing.T) {
	for _, tc := range []struct{ receiver, want string }{
		{"name: x\n    slack_configs: [{channel: '#web'}]", "web"},
		{"name: team-pay-pager\n    pagerduty_configs: [{routing_key: 0123456789}]", "pay"},
		{"name: x\n    email_configs: [{to: mia@shop.io}]", "mia"},
		{"name: payments\n    pagerduty_configs: [{routing_key: 0123456789}]", ""},
	} {
		name, _, _ := strings.Cut(strings.TrimPrefix(tc.receiver, "name: "), "\n")
		s := scene{rules: rule(ratio, ""), routes: fmt.Sprintf("route: {receiver: %s}\nreceivers:\n  - %s\n", name, tc.receiver)}
		_, claim, _ := s.ladder(t, model.ModeDown, -1)
		var got []string
		for _, p := range claim.Parties {
			got = append(got, p.Name)
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%s reaches %v, want %q", tc.receiver, got, tc.want)
		}
	}
}
