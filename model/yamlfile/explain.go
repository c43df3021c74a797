package yamlfile

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

var (
	lineOfFailure = regexp.MustCompile(`^line (\d+): `)
	unknownAnchor = regexp.MustCompile(`unknown anchor '([^']*)' referenced`)
)

const mostSuspects = 5

// explain says in linewalk's words why yaml.v3 could not read the file.
func (s *scanner) explain(failure string) []*diag.Diagnostic {
	if n := len(s.suspects); n > 0 {
		return s.suspects[:min(n, mostSuspects)] // the more there are, the more follow from the first
	}
	f := &faults{}
	line := 1
	if m := lineOfFailure.FindStringSubmatch(failure); m != nil {
		line, _ = strconv.Atoi(m[1])
		failure = strings.TrimPrefix(failure, m[0])
	}
	if m := unknownAnchor.FindStringSubmatch(failure); m != nil {
		at := s.src.lineSpan(line)
		if i := findAlias(s.text, m[1]); i >= 0 {
			at = s.src.span(i, i+1+len(m[1]))
		}
		f.fail(ruleSyntax, at, "nothing in this file is anchored as %s", diag.Quote("&"+m[1])).Mend = `quote a value that starts with *`
		return f.found
	}
	at := s.src.lineSpan(line)
	if at.Start == at.End && line < len(s.src.lines) {
		at = s.src.lineSpan(line + 1)
	}
	for _, known := range failures {
		if strings.Contains(failure, known.text) {
			if known.low {
				at = s.src.lineSpan(line + 1)
			}
			f.fail(known.rule, at, "%s", known.message).Mend = known.mend
			return f.found
		}
	}
	f.fail(ruleSyntax, at, "this is not YAML: %s", failure).Mend = "look at the indentation, quotes and brackets of this line and the one above"
	return f.found
}

// findAlias finds the first mention of an alias.
func findAlias(text, name string) int {
	for from := 0; ; {
		n := strings.Index(text[from:], "*"+name)
		if n < 0 {
			return -1
		}
		from += n + 1
		if end := from + len(name); end == len(text) || !strings.ContainsRune(aliasCharacters, rune(text[end])) {
			return from - 1
		}
	}
}

// failures are the words of yaml.v3 for which there are better ones. Its parser, unlike its scanner,
// counts lines from 0, so that the line it tells is one too low.
var failures = []struct {
	text, rule, message, mend string
	low                       bool
}{
	{"exceeded max depth", ruleLimit, "more than 100 levels of nesting", "", false},
	{"found unknown escape character", ruleSyntax, "a backslash in double quotes starts an escape, and this is none", `write \\ for a backslash, or use single quotes`, false},
	{"found invalid Unicode character escape", ruleSyntax, "this escape is no character", "", false},
	{"hexdecimal", ruleSyntax, "this escape lacks hexadecimal digits", `write \\ for a backslash, or use single quotes`, false},
	{"could not find expected ':'", ruleSyntax, "a colon is missing behind a name", "add a colon", false},
	{"mapping values are not allowed", ruleSyntax, "a colon where no key can stand", "quote text that holds a colon, or look at the indentation", false},
	{"did not find expected key", ruleSyntax, "a key is expected near this line", "look at the indentation of this line and the next", true},
	{"did not find expected '-' indicator", ruleSyntax, "a list stops here without ending", "start each item with a dash, in the same column", true},
	{"block sequence entries are not allowed", ruleSyntax, "a list cannot start here", "put each item on a line of its own, or write [a, b]", false},
	{"mapping keys are not allowed", ruleSyntax, "a key cannot start here", "look at the indentation", false},
	{"found character that cannot start any token", ruleSyntax, "a value starts with a character that YAML keeps for itself", "quote the value", false},
	{"tab character", ruleSyntax, "a tab in the indentation", "indent with spaces", false},
	{"did not find expected comment or line break", ruleSyntax, "text cannot stand on the line of | or >", "put it on the next line, indented, or quote it", false},
	{"found unexpected end of stream", ruleSyntax, "a quote is never closed", "close it", false},
	{"did not find expected ',' or", ruleSyntax, "a comma or a closing bracket is missing", "look at the brackets and quotes of this line", true},
	{"did not find expected node content", ruleSyntax, "a value is missing between brackets and commas", "look at the brackets of this line and the next", true},
	{"did not find expected alphabetic or numeric character", ruleSyntax, "a plain * or & at the start of a value names an anchor", "quote the value", false},
	{"undefined tag handle", ruleSyntax, "a plain ! at the start of a value is a tag", "quote the value", false},
	{"tag", ruleSyntax, "a plain ! at the start of a value is a tag", "quote the value", false},
	{"directive", ruleSyntax, "linewalk reads YAML without directives", "remove the lines that start with %", false},
	{"incompatible YAML document", ruleSyntax, "linewalk reads YAML without directives", "remove the %YAML line", false},
	{"<document start>", ruleSyntax, "something stands behind the end of the drawing", "look at the indentation of this line", true},
	{"unexpected document indicator", ruleSyntax, "a quote is never closed", "close it", false},
	{"indentation indicator", ruleSyntax, "a block of text cannot be indented by 0", "write | alone", false},
	{"control characters are not allowed", ruleSyntax, "a control character", "remove it", false},
}
