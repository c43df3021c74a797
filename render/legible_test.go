package render

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// TestK06 has what XML cannot hold: control characters, surrogates, and what is no character.
func TestK06(t *testing.T) {
	const nasty = "a\x00b\x08c\x0bd\x1be\xed\xa0\x80f\ufffeg\uffffh"
	d := diag.Diagnostic{Rule: "arrow-bare", Level: diag.Error, Message: nasty, Arrow: nasty, Span: diag.Span{File: nasty}}
	const want = "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd\ufffd\ufffdf\ufffdg\ufffdh"
	r := sample()
	r.Diagnostics = []diag.Diagnostic{d}
	failure := parseXML(t, junitOf(t, r, diag.Warning)).find("failure")[0]
	if got := failure.attr("message"); got != want {
		t.Errorf("JUnit: got %q", got)
	}
	if !strings.Contains(failure.Text, want) {
		t.Errorf("JUnit: its text is %q", failure.Text)
	}
	file := parseXML(t, written(t, func(b *bytes.Buffer) error { return Checkstyle(b, r) })).find("file")[0]
	if file.attr("name") != want || file.Children[0].attr("message") != want {
		t.Errorf("checkstyle: got %q, %q", file.attr("name"), file.Children[0].attr("message"))
	}
}

// TestLegible shows what a viewer would act on, as everywhere else.
func TestLegible(t *testing.T) {
	for text, want := range map[string]string{
		"plain <b> & \"é\" 漢\U0001f600": "plain <b> & \"é\" 漢\U0001f600",
		"two\nlines\tand a tab":         "two\nlines\tand a tab",
		"cr\rbidi\u202eend":             `cr\x0dbidi\u202eend`,
		"c1\u009b \u2028":               `c1\x9b \u2028`,
		"bad\xff":                       "bad\ufffd",
	} {
		if got := legible(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// FuzzXML holds what a viewer reads against what was written: every character that XML can hold comes
// back, and U+FFFD for every other one.
func FuzzXML(f *testing.F) {
	for _, seed := range []string{"", "a", "<&>\"'", "]]>", "--> <!--", "a\r\nb\tc", "\x00\x1b\xed\xa0\x80\ufffe\U0010ffff", " blank ", "&#x3c;", "\u202e", "\uffff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var want strings.Builder
		for _, r := range text {
			if !holdable(r) {
				r = utf8.RuneError
			}
			want.WriteRune(r)
		}
		document := junitSuites{Suites: []junitSuite{{Name: text, Cases: []junitCase{{
			Name: text, Class: text, File: text, Failure: &junitProblem{text, text, xmlLines(text)}, Out: xmlLines(text), Skipped: &junitSkipped{text},
		}}}}}
		root := parseXML(t, written(t, func(b *bytes.Buffer) error { return writeXML(b, document) }))
		c, problem := root.find("testcase")[0], root.find("failure")[0]
		got := []string{
			root.find("testsuite")[0].attr("name"), c.attr("name"), c.attr("classname"), c.attr("file"), problem.attr("message"),
			problem.attr("type"), problem.Text, root.find("skipped")[0].attr("message"),
		}
		if text != "" {
			got = append(got, root.find("system-out")[0].Text)
		}
		for i, g := range got {
			if g != want.String() {
				t.Errorf("text %d: %q is read as %q", i, text, g)
			}
		}
		checked := legible(text)
		if strings.ContainsFunc(checked, func(r rune) bool { return !holdable(r) || hidden(r) && r != '\n' && r != '\t' }) {
			t.Errorf("%q has something left to act on: %q", text, checked)
		}
	})
}
