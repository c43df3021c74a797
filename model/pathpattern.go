package model

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// A PathPattern is a set of paths, given by names and wildcards. Paths are those of files, from the
// root of a repository, with "/" between their names and none before the first.
type PathPattern struct {
	Text  string
	steps []pathStep
}

// A pathStep stands for one name of a path or, where it is deep, for any number of names.
type pathStep struct {
	deep    bool
	literal string  // empty where there are wildcards
	glyphs  []glyph // otherwise
	tail    string  // what stands behind the last of the wildcards
}

// A glyph stands for a part of a name.
type glyph struct {
	kind    glyphKind
	is      rune        // of glyphRune
	ranges  []runeRange // of glyphClass
	negated bool
}

type glyphKind uint8

const (
	glyphRune  glyphKind = iota
	glyphOne             // ?
	glyphMany            // *
	glyphClass           // [a-z]
)

type runeRange struct{ from, to rune }

// mostPattern is how many bytes a pattern or path may have. File systems allow few more.
const mostPattern = 1024

var (
	deepStep = pathStep{deep: true}
	anyStep  = pathStep{glyphs: []glyph{{kind: glyphMany}}}
)

// GitHubPattern reads a pattern as GitHub does: that of .gitignore without negation and character
// classes. A name stands for a file, or for a folder and all below it; a pattern with a slash that is
// not its last character starts at the root; "docs/*" does not go deeper. The error is a phrase.
func GitHubPattern(text string) (PathPattern, error) {
	names, rooted, folder, err := patternNames(text)
	switch {
	case err != nil:
		return PathPattern{}, err
	case len(names) == 0:
		return PathPattern{}, errors.New("it matches nothing: write * for all files")
	}
	p := PathPattern{Text: text}
	if !rooted && len(names) == 1 {
		p.steps = append(p.steps, deepStep)
	}
	last := len(names) - 1
	for i, name := range names {
		step, err := newPathStep(name, false)
		if err != nil {
			return PathPattern{}, err
		}
		switch {
		case step.deep && i == last: // all below, and not the folder itself
			p.steps = append(p.steps, anyStep, deepStep)
			return p, nil
		case i == last && name != "*" && !folder:
			p.steps = append(p.steps, step, deepStep)
			return p, nil
		}
		p.steps = append(p.steps, step)
	}
	if folder {
		p.steps = append(p.steps, anyStep, deepStep)
	}
	return p, nil
}

// GitLabPattern reads a pattern as GitLab does: a shell's, in which only a slash at the end stands
// for all below a folder, and which starts at the root only if it begins with a slash. The error is a
// phrase.
func GitLabPattern(text string) (PathPattern, error) {
	names, rooted, folder, err := patternNames(text)
	if err != nil {
		return PathPattern{}, err
	}
	p := PathPattern{Text: text}
	if !rooted {
		p.steps = append(p.steps, deepStep)
	}
	for i, name := range names {
		step, err := newPathStep(name, true)
		if err != nil {
			return PathPattern{}, err
		}
		if step.deep && i == len(names)-1 && !folder {
			step = anyStep // at the end, two asterisks are as good as one
		}
		p.steps = append(p.steps, step)
	}
	if folder || len(names) == 0 {
		p.steps = append(p.steps, deepStep, anyStep)
	}
	return p, nil
}

// patternNames takes a pattern apart at its slashes, and tells whether one is at its beginning and
// whether one is at its end.
func patternNames(text string) (names []string, rooted, folder bool, err error) {
	if len(text) > mostPattern {
		return nil, false, false, errors.New("it is longer than any path")
	}
	rest, rooted := strings.CutPrefix(text, "/")
	if rest == "" {
		return nil, rooted, false, nil
	}
	rest, folder = strings.CutSuffix(rest, "/")
	names = strings.Split(rest, "/")
	switch {
	case slices.Contains(names, ""):
		return nil, false, false, errors.New("a name between two slashes is missing")
	case slices.Contains(names, ".") || slices.Contains(names, ".."):
		return nil, false, false, errors.New("paths begin at the root of the repository, so . and .. mean nothing")
	}
	return names, rooted, folder, nil
}

// newPathStep reads one name of a pattern. Without classes a bracket is an error.
func newPathStep(name string, classes bool) (pathStep, error) {
	if name == "**" {
		return deepStep, nil
	}
	var glyphs []glyph
	var literal strings.Builder
	wild, tail := false, 0
	for rest := name; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		g := glyph{kind: glyphRune, is: r}
		switch {
		case r == '\\' && rest == "":
			return pathStep{}, errors.New("it ends with a backslash")
		case r == '\\':
			g.is, size = utf8.DecodeRuneInString(rest)
			rest = rest[size:]
		case r == '*':
			rest = strings.TrimLeft(rest, "*")
			g.kind = glyphMany
		case r == '?':
			g.kind = glyphOne
		case r == '[' && classes:
			class, after, ok := newClass(rest)
			if !ok {
				return pathStep{}, errors.New("a bracket is not closed")
			}
			g, rest = class, after
		case r == '[' || r == ']':
			if !classes {
				return pathStep{}, errors.New("character ranges in brackets mean nothing here")
			}
		}
		glyphs = append(glyphs, g)
		if g.kind == glyphRune {
			literal.WriteRune(g.is)
		} else {
			wild, tail = true, literal.Len()
		}
	}
	if !wild {
		return pathStep{literal: literal.String()}, nil
	}
	return pathStep{glyphs: glyphs, tail: literal.String()[tail:]}, nil
}

