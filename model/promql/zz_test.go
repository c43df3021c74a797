package promql

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	text, err := os.ReadFile("/tmp/exprs.txt")
	if err != nil {
		t.Skip()
	}
	names := []string{"fail", "stop", "gone", "removed", "push", "born", "surge", "slow", "backlog", "age", "bound", "events", "differ", "date", "probe", "state"}
	for _, e := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if strings.HasPrefix(e, "#") {
			fmt.Println(e)
			continue
		}
		c, err := Read(e)
		fmt.Println(e, err)
		at := "-"
		if c.At != 0 {
			at = c.At.String()
		}
		fmt.Print("   ", c.Unreadable, c.Measures, " at ", at, " fault ", c.Fault, " | ")
		for i, s := range c.Sights {
			if x := sightText(s); x != "-" {
				fmt.Print(names[i], "=", x, "; ")
			}
		}
		fmt.Println()
	}
}
