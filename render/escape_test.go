package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ name, give, want string }{
		{"plain", "checkout -> orders", "checkout -> orders"},
		{"letters of all kinds", "é 中 😀 ا", "é 中 😀 ا"},
		{"hyperlink", "\x1b]8;;http://evil\a", `\x1b]8;;http://evil\x07`},
		{"carriage return, backspace, delete", "a\r\b\x7f", `a\x0d\x08\x7f`},
		{"line feed and tab", "a\n\t", `a\x0a\x09`},
		{"C1", "\u009b31m\u0085", `\x9b31m\x85`},
		{"bidi", "\u202etxt\u202c \u2066\u2069\u200f\u061c", `\u202etxt\u202c \u2066\u2069\u200f\u061c`},
		{"zero width", "a\u200b\u200d\u2060\ufeff", `a\u200b\u200d\u2060\ufeff`},
		{"soft hyphen", "a\u00adb", `a\u00adb`},
		{"separators", "\u2028\u2029", `\u2028\u2029`},
		{"tags", "\U000e0041", `\U000e0041`},
		{"fillers", "\u3164\u115f", `\u3164\u115f`},
		{"bad UTF-8", "a\xffb\xc3", `a\xffb\xc3`},
		{"a real replacement character", "\ufffd", "\ufffd"},
	} {
		got := visible(c.give)
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if visible(got) != got {
			t.Errorf("%s: what is visible is escaped again", c.name)
		}
	}
}

func TestInert(t *testing.T) {
	for _, c := range []struct{ give, want string }{
		{"a ##[error]x", `a #\x23[error]x`},
		{"###[error]x", `##\x23[error]x`},
		{"::error file=x::", `\x3a:error file=x::`},
		{"  ::stop-commands::t", `  \x3a:stop-commands::t`},
		{"a ::b", "a ::b"},
	} {
		if got := Inert(c.give); got != c.want {
			t.Errorf("%s: got %s", c.give, got)
		}
	}
}

// TestNothingActsOnTheTerminal puts hostile text everywhere a drawing can, and looks at what is
// written.
func TestNothingActsOnTheTerminal(t *testing.T) {
	const evil = "\x1b[2J\u202e\u009b##[error]\r"
	r := sample()
	for _, a := range r.System.Arrows {
		a.Label.Value, a.Label.Span = evil, at("buy")
		a.From.Name = evil + a.From.Name
	}
	for _, j := range r.System.Journeys {
		j.Name = evil
	}
	r.System.People[0].Name, r.System.Teams[0].Name = evil, evil
	r.System.Waivers[0].Because.Value = evil
	r.Sources[shopFile] = strings.ReplaceAll(shopText, "kind", evil)
	for i := range r.Diagnostics {
		d := &r.Diagnostics[i]
		d.Rule, d.Message, d.Mend, d.Waive, d.IfDown = evil, evil, "\n::error::"+evil, evil, evil
		d.Span.File, d.Related = shopFile, []diag.Related{{Span: d.Span, Message: evil}, {Span: diag.Span{File: evil, Start: diag.Point{Line: 1, Col: 1}}, Message: evil}}
	}
	out := written(t, func(b *bytes.Buffer) error {
		if err := Text(b, r, TextOptions{Show: diag.Note, All: true, Waived: true, Actions: true}); err != nil {
			return err
		}
		if err := Text(b, r, TextOptions{Show: diag.Note, Actions: true}); err != nil {
			return err
		}
		if err := Story(b, r, StoryOptions{Actions: true}); err != nil {
			return err
		}
		x := question()
		x.Assumed = []string{evil}
		return WhatIf(b, x, WhatIfOptions{Actions: true})
	})
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if strings.ContainsFunc(line, hidden) || strings.Contains(line, "##[") || strings.HasPrefix(strings.TrimSpace(line), "::") {
			t.Errorf("a line acts: %q", line)
		}
	}
	if !strings.Contains(out, `\x1b[2J\u202e\x9b#\x23[error]\x0d`) {
		t.Error("the hostile text is not shown at all")
	}
}

func TestVisibleInLines(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"a\tb\nc", "a\tb\nc"},
		{"a\x00\x1b[31m\r", `a\x00\x1b[31m\x0d`},
		{"a\u202eb\u200bc\u2028d", `a\u202eb\u200bc\u2028d`},
		{"a\xffb\ufffdc", "a\\xffb\ufffdc"},
		{"\x7f\u0085\u009b", `\x7f\x85\x9b`},
		{"支払い🚒", "支払い🚒"},
	} {
		if got := Visible(tc.text); got != tc.want {
			t.Errorf("%q shows as %q, want %q", tc.text, got, tc.want)
		}
	}
}
