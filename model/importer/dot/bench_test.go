package dot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linewalk/linewalk/model/importer"
	"github.com/linewalk/linewalk/model/importer/dot"
)

// BenchmarkRead reads 5,000 boxes in 100 frames, and 5,000 arrows with labels.
func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("digraph {\n")
	for i := range 5000 {
		if i%50 == 0 {
			fmt.Fprintf(&text, "  subgraph cluster_%d { label=\"Group %d\"\n", i/50, i/50)
		}
		fmt.Fprintf(&text, "    box%d [label=<Box <b>%d</b>>]; box%d -> box%d [label=\"asks for %d\"];\n", i, i, i, i*7%5000, i)
		if i%50 == 49 {
			text.WriteString("  }\n")
		}
	}
	text.WriteString("}\n")
	files := []importer.File{{Name: "x.dot", Text: []byte(text.String())}}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if sketch, _ := dot.Read(files); len(sketch.Arrows) != 5000 {
			b.Fatal(len(sketch.Arrows))
		}
	}
}
