package dot

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
)

// What is read of one file at most. A drawing that goes beyond is none that people look at.
const (
	mostTokens = 2_000_000
	mostArrows = 100_000
	mostFaults = 100
	deepest    = 100 // braces in braces
)

// A kind is what a token is. Signs of one character stand for themselves.
type kind byte

// The kinds that are no signs.
const (
	name         kind = 'a'
	directed     kind = '>'
	undirected   kind = '-'
	strictWord   kind = 's'
	graphWord    kind = 'g'
	digraphWord  kind = 'd'
	subgraphWord kind = 'c'
	nodeWord     kind = 'n'
	edgeWord     kind = 'e'
)

// words are the keywords. Their case does not matter.
var words = map[string]kind{
	"strict": strictWord, "graph": graphWord, "digraph": digraphWord, "subgraph": subgraphWord, "node": nodeWord, "edge": edgeWord,
}

// A token is the smallest part of a drawing.
type token struct {
	text     value // of a name
	from, to int32
	line     int32
	kind     kind
	quoted   bool
}

// A value is the text of a name, an ID or a label.
type value struct {
	text string
	html bool
}

// A scanner cuts a file into tokens. It reports what is none, and goes on.
type scanner struct {
	text    []byte
	lines   *importer.Lines
	remarks *importer.Remarks
	most    int // tokens
	pos     int
	line    int32
	faults  int
	stopped bool // there are too many
	warned  int
	tokens  []token
}

// scan is all tokens of the file.
func (s *scanner) scan() []token {
	s.pos = len(s.text) - len(bytes.TrimPrefix(s.text, []byte("\ufeff")))
	for s.skip(); s.pos < len(s.text) && !s.stopped; s.skip() {
		if len(s.tokens) == s.most {
			if s.most == mostTokens {
				s.fail(s.pos, s.pos, "the file goes on for too long", "split it")
			}
			break
		}
		s.token()
	}
	return s.tokens
}

// fail reports a fault at a stretch of the file.
func (s *scanner) fail(from, to int, message, mend string) {
	s.faults++
	if s.faults > mostFaults {
		s.stopped = true
		return
	}
	s.remarks.Add(fault(s.lines.Span(from, to), message, mend))
}

// skip passes over blanks and comments.
func (s *scanner) skip() {
	for s.pos < len(s.text) {
		rest := s.text[s.pos:]
		switch {
		case rest[0] == '\n':
			s.line++
			s.pos++
		case rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\f' || rest[0] == '\v':
			s.pos++
		case rest[0] == '#' && !s.behindEquals() || bytes.HasPrefix(rest, []byte("//")):
			n := bytes.IndexByte(rest, '\n')
			if n < 0 {
				n = len(rest)
			}
			s.pos += n
		case bytes.HasPrefix(rest, []byte("/*")):
			n := bytes.Index(rest[2:], []byte("*/"))
			if n < 0 {
				s.fail(s.pos, s.pos+2, "this comment is never closed", "close it with */")
				s.pos = len(s.text)
				return
			}
			s.pass(s.pos + n + 4)
		default:
			return
		}
	}
}

// behindEquals tells whether a value is due, for which # is no comment.
func (s *scanner) behindEquals() bool {
	return len(s.tokens) > 0 && s.tokens[len(s.tokens)-1].kind == '='
}

// pass moves on to an offset, and counts lines.
func (s *scanner) pass(to int) {
	s.line += int32(bytes.Count(s.text[s.pos:to], []byte("\n")))
	s.pos = to
}

// token reads one token.
func (s *scanner) token() {
	from := s.pos
	switch c := s.text[from]; {
	case c == '"':
		s.quoted()
	case c == '<':
		s.html()
	case bytes.HasPrefix(s.text[from:], []byte("->")):
		s.add(directed, from, from+2, value{})
	case bytes.HasPrefix(s.text[from:], []byte("--")):
		s.add(undirected, from, from+2, value{})
	case strings.IndexByte("{}[]=;,:+", c) >= 0:
		s.add(kind(c), from, from+1, value{})
	case s.numeral(from) > from:
		s.number(from, s.numeral(from))
	case letter(c):
		s.word()
	default:
		s.odd(from)
	}
}

func (s *scanner) add(k kind, from, to int, v value) {
	s.tokens = append(s.tokens, token{kind: k, from: int32(from), to: int32(to), line: s.line, text: v})
	s.pass(to)
}

func letter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// at is the character at an offset, 0 behind the end.
func (s *scanner) at(i int) byte {
	if i >= len(s.text) {
		return 0
	}
	return s.text[i]
}

// word reads a keyword or a name without quotes.
func (s *scanner) word() {
	from, to := s.pos, s.pos
	for letter(s.at(to)) || digit(s.at(to)) {
		to++
	}
	if end := s.oddEnd(to); end > to {
		s.fail(from, end, "a name with "+diag.Quote(string(s.text[to]))+" in it has to stand in quotes", "write \""+diag.Shorten(decoded(s.text[from:end]), 60)+"\"")
		to = end
	} else if s.at(to) == '-' && digit(s.at(to+1)) {
		s.splits(from, s.numeral(to))
	}
	text := decoded(s.text[from:to])
	if len(text) <= len("subgraph") {
		if k, known := words[strings.ToLower(text)]; known {
			s.add(k, from, to, value{})
			return
		}
	}
	s.add(name, from, to, value{text: text})
}

