package yamlfile_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func TestTreeJSON(t *testing.T) {
	const text = "{\n\t\"name\": \"caf\\u00e9 \\ud83d\\ude00 \\/x\",\n  \"list\": [1, -2.5e3, true, null, {}]\n}\n"
	root, found := yamlfile.TreeJSON("a.json", []byte(text))
	if len(found) > 0 {
		t.Fatal(found)
	}
	name := root.Get("name")
	if name.Value != "caf\u00e9 \U0001F600 /x" || name.Span.String() != "a.json:2:10" || name.Style != yamlfile.Quoted {
		t.Errorf("name: %q %s %d", name.Value, name.Span, name.Style)
	}
	list := root.Get("list")
	var values []string
	for _, item := range list.Items {
		values = append(values, fmt.Sprintf("%s %d:%d-%d %v", item.Value, item.Span.Start.Line, item.Span.Start.Col, item.Span.End.Col, item.Null))
	}
	want := []string{"1 3:12-13 false", "-2.5e3 3:15-21 false", "true 3:23-27 false", " 3:29-33 true", " 3:35-37 false"}
	if diff := cmp.Diff(want, values); diff != "" {
		t.Error(diff)
	}
	if end := root.Span.End; end.Line != 4 || end.Col != 2 {
		t.Errorf("the object ends at %+v", end)
	}
}

func TestTreeJSONFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "f:1:1: the JSON ends before it is complete"},
		{"unclosed", "{\"a\": [1,", "f:1:10: the JSON ends before it is complete"},
		{"comma", "{\n \"a\": 1\n \"b\": 2}", "f:3:2: this is not JSON"},
		{"more", "{} {}", "f:1:4: a file of JSON holds one value, and here is more"},
		{"twice", `{"a": 1, "a": 2}`, `f:1:10: key "a" is given twice`},
		{"twice among many", "{" + manyKeys(40) + `, "k3": 2}`, `key "k3" is given twice`},
		{"deep", strings.Repeat("[", 200) + strings.Repeat("]", 200), "f:1:102: more than 100 levels of nesting"},
		{"UTF-16 of Windows", "\xff\xfe{\x00}\x00", "f:1:1: the file is UTF-16"},
		{"UTF-16 the other way round", "\xfe\xff\x00{\x00}", "f:1:1: the file is UTF-16"},
		{"UTF-16 without a mark", "{\x00}\x00", "f:1:1: the file is UTF-16"},
		{"word", "nonsense", "f:1:2: this is not JSON"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, found := yamlfile.TreeJSON("f", []byte(c.text))
			if len(found) != 1 || !strings.Contains(found[0].Span.String()+": "+found[0].Message, c.want) || found[0].Level != diag.Error {
				t.Errorf("got %v, want %s", found, c.want)
			}
		})
	}
}

func manyKeys(n int) string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = fmt.Sprintf(`"k%d": %d`, i, i)
	}
	return strings.Join(keys, ", ")
}

// FuzzTreeJSON compares with the decoder of the standard library: what that takes is read without an error
// of syntax and holds as many values, and what it refuses is refused.
func FuzzTreeJSON(f *testing.F) {
	for _, seed := range []string{`{"a": [1, {"b": null}]}`, `"x"`, "[1,]", "{} 1", "\ufeff{}", `{"a":1,"a":2}`, "\"\\ud800\"", "[[[["} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		root, found := yamlfile.TreeJSON("f", text)
		valid := json.Valid(bytes.TrimPrefix(text, []byte("\ufeff")))
		if wrong := diag.Worst(found) == diag.Error; valid == wrong && !limited(found) {
			t.Fatalf("valid %v, but %v", valid, found)
		}
		if valid && len(found) == 0 {
			var plain any
			if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &plain); err != nil {
				t.Fatal(err)
			}
			if got, want := nodeCount(root), valueCount(plain); got != want {
				t.Fatalf("%d values, want %d", got, want)
			}
		}
	})
}

// limited tells whether something is wrong that is no fault of syntax.
func limited(found []diag.Diagnostic) bool {
	for _, d := range found {
		if d.Rule != "read-syntax" {
			return true
		}
	}
	return false
}

func nodeCount(n *yamlfile.Node) int {
	count := 1
	for _, p := range n.Pairs {
		count += nodeCount(p.Value)
	}
	for _, item := range n.Items {
		count += nodeCount(item)
	}
	return count
}

func valueCount(v any) int {
	count := 1
	switch v := v.(type) {
	case map[string]any:
		for _, inner := range v {
			count += valueCount(inner)
		}
	case []any:
		for _, inner := range v {
			count += valueCount(inner)
		}
	}
	return count
}
