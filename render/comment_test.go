package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model/diag"
)

func commentOf(t testing.TB, r *analysis.Report, c *compare.Comparison, o MarkdownOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Comment(&b, r, c, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// restatedBy is a comparison in which n changes of each kind hold a text wherever a drawing could put one.
func restatedBy(text string, n int) *compare.Comparison {
	c := &compare.Comparison{
		Old: compare.Side{Arrows: 4, Coverage: analysis.Coverage{Arrows: 4, Covered: 9, Asked: 16}},
		New: compare.Side{Arrows: 4, Coverage: analysis.Coverage{Arrows: 4, Covered: 7, Asked: 16}},
	}
	for i := range n {
		name := fmt.Sprint(text, " -> ", i)
		both := compare.Name{Old: name, New: name}
		yes, no := analysis.Cell{Value: people.Yes, Reason: text}, analysis.Cell{Value: people.No, Reason: text}
		broken, fine := compare.Outcome{Verdict: propagation.Broken}, compare.Outcome{}
		d := diag.Diagnostic{Rule: "arrow-no-alert", Level: diag.Warning, Arrow: name, Subject: text, Message: name + ": " + text, Span: diag.Span{File: text, Start: diag.Point{Line: 1, Col: 1}}}
		c.Added = append(c.Added, compare.Arrow{Name: name, IfDown: text})
		c.Removed = append(c.Removed, compare.Arrow{Name: name, IfDown: text})
		c.Renamed = append(c.Renamed, compare.Name{Old: name, New: text})
		c.Cells = append(c.Cells, compare.CellChange{Arrow: both, Old: yes, New: no}, compare.CellChange{Arrow: both, Old: no, New: yes})
		c.Outcomes = append(c.Outcomes, compare.OutcomeChange{Arrow: both, Journey: text, Old: fine, New: broken}, compare.OutcomeChange{Arrow: both, Journey: text, Old: broken, New: fine})
		c.Breaking = append(c.Breaking, compare.JourneyBreaks{Journey: text, More: []compare.Name{both}})
		c.Owners = append(c.Owners, compare.OwnerChange{Arrow: both, Old: compare.Owner{Owned: true, Text: text}, New: compare.Owner{Text: text}})
		c.Journeys = append(c.Journeys, compare.JourneyChange{Journey: compare.Name{New: text}, What: "steps", Old: text, New: text})
		c.Policy = append(c.Policy, compare.PolicyChange{What: "waiver of " + text, About: both, Old: text, New: text, Means: compare.Worse})
		c.Findings.New = append(c.Findings.New, d)
		c.Findings.Gone = append(c.Findings.Gone, d)
	}
	return c
}

// governedBy is a report with a Since and a Policy that hold a text wherever a user or a drawing could put one.
func governedBy(r *analysis.Report, text string) *analysis.Report {
	r.Since = &analysis.Since{
		Revision: text, Commits: []string{"3f2a91c0d2aa"}, Coverage: analysis.Coverage{Arrows: 4, Covered: 9, Asked: 16}, Kept: 2,
		Absent: []string{text}, Eased: []analysis.Easing{{What: text, Old: text, New: text}},
	}
	r.Policy = &analysis.Policy{Name: text, Commit: "3f2a91c0d2aa", Proposed: []analysis.Proposal{{What: text, Old: text, New: text}}}
	return r
}

func TestComment(t *testing.T) {
	r := governedBy(sample(), "main")
	r.Policy.Proposed = []analysis.Proposal{{What: "rule arrow-no-alert", Old: "warning", New: "off"}}
	r.Since.Absent = nil
	golden(t, "comment.md", commentOf(t, r, restatedBy("shop", 1), MarkdownOptions{}))
}

// TestCommentSaysWorseFirst wants the parts in the order in which they matter.
func TestCommentSaysWorseFirst(t *testing.T) {
	got := commentOf(t, governedBy(sample(), "main"), restatedBy("shop", 1), MarkdownOptions{})
	last := -1
	for _, part := range []string{
		"# Corner Shop\n", " break a journey alone", "\n2 errors, 3 warnings, 1 note on ", "\nJudged by the settings, waivers and evidence of `main (3f2a91c0d2)`; ",
		"\nSince `main (3f2a91c0d2)`: coverage 56.2% -> ", "coverage 56.2% -> 43.7%", "\n## What gets worse\n", "\n## Judged more leniently\n", "\n## What gets better\n",
		"<summary>What else changes: ", "\n## What hurts most\n", "\n## The picture\n", "<summary>Findings: ",
	} {
		at := strings.Index(strings.ReplaceAll(got, "-&gt;", "->"), part)
		if at <= last {
			t.Errorf("%q is at %d, and what comes before it at %d:\n%.3000s", part, at, last, got)
		}
		last = at
	}
}

// TestCommentIsInert is k04 for what a comment has besides the report.
func TestCommentIsInert(t *testing.T) {
	for _, s := range append(infestations, poison) {
		whole(t, commentOf(t, governedBy(poisoned(s), s), restatedBy(s, 1), MarkdownOptions{Show: diag.Note}))
		var b bytes.Buffer
		ds := []diag.Diagnostic{{Rule: "read-bad-value", Level: diag.Error, Message: s, Mend: s, Arrow: s, Span: diag.Span{File: s, Start: diag.Point{Line: 1, Col: 1}}}}
		if err := ReadingComment(&b, ds, MarkdownOptions{}); err != nil {
			t.Fatal(err)
		}
		whole(t, b.String())
		if t.Failed() {
			t.Fatalf("with %q", s)
		}
	}
}

// TestCommentIsBounded wants a comment that GitHub takes, whatever changed, and one that says what it leaves out.
func TestCommentIsBounded(t *testing.T) {
	for _, n := range []int{1, 30, 3000} {
		for _, name := range []string{"shop", strings.Repeat("@|", 100), strings.Repeat("`", 150), strings.Repeat("支", 100)} {
			r := governedBy(crowdOfArrows(300, name), name)
			for range 300 {
				r.Policy.Proposed = append(r.Policy.Proposed, r.Policy.Proposed[0])
				r.Since.Absent = append(r.Since.Absent, name)
			}
			got := commentOf(t, r, restatedBy(name, n), MarkdownOptions{MaxBytes: CommentBytes})
			if len(got) > CommentBytes {
				t.Errorf("%d changes with %.9q: %d bytes", n, name, len(got))
			}
			if !strings.Contains(got, "Left out, as there is no room: ") || !strings.HasSuffix(got, "Written by linewalk.\n") {
				t.Errorf("%d changes with %.9q: does not say what is left out, or has no end", n, name)
			}
			whole(t, got)
		}
	}
	var b bytes.Buffer
	var ds []diag.Diagnostic
	for i := range 5000 {
		ds = append(ds, diag.Diagnostic{Rule: "read-bad-value", Level: diag.Error, Message: fmt.Sprint("value ", i)})
	}
	if err := ReadingComment(&b, ds, MarkdownOptions{MaxBytes: CommentBytes}); err != nil {
		t.Fatal(err)
	}
	if b.Len() > CommentBytes || !strings.Contains(b.String(), "Left out, as there is no room: ") || !strings.Contains(b.String(), "**5000 errors.**") {
		t.Errorf("%d bytes:\n%.300s", b.Len(), b.String())
	}
}

// TestPolicyIsNamed is u05 for every format: whoever reads one knows what governed, and what is proposed.
func TestPolicyIsNamed(t *testing.T) {
	r := sample()
	r.Policy = &analysis.Policy{Name: "release/7", Commit: "3f2a91c0d2aabb", Proposed: []analysis.Proposal{{What: "rule arrow-no-alert", Old: "warning", New: "off"}}}
	for name, f := range formats() {
		text := written(t, func(b *bytes.Buffer) error { return f.report(b, r) })
		for _, part := range []string{"release/7", "3f2a91c0d2", "rule arrow-no-alert"} {
			if !strings.Contains(text, part) {
				t.Errorf("%s does not say %s", name, part)
			}
		}
		if text := written(t, func(b *bytes.Buffer) error { return f.report(b, sample()) }); strings.Contains(text, "judged by") {
			t.Errorf("%s names what governed where there is no policy", name)
		}
	}
}

func BenchmarkComment(b *testing.B) {
	r, c := crowdOfArrows(3000, "x"), restatedBy("x", 3000)
	for b.Loop() {
		if err := Comment(io.Discard, r, c, MarkdownOptions{MaxBytes: CommentBytes}); err != nil {
			b.Fatal(err)
		}
	}
}
