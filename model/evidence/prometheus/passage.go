package prometheus

import (
	"strings"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A passage is a text that is read on its own, and where it stands in the file: the whole file, one
// of its documents, or a rule file inside a ConfigMap.
type passage struct {
	file string
	text string

	// The lines of the text, and where each of them starts in the file. A passage without lines
	// either is the file, or does not stand in it as it is, and then lies as a whole at fixed.
	lines []line
	fixed diag.Span
}

// A line starts at an offset of a passage, and at a point of the file. One of which nothing stands in
// the file is all at that point.
type line struct {
	offset int
	at     diag.Point
	absent bool
}

// whole is the passage that is the file itself.
func whole(name string, text []byte) passage { return passage{file: name, text: string(text)} }

// point is where in the file a point of the passage is.
func (p passage) point(in diag.Point) diag.Point {
	switch {
	case !p.fixed.IsZero():
		return p.fixed.Start
	case len(p.lines) == 0:
		return in
	}
	l := p.lines[min(max(int(in.Line)-1, 0), len(p.lines)-1)]
	if l.absent {
		return l.at
	}
	return diag.Point{Line: l.at.Line, Col: l.at.Col + max(in.Col-1, 0), Offset: l.at.Offset + max(in.Offset-int32(l.offset), 0)}
}

// span is where in the file a stretch of the passage is.
func (p passage) span(in diag.Span) diag.Span {
	if !p.fixed.IsZero() {
		return p.fixed
	}
	return diag.Span{File: p.file, Start: p.point(in.Start), End: p.point(in.End)}
}

// raw is how a node is written.
func (p passage) raw(n *yamlfile.Node) string {
	from, to := int(n.Span.Start.Offset), int(n.Span.End.Offset)
	if from < 0 || to > len(p.text) || from > to {
		return ""
	}
	return p.text[from:to]
}

// documents cuts the passage at its document markers. A line that starts with --- is one wherever it
// stands, inside of block scalars too.
func (p passage) documents() []passage {
	var cut []passage
	from, firstLine, number := 0, 1, 0
	for offset := 0; offset < len(p.text); {
		number++
		next := offset + lineLength(p.text[offset:])
		if offset > from && marksDocument(p.text[offset:next]) {
			cut = append(cut, p.stretch(from, offset, firstLine))
			from, firstLine = offset, number
		}
		offset = next
	}
	return append(cut, p.stretch(from, len(p.text), firstLine))
}

func marksDocument(text string) bool {
	rest, found := strings.CutPrefix(text, "---")
	return found && (rest == "" || strings.ContainsRune(" \t\r\n", rune(rest[0])))
}

// lineLength is how long the first line of a text is, its line break included.
func lineLength(text string) int {
	if n := strings.IndexByte(text, '\n'); n >= 0 {
		return n + 1
	}
	return len(text)
}

// stretch is a part of the passage that begins with the line of that number.
func (p passage) stretch(from, to, number int) passage {
	part := passage{file: p.file, text: p.text[from:to], fixed: p.fixed}
	if !p.fixed.IsZero() {
		return part
	}
	outer := diag.Point{Line: int32(number), Col: 1, Offset: int32(from)}
	for offset := 0; ; {
		part.lines = append(part.lines, line{offset: offset, at: p.point(outer)})
		length := lineLength(part.text[offset:])
		if length == 0 || part.text[offset+length-1] != '\n' {
			return part
		}
		offset += length
		outer.Line++
		outer.Offset += int32(length)
	}
}

// inside is the text that a scalar holds, as a passage of its own. Where the text stands in the file
// line by line its places are exact; otherwise all of it is at the key.
func (p passage) inside(key, value *yamlfile.Node) passage {
	inner := passage{file: p.file, text: value.Value}
	if lines := p.literalLines(value); lines != nil {
		inner.lines = lines
		return inner
	}
	inner.fixed = p.span(key.Span)
	return inner
}

// elsewhere is a text that was decoded from what stands at a key.
func (p passage) elsewhere(key *yamlfile.Node, text string) passage {
	return passage{file: p.file, text: text, fixed: p.span(key.Span)}
}

// literalLines finds the lines of a literal block scalar in the passage, or nil if the value is none.
func (p passage) literalLines(value *yamlfile.Node) []line {
	raw := p.raw(value)
	if !p.fixed.IsZero() || value.Style != yamlfile.Block || !strings.HasPrefix(raw, "|") {
		return nil
	}
	end := line{at: p.point(value.Span.End), absent: true}
	var lines []line
	outer := diag.Point{Line: value.Span.Start.Line, Offset: value.Span.Start.Offset}
	for offset := 0; offset < len(value.Value); {
		skipped := lineLength(raw)
		if skipped == len(raw) { // empty lines at the end are not part of what is written
			end.offset = offset
			break
		}
		raw = raw[skipped:]
		outer.Line++
		outer.Offset += int32(skipped)

		length := lineLength(value.Value[offset:])
		indent, stands := indentOf(firstLine(raw), firstLine(value.Value[offset:]))
		if !stands {
			return nil
		}
		at := diag.Point{Line: outer.Line, Col: int32(indent + 1), Offset: outer.Offset + int32(indent)}
		lines = append(lines, line{offset: offset, at: p.point(at)})
		offset += length
		end.offset = offset
	}
	return append(lines, end)
}

func firstLine(text string) string { return strings.TrimRight(text[:lineLength(text)], "\r\n") }

// indentOf is how far a line of a block scalar is indented beyond its value, and whether it is that
// line at all.
func indentOf(written, value string) (int, bool) {
	if value == "" {
		return 0, strings.TrimLeft(written, " ") == ""
	}
	before, found := strings.CutSuffix(written, value)
	if !found {
		// The blanks at the end of the last line are not part of what is written.
		before, found = strings.CutSuffix(written, strings.TrimRight(value, " \t"))
	}
	return len(before), found && strings.Trim(before, " ") == ""
}

// within is the place of the byte at an offset of a scalar's value: of the very character where the
// value can be followed through the way it is written, else of the scalar.
func (p passage) within(n *yamlfile.Node, offset int) diag.Span {
	offset = min(max(offset, 0), len(n.Value))
	if lines := p.literalLines(n); lines != nil {
		inner := passage{file: p.file, text: n.Value, lines: lines}
		return inner.span(characterAt(n.Value, offset, diag.Point{Line: 1, Col: 1}))
	}
	if raw := p.raw(n); raw != "" {
		if i, found := follow(raw, n.Value, offset); found {
			return p.span(characterAt(raw, i, n.Span.Start))
		}
	}
	return p.span(n.Span)
}

// characterAt is the place, in the passage, of the character at an offset.
func (p passage) characterAt(offset int) diag.Span {
	first := diag.Point{Line: 1, Col: 1}
	if strings.HasPrefix(p.text, byteOrderMark) && offset >= len(byteOrderMark) {
		first.Col-- // the mark is no column
	}
	return characterAt(p.text, offset, first)
}

// characterAt is the place of the character at an offset of a text that begins at the given point.
func characterAt(text string, offset int, from diag.Point) diag.Span {
	at := from
	before := text[:offset]
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		at.Line += int32(strings.Count(before, "\n"))
		at.Col = 1
		before = before[i+1:]
	}
	at.Col += int32(utf8.RuneCountInString(before))
	at.Offset += int32(offset)
	end := at
	if offset < len(text) && text[offset] != '\n' {
		_, size := utf8.DecodeRuneInString(text[offset:])
		end.Col++
		end.Offset += int32(size)
	}
	return diag.Span{Start: at, End: end}
}

