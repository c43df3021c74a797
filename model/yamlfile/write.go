package yamlfile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// widest is how many columns a line may have before a new collection is written over several.
const widest = 120

// A manner is the way in which a file is written, for what is added to it.
type manner struct {
	step    int    // how many columns a mapping is indented beyond the key that holds it
	dash    int    // how many columns the dashes of a list are
	pad     string // what stands inside the brackets of a mapping
	newline string
}

// A form says how a collection is written.
type form uint8

// The forms: over several lines, in brackets, or in brackets where these fit into a line.
const (
	eitherForm form = iota
	blockForm
	flowForm
)

// inFlow writes a value inside brackets, or so that it could stand there.
func (m manner) inFlow(v Value) string {
	switch {
	case v.bare:
		return ""
	case v.kind == Sequence:
		parts := make([]string, len(v.items))
		for i, item := range v.items {
			parts[i] = m.inFlow(item)
			if item.bare {
				parts[i] = "~"
			}
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case v.kind == Mapping && len(v.entries) == 0:
		return "{}"
	case v.kind == Mapping:
		return "{" + m.pad + m.entriesInFlow(v.entries) + m.pad + "}"
	}
	return writeScalar(v, true)
}

// entriesInFlow writes entries that stand in brackets. A colon keeps a blank behind it, since one right
// in front of a comma is text.
func (m manner) entriesInFlow(entries []Entry) string {
	parts := make([]string, len(entries))
	for i, e := range entries {
		parts[i] = writeKey(e.Key, true) + ": " + m.inFlow(e.Value)
	}
	return strings.Join(parts, ", ")
}

// entry writes an entry of a mapping that is not in brackets, as lines without indentation. The
// column is where it will stand, counted from 0.
func (m manner) entry(e Entry, f form, column int) []string {
	key := writeKey(e.Key, false) + ":"
	switch {
	case e.Value.bare:
		return []string{key}
	case e.Value.kind == Scalar:
		return []string{key + " " + writeScalar(e.Value, false)}
	case m.flows(e.Value, f, column+utf8.RuneCountInString(key)+1):
		return []string{key + " " + m.inFlow(e.Value)}
	}
	indent := m.step
	if e.Value.kind == Sequence {
		indent = m.dash
	}
	return append([]string{key}, indented(m.lines(e.Value, column+indent), indent)...)
}

// item writes an item of a list with its dash.
func (m manner) item(v Value, f form, column int) []string {
	switch {
	case v.bare:
		return []string{"-"}
	case v.kind == Scalar:
		return []string{"- " + writeScalar(v, false)}
	case m.flows(v, f, column+2):
		return []string{"- " + m.inFlow(v)}
	}
	lines := indented(m.lines(v, column+2), 2)
	lines[0] = "- " + lines[0][2:]
	return lines
}

// lines writes a collection that is not empty over several lines.
func (m manner) lines(v Value, column int) []string {
	var lines []string
	for _, e := range v.entries {
		lines = append(lines, m.entry(e, eitherForm, column)...)
	}
	for _, item := range v.items {
		lines = append(lines, m.item(item, eitherForm, column)...)
	}
	return lines
}

// flows tells whether a collection goes into brackets.
func (m manner) flows(v Value, f form, column int) bool {
	if len(v.items)+len(v.entries) == 0 || f == flowForm {
		return true
	}
	return f == eitherForm && !v.spread && column+utf8.RuneCountInString(m.inFlow(v)) <= widest
}

func indented(lines []string, by int) []string {
	for i := range lines {
		if lines[i] != "" {
			lines[i] = strings.Repeat(" ", by) + lines[i]
		}
	}
	return lines
}

// writeKey writes the key of a mapping. Of the keys of the format one is a truth value to old YAML, and
// stands without quotes all the same.
func writeKey(key string, inFlow bool) string {
	if key == "on" {
		return key
	}
	return writeScalar(Text(key), inFlow)
}

// writeScalar writes a scalar, quoted where it must be.
func writeScalar(v Value, inFlow bool) string {
	if holdsTogether(v.text, inFlow) && (v.literal || isText(v.text)) {
		return v.text
	}
	if strings.ContainsAny(v.text, `"\`) && !strings.ContainsFunc(v.text, needsEscape) {
		return quoteSingle(v.text)
	}
	return quoteDouble(v.text)
}

// holdsTogether tells whether YAML reads plain text to its end and no further, and as one line.
func holdsTogether(text string, inFlow bool) bool {
	switch {
	case text == "", strings.TrimSpace(text) != text, strings.ContainsFunc(text, needsEscape):
		return false
	case strings.ContainsRune("-?:,[]{}#&*!|>'\"%@`=<~", rune(text[0])):
		return false
	case strings.Contains(text, ": "), strings.HasSuffix(text, ":"), strings.Contains(text, " #"):
		return false
	case inFlow && (strings.ContainsAny(text, ",[]{}?") || strings.Contains(text, ":,")):
		return false
	}
	return !strings.HasPrefix(text, "...")
}

// needsEscape tells what only double quotes can hold.
func needsEscape(r rune) bool {
	return r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == '\ufffe' || r == '\uffff' || r == utf8.RuneError ||
		unicode.Is(unicode.Cf, r)
}

// isText tells whether YAML, of any version, sees nothing but text in a plain scalar.
func isText(text string) bool {
	switch strings.ToLower(text) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf":
		return false
	}
	n := yaml.Node{Kind: yaml.ScalarNode, Value: text}
	return n.ShortTag() == "!!str" && !sexagesimal(text)
}

// sexagesimal tells of a text whether YAML 1.1 takes it for a number to the base of 60: 12:30.
func sexagesimal(text string) bool {
	return strings.Contains(text, ":") && strings.Trim(text, "0123456789:._+-") == ""
}

func quoteSingle(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

// quoteDouble quotes text with the escapes that YAML knows.
func quoteDouble(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case !needsEscape(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
