package routing_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/linewalk/linewalk/analysis/routing"
	"github.com/linewalk/linewalk/model"
)

func TestZZ(t *testing.T) {
	for _, form := range []string{"'team=t%d'", "'team=~t%d.*'", "'l%d=x'", "'team=~.*t%d.*','l%[1]d=x'"} {
		var text strings.Builder
		text.WriteString("route:\n  receiver: pager\n  routes:\n")
		for i := range 50000 {
			fmt.Fprintf(&text, "    - {receiver: chat, matchers: ["+form+"]}\n", i)
		}
		s := time.Now()
		r := tree(t, text.String())
		t.Log(form, "read", time.Since(s))
		s = time.Now()
		b := routing.New(r)
		t.Log("new", time.Since(s))
		for range 3 {
			s = time.Now()
			v := b.Reach(routing.Alert{Open: true}, isPager)
			t.Log("reach", time.Since(s), v.Value, v.Condition)
		}
		s = time.Now()
		b.Reach(routing.Alert{Labels: []model.Label{{Name: "team", Value: "t7", Known: true}}}, isPager)
		t.Log("known", time.Since(s))
		s = time.Now()
		n := len(b.Shadows())
		t.Log("shadows", time.Since(s), n)
		s = time.Now()
	}
}
