package render

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

// chorus makes diagnostics of one rule from "file:line arrow: words", or "file:line journey NAME:
// words" for those about a journey.
func chorus(lines ...string) []*diag.Diagnostic {
	var ds []*diag.Diagnostic
	for _, text := range lines {
		at, message, _ := strings.Cut(text, " ")
		d := &diag.Diagnostic{Rule: "r", Level: diag.Warning, Message: message}
		file, n, _ := strings.Cut(at, ":")
		d.Span.File = file
		fmt.Sscan(n, &d.Span.Start.Line)
		name, _, _ := strings.Cut(message, ": ")
		if journey, ok := strings.CutPrefix(name, "journey "); ok {
			d.Subject = journey
		} else {
			d.Arrow = name
		}
		ds = append(ds, d)
	}
	return ds
}

func TestCrowds(t *testing.T) {
	for _, c := range []struct {
		name string
		said []*diag.Diagnostic
		want string
		left int
	}{
		{"few are shown in full", chorus("f:1 a -> b: x", "f:2 b -> c: x", "f:3 c -> d: x"), "", 0},
		{"the same of all", chorus("f:1 a -> b: x", "f:2 b -> c: x", "g:3 c -> d: x", "f:4 d -> e: x"), `
the same of 3 more arrows, worst first:
:2 b -> c, g:3 c -> d, :4 d -> e`, 0},
		{"in different words", chorus("f:1 a -> b: x", "f:2 b -> c: y", "f:3 c -> d: x", "f:4 d -> e: z", "f:5 e -> f: x", "f:6 f -> g: y"), `
5 more arrows, worst first:
y: :2 b -> c, :6 f -> g
the same: :3 c -> d, :5 e -> f
:4 d -> e: z`, 0},
		{"all others in other words", chorus("f:1 a -> b: x", "f:2 b -> c: y", "f:3 c -> d: y", "f:4 d -> e: y"), `
3 more arrows, worst first:
y: :2 b -> c, :3 c -> d, :4 d -> e`, 0},
		{"about no arrow", chorus("f:1 journey a: x", "f:2 journey b: x", "f:3 journey c: x", "f:4 journey d: x"), `
the same of 3 more:
:2 b, :3 c, :4 d`, 0},
		{"each in its own words, more than there is room for", chorus(
			"f:1 a -> b: x", "f:2 a -> c: 2", "f:3 a -> d: 3", "f:4 a -> e: 4", "f:5 a -> f: 5", "f:6 a -> g: 6", "f:7 a -> h: 7",
		), `
6 more arrows, worst first:
:2 a -> c: 2
:3 a -> d: 3
:4 a -> e: 4
:5 a -> f: 5
... and 2 more`, 2},
		{"no head without a line below it", chorus(
			"f:1 a -> b: x", "f:2 a -> c: 2", "f:3 a -> d: 3", "f:4 a -> e: 4", "f:5 a -> f: 5", "f:6 a -> g: 5", "f:7 a -> h: 5",
		), `
6 more arrows, worst first:
:2 a -> c: 2
:3 a -> d: 3
:4 a -> e: 4
:5 a -> f: 5
... and 2 more`, 2},
	} {
		cs := crowdsOf([][]*diag.Diagnostic{c.said}, false)
		lines, left := cs.also(c.said[0])
		got := strings.Join(lines, "\n")
		if want := strings.TrimPrefix(c.want, "\n"); got != want || left != c.left {
			t.Errorf("%s: %d left, got:\n%s", c.name, left, got)
		}
	}
	if len(crowdsOf([][]*diag.Diagnostic{chorus("f:1 a -> b: x", "f:2 b -> c: x", "g:3 c -> d: x", "f:4 d -> e: x")}, true)) != 0 {
		t.Error("all is shown, and still there are crowds")
	}
}
