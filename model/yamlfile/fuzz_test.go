package yamlfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// FuzzParse wants the reader to survive everything, to say each thing at a place that exists, and
// to be silent only about what it understands.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/ok/*.yaml", "testdata/err/*.yaml"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(text))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		system, found := Merge([]*File{Parse("x.yaml", []byte(text), Options{Rules: []string{"arrow-no-alert"}})})
		for _, d := range found {
			checkDiagnostic(t, d, text)
		}
		if diag.Worst(found) < diag.Error && system == nil {
			t.Error("silent about nothing")
		}
	})
}

func checkDiagnostic(t *testing.T, d diag.Diagnostic, text string) {
	t.Helper()
	if d.Level == 0 || d.Rule == "" || d.Message == "" || utf8.RuneCountInString(d.Message) > longestMessage {
		t.Errorf("not a diagnostic: %+v", d)
	}
	checkSpan(t, d.Span, text)
	for _, r := range d.Related {
		checkSpan(t, r.Span, text)
	}
}

// checkSpan wants offset, line and column of a place to agree.
func checkSpan(t *testing.T, at diag.Span, text string) {
	t.Helper()
	for _, p := range []diag.Point{at.Start, at.End} {
		if p.Offset < 0 || int(p.Offset) > len(text) {
			t.Fatalf("offset %d of %d", p.Offset, len(text))
		}
		before := text[:p.Offset]
		line := 1 + strings.Count(before, "\n")
		col := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
		if line == 1 && strings.HasPrefix(before, byteOrderMark) {
			col--
		}
		if p.Offset == 0 && strings.HasPrefix(text, byteOrderMark) {
			continue
		}
		if line != int(p.Line) || col != int(p.Col) {
			t.Fatalf("offset %d is %d:%d, not %d:%d, in %q", p.Offset, line, col, p.Line, p.Col, text)
		}
	}
	if at.End.Offset < at.Start.Offset {
		t.Fatalf("ends at %d before it starts at %d in %q", at.End.Offset, at.Start.Offset, text)
	}
}

// FuzzTree wants the text at the place of each scalar to be that scalar.
func FuzzTree(f *testing.F) {
	for _, text := range []string{
		"a: b", "a: 'it''s'", "a: \"b\\\"c\"", "a: |\n  b\n  c\n", "a: >-\n  b\n\n  c\nd: e", "a: [b, {c: d}]", "- a\n- - b\n  - c",
		"a: &x !!str b\nc: *x", "a: b\n  c\n\n  d", "é: {ü: x, y: 2}", "? a\n: b", "a: {b: [c, d\n  e]}", "\ufeffa: b", "a:\r\n  b: c\r\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		roots, found := Tree("x.yaml", []byte(text))
		for _, d := range found {
			checkDiagnostic(t, d, text)
		}
		if diag.Worst(found) == diag.Error {
			return
		}
		for _, n := range roots {
			checkNode(t, n, text)
		}
	})
}

func checkNode(t *testing.T, n *Node, text string) {
	t.Helper()
	checkSpan(t, n.Span, text)
	written := text[n.Span.Start.Offset:n.Span.End.Offset]
	if strings.HasPrefix(written, "*") && (n.Kind != Scalar || n.Value != written) {
		return // an alias: its children stand elsewhere
	}
	inside := func(c *Node) {
		if !strings.Contains(text, "<<") && (c.Span.Start.Offset < n.Span.Start.Offset || c.Span.End.Offset > n.Span.End.Offset) {
			t.Fatalf("%v is not inside %v in %q", c.Span, n.Span, text)
		}
		checkNode(t, c, text)
	}
	switch {
	case n.Kind != Scalar:
		if n.Style == Flow && !(strings.HasSuffix(written, "]") || strings.HasSuffix(written, "}")) && !strings.Contains(text, ": ") {
			t.Fatalf("brackets %q in %q", written, text)
		}
		for _, p := range n.Pairs {
			inside(p.Key)
			inside(p.Value)
		}
		for _, item := range n.Items {
			inside(item)
		}
	case n.Style == Plain && !strings.ContainsAny(n.Value, " \n") && written != n.Value:
		t.Fatalf("%q is written %q in %q", n.Value, written, text)
	case n.Style == Plain && strings.Join(strings.Fields(n.Value), " ") != strings.Join(strings.Fields(written), " "):
		t.Fatalf("%q is written %q in %q", n.Value, written, text)
	case n.Style == Quoted && (len(written) < 2 || written[0] != written[len(written)-1]):
		t.Fatalf("quotes %q in %q", written, text)
	}
}

