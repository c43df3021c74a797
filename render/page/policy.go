package page

import (
	"crypto/sha256"
	"encoding/base64"
)

// policy is what the browser may load and run: the style sheet and the script of the page, which it
// knows by the hashes of all the bytes between their tags, and nothing else.
func policy(style, script string) string {
	return "default-src 'none'; script-src " + hashed(script) + "; style-src " + hashed(style) +
		"; img-src data:; base-uri 'none'; form-action 'none'"
}

func hashed(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
