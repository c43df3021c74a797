package render

import (
	"regexp"
	"strings"
)

// key matches a text that begins with a key of YAML: a word, or a quoted name.
var key = regexp.MustCompile(`^(?:[\pL_][\pL\pN_./-]*|"(?:[^"\\]|\\.)*"|'[^']*'):[ \n]`)

// Pasted tells mends that are lines of a drawing, to be pasted, from advice in words, which may hold lines of
// a drawing too. They may begin with the name of the arrow that they are for. Behind the key of a line stands
// one value; where it is plain, a second colon in it makes it no YAML.
func Pasted(mend, arrow string) bool {
	head := key.FindString(mend)
	if head == "" && arrow != "" && strings.HasPrefix(mend, arrow+": ") {
		head = arrow + ": "
	}
	if head == "" {
		return false
	}
	value := mend[len(head):]
	if value == "" || strings.HasSuffix(head, "\n") || strings.ContainsRune(`{["'`, rune(value[0])) {
		return true
	}
	value, _, _ = strings.Cut(value, "\n")
	value, _, _ = strings.Cut(value, " #")
	return !strings.Contains(value, ": ")
}
