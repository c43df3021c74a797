package render

import (
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// paragraphs is a diagnostic in words for the viewers of other programs: what is said, what happens if
// the arrow doesn't work, and what to do, each on a line or, where it is to be pasted, on several.
func paragraphs(d diag.Diagnostic) string {
	text := d.Message
	if d.IfDown != "" {
		text += "\nIf down: " + d.IfDown
	}
	switch {
	case strings.Contains(d.Mend, "\n"):
		text += "\nMend:\n" + d.Mend
	case d.Mend != "":
		text += "\nMend: " + d.Mend
	}
	return text
}

// legible is a text for documents in XML: what a viewer would act on instead of showing it is written
// in ASCII, and what XML cannot hold, not even as a reference, becomes U+FFFD. Line feeds and tabs
// stay.
func legible(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		switch {
		case !holdable(r):
			b.WriteRune(utf8.RuneError)
		case hidden(r) && r != '\n' && r != '\t':
			b.WriteString(escape(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// holdable tells whether the rune is a character of XML 1.0.
func holdable(r rune) bool {
	switch {
	case r < ' ':
		return r == '\t' || r == '\n' || r == '\r'
	case r <= 0xffff:
		return r <= 0xd7ff || 0xe000 <= r && r <= 0xfffd
	}
	return r <= 0x10ffff
}
