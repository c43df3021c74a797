// Package schema holds the JSON Schema of drawings, for editors. It is made from the tables of the
// reader; a test holds the two together.
package schema

import (
	_ "embed"
	"slices"
)

//go:embed linewalk.schema.json
var text []byte

// JSON is the schema, draft-07, as it is printed by `linewalk schema`.
func JSON() []byte { return slices.Clone(text) }
