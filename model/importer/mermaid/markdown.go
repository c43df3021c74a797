package mermaid

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/model/importer"
)

// A block is a diagram within a page of Markdown.
type block struct {
	opener   int  // where the line starts that opens it
	from, to int  // of its text, in bytes
	quoted   bool // in a quotation
	tagged   bool // between tags of HTML
	closed   bool
	heading  string // the anchor of the nearest heading above
}

// escapes are how HTML writes the signs of arrows, and those signs among as many blanks.
var escapes = []struct{ escape, sign []byte }{
	{[]byte("&lt;"), []byte("   <")}, {[]byte("&gt;"), []byte(">   ")}, {[]byte(" &amp; "), []byte("   &   ")},
}

// text is the text of the block, with every byte at its place. In a quotation, the > before each line are
// blank; between tags, arrows may be escaped.
func (b block) text(page []byte) []byte {
	text := page[b.from:b.to]
	if b.tagged {
		for _, e := range escapes {
			text = bytes.ReplaceAll(text, e.escape, e.sign)
		}
	}
	if !b.quoted {
		return text
	}
	text = bytes.Clone(text)
	for line := range bytes.Lines(text) {
		for i := 0; i < len(line) && strings.IndexByte(" \t>", line[i]) >= 0; i++ {
			line[i] = ' '
		}
	}
	return text
}

// A page is what is known of a page of Markdown while it is read line by line (CommonMark 0.31).
type page struct {
	title  string // of its front matter, else its first heading of the first level
	blocks []block
	hidden []block // those in comments
	dots   []int   // where blocks of Graphviz start

	heading   string // the anchor of the latest
	before    string // the line before, as the line below may make a heading of it
	open      *fence // nil between blocks
	inComment bool
	comment   int // where the latest one starts
}

// A fence is a block that is open.
type fence struct {
	block
	drawn   bool   // it is a diagram
	dot     bool   // it is one of Graphviz
	hidden  bool   // it stands in a comment
	mark    byte   // what its fence is made of, 0 for a tag
	length  int    // how many of those
	closing string // what closes a tag
}

// The lines that matter in a page.
var (
	// Behind what marks quotations and items of lists: three or more of the same character, and the rest.
	fenceLine = regexp.MustCompile("^((?:[ \t]|>|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*)(`{3,}|~{3,}|:{3,})[ \t]*(.*?)[ \t]*$")

	// What stands behind the fence of a diagram: mermaid, {.mermaid}, {mermaid}, mermaid title="x".
	mermaidInfo = regexp.MustCompile(`(?i)^\{?[ \t]*\.?mermaid(?:[^\w-].*)?$|^\{[^}]*[ \t]\.mermaid\b`)

	// The same for Graphviz.
	dotInfo = regexp.MustCompile(`(?i)^\{?[ \t]*\.?(?:dot|graphviz|gv)(?:[^\w-].*)?$`)

	tagLine   = regexp.MustCompile(`(?i)^[ \t]*<(pre|div)\b[^>]*\bclass[ \t]*=[^>]*\bmermaid\b[^>]*>[ \t]*$`)
	shortcode = regexp.MustCompile(`^[ \t]*\{\{[<%][ \t]*mermaid\b[^}]*\}\}[ \t]*$`)

	headingLine   = regexp.MustCompile(`^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$`)
	underlineLine = regexp.MustCompile(`^ {0,3}(=+|-{2,})[ \t]*$`)
	linkText      = regexp.MustCompile(`!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])`)
	headingID     = regexp.MustCompile(`[ \t]*\{[#:.][^}]*\}[ \t]*$`)
)

// readPage finds the diagrams in a page. What stands in a block of another kind is no diagram.
func readPage(text []byte) *page {
	p := &page{}
	at := 0
	p.title, at = frontMatter(text)
	for line := range bytes.Lines(text[at:]) {
		p.line(string(bytes.TrimRight(line, "\r\n")), at, at+len(line))
		at += len(line)
	}
	if p.open != nil {
		p.close(len(text), false)
	}
	return p
}

// line reads the line between two offsets.
func (p *page) line(line string, from, to int) {
	if p.open != nil && !p.open.leaves(line) {
		if p.ends(line) {
			p.close(from, true)
		}
		return
	}
	if p.open != nil {
		p.close(from, true)
	}
	if line = p.commented(line, from); p.inComment && !strings.Contains(line, "```") && !strings.Contains(line, "~~~") {
		return
	}
	p.open = opened(line)
	if p.open == nil {
		p.headings(line)
		p.before = line
		return
	}
	p.open.opener, p.open.from, p.open.heading, p.open.hidden = from, to, p.heading, p.inComment
	p.before = ""
}

