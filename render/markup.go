package render

import (
	"strings"
	"unicode/utf8"
)

// What the drawing says is written into Markdown in two ways. Both are inert in GitHub's and GitLab's
// dialects and in their wikis, and show the text exactly as it is, but for hidden runes, which are
// made visible. Neither contains a line feed, so that no line ever begins with the drawing's words,
// as a quick action would have to.
//
//   - prose is for sentences: words that no dialect gives a meaning stay as they are, and all others
//     stand in code spans.
//   - code is for names and for text to paste: it is a code span as a whole.
//
// A code span is the one place where no host looks for mentions, references, commits, emoji, hyperlinks
// or formulas. Escaping by backslash or entity does not keep them from that, as they look for them in
// the text that is left when all that is undone.

// prose writes a sentence.
func prose(text string) string {
	var b strings.Builder
	words := strings.Split(visible(text), " ")
	for i := 0; i < len(words); i++ {
		if i > 0 {
			b.WriteString(blank(words[i-1], words[i]))
		}
		if tame(words[i], i == 0) {
			b.WriteString(strings.ReplaceAll(words[i], ">", "&gt;"))
			continue
		}
		first := i
		for i+1 < len(words) && !tame(words[i+1], false) {
			i++
		}
		b.WriteString(codeSpan(strings.Join(words[first:i+1], " ")))
	}
	return b.String()
}

// blank is what stands between two words. One that is not between two words would be taken away if it
// were not an entity.
func blank(before, after string) string {
	if before == "" || after == "" {
		return "&#32;"
	}
	return " "
}

// code writes a name or text to paste.
func code(text string) string { return codeSpan(visible(text)) }

// codeSpan puts visible text into code spans. Pipes, which divide the cells of a table even there, the
// second of two brackets, which open a hyperlink of a wiki, and a bracket after "#", which may begin a
// command to a runner of GitHub Actions, stand outside, as entities.
func codeSpan(text string) string {
	var b strings.Builder
	start := 0
	for i := range len(text) {
		entity := ""
		switch {
		case text[i] == '|':
			entity = "&#124;"
		case text[i] == '[' && i > 0 && (text[i-1] == '[' || text[i-1] == '#'):
			entity = "&#91;"
		default:
			continue
		}
		b.WriteString(fenced(text[start:i]) + entity)
		start = i + 1
	}
	b.WriteString(fenced(text[start:]))
	return b.String()
}

// fenced puts backticks around text, one more than it has in a row.
func fenced(text string) string {
	if text == "" {
		return ""
	}
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	padding := ""
	first, last := text[0], text[len(text)-1]
	if first == '`' || last == '`' || first == ' ' && last == ' ' && strings.Trim(text, " ") != "" {
		padding = " "
	}
	return fence + padding + text + padding + fence
}

// longestRun is how often c stands in a row at most.
func longestRun(text string, c byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if run++; text[i] != c {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// tame tells whether a visible word means nothing to any dialect: it has letters and digits, single
// hyphens, apostrophes and slashes between them, points and commas between digits, and around them what
// stands around words in a sentence. The arrow of a name is tame too. What could be the hash of a commit
// or the number of a ticket is not, nor a number that would begin a list.
func tame(word string, first bool) bool {
	if word == "" || word == "->" {
		return true
	}
	core := strings.TrimRight(strings.TrimLeft(word, `("'`), `)"',.;:?!%`)
	if core == "" || strings.EqualFold(core, "www") || first && begins(word, core) {
		return false
	}
	for i := range len(core) {
		if c := core[i]; !wordly(c) && !joins(core, i) {
			return false
		}
	}
	return !ticket(core) && !hash(core)
}

// wordly tells whether the byte belongs to a word. All bytes of runes beyond ASCII do.
func wordly(c byte) bool { return c >= utf8.RuneSelf || alphanumeric(c) }

func alphanumeric(c byte) bool { return digit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func digit(c byte) bool { return '0' <= c && c <= '9' }

// begins tells whether the word would begin a numbered list, at the head of a line.
func begins(word, core string) bool {
	tail, found := strings.CutPrefix(word, core)
	return found && numeral(core) && (strings.HasPrefix(tail, ".") || strings.HasPrefix(tail, ")"))
}

func numeral(text string) bool { return strings.Trim(text, "0123456789") == "" }

// joins tells whether the byte at i joins two parts of a word.
func joins(word string, i int) bool {
	if i == 0 || i == len(word)-1 {
		return false
	}
	before, after := word[i-1], word[i+1]
	switch word[i] {
	case '-', '\'', '/':
		return wordly(before) && wordly(after)
	case '.', ',':
		return digit(before) && digit(after)
	}
	return false
}

// hash tells whether a part of the word has only hexadecimal digits, seven or more, as the hash of a
// commit has.
func hash(word string) bool {
	for _, part := range strings.FieldsFunc(word, func(r rune) bool { return r < utf8.RuneSelf && !alphanumeric(byte(r)) }) {
		if len(part) >= 7 && strings.Trim(strings.ToLower(part), "0123456789abcdef") == "" {
			return true
		}
	}
	return false
}

// ticket tells whether a part of the word is one like GH-1 or SHOP-12.
func ticket(word string) bool {
	parts := strings.Split(word, "-")
	for i, part := range parts[1:] {
		project := parts[i]
		if part != "" && digit(part[0]) && (project == strings.ToUpper(project) && !numeral(project) || strings.EqualFold(project, "gh")) {
			return true
		}
	}
	return false
}
