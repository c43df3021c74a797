package routing_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
)

// Trees of any size and form are answered in bounded time.
func TestHostileTrees(t *testing.T) {
	for _, form := range []string{"'team=t%d'", "'team=~t%d.*'", "'l%d=x'", "'team=~.*t%d.*', 'l%[1]d=x'"} {
		var text strings.Builder
		text.WriteString("route:\n  receiver: pager\n  routes:\n")
		for i := range 5_000 {
			fmt.Fprintf(&text, "    - {receiver: chat, matchers: ["+form+"]}\n", i)
		}
		built := routing.New(tree(t, text.String()))
		begin := time.Now()
		open := built.Reach(routing.Alert{Open: true}, isChat)
		known := built.Reach(routing.Alert{Labels: []model.Label{{Name: "team", Value: "t7", Known: true}}}, isChat)
		built.Shadows()
		built.Idle()
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%s: %s", form, took)
		}
		if open.Value != routing.Depends {
			t.Errorf("%s: %s", form, open.Value)
		}
		if strings.Contains(form, "'team") != (known.Value == routing.Always) && !strings.Contains(form, ",") {
			t.Errorf("%s, known: %s", form, known.Value)
		}
	}
}

func isChat(r *model.Receiver) bool { return r.Name == "chat" }
