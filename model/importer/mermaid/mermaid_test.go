package mermaid_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model"
	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/mermaid"
	"github.com/linewalk/linewalk/model/importer/trial"
)

func read(t *testing.T, text string) *model.Sketch {
	t.Helper()
	sketch, said := mermaid.Read([]importer.File{{Name: "x.mmd", Text: []byte(text)}})
	for _, d := range said {
		if d.Level == diag.Error {
			t.Errorf("%q: %s: %s", text, d.Span, d.Message)
		}
	}
	return sketch
}

// Each text has the arrows that Mermaid 11.17.2 finds in it, or, where it refuses the text, those that leave
// no doubt.
func TestArrows(t *testing.T) {
	for text, want := range map[string]string{
		"A --> B --> C":                        "A -> B, B -> C",
		"A & B --> C & D":                      "A -> C, A -> D, B -> C, B -> D",
		"A-->B;C-->D;":                         "A -> B, C -> D",
		"A -->\n\n  B":                         "A -> B",
		"A\n  --> B":                           "A -> B",
		"A -->|x y| B":                         "A -> B: x y",
		"A -- x y --> B":                       "A -> B: x y",
		`A -- "x (y)" --> B`:                   "A -> B: x (y)",
		`A -->|"a | b"| B`:                     "A -> B: a | b",
		"A -- t --> B -- u --> C":              "A -> B: t, B -> C: u",
		"A == t ==> B -. u .-> C":              "A -> B: t, B -> C: u",
		"A ----> B ====> C -...-> D":           "A -> B, B -> C, C -> D",
		"A --- B":                              "A -> B?",
		"A -.- B === C":                        "A -> B?, B -> C?",
		"A <--> B x--x C o--o D":               "A -> B!, B -> C!, C -> D!",
		"A <-- t --> B":                        "A -> B: t!",
		"A --x B --o C":                        "A -> B, B -> C",
		"A---oB; A---xC":                       "A -> B, A -> C",
		"A ~~~ B --> C":                        "B -> C",
		"A e1@--> B\ne1@{ animate: true }":     "A -> B",
		"A e1@== t ==> B":                      "A -> B: t",
		`A@{ shape: cyl, label: "}" } --> B`:   "A -> B",
		"A@{ shape: rect } & B --> C":          "A -> C, B -> C",
		"my-node --> other.node --> a/b --> 1": "my-node -> other.node, other.node -> a/b, a/b -> 1",
		"ünï-->日本":                             "ünï -> 日本",
		"box--xC":                              "box -> C",
		"1x--xC":                               "1 -> C!",
		"A&B --> C":                            "A&B -> C",
		`A["x --> y"] --> B`:                   "A -> B",
		"end1 --> endpoint --> end-user":       "end1 -> endpoint, endpoint -> end-user",
		"A:::red --> B:::blue & C":             "A -> B, A -> C",
		"A-->B\nx-->y":                         "A -> B, B -> y",
		"A -- box--> B":                        "A -> B: bo",
		"A -->|x|  B[foo (bar)] --> C[/api]":   "A -> B: x, B -> C",
		"direction --> style-guide":            "direction -> style-guide",
		"%% A --> B\nA --> C":                  "A -> C",
		"style A fill:#fff;stroke:#000;A-->B":  "A -> B",
		"A --> A":                              "A -> A",
		"A -->|x| B\nA -->|x| B":               "A -> B: x",
		"subgraph S\nA\nend\nS --> B":          "S -> B",
		"A -->|<b>x</b><br/>y| B":              "A -> B: x y",
		"A -->|#quot;x#quot; &amp; #35;| B":    "A -> B: \"x\" & #",
	} {
		var got []string
		for _, a := range read(t, "graph LR\n"+text+"\n").Arrows {
			line := a.From + " -> " + a.To
			if label := a.Label + a.Qualifier; label != "" {
				line += ": " + label
			}
			switch a.Question {
			case importer.AskDirection:
				line += "?"
			case importer.AskBack:
				line += "!"
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// Labels come out as a reader of the picture sees them, and shapes say what a component is.
func TestBoxes(t *testing.T) {
	for text, want := range map[string]model.SketchComponent{
		"A":                                     {},
		"A[A]":                                  {},
		"A[Web shop]":                           {Label: "Web shop"},
		"A[ Web<br/>shop ]":                     {Label: "Web shop"},
		`A["Web\nshop"]`:                        {Label: "Web shop"},
		"A[\"Web\n  shop\"]":                    {Label: "Web shop"},
		"A([x])":                                {Label: "x"},
		"A((x))":                                {Label: "x"},
		"A(((x)))":                              {Label: "x"},
		"A[[x]]":                                {Label: "x"},
		"A{x}":                                  {Label: "x"},
		"A{{x}}":                                {Label: "x"},
		"A>x]":                                  {Label: "x"},
		"A[/x/]":                                {Label: "x"},
		`A[\x\]`:                                {Label: "x"},
		`A[/x\]`:                                {Label: "x"},
		"A(-x-)":                                {Label: "x"},
		"A[(x)]":                                {Label: "x", Kind: model.ComponentDatabase},
		"A[(optional) part]":                    {Label: "(optional) part"},
		"A[x [y] z]":                            {Label: "x [y] z"},
		"A(5 (of 6))":                           {Label: "5 (of 6)"},
		"A[/api/v1]":                            {Label: "/api/v1"},
		`A["a ] b"]`:                            {Label: "a ] b"},
		"A[#40;x#41; &#40y&#41]":                {Label: "(x) (y)"},
		"A[\"`**big** _shop_ a_b`\"]":           {Label: "big shop a_b"},
		"A[fa:fa-car Car]":                      {Label: "Car"},
		"A[List<Order>]":                        {Label: "List<Order>"},
		"A[<script>x</script>y]":                {Label: "y"},
		"A[a < b & c]":                          {Label: "a < b & c"},
		`A@{ shape: das, label: "x: } y" }`:     {Label: "x: } y", Kind: model.ComponentStorage},
		"A@{\n  shape: person\n  label: Ana\n}": {Label: "Ana", Kind: model.ComponentPerson},
		"A@{ shape: database }":                 {Kind: model.ComponentDatabase},
		`A["<b class="k">q] r</b>"]`:            {Label: "q] r"},
		"A[x]\nA[y]":                            {Label: "y"},
		`A[<img src="x" />Logo]`:                {Label: "Logo"},
	} {
		want.Name = "A"
		got := read(t, "graph LR\n"+text+"\n").Components
		if diff := cmp.Diff([]model.SketchComponent{want}, got, ignoreEmpty); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

var ignoreEmpty = cmp.FilterValues(func(a, b []string) bool { return len(a) == 0 && len(b) == 0 }, cmp.Ignore())

// What is mentioned in several groups stands in the one that ends first, as in Mermaid.
func TestGroups(t *testing.T) {
	for text, want := range map[string]string{
		"subgraph S\nA\nend":                                          "A in S",
		"subgraph S\nsubgraph T\nA\nend\nB\nend":                      "A in T, T in S, B in S",
		"subgraph S\nA --> B\nend\nsubgraph T\nB --> C\nend":          "A in S, B in S, C in T",
		"subgraph S [The shop]\nA\nend":                               "A in S",
		"subgraph The shop\nA\nend":                                   "A in The shop",
		"subgraph \"The shop (EU)\"\nA\nend":                          "A in The shop [EU]",
		"subgraph S;A;end":                                            "A in S",
		"subgraph\nA\nend":                                            "",
		"subgraph S\nsubgraph\nA\nend\nend":                           "A in S",
		"subgraph S\nS --> A\nend":                                    "A in S",
		"subgraph A b\nx\nend\nsubgraph C\nsubgraph A b\ny\nend\nend": "x in A b, C/A b in C, y in C/A b",
		"subgraph S\ndirection TB\nA\nend":                            "A in S",
		"subgraph empty\nend\nA":                                      "",
	} {
		var got []string
		for _, c := range read(t, "graph LR\n"+text+"\n").Components {
			if len(c.In) > 0 {
				got = append(got, c.Name+" in "+strings.Join(c.In, "+"))
			}
		}
		wanted := strings.Split(want, ", ")
		if want == "" {
			wanted = nil
		}
		if diff := cmp.Diff(wanted, got, cmp.Transformer("set", func(all []string) map[string]bool {
			set := map[string]bool{}
			for _, one := range all {
				set[one] = true
			}
			return set
		})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestLooks(t *testing.T) {
	for text, want := range map[string]bool{
		"graph LR\nA-->B":                           true,
		"graph TD;A-->B":                            true,
		"flowchart\nA-->B":                          true,
		"flowchart-elk TB\nA-->B":                   true,
		"---\ntitle: x\n---\n%%{init: {}}%%\ngraph": true,
		"%% x\nsequenceDiagram\nA->>B: x":           true,
		"pie title Pets\n":                          true,
		"# Page\n\n```mermaid\ngraph LR\n```\n":     true,
		"> ~~~ mermaid\n> pie\n> ~~~\n":             true,
		":::note\n```mermaid\ngraph LR\n```\n:::\n": true,
		"# Page about mermaid\n":                    false,
		"# Page\n\n```go\n// mermaid\n```\n":        false,
		"graph {\n a -- b }":                        false,
		"graph LR {\n a -- b }":                     false,
		"graph g\n{ a -- b }":                       false,
		"graph\n{ a -- b }":                         false,
		"digraph { a -> b }":                        false,
		"services:\n  web: {image: mermaid}\n":      false,
		"journey: x\n":                              false,
		"linewalk: 1\ndescription: |\n  ```mermaid\n  graph LR\n  ```\n": false,
		`{"graph": 1}`: false,
		"":             false,
	} {
		if got := mermaid.Looks([]byte(text)); got != want {
			t.Errorf("%q looks like Mermaid: %v", text, got)
		}
	}
}

// Several files are one system, and each arrow keeps the reasons of all of them.
func TestSeveralFiles(t *testing.T) {
	sketch, said := mermaid.Read([]importer.File{
		{Name: "a.mmd", Text: []byte("---\ntitle: Shop\n---\ngraph LR\nshop --> db\n")},
		{Name: "b.md", Text: []byte("# More\n```mermaid\ngraph LR\nshop --> db[(Orders)]\n```\n")},
	})
	got := trial.Listed(sketch, said)
	want := `system: Shop
shop: service
db: database "Orders"
shop -> db: query | a.mmd drawn (stated) | b.md#more drawn (stated)
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
