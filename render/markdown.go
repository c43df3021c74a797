package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/analysis/people"
	"github.com/linewalk/linewalk/analysis/propagation"
	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// MarkdownOptions say how much of a report is written. The zero value writes all of it.
type MarkdownOptions struct {
	// MaxBytes is how long the document may be; 0 is any length. A comment on GitHub holds 65,536
	// characters. Tables and lists are cut after whole rows and say what is left out. The headline,
	// the coverage and what hurts most are always there: they are shorter than 40,000 bytes.
	MaxBytes int

	Show diag.Level // the lowest level of the findings listed; the zero value lists warnings and errors
}

// Markdown writes a report for pull requests and wikis, in the Markdown that GitHub and GitLab have in
// common, with a Mermaid picture. Whatever comes from the drawing is inert in it: it mentions nobody,
// refers to nothing and loads nothing.
func Markdown(w io.Writer, r *analysis.Report, o MarkdownOptions) error {
	m := newMarkdown(r, TextOptions{Show: o.Show}.lowest())
	sections := append([]*section{{head: m.opening()}}, m.body(o.MaxBytes)...)
	_, err := io.WriteString(w, join(sections, o.MaxBytes))
	return err
}

// body is all of a report but its head, for a document of at most so many bytes.
func (m *markdown) body(most int) []*section {
	sections := []*section{{head: m.worst()}}
	if len(m.report.Answers) > 0 {
		sections = append(sections, m.picture(most/2), m.arrows())
	}
	return append(sections, m.findings(), m.waivers(), m.journeys(), &section{head: m.footer()})
}

// A markdown writes the parts of a report as Markdown.
type markdown struct {
	report *analysis.Report
	lowest diag.Level
	rank   map[*analysis.Answer]int // by harm, from 1
	said   [][]*diag.Diagnostic     // of each arrow, the most harmful first, then of the rest
	number map[string]int           // of an arrow by its name: as rank
}

func newMarkdown(r *analysis.Report, lowest diag.Level) *markdown {
	m := &markdown{
		report: r, lowest: lowest, said: grouped(r, diag.Note),
		rank: make(map[*analysis.Answer]int, len(r.ByHarm)), number: make(map[string]int, len(r.ByHarm)),
	}
	for i, x := range r.ByHarm {
		m.rank[x] = i + 1
		m.number[x.Arrow.Name()] = i + 1
	}
	return m
}

// The longest texts of the drawing that are written, in characters. They bound the rows of tables.
const (
	longName     = 120
	longSentence = 240
	longPaste    = 300
)

func brief(text string, most int) string { return diag.Shorten(text, most) }

// worstArrows is how many arrows hurt most.
const worstArrows = 10

// opening is title, headline and coverage.
func (m *markdown) opening() string {
	r := m.report
	var b strings.Builder
	b.WriteString("# " + prose(brief(cmp.Or(r.System.Name.Value, "A drawing without a name"), longName)) + "\n\n")
	b.WriteString("**" + prose(brief(Headline(r), longSentence)) + ".**\n")
	if len(r.Answers) == 0 {
		return b.String()
	}
	b.WriteString("\n" + coverage(r))
	if text := Vital(r); text != "" {
		b.WriteString("\n" + prose(Sentence("coverage is "+text)) + "\n")
	}
	if text := Assumption(r); text != "" {
		b.WriteString("\n" + prose(Sentence(text)) + "\n")
	}
	return b.String()
}

