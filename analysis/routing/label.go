package routing

import (
	"slices"
	"strconv"
	"sync"

	"github.com/linewalk/linewalk/model"
)

// What is gone through of one label. Beyond it, what a label that is not known may be is not known
// either.
const (
	maxValues   = 2_000
	maxPatterns = 100
)

// A label is a name that matchers ask for.
type label struct {
	name     string
	matchers []model.Matcher // those that could be read, each text once

	// The classes of its values, found when the label first is unknown.
	classes func() *classes
}

// classes are the values of a label, divided so that no matcher tells two of a class apart. The
// first is "", which is a label that is missing.
type classes struct {
	values []string // one of each class
	lone   []bool   // it is the only one of its class, because a matcher names it

	partial bool // there may be more classes
}

// newLabels collects the labels that the matchers name, and others, in the order of their use.
func newLabels(matchers []model.Matcher, others []string) []*label {
	var all []*label
	byName := map[string]*label{}
	uses := map[string]int{}
	named := map[[3]string]bool{}
	get := func(name string) *label {
		uses[name]++
		if byName[name] == nil {
			l := &label{name: name}
			l.classes = sync.OnceValue(func() *classes { return classify(l.matchers) })
			byName[name] = l
			all = append(all, l)
		}
		return byName[name]
	}
	for _, m := range matchers {
		l := get(m.Name)
		if text := [3]string{m.Name, m.Op.String(), m.Value}; !m.Unread && !named[text] {
			named[text] = true
			l.matchers = append(l.matchers, m)
		}
	}
	for _, name := range others {
		get(name)
	}
	// What is asked for most comes first, which keeps diagrams small.
	slices.SortStableFunc(all, func(a, b *label) int { return uses[b.name] - uses[a.name] })
	return all
}

// classify finds the classes that some matchers of one label divide its values into.
func classify(matchers []model.Matcher) *classes {
	c := &classes{values: []string{""}, lone: []bool{true}}
	known := map[string]bool{"": true}
	name := func(value string) {
		switch {
		case known[value]:
		case len(c.values) >= maxValues:
			c.partial = true
		default:
			known[value] = true
			c.values, c.lone = append(c.values, value), append(c.lone, true)
		}
	}
	var patterns []*machine
	for _, m := range matchers {
		if m.Regex == nil {
			name(m.Value)
			continue
		}
		if values, finite := language(m.Regex.String()); finite {
			for _, v := range values {
				name(v)
			}
			continue
		}
		pattern, err := newMachine(m.Regex.String())
		if err != nil || len(patterns) >= maxPatterns {
			c.partial = true
			continue
		}
		patterns = append(patterns, pattern)
	}
	for _, other := range c.others(patterns) {
		c.values, c.lone = append(c.values, other), append(c.lone, false)
	}
	return c
}

// others is a value of each class beyond the lone ones.
func (c *classes) others(patterns []*machine) []string {
	if len(patterns) == 0 {
		return []string{unnamed(c.values)}
	}
	sorted := slices.Sorted(slices.Values(c.values))
	found, complete := witnesses(patterns, sorted)
	c.partial = c.partial || !complete
	if len(found) == 0 {
		return []string{unnamed(c.values)}
	}
	return found
}

// unnamed is a text that is not in the list.
func unnamed(list []string) string {
	for n := 0; ; n++ {
		text := "other" + strconv.Itoa(n)
		if !slices.Contains(list, text) {
			return text
		}
	}
}
