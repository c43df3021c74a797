package yamlfile

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// A scanner goes over the text before yaml.v3 does, because that library tells at best the line of
// what it does not understand, and often a wrong one. What is refused is refused whatever yaml.v3
// would say. What is suspect is told only if yaml.v3 fails: the scanner knows enough of YAML to
// find the place of a mistake, not enough to be sure that there is one.
type scanner struct {
	src      *source
	text     string
	refused  []*diag.Diagnostic
	suspects []*diag.Diagnostic
	brackets map[int]int // from each opening bracket to behind its closing one
}

const mostRefused = 20

func scan(src *source) *scanner {
	s := &scanner{src: src, text: src.text, brackets: map[int]int{}}
	s.size()
	if len(s.refused) == 0 {
		s.encoding()
	}
	if len(s.refused) == 0 {
		s.characters()
		s.conflicts()
	}
	if len(s.refused) == 0 {
		s.blocks()
	}
	return s
}

func (s *scanner) refuse(rule string, at diag.Span, format string, args ...any) *diag.Diagnostic {
	f := faults{}
	d := f.fail(rule, at, format, args...)
	s.refused = append(s.refused, d)
	return d
}

func (s *scanner) suspect(from, to int, format string, args ...any) *diag.Diagnostic {
	f := faults{}
	d := f.fail(ruleSyntax, s.src.span(from, to), format, args...)
	s.suspects = append(s.suspects, d)
	return d
}

func (s *scanner) size() {
	if len(s.text)+s.src.mark > maxBytes {
		s.refuse(ruleLimit, s.src.span(0, 0), "the file is larger than 10 MB").Mend = "split the drawing and include: its parts"
	}
}

// encoding refuses UTF-16, which yaml.v3 takes, giving places that no editor would find.
func (s *scanner) encoding() {
	if IsUTF16(s.text) {
		s.refuse(ruleSyntax, s.src.span(0, 0), "the file is UTF-16").Mend = "save it as UTF-8"
	}
}

// IsUTF16 tells whether a text is in UTF-16: by its byte order mark, or by a zero beside its first letter.
func IsUTF16[T string | []byte](text T) bool {
	if len(text) < 2 {
		return false
	}
	one, two := text[0], text[1]
	return one == 0xff && two == 0xfe || one == 0xfe && two == 0xff || (one == 0) != (two == 0)
}

func (s *scanner) characters() {
	for i := 0; i < len(s.text) && len(s.refused) < mostRefused; {
		c := s.text[i]
		if c >= 0x20 && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[i:])
		at := func() diag.Span { return s.src.span(i, i+size) }
		switch {
		case r == utf8.RuneError && size <= 1:
			s.refuse(ruleSyntax, at(), "this byte is not UTF-8").Mend = "save the file as UTF-8"
		case r == '\r' && strings.HasPrefix(s.text[i+1:], "\n"):
		case r == '\r':
			s.refuse(ruleSyntax, at(), "a carriage return without a line feed").Mend = "end lines with a line feed"
		case r == '\u2028' || r == '\u2029' || r == '\u0085':
			s.refuse(ruleSyntax, at(), "U+%04X is a line break editors do not show", r).Mend = "remove it"
		case r == '\ufeff':
			s.refuse(ruleSyntax, at(), "a byte order mark in the middle of the file").Mend = "remove it"
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\ufffe' || r == '\uffff':
			s.refuse(ruleSyntax, at(), "control character U+%04X", r).Mend = `remove it, or write it as an escape in double quotes`
		}
		i += size
	}
}

func (s *scanner) conflicts() {
	for line, start := range s.src.lines {
		text := s.text[start:]
		mark := strings.HasPrefix(text, "<<<<<<< ") || strings.HasPrefix(text, ">>>>>>> ") || strings.HasPrefix(text, "||||||| ")
		if mark && len(s.refused) < mostRefused {
			s.refuse(ruleSyntax, s.src.lineSpan(line+1), "unresolved merge conflict").Mend = "keep one side and remove the marks"
		}
	}
}

// scanFlow is where the collection in brackets that starts at the given place ends.
func scanFlow(src *source, start int) int {
	s := &scanner{src: src, text: src.text, brackets: map[int]int{}}
	return s.flow(start, -1)
}

