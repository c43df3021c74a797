package mermaid

import (
	"bytes"
	"strings"
)

// A draft is the text of one diagram, ready to be parsed: what Mermaid takes out before it reads is blank, and
// every other byte stays where it is, so that places hold. Lines end with a line feed.
type draft struct {
	text  []byte
	from  int    // where the text starts in its file
	title string // of the front matter

	// The line that was asked for last: asking anew within a long one takes no time.
	lineFrom, lineTo int
}

// newDraft prepares the text of a diagram that starts at an offset of its file.
func newDraft(text []byte, from int) *draft {
	d := &draft{text: bytes.Clone(text), from: from}
	if bytes.HasPrefix(d.text, []byte("\ufeff")) {
		blank(d.text[:len("\ufeff")])
	}
	d.endLines()
	d.takeFrontMatter()
	d.takeDirectives()
	d.takeComments()
	d.quoteAttributes()
	return d
}

// blank overwrites a stretch, and leaves its line ends.
func blank(stretch []byte) {
	for i, c := range stretch {
		if c != '\n' {
			stretch[i] = ' '
		}
	}
}

func (d *draft) endLines() {
	for i, c := range d.text {
		if c != '\r' {
			continue
		}
		d.text[i] = '\n'
		if i+1 < len(d.text) && d.text[i+1] == '\n' {
			d.text[i] = ' '
		}
	}
}

// takeFrontMatter takes out the front matter, and keeps its title.
func (d *draft) takeFrontMatter() {
	title, end := frontMatter(d.text)
	d.title = title
	blank(d.text[:end])
}

// frontMatter finds what stands between two lines of three hyphens at the start of a text: its title, and
// where the text goes on. Without front matter that is at the start.
func frontMatter(text []byte) (title string, end int) {
	opened := false
	at := 0
	for line := range bytes.Lines(text) {
		at += len(line)
		line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\ufeff")))
		switch {
		case string(line) == "---" && opened:
			return title, at
		case string(line) == "---":
			opened = true
		case !opened && len(line) > 0:
			return "", 0
		case title == "":
			if value, found := bytes.CutPrefix(line, []byte("title:")); found {
				title = strings.Trim(string(bytes.TrimSpace(value)), `"'`)
			}
		}
	}
	return "", 0
}

// line is the line from an offset on, without its end, and where the next one starts.
func (d *draft) line(from int) (line []byte, next int) {
	if from < d.lineFrom || from > d.lineTo || d.lineTo == 0 {
		d.lineFrom, d.lineTo = from, len(d.text)
		if n := bytes.IndexByte(d.text[from:], '\n'); n >= 0 {
			d.lineTo = from + n
		}
	}
	return d.text[from:d.lineTo], min(d.lineTo+1, len(d.text))
}

// takeDirectives takes out %%{init: ...}%%, wherever it stands. One that is never closed ends with its line.
func (d *draft) takeDirectives() {
	for at := 0; ; {
		n := bytes.Index(d.text[at:], []byte("%%{"))
		if n < 0 {
			return
		}
		at += n
		_, end := d.line(at)
		if n := bytes.Index(d.text[at:], []byte("}%%")); n >= 0 {
			end = at + n + len("}%%")
		}
		blank(d.text[at:end])
		at = end
	}
}

// takeComments takes out the lines that start with two per cent signs.
func (d *draft) takeComments() {
	for at := 0; at < len(d.text); {
		line, next := d.line(at)
		if bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("%%")) {
			blank(d.text[at:next])
		}
		at = next
	}
}

// quoteAttributes writes the attributes of HTML tags with single quotes, as double ones end a label.
func (d *draft) quoteAttributes() {
	for at := 0; ; {
		n := bytes.IndexByte(d.text[at:], '<')
		if n < 0 {
			return
		}
		at += n + 1
		if at == len(d.text) || !wordChar(d.text[at]) {
			continue
		}
		end := bytes.IndexByte(d.text[at:], '>')
		if end < 0 {
			return
		}
		tag := d.text[at : at+end]
		at += end
		for {
			open := bytes.Index(tag, []byte(`="`))
			if open < 0 {
				break
			}
			end := bytes.IndexByte(tag[open+2:], '"')
			if end < 0 {
				break
			}
			tag[open+1], tag[open+2+end] = '\'', '\''
			tag = tag[open+2+end:]
		}
	}
}

// start is where the first text is that is not blank.
func (d *draft) start() int { return d.skip(0, " \t\n") }

// skip is the first offset from one on at which no such character stands.
func (d *draft) skip(at int, chars string) int {
	for at < len(d.text) && strings.IndexByte(chars, d.text[at]) >= 0 {
		at++
	}
	return at
}

// at is the character at an offset, 0 behind the end.
func (d *draft) at(i int) byte {
	if i < 0 || i >= len(d.text) {
		return 0
	}
	return d.text[i]
}

// wordEnd is where the word ends that starts at an offset: letters, digits, _ and -.
func (d *draft) wordEnd(at int) int {
	for wordChar(d.at(at)) || d.at(at) == '-' {
		at++
	}
	return at
}

func wordChar(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}