// follow goes along a scalar as it is written until it stands at the byte of its value that is asked
// for. It knows quotes, escapes and folded lines, and gives up where the two part.
func follow(raw, value string, target int) (int, bool) {
	f := follower{raw: raw, value: value, quote: raw[0]}
	switch f.quote {
	case '"', '\'':
		f.i = 1
	case '>', '|':
		f.i = lineLength(raw)
		f.i += blanks(raw[f.i:])
	}
	for f.v < target {
		if !f.step() {
			return 0, false
		}
	}
	if f.i > len(raw) {
		return 0, false
	}
	return f.i, true
}

// A follower stands at byte i of what is written and at byte v of the value.
type follower struct {
	raw, value string
	quote      byte
	i, v       int
}

func (f *follower) step() bool {
	if f.i >= len(f.raw) || f.v >= len(f.value) {
		return false
	}
	switch c := f.raw[f.i]; {
	case c == '\\' && f.quote == '"':
		return f.escape()
	case c == '\'' && f.quote == '\'':
		f.i++ // a quote inside of single quotes is written twice
		return f.same()
	case blanks(f.raw[f.i:]) > 0:
		return f.blanks()
	}
	return f.same()
}

func (f *follower) same() bool {
	if f.i >= len(f.raw) || f.raw[f.i] != f.value[f.v] {
		return false
	}
	f.i++
	f.v++
	return true
}

// blanks goes over blanks, which stand for themselves within a line. Around a line break they are one
// blank of the value, or as many line breaks as there are empty lines.
func (f *follower) blanks() bool {
	run := blanks(f.raw[f.i:])
	if !strings.Contains(f.raw[f.i:f.i+run], "\n") {
		return f.same()
	}
	f.i += run
	switch {
	case f.value[f.v] == ' ':
		f.v++
	case f.value[f.v] == '\n':
		for f.v < len(f.value) && f.value[f.v] == '\n' {
			f.v++
		}
	default:
		return false
	}
	return true
}

// escape goes over an escape in double quotes.
func (f *follower) escape() bool {
	if f.i+1 >= len(f.raw) {
		return false
	}
	switch f.raw[f.i+1] {
	case '\n', '\r':
		f.i++
		f.i += blanks(f.raw[f.i:]) // a line break that is escaped is none
		return true
	case 'x':
		f.i += 4
	case 'u':
		f.i += 6
	case 'U':
		f.i += 10
	default:
		f.i += 2
	}
	_, size := utf8.DecodeRuneInString(f.value[f.v:])
	f.v += size
	return true
}

// blanks counts the blanks and line breaks that a text begins with.
func blanks(text string) int { return len(text) - len(strings.TrimLeft(text, " \t\r\n")) }