func FuzzArrowName(f *testing.F) {
	for _, s := range []string{"a -> b", "a->b", "a  ->  b (c d)", "a → b", "a => b", "a -> b -> c", "a -> (b)", "a -> b (c) d", "-->", "a - > b", "a <-> b", "é -> ü (ß)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, written string) {
		name, err := parseArrowName(written)
		if err != nil {
			if name.from != "" {
				again, err := parseArrowName(name.String())
				if err != nil && again.from != "" && again.String() != name.String() {
					t.Errorf("%q was taken for %q, which is %q", written, name, again)
				}
			}
			return
		}
		again, err := parseArrowName(name.String())
		if err != nil || again.String() != name.String() {
			t.Errorf("%q is %q, which is %q: %v", written, name, again, err)
		}
		if name.fromAt < 0 || !strings.HasPrefix(written[name.fromAt:], name.from) || !strings.HasPrefix(written[name.toAt:], name.to) {
			t.Errorf("%q does not have %q at %d and %q at %d", written, name.from, name.fromAt, name.to, name.toAt)
		}
	})
}

func FuzzDuration(f *testing.F) {
	for _, s := range []string{"2s", "150ms", "1.5h", "1h30m", "2", "soon", "", "1..5s", "9999999w", "s", "1 s", "10y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, written string) {
		d, err := parseDuration(written)
		if err == nil && (d < 0 || d > longestDuration) {
			t.Errorf("%q is %v", written, d)
		}
	})
}

func FuzzEffect(f *testing.F) {
	for _, s := range []string{"breaks", "degrades after 1h", "breaks after", "breaks 4h", "nothing after 1h", "brakes", "breaks after 1h 30m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, written string) {
		s, err := parseStage(written)
		if err == nil && !strings.HasPrefix(strings.TrimSpace(written), s.Effect.String()) {
			t.Errorf("%q is %v", written, s.Effect)
		}
	})
}

func FuzzGlob(f *testing.F) {
	f.Add("* -> orders", "a -> orders")
	f.Add("a*b*c", "abbc")
	f.Add("**", "")
	f.Add("a*a", "a")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		if len(pattern) > 30 || len(name) > 30 {
			return
		}
		if got, want := newGlob(pattern).match(name), slowMatch(pattern, name); got != want {
			t.Errorf("%q matches %q: %v, want %v", pattern, name, got, want)
		}
	})
}

// slowMatch says what a glob means, in so many words, for every end of the pattern and the name.
func slowMatch(pattern, name string) bool {
	fits := make([][]bool, len(pattern)+1)
	for p := len(pattern); p >= 0; p-- {
		fits[p] = make([]bool, len(name)+1)
		for n := len(name); n >= 0; n-- {
			switch {
			case p == len(pattern):
				fits[p][n] = n == len(name)
			case pattern[p] == '*':
				fits[p][n] = fits[p+1][n] || n < len(name) && fits[p][n+1]
			default:
				fits[p][n] = n < len(name) && pattern[p] == name[n] && fits[p+1][n+1]
			}
		}
	}
	return fits[0][0]
}

func FuzzHours(f *testing.F) {
	for _, s := range []string{"24x7", "Mon-Fri 09:00-18:00 Europe/Lisbon", "Sat,Sun 22:00-02:00", "09:00-17:00 UTC", "Mon", "Fri-Mon 00:00-24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, written string) {
		h, err := parseHours(written)
		for _, w := range h.Windows {
			if err == nil && (w.From < 0 || w.From > 24*60 || w.To < 0 || w.To > 24*60) {
				t.Errorf("%q is %+v", written, h)
			}
		}
	})
}
