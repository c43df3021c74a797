package yamlfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
)

// A blockScan is the state of reading the lines of a file outside of brackets and quotes.
type blockScan struct {
	*scanner
	mappings []int // columns of the block mappings around the line, outermost first
	awaiting bool  // the last key has no value yet: deeper lines are its value
	plain    int   // lines deeper than this column go on with a plain value; -1 if none is open
	alone    int   // where the plain value starts, if it has its first line for itself; else -1
}

// blocks goes through the file line by line and looks for what breaks block form.
func (s *scanner) blocks() {
	b := &blockScan{scanner: s, plain: -1, alone: -1, awaiting: true}
	for i := 0; i < len(s.text) && len(s.refused) == 0; {
		i = b.line(i) + 1
	}
}

// line reads the line that starts at start, with whatever further lines its value takes, and hands
// back where the line break behind it is.
func (b *blockScan) line(start int) int {
	i, end := start, b.src.skipLine(start)
	for i < end && b.text[i] == ' ' {
		i++
	}
	content := strings.TrimSpace(b.text[i:end])
	if content == "" {
		return end
	}
	if content[0] == '#' {
		b.plain = -1
		return end
	}
	if b.text[i] == '\t' {
		b.suspect(i, i+1, "a tab in the indentation").Mend = "indent with spaces"
		return end
	}
	if r, size := utf8.DecodeRuneInString(b.text[i:]); size > 1 && unicode.IsSpace(r) {
		b.suspect(i, i+size, "a blank of another kind (U+%04X) in the indentation", r).Mend = "indent with plain spaces"
		return end
	}
	indent := i - start
	if indent == 0 && (isMark(content, "---") || isMark(content, "...")) {
		b.mappings, b.awaiting, b.plain = nil, true, -1
		return b.value(start, i+3, end)
	}
	if indent == 0 && content[0] == '%' {
		b.suspect(i, i+len(content), "linewalk reads YAML without directives").Mend = "remove the " + firstWord(content) + " line"
		return end
	}
	if b.plain >= 0 && indent > b.plain {
		return b.continuation(start, i, end)
	}
	b.plain = -1
	return b.entry(start, i, end)
}

func isMark(content, mark string) bool {
	return content == mark || strings.HasPrefix(content, mark) && isBlank(content[3])
}

func firstWord(text string) string { return strings.Fields(text)[0] }

// continuation is a line that goes on with the plain value of the line above. One that is a key
// cannot: either it stands in the wrong column, or the line above was to be a key too.
func (b *blockScan) continuation(start, i, end int) int {
	colon := keyEnd(strings.TrimSpace(b.text[i:end]))
	if colon < 0 {
		return end
	}
	column, above := i-start, b.alone
	b.plain, b.alone = -1, -1
	if above >= 0 && b.src.point(above).Col == b.src.point(i).Col {
		b.noKey(above)
	} else {
		b.tooDeep(i, i+colon, "value")
	}
	b.mappings = append(b.mappings, column)
	return b.value(start, i+colon+1, end)
}

// noKey blames text in the place of a key for not being one.
func (b *blockScan) noKey(i int) {
	line := strings.TrimSpace(b.text[i:b.src.skipLine(i)])
	at := strings.IndexAny(line, ":=\uff1a")
	if at <= 0 {
		b.suspect(i, i+len(line), "this line is no key with a value").Mend = "add a colon: " + line + ":"
		return
	}
	_, size := utf8.DecodeRuneInString(line[at:])
	b.suspect(i+at, i+at+size, "a key ends with a colon and a blank").Mend = strings.TrimSpace(line[:at]) + ": " + strings.TrimSpace(line[at+size:])
}

// tooDeep blames a key for standing deeper than the keys it belongs to.
func (b *blockScan) tooDeep(from, to int, than string) {
	d := b.suspect(from, to, "this line is indented deeper than the %s above allows", than)
	d.Mend = "outdent it, or indent the line above like it"
	if strings.Contains(b.text[from:b.src.skipLine(from)], "->") {
		d.Mend = "is this an arrow? outdent it to the column of the others"
	}
}

