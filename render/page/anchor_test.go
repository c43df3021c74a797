package page

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
)

func TestAnchors(t *testing.T) {
	s := newAnchorage()
	for _, tc := range []struct{ name, id, href string }{
		{"shop -> checkout", "arrow=shop->checkout", "#arrow=shop-%3Echeckout"},
		{"checkout -> mailer (refunds)", "arrow=checkout->mailer(refunds)", "#arrow=checkout-%3Emailer(refunds)"},
		{"a b -> c", "arrow=a_b->c", "#arrow=a_b-%3Ec"},
		{"a_b -> c", "arrow=a_b->c~2", "#arrow=a_b-%3Ec~2"},
		{"a\u00a0b -> c", "arrow=a_b->c~3", "#arrow=a_b-%3Ec~3"},
		{"aws/eu -> 支払い", "arrow=aws/eu->支払い", "#arrow=aws/eu-%3E%E6%94%AF%E6%89%95%E3%81%84"},
		{"100% -> #1", "arrow=100%->#1", "#arrow=100%25-%3E%231"},
		{"a\u202eb -> c", `arrow=a\u202eb->c`, "#arrow=a%5Cu202eb-%3Ec"},
	} {
		a := s.arrow(tc.name)
		if string(a) != tc.id || string(a.Href()) != tc.href {
			t.Errorf("%q: %s, %s, want %s, %s", tc.name, a, a.Href(), tc.id, tc.href)
		}
	}
}

// FuzzAnchors makes anchors of names, and of the anchors themselves: no two are the same, none has
// blanks or anything that cannot be seen, and every address leads back.
func FuzzAnchors(f *testing.F) {
	for _, name := range []string{"a -> b", "a -> b~2", "a  ->  b", "", "~2", "\x00\u2028", "a\xff -> b (c)", "%41 -> A", " -> "} {
		f.Add(name, "a -> b")
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		s := newAnchorage()
		seen := map[anchor]bool{}
		for _, name := range []string{first, second, first, first + "~2", second + "~2~2", second} {
			a := s.arrow(name)
			if seen[a] {
				t.Fatalf("%q is there twice", a)
			}
			seen[a] = true
			if strings.ContainsFunc(string(a), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
				t.Errorf("the anchor of %q is %q", name, a)
			}
			back, err := url.PathUnescape(strings.TrimPrefix(string(a.Href()), "#"))
			if err != nil || back != string(a) {
				t.Errorf("%s leads to %q, want %q", a.Href(), back, a)
			}
			if strings.ContainsAny(string(a.Href())[1:], "#\"<> \\^`{|}") {
				t.Errorf("the address is %s", a.Href())
			}
		}
	})
}
