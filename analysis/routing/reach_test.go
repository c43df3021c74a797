package routing_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/evidence/alertmanager"
)

// tree reads a configuration whose receivers are pager, chat and null.
func tree(t testing.TB, text string) *model.Routing {
	t.Helper()
	text += `
receivers:
  - {name: pager, pagerduty_configs: [{service_key: k}]}
  - {name: chat, slack_configs: [{channel: "#ops"}]}
  - {name: "null"}
`
	evidence, _ := alertmanager.Read("alertmanager.yml", []byte(text))
	if len(evidence.Routings) != 1 {
		t.Fatal("no routing")
	}
	return evidence.Routings[0]
}

func isPager(r *model.Receiver) bool { return r.Contacts[0].Class == model.ContactPager }

// Conditions in words.
func TestCondition(t *testing.T) {
	for _, tc := range []struct {
		name   string
		routes string
		alert  routing.Alert
		want   string
	}{
		{"one value", `{receiver: pager, matchers: [env=prod]}`, routing.Alert{Open: true}, "depends, only if env = prod"},
		{"a pattern", `{receiver: pager, matchers: ["env=~prod-.*"]}`, routing.Alert{Open: true}, `depends, only if env =~ "prod-.*"`},
		{"not a pattern", `{receiver: pager, matchers: ["env!~prod-.*"]}`, routing.Alert{Open: true}, `depends, only if env !~ "prod-.*"`},
		{"few values of a pattern", `{receiver: pager, matchers: ["env=~prod(-eu)?"]}`, routing.Alert{Open: true}, "depends, only if env = prod or prod-eu"},
		{"all but", `{receiver: pager, matchers: ["env!~dev|test"]}`, routing.Alert{Open: true}, "depends, only if env is not dev or test"},
		{"missing", `{receiver: pager, matchers: ['env=""']}`, routing.Alert{Open: true}, "depends, only if env is missing"},
		{"there", `{receiver: pager, matchers: ['env!=""']}`, routing.Alert{Open: true}, "depends, only if env is there"},
		{"missing or one", `{receiver: pager, matchers: ['env=~"|prod"']}`, routing.Alert{Open: true}, "depends, only if env = prod or is missing"},
		{"there and not one", `{receiver: pager, matchers: ['env!=""', "env!=dev"]}`, routing.Alert{Open: true}, "depends, only if env is there and is not dev"},
		{"two labels", `{receiver: pager, matchers: [env=prod, severity=page]}`, routing.Alert{Open: true}, "depends, only if env = prod, and severity = page"},
		{"either", `{receiver: pager, matchers: [env=prod]}, {receiver: pager, matchers: [severity=page]}`, routing.Alert{Open: true}, "depends, depending on env and severity"},
		{"more", `{matchers: [env=prod], routes: [{receiver: pager, matchers: [a=b]}, {receiver: pager, matchers: [c=d]}]}`, routing.Alert{Open: true}, "depends, only if env = prod, and depending on a and c"},
		{
			"together", `{receiver: pager, matchers: [a=x, b=x]}, {receiver: pager, matchers: [a=y, b=y]}`,
			routing.Alert{Open: true},
			"depends, only if a = x or y, and b = x or y, and depending on how these labels go together",
		},
		{"a template", `{receiver: pager, matchers: ['env="{{ env }}"']}`, routing.Alert{}, "depends, depending on a matcher that cannot be read"},
		{"a template that does not matter", `{receiver: pager, matchers: ['env="{{ env }}"', team=web]}`, routing.Alert{}, "never"},
		{"taken before", `{receiver: chat, matchers: [env=prod]}, {receiver: pager, matchers: [env=prod]}`, routing.Alert{Open: true}, "never"},
		{"goes on", `{receiver: chat, matchers: [env=prod], continue: true}, {receiver: pager, matchers: [env=prod]}`, routing.Alert{Open: true}, "depends, only if env = prod"},
		{"all routes", `{receiver: pager}`, routing.Alert{Open: true}, "always"},
		{"not open", `{receiver: pager, matchers: [env=prod]}`, routing.Alert{}, "never"},
		{"external", `{receiver: pager, matchers: [env=prod]}`, routing.Alert{Open: true, External: []model.Label{{Name: "env", Value: "prod", Known: true}}}, "always"},
		{
			"external, and perhaps another", `{receiver: pager, matchers: [env=prod]}`,
			routing.Alert{Possible: []string{"env"}, External: []model.Label{{Name: "env", Value: "prod", Known: true}}},
			"depends, only if env = prod",
		},
	} {
		r := tree(t, "route: {receiver: chat, routes: ["+tc.routes+"]}")
		v := routing.New(r).Reach(tc.alert, isPager)
		got := v.Value.String()
		if v.Condition != "" {
			got += ", " + v.Condition
		}
		if got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}

// The delivery that tells first, and the receivers that may be told.
func TestFirst(t *testing.T) {
	r := tree(t, `
route:
  receiver: chat
  routes:
    - {receiver: pager, matchers: [a=b], group_wait: 2m, continue: true}
    - {receiver: pager, matchers: [c=d], group_wait: 1m, continue: true}
    - {receiver: pager, matchers: [c=d], group_wait: 3m, continue: true}`)
	for _, tc := range []struct {
		name, a, c string
		wait       time.Duration
		receivers  string
	}{
		{"sure", "x", "d", time.Minute, "pager"},
		{"perhaps the slowest", "?", "?", 3 * time.Minute, "chat pager"},
		{"one is sure", "b", "?", 2 * time.Minute, "pager"},
	} {
		alert := routing.Alert{}
		for _, l := range []struct{ name, value string }{{"a", tc.a}, {"c", tc.c}} {
			alert.Labels = append(alert.Labels, model.Label{Name: l.name, Value: l.value, Known: l.value != "?"})
		}
		v := routing.New(r).Reach(alert, isPager)
		if v.First() == nil || v.First().GroupWait != tc.wait {
			t.Errorf("%s: first is %+v", tc.name, v.First())
		}
		var names []string
		for _, r := range v.Receivers() {
			names = append(names, r.Name)
		}
		if diff := cmp.Diff(tc.receivers, strings.Join(names, " ")); diff != "" {
			t.Errorf("%s: receivers (-want +got):\n%s", tc.name, diff)
		}
	}
}

func TestMuted(t *testing.T) {
	r := tree(t, `
time_intervals:
  - name: office
    time_intervals: [{times: [{start_time: "09:00", end_time: "17:00"}], weekdays: ["monday:friday"], location: Europe/Lisbon}]
  - name: weekend
    time_intervals: [{weekdays: [saturday, sunday]}]
  - name: always
    time_intervals: [{}]
route:
  receiver: chat
  routes:
    - {receiver: pager, matchers: [a=office], active_time_intervals: [office]}
    - {receiver: pager, matchers: [a=week], mute_time_intervals: [weekend]}
    - {receiver: pager, matchers: [a=dead], mute_time_intervals: [always]}
    - {receiver: pager, matchers: [a=both], mute_time_intervals: [weekend], active_time_intervals: [office]}
    - {receiver: pager, matchers: [a=free]}
    - {receiver: pager, matchers: [a=two], mute_time_intervals: [weekend], continue: true}
    - {receiver: chat, matchers: [a=two], continue: true}
    - {receiver: pager, matchers: [a=two], mute_time_intervals: [always]}
    - {receiver: pager, matchers: [a=saved], mute_time_intervals: [always], continue: true}
    - {receiver: pager, matchers: [a=saved]}`)
	at := func(text string) time.Time {
		when, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	of := func(value string) routing.Verdict {
		return routing.New(r).Reach(routing.Alert{Labels: []model.Label{{Name: "a", Value: value, Known: true}}}, isPager)
	}
	for _, tc := range []struct {
		value   string
		week    string // a Wednesday
		begins  string
		lasts   time.Duration
		sunday3 bool
	}{
		{"office", "2026-01-07 00:00", "2026-01-09 17:00", 64 * time.Hour, true},
		{"office", "2026-07-08 00:00", "2026-07-10 16:00", 64 * time.Hour, true}, // Lisbon is an hour ahead in summer
		{"office", "2026-03-25 00:00", "2026-03-27 17:00", 63 * time.Hour, true}, // the clocks go forward
		{"week", "2026-01-07 00:00", "2026-01-10 00:00", 48 * time.Hour, true},
		{"week", "2026-01-11 00:00", "2026-01-17 00:00", 48 * time.Hour, true}, // begins in the middle of a weekend
		{"dead", "2026-01-07 00:00", "2026-01-07 00:00", 7 * 24 * time.Hour, true},
		{"both", "2026-01-07 00:00", "2026-01-09 17:00", 64 * time.Hour, true},
		{"free", "2026-01-07 00:00", "0001-01-01 00:00", 0, false},
		{"two", "2026-01-07 00:00", "2026-01-10 00:00", 48 * time.Hour, true}, // chat is not asked for
		{"saved", "2026-01-07 00:00", "0001-01-01 00:00", 0, false},
		{"none", "2026-01-07 00:00", "0001-01-01 00:00", 0, false},
	} {
		v := of(tc.value)
		begins, lasts := v.LongestMute(at(tc.week))
		if !begins.Equal(at(tc.begins)) || lasts != tc.lasts {
			t.Errorf("%s from %s: %s from %s, want %s from %s", tc.value, tc.week, lasts, begins, tc.lasts, tc.begins)
		}
		if got := v.MutedAt(at("2026-01-11 03:00")); got != tc.sunday3 {
			t.Errorf("%s on Sunday at 03:00: %v", tc.value, got)
		}
	}
}

func TestIdle(t *testing.T) {
	r := tree(t, `
route:
  receiver: chat
  routes:
    - {receiver: chat, matchers: [a=b]}
    - {receiver: pager, matchers: [a=b]}
    - {receiver: pager, matchers: [a=c, a=d]}`)
	built := routing.New(r)
	var got []string
	for _, s := range built.Shadows() {
		got = append(got, fmt.Sprintf("line %d, by a sibling: %v", s.Route.Span.Start.Line, s.By != nil))
	}
	for _, idle := range built.Idle() {
		got = append(got, idle.Name)
	}
	want := []string{"line 6, by a sibling: true", "line 7, by a sibling: false", "pager", "null"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Trees made to have more combinations than can be gone through are still answered, and soon.
func TestTooManyCombinations(t *testing.T) {
	var text strings.Builder
	text.WriteString("route:\n  receiver: pager\n  routes:\n")
	for i := range 60 {
		fmt.Fprintf(&text, "    - {receiver: chat, matchers: [")
		for j := range 30 {
			fmt.Fprintf(&text, "'l%d!~v%d.*w%d', ", (i*7+j)%40, i, j)
		}
		fmt.Fprintf(&text, "'m%d=x', 'm%d=y']}\n", i%17, (i*5+3)%19)
	}
	v := routing.New(tree(t, text.String())).Reach(routing.Alert{Open: true}, isPager)
	if v.Value != routing.Depends || !strings.Contains(v.Condition, "too many combinations") {
		t.Errorf("%s, %s", v.Value, v.Condition)
	}
}

func BenchmarkReach(b *testing.B) {
	var text strings.Builder
	text.WriteString("route:\n  receiver: chat\n  routes:\n")
	for i := range 40 {
		fmt.Fprintf(&text, "    - matchers: ['team=team%d', 'env=~prod-.*|gprd']\n      continue: %v\n      routes:\n", i, i%3 == 0)
		for j := range 4 {
			fmt.Fprintf(&text, "        - {receiver: %s, matchers: ['severity=s%d', 'region!~test-.*']}\n", []string{"pager", "chat"}[j%2], j)
		}
	}
	r := tree(b, text.String())
	var alerts []routing.Alert
	for i := range 2000 {
		a := routing.Alert{Open: true, Labels: []model.Label{{Name: "alertname", Value: fmt.Sprintf("Alert%d", i), Known: true}}}
		if i%4 != 0 {
			a.Labels = append(a.Labels, model.Label{Name: "severity", Value: fmt.Sprintf("s%d", i%5), Known: true})
		}
		if i%10 != 0 {
			a.Labels = append(a.Labels, model.Label{Name: "team", Value: fmt.Sprintf("team%d", i%50), Known: true})
		}
		alerts = append(alerts, a)
	}
	for b.Loop() {
		built := routing.New(r)
		for _, a := range alerts {
			built.Reach(a, isPager)
		}
	}
}