// oddEnd is where a name ends that goes on with signs that only quotes allow, such as a.b, a-b or a/b; else
// the offset itself.
func (s *scanner) oddEnd(to int) int {
	next := s.at(to + 1)
	switch c := s.at(to); {
	case strings.IndexByte(".@$%&*!?~^|\\`'", c) >= 0 && c != 0:
	case c == '/' && next != '/' && next != '*':
	case c == '-' && letter(next):
	default:
		return to
	}
	for to < len(s.text) && (letter(s.text[to]) || digit(s.text[to]) || strings.IndexByte(".@$%&*!?~^|\\`'/", s.text[to]) >= 0 || s.text[to] == '-' && s.at(to+1) != '-' && s.at(to+1) != '>') {
		to++
	}
	return to
}

// numeral is where the number ends that starts at an offset; else the offset itself.
func (s *scanner) numeral(from int) int {
	to := from
	if s.at(to) == '-' {
		to++
	}
	start := to
	for digit(s.at(to)) {
		to++
	}
	if s.at(to) == '.' && (to > start || digit(s.at(to+1))) {
		for to++; digit(s.at(to)); to++ {
		}
	} else if to == start {
		return from
	}
	return to
}

// number reads a name that is a number. Graphviz reads 1a as two names.
func (s *scanner) number(from, to int) {
	if c := s.at(to); letter(c) || c == '.' {
		end := to
		for letter(s.at(end)) || digit(s.at(end)) || s.at(end) == '.' {
			end++
		}
		s.splits(from, end)
	}
	s.add(name, from, to, value{text: string(s.text[from:to])})
}

// splits warns of what looks like one name and is read as two.
func (s *scanner) splits(from, to int) {
	if s.warned++; s.warned > mostFaults {
		return
	}
	text := diag.Shorten(decoded(s.text[from:to]), 40)
	s.remarks.Add(diag.Diagnostic{
		Rule: importer.ReadImport, Level: diag.Warning, Span: s.lines.Span(from, to),
		Message: diag.Shorten(diag.Quote(text)+" is read as two names, as Graphviz does", 100), Mend: "write \"" + text + "\"",
	})
}

// quoted reads a name in quotes. Two with a plus between them are one.
func (s *scanner) quoted() {
	from := s.pos
	to := from + 1
	for ; to < len(s.text) && s.text[to] != '"'; to++ {
		if s.text[to] == '\\' {
			to++
		}
	}
	if to >= len(s.text) {
		s.fail(from, from+1, "this quote is never closed", `close it with "`)
		s.pos = len(s.text)
		return
	}
	text := decoded(unescaped(s.text[from+1 : to]))
	if n := len(s.tokens); n >= 2 && s.tokens[n-1].kind == '+' && s.tokens[n-2].quoted {
		s.tokens = s.tokens[:n-1]
		s.tokens[n-2].text.text += text
		s.tokens[n-2].to = int32(to + 1)
		s.pass(to + 1)
		return
	}
	s.add(name, from, to+1, value{text: text})
	s.tokens[len(s.tokens)-1].quoted = true
}

// unescaped resolves what quotes escape: quotes, and ends of lines. All else is up to what the text is for.
func unescaped(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	var clean []byte
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			clean = append(clean, text[i])
			continue
		}
		i++
		switch {
		case text[i] == '"':
			clean = append(clean, '"')
		case text[i] == '\n':
		case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
			i++
		default:
			clean = append(clean, '\\', text[i])
		}
	}
	return clean
}

// html reads a name in angle brackets, which holds HTML.
func (s *scanner) html() {
	from := s.pos
	depth := 0
	for to := from; to < len(s.text); to++ {
		switch s.text[to] {
		case '<':
			if bytes.HasPrefix(s.text[to:], []byte("<!--")) {
				n := bytes.Index(s.text[to:], []byte("-->"))
				if n < 0 {
					to = len(s.text)
					continue
				}
				to += n + 2
				continue
			}
			depth++
		case '>':
			depth--
			if depth == 0 {
				s.add(name, from, to+1, value{decoded(s.text[from+1 : to]), true})
				return
			}
		}
	}
	s.fail(from, from+1, "this bracket is never closed", "close it with >")
	s.pos = len(s.text)
}

// odd reads a sign that starts no token.
func (s *scanner) odd(from int) {
	if end := from + 1; s.behindEquals() {
		for end < len(s.text) && (letter(s.text[end]) || digit(s.text[end]) || s.text[end] == '#') {
			end++
		}
		text := decoded(s.text[from:end])
		s.fail(from, end, "a value with "+diag.Quote(text[:1])+" in it has to stand in quotes", "write \""+diag.Shorten(text, 60)+"\"")
		s.add(name, from, end, value{text: text})
		return
	}
	s.fail(from, from+1, diag.Quote(string(s.text[from]))+" is not expected here", "quote names that hold more than letters, digits and _")
	s.pos = from + 1
}

// decoded is bytes as text. What is no UTF-8 is taken for Latin-1, as Graphviz does.
func decoded(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	runes := make([]rune, len(text))
	for i, c := range text {
		runes[i] = rune(c)
	}
	return string(runes)
}
