package mermaid_test

import (
	"strings"
	"testing"
)

// hostile are texts of a size that hold the same thing over and over.
func hostile(size int) map[string]string {
	// fill is a text with as many of a unit between a head and a tail as there is room for.
	fill := func(head, unit, tail string) string {
		return head + strings.Repeat(unit, (size-len(head)-len(tail))/len(unit)) + tail
	}
	return map[string]string{
		"chain":              fill("graph LR\n", "A-->", "A"),
		"lines":              fill("graph LR\n", "A-->B\n", ""),
		"label":              fill("graph LR\nA[", "x", "]-->B"),
		"unclosed":           fill("graph LR\nA[", "x", ""),
		"unclosed2":          fill("graph LR\n", "A[\n", ""),
		"slant":              fill("graph LR\n", "A[/x]\n", ""),
		"slant1":             fill("graph LR\n", "A[/x];", ""),
		"parens":             fill("graph LR\nA", "(", ""),
		"smile":              fill("graph LR\n", "A(x( )-->", "A"),
		"groups":             fill("graph LR\n", "subgraph a\n", ""),
		"groups2":            fill("graph LR\n", "subgraph a b\nend\n", ""),
		"groups3":            fill("graph LR\nsubgraph o\n", "subgraph a b\nx\nend\n", "end"),
		"amps":               fill("graph LR\nA", " & A", " --> B"),
		"pipes":              fill("graph LR\nA-->", "|", "B"),
		"pipes2":             fill("graph LR\n", "A-->|\n", ""),
		"halves":             fill("graph LR\n", "A -- b\n", ""),
		"halves2":            fill("graph LR\n", "A -. b\n", ""),
		"quotes":             fill("graph LR\n", "A -- \"", ""),
		"quotes2":            fill("graph LR\n", "A[\"x\n", ""),
		"dashes":             fill("graph LR\nA ", "-", ""),
		"tags":               fill("graph LR\n", "<a ", ""),
		"tags2":              fill("graph LR\n", "<a x=\"", ">"),
		"directives":         fill("", "%%{", "\ngraph LR\nA-->B"),
		"attributes":         fill("graph LR\n", "A@{", ""),
		"attributes2":        fill("graph LR\n", "A@{a:b}\n", ""),
		"attributes3":        fill("graph LR\nA@{", "a:b,", "}"),
		"atids":              fill("graph LR\n", "A x@", ""),
		"looks":              fill("graph LR\n", "style;", ""),
		"css":                fill("graph LR\nstyle A ", "a;b:", ""),
		"acc":                fill("graph LR\n", "accDescr {", ""),
		"blocks":             fill("", "```mermaid\ngraph LR\nA-->B\n```\n", ""),
		"blocks2":            fill("", "```mermaid\ngraph LR\nA[x]-->B\n```\n```mermaid\ngraph LR\nA[y]-->B\n```\n", ""),
		"fences":             fill("", "```mermaid\n", ""),
		"headings":           fill("", "# a\n", "```mermaid\ngraph LR\n```"),
		"quotelines":         fill("", "> ", "```mermaid"),
		"ticks":              fill("", "`", ""),
		"blank":              fill("graph LR\n", "\n", "A-->B"),
		"front":              fill("---\n", "title: a\n", ""),
		"colons":             fill("graph LR\nA", ":", ""),
		"stars":              fill("graph LR\nA[\"`", "*a_", "`\"]"),
		"labelhtml":          fill("graph LR\n", "A[<b>x</b>&lt;]\n", ""),
		"endlines":           fill("graph LR\n", "end\n", ""),
		"title":              fill("graph LR\nsubgraph ", "x y", "\nA-->B\nend"),
		"brackets":           fill("graph LR\n", "A[[[[[", ""),
		"fa":                 fill("graph LR\nA[", "fa:fa-", "]"),
		"dots":               fill("graph LR\nA -- ", ".", ""),
		"dots2":              fill("graph LR\nA -. ", ".", ""),
		"dots3":              fill("graph LR\nA -. ", "-", ""),
		"equals":             fill("graph LR\nA -- ", "=", ""),
		"dotted":             fill("graph LR\nA -. ", "x.", ""),
		"half dots":          fill("graph LR\nA -- ", "-.", ""),
		"unicode":            fill("graph LR\n", "ä.", ""),
		"c4":                 fill("C4Context\n", "Rel(a, b, \"c\")\n", ""),
		"c4 open":            fill("C4Context\n", "Rel(a, \n", ""),
		"c4 braces":          fill("C4Context\n", "Boundary(a, b) {\n", ""),
		"architecture":       fill("architecture-beta\n", "a:L --> R:b\n", ""),
		"architecture words": fill("architecture-beta\n", "group a(b)[c] in d\n", ""),
		"at":                 fill("graph LR\nA", "@", ""),
		"ids1":               fill("graph LR\n", "A\n", ""),
	}
}

// What grows with the square of its input would not end here, and what is drawn stays within bounds.
func TestHostile(t *testing.T) {
	page := format
	page.Name = "x.md"
	format.Withstands(t, hostile(128<<10))
	page.Withstands(t, hostile(128<<10))
}

// BenchmarkHostile reads the same at the largest size that is read at all.
func BenchmarkHostile(b *testing.B) { format.Benchmark(b, hostile(10<<20)) }
