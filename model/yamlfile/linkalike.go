package yamlfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
)

// A declaration is a name and where it was given.
type declaration struct {
	name string
	at   diag.Span
}

// alike notes names that hold characters nobody sees, and names that look the same and are not.
// They are different names all the same.
func (l *linker) alike() {
	s := l.system
	lookAlike(l, "team", s.Teams, func(t *model.Team) declaration { return declaration{t.Name, t.Span} })
	lookAlike(l, "person", s.People, func(p *model.Person) declaration { return declaration{p.Name, p.Span} })
	lookAlike(l, "monitor", s.Monitors, func(m *model.Monitor) declaration { return declaration{m.Name, m.Span} })
	lookAlike(l, "journey", s.Journeys, func(j *model.Journey) declaration { return declaration{j.Name, j.Span} })
	lookAlike(l, componentNoun, s.Components, func(c *model.Component) declaration { return declaration{c.Name, c.Span} })
}

func lookAlike[T any](l *linker, noun string, things []T, of func(T) declaration) {
	var foreign []declaration
	for _, thing := range things {
		if d := of(thing); strings.ContainsFunc(d.name, func(r rune) bool { return r >= utf8.RuneSelf }) {
			foreign = append(foreign, d)
		}
	}
	if foreign == nil {
		return // plain letters all look different enough
	}
	first := map[string]declaration{}
	for _, thing := range things {
		d := of(thing)
		if look := appearance(d.name); first[look].name == "" {
			first[look] = d
		} else if other := first[look]; other.name != d.name {
			said := l.note(ruleSuspiciousName, d.at, "%s %s looks like another of that name", noun, diag.Quote(d.name))
			said.Related = []diag.Related{{Span: other.at, Message: "this one"}}
		}
	}
	for _, d := range foreign {
		if strings.ContainsFunc(d.name, unseen) {
			l.note(ruleSuspiciousName, d.at, "the name %s holds a character that is not seen", diag.Quote(d.name))
		}
	}
}

// unseen tells whether a character has no look of its own but may change that of others. Joiners
// are part of emoji and of some scripts.
func unseen(r rune) bool { return unicode.Is(unicode.Cf, r) && r != '\u200d' && r != '\u200c' }

// appearance writes a name with the commonest letters that look like Latin ones replaced by them. Of the
// ways in which Unicode writes one character it takes one.
func appearance(name string) string {
	return strings.Map(func(r rune) rune {
		switch latin, found := latins[r]; {
		case found:
			return latin
		case unseen(r):
			return -1
		case unicode.Is(unicode.Zs, r):
			return ' '
		}
		return r
	}, norm.NFC.String(name))
}

// latins are the Latin letters that letters of other scripts look like.
var latins = pairs(
	"аеорсухіѕјԁһԛԝАВЕКМНОРСТУХІЅЈ"+"ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
	"aeopcyxisjdhqwABEKMHOPCTYXISJ"+"ovABEZHIKMNOPTYX",
)

func pairs(from, to string) map[rune]rune {
	m, letters := map[rune]rune{}, []rune(to)
	for i, r := range []rune(from) {
		m[r] = letters[i]
	}
	return m
}
