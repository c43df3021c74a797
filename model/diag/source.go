package diag

import "strings"

// Sources holds the text of the files that diagnostics point into, for the snippets printed with
// them. A file that was not recognised as a drawing is better left out: nothing of it is then
// shown.
type Sources map[string]string

// Line is line n (1-based) of the named file, without its line break.
func (s Sources) Line(file string, n int) (string, bool) {
	text, ok := s[file]
	if !ok || n < 1 {
		return "", false
	}
	text = strings.TrimPrefix(text, "\ufeff")
	for ; n > 1; n-- {
		_, rest, found := strings.Cut(text, "\n")
		if !found {
			return "", false
		}
		text = rest
	}
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSuffix(line, "\r"), true
}