// entry is a line that starts something: a key, an item of a list, or a value.
func (b *blockScan) entry(start, i, end int) int {
	dashed := false
	for i < end && (b.text[i] == '-' || b.text[i] == '?') && (i+1 >= len(b.text) || isBlank(b.text[i+1])) {
		b.leave(i - start)
		dashed, b.awaiting = true, true
		i = b.src.skipBlanks(i + 1)
	}
	if i >= end || b.text[i] == '#' || b.text[i] == '\r' {
		return end
	}
	column := i - start
	text := b.src.skipProperties(i)
	if text >= end {
		return end
	}
	colon, after := b.key(text, end)
	if colon < 0 {
		return b.keyless(start, text, end, dashed)
	}
	b.enter(i, column, dashed)
	return b.value(start, after, end)
}

// leave closes the mappings that a line at the given column is not in.
func (b *blockScan) leave(column int) (left bool) {
	for n := len(b.mappings); n > 0 && b.mappings[n-1] > column; n-- {
		b.mappings = b.mappings[:n-1]
		left = true
	}
	return left
}

// enter finds the mapping that a key at the given column belongs to.
func (b *blockScan) enter(i, column int, dashed bool) {
	left := b.leave(column)
	n := len(b.mappings)
	switch {
	case n > 0 && b.mappings[n-1] == column:
		return
	case left && !dashed:
		b.suspect(i, i+1, "the indentation of this line matches no line above")
	case !b.awaiting && !dashed:
		b.tooDeep(i, i+1, "line")
	}
	b.mappings = append(b.mappings, column)
}

// key finds the colon behind the key that starts at i, and where its value may start. There is
// none if the line starts with a value.
func (b *blockScan) key(i, end int) (colon, after int) {
	switch c := b.text[i]; c {
	case '"', '\'':
		close, closed := quotedEnd(b.text, i)
		if !closed || close > end {
			return -1, i
		}
		colon = close
	case '[', '{':
		return -1, i
	default:
		n := keyEnd(b.text[i:end])
		if tight := tightColon(b.text[i:end]); tight >= 0 && (n < 0 || tight < n) {
			b.suspect(i+tight, i+tight+1, "a blank is missing behind this colon").Mend = b.text[i:i+tight] + ": " + b.text[i+tight+1:i+tight+2]
			n = tight
		}
		if n < 0 {
			return -1, i
		}
		return i + n, i + n + 1
	}
	for colon < end && b.text[colon] == ' ' {
		colon++
	}
	if colon < end && b.text[colon] == ':' {
		return colon, colon + 1
	}
	return -1, i
}

// tightColon is where the colon is that ends a key but for the blank that is missing before the
// bracket behind it, or -1.
func tightColon(line string) int {
	if n := strings.IndexAny(line, "{["); n > 0 && line[n-1] == ':' {
		return n - 1
	}
	return -1
}

// keyEnd is where the colon is that ends a plain key, or -1.
func keyEnd(line string) int {
	for i := range len(line) {
		switch {
		case line[i] == ':' && (i+1 == len(line) || isBlank(line[i+1])):
			return i
		case line[i] == '#' && i > 0 && isBlank(line[i-1]):
			return -1
		}
	}
	return -1
}

// addColon is the mend of a name that lacks its colon.
func addColon(name string) string {
	name = strings.TrimRight(firstLine(name), " ;,")
	if a, err := parseArrowName(name); err != nil && a.from != "" {
		name = a.String()
	}
	return "add a colon: " + diag.Shorten(name, 60) + ":"
}

