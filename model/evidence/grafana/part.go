package grafana

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// A part is a text to read: the file itself, or a text that stands in it as a value, as dashboards
// do in a ConfigMap.
type part struct {
	*reader
	file   string
	text   string
	shifts []shift // what was shortened, in the order of the text

	// Where the part stands in the text around it. The outer of the file itself is nil.
	outer  *part
	level  int // how many are around it
	within diag.Span
	indent int     // of a literal block, whose lines are found again; -1 of any other text
	lines  []int32 // where they start, in the part around it
}

// A shift is a place behind which the text that is read lags behind the one that was written.
type shift struct {
	line  int32
	at    int32 // in the text that is read
	bytes int32 // by which it lags from here on, those of earlier shifts included
	runes int32 // by which its columns lag, to the end of the line
}

func newPart(r *reader, file, text string) *part {
	p := &part{reader: r, file: file, text: text}
	p.simplify()
	return p
}

// inner is the text of a scalar, as a part of its own.
func (p *part) inner(n *yamlfile.Node, text string) *part {
	q := newPart(p.reader, p.file, text)
	q.outer, q.level, q.within, q.indent = p, p.level+1, n.Span, -1
	if n.Style == yamlfile.Block && n.Value == text && strings.HasPrefix(p.stretch(n.Span), "|") {
		q.indent = p.indentation(n.Span)
		q.lines = lineStarts(p.stretch(n.Span), n.Span.Start.Offset)
	}
	return q
}

// lineStarts is where each line of a text starts if the text itself starts at an offset.
func lineStarts(text string, offset int32) []int32 {
	starts := []int32{offset}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, offset+int32(i)+1)
		}
	}
	return starts
}

// stretch is the text of the part from the start of a span to its end.
func (p *part) stretch(s diag.Span) string {
	from, to := int(s.Start.Offset), int(s.End.Offset)
	if from > to || to > len(p.text) {
		return ""
	}
	return p.text[from:to]
}

// indentation is that of the first line of a literal block that is not blank. A block whose header
// states it is rare, and its columns are then off by the blanks that belong to the text.
func (p *part) indentation(s diag.Span) int {
	for _, line := range strings.Split(p.stretch(s), "\n")[1:] {
		if trimmed := strings.TrimLeft(line, " "); strings.TrimSpace(trimmed) != "" {
			return len(line) - len(trimmed)
		}
	}
	return -1
}

// place is where a stretch of the part stands in the file.
func (p *part) place(s diag.Span) diag.Span {
	s.Start, s.End = p.unshift(s.Start), p.unshift(s.End)
	switch {
	case p.outer == nil:
		return s
	case p.indent < 0:
		return p.outer.place(p.within)
	}
	return p.outer.place(diag.Span{File: s.File, Start: p.outwards(s.Start), End: p.outwards(s.End)})
}

// outwards is a place of a literal block in the text around it. Each of its lines is one there,
// further right, below the line of the header.
func (p *part) outwards(at diag.Point) diag.Point {
	if int(at.Line) >= len(p.lines) {
		return p.within.End
	}
	out := diag.Point{Line: p.within.Start.Line + at.Line, Col: at.Col + int32(p.indent), Offset: p.lines[at.Line]}
	for range out.Col - 1 {
		_, size := utf8.DecodeRuneInString(p.outer.text[out.Offset:])
		out.Offset += int32(size)
	}
	return out
}

// span is where a value stands in the file.
func (p *part) span(n *yamlfile.Node) diag.Span { return p.place(n.Span) }

// start is where the part begins.
func (p *part) start() diag.Span {
	if p.outer != nil {
		return p.outer.place(p.within)
	}
	at := diag.Point{Line: 1, Col: 1}
	return diag.Span{File: p.file, Start: at, End: at}
}

// unshift is a place of the text that is read in the one that was written.
func (p *part) unshift(at diag.Point) diag.Point {
	i, _ := slices.BinarySearchFunc(p.shifts, at.Offset, func(s shift, offset int32) int {
		if s.at <= offset {
			return -1
		}
		return 1
	})
	if i == 0 {
		return at
	}
	s := p.shifts[i-1]
	at.Offset += s.bytes
	if s.line == at.Line {
		at.Col += s.runes
	}
	return at
}

