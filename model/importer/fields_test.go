package importer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/yamlfile"
)

func TestFields(t *testing.T) {
	root, _ := yamlfile.TreeJSON("a.json", []byte(`{"text": " a ", "null": null, "number": 7, "texts": ["a", {}, null, "b"], "objects": [{}, 1, {}], "object": {"x": 1}}`))
	var r importer.Remarks
	for key, want := range map[string]string{"text": "a", "null": "", "number": "7", "texts": "", "gone": ""} {
		if got := importer.Text(root, key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	for key, want := range map[string]string{"text": "a", "texts": "a b", "gone": ""} {
		if got := strings.Join(importer.Texts(root, key), " "); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	for key, want := range map[string]int{"objects": 2, "null": 0, "gone": 0, "text": 0} {
		if got := len(r.Objects(root, key)); got != want {
			t.Errorf("%s: %d objects, want %d", key, got, want)
		}
	}
	for key, want := range map[string]int{"object": 1, "null": 0, "gone": 0, "objects": 0} {
		if got := len(r.Members(root, key)); got != want {
			t.Errorf("%s: %d members, want %d", key, got, want)
		}
	}
	var said []string
	for _, d := range r.All([]importer.File{{Name: "a.json"}}) {
		said = append(said, d.Span.String()+": "+d.Message)
	}
	want := []string{"a.json:1:10: text is a list of objects, not text", "a.json:1:86: objects is an object, not a list", "a.json:1:91: objects is a list of objects, and this is text"}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
}

// TestManyWrong has a list with nothing but wrong things, of which the first are reported.
func TestManyWrong(t *testing.T) {
	root, _ := yamlfile.TreeJSON("a.json", []byte(`{"list": [`+strings.Repeat("1,", 100_000)+`1]}`))
	var r importer.Remarks
	r.Objects(root, "list")
	if found := r.All([]importer.File{{Name: "a.json"}}); len(found) != 21 || !strings.Contains(found[0].Message, "99981 more") {
		t.Errorf("%d: %v", len(found), found[0])
	}
}
