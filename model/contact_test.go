package model_test

import (
	"testing"

	"github.com/linewalk/linewalk/model"
)

func TestNewContact(t *testing.T) {
	for _, test := range []struct {
		via       string
		addresses []string
		keys      []string
		class     model.ContactClass
		target    string
	}{
		{"email", []string{"ana.silva@shop.io"}, nil, model.ContactPerson, "ana.silva@shop.io"},
		{"email_configs", []string{"on-call@shop.io"}, nil, model.ContactMailList, "on-call@shop.io"},
		{"email", []string{"Shop Ops <shop-ops@shop.io>"}, nil, model.ContactMailList, "shop-ops@shop.io"},
		{"email", []string{"ana@shop.io; tom@shop.io"}, nil, model.ContactMailList, "ana@shop.io, tom@shop.io"},
		{"email", []string{"admin@example.com"}, nil, model.ContactPlaceholder, "admin@example.com"},
		{"email", []string{"<example@email.com>"}, nil, model.ContactPerson, "example@email.com"},
		{"email", []string{"${ALERT_MAIL}"}, nil, model.ContactUnknown, ""},
		{"email", nil, nil, model.ContactUnknown, ""},
		{"slack", []string{"#shop-alerts", "https://hooks.slack.com/services/T0/B0/k3y"}, nil, model.ContactChat, "#shop-alerts"},
		{"slack", []string{"https://hooks.slack.com/services/XXX"}, nil, model.ContactPlaceholder, "hooks.slack.com"},
		{"msteamsv2_configs", []string{"https://shop.webhook.office.com/a/b"}, nil, model.ContactChat, "shop.webhook.office.com"},
		{"pagerduty_configs", nil, []string{"0123456789abcdef"}, model.ContactPager, ""},
		{"pagerduty", nil, []string{"<your key>"}, model.ContactPlaceholder, ""},
		{"pagerduty", nil, []string{"$PD_KEY"}, model.ContactUnknown, ""},
		{"pagerduty", nil, []string{"REDACTED"}, model.ContactPlaceholder, ""},
		{"pagerduty", nil, []string{"00000000000000000000000000000000"}, model.ContactPlaceholder, ""},
		{"pagerduty", nil, []string{"ENC[AES256_GCM,data:abc]"}, model.ContactUnknown, ""},
		{"pagerduty", nil, []string{"$(PD_KEY)"}, model.ContactUnknown, ""},
		{"pagerduty", nil, []string{"__PD_KEY__"}, model.ContactUnknown, ""},
		{"email", []string{"payments@acme.pagerduty.com"}, nil, model.ContactPager, "payments@acme.pagerduty.com"},
		{"opsgenie", []string{"https://api.opsgenie.com"}, []string{"user@secret"}, model.ContactPager, "api.opsgenie.com"},
		{"webhook", []string{"https://events.pagerduty.com/v2/enqueue"}, nil, model.ContactPager, "events.pagerduty.com"},
		{"webhook", []string{"https://nosnch.in/c2354d53d2"}, nil, model.ContactHeartbeat, "nosnch.in"},
		{"webhook", []string{"http://watch.shop.io:8080/api/heartbeat"}, nil, model.ContactHeartbeat, "watch.shop.io"},
		{"webhook", []string{"http://127.0.0.1:5001/"}, nil, model.ContactPlaceholder, "127.0.0.1"},
		{"webhook", []string{"http://host.docker.internal/"}, nil, model.ContactPlaceholder, "host.docker.internal"},
		{"webhook", []string{"https://bot:s3cret@alerts.shop.io/in"}, nil, model.ContactUnknown, "alerts.shop.io"},
		{"webhook", []string{"https://notpagerduty.com/"}, nil, model.ContactUnknown, "notpagerduty.com"},
		{"jira", []string{"https://shop.atlassian.net"}, nil, model.ContactTicket, "shop.atlassian.net"},
		{"pushover_configs", nil, []string{"u1", "t1"}, model.ContactPerson, ""},
		{"carrier pigeon", nil, nil, model.ContactUnknown, ""},
	} {
		got := model.NewContact(test.via, test.addresses, test.keys)
		if got.Class != test.class || got.Target != test.target {
			t.Errorf("%s %q: %s %q, want %s %q", test.via, test.addresses, got.Class, got.Target, test.class, test.target)
		}
	}
}
