package dot_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/linewalk/linewalk/model/diag"
	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/dot"
	"github.com/linewalk/linewalk/model/importer/trial"
)

// Each drawing has the arrows that Graphviz draws.
func TestArrows(t *testing.T) {
	for text, want := range map[string]string{
		"digraph { a -> b -> c }":                                                                              "a -> b, b -> c",
		"digraph { a -> {b c} -> d }":                                                                          "a -> b, a -> c, b -> d, c -> d",
		"digraph { {a; b} -> subgraph s { c subgraph { d } } }":                                                "a -> c, a -> d, b -> c, b -> d",
		"digraph { subgraph s {a b} subgraph s {c} -> d }":                                                     "a -> d, b -> d, c -> d",
		"digraph { a, b -> c, d }":                                                                             "a -> c, a -> d, b -> c, b -> d",
		`digraph { "x" + "y" -> "a\"b" }`:                                                                      `xy -> a"b`,
		`digraph { "new\` + "\n" + `line" -> b }`:                                                              "newline -> b",
		"digraph { a:p:nw -> b:s }":                                                                            "a -> b",
		"digraph { a -> b [style=invis] c -> d [style=\"dashed, invis\"]}":                                     "",
		"digraph { edge [style=invis] a -> b; edge [style=\"\"] c -> d }":                                      "c -> d",
		"digraph { {edge [style=invis] a -> b} c -> d }":                                                       "c -> d",
		"digraph { a -> b [dir=back] }":                                                                        "b -> a",
		"digraph { a -> b [dir=both] c -> d [dir=none] }":                                                      "a -> b!, c -> d?",
		"digraph { edge [dir=back] a -> b [arrowtail=none] c -> d }":                                           "a -> b?, d -> c",
		"digraph { a -> b [arrowhead=none] }":                                                                  "a -> b?",
		"digraph { a -> b [dir=both, arrowhead=none] }":                                                        "b -> a",
		"graph { a -- b }":                                                                                     "a -> b?",
		"graph { a -- b [dir=forward] }":                                                                       "a -> b",
		"strict digraph { a -> b a -> b [label=x] }":                                                           "a -> b: x",
		"strict graph { a -- b; b -- a }":                                                                      "a -> b?",
		"digraph { a -> b [key=1] a -> b [key=1, label=x] }":                                                   "a -> b: x",
		"digraph { a -> b [label=x] a -> b [label=y] }":                                                        "a -> b: x, a -> b: y",
		"digraph { a -> b [label=<x <b>y</b><br/>z &lt; 1>] }":                                                 "a -> b: x y z < 1",
		`digraph G { a -> b [label="\T to \H in \G\lof \E &amp; \\"] }`:                                        `a -> b: a to b in G of a->b & \`,
		"DiGraph { Edge [label=x] a -> b }":                                                                    "a -> b: x",
		"digraph { a -> b } graph { c -- d }":                                                                  "a -> b, c -> d?",
		"digraph { compound=true subgraph cluster_x { b } a -> b [lhead=cluster_x] c -> b [lhead=cluster_y] }": "a -> b#, c -> b",
		"digraph { subgraph cluster_x { b } a -> b [lhead=cluster_x] }":                                        "a -> b",
		"digraph { é -> 日本 -> -1.5 }":                                                                          "é -> 日本, 日本 -> -1.5",
		"# c\ndigraph { // x -> y\n /* x -> y */ a -> b # z\n }":                                               "a -> b",
		"digraph { graph = x; a -> b }":                                                                        "a -> b",
		"digraph { {a b} [color=red] a -> {b} [label=x] }":                                                     "a -> b: x",
		"digraph { a -> subgraph s { b } [label=x] }":                                                          "a -> b: x",
		"digraph { a -> a }":                                                                                   "a -> a",
		"digraph { a [label=\"a -> b\"] }":                                                                     "",
	} {
		sketch, said := dot.Read([]importer.File{{Name: "x.dot", Text: []byte(text)}})
		for _, d := range said {
			if d.Level == diag.Error && !strings.Contains(text, "graph =") {
				t.Errorf("%q: %s: %s", text, d.Span, d.Message)
			}
		}
		var got []string
		for _, a := range sketch.Arrows {
			line := a.From + " -> " + a.To
			if label := a.Label + a.Qualifier; label != "" {
				line += ": " + label
			}
			got = append(got, line+marks[a.Question])
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

var marks = map[string]string{
	importer.AskDirection: "?", importer.AskBack: "!", "it is drawn to the border of a group: is all in it meant?": "#",
}

// Boxes show their labels, and stand in the frame that was opened first of those in which they are mentioned.
func TestBoxes(t *testing.T) {
	for text, want := range map[string]string{
		"a":                            "a: service\n",
		"a [label=a]":                  "a: service\n",
		`a [label="Web\nshop"]`:        "a: service \"Web shop\"\n",
		`a [label="the \N"]`:           "a: service \"the a\"\n",
		"a [shape=cylinder]":           "a: database\n",
		"node [shape=cylinder] a":      "a: database\n",
		"a node [shape=cylinder]":      "a: service\n",
		`a [label="" xlabel="Orders"]`: "a: service \"Orders\"\n",
		`a [shape=record label="<p> x | {y\|z}"]`:             "a: service \"x y|z\"\n",
		`a [label="x | y"]`:                                   "a: service \"x | y\"\n",
		"a [style=invis]":                                     "",
		"a [style=invis] a -> a":                              "a: service\na -> a: call | x.dot drawn (stated)\n",
		"subgraph cluster_x { label=X a }":                    "cluster_x: place \"X\"\na: service in cluster_x\n",
		"subgraph x { label=X a }":                            "a: service\n",
		"subgraph x { cluster=true a }":                       "x: place\na: service in x\n",
		"label=S subgraph cluster_x { a }":                    "cluster_x: place\na: service in cluster_x\n",
		"subgraph cluster_x { a } subgraph cluster_y { a b }": "cluster_x: place\na: service in cluster_x\ncluster_y: place\nb: service in cluster_y\n",
		"subgraph cluster_x { a subgraph cluster_y { a } }":   "cluster_x: place\na: service in cluster_y\ncluster_y: place in cluster_x\n",
		"subgraph cluster_x { subgraph y { a } }":             "cluster_x: place\na: service in cluster_x\n",
		"subgraph cluster_x { subgraph cluster_i { a } } subgraph cluster_y { subgraph cluster_i { b } }": "cluster_x: place\ncluster_i: place in cluster_x\na: service in cluster_i\n" +
			"cluster_y: place\ncluster_y/cluster_i: place in cluster_y\nb: service in cluster_y/cluster_i\n",
	} {
		got := trial.Listed(dot.Read([]importer.File{{Name: "x.dot", Text: []byte("digraph { " + text + " }")}}))
		_, got, _ = strings.Cut(got, "\n") // without the system
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestLooks(t *testing.T) {
	for text, want := range map[string]bool{
		"digraph { a -> b }":              true,
		"\ufeff# x\nstrict graph \"x\" {": true,
		"GRAPH G\n{":                      true,
		"/* x */ digraph a.b {":           true,
		"graph LR\nA --> B{x}":            false,
		"graph TD;A-->B":                  false,
		"flowchart LR\nA-->B":             false,
		"graph: {a: b}":                   false,
		"digraph":                         false,
		"strict { a }":                    false,
		`{"digraph": 1}`:                  false,
		"linewalk: 1\n":                   false,
		"":                                false,
	} {
		if got := dot.Looks([]byte(text)); got != want {
			t.Errorf("%q looks like Graphviz: %v", text, got)
		}
	}
}

// A file in UTF-16 is called so.
func TestUTF16(t *testing.T) {
	for _, text := range []string{"\xff\xfed\x00i\x00", "\xfe\xff\x00d\x00i"} {
		got := trial.Listed(dot.Read([]importer.File{{Name: "x.dot", Text: []byte(text)}}))
		if want := "system: \nx.dot:1:1: error: the file is UTF-16 (save it as UTF-8)\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
