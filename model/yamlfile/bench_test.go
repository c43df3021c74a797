package yamlfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/yamlfile"
)

// large draws n arrows between n/3 components, a third of them with a full set of statements.
func large(n int) string {
	var b strings.Builder
	b.WriteString("linewalk: 1\nsystem: Large\nteams:\n  ops: {people: [ana, li], on-call: 24x7}\ncomponents:\n")
	boxes := max(2, n/3)
	for i := range boxes {
		fmt.Fprintf(&b, "  box-%d: {kind: service, owner: ops, in: cloud/zone-%d}\n", i, i%7)
	}
	b.WriteString("defaults:\n  - {kind: call, timeout: 10s}\narrows:\n")
	for i := range n {
		from, to := i%boxes, (i+1+i*7%(boxes-1))%boxes
		fmt.Fprintf(&b, "  box-%d -> box-%d (%d):", from, to, i)
		switch i % 3 {
		case 0:
			b.WriteString("\n    if-down: [degrades, breaks after 30m]\n    timeout: 2s\n    owner: ops\n    experts: [ana, li]\n    monitors: [errors]\n")
		case 1:
			b.WriteString(" {kind: query, if-down: breaks}\n")
		default:
			b.WriteString("\n")
		}
	}
	b.WriteString("monitors:\n  errors: {signal: errors, alert: {name: E, after: 5m, tells: ops, how: page}}\n")
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	for _, n := range []int{60, 3_000, 30_000, 60_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			text := large(n)
			if _, found := read("large.yaml", text); len(found) > 0 {
				b.Fatal(whole(found[0]))
			}
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				read("large.yaml", text)
			}
		})
	}
}

// BenchmarkHostile holds files that are made to take long. Each should take about the time of its
// size, not more.
func BenchmarkHostile(b *testing.B) {
	many := func(n int, format string) string {
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, format, i, i)
		}
		return s.String()
	}
	for name, text := range map[string]string{
		"keys":           "linewalk: 1\ncomponents:\n" + many(40_000, "  k%d: service # %d\n"),
		"unknown keys":   "linewalk: 1\n" + many(40_000, "k%d: %d\n"),
		"unknown names":  "linewalk: 1\ncomponents: {a: service}\narrows:\n" + many(20_000, "  name-%d -> name-%d x:\n"),
		"unknown steps":  "linewalk: 1\narrows:\n" + many(10_000, "  n%d -> m%d:\n") + "journeys:\n  j:\n    steps:\n" + many(10_000, "    - x%d -> y%d\n"),
		"one line":       "{linewalk: 1, components: {" + many(20_000, "é%d: {kind: x%d}, ") + "}}",
		"laughs":         laughs("[x,x,x,x,x,x,x,x,x]"),
		"brackets":       "linewalk: 1\nx: " + strings.Repeat("[", 1_000_000),
		"open brackets":  "linewalk: 1\n" + many(20_000, "k%d: [%d\n"),
		"open quotes":    "linewalk: 1\n" + many(20_000, "k%d: \"%d\n"),
		"blanks":         "linewalk: 1\ndescription: a" + strings.Repeat(" ", 1_000_000) + "b\n  c\n",
		"defaults":       "linewalk: 1\narrows:\n" + many(10_000, "  n%d -> m%d:\n") + "defaults:\n" + many(10_000, "  - {tag: t%d, retries: %d}\n"),
		"control":        "linewalk: 1\n" + strings.Repeat("\x01", 1_000_000),
		"deep in blocks": "linewalk: 1\nx:\n" + strings.Repeat("- ", 9_000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				yamlfile.Merge([]*yamlfile.File{yamlfile.Parse("x.yaml", []byte(text), yamlfile.Options{})})
			}
		})
	}
}

// BenchmarkApply edits a drawing of 5,000 arrows: a field of each in one go, and as many new arrows.
func BenchmarkApply(b *testing.B) {
	text := "linewalk: 1\narrows:\n"
	var fields []yamlfile.Edit
	var entries []yamlfile.Entry
	for i := range 5000 {
		name := fmt.Sprintf("a%d -> b%d", i, i)
		text += "  " + name + ": {if-down: breaks} # as it is\n"
		fields = append(fields, yamlfile.Set(yamlfile.At("arrows", name, "evidence"), yamlfile.Texts("compose.yaml:1")))
		entries = append(entries, yamlfile.Entry{Key: fmt.Sprintf("c%d -> d%d", i, i), Value: yamlfile.Map(yamlfile.Entry{Key: "review", Value: yamlfile.Literal("todo")})})
	}
	for _, one := range []struct {
		name  string
		edits []yamlfile.Edit
	}{{"fields", fields}, {"entries", []yamlfile.Edit{yamlfile.Add(yamlfile.At("arrows"), entries...)}}, {"field", fields[:1]}} {
		b.Run(one.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, found := yamlfile.Apply("x.yaml", []byte(text), one.edits); found != nil {
					b.Fatal(found)
				}
			}
		})
	}
}

// laughs nests aliases so that a few hundred bytes stand for very many nodes.
func laughs(first string) string {
	var b strings.Builder
	b.WriteString("linewalk: 1\na: &a " + first + "\n")
	for c := 'b'; c <= 'j'; c++ {
		alias := fmt.Sprintf("*%c,", c-1)
		fmt.Fprintf(&b, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(alias, 9), ","))
	}
	return b.String()
}
