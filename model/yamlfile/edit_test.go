package yamlfile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/yamlfile"
)

// TestEdit makes the edits of testdata/edit: a drawing, the edits, and what becomes of it or why it is
// refused. UPDATE=1 rewrites the outcome.
func TestEdit(t *testing.T) {
	files, err := filepath.Glob("testdata/edit/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no edits to make", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil || len(archive.Files) < 2 {
				t.Fatal("before.yaml and edits expected", err)
			}
			before := archive.Files[0].Data
			after, found := yamlfile.Apply("before.yaml", before, editsOf(t, archive.Files[1].Data))
			got := txtar.File{Name: "after.yaml", Data: after}
			if after == nil {
				got = txtar.File{Name: "refused", Data: []byte(told(found))}
			}
			want := append(archive.Files[:2:2], got)
			if *update || os.Getenv("UPDATE") != "" {
				archive.Files = want
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: want}))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func told(found []diag.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		b.WriteString(line(d) + "\n")
		if d.Mend != "" {
			b.WriteString("  mend: " + d.Mend + "\n")
		}
	}
	return b.String()
}

// editsOf reads edits written as YAML: - {set: [arrows, a -> b, owner], to: web}.
func editsOf(t *testing.T, text []byte) []yamlfile.Edit {
	t.Helper()
	roots, found := yamlfile.Tree("edits", text)
	if len(found) > 0 || len(roots) != 1 {
		t.Fatal("no edits", found)
	}
	var edits []yamlfile.Edit
	for _, n := range roots[0].Items {
		at := func(key string) yamlfile.Path { return pathOf(n.Get(key)) }
		switch {
		case n.Get("set") != nil:
			edits = append(edits, yamlfile.Set(at("set"), valueOf(n.Get("to"))))
		case n.Get("add") != nil:
			var entries []yamlfile.Entry
			for _, p := range n.Get("entries").Pairs {
				entries = append(entries, yamlfile.Entry{Key: p.Key.Value, Value: valueOf(p.Value)})
			}
			e := yamlfile.Add(at("add"), entries...)
			if after := n.Get("after"); after != nil {
				e = e.After(after.Value)
			}
			edits = append(edits, e)
		case n.Get("append") != nil:
			var items []yamlfile.Value
			for _, item := range n.Get("items").Items {
				items = append(items, valueOf(item))
			}
			edits = append(edits, yamlfile.Append(at("append"), items...))
		case n.Get("remove") != nil:
			edits = append(edits, yamlfile.Remove(at("remove")))
		default:
			t.Fatal("no such edit")
		}
	}
	return edits
}

// pathOf reads a path; a plain number is the index of an item.
func pathOf(n *yamlfile.Node) yamlfile.Path {
	var p yamlfile.Path
	for _, step := range n.Items {
		if i, err := strconv.Atoi(step.Value); err == nil && step.Style == yamlfile.Plain {
			p = p.Item(i)
		} else {
			p = p.Key(step.Value)
		}
	}
	return p
}

// valueOf is the value that a node says: quoted scalars are text, others literal.
func valueOf(n *yamlfile.Node) yamlfile.Value {
	switch {
	case n.Null:
		return yamlfile.Bare()
	case n.Kind == yamlfile.Mapping:
		var entries []yamlfile.Entry
		for _, p := range n.Pairs {
			entries = append(entries, yamlfile.Entry{Key: p.Key.Value, Value: valueOf(p.Value)})
		}
		return yamlfile.Map(entries...)
	case n.Kind == yamlfile.Sequence:
		var items []yamlfile.Value
		for _, item := range n.Items {
			items = append(items, valueOf(item))
		}
		return yamlfile.List(items...)
	case n.Style == yamlfile.Quoted:
		return yamlfile.Text(n.Value)
	}
	return yamlfile.Literal(n.Value)
}

