package yamlfile

import (
	"slices"
	"strings"

	"github.com/linewalk/linewalk/model/diag"
)

// A section that starts at the wrong column, or that lost its first line, leaves its things in the
// section above. They are told by their keys, and read as what they are, so that one slip is
// reported once.

// home is the section that a pair belongs to, if it is not the one it stands in. Known are the keys
// that things of this section have.
func (r *reader) home(p Pair, noun string, known []string) string {
	switch named := strings.Contains(p.Key.Value, "->"); {
	case named && noun == arrowNoun:
		return ""
	case named && (p.Value.Null || p.Value.Kind == Mapping):
		return arrow.home
	}
	if noun != componentNoun && p.Value.Kind != Mapping && !p.Value.Null {
		return r.choice(p.Key.Value)
	}
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

// choice is the part of the file, other than the sections, that has the key.
func (r *reader) choice(key string) string {
	for _, home := range []string{settings.home, evidence.home, telemetry.home} {
		if slices.Contains(r.book().homes[key], home) {
			return home
		}
	}
	return ""
}

func all[T any](list []T, is func(T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return !is(x) })
}

// displaced reads what belongs to another section, and tells how many of the pairs that were.
func (r *reader) displaced(pairs []Pair, noun string, known []string) int {
	if r.straying {
		return 0 // things that were moved stay where they are
	}
	key := pairs[0].Key
	if r.startsSection(pairs[0]) {
		r.fail(ruleUnknownKey, key.Span, "%s starts a section of its own", key.Value).Mend = "outdent it"
		r.readAs(key.Value, pairs[1:])
		return len(pairs)
	}
	if n := nameless(pairs, noun, known); n > 0 {
		r.file.loses(noun)
		r.fail(ruleUnknownKey, key.Span, "%s is no %s but a key of one", diag.Quote(key.Value), noun).Mend = "is the line with the name of the " + noun + " missing above it?"
		return n
	}
	home := r.home(pairs[0], noun, known)
	if home == "" {
		return 0
	}
	n := 1
	for n < len(pairs) && r.home(pairs[n], noun, known) == home {
		n++
	}
	r.fail(ruleUnknownKey, key.Span, "%s belongs under %s, as its form tells", diag.Quote(key.Value), home).Mend = "move it there; is the line " + home + ": missing above it?"
	r.readAs(home, pairs[:n])
	return n
}

// nameless is how many pairs are the keys of a thing whose name is missing. A component may be called
// like a key, because a word is enough to declare it.
func nameless(pairs []Pair, noun string, known []string) int {
	n := 0
	for n < len(pairs) && slices.Contains(known, pairs[n].Key.Value) {
		n++
	}
	if n < 2 || noun == componentNoun || pairs[0].Value.Kind == Mapping {
		return 0
	}
	return n
}

// startsSection tells whether a key without a value is the name of a section that the file lacks.
func (r *reader) startsSection(p Pair) bool {
	return p.Value.Null && p.Key.Style == Plain && r.root.Get(p.Key.Value) == nil &&
		slices.ContainsFunc(r.sections, func(f field[File]) bool { return f.name == p.Key.Value })
}

// readAs reads pairs as a section.
func (r *reader) readAs(section string, pairs []Pair) {
	r.straying = true
	defer func() { r.straying = false }()
	for _, f := range r.sections {
		if f.name == section && len(pairs) > 0 {
			f.read(r, r.file, &Node{Kind: Mapping, Span: pairs[0].Key.Span, Pairs: pairs})
		}
	}
}
