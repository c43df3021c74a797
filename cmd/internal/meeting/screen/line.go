package screen

import (
	"slices"
	"strings"
	"unicode"
)

// longest is how many characters a line may have.
const longest = 2000

// A line is text that is being typed.
type line struct {
	runes []rune
	at    int // where the next one goes
}

func (l *line) text() string { return string(l.runes) }
func (l *line) empty() bool  { return len(l.runes) == 0 }
func (l *line) clear()       { *l = line{} }

// put puts text in where the cursor is. What would act on a terminal is left out.
func (l *line) put(text string) {
	var fresh []rune
	for _, r := range text {
		switch {
		case r == '\t':
			fresh = append(fresh, ' ')
		case unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) && len(l.runes)+len(fresh) < longest:
			fresh = append(fresh, r)
		}
	}
	l.runes = slices.Insert(l.runes, l.at, fresh...)
	l.at += len(fresh)
}

// edit does what a key does to the line, and tells whether it is a key that only moves or deletes.
func (l *line) edit(key, text string) bool {
	switch key {
	case "left", "ctrl+b":
		l.at = max(0, l.at-1)
	case "right", "ctrl+f":
		l.at = min(len(l.runes), l.at+1)
	case "home", "ctrl+a":
		l.at = 0
	case "end", "ctrl+e":
		l.at = len(l.runes)
	case "backspace", "ctrl+h":
		l.cut(max(0, l.at-1), l.at)
	case "delete":
		l.cut(l.at, min(len(l.runes), l.at+1))
	case "ctrl+u":
		l.cut(0, l.at)
	case "ctrl+k":
		l.cut(l.at, len(l.runes))
	case "ctrl+w", "alt+backspace":
		l.cut(l.word(), l.at)
	default:
		l.put(text)
		return false
	}
	return true
}

func (l *line) cut(from, to int) {
	l.runes = slices.Delete(l.runes, from, to)
	l.at = from
}

// word is where the word before the cursor starts.
func (l *line) word() int {
	i := l.at
	for i > 0 && l.runes[i-1] == ' ' {
		i--
	}
	for i > 0 && l.runes[i-1] != ' ' {
		i--
	}
	return i
}

// part is the beginning of a name that is being typed. Names stand behind commas, blanks and semicolons.
func (l *line) part() string {
	before := string(l.runes[:l.at])
	return strings.TrimPrefix(before[strings.LastIndexAny(before, ",; ")+1:], "-")
}

// meant are the names that begin with what is being typed.
func (l *line) meant(names []string) []string {
	part := l.part()
	var all []string
	for _, name := range names {
		if part != "" && len(name) > len(part) && strings.EqualFold(name[:len(part)], part) {
			all = append(all, name)
		}
	}
	return all
}

// complete completes the name that is being typed, as far as it is certain.
func (l *line) complete(names []string) {
	all := l.meant(names)
	if len(all) == 0 {
		return
	}
	begin := all[0]
	for _, name := range all[1:] {
		begin = common(begin, name)
	}
	if part := l.part(); len(begin) > len(part) {
		l.cut(l.at-len([]rune(part)), l.at) // the name may be written in other letters, small or large
		l.put(begin)
	}
}

// common is how two names begin alike.
func common(a, b string) string {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return string(x[:n])
}
