package yamlfile

import "strings"

// Print writes an entry of a mapping as lines that are indented by so many columns, for a text that is new.
// Spread is how many levels of collections are written over several lines; those below stand in brackets.
func Print(e Entry, indent, spread int) string {
	m := manner{step: 2, dash: 2, newline: "\n"}
	return strings.Join(indented(m.spread(e, spread), indent), m.newline) + m.newline
}

func (m manner) spread(e Entry, levels int) []string {
	if levels == 0 || len(e.Value.items)+len(e.Value.entries) == 0 {
		return m.entry(e, flowForm, 0)
	}
	lines := []string{writeKey(e.Key, false) + ":"}
	for _, field := range e.Value.entries {
		lines = append(lines, indented(m.spread(field, levels-1), m.step)...)
	}
	for _, item := range e.Value.items {
		lines = append(lines, indented(m.item(item, flowForm, 0), m.dash)...)
	}
	return lines
}
