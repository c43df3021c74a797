package yamlfile

import (
	"iter"
	"maps"
	"slices"
)

// A book is a JSON Schema in the making: the definitions that are shared, and which mapping knows
// which keys.
type book struct {
	definitions map[string]any
	homes       map[string][]string // from a key to the mappings that know it
}

func newBook() *book {
	return &book{definitions: map[string]any{}, homes: map[string][]string{}}
}

// define describes a form once and refers to it.
func (b *book) define(name string, describe func(*book) schema) schema {
	if _, done := b.definitions[name]; !done {
		b.definitions[name] = nil // a form may hold itself
		b.definitions[name] = describe(b)
	}
	return schema{"$ref": "#/definitions/" + name}
}

// knows notes that a mapping knows a key.
func (b *book) knows(mapping, key string) {
	if !slices.Contains(b.homes[key], mapping) {
		b.homes[key] = append(b.homes[key], mapping)
	}
}

func anys(names []string) []any {
	all := make([]any, len(names))
	for i, name := range names {
		all[i] = name
	}
	return all
}

func sortedKeys[V any](m map[string]V) iter.Seq[string] {
	return slices.Values(slices.Sorted(maps.Keys(m)))
}