// coverage is the table of the four cells.
func coverage(r *analysis.Report) string {
	heads, rules := []string{"coverage"}, []string{":--"}
	counts, shares, unknowns := []string{"yes"}, []string{"share"}, []string{"unknown"}
	unknown := 0
	for i, c := range CellCounts(r.Answers) {
		heads = append(heads, analysis.CellWords()[i]+" ("+cellLetters[i]+")")
		rules = append(rules, "--:")
		counts = append(counts, fmt.Sprintf("%d of %d", c.Yes, len(r.Answers)))
		shares = append(shares, analysis.Coverage{Covered: c.Yes, Asked: len(r.Answers)}.Percent())
		unknowns = append(unknowns, strconv.Itoa(c.Unknown))
		unknown += c.Unknown
	}
	heads, rules = append(heads, "all four"), append(rules, "--:")
	counts = append(counts, fmt.Sprintf("%d of %d", r.Coverage.Covered, r.Coverage.Asked))
	shares = append(shares, "**"+r.Coverage.Percent()+"**")
	table := row(heads...) + row(rules...) + row(counts...) + row(shares...)
	if unknown > 0 {
		table += row(append(unknowns, strconv.Itoa(unknown))...)
	}
	return table
}

// row is a row of a table. Its cells are Markdown already.
func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

// cellLetters stand for the cells where there is no room for their names.
var cellLetters = [4]string{"M", "A", "O", "B"}

// marks are the four cells of an arrow: "M ✓ A ✗ O ✓ B ?", in one piece.
func marks(c analysis.Cells, gap string) string {
	var parts []string
	for i, cell := range c.All() {
		parts = append(parts, cellLetters[i]+gap+cellSign(cell.Value))
	}
	return strings.Join(parts, gap)
}

func cellSign(v people.Tri) string {
	switch v {
	case people.Yes:
		return "✓"
	case people.No:
		return "✗"
	}
	return "?"
}

// markWords say what the marks mean.
const markWords = "M is a monitor that sees it, A an alert that tells somebody, O an owner, B enough people who can mend it (bus factor): ✓ yes, ✗ no, ? unknown."

// worst is the table of the arrows that hurt most.
func (m *markdown) worst() string {
	if len(m.report.Answers) == 0 {
		return ""
	}
	mends := m.mends()
	var b strings.Builder
	b.WriteString("\n## What hurts most\n\n")
	b.WriteString(row("#", "arrow", "what happens without it", "told", "cells", "mend first") + row("--:", ":--", ":--", ":--", ":--", ":--"))
	for i, x := range m.report.ByHarm[:min(worstArrows, len(m.report.ByHarm))] {
		b.WriteString(row(append(m.about(i+1, x), mends[x.Arrow.Name()])...))
	}
	b.WriteString("\nNumbers go by harm: 1 hurts most. " + markWords + "\n")
	return b.String()
}

// about is what the tables say of an arrow: number, name, what happens, who is told when, cells.
func (m *markdown) about(number int, x *analysis.Answer) []string {
	return []string{
		strconv.Itoa(number), ends(x.Arrow), prose(brief(x.IfDown.Line, longSentence)),
		told(x.Notice), marks(x.Cells, "&nbsp;"),
	}
}

// ends is the name of an arrow for a narrow column, an end a line.
func ends(a *model.Arrow) string {
	tip := strings.TrimPrefix(a.Name(), a.From.Name+" -> ")
	return code(brief(a.From.Name, longName)) + "&nbsp;→<br>" + code(brief(tip, longName))
}

// told says when somebody is told, and for the rest who finds out, in two short lines.
func told(n analysis.Notice) string {
	switch {
	case n.Alert != nil:
		return unbroken(analysis.After(n.After)) + ",<br>" + unbroken(punctual(n.When))
	case n.Users != propagation.Never:
		return "nobody;<br>users " + unbroken(analysis.After(n.Users))
	case n.Where == analysis.OnDashboard:
		return "nobody;<br>a dashboard"
	}
	return "nobody"
}

// unbroken keeps words of our own on one line.
func unbroken(text string) string { return strings.ReplaceAll(text, " ", "&nbsp;") }

// mends finds one mend for each arrow that has any: that of the gravest finding.
func (m *markdown) mends() map[string]string {
	mends := map[string]string{}
	for _, ds := range m.said {
		for _, d := range ds {
			if d.Arrow != "" && d.Mend != "" && mends[d.Arrow] == "" {
				mends[d.Arrow] = mend(d)
			}
		}
	}
	return mends
}

