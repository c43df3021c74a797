package yamlfile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// FuzzApply wants an edit of any text to be refused, or to change what the text says in just the one
// way that was asked for.
func FuzzApply(f *testing.F) {
	files, _ := filepath.Glob("testdata/edit/*.txtar")
	for i, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data), "a\nb", uint8(i))
	}
	drawings, _ := filepath.Glob("testdata/ok/*.yaml")
	for i, file := range drawings {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text), "is it? {no}", uint8(i))
	}
	f.Add("linewalk: 1\r\narrows: {a -> b: , c: {}}", "- x: #y", uint8(0))
	f.Fuzz(func(t *testing.T, before, value string, choice uint8) {
		root := rootOf(before)
		if root == nil || !utf8.ValidString(value) || choice%3 == 2 && len(root.Pairs) == 1 {
			return // what is left of a drawing must be one
		}
		at, e := someEdit(root, value, choice)
		after, found := yamlfile.Apply("x.yaml", []byte(before), []yamlfile.Edit{e})
		if after == nil {
			for _, d := range found {
				if d.Level == 0 || d.Message == "" || int(d.Span.End.Offset) > len(before) {
					t.Fatalf("not a diagnostic: %+v", d)
				}
			}
			return
		}
		changed := rootOf(string(after))
		if changed == nil {
			t.Fatalf("cannot be read any more:\n%s", after)
		}
		if got, want := besides(changed, at, ""), besides(root, at, ""); got != want {
			t.Errorf("something else is different:\n%s\nwas\n%s\nin\n%s\nwas\n%s", got, want, after, before)
		}
		if said := besides(changed, "", ""); choice%3 != 2 && !strings.Contains(said, fmt.Sprintf("%q", value)) {
			t.Errorf("%q is not said in\n%s", value, after)
		}
	})
}

// someEdit is an edit of one of three ways in a place that is there, with the path of that place.
func someEdit(root *yamlfile.Node, value string, choice uint8) (string, yamlfile.Edit) {
	section := root.Pairs[int(choice/3)%len(root.Pairs)]
	path := yamlfile.At(section.Key.Value)
	at := "/" + section.Key.Value
	if n := len(section.Value.Pairs); n > 0 {
		name := section.Value.Pairs[int(choice/9)%n].Key.Value
		path, at = path.Key(name), at+"/"+name
	}
	switch choice % 3 {
	case 0:
		return at + "/label", yamlfile.Set(path.Key("label"), yamlfile.Text(value))
	case 1:
		return at + "/tags", yamlfile.Append(path.Key("tags"), yamlfile.Text(value))
	}
	return at, yamlfile.Remove(path)
}

// rootOf is the mapping that a text consists of, or nil.
func rootOf(text string) *yamlfile.Node {
	roots, found := yamlfile.Tree("x.yaml", []byte(text))
	if diag.Worst(found) == diag.Error || len(roots) != 1 || len(roots[0].Pairs) == 0 {
		return nil
	}
	return roots[0]
}

// besides writes all that a tree says but for what stands at a path. A mapping is the same as nothing
// if it has no other key, and a component the same as a mapping with its kind.
func besides(n *yamlfile.Node, without, at string) string {
	switch {
	case at == without && at != "", n.Null:
		return ""
	case n.Kind == yamlfile.Scalar && strings.Count(at, "/") == 2 && strings.HasPrefix(at, "/components/"):
		return fmt.Sprintf("%s/kind: %q\n", at, n.Value)
	case n.Kind == yamlfile.Scalar:
		return fmt.Sprintf("%s: %q\n", at, n.Value)
	}
	var b strings.Builder
	for _, p := range n.Pairs {
		b.WriteString(besides(p.Value, without, at+"/"+p.Key.Value))
	}
	for i, item := range n.Items {
		b.WriteString(besides(item, without, fmt.Sprintf("%s/#%d", at, i)))
	}
	return b.String()
}
