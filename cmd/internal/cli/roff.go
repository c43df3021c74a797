package cli

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/pflag"
)

// A roff is a page in the language of man(7) that is being written.
type roff struct{ strings.Builder }

func (p *roff) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func (p *roff) section(title string) { p.line(".SH %s", title) }

// text sets paragraphs. One in which a line is indented is a table or an example, and stays as it is.
func (p *roff) text(text string) {
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			p.line(".PP")
		}
		if strings.Contains("\n"+paragraph, "\n ") {
			p.verbatim(paragraph)
			continue
		}
		p.fill(paragraph)
	}
}

// fill sets text that may be broken anywhere between words.
func (p *roff) fill(text string) {
	const width = 72 // mandoc asks for lines of at most 80 bytes, and escapes take some
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			p.line("%s", literal(line))
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	p.line("%s", literal(line))
}

// verbatim sets lines as they are.
func (p *roff) verbatim(text string) {
	p.line(".nf")
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		p.line("%s", literal(strings.TrimPrefix(line, "  ")))
	}
	p.line(".fi")
}

// item sets a term and what it means. The term is roff already.
func (p *roff) item(term, meaning string) {
	p.line(".TP\n%s", term)
	p.fill(meaning)
}

// options sets the flags that are not hidden.
func (p *roff) options(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			p.item(option(f), optionMeaning(f))
		}
	})
}

// option is a flag as it is written on the command line.
func option(f *pflag.Flag) string {
	term := bold("--" + f.Name)
	if f.Shorthand != "" {
		term = bold("-"+f.Shorthand) + ", " + term
	}
	if value, _ := pflag.UnquoteUsage(f); value != "" {
		term += " \\fI" + literal(value) + "\\fR"
	}
	return term
}

// optionMeaning is what the help says about a flag.
func optionMeaning(f *pflag.Flag) string {
	_, usage := pflag.UnquoteUsage(f)
	if slices.Contains([]string{"", "0", "false", "[]"}, f.DefValue) || strings.Contains(usage, "default") {
		return usage
	}
	return usage + " (default " + f.DefValue + ")"
}

func bold(text string) string { return "\\fB" + literal(text) + "\\fR" }

// quoted is an argument of a macro.
func quoted(text string) string { return `"` + text + `"` }

// literals are the characters that roff would set as something else.
var literals = strings.NewReplacer(
	`\`, `\(rs`, `-`, `\-`, `'`, `\(aq`, "`", `\(ga`, `^`, `\(ha`, `~`, `\(ti`,
)

// literal escapes text for a line of a page: every character stands for itself, and none at the
// start of the line makes it a request.
func literal(text string) string {
	var escaped strings.Builder
	for _, r := range text {
		if r < utf8.RuneSelf {
			escaped.WriteString(literals.Replace(string(r)))
			continue
		}
		fmt.Fprintf(&escaped, `\[u%04X]`, r)
	}
	if strings.HasPrefix(text, ".") {
		return `\&` + escaped.String()
	}
	return escaped.String()
}

func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}
