package render

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

// A format is a way to write a report, or the diagnostics of a drawing that could not be read, and a
// parser of it that counts what it finds.
type format struct {
	report  func(io.Writer, *analysis.Report) error
	refusal func(io.Writer, []diag.Diagnostic) error
	count   func(*testing.T, string) counted
}

// counted is what a parser counts. A format that has no place for what is waived has -1 of it.
type counted struct{ Errors, Warnings, Notes, Total, Waived int }

func (c *counted) add(level string, n int) {
	c.Total += n
	switch level {
	case "error", "major":
		c.Errors += n
	case "warning", "minor":
		c.Warnings += n
	case "note", "info", "notice":
		c.Notes += n
	}
}

func formats() map[string]format {
	var here diag.Repository
	return map[string]format{
		"text": {
			func(w io.Writer, r *analysis.Report) error {
				return Text(w, r, TextOptions{Show: diag.Note, All: true, Waived: true})
			},
			func(w io.Writer, ds []diag.Diagnostic) error { return Diagnostics(w, ds, nil, TextOptions{}) },
			countText,
		},
		"json": {
			func(w io.Writer, r *analysis.Report) error { return JSON(w, r, "") },
			func(w io.Writer, ds []diag.Diagnostic) error { return ReadingJSON(w, ds, here, "") },
			countJSON,
		},
		"sarif": {
			func(w io.Writer, r *analysis.Report) error { return SARIF(w, r, "") },
			func(w io.Writer, ds []diag.Diagnostic) error { return ReadingSARIF(w, ds, here, "") },
			countSARIF,
		},
		"junit": {
			func(w io.Writer, r *analysis.Report) error { return JUnit(w, r, diag.Warning) },
			func(w io.Writer, ds []diag.Diagnostic) error { return ReadingJUnit(w, ds, here) },
			countJUnit,
		},
		"github": {GitHub, func(w io.Writer, ds []diag.Diagnostic) error { return ReadingGitHub(w, ds, here) }, countGitHub},
		"gitlab": {GitLab, func(w io.Writer, ds []diag.Diagnostic) error { return ReadingGitLab(w, ds, here) }, countGitLab},
		"markdown": {
			func(w io.Writer, r *analysis.Report) error {
				return Comment(w, r, nil, MarkdownOptions{Show: diag.Note})
			},
			func(w io.Writer, ds []diag.Diagnostic) error { return ReadingComment(w, ds, MarkdownOptions{}) },
			countMarkdown,
		},
		"checkstyle": {
			Checkstyle, func(w io.Writer, ds []diag.Diagnostic) error { return ReadingCheckstyle(w, ds, here) }, countCheckstyle,
		},
	}
}

var (
	placeLine  = regexp.MustCompile(`(?m)^(?:[^ ].*?: )?(error|warning|note): .* \[[a-z-]+\]$`)
	waivedLine = regexp.MustCompile(`(?m)^  [^ ]+: (?:error|warning|note): .* \[[a-z-]+\]$`)
	levelCount = regexp.MustCompile(`(\d+) (error|warning|note)s?`)
	waivedMany = regexp.MustCompile(`(\d+) waived`)
)

func countText(t *testing.T, text string) counted {
	var c counted
	for _, m := range placeLine.FindAllStringSubmatch(text, -1) {
		c.add(m[1], 1)
	}
	c.Waived = len(waivedLine.FindAllString(text, -1))
	if said := lastLine(text); said != c {
		t.Errorf("text lists %+v and says %+v", c, said)
	}
	return c
}

// lastLine reads the line that closes what is for people.
func lastLine(text string) counted {
	line := text[strings.LastIndex(strings.TrimSuffix(text, "\n"), "\n")+1:]
	c := countsIn(line)
	if m := waivedMany.FindStringSubmatch(line); m != nil {
		c.Waived, _ = strconv.Atoi(m[1])
	}
	return c
}

// countsIn reads "2 errors, 1 note".
func countsIn(text string) counted {
	var c counted
	for _, m := range levelCount.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1])
		c.add(m[2], n)
	}
	return c
}

func countJSON(t *testing.T, text string) counted {
	var document documentJSON
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	c := counted{Waived: len(document.Waived)}
	for _, d := range document.Diagnostics {
		c.add(d.Level, 1)
	}
	n := document.Counts
	if said := (counted{n.Errors, n.Warnings, n.Notes, n.Errors + n.Warnings + n.Notes, n.Waived}); said != c {
		t.Errorf("JSON lists %+v and says %+v", c, said)
	}
	return c
}

func countSARIF(t *testing.T, text string) counted {
	var log sarifLog
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	var c counted
	for _, result := range log.Runs[0].Results {
		c.add(result.Level, 1)
	}
	if p := log.Runs[0].Properties; p != nil {
		c.Waived = len(p.Waived)
	}
	return c
}