// ends tells whether a line ends the open block. In a comment, the end of that may stand behind it or in its
// place.
func (p *page) ends(line string) bool {
	inside, closed := strings.CutSuffix(strings.TrimRight(line, " \t"), "-->")
	if !p.inComment || !closed {
		return p.open.closes(line)
	}
	if !p.open.closes(inside) && strings.Trim(inside, " \t>") != "" {
		return false
	}
	p.inComment = false
	return true
}

// commented is what of a line matters where comments open and close. A comment goes on behind an arrow of a
// diagram in it, as its author meant it to, though a browser would end it there.
func (p *page) commented(line string, from int) string {
	if p.inComment {
		_, rest, closed := strings.Cut(line, "-->")
		if !closed {
			return line
		}
		p.inComment = false
		line = rest
	}
	at := strings.LastIndex(line, "<!--")
	if at < 0 || strings.Contains(line[at:], "-->") || strings.Count(line[:at], "`")%2 == 1 {
		return line
	}
	p.inComment, p.comment = true, from+at
	return line[at+len("<!--"):]
}

// opened is the block that a line opens, nil if it opens none.
func opened(line string) *fence {
	if strings.Contains(line, "```") || strings.Contains(line, "~~~") || strings.Contains(line, ":::") {
		found := fenceLine.FindStringSubmatch(line)
		if found == nil {
			return nil
		}
		f := &fence{mark: found[2][0], length: len(found[2]), drawn: mermaidInfo.MatchString(found[3]), dot: dotInfo.MatchString(found[3])}
		f.quoted = strings.Contains(found[1], ">")
		if f.mark == '`' && strings.Contains(found[3], "`") || f.mark == ':' && !f.drawn {
			return nil // code within a line, or a container of Markdown
		}
		return f
	}
	if !strings.Contains(line, "mermaid") {
		return nil
	}
	if found := tagLine.FindStringSubmatch(line); found != nil {
		return &fence{block: block{tagged: true}, drawn: true, closing: "</" + strings.ToLower(found[1])}
	}
	if shortcode.MatchString(line) {
		return &fence{drawn: true, closing: "/mermaid"}
	}
	return nil
}

// leaves tells whether a line lies behind the quotation in which the block stands.
func (f *fence) leaves(line string) bool {
	return f.quoted && !strings.HasPrefix(strings.TrimLeft(line, " \t"), ">")
}

// closes tells whether a line closes the block.
func (f *fence) closes(line string) bool {
	if f.mark == 0 {
		return strings.Contains(strings.ToLower(strings.ReplaceAll(line, " ", "")), f.closing)
	}
	line = strings.TrimRight(line, " \t")
	if f.quoted {
		line = strings.TrimLeft(line, " \t>")
	}
	line = strings.TrimLeft(line, " \t")
	return len(line) >= f.length && strings.Count(line, string(rune(f.mark))) == len(line)
}

// close ends the open block at an offset.
func (p *page) close(to int, closed bool) {
	b := p.open.block
	b.to, b.closed = to, closed
	switch {
	case p.open.drawn && p.open.hidden:
		p.hidden = append(p.hidden, b)
	case p.open.drawn:
		p.blocks = append(p.blocks, b)
	case p.open.dot && !p.open.hidden:
		p.dots = append(p.dots, b.opener)
	}
	p.open = nil
}

// headings takes note of a heading.
func (p *page) headings(line string) {
	level, text := 0, ""
	switch start := strings.TrimLeft(line, " "); {
	case strings.HasPrefix(start, "#"):
		if found := headingLine.FindStringSubmatch(line); found != nil {
			level, text = len(found[1]), found[2]
		}
	case strings.TrimSpace(p.before) != "" && underlineLine.MatchString(line):
		level, text = 2, strings.TrimSpace(p.before)
		if strings.Contains(line, "=") {
			level = 1
		}
	}
	if level == 0 || text == "" {
		return
	}
	text = importer.PlainText(headingID.ReplaceAllString(linkText.ReplaceAllString(text, "$1"), ""))
	p.heading = anchor(text)
	if level == 1 && p.title == "" {
		p.title = strings.Trim(text, "*_`")
	}
}

// anchor is the name by which a heading can be linked to: in small letters, without punctuation, with hyphens
// for blanks.
func anchor(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		}
		return -1
	}, heading)
}
