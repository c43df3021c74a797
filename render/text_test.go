package render

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

func text(t *testing.T, r *analysis.Report, o TextOptions) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return Text(b, r, o) })
}

func TestText(t *testing.T) {
	golden(t, "check.txt", text(t, sample(), TextOptions{}))
	golden(t, "check-all.txt", text(t, sample(), TextOptions{Show: diag.Note, All: true, Waived: true}))
	golden(t, "check-colour.txt", text(t, sample(), TextOptions{Show: diag.Error, Color: true}))
}

// fresh is a report of a drawing of so many arrows about which nothing is stated.
func fresh(n int) *analysis.Report {
	var source strings.Builder
	source.WriteString("linewalk: 1\nsystem: Fresh\narrows:\n")
	r := &analysis.Report{System: &model.System{Files: []string{"linewalk.yaml"}}, Headline: analysis.Headline{Arrows: n, Unnoticed: n, Assumed: n}}
	no := analysis.Cell{Value: people.No, Reason: "nothing is stated"}
	for i := range n {
		from, to := &model.Component{ID: model.ComponentID(2 * i), Name: fmt.Sprintf("frontend-%d", i)}, &model.Component{ID: model.ComponentID(2*i + 1), Name: fmt.Sprintf("product-catalog-%d", i)}
		r.System.Components = append(r.System.Components, from, to)
		a := &model.Arrow{ID: model.ArrowID(i), From: from, To: to, Bare: true}
		a.Span = diag.Span{
			File: "linewalk.yaml", Start: diag.Point{Line: int32(i + 4), Col: 3}, End: diag.Point{Line: int32(i + 4), Col: int32(3 + len(a.Name()))},
		}
		fmt.Fprintf(&source, "  %s:\n", a.Name())
		x := &analysis.Answer{Arrow: a, Cells: analysis.Cells{
			Monitor: no, Alert: no, Owner: no, BusFactor: analysis.Cell{Value: people.Unknown, Reason: "nobody is named who knows it"},
		}}
		r.Answers, r.ByHarm = append(r.Answers, x), append(r.ByHarm, x)
		r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{
			Rule: "arrow-bare", Level: diag.Warning, Span: a.Span, Arrow: a.Name(), Gap: diag.GapDrawing,
			Message: a.Name() + ": drawn, and nothing else is stated about it", IfDown: to.Name + " goes down at once; no journey suffers",
			Mend:  `"` + a.Name() + `": {if-down: breaks, owner: TEAM, monitors: [{signal: errors, alert: {name: DOWN, after: 5m, tells: owner}}]}`,
			Waive: `- {rule: arrow-bare, arrow: "` + a.Name() + `", because: "", until: 2027-02-20}`,
		})
	}
	r.Coverage = analysis.Coverage{Arrows: n, Asked: 4 * n}
	r.Diagnostics = append(r.Diagnostics, diag.Diagnostic{
		Rule: "arrow-on-no-journey", Level: diag.Note, Span: diag.Span{File: "linewalk.yaml", Start: diag.Point{Line: 3, Col: 1}, End: diag.Point{Line: 3, Col: 7}},
		Message: "no journey is drawn",
	})
	r.Sources = diag.Sources{"linewalk.yaml": source.String()}
	return r
}

// rows is how many rows of a terminal of 80 columns the text takes.
func rows(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		n += max(1, (cells(strings.TrimSuffix(line, "\n"))+79)/80)
	}
	return n
}

func TestTextOfAFreshDrawingFitsOneScreen(t *testing.T) {
	for _, n := range []int{50, 3000} {
		got := text(t, fresh(n), TextOptions{})
		if rows(got) > 40 {
			t.Errorf("%d arrows take %d rows:\n%s", n, rows(got), got)
		}
		if n == 50 {
			golden(t, "check-fresh.txt", got)
		}
	}
}

func TestTextShowsEverythingOnRequest(t *testing.T) {
	got := text(t, fresh(50), TextOptions{All: true})
	if n := strings.Count(got, "[arrow-bare]"); n != 50 {
		t.Errorf("%d of 50 diagnostics are shown", n)
	}
}