// countJUnit counts what fails by its type, and what passes by its output. Cases without either are
// arrows of which nothing is said.
func countJUnit(t *testing.T, text string) counted {
	var c counted
	for _, x := range parseXML(t, text).find("testcase") {
		problems, outputs := append(x.find("failure"), x.find("error")...), x.find("system-out")
		switch {
		case x.attr("name") == policyRule:
		case len(x.find("skipped")) > 0:
			c.Waived++
		case len(problems) > 0:
			c.add(problems[0].attr("type"), 1)
		case len(outputs) > 0:
			c.add(placeLine.FindStringSubmatch(outputs[0].Text)[1], 1)
		}
	}
	return c
}

// countGitHub counts the annotations, and those that the last notice says are left out.
func countGitHub(t *testing.T, text string) counted {
	var c counted
	for _, line := range runnerLines(text) {
		command, ok := runnerReads(line)
		switch {
		case ok && command.properties["file"] != "":
			c.add(command.name, 1)
		case ok:
			left := countsIn(command.message)
			c = counted{c.Errors + left.Errors, c.Warnings + left.Warnings, c.Notes + left.Notes, c.Total + left.Total, 0}
		}
	}
	said := lastLine(text)
	c.Waived = said.Waived
	if said != c {
		t.Errorf("GitHub is given %+v and told %+v", c, said)
	}
	return c
}

func countGitLab(t *testing.T, text string) counted {
	c := counted{Waived: -1}
	for _, x := range readGitLab(t, text) {
		if x.Check == policyRule {
			continue
		}
		c.add(x.Severity, 1)
	}
	return c
}

func countCheckstyle(t *testing.T, text string) counted {
	c := counted{Waived: -1}
	for _, x := range parseXML(t, text).find("error") {
		if x.attr("source") == policyRule {
			continue
		}
		c.add(x.attr("severity"), 1)
	}
	return c
}

// markdownItem is a finding in a list, and markdownTally what is said of all.
var (
	markdownItem  = regexp.MustCompile(`(?m)^- \*\*(error|warning|note)\*\* `)
	markdownTally = regexp.MustCompile(`(?m)^(?:\*\*)?(?:\d+ (?:error|warning|note)s?[, ]*)+.*\.(?:\*\*)?$`)
)

func countMarkdown(t *testing.T, text string) counted {
	var c counted
	for _, m := range markdownItem.FindAllStringSubmatch(text, -1) {
		c.add(m[1], 1)
	}
	said := lastLine(markdownTally.FindString(text) + "\n")
	c.Waived = said.Waived
	if said != c {
		t.Errorf("Markdown lists %+v and says %+v", c, said)
	}
	return c
}

// compare holds what a format was counted to have against what it is to have.
func (c counted) compare(t *testing.T, want counted) {
	t.Helper()
	if c.Waived < 0 {
		want.Waived = c.Waived
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

// TestCountsAgree holds the writers together: whoever reads one of them reads the same numbers.
func TestCountsAgree(t *testing.T) {
	crowded := fresh(45)
	for i := range crowded.Diagnostics {
		crowded.Diagnostics[i].Level = diag.Levels()[i%3]
	}
	for _, d := range crowded.Diagnostics[:5] {
		crowded.Waived = append(crowded.Waived, analysis.Waived{Diagnostic: d, Waiver: sample().Waived[0].Waiver})
	}
	crowded.Diagnostics = crowded.Diagnostics[5:]
	governed := sample()
	governed.Policy = &analysis.Policy{Name: "main", Proposed: []analysis.Proposal{{What: "rule arrow-no-alert", Old: "warning", New: "off"}}}
	for name, c := range map[string]struct {
		report *analysis.Report
		want   counted
	}{
		"sample":   {sample(), counted{Errors: 2, Warnings: 3, Notes: 1, Total: 6, Waived: 1}},
		"fresh":    {fresh(7), counted{Warnings: 7, Notes: 1, Total: 8}},
		"nothing":  {fresh(0), counted{Notes: 1, Total: 1}},
		"governed": {governed, counted{Errors: 2, Warnings: 3, Notes: 1, Total: 6, Waived: 1}},
		"crowded":  {crowded, counted{Errors: 14, Warnings: 13, Notes: 14, Total: 41, Waived: 5}},
	} {
		for in, f := range formats() {
			t.Run(name+" "+in, func(t *testing.T) {
				text := written(t, func(b *bytes.Buffer) error { return f.report(b, c.report) })
				f.count(t, text).compare(t, c.want)
			})
		}
	}
}

// TestRefusedCountsAgree does the same for a drawing that could not be read.
func TestRefusedCountsAgree(t *testing.T) {
	for name, c := range map[string]struct {
		found []diag.Diagnostic
		want  counted
	}{
		"some": {unreadable(), counted{Errors: 2, Warnings: 1, Total: 3}},
		"none": {},
	} {
		for in, f := range formats() {
			t.Run(name+" "+in, func(t *testing.T) {
				text := written(t, func(b *bytes.Buffer) error { return f.refusal(b, c.found) })
				f.count(t, text).compare(t, c.want)
			})
		}
	}
}
