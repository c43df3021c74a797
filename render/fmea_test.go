package render

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/analysis/fmea"
)

func TestFMEA(t *testing.T) {
	golden(t, "fmea.csv", written(t, func(b *bytes.Buffer) error { return FMEA(b, fmea.Rows(sample())) }))
}

func TestFMEACells(t *testing.T) {
	for _, c := range []struct{ name, give, want string }{
		{"an arrow", "shop -> checkout (returns)", "shop -> checkout (returns)"},
		{"equals", "=1+1", "'=1+1"},
		{"plus", "+1", "'+1"},
		{"minus", "-1", "'-1"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"after blanks", "  =1", "'  '=1"},
		{"after a wide blank", "\u3000=1", "'\u3000'=1"},
		{"after a blank that does not break", "\u00a0@x", "'\u00a0'@x"},
		{"full width", "＝1", "'＝1"},
		{"full width plus", " ＋1", "' '＋1"},
		{"small", "﹦1", "'﹦1"},
		{"minus sign", "−1", "'−1"},
		{"tab", "\t=1", `'\x09=1`},
		{"carriage return", "\r=1", `'\x0d=1`},
		{"line feed", "\nx", `'\x0ax`},
		{"invisible before it", "\u200b=1", `'\u200b=1`},
		{"behind a semicolon", "a;=1+1", "a;'=1+1"},
		{"behind a semicolon and a quote", `a; "@x"`, `a; "'@x"`},
		{"behind a bar", "a|-1", "a|'-1"},
		{"a bar before a name", "a|b", "a|b"},
		{"inside", "a=1, b-1", "a=1, b-1"},
		{"a quoted formula", `"=1"`, `"'=1"`},
		{"an escape", "a\x1b[2Jb\u202e", `a\x1b[2Jb\u202e`},
		{"bad UTF-8", "a\xff", `a\xff`},
		{"nothing", "", ""},
	} {
		if got := cell(c.give); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	if got := cell(strings.Repeat("é", longestCell)); len(got) > longestCell+8 || !strings.HasSuffix(got, "é…") {
		t.Errorf("a long cell has %d bytes and ends in %q", len(got), got[len(got)-8:])
	}
}

// TestFMEAOpens looks at what a spreadsheet needs: the mark, the line ends, a row as long as the heads.
func TestFMEAOpens(t *testing.T) {
	out := written(t, func(b *bytes.Buffer) error { return FMEA(b, fmea.Rows(sample())) })
	if !strings.HasPrefix(out, byteOrderMark+"arrow,") {
		t.Errorf("it begins %q", out[:20])
	}
	if lines := strings.Count(out, "\n"); lines != strings.Count(out, "\r\n") || lines != len(cellsOf(t, out)) {
		t.Errorf("%d lines, of which %d end in CR LF, for %d rows", lines, strings.Count(out, "\r\n"), len(cellsOf(t, out)))
	}
	if empty := written(t, func(b *bytes.Buffer) error { return FMEA(b, fmea.Rows(fresh(0))) }); len(cellsOf(t, empty)) != 1 {
		t.Errorf("without arrows: %q", empty)
	}
}

// cellsOf reads a table back.
func cellsOf(t *testing.T, table string) [][]string {
	t.Helper()
	read := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, byteOrderMark)))
	read.FieldsPerRecord = len(fmeaHeads)
	rows, err := read.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// FuzzFMEA puts a text wherever a drawing can, and looks for a cell that a spreadsheet would work out.
func FuzzFMEA(f *testing.F) {
	for _, seed := range []string{
		`=HYPERLINK("http://evil","x")`, "+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1", " ;=1", "＝1", "\u3000－1", "\xff=", `"`, "a,b\r\n=1", "'=1", "|\"+1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, evil string) {
		r := sample()
		for _, a := range r.System.Arrows {
			a.From.Name, a.To.Name, a.Qualifier = evil, evil, evil
			a.Span.File = evil
		}
		for _, j := range r.System.Journeys {
			j.Name = evil
		}
		for i := range r.Diagnostics {
			r.Diagnostics[i].Mend = evil
		}
		for _, m := range r.System.Monitors {
			m.Name = evil
		}
		r.Answers[0].Owner.Party.Name = evil
		rows := slices.Collect(fmea.Rows(r))
		for i := range rows {
			rows[i].Action, rows[i].Cause = evil, evil
		}
		out := written(t, func(b *bytes.Buffer) error { return FMEA(b, slices.Values(rows)) })
		for _, row := range cellsOf(t, out) {
			for _, text := range row {
				checkCell(t, text)
			}
		}
	})
}

// checkCell says by itself, and not as the writer does, what is dangerous in a cell.
func checkCell(t *testing.T, text string) {
	t.Helper()
	const dangerous = "=+-@＝＋－＠"
	for i, part := range strings.Split(strings.ReplaceAll(text, "|", ";"), ";") {
		head := strings.TrimLeft(part, " \u00a0\u3000\"")
		if head != "" && strings.ContainsRune(dangerous, []rune(head)[0]) {
			t.Errorf("part %d of %q begins a formula", i, text)
		}
	}
	if strings.ContainsAny(text, "\t\r\n\x00\x1b") || strings.ToValidUTF8(text, "") != text {
		t.Errorf("%q holds what is not shown", text)
	}
}
