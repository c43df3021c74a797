package render

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/analysis"
	"github.com/linewalk/linewalk/model/diag"
)

func gitHubOf(t *testing.T, r *analysis.Report) string {
	t.Helper()
	return written(t, func(b *bytes.Buffer) error { return GitHub(b, r) })
}

func TestGitHub(t *testing.T) {
	golden(t, "check.github.txt", gitHubOf(t, sample()))
	golden(t, "crowd.github.txt", gitHubOf(t, fresh(13)))
	golden(t, "unread.github.txt", written(t, func(b *bytes.Buffer) error { return ReadingGitHub(b, unreadable(), diag.Repository{}) }))
}

// A runnerCommand is what a runner reads from a line.
type runnerCommand struct {
	name       string
	properties map[string]string
	message    string
}

// runnerReads reads a line as the runner does: a command may follow blanks, its properties end at the
// next two colons, and what is percent-encoded is decoded, the percent sign last.
func runnerReads(line string) (c runnerCommand, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeftFunc(line, unicode.IsSpace), "::")
	if !ok {
		return c, false
	}
	head, message, ok := strings.Cut(rest, "::")
	if !ok {
		return c, false
	}
	c.properties = map[string]string{}
	name, list, _ := strings.Cut(head, " ")
	c.name = name
	for pair := range strings.SplitSeq(list, ",") {
		if key, value, ok := strings.Cut(pair, "="); ok {
			c.properties[key] = decoded(value, "%3A", ":", "%2C", ",")
		}
	}
	c.message = decoded(message)
	return c, true
}

func decoded(text string, more ...string) string {
	for _, pair := range append(pairs("%0D", "\r", "%0A", "\n"), append(pairs(more...), pairs("%25", "%")...)...) {
		text = strings.ReplaceAll(text, pair[0], pair[1])
	}
	return text
}

func pairs(texts ...string) [][2]string {
	var all [][2]string
	for i := 0; i < len(texts); i += 2 {
		all = append(all, [2]string{texts[i], texts[i+1]})
	}
	return all
}

// runnerLines lists the lines that a runner reads from its input, which end as .NET has it.
func runnerLines(text string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimSuffix(text, "\n")), "\n")
}

// TestK01 has labels that hold commands.
func TestK01(t *testing.T) {
	const nasty = "x\n::error file=x::bad\r\n::stop-commands::t\n ::add-mask::y"
	r := sample()
	r.System.Name.Value = nasty
	r.Diagnostics = []diag.Diagnostic{{
		Rule: "arrow-bare" + nasty, Level: diag.Warning, Message: nasty, IfDown: nasty, Mend: nasty, Arrow: nasty,
		Span: diag.Span{File: nasty, Start: diag.Point{Line: 3, Col: 1}},
	}}
	commands := 0
	for _, line := range runnerLines(gitHubOf(t, r)) {
		if c, ok := runnerReads(line); ok {
			commands++
			if c.name != "warning" {
				t.Errorf("the runner reads %q", c.name)
			}
			for inner := range strings.Lines(c.message) {
				if _, starts := runnerReads(inner); starts {
					t.Errorf("a line of the message is a command: %q", inner)
				}
			}
		}
	}
	if commands != 1 {
		t.Errorf("%d commands for one diagnostic", commands)
	}
}

// TestK02 has the older form of commands, which counts anywhere in a line.
func TestK02(t *testing.T) {
	r := sample()
	r.Diagnostics = []diag.Diagnostic{{
		Rule: "arrow-bare", Level: diag.Error, Message: "a -> ##[error]x: bad", Mend: "##[group]y", Span: diag.Span{File: "##[x].yaml", Start: diag.Point{Line: 1, Col: 1}},
	}}
	if text := gitHubOf(t, r); strings.Contains(text, "##[") || !strings.Contains(text, `a -> #\x23[error]x`) {
		t.Errorf("got %s", text)
	}
}

// TestK03 has what ends a property, and the published vector.
func TestK03(t *testing.T) {
	if got, want := command("error", []property{{"title", "a, b: 50%"}}, "a, b: 50%\r\n"), "::error title=a%2C b%3A 50%25::a, b: 50%25%0D%0A"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	d := diag.Diagnostic{Rule: "r", Level: diag.Note, Message: "100%0Adone", Span: diag.Span{File: "a,line=9:50%.yaml", Start: diag.Point{Line: 2, Col: 1}, End: diag.Point{Line: 4, Col: 1}}}
	got, _ := runnerReads(annotation(d, diag.Repository{}))
	want := runnerCommand{"notice", map[string]string{"file": "a,line=9:50%.yaml", "line": "2", "endLine": "4", "title": "linewalk: r"}, "100%0Adone"}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(runnerCommand{})); diff != "" {
		t.Errorf("the runner reads (-want +got):\n%s", diff)
	}
}