// mend writes what to do: text to paste as code, line by line, and advice as a sentence.
func mend(d *diag.Diagnostic) string {
	text := brief(d.Mend, longPaste)
	if !Pasted(d.Mend, d.Arrow) {
		return prose(text)
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = code(line)
	}
	return strings.Join(lines, "<br>")
}

// picture is the Mermaid drawing with its legend.
func (m *markdown) picture(most int) *section {
	drawn, legend := m.mermaid(most)
	return &section{
		head: "\n## The picture\n\n",
		rows: []string{"```mermaid\n" + drawn + "```\n\n" + legend + "\n"},
		noun: "picture",
	}
}

// arrows is the table of all arrows.
func (m *markdown) arrows() *section {
	s := folded("All "+Count(len(m.report.Answers), "arrow"), "arrow")
	if len(m.report.Answers) == 1 {
		s = folded("The arrow", "arrow")
	}
	s.head += "\n" + row("#", "arrow", "what happens without it", "told", "cells", "what it is", "owner") +
		row("--:", ":--", ":--", ":--", ":--", ":--", ":--")
	for i, x := range m.report.ByHarm {
		s.rows = append(s.rows, row(append(m.about(i+1, x), prose(brief(About(x.Arrow), longName)), owner(x.Owner))...))
	}
	return s
}

func owner(o model.Ownership) string {
	switch {
	case o.How == model.OwnedBetween:
		return "between " + code(brief(o.From.Name, longName)) + " and " + code(brief(o.To.Name, longName))
	case o.Owned():
		return code(brief(o.Party.String(), longName))
	}
	return "nobody"
}

// folded begins a section that is closed until somebody opens it. The summary is raw HTML: nothing from
// the drawing goes into it.
func folded(summary, noun string) *section {
	return &section{head: "\n<details>\n<summary>" + summary + "</summary>\n", tail: "\n</details>\n", noun: noun}
}

// findings lists the diagnostics in force, arrow by arrow.
func (m *markdown) findings() *section {
	s := folded("Findings: "+countLine(m.report), "finding")
	hidden, about := 0, 0
	for _, ds := range m.said {
		ds = slices.DeleteFunc(slices.Clone(ds), func(d *diag.Diagnostic) bool {
			if d.Level < m.lowest {
				hidden++
			}
			return d.Level < m.lowest
		})
		for _, d := range ds {
			text := finding(d)
			if number := m.number[d.Arrow]; number != about || len(s.rows) == 0 {
				text = "\n" + m.heading(number) + "\n\n" + text
				about = number
			}
			s.rows = append(s.rows, text)
		}
	}
	if hidden > 0 {
		s.tail = fmt.Sprintf("\nNot listed: %s of a lower level.\n", Count(hidden, "finding")) + s.tail
	}
	if len(s.rows) == 0 && hidden == 0 {
		return &section{head: "\nThere are no findings.\n"}
	}
	return s
}

// heading names the arrow of that number, with what happens without it. 0 is no arrow.
func (m *markdown) heading(number int) string {
	if number == 0 {
		return "**Not about one arrow**"
	}
	x := m.report.ByHarm[number-1]
	return fmt.Sprintf("**%d** %s: %s", number, code(brief(x.Arrow.Name(), longName)), prose(brief(x.IfDown.Line, longSentence)))
}

// finding is an item of a list: level, message, rule, place, mend.
func finding(d *diag.Diagnostic) string {
	text := d.Message
	if d.Arrow != "" {
		text = said(d)
	}
	item := fmt.Sprintf("- **%s** %s (%s", d.Level, prose(brief(text, longSentence)), code(d.Rule))
	if d.Span.File != "" {
		item += " at " + code(brief(placed(d.Span), longName))
	}
	item += ")"
	if d.Mend != "" {
		item += "<br>mend: " + mend(d)
	}
	return item + "\n"
}

// placed is "file:line", or the file alone.
func placed(s diag.Span) string {
	if s.IsZero() {
		return s.File
	}
	return fmt.Sprintf("%s:%d", s.File, s.Start.Line)
}