// keyless is a line without a key: a value of its own, or a key that lacks its colon.
func (b *blockScan) keyless(start, i, end int, dashed bool) int {
	line := strings.TrimRight(b.text[i:end], " \t\r")
	plain := !strings.ContainsRune("\"'[{|>&!*", rune(line[0]))
	name, comment, cut := strings.Cut(line, " #")
	name = strings.TrimRight(name, " ")
	isKey := !dashed && (!b.awaiting || strings.Contains(name, "->"))
	switch {
	case plain && !dashed && cut && strings.Contains(name, "->") && strings.Contains(comment, ":"):
		b.suspect(i+len(name)+1, i+len(name)+2, "# behind a blank starts a comment, so this arrow has no colon").Mend = `quote its name: "` + strings.TrimSpace(line[:strings.LastIndexByte(line, ':')]) + `":`
		return end
	case plain && isKey && !isMark(line, "---"):
		b.leave(i - start)
		d := b.suspect(i, i+len(name), "a colon is missing behind this name")
		d.Mend = addColon(name)
		if strings.HasPrefix(name, "//") {
			d.Message, d.Mend = "a comment starts with #", "#"+name[2:]
		}
		b.awaiting = true
		return end
	}
	return b.value(start, i, end)
}

// value reads a value that starts on this line at or behind i.
func (b *blockScan) value(start, i, end int) int {
	for i < end && (b.text[i] == ' ' || b.text[i] == '\t') {
		i++
	}
	if i < end && (b.text[i] == '&' || b.text[i] == '!') {
		i = min(b.src.skipProperties(i), end)
	}
	b.awaiting = i >= end || b.text[i] == '\r' || b.text[i] == '#'
	if b.awaiting {
		return end
	}
	floor := -1
	if n := len(b.mappings); n > 0 {
		floor = b.mappings[n-1]
	}
	switch c := b.text[i]; c {
	case '"', '\'':
		return b.quoted(i)
	case '[', '{':
		return b.src.skipLine(min(b.behindFlow(b.flow(i, floor)), len(b.text)))
	case '|', '>':
		return b.skipBlock(i, floor)
	}
	b.alone = -1
	if strings.TrimSpace(b.text[start:i]) == "" {
		b.alone = i
	}
	b.plainValue(i, end, floor)
	return end
}

func (b *blockScan) quoted(i int) int {
	close, closed := quotedEnd(b.text, i)
	if !closed {
		b.suspect(i, i+1, "this quote is never closed").Mend = "close it, or put other quotes around the text"
		return b.src.skipLine(i)
	}
	b.afterQuote(close, ":")
	return b.src.skipLine(close)
}

// behindFlow blames text that follows a closing bracket on its line.
func (b *blockScan) behindFlow(i int) int {
	j := i
	for j < len(b.text) && (b.text[j] == ' ' || b.text[j] == '\t' || b.text[j] == '\r') {
		j++
	}
	if i > 0 && (b.text[i-1] == ']' || b.text[i-1] == '}') && j < len(b.text) && !strings.ContainsRune("\n#:", rune(b.text[j])) {
		b.suspect(j, j+1, "text after the closing bracket").Mend = "quote the whole value"
	}
	return i
}

// skipBlock moves behind a literal or folded scalar.
func (b *blockScan) skipBlock(i, floor int) int {
	return b.src.skipLine(blockEnd(b.text, i, floor))
}

// plainValue is a value without quotes that starts on this line.
func (b *blockScan) plainValue(i, end, floor int) {
	line := strings.TrimRight(b.text[i:end], " \t\r")
	if strings.HasPrefix(line, "- ") {
		b.suspect(i, i+1, "a list cannot start on the line of its key").Mend = "put each item on a line of its own, or write [a, b]"
		return
	}
	b.firstCharacter(i, line, false)
	colon := keyEnd(line)
	if colon < 0 {
		if !strings.Contains(line, " #") {
			b.plain = floor
		}
		return
	}
	d := b.suspect(i+colon, i+colon+1, "a colon followed by a blank cannot stand in plain text")
	d.Mend = "quote the text that holds the colon"
	key := strings.TrimLeft(b.text[b.src.lines[b.src.point(i).Line-1]:i], " ")
	if strings.Contains(key, "->") && strings.HasSuffix(line, ":") {
		d.Mend = `quote the name of the arrow: "` + key + line[:len(line)-1] + `":`
	}
}