// newClass reads a class of characters behind its bracket, and hands back the text behind it.
func newClass(text string) (class glyph, rest string, ok bool) {
	class.kind = glyphClass
	if strings.HasPrefix(text, "^") || strings.HasPrefix(text, "!") {
		class.negated = true
		text = text[1:]
	}
	next := func() rune {
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		if r == '\\' && text != "" {
			r, size = utf8.DecodeRuneInString(text)
			text = text[size:]
		}
		return r
	}
	for text != "" {
		if text[0] == ']' && len(class.ranges) > 0 {
			return class, text[1:], true
		}
		from := next()
		to := from
		if len(text) > 1 && text[0] == '-' && text[1] != ']' {
			text = text[1:]
			to = next()
		}
		class.ranges = append(class.ranges, runeRange{from, to})
	}
	return class, "", false
}

// Matches tells whether a path is in the set.
func (p PathPattern) Matches(path string) bool { return p.matches(strings.Split(path, "/")) }

// matches goes through the names with the steps. Whenever a step does not fit, the last deep step
// before it takes one name more.
func (p PathPattern) matches(names []string) bool {
	s, n := 0, 0
	deep, resume := -1, 0
	for n < len(names) {
		switch {
		case s < len(p.steps) && p.steps[s].deep:
			deep, resume = s, n
			s++
		case s < len(p.steps) && p.steps[s].matches(names[n]):
			s++
			n++
		case deep >= 0:
			resume++
			s, n = deep+1, resume
		default:
			return false
		}
	}
	for s < len(p.steps) && p.steps[s].deep {
		s++
	}
	return s == len(p.steps)
}

func (s pathStep) matches(name string) bool {
	if s.glyphs == nil {
		return s.literal == name
	}
	return strings.HasSuffix(name, s.tail) && matchGlyphs(s.glyphs, name)
}

// matchGlyphs is to a name what PathPattern.matches is to a path. It matches no empty name.
func matchGlyphs(glyphs []glyph, name string) bool {
	if name == "" {
		return false
	}
	g, n := 0, 0
	many, resume := -1, 0
	for n < len(name) {
		r, size := utf8.DecodeRuneInString(name[n:])
		switch {
		case g < len(glyphs) && glyphs[g].kind == glyphMany:
			many, resume = g, n
			g++
		case g < len(glyphs) && glyphs[g].matches(r):
			g++
			n += size
		case many >= 0:
			_, size = utf8.DecodeRuneInString(name[resume:])
			resume += size
			g, n = many+1, resume
		default:
			return false
		}
	}
	for g < len(glyphs) && glyphs[g].kind == glyphMany {
		g++
	}
	return g == len(glyphs)
}

// matches tells whether one character fits a glyph that stands for one.
func (g glyph) matches(r rune) bool {
	switch g.kind {
	case glyphRune:
		return r == g.is
	case glyphOne:
		return true
	}
	within := slices.ContainsFunc(g.ranges, func(b runeRange) bool { return r >= b.from && r <= b.to })
	return within != g.negated
}

// overlaps tells whether some path is in both sets. The table holds for the ends of both patterns,
// from the back, whether they can meet.
func (p PathPattern) overlaps(q PathPattern) bool {
	a, b := p.steps, q.steps
	for len(a) > 0 && len(b) > 0 && a[0].literal != "" && b[0].literal != "" {
		if a[0].literal != b[0].literal {
			return false
		}
		a, b = a[1:], b[1:]
	}
	meet := func(i, j int) bool { return a[i].meets(b[j]) }
	return wildcardsMeet(len(a), len(b), func(i int) bool { return a[i].deep }, func(j int) bool { return b[j].deep }, meet)
}

// meets tells whether some name fits both steps, neither of which is deep.
func (s pathStep) meets(o pathStep) bool {
	switch {
	case s.glyphs == nil:
		return o.matches(s.literal)
	case o.glyphs == nil:
		return s.matches(o.literal)
	}
	a, b := s.glyphs, o.glyphs
	return wildcardsMeet(len(a), len(b),
		func(i int) bool { return a[i].kind == glyphMany }, func(j int) bool { return b[j].kind == glyphMany },
		func(i, j int) bool { return a[i].meets(b[j]) })
}

// meets tells whether some character fits both glyphs. Two classes are taken to share one.
func (g glyph) meets(o glyph) bool {
	switch {
	case g.kind == glyphRune:
		return o.matches(g.is)
	case o.kind == glyphRune:
		return g.matches(o.is)
	}
	return true
}

// wildcardsMeet tells whether two lists of n and m elements, some of which stand for any number of
// things, can stand for the same things.
func wildcardsMeet(n, m int, manyA, manyB func(int) bool, meet func(i, j int) bool) bool {
	below, row := make([]bool, m+1), make([]bool, m+1)
	for i := n; i >= 0; i-- {
		for j := m; j >= 0; j-- {
			switch {
			case i == n && j == m:
				row[j] = true
			case i < n && manyA(i):
				row[j] = below[j] || j < m && row[j+1]
			case j < m && manyB(j):
				row[j] = row[j+1] || i < n && below[j]
			default:
				row[j] = i < n && j < m && below[j+1] && meet(i, j)
			}
		}
		below, row = row, below
	}
	return below[0]
}
