package mermaid_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/mermaid"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// A diagram in a comment of a page is not part of the page, and neither is one of Graphviz: both are told of.
func TestPage(t *testing.T) {
	block := func(arrow string) string { return "```mermaid\ngraph LR\n" + arrow + "\n```\n" }
	const (
		hidden   = "note: this diagram is left out, as it stands in a comment"
		unclosed = "warning: the comment is never closed, so it goes to the end of the file"
		dots     = "note: blocks of Graphviz are not read here (1): put each into a file for import dot"
	)
	for _, c := range []struct {
		text   string
		arrows string
		said   []string
	}{
		{"<!--\n" + block("a --> b\nb --> c") + "-->\n" + block("x --> y"), "x -> y", []string{hidden}},
		{"<!-- old:\n\n" + block("a -->\nb") + "\n-->\n" + block("x --> y"), "x -> y", []string{hidden}},
		{"<!-- ```mermaid\ngraph LR\na --> b\n``` -->\n" + block("x --> y"), "x -> y", []string{hidden}},
		{"<!--\n```mermaid\ngraph LR\na --> b\n-->\n" + block("x --> y"), "x -> y", []string{hidden}},
		{"> <!--\n> ```mermaid\n> graph LR\n> a --> b\n> ```\n> -->\n" + block("x --> y"), "x -> y", []string{hidden}},
		{"<!-- a comment -->\n" + block("x --> y") + "<!-- another -->\n", "x -> y", nil},
		{"<!-- a comment\nof two lines --> and text\n" + block("x --> y"), "x -> y", nil},
		{"<!-- one --> <!-- two\n" + block("a --> b") + "--> <!-- three -->\n" + block("x --> y"), "x -> y", []string{hidden}},
		{"Write `<!--` before it.\n" + block("x --> y"), "x -> y", nil},
		{"```html\n<!--\n```\n" + block("x --> y"), "x -> y", nil},
		{"<!--\n<pre class=\"mermaid\">\ngraph LR\na --> b\n</pre>\n-->\n" + block("x --> y"), "x -> y", nil},
		{block("x --> y") + "<!--\n" + block("a --> b"), "x -> y", []string{hidden, unclosed}},
		{block("x --> y") + "```dot\ndigraph { a -> b }\n```\n", "x -> y", []string{dots}},
		{block("x --> y") + "~~~ {.graphviz}\ndigraph { a -> b }\n~~~\n", "x -> y", []string{dots}},
		{block("x --> y") + "```dotnet\n```\n<!--\n```dot\n```\n-->\n", "x -> y", nil},
		{"```gv\ndigraph { a -> b }\n```\n", "", []string{"error: there is no diagram of Mermaid here", dots}},
	} {
		sketch, found := mermaid.Read([]importer.File{{Name: "x.md", Text: []byte(c.text)}})
		var arrows, said []string
		for _, a := range sketch.Arrows {
			arrows = append(arrows, a.Name())
		}
		for _, d := range found {
			said = append(said, d.Level.String()+": "+d.Message)
		}
		if strings.Join(arrows, ", ") != c.arrows {
			t.Errorf("%q: arrows %v, want %s", c.text, arrows, c.arrows)
		}
		if diff := cmp.Diff(c.said, said, cmp.Transformer("set", func(all []string) map[string]bool {
			set := map[string]bool{}
			for _, one := range all {
				set[one] = true
			}
			return set
		})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}

// A block that is put above another changes no name of what that draws.
func TestOrderOfBlocks(t *testing.T) {
	web := "```mermaid\ngraph LR\nA[Web] --> B[(DB)]\n```\n"
	build := "```mermaid\ngraph LR\nA[Build] --> B[Publish]\n```\n"
	for _, text := range []string{web + build, build + web} {
		got := map[string]bool{}
		for _, a := range read(t, text).Arrows {
			got[a.Name()+" "+a.Kind.String()] = true
		}
		if diff := cmp.Diff(map[string]bool{"Web -> DB query": true, "Build -> Publish call": true}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// A file in UTF-16 is called so.
func TestUTF16(t *testing.T) {
	for _, text := range []string{"\xff\xfeg\x00r\x00", "\xfe\xff\x00g\x00r"} {
		for _, name := range []string{"x.md", "x.mmd"} {
			got := trial.Listed(mermaid.Read([]importer.File{{Name: name, Text: []byte(text)}}))
			if want := "system: \n" + name + ":1:1: error: the file is UTF-16 (save it as UTF-8)\n"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}
