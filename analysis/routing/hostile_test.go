package routing_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
)

// Trees of any size and form are answered, without going through all there is to go through.
func TestHostileTrees(t *testing.T) {
	for _, tc := range []struct {
		form  string
		known routing.Value // for an alert of team t7 without other labels
	}{
		{"'team=t%d'", routing.Always},
		{"'team=~t%d.*'", routing.Always},
		{"'l%d=x'", routing.Never},
		{"'team=~.*t%d.*', 'l%[1]d=x'", routing.Never},
	} {
		var text strings.Builder
		text.WriteString("route:\n  receiver: pager\n  routes:\n")
		for i := range 5_000 {
			fmt.Fprintf(&text, "    - {receiver: chat, matchers: ["+tc.form+"]}\n", i)
		}
		built := routing.New(tree(t, text.String()))
		if v := built.Reach(routing.Alert{Open: true}, isChat); v.Value != routing.Depends {
			t.Errorf("%s: %s", tc.form, v.Value)
		}
		team := routing.Alert{Labels: []model.Label{{Name: "team", Value: "t7", Known: true}}}
		if v := built.Reach(team, isChat); v.Value != tc.known {
			t.Errorf("%s, team t7: %s", tc.form, v.Value)
		}
		if shadows := built.Shadows(); len(shadows) > 0 {
			t.Errorf("%s: %d routes are said to be shadowed", tc.form, len(shadows))
		}
	}
}

func isChat(r *model.Receiver) bool { return r.Name == "chat" }