// TestGitHubShowsTheWorst has more of each level than GitHub shows.
func TestGitHubShowsTheWorst(t *testing.T) {
	r := fresh(36)
	for i := range 36 {
		r.Diagnostics[i].Level = diag.Levels()[i%3]
	}
	for i := range 18 { // the last arrow is the most harmful one
		r.ByHarm[i], r.ByHarm[35-i] = r.ByHarm[35-i], r.ByHarm[i]
	}
	levels := map[string]int{}
	var order []string
	var last runnerCommand
	for _, line := range runnerLines(gitHubOf(t, r)) {
		if c, ok := runnerReads(line); ok {
			levels[c.name]++
			order = append(order, c.name)
			if levels[c.name] == 1 && c.name == "error" && !strings.HasPrefix(c.message, "frontend-35 ") {
				t.Errorf("the first error is not of the most harmful arrow: %s", c.message)
			}
			last = c
		}
	}
	if levels["error"] != 10 || levels["warning"] != 10 || levels["notice"] != 10 {
		t.Errorf("shows %v", levels)
	}
	if joined := strings.Join(order, " "); strings.Index(joined, "warning") < strings.LastIndex(joined, "error") {
		t.Errorf("not the worst first: %s", joined)
	}
	if want := "2 errors, 2 warnings, 4 notes are not shown here: "; !strings.HasPrefix(last.message, want) || last.properties["title"] != "linewalk: 8 more" {
		t.Errorf("the last notice is %+v", last)
	}
}

// TestGitHubSaysNoMore has as many of a level as GitHub shows, and not one more.
func TestGitHubSaysNoMore(t *testing.T) {
	r := fresh(10)
	r.Diagnostics = r.Diagnostics[:10]
	for _, level := range diag.Levels() {
		for i := range r.Diagnostics {
			r.Diagnostics[i].Level = level
		}
		if text := gitHubOf(t, r); strings.Contains(text, "more") || strings.Count(text, "::"+gitHubLevel(level)+" ") != 10 {
			t.Errorf("%s: got %s", level, text)
		}
	}
}

// FuzzGitHub holds what a runner reads against what was given: no text starts another command, and
// none is lost.
func FuzzGitHub(f *testing.F) {
	for _, seed := range []string{"a", "%", "%25%0A", "x\n::error::y", "\r::debug::", "##[add-mask]z", ",file=x", "::stop-commands::t", " ::", "\u2028::x::", "\xff"} {
		f.Add(seed, "shop.yaml", "add it")
		f.Add("said", seed, seed)
	}
	f.Fuzz(func(t *testing.T, message, file, mend string) {
		line := command("error", []property{{"file", file}, {"title", mend}}, message)
		if strings.ContainsAny(line, "\r\n") {
			t.Fatalf("more than a line: %q", line)
		}
		head, body, _ := strings.Cut(strings.TrimPrefix(line, "::"), "::")
		list := strings.TrimPrefix(head, "error ")
		want := fmt.Sprintf("file=%s|title=%s|%s", file, mend, message)
		first, second, _ := strings.Cut(list, ",")
		got := fmt.Sprintf("file=%s|title=%s|%s",
			decoded(strings.TrimPrefix(first, "file="), "%3A", ":", "%2C", ","),
			decoded(strings.TrimPrefix(second, "title="), "%3A", ":", "%2C", ","), decoded(body))
		if got != want {
			t.Errorf("read as %q, want %q", got, want)
		}

		r := sample()
		r.System.Name.Value = message
		r.Diagnostics = []diag.Diagnostic{{Rule: "arrow-bare", Level: diag.Error, Message: message, Mend: mend, Arrow: mend, Span: diag.Span{File: file, Start: diag.Point{Line: 1, Col: 1}}}}
		text := gitHubOf(t, r)
		if strings.Contains(text, "##[") {
			t.Errorf("an older command is left in %q", text)
		}
		lines := runnerLines(text)
		if len(lines) != 3 {
			t.Fatalf("%d lines: %q", len(lines), text)
		}
		for i, line := range lines {
			c, ok := runnerReads(line)
			if ok != (i == 0) {
				t.Errorf("line %d: is it a command? %v: %q", i, ok, line)
			}
			if i == 0 && (c.name != "error" || c.message != inertLines(paragraphs(r.Diagnostics[0]))) {
				t.Errorf("the runner reads %+v", c)
			}
		}
	})
}
