package yamlfile

import "strings"

// A glob is a pattern in which * stands for any text, the empty one included.
type glob struct{ parts []string }

func newGlob(pattern string) glob { return glob{strings.Split(pattern, "*")} }

// arrowGlob is a glob over normalised names of arrows.
func arrowGlob(pattern string) glob {
	if from, to, found := strings.Cut(pattern, "->"); found {
		pattern = strings.TrimSpace(from) + " -> " + strings.TrimSpace(to)
	}
	return newGlob(pattern)
}

// match tells whether the pattern stands for all of the name. Taking each part at the first place
// it fits loses nothing, so there is no way back and the work is linear.
func (g glob) match(name string) bool {
	first, last := g.parts[0], g.parts[len(g.parts)-1]
	if len(g.parts) == 1 {
		return name == first
	}
	if !strings.HasPrefix(name, first) || len(name) < len(first)+len(last) || !strings.HasSuffix(name, last) {
		return false
	}
	rest := name[len(first) : len(name)-len(last)]
	for _, part := range g.parts[1 : len(g.parts)-1] {
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	return true
}

func isGlob(text string) bool { return strings.Contains(text, "*") }
