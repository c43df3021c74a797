package diagram

import (
	"regexp"
	"strings"
	"testing"
)

func TestPageStyleTouchesPicturesAlone(t *testing.T) {
	heads := regexp.MustCompile(`(?m)^(.*)\{[^{}]*\}$`).FindAllStringSubmatch(PageStyle(), -1)
	if len(heads) < len(sheet) {
		t.Fatalf("%d rules of %d are there", len(heads), len(sheet))
	}
	for _, m := range heads {
		for s := range strings.SplitSeq(m[1], ",") {
			if ours := regexp.MustCompile(`^(:root\S* )?svg\.linewalk[. ]?`); !ours.MatchString(s) {
				t.Errorf("selector %q", s)
			}
		}
	}
	for _, word := range []string{"url", "@import", "@font-face", "http", "<", "&", "expression"} {
		if strings.Contains(PageStyle(), word) {
			t.Errorf("the style sheet has %q", word)
		}
	}
}

// TestBothStylesSayTheSame holds that a picture looks the same in a file of its own and on a page, by
// day and by night: with its variables put in, the sheet of the page is that of the picture.
func TestBothStylesSayTheSame(t *testing.T) {
	own := strings.Split(style(), "@media screen and (prefers-color-scheme:dark){\n")
	page := PageStyle()
	_, rest, _ := strings.Cut(page, "svg.linewalk{")
	day, rest, _ := strings.Cut(rest, "}")
	_, rest, _ = strings.Cut(rest, ":root:not([data-theme=light]) svg.linewalk{")
	night, rest, _ := strings.Cut(rest, "}")
	if again := "@media screen{\n:root[data-theme=dark] svg.linewalk{" + night + "}\n}\n"; !strings.Contains(rest, again) {
		t.Errorf("a reader who chooses the night gets other colours")
	}
	if strings.Count(day, "--") != strings.Count(night, "--") {
		t.Errorf("by day %q, by night %q", day, night)
	}
	filled := func(css, variables string) string {
		for v := range strings.SplitSeq(variables, ";") {
			name, value, _ := strings.Cut(v, ":")
			css = strings.ReplaceAll(css, "var("+name+")", value)
		}
		return css
	}
	for _, r := range sheet {
		for _, s := range coloured(r.settings) {
			for theme, c := range map[string]struct{ own, page, value string }{
				"day":   {own[0], filled(rest, day), s.colour.light},
				"night": {own[1], filled(rest, night), s.colour.dark},
			} {
				want := s.property + ":" + c.value
				if !sets(c.page, scoped(r.selector), want) {
					t.Errorf("on a page, %s by %s lacks %q", r.selector, theme, want)
				}
				if !sets(c.own, r.selector, want) {
					t.Errorf("in a picture of its own, %s by %s lacks %q", r.selector, theme, want)
				}
			}
		}
	}
}

// sets tells whether a rule of that selector has the declaration.
func sets(css, selector, declaration string) bool {
	for line := range strings.Lines(css) {
		body, is := strings.CutPrefix(line, selector+"{")
		if is && strings.Contains(";"+strings.TrimSuffix(body, "}\n")+";", ";"+declaration+";") {
			return true
		}
	}
	return false
}
