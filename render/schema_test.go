package render

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// documentSchema is the schema of the JSON documents, compiled.
func documentSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("documents.schema.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("documents.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 2020 {
		t.Errorf("draft %d, want 2020-12", s.DraftVersion)
	}
	return s
}

// TestJSONSchemaAllows holds the goldens against the schema, and the schema against what is no document:
// one that allows everything holds nothing.
func TestJSONSchemaAllows(t *testing.T) {
	s := documentSchema(t)
	for _, name := range []string{"check.json", "whatif.json", "unread.json"} {
		text, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(document); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for change, spoil := range map[string]func(map[string]any){
			"another field":   func(d map[string]any) { d["more"] = 1 },
			"a field is gone": func(d map[string]any) { delete(d, "tool") },
			"another version": func(d map[string]any) { d["schemaVersion"] = json.Number("2") },
			"another type":    func(d map[string]any) { d["tool"] = "linewalk" },
			"null":            func(d map[string]any) { d["tool"] = nil },
		} {
			document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			spoil(document.(map[string]any))
			if s.Validate(document) == nil {
				t.Errorf("%s: let pass: %s", name, change)
			}
		}
	}
}

// TestJSONPageIsTheSchema wants every field of the schema on the page, and nothing on the page that looks
// like a field and is none.
func TestJSONPageIsTheSchema(t *testing.T) {
	text, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	var schema schemaJSON
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	var fields []string
	for _, def := range schema.Defs {
		fields = append(fields, def.Required...)
	}
	if len(schema.Defs) < 20 {
		t.Errorf("only %d shapes are found", len(schema.Defs))
	}
	commands := []string{"next", "people", "diff"}
	values := []string{"null", "true", "false", "off", "masked"}
	var named []string
	for _, m := range regexp.MustCompile("`([a-zA-Z]+)`").FindAllStringSubmatch(JSONPage, -1) {
		named = append(named, m[1])
		if !slices.Contains(slices.Concat(fields, commands, values), m[1]) {
			t.Errorf("json.md speaks of %s, and no document has it", m[1])
		}
	}
	for _, field := range fields {
		if !slices.Contains(named, field) {
			t.Errorf("json.md does not say what %s is", field)
		}
	}
}

// TestVocabulary wants each word that is one of few on the page, and every list of words in use.
func TestVocabulary(t *testing.T) {
	text, err := JSONSchema()
	if err != nil {
		t.Fatal(err)
	}
	for name, words := range vocabulary() {
		list, err := json.Marshal(words)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(strings.Fields(string(text)), ""), strings.ReplaceAll(string(list), " ", "")) {
			t.Errorf("no field is one of %s", name)
		}
		for _, word := range words {
			if !strings.Contains(JSONPage, word) {
				t.Errorf("json.md does not say that there is %q", word)
			}
		}
	}
}
