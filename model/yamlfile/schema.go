package yamlfile

import (
	"bytes"
	"encoding/json"
)

// Schema is the JSON Schema (draft-07, which editors know) of a drawing, made from the tables the
// reader reads by.
func Schema() ([]byte, error) {
	b := newBook()
	root := drawing.schema(b)
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"] = "linewalk drawing"
	root["description"] = "A system as boxes and arrows, with what happens if an arrow does not work, how one would know, and who can mend it."
	root["definitions"] = b.definitions
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(root)
	return out.Bytes(), err
}
