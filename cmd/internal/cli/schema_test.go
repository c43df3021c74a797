package cli

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestJSONSchema holds every JSON document of every example, and that of a drawing which cannot be read,
// against the schema that the program prints.
func TestJSONSchema(t *testing.T) {
	schema := printedSchema(t)
	examples, err := filepath.Glob("../../../examples/*/linewalk.yaml")
	if err != nil || len(examples) < 3 {
		t.Fatalf("the examples are %v, %v", examples, err)
	}
	for i, drawing := range examples {
		for _, args := range [][]string{
			{"check", "--exit-zero", "--no-waivers", drawing},
			{"walk", "--top", "2", drawing},
			{"next", drawing},
			{"people", drawing},
			{"diff", examples[(i+1)%len(examples)], drawing},
			{"diff", drawing, drawing},
		} {
			valid(t, schema, clean, args)
		}
		report := valid(t, schema, clean, []string{"check", "--exit-zero", drawing}).(map[string]any)
		first := report["arrows"].([]any)[0].(map[string]any)["name"].(string)
		valid(t, schema, clean, []string{"whatif", "--fail", first, drawing})
	}
	valid(t, schema, unusable, []string{"check", "--stdin-name", "x.yaml", "-"})
}

// printedSchema is what linewalk schema json prints.
func printedSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := Main([]string{"schema", "json"}, strings.NewReader(""), &stdout, &stderr); code != clean {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	document, err := jsonschema.UnmarshalJSON(&stdout)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("documents.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("documents.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// valid runs a command, holds its JSON against the schema and returns it.
func valid(t *testing.T, schema *jsonschema.Schema, want int, args []string) any {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args = append([]string{"--today", "2026-11-22"}, append(args, "--format", "json")...)
	if code := Main(args, strings.NewReader("linewalk: 1\narrows: {a: }\n"), &stdout, &stderr); code != want {
		t.Fatalf("%v: exit code %d, want %d\n%s", args, code, want, stderr.String())
	}
	document, err := jsonschema.UnmarshalJSON(&stdout)
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	if err := schema.Validate(document); err != nil {
		t.Errorf("%v: %v", args, err)
	}
	return document
}
