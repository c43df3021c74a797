package importer

import (
	"bytes"
	"regexp"
	"strings"
)

// A TopKey is a key at the margin of a YAML text, and what stands behind it on its line, without quotes.
type TopKey struct{ Key, Value string }

var topKey = regexp.MustCompile(`^("[^"]*"|'[^']*'|[\w.$/-]+)[ \t]*:(?:[ \t]+(.*))?$`)

// TopKeys lists the keys at the margin of all documents of a YAML text, in order, without reading the rest.
// It is for telling formats apart: nothing is listed of a text in which anything else stands at the margin,
// such as prose, code, JSON or a fenced block.
func TopKeys(text []byte) []TopKey {
	var keys []TopKey
	for line := range bytes.Lines(bytes.TrimPrefix(text, []byte("\ufeff"))) {
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) == 0 || bytes.IndexByte([]byte(" \t#%"), line[0]) >= 0 || bytes.HasPrefix(line, []byte("---")) || string(line) == "..." {
			continue
		}
		if len(keys) > 0 && bytes.IndexByte([]byte("-]}"), line[0]) >= 0 { // the value of a key may go on at the margin
			continue
		}
		found := topKey.FindSubmatch(line)
		if found == nil {
			return nil
		}
		value, _, _ := strings.Cut(string(found[2]), " #")
		keys = append(keys, TopKey{unquoted(string(found[1])), unquoted(strings.TrimSpace(value))})
	}
	return keys
}

func unquoted(text string) string {
	if n := len(text); n >= 2 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] {
		return text[1 : n-1]
	}
	return text
}

// IsJSON tells whether a text starts as JSON does that is a collection.
func IsJSON(text []byte) bool {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\ufeff")), " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}
