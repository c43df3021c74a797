package promql

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model"
)

func TestZSurvey(t *testing.T) {
	if os.Getenv("SURVEY") == "" {
		t.Skip()
	}
	counts := map[model.Circumstance]map[model.Fires]int{}
	faults := map[string]int{}
	nosig := 0
	var n int
	for _, v := range nameVectors(t) {
		if v.Kind != "alert" {
			continue
		}
		n++
		c, _ := Read(v.Expr)
		v.Expr = strings.Join(strings.Fields(v.Expr), " ")
		faults[c.Fault]++
		if len(c.Measures) == 0 {
			nosig++
		}
		for i, s := range c.Sights {
			if counts[model.Circumstance(i)] == nil {
				counts[model.Circumstance(i)] = map[model.Fires]int{}
			}
			counts[model.Circumstance(i)][s.Fires]++
		}
		if c.Fault != "" || c.Sights[0].Fires == model.FiresAlways {
			fmt.Println("FAULT", v.Set, c.Fault, v.Expr)
		}
		yes := false
		for _, s := range c.Sights {
			yes = yes || s.Fires > 1
		}
		if !yes {
			fmt.Printf("BLANK %v %.250s\n", c.Measures, v.Expr)
		}
		if n%17 == 3 {
			fmt.Printf("READ %s\n   %v at %v\n", v.Expr, c.Measures, c.At)
			for i, s := range c.Sights {
				if s.Fires != model.FiresNever {
					fmt.Printf("   %d %v %v(%d,%d) %v %v %v %s\n", i, s.Fires, s.Window, s.Early, s.Late, s.Untimed, s.Until, s.Ahead, s.Why)
				}
			}
		}
	}
	fmt.Println(n, nosig, faults)
	for c := range model.Circumstance(model.Circumstances) {
		fmt.Println(c, counts[c])
	}
}
