package render

import (
	"fmt"
	"path"
	"strings"
)

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
