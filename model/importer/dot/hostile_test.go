package dot_test

import (
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/dot"
)

// hostile are texts of half a megabyte that hold the same thing over and over.
var hostile = map[string]string{
	"chain":     fill("digraph{a", "->a", "}"),
	"lines":     fill("digraph{", "a->b;", "}"),
	"nodes":     fill("digraph{", "a;", "}"),
	"braces":    fill("digraph", "{", ""),
	"pairs":     fill("digraph{", "{}", "}"),
	"subs":      fill("digraph{", "subgraph s{a};", "}"),
	"clusters":  fill("digraph{", "subgraph cluster{a};", "}"),
	"list":      fill("digraph{a", ",a", "}"),
	"list2":     fill("digraph{a", ",a", "->b}"),
	"list3":     fill("digraph{"+strings.Repeat("a,", 10000)+"b", "[a=b]", "}"),
	"groups":    fill("digraph{subgraph s{"+strings.Repeat("a b ", 50000)+"}", "subgraph s{}->{}", "}"),
	"quote":     fill("digraph{\"", "x", ""),
	"quotes":    fill("digraph{", "\"\"+", "\"\"}"),
	"html":      fill("digraph{<", "<", ""),
	"html2":     fill("digraph{a[label=<", "<b>x</b>", ">]}"),
	"comments":  fill("digraph{", "/**/", "}"),
	"comments2": fill("digraph{", "/*", "}"),
	"brackets":  fill("digraph{", "[", "}"),
	"brackets2": fill("digraph{a[", "a=b ", "]}"),
	"brackets3": fill("digraph{", "]", "}"),
	"arrows":    fill("digraph{", "->\n", "}"),
	"faults":    fill("digraph{", "a=;\n", "}"),
	"faults2":   fill("digraph{", "node a\n", "}"),
	"faults3":   fill("digraph{", "a b=c d-> ;\n", "}"),
	"odd":       fill("digraph{", "$", "}"),
	"odd2":      fill("digraph{", "a.b ", "}"),
	"numbers":   fill("digraph{", "1a ", "}"),
	"graphs":    fill("", "digraph{a->b}\n", ""),
	"graphs2":   fill("", "digraph g{a[label=x] a->b}\ndigraph h{a[label=y]}", ""),
	"closers":   fill("digraph{}", "}", ""),
	"ports":     fill("digraph{a", ":b", "}"),
	"deep":      fill("digraph{"+strings.Repeat("{", 98), "a b c d", strings.Repeat("}", 99)),
	"escapes":   fill("digraph{a[label=\"", "\\N", "\"]}"),
	"long":      fill("digraph{", "a", "->b}"),
	"blank":     fill("digraph{", "\n", "a->b}"),
	"latin":     fill("digraph{", "\xe9", "->b}"),
	"defaults":  fill("digraph{", "node[label=x]a ", "}"),
	"strict":    fill("strict digraph{", "a->b;", "}"),
}

// What grows with the square of its input would not end here, and what is drawn stays within bounds.
func TestHostile(t *testing.T) {
	for name, text := range hostile {
		sketch, said := dot.Read([]importer.File{{Name: "x.dot", Text: []byte(text)}})
		if len(sketch.Arrows) > 100_000 || len(said) > 700 {
			t.Errorf("%s: %d arrows, %d diagnostics", name, len(sketch.Arrows), len(said))
		}
		for _, c := range sketch.Components {
			if len(c.Name) > 4*200 || len(c.Label) > 4*200 {
				t.Errorf("%s: a name of %d bytes, a label of %d", name, len(c.Name), len(c.Label))
			}
		}
		dot.Looks([]byte(text))
	}
}

// fill is half a megabyte of a unit between a head and a tail.
func fill(head, unit, tail string) string {
	return head + strings.Repeat(unit, (512<<10-len(head)-len(tail))/len(unit)) + tail
}