// jsonOnly matches the escapes that JSON has and the reader of YAML does not.
var jsonOnly = regexp.MustCompile(`\\(?:\\|/|u[dD][89abAB][0-9a-fA-F]{2}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|u[dD][c-fC-F][0-9a-fA-F]{2})`)

// simplify writes JSON so that it is YAML: the few escapes of strings that differ are decoded.
func (p *part) simplify() {
	if !strings.Contains(p.text, `\/`) && !strings.Contains(p.text, `\ud`) && !strings.Contains(p.text, `\uD`) || !json.Valid([]byte(p.text)) {
		return
	}
	var plain strings.Builder
	var last shift
	line, done := int32(1), 0
	for _, found := range jsonOnly.FindAllStringIndex(p.text, -1) {
		escape := p.text[found[0]:found[1]]
		if escape == `\\` {
			continue // it hides a backslash that would start an escape
		}
		between := p.text[done:found[0]]
		plain.WriteString(between)
		if lines := int32(strings.Count(between, "\n")); lines > 0 {
			line += lines
			last.runes = 0
		}
		decoded := unescape(escape)
		plain.WriteString(decoded)
		last.line, last.at = line, int32(plain.Len())
		last.bytes += int32(len(escape) - len(decoded))
		last.runes += int32(len(escape) - 1)
		p.shifts = append(p.shifts, last)
		done = found[1]
	}
	plain.WriteString(p.text[done:])
	p.text = plain.String()
}

// unescape decodes an escaped slash, a pair of surrogates or a lone one.
func unescape(escape string) string {
	if escape == `\/` {
		return "/"
	}
	units := make([]uint16, 0, 2)
	for _, digits := range strings.Split(escape, `\u`)[1:] {
		unit, _ := strconv.ParseUint(digits, 16, 16)
		units = append(units, uint16(unit))
	}
	return string(utf16.Decode(units))
}

// jsonFault is where JSON is broken. Read as YAML, one fault of it shows in many places.
func (p *part) jsonFault() (diag.Span, bool) {
	if blank := strings.TrimLeft(p.text, "\ufeff \t\r\n"); blank == "" || blank[0] != '{' && blank[0] != '[' {
		return diag.Span{}, false
	}
	var fault *json.SyntaxError
	if !errors.As(json.Unmarshal([]byte(p.text), new(json.RawMessage)), &fault) {
		return diag.Span{}, false
	}
	before := p.text[:max(min(int(fault.Offset), len(p.text))-1, 0)]
	line := strings.LastIndexByte(before, '\n') + 1
	at := diag.Point{
		Line: int32(strings.Count(before, "\n")) + 1, Col: int32(utf8.RuneCountInString(before[line:])) + 1, Offset: int32(len(before)),
	}
	return diag.Span{File: p.file, Start: at, End: at}, true
}

// templateMark matches what only a template has, and not the text templates of alerts.
var templateMark = regexp.MustCompile(`\{\{-?\s*(?:\.[A-Z]|/\*|define|include|template|if|range|with|tpl|toYaml|\$\.)|<%|\{%`)

// titleMark matches the titles of alert rules in plain text.
var titleMark = regexp.MustCompile(`(?m)^[ \t-]*"?title"?:[ \t]*["']?([^"'\r\n,]{1,200})`)

// leaveUnread keeps what the plain text of a broken part tells.
func (p *part) leaveUnread() {
	why := "its syntax is broken"
	if p.isTemplate() {
		why = "it is a template"
	}
	u := model.Unread{Span: p.start(), Why: why}
	if strings.Contains(p.text, "noDataState") || strings.Contains(p.text, "__expr__") {
		for _, m := range titleMark.FindAllStringSubmatch(p.text, -1) {
			if title := strings.TrimSpace(m[1]); !strings.Contains(title, "{{") && !strings.Contains(title, "<%") {
				u.Mentions = append(u.Mentions, title)
			}
		}
	}
	p.unread = append(p.unread, u)
}

func (p *part) isTemplate() bool { return templateMark.MatchString(p.text) }
