package compose

import (
	"maps"
	"strings"
)

// Bounds against text that grows while variables are put in.
const (
	longestValue = 64 << 10 // of a value with its variables put in, in bytes
	deepestNest  = 20       // of defaults in defaults
)

// variables are the values that ${NAME} stands for.
type variables map[string]string

// An interpolation puts variables into text as docker compose does: $NAME, ${NAME}, ${NAME:-default},
// ${NAME-default}, ${NAME:+instead}, ${NAME+instead}, ${NAME:?message}, with $$ for one $. The words may
// hold variables again.
type interpolation struct {
	values  variables
	missing func(name string) // told of each variable that has no value and no default; may be nil
	prefix  string            // what may stand before a name, such as env:
	out     strings.Builder
	used    bool // some variable was put in
}

// expand is text with the variables put in, and whether there were any.
func (v variables) expand(text string, missing func(string)) (string, bool) {
	if !strings.Contains(text, "$") {
		return text, false
	}
	i := interpolation{values: v, missing: missing}
	i.write(text, 0)
	return i.out.String(), i.used
}

// expandLoosely is expand for files of other programs, which write ${env:NAME} too and keep what they
// do not mean as a variable.
func (v variables) expandLoosely(text string) string {
	if !strings.Contains(text, "$") {
		return text
	}
	i := interpolation{values: v, prefix: "env:"}
	i.write(text, 0)
	return i.out.String()
}

func (i *interpolation) put(text string) {
	if i.out.Len()+len(text) <= longestValue || i.prefix != "" && i.out.Len()+len(text) <= longestFile {
		i.out.WriteString(text)
	}
}

func (i *interpolation) write(text string, depth int) {
	for {
		before, rest, found := strings.Cut(text, "$")
		i.put(before)
		if !found || depth > deepestNest {
			return
		}
		switch {
		case strings.HasPrefix(rest, "$"):
			i.put("$")
			text = rest[1:]
		case strings.HasPrefix(rest, "{"):
			end := closing(rest)
			if end < 0 {
				i.put("$" + rest)
				return
			}
			i.braced(rest[1:end], depth)
			text = rest[end+1:]
		default:
			n := nameLength(rest)
			if n == 0 {
				i.put("$")
			} else {
				i.variable(rest[:n])
			}
			text = rest[n:]
		}
	}
}

// closing is where the brace that opens text is closed, or -1.
func closing(text string) int {
	open := 0
	for i := range len(text) {
		switch text[i] {
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				return i
			}
		}
	}
	return -1
}

func nameLength(text string) int {
	n := 0
	for n < len(text) && (text[n] == '_' || isLetter(text[n]) || n > 0 && isDigit(text[n])) {
		n++
	}
	return n
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

func (i *interpolation) variable(name string) {
	i.used = true
	value, there := i.values[name]
	if !there && i.missing != nil {
		i.missing(name)
	}
	i.put(value)
}

// braced writes what ${text} stands for.
func (i *interpolation) braced(text string, depth int) {
	text = strings.TrimPrefix(text, i.prefix)
	n := nameLength(text)
	name, word := text[:n], text[n:]
	value, there := i.values[name]
	empty := strings.HasPrefix(word, ":")
	set := there && (!empty || value != "")
	word = strings.TrimPrefix(word, ":")
	switch {
	case n == 0:
		i.put("${" + text + "}")
	case strings.HasPrefix(word, "-") && !set:
		i.used = true
		i.write(word[1:], depth+1)
	case strings.HasPrefix(word, "+"):
		i.used = true
		if set {
			i.write(word[1:], depth+1)
		}
	case strings.HasPrefix(word, "-"), set:
		i.used = true
		i.put(value)
	default:
		i.variable(name)
	}
}

// An assignment is a line of a .env file.
type assignment struct{ name, value string }

// readVariables reads a .env file over what is known already, which wins.
func readVariables(content string, known variables) variables {
	read := variables{}
	for _, a := range assignments(content, known) {
		read[a.name] = a.value
	}
	maps.Copy(read, known)
	return read
}

// assignments reads a .env file: NAME=value a line, with comments, quotes, and variables that are known
// or named above.
func assignments(content string, known variables) []assignment {
	seen := variables{}
	maps.Copy(seen, known)
	var all []assignment
	lines := strings.Split(strings.TrimPrefix(content, "\ufeff"), "\n")
	for n := 0; n < len(lines); n++ {
		name, raw, found := cutVariable(strings.TrimSpace(lines[n]))
		if !found {
			continue
		}
		if last := n + mostLines; unclosed(raw) {
			for n+1 < min(len(lines), last) && unclosed(raw) {
				n++
				raw += "\n" + strings.TrimRight(lines[n], "\r")
			}
		}
		value := seen.unquote(raw)
		if _, given := known[name]; !given {
			seen[name] = value
		}
		all = append(all, assignment{name, value})
	}
	return all
}

// mostLines is how many lines a value in quotes may have; one that is never closed is no value.
const mostLines = 200

func cutVariable(line string) (name, raw string, found bool) {
	line = strings.TrimSpace(strings.TrimPrefix(line, "export "))
	end := strings.IndexAny(line, "=:")
	if end <= 0 || line[0] == '#' {
		return "", "", false
	}
	name = strings.TrimSpace(line[:end])
	return name, strings.TrimSpace(line[end+1:]), !strings.ContainsAny(name, " \t\"'")
}

// unclosed tells whether a value starts with a quote that is closed on a later line.
func unclosed(raw string) bool {
	return raw != "" && (raw[0] == '"' || raw[0] == '\'') && len(raw) < longestValue && closingQuote(raw) < 0
}

func closingQuote(raw string) int {
	for i := 1; i < len(raw); i++ {
		switch {
		case raw[i] == '\\' && raw[0] == '"':
			i++
		case raw[i] == raw[0]:
			return i
		}
	}
	return -1
}

func (v variables) unquote(raw string) string {
	if raw == "" {
		return ""
	}
	end := -1
	if raw[0] == '"' || raw[0] == '\'' {
		end = closingQuote(raw)
	}
	switch {
	case end > 0 && raw[0] == '\'':
		return raw[1:end]
	case end > 0:
		raw = strings.NewReplacer(`\n`, "\n", `\"`, `"`, `\\`, `\`).Replace(raw[1:end])
	default:
		if i := strings.Index(raw, " #"); i >= 0 {
			raw = raw[:i]
		}
		raw = strings.TrimSpace(raw)
	}
	value, _ := v.expand(raw, nil)
	return value
}
