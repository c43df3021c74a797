package diag

import (
	"strconv"
	"unicode/utf8"
)

// Shorten cuts a text to at most n characters, of which the last then is an ellipsis.
func Shorten(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}

// Quote shows a name, or a piece of a file, in a message: at most 40 characters of it, in double quotes
// and with what cannot be printed escaped.
func Quote(text string) string { return strconv.Quote(Shorten(text, 40)) }
