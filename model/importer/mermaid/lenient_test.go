package mermaid_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/mermaid"
)

// What Mermaid 11.17.2 refuses and what it takes, as its own parser says.
func TestLenient(t *testing.T) {
	for _, c := range []struct {
		texts []string
		want  bool
	}{
		{[]string{
			"A[x (y)]", `A[x "y" z]`, "A[a|b]", "A[a{b}]", "A(a [b])", "A{a (b)}", "A[(a (b))]", "A([a (b)])", "A>x (y)]", "A[x@y]", "A[@x]", "A[x@ y]", "A[/api]", `A[\x]`, "A[日本 (x)]",
			"A-->|x (y)|B", "A-->|x [y]|B", `A-->|x "y"|B`, "A -->|x@y| B", "A -. x.y .-> B", `A -- x "y" --> B`,
			"subgraph a b (c)\nx\nend", "subgraph a [b (c)]\nx\nend", "subgraph a <b>\nx\nend", "subgraph a, b\nx\nend", "subgraph \U0001F464 a\nx\nend", "subgraph\nx\nend", "subgraph a --> b\nx\nend",
			"Subgraph a\nx\nEnd", "graph-db --> A", "A --> end.x", "style.x --> A",
		}, true},
		{[]string{
			"A[x 'y']", `A["x (y)"]`, `A["x@y"]`, "A[x @ y]", "A[x/]", "A[/x/]", `A[/x\]`, "A[x; y]", "A[a<br>b]", "A[a < b]", "A[(x)]", "A[[x]]", "A((x))", "A{{x}}", "A[#quot;x#quot;]", "A[x -- y]",
			`A-->|"x (y)"|B`, "A -- x (y) --> B", "A == x (y) ==> B", "A -. x (y) .-> B", `A -. "x.y" .-> B`, "A -- x@y --> B", "A e1@--> B", `A@{ label: "x (y)" }`,
			"subgraph a [b c]\nx\nend", "subgraph \"a (b)\"\nx\nend", "subgraph a [\"b (c)\"]\nx\nend", "subgraph a & b: c?\nx\nend", "subgraph a-b 'c'\nx\nend", "A --> end_x", "A --> style1 --> x-end", "click-x --> A",
		}, false},
	} {
		for _, text := range c.texts {
			_, said := mermaid.Read([]importer.File{{Name: "x.mmd", Text: []byte("graph LR\n" + text + "\n" + text + "\n")}})
			notes := 0
			for _, d := range said {
				if d.Level == diag.Error {
					t.Errorf("%q: %s", text, d.Message)
				}
				if strings.HasPrefix(d.Message, "Mermaid itself does not take this: ") {
					notes++
				}
			}
			if want := map[bool]int{true: 1}[c.want]; notes != want {
				t.Errorf("%q: %d notes, want %d: %v", text, notes, want, said)
			}
		}
	}
	for header, want := range map[string]bool{"flowchart LR": false, "graph TD;": false, "flowchart": false, "graph v": false, "graph  >": false, "flowchart-elk TB": false, "graph lr": true, "Flowchart LR": true} {
		_, said := mermaid.Read([]importer.File{{Name: "x.mmd", Text: []byte(header + "\nA --> B\n")}})
		if (len(said) > 0) != want {
			t.Errorf("%s: %v", header, said)
		}
	}
}
