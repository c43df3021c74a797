package analysis_test

import (
	"fmt"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model"
)

// TestUnshown varies what a monitor says of where it is to be seen; one dashboard is read.
func TestUnshown(t *testing.T) {
	for _, tc := range []struct{ monitor, want string }{
		{"dashboard: https://g.example/d/shop", ""},
		{`dashboard: "https://g.example/d/shop/the-shop?orgId=1"`, ""},
		{"dashboard: https://g.example/sub/d/shop/the-shop", ""},
		{`dashboard: "https://g.example/d-solo/gone/x?panelId=2"`, "gone"},
		{"dashboard: https://g.example/d/gone", "gone"},
		{"dashboard: https://g.example/dashboards", ""},
		{"dashboard: https://g.example/d/", ""},
		{"query: seen", ""},
		{"query: unseen", "its query"},
		{"query: another language", ""},
		{"query: unseen, dashboard: https://g.example/d/shop", ""},
		{"every: 1m", ""},
	} {
		e := &model.Evidence{
			Files:      []model.EvidenceFile{{Kind: model.EvidenceGrafana}},
			Dashboards: []*model.Dashboard{{UID: "shop", Panels: []model.Panel{{Metrics: []string{"seen"}}}}},
			Queries:    map[string]model.Condition{"seen": {Metrics: []string{"seen"}}, "unseen": {Metrics: []string{"unseen"}}},
		}
		s := draw(t, fmt.Sprintf("arrows: {a -> b: {monitors: [{signal: errors, %s}]}}\n", tc.monitor))
		unshown := func() string {
			got := ""
			for _, u := range analysis.Run(s, nil, analysis.Options{Today: day, Evidence: e}).Unshown {
				if got += u.Dashboard; u.Dashboard == "" {
					got += "its query"
				}
			}
			return got
		}
		if got := unshown(); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.monitor, got, tc.want)
		}
		e.Files[0].Unread = []model.Unread{{Why: "it is a template"}}
		if got := unshown(); got != "" {
			t.Errorf("%s: %q, and not all could be read", tc.monitor, got)
		}
	}
}
