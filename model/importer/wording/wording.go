// Package wording tells from the words of a diagram what kind of component or arrow is meant, where the format
// of the diagram has no word of its own for it: "PostgreSQL 16" is a database, and what is sent by "AMQP" is an
// event. Nothing is guessed from words that are used for several things.
package wording

import (
	"slices"
	"strings"
	"unicode"
)

// longest is how much of a text is looked at, in bytes. What is longer says more than one thing.
const longest = 400

// A phrase is a text as words in lower case with "-" around each.
type phrase string

// has tells whether a run of words stands in the phrase.
func (p phrase) has(words string) bool {
	for from := 0; ; {
		i := strings.Index(string(p[from:]), words)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(words)
		if start > 0 && p[start-1] == '-' && end < len(p) && p[end] == '-' {
			return true
		}
		from = start + 1
	}
}

// is tells whether a run of words is all of the phrase.
func (p phrase) is(words string) bool {
	return len(p) == len(words)+2 && string(p[1:len(p)-1]) == words
}

// ends tells whether the phrase ends with a run of words.
func (p phrase) ends(words string) bool {
	from := len(p) - len(words) - 1
	return from > 0 && p[from-1] == '-' && string(p[from:len(p)-1]) == words
}

// A reading is a text as it stands, and with words such as mobileApp taken apart.
type reading [2]phrase

func read(text string) reading {
	text = text[:min(len(text), longest)]
	return reading{join(text, false), join(text, true)}
}

// any tells whether one of several runs of words is in the text in some manner: has, is or ends.
func (r reading) any(words []string, in func(p phrase, words string) bool) bool {
	return slices.ContainsFunc(words, func(w string) bool { return in(r[0], w) || r[0] != r[1] && in(r[1], w) })
}

// says tells whether one of several runs of words stands in the text.
func (r reading) says(words []string) bool { return r.any(words, phrase.has) }

// join makes a phrase of a text, and takes words such as mobileApp apart if asked to.
func join(text string, apart bool) phrase {
	var b strings.Builder
	b.WriteByte('-')
	var last rune
	inside := false
	for _, r := range text {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '#' || r == '+'
		if inside && (!word || apart && unicode.IsUpper(r) && unicode.IsLower(last)) {
			b.WriteByte('-')
		}
		if word {
			b.WriteRune(unicode.ToLower(r))
		}
		inside, last = word, r
	}
	if inside {
		b.WriteByte('-')
	}
	return phrase(b.String())
}

// IsRetired tells whether a tag or a status says that something is on its way out.
func IsRetired(word string) bool {
	return slices.Contains([]phrase{"-deprecated-", "-retired-", "-archived-", "-obsolete-", "-decommissioned-", "-end-of-life-", "-eol-", "-sunset-"}, join(word, false))
}

// IsPlanned tells whether a tag or a status says that something is not there yet.
func IsPlanned(word string) bool {
	return slices.Contains([]phrase{"-planned-", "-future-", "-proposed-", "-to-be-", "-tobe-", "-not-built-"}, join(word, false))
}

// NamesOwner tells whether a key is one whose value is the team or person who answers for something.
func NamesOwner(key string) bool {
	name := strings.ReplaceAll(string(join(key, true)), "-", "")
	return slices.Contains([]string{
		"owner", "owners", "owningteam", "owningsquad", "ownedby", "ownership", "ownerteam", "teamowner", "technicalowner", "serviceowner", "systemowner",
		"team", "teamname", "squad", "responsibleteam", "maintainer", "maintainers", "maintainedby", "developmentteam", "supportteam", "operatedby",
	}, name)
}

// Owner is the name of an owner as such a value has it, or nothing where the value names nobody: a URL, a
// sentence, or a word for nobody.
func Owner(value string) string {
	value = strings.TrimSpace(value)
	nobody := []string{"", "-", "?", "n/a", "na", "none", "nobody", "null", "tbd", "tbc", "todo", "unknown", "unowned", "unassigned", "true", "false"}
	if slices.Contains(nobody, strings.ToLower(value)) || strings.Contains(value, "://") || len(value) > 80 || strings.ContainsAny(value, "\n{}[]") {
		return ""
	}
	return value
}
