package dot_test

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
		"groups":    fill("digraph{subgraph s{"+strings.Repeat("a b ", 12000)+"}", "subgraph s{}->{}", "}"),
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
}

// What grows with the square of its input would not end here, and what is drawn stays within bounds.
func TestHostile(t *testing.T) { format.Withstands(t, hostile(128<<10)) }

// BenchmarkHostile reads the same at the largest size that is read at all.
func BenchmarkHostile(b *testing.B) { format.Benchmark(b, hostile(10<<20)) }
