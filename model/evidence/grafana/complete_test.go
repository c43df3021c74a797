package grafana_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/evidence/grafana"
)

const (
	points = `
apiVersion: 1
contactPoints:
  - {name: pager, receivers: [{type: pagerduty, settings: {integrationKey: k}}]}
  - {name: mail, receivers: [{type: email, settings: {addresses: ana@shop.io}}]}
muteTimes:
  - {name: nights, time_intervals: [{weekdays: [sunday]}]}
`
	morePoints = `
apiVersion: 1
contactPoints:
  - {name: mail, receivers: [{type: slack, settings: {recipient: "#shop"}}]}
`
	tree = `
apiVersion: 1
policies:
  - receiver: mail
    routes:
      - {receiver: pager, object_matchers: [[severity, =, page]], mute_time_intervals: [nights, days]}
      - {receiver: gone}
`
	rules = `
apiVersion: 1
groups:
  - {name: g, folder: f, interval: 1m, rules: [
    {title: Known, condition: A, data: [], notification_settings: {receiver: pager}, dashboardUid: shop, panelId: 1},
    {title: Lost, condition: A, data: [], notification_settings: {receiver: nobody}, dashboardUid: shop, panelId: 2},
    {title: Far, condition: A, data: [], dashboardUid: far, panelId: 1},
    {title: From, condition: A, data: [], dashboardUid: $UID, panelId: 1}]}
`
	shop = `{"title": "Shop", "uid": "shop", "panels": [{"id": 1, "title": "Orders"}]}`
)

// readAll reads texts as files named after their place.
func readAll(t *testing.T, written ...string) *model.Evidence {
	t.Helper()
	e := &model.Evidence{}
	for i, w := range written {
		read, found := grafana.Read(fmt.Sprint("file", i), []byte(w))
		for _, d := range found {
			if d.Level != diag.Note {
				t.Error(d.Span, d.Message)
			}
		}
		e.Add(read)
	}
	return e
}

func messages(found []diag.Diagnostic) []string {
	var all []string
	for _, d := range found {
		all = append(all, fmt.Sprintf("%s %s", d.Span, d.Message))
	}
	return all
}

func TestComplete(t *testing.T) {
	e := readAll(t, points, tree, rules, morePoints)
	foreign := &model.Routing{Kind: model.EvidenceAlertmanager}
	e.Routings = append(e.Routings, foreign)
	want := []string{
		`file1:6:97 no file of Grafana defines the mute timing "days"`,
		`file1:7:20 no file of Grafana defines the contact point "gone"`,
		`file2:6:13 no file of Grafana defines the contact point "nobody"`,
	}
	if diff := cmp.Diff(want, messages(grafana.Complete(e))); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	if len(e.Routings) != 2 || e.Routings[1] != foreign {
		t.Fatalf("%d routings, want the tree and that of Alertmanager", len(e.Routings))
	}
	root := e.Routings[0].Root
	if root.Receiver == nil || len(root.Receiver.Contacts) != 2 {
		t.Errorf("the root tells %+v, want the two contacts of mail", root.Receiver)
	}
	pager := root.Routes[0]
	if pager.Receiver == nil || pager.Receiver.Contacts[0].Class != model.ContactPager {
		t.Errorf("the first route tells %+v, want a pager", pager.Receiver)
	}
	if len(pager.Muted[0].Ranges) != 1 || len(pager.Muted[1].Ranges) != 0 {
		t.Errorf("muted %+v, want the hours of nights and none of days", pager.Muted)
	}
	if root.Routes[1].Receiver != nil {
		t.Error("a receiver that nobody defines is found")
	}
	if len(e.Routings[0].Receivers) != 2 {
		t.Errorf("%d receivers, want 2", len(e.Routings[0].Receivers))
	}
	again := len(e.Routings[0].Receivers[1].Contacts)
	grafana.Complete(e)
	if now := len(e.Routings[0].Receivers[1].Contacts); now != again {
		t.Errorf("done twice, mail has %d contacts, want %d", now, again)
	}
}

func TestCompleteWithoutTree(t *testing.T) {
	e := readAll(t, points, morePoints)
	if found := grafana.Complete(e); len(found) > 0 {
		t.Error(messages(found))
	}
	if len(e.Routings) != 1 || e.Routings[0].Root != nil || len(e.Routings[0].Receivers) != 2 {
		t.Errorf("%d routings, want one with two receivers and no root", len(e.Routings))
	}
}

// Where no contact point was read at all, each route would be said to lead nowhere.
func TestCompleteWithoutPoints(t *testing.T) {
	e := readAll(t, tree)
	if found := grafana.Complete(e); len(found) > 0 {
		t.Error(messages(found))
	}
}

func TestCheck(t *testing.T) {
	for _, test := range []struct {
		name  string
		files []string
		want  []string
	}{
		{"no dashboards", []string{rules}, nil},
		{"one", []string{rules, shop}, []string{
			`file0:6:100 "Lost": its dashboard has no panel "2"`,
			`file0:7:56 "Far": its dashboard "far" is not there`,
		}},
		{"one of two is broken", []string{rules, shop, `apiVersion: grafana.integreatly.org/v1beta1
kind: GrafanaDashboard
spec: {url: https://shop.io/d.json}`}, []string{
			`file0:6:100 "Lost": its dashboard has no panel "2"`,
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, messages(grafana.Check(readAll(t, test.files...)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Nothing that opens a door is kept, wherever it stands.
func TestSecrets(t *testing.T) {
	const written = `
apiVersion: 1
contactPoints:
  - name: all
    receivers:
      - {type: slack, settings: {url: "https://hooks.slack.com/services/T/B/s3cret", token: xoxb-s3cret, recipient: "#a"}}
      - {type: webhook, settings: {url: "https://u:s3cret@shop.io/s3cret?k=s3cret", password: s3cret}}
      - {type: opsgenie, settings: {apiKey: "s3cret@s3cret", apiUrl: "https://api.opsgenie.com/"}}
      - {type: "other", settings: {token: "#s3cret", url: "s3cret"}}
      - {type: telegram, settings: {bottoken: "1:s3cret", chatid: "-100"}}
      - {type: email, settings: {addresses: "not an address s3cret"}}
`
	e, found := grafana.Read("points.yaml", []byte(written))
	for _, r := range e.Routings[0].Receivers {
		for _, c := range r.Contacts {
			if strings.Contains(c.Target, "s3cret") {
				t.Errorf("%s shows %q", c.Via, c.Target)
			}
		}
	}
	for _, m := range messages(found) {
		if strings.Contains(m, "s3cret") {
			t.Error(m)
		}
	}
}