// A flowScan is the state of reading a collection in brackets.
type flowScan struct {
	*scanner
	floor   int   // column of the block around it; what is not indented beyond it may be outside
	open    []int // places of the brackets that are open
	plain   int   // start of the plain scalar being read, or -1
	blamed  bool  // something in this plain scalar is suspect already
	outside int   // first line that looks as if it stood outside, or -1
	comment int   // a comment that holds a closing bracket, or -1
	entries []entry
}

// An entry is what was seen of an item or pair that stands in brackets.
type entry struct{ content, key bool }

// flow reads a collection in brackets and hands back where it ends. Inside, a plain scalar ends at
// any bracket and at a comma, and a quote means one only at the start of a value.
func (s *scanner) flow(start, floor int) int {
	f := &flowScan{scanner: s, floor: floor, plain: -1, outside: -1, comment: -1}
	for i := start; i < len(s.text); {
		if len(s.refused) > 0 {
			return len(s.text)
		}
		if i = f.step(i); len(f.open) == 0 {
			return i
		}
	}
	return f.unclosed(start)
}

func (f *flowScan) step(i int) int {
	c := f.text[i]
	switch {
	case c == '\n':
		f.lineBreak(i + 1)
	case c == ' ' || c == '\t' || c == '\r':
	case c == '#' && (f.plain < 0 || isBlank(f.text[i-1])):
		end := f.src.skipLine(i)
		if f.comment < 0 && strings.ContainsAny(f.text[i:end], "]}") {
			f.comment = i
		}
		return end
	case c == '[' || c == '{':
		f.opening(i)
	case c == ']' || c == '}':
		f.closing(i)
	case c == ',':
		f.comma(i)
	case c == ':' && (i+1 >= len(f.text) || isBlank(f.text[i+1]) || f.plain < 0):
		f.colon(i)
	case c == '?' && f.plain >= 0:
		f.question(i)
	case f.plain >= 0:
	case c == '"' || c == '\'':
		return f.quoted(i)
	default:
		return f.value(i)
	}
	return i + 1
}

// seen is what was seen of the entry that is being read.
func (f *flowScan) seen() *entry { return &f.entries[len(f.entries)-1] }

func (f *flowScan) comma(i int) {
	if !f.seen().content {
		f.suspect(i, i+1, "there is nothing before this comma").Mend = "remove the comma"
	}
	*f.seen() = entry{}
	f.plain = -1
}

// colon ends a key. The second one in an entry means that a comma is missing between two pairs.
func (f *flowScan) colon(i int) {
	switch before := strings.TrimRight(f.text[:i], " \t\r\n"); {
	case !f.seen().content:
		f.suspect(i, i+1, "a key is missing before the colon")
	case f.seen().key && !f.blamed:
		from := strings.LastIndexAny(before, " \t\r\n,:[]{}") + 1
		f.suspect(from, i, "a comma is missing before this key").Mend = ", " + before[from:] + ":"
	}
	*f.seen() = entry{content: true, key: true}
	f.plain = -1
}

func (f *flowScan) lineBreak(next int) {
	if f.outside >= 0 {
		return
	}
	i := next
	for i < len(f.text) && f.text[i] == ' ' {
		i++
	}
	if i < len(f.text) && i-next <= f.floor && !strings.ContainsRune("\r\n#]},", rune(f.text[i])) {
		f.outside = next
	}
}

func (f *flowScan) opening(i int) {
	if f.plain >= 0 && !f.blamed {
		f.blamed = true
		f.suspect(i, i+1, "a bracket ends plain text inside [ ] and { }").Mend = "quote the text that holds the bracket, or write it in block form"
	}
	if len(f.open) == maxDepth {
		f.refuse(ruleLimit, f.src.span(i, i+1), "more than %d levels of brackets", maxDepth)
	}
	if len(f.entries) > 0 {
		f.seen().content = true
	}
	f.open, f.entries = append(f.open, i), append(f.entries, entry{})
	if !f.blamed {
		f.plain = -1
	}
}

func (f *flowScan) closing(i int) {
	last := len(f.open) - 1
	if f.text[i] != f.text[f.open[last]]+2 { // in ASCII each bracket closes two behind it opens
		d := f.suspect(f.open[last], f.open[last]+1, `%q is closed by %q`, f.text[f.open[last]], f.text[i])
		d.Related = []diag.Related{{Span: f.src.span(i, i+1), Message: "closed here"}}
		for j := last; j >= 0; j-- {
			if f.text[i] == f.text[f.open[j]]+2 {
				last = j
				break
			}
		}
	}
	f.brackets[f.open[last]] = i + 1
	f.open, f.entries = f.open[:last], f.entries[:last]
	if !f.blamed {
		f.plain = -1
	}
}

