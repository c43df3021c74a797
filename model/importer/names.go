package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// The longest names that are drawn, in characters. A name of a component may be this long in a drawing; what
// is in parentheses is kept short so that the key of an arrow stays one. A text is a label, a protocol or a tag.
const (
	longestName      = 200
	longestQualifier = 120
	longestText      = 1000
)

// oneLine is text without control characters and with single blanks.
func oneLine(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	}), " ")
}

// plain is a text as it is drawn: in one line that is not too long.
func plain(text string) string { return diag.Shorten(oneLine(text), longestText) }

// arrowLike is what the reader of drawings takes for an arrow, or for one that was meant.
var arrowLike = strings.NewReplacer(
	"--->", " to ", "-->", " to ", "==>", " to ", "=>", " to ", "~>", " to ", ">>", " to ", "->", " to ", "- >", " to ",
	"\u2192", " to ", "\u27f6", " to ", "\u21d2", " to ", "\u2014>", " to ", "\u2013>", " to ", "<-", " from ",
)

// brackets are what tells arrows apart in a drawing, and what is written in their place.
var brackets = strings.NewReplacer("(", "[", ")", "]")

// LegalName is the name nearest to an ID that a component, a team or anything else of a drawing can have: the ID
// itself as a rule.
func LegalName(id string) string {
	name := oneLine(brackets.Replace(arrowLike.Replace(oneLine(id))))
	for _, bracket := range []string{"[", "{"} {
		name = strings.ReplaceAll(name, ":"+bracket, ": "+bracket)
	}
	name = strings.TrimSpace(strings.TrimRight(name, "< "))
	if utf8.RuneCountInString(name) > longestName-len(" 1000") {
		name = strings.TrimSpace(string([]rune(name)[:longestName-len(" 1000")]))
	}
	if name == "" {
		return "unnamed"
	}
	return name
}

// qualifier is a text as it can stand in the parentheses of an arrow.
func qualifier(text string) string {
	return strings.TrimSpace(diag.Shorten(brackets.Replace(oneLine(text)), longestQualifier))
}

// prefixes lists the names of the places around a path, the innermost first: "a/b" and "a" around "a/b/c".
func prefixes(path string) []string {
	var all []string
	for i := strings.LastIndexByte(path, '/'); i >= 0; i = strings.LastIndexByte(path[:i], '/') {
		all = append(all, path[:i])
	}
	return all
}

// unpathed is a name that is no path.
func unpathed(name string) string { return strings.ReplaceAll(name, "/", "-") }

// Folded is what makes a text another one to a reader: its letters and digits, in lower case. Two texts that
// differ only in case, blanks, punctuation or pictures have the same.
func Folded(text string) string {
	var folded strings.Builder
	var last rune // of what is kept
	parted := false
	for _, r := range text {
		if !unicode.In(r, unicode.L, unicode.N, unicode.M) || unicode.In(r, unicode.Variation_Selector, unicode.Me) {
			parted = true
			continue
		}
		if parted && unicode.IsDigit(last) && unicode.IsDigit(r) {
			folded.WriteByte('-') // 1.1 is not 11
		}
		r = unicode.ToLower(r)
		folded.WriteRune(r)
		last, parted = r, false
	}
	if folded.Len() == 0 {
		return text
	}
	return folded.String()
}