// waivers is the table of what is accepted, and until when.
func (m *markdown) waivers() *section {
	uses := m.report.Waivers
	if len(uses) == 0 {
		return &section{}
	}
	s := folded(Count(len(uses), "waiver"), "waiver")
	s.head += "\n" + row("until", "rule", "of", "because", "by", "accepts") + row(":--", ":--", ":--", ":--", ":--", "--:")
	for _, u := range uses {
		until := u.Waiver.Until.Value.String()
		if u.Expired {
			until += ", expired"
		}
		s.rows = append(s.rows, row(
			until, code(brief(u.Waiver.Rule.Value, longName)), code(brief(waivedThing(u.Waiver), longName)),
			prose(brief(u.Waiver.Because.Value, longSentence)), code(brief(u.Waiver.By.Value.Name, longName)), Count(u.Matches, "finding"),
		))
	}
	return s
}

// waivedThing names what a waiver is about.
func waivedThing(w *model.Waiver) string {
	switch {
	case w.Arrow.Given():
		return w.Arrow.Value.Name()
	case w.Journey.Given():
		return w.Journey.Value.Name
	}
	return w.Component.Value.Name
}

// journeys is the table of the journeys with the arrows that break them alone.
func (m *markdown) journeys() *section {
	all := m.report.Journeys
	if len(all) == 0 {
		return &section{}
	}
	s := &section{
		head: "\n## Journeys\n\n" + row("journey", "worth", "arrows that break it alone", "that degrade it alone") + row(":--", "--:", ":--", ":--"),
		noun: "journey",
	}
	for _, j := range all {
		worth := "not stated"
		if j.Journey.Worth.Given() {
			worth = prose(j.Journey.Worth.Value.String())
		}
		s.rows = append(s.rows, row(code(brief(j.Journey.Name, longName)), worth, m.listed(j.Breaks), m.listed(j.Degrades)))
	}
	return s
}

// listedArrows is how many arrows a cell of a table names before it counts the rest.
const listedArrows = 4

// listed counts arrows and names the most harmful of them.
func (m *markdown) listed(answers []*analysis.Answer) string {
	if len(answers) == 0 {
		return "none"
	}
	sorted := slices.SortedStableFunc(slices.Values(answers), func(a, b *analysis.Answer) int { return cmp.Compare(m.rank[a], m.rank[b]) })
	var parts []string
	for _, x := range sorted[:min(listedArrows, len(sorted))] {
		parts = append(parts, fmt.Sprintf("%d %s", m.rank[x], code(brief(x.Arrow.Name(), longName))))
	}
	text := fmt.Sprintf("**%s**: %s", Count(len(answers), "arrow"), strings.Join(parts, "<br>"))
	if rest := sorted[len(parts):]; len(rest) > 0 {
		text += "<br>and " + m.numbersUpTo(rest, manyNumbers)
	}
	return text
}

// manyNumbers is how many arrows are named by their numbers before the rest is counted.
const manyNumbers = 12

// numbersUpTo lists the numbers of arrows that are in the order of harm, at most so many: "3, 5, 8 and
// 4 more".
func (m *markdown) numbersUpTo(answers []*analysis.Answer, most int) string {
	var parts []string
	for _, x := range answers[:min(most, len(answers))] {
		parts = append(parts, strconv.Itoa(m.rank[x]))
	}
	if rest := len(answers) - len(parts); rest > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(parts, ", "), rest)
	}
	return strings.Join(parts, ", ")
}

// footer says what all this rests on.
func (m *markdown) footer() string {
	text := "\n---\n\nStated facts, not live truth: this is what the drawing says, "
	if n := len(m.report.Evidence); n > 0 {
		return text + "held against " + Count(n, "file") + " of evidence. No running system was asked. Written by linewalk.\n"
	}
	return text + "and nothing was held against it. No running system was asked. Written by linewalk.\n"
}
