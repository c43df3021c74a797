package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden tells whether a terminal or an editor would act on the rune instead of showing it: it
// moves the cursor, colours, reverses what follows, breaks the line or takes no room.
func hidden(r rune) bool {
	switch {
	case r < 0x7f: // nearly all there is
		return r < ' '
	case r == '\u034f', r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0': // fillers that have no category of their own
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// escape writes a hidden rune in visible ASCII.
func escape(r rune) string {
	switch {
	case r <= 0xff && r != '\u00ad':
		return fmt.Sprintf(`\x%02x`, r)
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

// Visible is a text with every hidden rune and every byte that is no UTF-8 written in ASCII, but for
// line feeds and tabs: what a browser shows of it is then all there is.
func Visible(text string) string {
	chosen := func(r rune) bool { return r >= 0x7f && hidden(r) || r < ' ' && r != '\n' && r != '\t' }
	if !strings.ContainsFunc(text, func(r rune) bool { return r == utf8.RuneError || chosen(r) }) {
		return text
	}
	return escaped(text, chosen)
}

// visible is s with every hidden rune and every byte that is no UTF-8 written in ASCII. Nothing
// else reaches a terminal. What is visible already stays as it is.
func visible(s string) string {
	if !needsEscape(s) {
		return s
	}
	return escaped(s, hidden)
}

// escaped writes the chosen runes of s, and every byte that is no UTF-8, in ASCII.
func escaped(s string, chosen func(rune) bool) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case chosen(r):
			b.WriteString(escape(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func needsEscape(s string) bool {
	for _, r := range s {
		if r == utf8.RuneError || hidden(r) {
			return true
		}
	}
	return false
}

// Inert breaks what a runner of GitHub Actions takes for a command in a line: "##[" anywhere, and "::" at
// its head.
func Inert(line string) string {
	line = strings.ReplaceAll(line, "##[", `#\x23[`)
	if rest := strings.TrimLeftFunc(line, unicode.IsSpace); strings.HasPrefix(rest, "::") {
		return line[:len(line)-len(rest)] + `\x3a` + rest[1:]
	}
	return line
}
