package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

// pointed is what is printed of one diagnostic in one file, from its snippet on. The source marks
// what the diagnostic points at with «», and related places with ‹›, whose labels are given.
func pointed(t *testing.T, source string, labels ...string) string {
	t.Helper()
	d := diag.Diagnostic{Rule: "read-x", Level: diag.Error, Message: "m"}
	var plain strings.Builder
	line, col := int32(1), int32(1)
	var opened diag.Point
	for _, r := range source {
		here := diag.Point{Line: line, Col: col}
		switch r {
		case '«', '‹':
			opened = here
		case '»':
			d.Span = diag.Span{File: "f", Start: opened, End: here}
		case '›':
			d.Related = append(d.Related, diag.Related{Span: diag.Span{File: "f", Start: opened, End: here}, Message: labels[len(d.Related)]})
		default:
			plain.WriteRune(r)
			if col++; r == '\n' {
				line, col = line+1, 1
			}
		}
	}
	out := written(t, func(b *bytes.Buffer) error {
		return Diagnostics(b, []diag.Diagnostic{d}, diag.Sources{"f": plain.String()}, TextOptions{})
	})
	_, out, _ = strings.Cut(out, "[read-x]\n")
	out, _, _ = strings.Cut(out, "\n\n")
	return out
}

func TestSnippet(t *testing.T) {
	for _, c := range []struct {
		name, source string
		labels       []string
		want         string
	}{
		{"plain", "a\n  «b -> c»: d", nil, `
  |
2 |   b -> c: d
  |   ^^^^^^`},
		{"wide characters take two cells", "中文: «日本» x", nil, `
  |
1 | 中文: 日本 x
  |       ^^^^`},
		{"combining ones none", "e\u0301e\u0301: «o\u0308» x", nil, "\n  |\n1 | e\u0301e\u0301: o\u0308 x\n  |     ^"},
		{"emoji", "😀👍: «x»", nil, "\n  |\n1 | 😀👍: x\n  |       ^"},
		{"tab is one blank", "\t\t«x»\ty", nil, "\n  |\n1 |   x y\n  |   ^"},
		{"escaped text takes the room of its escapes", "\u202e«\u200bx» y", nil, `
  |
1 | \u202e\u200bx y
  |       ^^^^^^^`},
		{"carriage return", "a: «b»\r\nc", nil, "\n  |\n1 | a: b\n  |    ^"},
		{"nothing is one caret", "a:«»", nil, "\n  |\n1 | a:\n  |   ^"},
		{"several lines", "a: «{b: c,\n  d: e}»", nil, "\n  |\n1 | a: {b: c,\n  |    ^^^^^^"},
		{"related before, near and far", "‹one›\n«two»\n\n‹four›", []string{"first here", "and here"}, `
  |
1 | one
  | --- first here
2 | two
  | ^^^
...
4 | four
  | ---- and here`},
		{"numbers are aligned", "\n\n\n\n\n\n\n‹a›\n\n\n«b»", []string{"here"}, `
   |
 8 | a
   | - here
...
11 | b
   | ^`},
		{"same line, label behind", "«one»: ‹two›", []string{"because of this"}, `
  |
1 | one: two
  | ^^^  --- because of this`},
		{"same line, label before", "‹one›: «two»", []string{"because of this"}, `
  |
1 | one: two
  | --- because of this
  |      ^^^`},
		{"same line, two labels", "‹one›: «two», ‹three›", []string{"first", "third"}, `
  |
1 | one: two, three
  | --- first
  |      ^^^  ----- third`},
	} {
		if got := "\n" + pointed(t, c.source, c.labels...); got != c.want {
			t.Errorf("%s: got:%s\nwant:%s", c.name, got, c.want)
		}
	}
}

func TestSnippetOfALongLine(t *testing.T) {
	long := strings.Repeat("中x ", 400_000)
	for _, c := range []struct{ name, source string }{
		{"at the head", "«HERE»" + long},
		{"in the middle", long + "«HERE»" + long},
		{"at the end", long + "«HERE»"},
		{"all of it", "«HERE" + long + "»"},
	} {
		got := pointed(t, c.source)
		lines := strings.Split(got, "\n")
		if len(got) > 1200 || len(lines) != 3 {
			t.Fatalf("%s: %d bytes, %d lines", c.name, len(got), len(lines))
		}
		text, carets := lines[1], lines[2]
		before, _, found := strings.Cut(text, "HERE")
		head, _, pointed := strings.Cut(carets, "^")
		if !found || !pointed || cells(before) != cells(head) {
			t.Errorf("%s:\n%s", c.name, got)
		}
	}
}

func TestSnippetOfOtherFiles(t *testing.T) {
	span := func(file string) diag.Span {
		return diag.Span{File: file, Start: diag.Point{Line: 1, Col: 3}, End: diag.Point{Line: 1, Col: 4}}
	}
	d := diag.Diagnostic{
		Rule: "read-duplicate", Level: diag.Error, Span: span("a.yaml"), Message: "declared twice",
		Related: []diag.Related{{Span: span("b.yaml"), Message: "first here"}, {Span: span(".env"), Message: "and not shown"}},
	}
	got := written(t, func(b *bytes.Buffer) error {
		return Diagnostics(b, []diag.Diagnostic{d}, diag.Sources{"a.yaml": "a b c", "b.yaml": "d e f"}, TextOptions{})
	})
	want := `a.yaml:1:3: error: declared twice [read-duplicate]
  |
1 | a b c
  |   ^
 ::: b.yaml:1:3
1 | d e f
  |   - first here
 ::: .env:1:3 and not shown

1 error
`
	if got != want {
		t.Errorf("got:\n%s", got)
	}
}

func TestDiagnostics(t *testing.T) {
	golden(t, "unread.txt", written(t, func(b *bytes.Buffer) error {
		return Diagnostics(b, unreadable(), diag.Sources{shopFile: shopText}, TextOptions{})
	}))
}

func TestDiagnosticsShowsTheFirstInFullAndNamesEach(t *testing.T) {
	var many []diag.Diagnostic
	for range 100 {
		many = append(many, unreadable()[0])
	}
	for _, c := range []struct {
		all  bool
		full int
	}{{false, fullProblems}, {true, 100}} {
		got := written(t, func(b *bytes.Buffer) error {
			return Diagnostics(b, many, diag.Sources{shopFile: shopText}, TextOptions{All: c.all})
		})
		if full, each := strings.Count(got, "= mend:"), strings.Count(got, "[read-duplicate]"); full != c.full || each != 100 {
			t.Errorf("all %t: %d in full, %d in all", c.all, full, each)
		}
	}
}
