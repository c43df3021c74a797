package diagram

import (
	"slices"
	"strings"
)

// A selector picks elements. Of CSS it understands a tag, classes, ":not(.class)", and blanks between
// an element and those it lies in; alternatives are separate selectors.
type selector []compound

// A compound is what one element must be: of that tag unless it is empty, of all those classes, and
// of none of the others.
type compound struct {
	tag     string
	classes []string
	without []string
}

// selectors reads what a rule picks, by commas.
func selectors(text string) []selector {
	var all []selector
	for alternative := range strings.SplitSeq(text, ",") {
		var s selector
		for part := range strings.FieldsSeq(alternative) {
			s = append(s, readCompound(part))
		}
		all = append(all, s)
	}
	return all
}

// readCompound reads "tag.class:not(.class)".
func readCompound(text string) compound {
	var c compound
	for {
		before, rest, found := strings.Cut(text, ":not(.")
		if !found {
			break
		}
		class, after, _ := strings.Cut(rest, ")")
		c.without = append(c.without, class)
		text = before + after
	}
	parts := strings.Split(text, ".")
	c.tag, c.classes = parts[0], parts[1:]
	return c
}

// weight decides between rules that give an element the same property: the heavier one wins, and
// among equals the later one.
func (s selector) weight() int {
	const class, tag = 100, 1
	sum := 0
	for _, c := range s {
		sum += class * (len(c.classes) + len(c.without))
		if c.tag != "" {
			sum += tag
		}
	}
	return sum
}

// picks tells whether the selector picks the element at the end of the path that leads to it from the
// root.
func (s selector) picks(path []kin) bool {
	last := len(path) - 1
	if last < 0 || !s[len(s)-1].is(path[last]) {
		return false
	}
	outer, path := s[:len(s)-1], path[:last]
	for len(outer) > 0 && len(path) > 0 {
		if outer[len(outer)-1].is(path[len(path)-1]) {
			outer = outer[:len(outer)-1]
		}
		path = path[:len(path)-1]
	}
	return len(outer) == 0
}

// A kin is what selectors see of an element.
type kin struct {
	tag     string
	classes []string
}

func (c compound) is(k kin) bool {
	if c.tag != "" && c.tag != k.tag {
		return false
	}
	for _, class := range c.classes {
		if !slices.Contains(k.classes, class) {
			return false
		}
	}
	return !slices.ContainsFunc(c.without, func(class string) bool { return slices.Contains(k.classes, class) })
}
