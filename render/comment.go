package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/compare"
	"github.com/linewalk/linewalk/model/diag"
)

// CommentBytes is how long a document may be that goes into a comment of a pull request: GitHub takes
// 65,536 characters. A step summary has room for more.
const CommentBytes = 65_536

// SummaryBytes is how much is written to a step summary of GitHub. Of a summary of more than 1 MiB GitHub
// shows nothing; what other programs add to it has the rest.
const SummaryBytes = 900_000

// Comment writes what a check found for the comment of a pull request, in the Markdown of Markdown: the
// headline and the counts, what governed, then, if c is given, what the change made worse and what it made
// better, and after that the report itself, with its picture. The report of a comparison lists only what is
// worse, as compare.Comparison.Narrow makes it.
func Comment(w io.Writer, r *analysis.Report, c *compare.Comparison, o MarkdownOptions) error {
	m := newMarkdown(r, TextOptions{Show: o.Show}.lowest())
	sections := []*section{{head: m.opening() + "\n" + prose(Sentence(countLine(r))) + "\n"}}
	sections = append(sections, m.governed(), m.since())
	if c != nil {
		sections = append(sections, changes(c)...)
	}
	sections = append(sections, m.body(o.MaxBytes)...)
	_, err := io.WriteString(w, join(sections, o.MaxBytes))
	return err
}

// ReadingComment writes what is wrong with a drawing that could not be read.
func ReadingComment(w io.Writer, ds []diag.Diagnostic, o MarkdownOptions) error {
	list := &section{head: "\n", noun: "finding"}
	for i := range ds {
		list.rows = append(list.rows, finding(&ds[i]))
	}
	if len(ds) == 0 {
		list = &section{}
	}
	head := "# The drawing cannot be read\n\n**" + prose(Sentence(tally(ds))) + "**\n"
	_, err := io.WriteString(w, join([]*section{{head: head}, list}, o.MaxBytes))
	return err
}

// changes are the parts of a comparison, the worst first. What merely changed is folded.
func changes(c *compare.Comparison) []*section {
	head := "\n**" + prose(brief(Sentence(DiffHeadline(c)), longSentence)) + "**\n"
	sections := []*section{{head: head}}
	for _, p := range diffParts(c) {
		lines, left := p.listed(false)
		if len(lines) == 0 {
			continue
		}
		s := &section{head: "\n## " + commentHeading(p) + "\n\n", noun: "change"}
		if p.sign == unjudged {
			s = folded(commentHeading(p)+": "+Count(len(lines)+left, "change"), "change")
			s.head += "\n"
		}
		for _, line := range lines {
			s.rows = append(s.rows, "- "+prose(brief(line, longSentence))+"\n")
		}
		if left > 0 {
			s.rows = append(s.rows, fmt.Sprintf("- and %d more\n", left))
		}
		sections = append(sections, s)
	}
	return sections
}

// commentHeading is the heading of a part above a report.
func commentHeading(p diffPart) string {
	switch p.sign {
	case "-":
		return "What gets worse"
	case "+":
		return "What gets better"
	case unjudged:
		return "What else changes"
	}
	return partHeading(p)
}

// partHeading is the title of a part as a heading.
func partHeading(p diffPart) string { return prose(strings.TrimSuffix(Sentence(p.title), ".")) }

// since says what the findings are held against.
func (m *markdown) since() *section {
	x := m.report.Since
	if x == nil {
		return &section{}
	}
	text := "\nSince " + code(brief(sinceWhen(x), longName)) + ": " + prose(sinceThen(x, m.report.Coverage)) + ".\n"
	return &section{head: text + m.absent(x)}
}

// absent names the drawings that were not there before.
func (m *markdown) absent(x *analysis.Since) string {
	if len(x.Absent) == 0 {
		return ""
	}
	names := make([]string, 0, fewChanges)
	for _, name := range x.Absent[:min(fewChanges, len(x.Absent))] {
		names = append(names, code(brief(name, longName)))
	}
	text := strings.Join(names, ", ")
	if left := len(x.Absent) - len(names); left > 0 {
		text += fmt.Sprintf(" and %d more", left)
	}
	return "\n" + text + " " + agree(len(x.Absent), "was", "were") + " not there: all that is found in it is new.\n"
}

// governed says by whose settings and waivers the report is judged, and what the change would have of them.
func (m *markdown) governed() *section {
	p := m.report.Policy
	if p == nil {
		return &section{}
	}
	head := "\n" + Sentence(policyHead+code(brief(governor(p), longName))+proposedCount(p)) + "\n"
	if len(p.Proposed) == 0 {
		return &section{head: head}
	}
	s := &section{head: head + "\nProposed:\n\n", noun: "proposal"}
	for _, x := range p.Proposed {
		s.rows = append(s.rows, "- "+prose(brief(proposal(x), longSentence))+"\n")
	}
	return s
}
