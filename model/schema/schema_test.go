package schema_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/schema"
	"github.com/linewalk/linewalk/model/yamlfile"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write the schema made from the reader's tables")

func TestMadeFromTheTables(t *testing.T) {
	made, err := yamlfile.Schema()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("linewalk.schema.json", made, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(made, schema.JSON()) {
		t.Error("linewalk.schema.json is not what the tables of the reader make; run go test ./model/schema -update")
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema.JSON()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("linewalk.schema.json", document); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("linewalk.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 7 {
		t.Errorf("draft %d, want 7", s.DraftVersion)
	}
	return s
}

// value is a node as an editor sees it, which knows the types of YAML 1.2.
func value(n *yamlfile.Node) any {
	switch n.Kind {
	case yamlfile.Mapping:
		m := map[string]any{}
		for _, p := range n.Pairs {
			m[p.Key.Value] = value(p.Value)
		}
		return m
	case yamlfile.Sequence:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, value(item))
		}
		return items
	}
	if n.Null {
		return nil
	}
	if n.Style == yamlfile.Plain {
		if b, err := strconv.ParseBool(n.Value); err == nil && len(n.Value) > 3 {
			return b
		}
		if _, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return json.Number(n.Value)
		}
	}
	return n.Value
}

func validate(t *testing.T, s *jsonschema.Schema, name, text string) error {
	t.Helper()
	roots, found := yamlfile.Tree(name, []byte(text))
	if len(found) > 0 || len(roots) != 1 {
		t.Fatalf("%s: %v", name, found)
	}
	return s.Validate(value(roots[0]))
}

func TestGoodDrawingsAreValid(t *testing.T) {
	s := compiled(t)
	files, _ := filepath.Glob("../yamlfile/testdata/ok/*.yaml")
	if len(files) == 0 {
		t.Fatal("no drawings")
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, file, string(text)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestBadDrawingsAreNot(t *testing.T) {
	s := compiled(t)
	for name, text := range map[string]string{
		"unknown section":   "linewalk: 1\narows: {}",
		"no version":        "arrows: {}",
		"other version":     "linewalk: 2",
		"unknown key":       "linewalk: 1\narrows: {a -> b: {if-dwon: breaks}}",
		"unknown key below": "linewalk: 1\nmonitors: {m: {alert: {tell: x}}}",
		"no arrow":          "linewalk: 1\narrows: {a to b: {}}",
		"effect":            "linewalk: 1\narrows: {a -> b: {if-down: broken}}",
		"duration":          "linewalk: 1\narrows: {a -> b: {timeout: soon}}",
		"unit":              "linewalk: 1\narrows: {a -> b: {timeout: 2}}",
		"kind":              "linewalk: 1\ncomponents: {a: servce}",
		"waiver":            "linewalk: 1\nwaivers: [{rule: x, arrow: a -> b, because: y}]",
		"level":             "linewalk: 1\nsettings: {rules: {x: maybe}}",
	} {
		if validate(t, s, name, text) == nil {
			t.Errorf("%s: valid", name)
		}
	}
}

// keys lists the keys that the schema has at every path.
func keys(node any, path string, into map[string]bool) {
	switch n := node.(type) {
	case map[string]any:
		if properties, ok := n["properties"].(map[string]any); ok {
			for key := range properties {
				into[path+"/"+key] = true
			}
		}
		for key, child := range n {
			keys(child, path+"/"+key, into)
		}
	case []any:
		for _, child := range n {
			keys(child, path, into)
		}
	}
}

// TestEveryKeyIsRead asks the reader about every key of the schema, in the place the schema has it
// in, and about one that the schema does not have.
func TestEveryKeyIsRead(t *testing.T) {
	var document any
	if err := json.Unmarshal(schema.JSON(), &document); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	keys(document, "", known)
	for path := range known {
		key := path[strings.LastIndex(path, "/")+1:]
		wrapped, ok := drawingWith(path, key)
		if !ok {
			t.Errorf("no drawing can be made with %s", path)
			continue
		}
		if complains(wrapped) {
			t.Errorf("the reader does not know %s\n%s", path, wrapped)
		}
		other, _ := drawingWith(path, "zz-"+key+"-zz")
		if !complains(other) {
			t.Errorf("the reader lets a wrong key pass beside %s\n%s", path, other)
		}
	}
}

func complains(text string) bool {
	_, found := yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("x.yaml", []byte(text), yamlfile.Options{})})
	for _, d := range found {
		if d.Rule == "read-unknown-key" {
			return true
		}
	}
	return false
}

// drawingWith writes the smallest drawing that has a key where the path through the schema leads.
func drawingWith(path, key string) (string, bool) {
	text := "{" + key + ": x}"
	steps := strings.Split(strings.TrimPrefix(path, "/"), "/")
	steps = steps[:len(steps)-1]
	for i := len(steps) - 1; i >= 0; i-- {
		switch step := steps[i]; {
		case i > 0 && steps[i-1] == "properties":
			text = "{" + step + ": " + text + "}"
			i--
		case step == "items":
			text = "[" + text + "]"
		case step == "additionalProperties":
			name := "n"
			if slices.Contains(steps[:i], "arrows") {
				name = "a -> b"
			}
			text = "{" + name + ": " + text + "}"
		case i > 0 && steps[i-1] == "definitions":
			if step != "monitor" {
				return "", false
			}
			text = "{monitors: {m: " + text + "}}"
			i--
		case step == "anyOf" || step == "allOf":
		default:
			return "", false
		}
	}
	if !strings.HasPrefix(text, "{linewalk: ") {
		text = strings.Replace(text, "{", "{linewalk: 1, ", 1)
	}
	return text, true
}