// TestEditKeepsTheEnds edits drawings whose first and last bytes, or line breaks, are not the usual.
func TestEditKeepsTheEnds(t *testing.T) {
	owner := yamlfile.Set(yamlfile.At("arrows", "a->b", "owner"), yamlfile.Text("web"))
	waive := yamlfile.Append(yamlfile.At("waivers"), yamlfile.Map(
		yamlfile.Entry{Key: "rule", Value: yamlfile.Text("arrow-no-alert")}, yamlfile.Entry{Key: "arrow", Value: yamlfile.Text("a -> b")},
		yamlfile.Entry{Key: "because", Value: yamlfile.Text("no")}, yamlfile.Entry{Key: "until", Value: yamlfile.Literal("2027-03-31")},
	))
	tests := []struct {
		name, before string
		edit         yamlfile.Edit
		after        string
	}{
		{"no final newline", "linewalk: 1\narrows:\n  a -> b:", owner, "linewalk: 1\narrows:\n  a -> b: {owner: web}"},
		{
			"no final newline, a new section", "linewalk: 1\narrows:\n  a -> b:", waive,
			"linewalk: 1\narrows:\n  a -> b:\nwaivers:\n  - {rule: arrow-no-alert, arrow: a -> b, because: \"no\", until: 2027-03-31}",
		},
		{"CRLF", "linewalk: 1\r\narrows:\r\n  a -> b: # yes\r\n    timeout: 1s\r\n", owner, "linewalk: 1\r\narrows:\r\n  a -> b: # yes\r\n    timeout: 1s\r\n    owner: web\r\n"},
		{"BOM", "\ufefflinewalk: 1\narrows: {a -> b: {timeout: 1s}}\n", owner, "\ufefflinewalk: 1\narrows: {a -> b: {timeout: 1s, owner: web}}\n"},
		{
			"BOM and CRLF, a new section", "\ufefflinewalk: 1\r\narrows: {a -> b: }", waive,
			"\ufefflinewalk: 1\r\narrows: {a -> b: }\r\nwaivers:\r\n  - {rule: arrow-no-alert, arrow: a -> b, because: \"no\", until: 2027-03-31}",
		},
		{"wide characters", "linewalk: 1\nsystem: \"é\"\narrows: {\"a -> b\": {label: ü}, é -> b: {}}\n", owner, "linewalk: 1\nsystem: \"é\"\narrows: {\"a -> b\": {label: ü, owner: web}, é -> b: {}}\n"},
		{"all in brackets", "{linewalk: 1, arrows: {a -> b}}", owner, "{linewalk: 1, arrows: {a -> b: {owner: web}}}"},
		{"JSON", `{"linewalk":1,"arrows":{"a -> b":{"timeout":"1s"}}}`, owner, `{"linewalk":1,"arrows":{"a -> b":{"timeout":"1s", owner: web}}}`},
		{"the last line goes", "linewalk: 1\narrows:\n  a -> b:\n  b -> c:", yamlfile.Remove(yamlfile.At("arrows", "b -> c")), "linewalk: 1\narrows:\n  a -> b:"},
		{"the last line goes, CRLF", "linewalk: 1\r\narrows:\r\n  a -> b:\r\n  b -> c:", yamlfile.Remove(yamlfile.At("arrows", "b -> c")), "linewalk: 1\r\narrows:\r\n  a -> b:"},
		{
			"behind an end mark", "linewalk: 1\narrows:\n  a -> b:\n...\n", waive,
			"linewalk: 1\narrows:\n  a -> b:\nwaivers:\n  - {rule: arrow-no-alert, arrow: a -> b, because: \"no\", until: 2027-03-31}\n...\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			after, found := yamlfile.Apply("x.yaml", []byte(test.before), []yamlfile.Edit{test.edit})
			if string(after) != test.after {
				t.Errorf("got  %q\nwant %q\n%s", after, test.after, told(found))
			}
		})
	}
}

// TestEditRealDrawings changes every arrow of the examples, and takes the changes back.
func TestEditRealDrawings(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/linewalk.yaml")
	if len(files) == 0 {
		t.Fatal("no examples")
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file)), func(t *testing.T) {
			before, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			roots, _ := yamlfile.Tree(file, before)
			var there, back []yamlfile.Edit
			for _, p := range roots[0].Get("arrows").Pairs {
				at := yamlfile.At("arrows", p.Key.Value, "evidence")
				if p.Value.Get("evidence") == nil && p.Value.Kind == yamlfile.Mapping {
					there, back = append(there, yamlfile.Set(at, yamlfile.Texts("compose.yaml:12: DB_URL"))), append(back, yamlfile.Remove(at))
				}
			}
			after, found := yamlfile.Apply(file, before, there)
			if n := bytes.Count(after, []byte("DB_URL")); n != len(there) || n == 0 {
				t.Fatalf("%d of %d arrows changed\n%s", n, len(there), told(found))
			}
			again, found := yamlfile.Apply(file, after, back)
			if diff := cmp.Diff(string(before), string(again)); diff != "" {
				t.Error(diff, told(found))
			}
		})
	}
}
