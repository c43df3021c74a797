package page

import (
	"html/template"
	"strconv"
	"strings"
	"unicode"

	"github.com/linewalk/linewalk/render"
)

// An anchor is a place of the page that an address can lead to.
type anchor string

// Href is the address of the place within the page.
func (a anchor) Href() template.URL { return template.URL("#" + fragment(string(a))) }

// An anchorage makes the anchors of a page. No two are the same.
type anchorage struct{ taken map[anchor]bool }

func newAnchorage() *anchorage { return &anchorage{map[anchor]bool{}} }

// arrow is the anchor of the arrow of a name: arrow=checkout->mailer(refunds). A link to it holds as
// long as the arrow keeps its name, whatever its number becomes.
func (s *anchorage) arrow(name string) anchor {
	return s.free("arrow=" + solid(strings.NewReplacer(" -> ", "->", " (", "(").Replace(name)))
}

// of is the anchor of something else with a name.
func (s *anchorage) of(kind, name string) anchor { return s.free(kind + "=" + solid(name)) }

// free is the text, or the text with the first number behind it that makes it an anchor of its own.
func (s *anchorage) free(text string) anchor {
	a := anchor(text)
	for n := 2; s.taken[a]; n++ {
		a = anchor(text + "~" + strconv.Itoa(n))
	}
	s.taken[a] = true
	return a
}

// solid is a name without blanks of any kind, and with nothing in it that cannot be seen: an id with
// blanks is none, and one that a reader cannot see all of is one to be deceived by.
func solid(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return '_'
		}
		return r
	}, render.Visible(name))
}

// fragment writes an id as the part of an address behind the "#". What the standard of addresses
// does not allow there is written as percent signs and hex digits, which browsers undo before they
// look for the id.
func fragment(id string) string {
	const allowed = "-._~!$&'()*+,;=:@/?"
	var b strings.Builder
	for i := range len(id) {
		switch c := id[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte(allowed, c) >= 0:
			b.WriteByte(c)
		default:
			const hex = "0123456789ABCDEF"
			b.Write([]byte{'%', hex[c>>4], hex[c&0xf]})
		}
	}
	return b.String()
}
