package render

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"
)

// Hyperlink is the address that a text of the drawing may lead to where it is printed as a link. It
// is one of the web or of mail; anything else, such as an address that a browser would run as a
// script, is text and no more. Blanks and control characters around it do not count. Those within,
// which browsers drop before they look at the scheme, make it text.
func Hyperlink(text string) (address string, ok bool) {
	text = strings.TrimFunc(text, idle)
	if strings.ContainsFunc(text, func(r rune) bool { return idle(r) || hidden(r) || r == '\\' || r == utf8.RuneError }) {
		return "", false
	}
	u, err := url.Parse(text)
	if err != nil || strings.ContainsAny(u.Host, strange+"'") {
		return "", false
	}
	switch u.Scheme {
	case "https", "http":
		ok = u.Host != "" && u.Opaque == ""
	case "mailto":
		ok = u.Opaque != ""
	}
	if !ok {
		return "", false
	}
	return plainly(u.String()), true
}

// strange are the characters that no address has, though those who read addresses let some pass.
const strange = "\"<>`{}|^\\"

// plainly is an address in which what no address has, such as a quote that would end the attribute or
// the Markdown around it, is written as a percent sign and two hex digits.
func plainly(address string) string {
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c > ' ' && c < 0x7f && strings.IndexByte(strange, c) < 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// idle tells whether a browser ignores the rune at either end of an address.
func idle(r rune) bool { return r <= ' ' || r == 0x7f }

// sourceRoot is what relative addresses in a SARIF log are relative to.
const sourceRoot = "%SRCROOT%"

// artifact is the address of a file: relative to the source root, or absolute if its name is.
func artifact(file string) sarifArtifact {
	file = path.Clean(file)
	switch {
	case strings.HasPrefix(file, "/"):
		return sarifArtifact{URI: "file://" + encodedPath(file)}
	case len(file) > 2 && file[1] == ':' && file[2] == '/':
		return sarifArtifact{URI: "file:///" + file[:2] + encodedPath(file[2:])}
	}
	return sarifArtifact{URI: encodedPath(file), Base: sourceRoot}
}

// encodedPath writes every byte of a path that could mean something else in an address, or that is
// not ASCII, as a percent sign and two hex digits.
func encodedPath(file string) string {
	var b strings.Builder
	for i := range len(file) {
		switch c := file[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
