package yamlfile

import (
	"slices"
)

// A section that starts at the wrong column, or that lost its first line, leaves its things in the
// section above. They are told by their keys, and read as what they are, so that one slip is
// reported once.

// home is the section that a pair belongs to, if it is not the one it stands in. Known are the keys
// that things of this section have.
func (r *reader) home(p Pair, known []string) string {
	if p.Value.Kind != Mapping || len(p.Value.Pairs) < 2 {
		return ""
	}
	strange := func(in Pair) bool { return !slices.Contains(known, in.Key.Value) }
	if !slices.ContainsFunc(p.Value.Pairs, strange) {
		return ""
	}
	for _, section := range r.sections {
		knows := func(in Pair) bool { return slices.Contains(r.book().homes[in.Key.Value], section.name) }
		if all(p.Value.Pairs, knows) {
			return section.name
		}
	}
	return ""
}

func all[T any](list []T, is func(T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return !is(x) })
}

// displaced reads what belongs to another section, and tells how many of the pairs that were.
func (r *reader) displaced(pairs []Pair, known []string) int {
	key := pairs[0].Key
	if r.startsSection(pairs[0]) {
		r.fail(ruleUnknownKey, key.Span, "%s starts a section of its own", key.Value).Mend = "outdent it"
		r.readAs(key.Value, pairs[1:])
		return len(pairs)
	}
	home := r.home(pairs[0], known)
	if home == "" {
		return 0
	}
	n := 1
	for n < len(pairs) && r.home(pairs[n], known) == home {
		n++
	}
	r.fail(ruleUnknownKey, key.Span, "%s has the keys of what belongs under %s", quote(key.Value), home).Mend = "move it there; is the line " + home + ": missing above it?"
	r.readAs(home, pairs[:n])
	return n
}

// startsSection tells whether a key without a value is the name of a section that the file lacks.
func (r *reader) startsSection(p Pair) bool {
	return p.Value.Null && p.Key.Style == Plain && r.root.Get(p.Key.Value) == nil &&
		slices.ContainsFunc(r.sections, func(f field[File]) bool { return f.name == p.Key.Value })
}

// readAs reads pairs as a section.
func (r *reader) readAs(section string, pairs []Pair) {
	for _, f := range r.sections {
		if f.name == section && len(pairs) > 0 {
			f.read(r, r.file, &Node{Kind: Mapping, Span: pairs[0].Key.Span, Pairs: pairs})
		}
	}
}
