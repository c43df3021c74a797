package render

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/linewalk/linewalk/analysis"
)

// enough is how many names a sentence takes before it counts the rest.
const enough = 5

// Series joins names for a sentence: "a", "a and b", "a, b and c", "a, b, c, d, e and 7 more". The
// word is "and" or "or".
func Series(names []string, word string) string {
	if len(names) > enough+1 {
		return fmt.Sprintf("%s %s %d more", strings.Join(names[:enough], ", "), word, len(names)-enough)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}

// named lists the names of things.
func named[T fmt.Stringer](things []T) []string {
	names := make([]string, len(things))
	for i, t := range things {
		names[i] = t.String()
	}
	return names
}

// agree is one where there is one of something, and many otherwise.
func agree(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Sentence begins with a capital letter if it begins with an ASCII one, and ends in a full stop.
func Sentence(text string) string {
	if text == "" {
		return ""
	}
	if c := text[0]; 'a' <= c && c <= 'z' {
		text = string(c-'a'+'A') + text[1:]
	}
	return text + "."
}

// Losses is "72,000 USD and 310 EUR". Sums from 100 on are rounded to whole units.
func Losses(all []analysis.Loss) string {
	parts := make([]string, len(all))
	for i, l := range all {
		parts[i] = amount(l.Amount) + " " + l.Currency
	}
	return Series(parts, "and")
}

func amount(x float64) string {
	if x < 100 {
		return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64)
	}
	digits := strconv.FormatFloat(math.Round(x), 'f', -1, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
