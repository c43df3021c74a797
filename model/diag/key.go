package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// Key identifies what d says in a repository, whatever line it stands on and however it is worded:
// the first 32 hex digits of the SHA-256 of version, rule, file, arrow and subject, joined by line
// feeds. Code scanners and baselines hold on to it. Two diagnostics of one report may have the same
// key; Keys tells them apart.
func (d Diagnostic) Key(in Repository) string { return fingerprint(d.identity(in)) }

// Keys lists a key for each diagnostic, no two of them equal. The first of several that say the same
// has the key that it would have alone; each later one has its number among them, from 2, as one more
// field. So the keys of equals depend on their order and not on the lines they stand on.
func Keys(ds []Diagnostic, in Repository) []string {
	keys := make([]string, len(ds))
	times := make(map[string]int, len(ds))
	for i, d := range ds {
		identity := d.identity(in)
		times[identity]++
		if n := times[identity]; n > 1 {
			identity += "\n" + strconv.Itoa(n)
		}
		keys[i] = fingerprint(identity)
	}
	return keys
}

// identity is what a key is made of. A line feed within a field is written as it would be in Go, so
// that no two diagnostics that differ have the same.
func (d Diagnostic) identity(in Repository) string {
	fields := []string{"linewalk/v1", d.Rule, in.Path(d.Span.File), d.Arrow, d.Subject}
	for i, field := range fields {
		fields[i] = strings.ReplaceAll(field, "\n", `\n`)
	}
	return strings.Join(fields, "\n")
}

func fingerprint(identity string) string {
	sum := sha256.Sum256([]byte(identity))
	return hex.EncodeToString(sum[:])[:32]
}
