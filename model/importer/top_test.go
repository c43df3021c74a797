package importer_test

import (
	"fmt"
	"testing"

	"github.com/linewalk/linewalk/model/importer"
)

func TestTopKeys(t *testing.T) {
	for _, tc := range []struct{ about, text, want string }{
		{"keys and values", "a: 1\nb:\n  c: 2\n'd e': \"x\" # why\n", "[{a 1} {b } {d e x}]"},
		{"documents, comments and directives", "\ufeff%YAML 1.2\n--- # one\na: x\r\n\r\n# b: y\n...\n---\nc: z\n", "[{a x} {c z}]"},
		{"a list at the margin, and closing brackets", "a:\n- b\nc: {\n  d: e\n}\nf: [\n]\n", "[{a } {c {} {f [}]"},
		{"prose", "a: 1\nThis is text\n", "[]"},
		{"a list", "- a: 1\n", "[]"},
		{"JSON", "{\"a\": 1}\n", "[]"},
		{"a fenced block", "```yaml\na: 1\n```\n", "[]"},
		{"a URL is no key", "http://example.org\n", "[]"},
		{"nothing", "", "[]"},
	} {
		if got := fmt.Sprint(importer.TopKeys([]byte(tc.text))); got != tc.want {
			t.Errorf("%s: got %s, want %s", tc.about, got, tc.want)
		}
	}
}
