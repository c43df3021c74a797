package render

import (
	"encoding/csv"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/analysis/fmea"
	"github.com/linewalk/linewalk/model"
)

// FMEA writes the table of arrows and failure modes as CSV for a spreadsheet: a line of heads, then a line a row.
//
// It begins with a byte order mark, without which Excel reads UTF-8 as the code page of the machine and mangles
// names; LibreOffice takes it for what it is. Lines end in CR LF, as RFC 4180 has them and both write
// themselves. No cell holds a line break, so that a line is a row for tools that know no quotes.
//
// No cell is a formula, whatever the drawing says: see cell.
func FMEA(w io.Writer, rows iter.Seq[fmea.Row]) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	table := csv.NewWriter(w)
	table.UseCRLF = true
	if err := table.Write(fmeaHeads[:]); err != nil {
		return err
	}
	for row := range rows {
		if err := table.Write(fmeaCells(row)); err != nil {
			return err
		}
	}
	table.Flush()
	return table.Error()
}

// byteOrderMark is U+FEFF in UTF-8.
const byteOrderMark = "\xef\xbb\xbf"

// fmeaHeads are the heads of the table, in the order in which it is read.
var fmeaHeads = [...]string{
	"arrow", "kind", "mode", "cause", "local effect", "end effect",
	"severity", "why this severity", "occurrence", "why this occurrence", "detection", "detection rating", "why this detection rating",
	"priority", "controls", "action", "owner", "place",
}

func fmeaCells(row fmea.Row) []string {
	a := row.Answer.Arrow
	cells := []string{
		a.Name(), a.Kind.Value.String(), row.Mode.String(), row.Cause, row.Local, row.End,
		strconv.Itoa(row.Severity.Value), row.Severity.Why,
		strconv.Itoa(row.Occurrence.Value), row.Occurrence.Why,
		row.Detected, strconv.Itoa(row.Detection.Value), row.Detection.Why,
		row.Priority.String(), row.Controls, row.Action, answerable(row.Answer.Owner), a.Span.String(),
	}
	for i, text := range cells {
		cells[i] = cell(text)
	}
	return cells
}

// answerable names who answers for an arrow, or says why nobody does.
func answerable(o model.Ownership) string {
	switch {
	case o.Owned():
		return o.Party.Name
	case o.How == model.OwnedBetween:
		return "nobody: between " + o.From.Name + " and " + o.To.Name
	case o.How == model.OwnedKnownNone:
		return "nobody, as is stated"
	}
	return "not stated"
}

// longestCell is how many bytes a cell may have. Excel takes 32,767 characters and drops what is above.
const longestCell = 32_000

// cell is text as a cell of a spreadsheet, which shows it and never works it out. What would begin a
// formula gets an apostrophe before it: at the head of the cell, and behind a semicolon or a bar, which separate
// cells instead of the comma where the comma is the decimal sign. Hidden runes are written in ASCII.
func cell(text string) string {
	shown := visible(text)
	if len(shown) > longestCell {
		shown = strings.ToValidUTF8(shown[:longestCell], "") + "…"
	}
	shown = defused(shown)
	if startsFormula(text) && !strings.HasPrefix(shown, "'") {
		shown = "'" + shown // a tab or a line break at the head, which is visible by now
	}
	return shown
}

// defused has an apostrophe before whatever a spreadsheet would take for a formula.
func defused(text string) string {
	if !strings.ContainsFunc(text, works) {
		return text
	}
	var b strings.Builder
	opens := true // a cell may begin here
	for _, r := range text {
		if opens && works(r) {
			b.WriteByte('\'')
		}
		opens = r == ';' || r == '|' || opens && (r == '"' || unicode.IsSpace(r))
		b.WriteRune(r)
	}
	if head := b.String(); startsFormula(head) {
		return "'" + head // blanks before the apostrophe, which are trimmed away
	}
	return b.String()
}

// startsFormula tells whether a spreadsheet may take the text for a formula: its first rune that is no blank
// works, or it begins with a tab or a line break, behind which some look for one.
func startsFormula(text string) bool {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.HasPrefix(text, "\n") {
		return true
	}
	for _, r := range text {
		if !unicode.IsSpace(r) && !hidden(r) {
			return works(r)
		}
	}
	return false
}

// works tells whether a rune begins a formula: = + - @, the small and the full-width ones included, which
// spreadsheets of East Asia read alike, and the minus sign.
func works(r rune) bool {
	switch r {
	case '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫', '−':
		return true
	}
	return false
}