const noQuestion = "a step has no \"?\"; steps the journey can do without go under `optional`"

// question blames a question mark, which ends plain text in brackets.
func (f *flowScan) question(i int) {
	if f.blamed {
		return
	}
	f.blamed = true
	name := strings.TrimSpace(f.text[f.plain:i])
	if !strings.Contains(name, "->") {
		f.suspect(i, i+1, "a question mark ends plain text inside [ ] and { }").Mend = "quote the text that holds it"
		return
	}
	d := f.suspect(i, i+1, "%s", noQuestion)
	d.Related = []diag.Related{{Span: f.src.span(f.plain, i), Message: "this step"}}
	d.Mend = "optional: [" + name + "]"
}

func (f *flowScan) quoted(i int) int {
	f.seen().content = true
	end, closed := quotedEnd(f.text, i)
	if !closed {
		f.suspect(i, i+1, "this quote is never closed").Mend = "close it, or put other quotes around the text"
		return end
	}
	f.afterQuote(end, ",]}:")
	return end
}

// afterQuote blames text between a closing quote and whatever may follow it.
func (s *scanner) afterQuote(end int, allowed string) {
	i := end
	for i < len(s.text) && (s.text[i] == ' ' || s.text[i] == '\t' || s.text[i] == '\r') {
		i++
	}
	if i < len(s.text) && s.text[i] != '\n' && s.text[i] != '#' && !strings.ContainsRune(allowed, rune(s.text[i])) {
		s.suspect(i, i+1, "text after the closing quote").Mend = "put all of the text in quotes, and double a quote that belongs to it"
	}
}

// value begins a value that is neither quoted nor a collection.
func (f *flowScan) value(i int) int {
	f.seen().content = true
	word := f.text[i:]
	if n := strings.IndexAny(word, ",]}\n"); n >= 0 {
		word = word[:n]
	}
	if strings.ContainsRune("&!", rune(f.text[i])) {
		for i < len(f.text) && !isBlank(f.text[i]) && !strings.ContainsRune(",]}", rune(f.text[i])) {
			i++
		}
		return i
	}
	f.firstCharacter(i, strings.TrimSpace(word), true)
	f.plain, f.blamed = i, false
	return i + 1
}

// firstCharacter blames a plain value for a first character that means something else to YAML.
func (s *scanner) firstCharacter(i int, word string, inBrackets bool) {
	word, _, _ = strings.Cut(word, " #")
	word = strings.TrimSpace(word)
	switch c := s.text[i]; {
	case c == '*' && strings.Trim(word[1:], aliasCharacters) != "", c == '*' && len(word) == 1:
		s.suspect(i, i+1, "a plain * at the start of a value names an anchor").Mend = `quote it: "` + strings.TrimSuffix(word, ":") + `"`
	case c == '@' || c == '`' || c == '%':
		s.suspect(i, i+1, "plain text cannot start with %q", c).Mend = `quote it: "` + strings.Trim(word, "`") + `"`
	case inBrackets && (c == '|' || c == '>'):
		s.suspect(i, i+1, "plain text inside [ ] and { } cannot start with %q", c).Mend = `quote it: "` + word + `"`
	}
}

const aliasCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

// unclosed blames the innermost bracket that is open at the end of the text, and goes on with the
// first line that looks as if it stood outside.
func (f *flowScan) unclosed(start int) int {
	at := start
	if n := len(f.open); n > 0 {
		at = f.open[n-1]
	}
	if f.outside >= 0 { // what was suspect there will be read again, as what it is
		f.suspects = slices.DeleteFunc(f.suspects, func(d *diag.Diagnostic) bool { return int(d.Span.Start.Offset)-f.src.mark >= f.outside })
	}
	if f.comment >= 0 && (f.outside < 0 || f.comment < f.outside) {
		word := f.text[f.comment:f.src.skipLine(f.comment)]
		if n := strings.IndexAny(word, ",]}"); n >= 0 {
			word = word[:n]
		}
		f.suspect(f.comment, f.comment+1, "# starts a comment here, so the bracket is never closed").Mend = `quote the text that holds the #: "` + strings.TrimSpace(word) + `"`
	} else {
		f.suspect(at, at+1, "%q is never closed", f.text[at])
	}
	if f.outside >= 0 {
		return f.outside - 1
	}
	return len(f.text)
}
